from django.core.management.base import BaseCommand

from editorial import outside_links
from editorial.asking import Asker


class Command(BaseCommand):
    help = (
        "Asks whether the links of our facts to other sites still lead somewhere; one request at a "
        "time, each link once a day. For the night."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--minutes",
            type=float,
            default=120,
            help="Stop after so many minutes (120); the rest comes first the next time.",
        )

    def handle(self, *args, minutes: float, **options) -> None:
        count = outside_links.keep_in_step()
        counted = outside_links.check(Asker(), seconds=minutes * 60)
        if options["verbosity"] > 0:
            results = "".join(f", {number} {result}" for result, number in sorted(counted.items()))
            self.stdout.write(f"Links: {count} in all, {counted.total()} asked for{results}.")
