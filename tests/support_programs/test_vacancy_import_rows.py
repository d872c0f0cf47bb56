import datetime as dt
import html
from decimal import Decimal

import pytest

from editorial.rich_text import render
from support_programs.vacancy_import.reading import Row
from support_programs.vacancy_import.rows import RowError, read

CELLS = {
    "Vakances Nr": "260828-62",
    "Vakances nosaukums": "Pavārs",
    "Vakances kategorija": "Pakalpojumi",
    "Alga no": "1200",
    "Alga līdz": "1500",
    "Slodzes tips": "Viena vesela slodze",
    "Darba laika veids": "Normālais darba laiks",
    "Pieteikšanās termiņš": "2026-12-24",
    "Vieta": "Saldus",
    "Vakances paplašināts apraksts": "Gatavot pusdienas.",
}


def offer(**cells):
    named = {name.replace("_", " "): value for name, value in cells.items()}
    return read(Row(7, CELLS | named))


def value(column, **cells):
    return offer(**cells).values[column]


def problems(**cells):
    with pytest.raises(RowError) as caught:
        offer(**cells)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-25", dt.date(2026, 11, 25)),
        ("25.11.2026", dt.date(2026, 11, 25)),
        ("5.1.2027.", dt.date(2027, 1, 5)),
        ("2026-11-25T00:00:00", dt.date(2026, 11, 25)),
        ("2026-11-25 00:00:00", dt.date(2026, 11, 25)),
        ("2026-11-24T22:00:00Z", dt.date(2026, 11, 25)),
        ("29.02.2028", dt.date(2028, 2, 29)),
        ("", None),
    ],
)
def test_dates_are_read(text, day):
    assert value("closes_on", Pieteikšanās_termiņš=text) == day


@pytest.mark.parametrize("text", ["31.02.2026", "2026-13-01", "29.02.2027", "rīt", "0206-11-25"])
def test_bad_date_is_named_with_row_vacancy_and_column(text):
    [problem] = problems(Pieteikšanās_termiņš=text)

    assert problem.startswith("Row 7, vacancy 260828-62, column “Pieteikšanās termiņš”: ")
    assert f"“{text}”" in problem


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("1200", "1200"),
        ("1200.00", "1200"),
        ("1650.000", "1650"),
        ("1 200,00", "1200"),
        ("1\xa0200,50 €", "1200.50"),
        ("1.200,00", "1200"),
        ("1,200.00", "1200"),
        ("1200 EUR", "1200"),
        ("1200 Eur", "1200"),
        ("EUR 1200", "1200"),
        ("€1200", "1200"),
        ("1200,-", "1200"),
        ("1200.– EUR", "1200"),
        ("4.690", "4.69"),
        ("4,690", "4.69"),
        ("12.500", "12.50"),
        ("0.500", "0.50"),
        ("1.200", "1200"),
        ("1,200", "1200"),
        ("3.999 €", "3999"),
    ],
)
def test_sums_are_read(text, euros):
    assert value("pay_to", Alga_no="", Alga_līdz=text) == Decimal(euros)


@pytest.mark.parametrize("text", ["", " ", "0", "0.000"])
def test_empty_sum_and_nought_are_not_known(text):
    assert value("pay_from", Alga_no=text) is None


@pytest.mark.parametrize(
    "text", ["-5", "vienojoties", "1.2.3", "1,-5", "EUR", "NaN", "1e3", "1000000", "9" * 99]
)
def test_bad_sum_is_named_with_its_column(text):
    [problem] = problems(Alga_līdz=text)

    assert "column “Alga līdz”" in problem


def test_from_above_to_is_a_problem():
    assert problems(Alga_no="1501") == [
        "Row 7, vacancy 260828-62, column “Alga no”: 1501.00 is above “Alga līdz” 1500.00"
    ]


@pytest.mark.parametrize(
    ("sums", "period"),
    [(("4.690", "4.690"), "hour"), (("5", "1200"), "month"), (("", ""), "month")],
)
def test_sums_too_small_for_a_month_are_for_an_hour(sums, period):
    assert value("pay_period", Alga_no=sums[0], Alga_līdz=sums[1]) == period


def test_every_wrong_column_of_a_row_is_named():
    found = problems(Vakances_nosaukums=" ", Alga_no="x", Pieteikšanās_termiņš="y")

    assert [problem.split("“")[1].split("”")[0] for problem in found] == [
        "Vakances nosaukums",
        "Pieteikšanās termiņš",
        "Alga no",
    ]


@pytest.mark.parametrize("number", ["", "  ", "9" * 41, "—"])
def test_number_that_cannot_be_stored_is_a_problem(number):
    [problem] = problems(Vakances_Nr=number)

    assert "column “Vakances Nr”" in problem


def test_row_without_number_says_so():
    assert problems(Vakances_Nr="") == [
        "Row 7, vacancy without number, column “Vakances Nr”: is missing"
    ]


@pytest.mark.parametrize(
    ("number", "slug"), [("260828-62", "nva-260828-62"), ("VĀ/12 Ž", "nva-va-12-z")]
)
def test_address_is_the_number_in_ascii(number, slug):
    assert offer(Vakances_Nr=number).slug == slug


@pytest.mark.parametrize(
    ("category", "field"),
    [
        ("Būvniecība / Nekustamais īpašums", "building"),
        ("Loģistika / Transports / Piegāde", "transport"),
        ("Informācijas tehnoloģijas / Telekomunikācijas", "it"),
        ("IT", "it"),
        ("Iteratīvs", "other"),
        ("Cita", "other"),
        ("", "other"),
    ],
)
def test_field_follows_from_the_category(category, field):
    assert value("field", Vakances_kategorija=category) == field


@pytest.mark.parametrize(
    ("load", "hours", "expected"),
    [
        ("Viena vesela slodze", "Normālais darba laiks", "full"),
        ("Nepilna slodze", "Normālais darba laiks", "part"),
        ("Viena vesela slodze", "Maiņu darbs", "shifts"),
        ("Viena vesela slodze", "Mainīgs darba laiks", "flexible"),
        ("Viena vesela slodze", "Sezonas darbs", "seasonal"),
        ("", "Uz noteiktu laiku", "seasonal"),
        ("", "Uz nenoteiktu laiku", ""),
        ("", "", ""),
    ],
)
def test_hours_follow_from_load_and_kind(load, hours, expected):
    assert value("hours", Slodzes_tips=load, Darba_laika_veids=hours) == expected


@pytest.mark.parametrize(
    "cells",
    [
        {"Vieta": "Attālināti"},
        {"Vakances_nosaukums": "Programmētājs (attālināts darbs)"},
        {"Vakances_paplašināts_apraksts": "Iespēja strādāt attālināti."},
        {"Vakances_paplašināts_apraksts": "Piedāvājam attālinātu darbu."},
        {"Vakances_nosaukums": "Analītiķis (hibrīda darbs)"},
        {"Darba_laika_veids": "Hibrīddarbs"},
        {"Vakances_paplašināts_apraksts": "Alga nav zema. Attālināts darbs, bez pieredzes."},
    ],
)
def test_remote_work_is_seen_by_its_words(cells):
    assert value("is_remote", **cells) is True


@pytest.mark.parametrize(
    "text",
    [
        "Gatavot pusdienas.",
        "Attālināta apmācība pirmajā nedēļā.",
        "Attālināts darbs nav iespējams.",
        "Strādāt attālināti nevar.",
        "Nav iespēju strādāt attālināti.",
        "Darbs bez attālināta darba iespējām.",
    ],
)
def test_other_work_is_not_remote(text):
    assert value("is_remote", Vakances_paplašināts_apraksts=text) is False


@pytest.mark.parametrize("title", ["Hibrīdauto mehāniķis", "Pavārs (attālināti nav iespējams)"])
def test_other_title_is_not_remote(title):
    assert value("is_remote", Vakances_nosaukums=title) is False


def test_description_that_is_a_link_is_the_official_link():
    link = "https://cvvp.nva.gov.lv/#/pub/vakances/462167750"
    found = offer(Vakances_paplašināts_apraksts=f" {link} ").values

    assert (found["official_url"], found["duties_lv"]) == (link, "")


@pytest.mark.parametrize("text", ["https://nav saite", "javascript:alert(1)", "https://???"])
def test_description_that_is_no_link_stays_text(text):
    found = offer(Vakances_paplašināts_apraksts=text).values

    assert (found["official_url"], found["duties_lv"]) == ("", text)


def test_html_becomes_plain_text():
    text = (
        "<p>Tīrīt &amp; šķirot,<br>krāsot.</p><script>alert(1)</script>"
        "<ul><li>B kategorija</li><li onclick='x'>alga &lt; 2000</li></ul>"
    )

    assert value("duties_lv", Vakances_paplašināts_apraksts=text) == (
        r"Tīrīt \& šķirot," "  \nkrāsot.\n\n• B kategorija  \n" r"• alga \< 2000"
    )


@pytest.mark.parametrize(
    "text",
    [
        "**Svarīgi** *ļoti* _tiešām_ a_b_c 2*3*4",
        "# Virsraksts",
        "1. punkts",
        "2) punkts",
        "2018. gadā",
        "- punkts",
        "+ punkts",
        "-",
        "> citāts",
        "Alga\n---",
        "Alga\n===",
        "***",
        "[saite](https://darbs.example)",
        "[saite]: https://darbs.example",
        "https://darbs.example/a_b_c?x=1&copy=2 un &amp;copy;",
        "`kods` ~~~",
        "C:\\*mape\\",
        "C:\\…",
        "Alga < 2000 > 1000",
        "Pirmā rinda\notrā rinda\n• trešā",
    ],
)
def test_plain_text_is_shown_as_it_was_written(text):
    shown = render(value("duties_lv", Vakances_paplašināts_apraksts=text))

    lines = [html.escape(html.unescape(line), quote=False) for line in text.split("\n")]
    assert shown == "<p>" + "<br>\n".join(lines) + "</p>\n"


def test_empty_line_parts_paragraphs():
    shown = render(value("duties_lv", Vakances_paplašināts_apraksts="Viens\n\n\n\ndivi"))

    assert shown == "<p>Viens</p>\n<p>divi</p>\n"


def test_long_text_is_not_cut_within_an_escape():
    text = value("duties_lv", Vakances_paplašināts_apraksts="*" * 6000)

    assert render(text) == f"<p>{'*' * 2999}…</p>\n"


@pytest.mark.parametrize(
    ("column", "cell", "length"),
    [
        ("title_lv", "Vakances_nosaukums", 200),
        ("place", "Vieta", 250),
        ("duties_lv", "Vakances_paplašināts_apraksts", 6000),
    ],
)
def test_long_texts_are_cut_to_the_column(column, cell, length):
    text = value(column, **{cell: "Garš " * 2000})

    assert length - 1 <= len(text) <= length
    assert text.endswith("…")


def test_control_characters_leave():
    assert value("title_lv", Vakances_nosaukums="Pav\x00ārs\n 2") == "Pavārs 2"


def test_row_that_could_not_be_taken_apart_is_a_problem_as_a_whole():
    with pytest.raises(RowError, match="Row 3, vacancy V-1: has 2 columns instead of 13"):
        read(Row(3, {"Vakances Nr": "V-1"}, "has 2 columns instead of 13"))


def test_hash_changes_with_what_is_stored():
    same = [offer().hash(1), offer(Vakances_kategorija="Pakalpojums").hash(1)]
    other = [offer().hash(2), offer(Alga_no="1201").hash(1), offer(Vieta="Saldus 2").hash(1)]

    assert len(set(same)) == 1
    assert len({*same, *other}) == 4
