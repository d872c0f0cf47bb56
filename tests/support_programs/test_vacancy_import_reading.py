import json

import pytest

from support_programs.vacancy_import.errors import SourceError
from support_programs.vacancy_import.reading import COLUMNS, Source

HEADER = (
    "Vakances Nr;Aktualizācijas datums;Iestādes reģistrācijas numurs;Vakances nosaukums;"
    "Vakances kategorija;Alga no;Alga līdz;Slodzes tips;Darba laika veids;Pieteikšanās termiņš;"
    "Attēls;Vieta;Vakances paplašināts apraksts\r\n"
)
PAVARS = (
    "V-1;2026-11-20;4000;Pavārs;Cita;1200;1500;Vesela;Normāls;2026-12-01;;Saldus;Ēst gatavot\r\n"
)
SOFERIS = "V-2;2026-11-20;4000;Šoferis;Cita;900;;Vesela;Maiņu;;;Tukums;Braukt\r\n"
LETTERS = "āčēģīķļņšūž ĀČĒĢĪĶĻŅŠŪŽ"


@pytest.fixture
def source(tmp_path):
    """Makes a source of bytes, or of several for the pages of a datastore."""

    def make(*contents):
        paths = [tmp_path / f"source-{number}" for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        return Source(paths)

    return make


def rows(source):
    return list(source.rows())


def column(source, name):
    return [row.cells[name] for row in rows(source)]


def answer(records, **result):
    result = {"records": records, "total": len(records), **result}
    return json.dumps({"success": True, "result": result}, ensure_ascii=False).encode()


RECORD = dict.fromkeys(COLUMNS, "") | {"Vakances Nr": "V-1", "Vakances nosaukums": "Pavārs"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1257"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_encoding_and_delimiter_gives_the_same_letters(source, encoding, delimiter):
    text = (HEADER + PAVARS.replace("Pavārs", LETTERS) + SOFERIS).replace(";", delimiter)

    found = source(text.encode(encoding))

    assert column(found, "Vakances nosaukums") == [LETTERS, "Šoferis"]
    assert column(found, "Vieta") == ["Saldus", "Tukums"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused_by_name(source, encoding):
    with pytest.raises(SourceError, match="UTF-16"):
        rows(source((HEADER + PAVARS).encode(encoding)))


def test_damaged_utf_8_is_not_taken_for_windows_1257(source):
    text = (HEADER + PAVARS * 3).encode() + SOFERIS.encode("cp1257")

    with pytest.raises(SourceError, match="Line 5 is not UTF-8"):
        rows(source(text))


def test_letters_of_no_known_encoding_are_refused(source):
    with pytest.raises(SourceError, match=r"neither UTF-8 nor Windows-1257 \(byte 0x81\)"):
        rows(source((HEADER + PAVARS).encode("cp1257") + b"V-3;\x81\n"))


def test_line_breaks_and_delimiters_within_quotation_marks_belong_to_the_field(source):
    quoted = PAVARS.replace("Ēst gatavot", '"Ēst; gatavot,\r\n""labi"""')

    found = source((HEADER + quoted + SOFERIS).encode())

    assert column(found, "Vakances paplašināts apraksts")[0] == 'Ēst; gatavot,\r\n"labi"'


def test_column_names_may_have_underscores_and_no_diacritics(source):
    plain = "Vakances_Nr;Aktualizacijas_datums;Iestades_registracijas_numurs;Vakances_nosaukums;"
    plain += "Vakances_kategorija;Alga_no;Alga_lidz;Slodzes_tips;Darba_laika_veids;"
    plain += "Pieteiksanas_termins;Attels;Vieta;Vakances_paplasinats_apraksts\n"

    assert column(source((plain + PAVARS).encode()), "Alga līdz") == ["1500"]


def test_columns_may_stand_in_any_order_among_others(source):
    text = "_id;Jauna;" + HEADER + "7;x;" + PAVARS

    assert column(source(text.encode()), "Vakances Nr") == ["V-1"]


def test_missing_columns_are_named(source):
    text = HEADER.replace("Vieta", "Adrese").replace("Alga no", "Alga")

    with pytest.raises(SourceError, match=r"Columns are missing: Alga no, Vieta\."):
        rows(source((text + PAVARS).encode()))


def test_column_that_is_there_twice_is_named(source):
    text = HEADER.replace("Attēls", "Vieta")

    with pytest.raises(SourceError, match=r"Columns are there twice: Vieta\."):
        rows(source((text + PAVARS).encode()))


def test_rows_are_counted_as_a_reader_sees_them(source):
    assert [row.number for row in rows(source((HEADER + PAVARS + SOFERIS).encode()))] == [2, 3]


def test_empty_lines_are_no_rows(source):
    assert len(rows(source((HEADER + PAVARS + "\r\n\r\n" + SOFERIS).encode()))) == 2


def test_row_of_too_few_columns_keeps_its_number_and_the_rest_is_read(source):
    found = rows(source((HEADER + "V-9;2026-11-20\r\n" + SOFERIS).encode()))

    assert found[0].problem == "has 2 columns instead of 13"
    assert [row.cells["Vakances Nr"] for row in found] == ["V-9", "V-2"]


OPEN_QUOTE = PAVARS.replace("Pavārs", '"Pavārs')


@pytest.mark.parametrize(
    ("broken", "rest"),
    [
        (PAVARS.replace("Pavārs", '"Pavārs" labs'), SOFERIS),
        # The next quotation mark is in the fourth row, beyond the limit of a field, or nowhere.
        (OPEN_QUOTE, SOFERIS * 2 + SOFERIS.replace("Šoferis", '"Labs" šoferis')),
        (OPEN_QUOTE, SOFERIS * 2 + SOFERIS.replace("Tukums", '"Tukums"') + SOFERIS),
        (OPEN_QUOTE, SOFERIS * 3000),
        (OPEN_QUOTE, SOFERIS * 2),
    ],
)
def test_rows_after_one_that_cannot_be_read_are_read(source, broken, rest):
    whole = rows(source((HEADER + PAVARS + rest).encode()))

    found = rows(source((HEADER + broken + rest).encode()))

    assert (found[0].number, found[0].cells) == (2, {})
    assert found[0].problem
    assert found[1:] == whole[1:]


def test_rows_within_a_quotation_that_ends_in_a_later_row_are_read(source):
    closing = SOFERIS.replace("Tukums", 'Tukums"')

    found = rows(source((HEADER + OPEN_QUOTE + SOFERIS + closing + SOFERIS).encode()))

    assert [row.number for row in found] == [2, 3, 4, 5]
    assert [bool(row.problem) for row in found] == [True, False, False, False]


@pytest.mark.parametrize(
    "end",
    [
        SOFERIS.replace("Braukt\r\n", '"Braukt,\r\n'),
        SOFERIS.replace("Braukt\r\n", '"Braukt,\r\nkraut\r\n'),
    ],
)
def test_csv_that_is_cut_off_within_quotation_marks_is_refused(source, end):
    with pytest.raises(SourceError, match="cut off inside row 3"):
        rows(source((HEADER + PAVARS + end).encode()))


@pytest.mark.parametrize("cut", [1, 3, 20, 40])
def test_csv_that_is_cut_off_within_its_last_line_is_refused(source, cut):
    text = (HEADER + PAVARS + SOFERIS).encode()

    with pytest.raises(SourceError, match="cut off"):
        rows(source(text[: -len(b"\r\n") - cut]))


def test_last_line_without_line_break_is_taken_for_cut_off(source):
    with pytest.raises(SourceError, match="last line has no line break"):
        rows(source((HEADER + PAVARS + SOFERIS.rstrip()).encode()))


def test_line_without_end_is_refused(source):
    with pytest.raises(SourceError, match="Line 2 is longer than"):
        rows(source((HEADER + "x" * 2**20 + "\n").encode()))


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n"])
def test_empty_source_is_refused(source, content):
    with pytest.raises(SourceError):
        rows(source(content))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_json_of_a_datastore_is_read(source, mark):
    record = RECORD | {"Vakances nosaukums": LETTERS, "Alga no": 1200.5, "Alga līdz": None}

    found = rows(source(mark + answer([record])))

    assert found[0].number == 1
    assert found[0].cells["Vakances nosaukums"] == LETTERS
    assert found[0].cells["Alga no"] == "1200.5"
    assert found[0].cells["Alga līdz"] == ""


def test_json_tells_how_many_rows_there_should_be(source):
    found = source(answer([RECORD], total=240))
    rows(found)

    assert found.promised == 240


def test_pages_are_read_as_one_source(source):
    found = source(answer([RECORD] * 2, total=3), answer([RECORD], total=3))

    assert [row.number for row in rows(found)] == [1, 2, 3]


def test_json_that_is_cut_off_is_refused(source):
    with pytest.raises(SourceError, match="breaks off after row 2"):
        rows(source(answer([RECORD] * 3)[:-80]))


def test_json_without_the_columns_is_refused(source):
    with pytest.raises(SourceError, match="Columns are missing"):
        rows(source(answer([{"Vakances Nr": "V-1"}])))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"success": false, "error": {"message": "Not found"}}', "success: false"),
        (b'{"success": true, "result": {}}', "result.records is missing"),
        (b'[{"Vakances Nr": "V-1"}]', "result.records is missing"),
        (b'{"success": true, nonsense', "breaks off after row 0"),
        (b'{"success": "\xe0"}', "breaks off after row 0"),
    ],
)
def test_other_json_is_refused(source, content, message):
    with pytest.raises(SourceError, match=message):
        rows(source(content))


def test_source_can_be_read_twice(source):
    found = source((HEADER + PAVARS + SOFERIS).encode("cp1257"))

    assert rows(found) == rows(found) != []
