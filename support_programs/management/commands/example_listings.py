from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from support_programs import example_listings


class Command(BaseCommand):
    help = "Writes invented vacancies, homes, events and places of learning for development."

    def handle(self, *args, **options) -> None:
        if settings.PRODUCTION:
            raise CommandError("Example listings are invented: never in production.")
        try:
            done = example_listings.write()
        except example_listings.NoContent as error:
            raise CommandError(
                f"There is no municipality “{error}”: run load_content first."
            ) from None
        if options["verbosity"]:
            self.stdout.write(
                f"Example listings: {done.saved} written, {done.unchanged} unchanged."
            )
