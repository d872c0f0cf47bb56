import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from support_programs.vacancy_import import run
from support_programs.vacancy_import.download import bring
from support_programs.vacancy_import.errors import SourceError
from support_programs.vacancy_import.lock import only_one

PLACES_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Brings the vacancies of the State Employment Agency's open data up to a file or URL: CSV "
        "or the JSON of a CKAN datastore. Rows entered by hand are never touched."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("source", metavar="FILE-or-URL")
        parser.add_argument(
            "--allow-shrink",
            action="store_true",
            help=(
                "Go on though the source has less than half the rows of the last import, and close "
                "what is gone though that is more than a fifth of the open vacancies."
            ),
        )

    def handle(self, *args, source: str, allow_shrink: bool, **options) -> None:
        self.shows_progress = options["verbosity"] > 0 and self.stderr.isatty()
        try:
            report = self._import(source, allow_shrink)
        except SourceError as error:
            raise CommandError(str(error)) from None
        finally:
            self._progress_line("")
        if options["verbosity"] > 0:
            self._tell(report)

    def _import(self, address: str, allow_shrink: bool) -> run.Report:
        with only_one() as is_mine, tempfile.TemporaryDirectory() as folder:
            if not is_mine:
                raise CommandError("Another import of vacancies is running.")
            self._progress_line("Reading the source …")
            source = bring(address, Path(folder))
            count = run.check(source, allow_shrink=allow_shrink)
            return run.write(
                source, address, count, allow_shrink=allow_shrink, progress=self._progress
            )

    def _progress(self, done: int, total: int) -> None:
        filled = 30 * done // total
        bar = f"{'#' * filled}{'.' * (30 - filled)}"
        self._progress_line(f"[{bar}] {done} of {total} rows")

    def _progress_line(self, text: str) -> None:
        if self.shows_progress:
            self.stderr.write(f"\r{text:<60}\r{text}", style_func=str, ending="")
            self.stderr.flush()

    def _tell(self, report: run.Report) -> None:
        for error in report.problems:
            for problem in error.problems:
                self.stdout.write(str(problem))
        if more := report.rejected - len(report.problems):
            self.stdout.write(f"… and {more} more rows with errors.")
        if report.places_elsewhere:
            self.stdout.write("The commonest places outside the pilot municipalities:")
            for place, count in report.places_elsewhere.most_common(PLACES_SHOWN):
                self.stdout.write(f"  {count} × {place or '(empty)'}")
        if report.not_closed:
            self.stdout.write(report.not_closed)
        self.stdout.write(
            f"Vacancies: {report.rows} rows read, {report.created} new, {report.updated} changed, "
            f"{report.unchanged} unchanged, {report.closed} closed, {report.elsewhere} elsewhere, "
            f"{report.rejected} with errors."
        )
