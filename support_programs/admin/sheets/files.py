"""The two kinds of files, what is refused before it is read, and formulas made harmless."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

import openpyxl
from django.utils.translation import gettext as _
from import_export.formats import base_formats
from tablib import Dataset

from support_programs.admin.sheets.cells import as_text

MAX_BYTES = 1_500_000
MAX_UNPACKED_BYTES = 20_000_000
MAX_ROWS = 2_000
MAX_COLUMNS = 100
# What Excel can hold; a file may claim more, and nothing says how long that would take.
_LAST_ROW = 1_048_576

# A spreadsheet takes a text that begins with one of these signs for a formula. An apostrophe is put
# in front of it on the way out and taken away on the way in. A text that has apostrophes there
# itself gets one more, so that reading undoes writing for every text.
_STARTS = r"[=+\-@\t\r]"
_WOULD_RUN = re.compile(rf"'*{_STARTS}")
_MADE_HARMLESS = re.compile(rf"'+{_STARTS}")


class Refused(ValueError):
    """The file as a whole cannot be taken; the message says why."""


def make_harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and _WOULD_RUN.match(value) else value


def undo_harmless(value: object) -> object:
    return value[1:] if isinstance(value, str) and _MADE_HARMLESS.match(value) else value


class CsvFile(base_formats.CSV):
    def create_dataset(self, in_stream: bytes, **kwargs) -> Dataset:
        try:
            text = in_stream.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refused(
                _("The file is not in UTF-8: save it as “CSV UTF-8”, or as XLSX.")
            ) from None
        first_line = text.partition("\n")[0]
        delimiter = max(",;\t", key=first_line.count)
        try:
            return _dataset(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error:
            raise Refused(_("The file cannot be read as CSV.")) from None

    def export_data(self, dataset: Dataset, **kwargs) -> str:
        """Parted by semicolons, as a spreadsheet in Latvia expects."""
        return _harmless(dataset).export("csv", delimiter=";")


class XlsxFile(base_formats.XLSX):
    def create_dataset(self, in_stream: bytes) -> Dataset:
        """Reads the first sheet."""
        _check_unpacked_size(in_stream)
        try:
            book = openpyxl.load_workbook(
                io.BytesIO(in_stream), read_only=True, data_only=True, keep_links=False
            )
            sheet = book.worksheets[0]
            rows = sheet.iter_rows(max_row=_LAST_ROW, max_col=MAX_COLUMNS, values_only=True)
            return _dataset(rows)
        except Refused:
            raise
        except Exception as error:  # openpyxl raises whatever it stumbles over
            raise Refused(_("The file cannot be read as XLSX.")) from error

    def export_data(self, dataset: Dataset, **kwargs) -> bytes:
        return _harmless(dataset).export("xlsx")


def _check_unpacked_size(data: bytes) -> None:
    """By the sizes the archive declares; reading stops at these."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile:
        raise Refused(_("The file cannot be read as XLSX.")) from None
    if size > MAX_UNPACKED_BYTES:
        raise Refused(
            _("The file would unpack to more than %(limit)d MB.")
            % {"limit": MAX_UNPACKED_BYTES // 1_000_000}
        )


def _dataset(rows: Iterable[Sequence]) -> Dataset:
    """The first row names the columns. Empty rows at the end do not count."""
    rows = iter(rows)
    headers = [as_text(cell) for cell in next(rows, [])]
    while headers and not headers[-1]:
        headers.pop()
    if not headers:
        raise Refused(_("The first row has to name the columns."))
    width = len(headers)
    dataset, empty_rows = Dataset(headers=headers), 0
    for number, row in enumerate(rows, start=2):
        cells = list(row)
        if all(cell is None or cell == "" for cell in cells):
            empty_rows += 1
            continue
        if number > MAX_ROWS + 1:
            raise Refused(_("The file has more than %(limit)d rows.") % {"limit": MAX_ROWS})
        if any(as_text(cell) for cell in cells[width:]):
            raise Refused(_("Row %(row)d has more cells than there are columns.") % {"row": number})
        for _empty_row in range(empty_rows):
            dataset.append([None] * width)
        empty_rows = 0
        cells = cells[:width] + [None] * (width - len(cells))
        dataset.append([undo_harmless(cell) for cell in cells])
    if not len(dataset):
        raise Refused(_("The file has no rows under the names of the columns."))
    return dataset


def _harmless(dataset: Dataset) -> Dataset:
    rows = ([make_harmless(cell) for cell in row] for row in dataset)
    return Dataset(*rows, headers=dataset.headers)
