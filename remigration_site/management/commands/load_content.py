from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from remigration_site import content


class Command(BaseCommand):
    help = "Loads the content files; rows that people have changed since are left alone and named."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--root",
            type=Path,
            default=settings.BASE_DIR,
            help="Folder that holds <app>/content/*.yaml; the project by default.",
        )

    def handle(self, *args, root: Path, **options) -> None:
        with translation.override("en"):
            try:
                report = content.load(root)
            except content.ContentError as error:
                lines = "\n".join(f"  {problem}" for problem in error.problems)
                raise CommandError(f"Nothing was changed. Wrong in the files:\n{lines}") from None
        if options["verbosity"] == 0:
            return
        self._list(
            "Left alone, because somebody changed, deleted or took something here",
            report.left_alone,
        )
        self._list("No longer in the files; withdraw it in the admin if it is over", report.gone)
        self.stdout.write(
            f"Content: {len(report.created)} created, {len(report.updated)} updated, "
            f"{report.unchanged} unchanged, {len(report.left_alone)} left alone."
        )

    def _list(self, heading: str, rows: list[str]) -> None:
        if rows:
            self.stdout.write(f"{heading}:")
            for row in rows:
                self.stdout.write(f"  {row}")
