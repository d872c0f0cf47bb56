from django.core.management.base import BaseCommand, CommandError

from editorial.daily import runs


class Command(BaseCommand):
    help = (
        "What the site does by itself once a day: returns what waited for review past its closing "
        "day, counts what closed or expired, sends the letters of the day and cleans up. May be "
        "run again, and beside itself."
    )

    def handle(self, *args, **options) -> None:
        done = runs.run()
        if options["verbosity"] > 0:
            for task, counted in done.results.items():
                numbers = ", ".join(f"{count} {what}" for what, count in counted.items())
                self.stdout.write(f"{task}: {numbers}")
        if done.problems:
            raise CommandError(done.problems)
