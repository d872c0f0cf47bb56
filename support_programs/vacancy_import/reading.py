"""Takes the source apart into rows, CSV or the JSON answer of a CKAN datastore, as a stream."""

import csv
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import ijson

from search.text import fold
from support_programs.vacancy_import.errors import SourceError

# The columns that are read. The portal has published them both like this and with underscores and
# without diacritics (Alga_lidz), so names are compared folded.
NUMBER = "Vakances Nr"
TITLE = "Vakances nosaukums"
CATEGORY = "Vakances kategorija"
PAY_FROM = "Alga no"
PAY_TO = "Alga līdz"
LOAD = "Slodzes tips"
HOURS = "Darba laika veids"
CLOSES = "Pieteikšanās termiņš"
PLACE = "Vieta"
DESCRIPTION = "Vakances paplašināts apraksts"
COLUMNS = (*(NUMBER, TITLE, CATEGORY, PAY_FROM, PAY_TO, LOAD, HOURS, CLOSES, PLACE, DESCRIPTION),)
_COLUMN_OF = {fold(name): name for name in COLUMNS}

LONGEST_LINE = 2**20
DELIMITERS = ";,\t"
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass
class Row:
    """`number` is the place in the source as a reader counts it: the header of a CSV is row 1.

    `problem` says why the row could not be taken apart; its `cells` are then what there was.
    """

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    problem: str = ""


class Source:
    """One file, or the pages of one datastore answer, that can be read from the start repeatedly.

    `promised` is the number of rows that the source itself says it has, known after reading.
    """

    def __init__(self, paths: list[Path]) -> None:
        self.paths = paths
        self.promised = 0
        self._read: Callable[[], Iterator[Row]] | None = None

    def rows(self) -> Iterator[Row]:
        """Raises SourceError as soon as it is seen that the source is not whole or not readable."""
        if self._read is None:
            self._read = self._how_to_read()
        return self._read()

    def _how_to_read(self) -> Callable[[], Iterator[Row]]:
        with self.paths[0].open("rb") as file:
            start = file.read(4096)
        if start.startswith(_UTF16_MARKS) or b"\x00" in start:
            raise SourceError("The source is in UTF-16: save it as UTF-8.")
        if start.removeprefix(_UTF8_MARK).lstrip().startswith((b"{", b"[")):
            return self._json_rows
        _check_end(self.paths[0])
        encoding = encoding_of(self.paths[0])
        delimiter = _delimiter_of(self.paths[0], encoding)
        return lambda: _csv_rows(self.paths[0], encoding, delimiter)

    def _json_rows(self) -> Iterator[Row]:
        number = 0
        for path in self.paths:
            try:
                for cells in self._records(path):
                    number += 1
                    if number == 1:
                        _check_columns(cells)
                    yield Row(number, cells)
            except (ijson.JSONError, UnicodeDecodeError) as error:
                reason = str(error).splitlines()[0]
                raise SourceError(f"The JSON breaks off after row {number}: {reason}.") from None

    def _records(self, path: Path) -> Iterator[dict[str, str]]:
        inside = "result.records.item"
        found = False
        record: dict[str, str] = {}
        column = ""
        with path.open("rb") as file:
            if file.read(len(_UTF8_MARK)) != _UTF8_MARK:
                file.seek(0)
            for prefix, event, value in ijson.parse(file):
                if prefix == inside and event == "start_map":
                    record = {}
                elif prefix == inside and event == "map_key":
                    column = value
                elif prefix == inside and event == "end_map":
                    yield record
                elif prefix == f"{inside}.{column}" and event in ("string", "number", "null"):
                    if name := _COLUMN_OF.get(fold(column)):
                        record[name] = "" if value is None else str(value)
                elif prefix == "result.records" and event == "start_array":
                    found = True
                elif prefix == "result.total" and event == "number":
                    self.promised = int(value)
                elif prefix == "success" and value is False:
                    raise SourceError("The source answers that it failed (success: false).")
        if not found:
            raise SourceError("This is no answer of a CKAN datastore: result.records is missing.")


def _check_end(path: Path) -> None:
    """Whatever writes CSV ends the last line, too; without its end nobody knows what is missing."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - 1, 0))
        if file.read() not in b"\r\n":
            raise SourceError("The source is cut off: its last line has no line break at the end.")


def encoding_of(path: Path) -> str:
    """`utf-8-sig` or `cp1257`, whichever every line of the file is in.

    Windows-1257 text is practically never valid UTF-8, so a file where most lines with letters
    above ASCII are valid is UTF-8 with a damaged place, and refused.
    """
    valid, broken, first_broken = 0, 0, 0
    with path.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), start=1):
            if len(line) == LONGEST_LINE:
                raise SourceError(f"Line {number} is longer than {LONGEST_LINE} bytes.")
            if line.isascii():
                continue
            try:
                line.decode("utf-8-sig" if number == 1 else "utf-8")
                valid += 1
            except UnicodeDecodeError:
                broken += 1
                first_broken = first_broken or number
    if not broken:
        return "utf-8-sig"
    if valid > broken:
        raise SourceError(f"Line {first_broken} is not UTF-8, though the rest of the source is.")
    return "cp1257"


def _lines(path: Path, encoding: str) -> Iterator[str]:
    try:
        with path.open(encoding=encoding, newline="") as file:
            yield from file
    except UnicodeDecodeError as error:
        raise SourceError(
            f"The source is neither UTF-8 nor Windows-1257 (byte {error.object[error.start]:#04x})."
        ) from None


def _delimiter_of(path: Path, encoding: str) -> str:
    """The one that finds most of the columns in the header."""
    header = next(_lines(path, encoding), "")

    def known(delimiter: str) -> int:
        names = next(csv.reader([header], delimiter=delimiter), [])
        return sum(fold(name) in _COLUMN_OF for name in names)

    return max(DELIMITERS, key=known)


def _check_columns(names) -> None:
    folded = [fold(name) for name in names]
    if missing := [name for name in COLUMNS if fold(name) not in folded]:
        raise SourceError(f"Columns are missing: {', '.join(missing)}.")
    if twice := [name for name in COLUMNS if folded.count(fold(name)) > 1]:
        raise SourceError(f"Columns are there twice: {', '.join(twice)}.")


class _Lines:
    """The lines as they pass; those of a row but its first can be read again."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._coming = lines
        self._again: list[str] = []
        self._of_row: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._coming, "")
        self._of_row.append(line)
        if not line:
            raise StopIteration
        return line

    def begin_row(self) -> None:
        self._of_row = []

    def go_back(self) -> None:
        """To the second line of the row, if it has one."""
        self._again += filter(None, reversed(self._of_row[1:]))

    @property
    def are_over(self) -> bool:
        return self._of_row[-1:] == [""]


def _csv_rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    """A quotation mark that is wrong may take many rows with it: the reader goes on with the line
    after the one where the bad row begins."""
    lines = _Lines(_lines(path, encoding))
    # Strict, so that a wrong quotation mark is an error and not a strange row.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    header: list[str] = []
    number = open_since = 0
    problem = ""
    while True:
        number += 1
        lines.begin_row()
        try:
            values = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            if not header:
                raise SourceError(f"Row {number} cannot be read: {error}.") from None
            if lines.are_over:
                open_since = open_since or number
            lines.go_back()
            problem = f"cannot be read: {error}"
            yield Row(number, problem=problem)
            continue
        if not header:
            _check_columns(values)
            header = [_COLUMN_OF.get(fold(name), "") for name in values]
        elif values:
            cells = {name: value for name, value in zip(header, values, strict=False) if name}
            problem = ""
            if len(values) != len(header):
                problem = f"has {len(values)} columns instead of {len(header)}"
                lines.go_back()
            yield Row(number, cells, problem)
    if not header:
        raise SourceError("The source is empty.")
    # Whole rows after a quotation without end are the only sign that it is a wrong mark and not
    # the end of what came.
    if open_since and problem:
        raise SourceError(f"The source is cut off inside row {open_since}.")
