"""Dates, sums and ages as each of the three languages writes them (UX §5)."""

import datetime as dt
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from editorial import wording
from support_programs.models import SupportMeasure

DAY = dt.date(2026, 10, 2)
LANGUAGES = ("lv", "en", "ru")


def in_each(value, *expected):
    """Parameters: the value with what each language makes of it, with plain spaces."""
    return [(language, value, text) for language, text in zip(LANGUAGES, expected, strict=True)]


def plain(text):
    return text.replace("\xa0", " ")


@pytest.fixture
def speak():
    with translation.override("lv"):
        yield translation.activate


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        *in_each(0, "0", "0", "0"),
        *in_each(999, "999", "999", "999"),
        *in_each(7000, "7000", "7,000", "7000"),
        *in_each(10_000, "10 000", "10,000", "10 000"),
        *in_each(1_234_567, "1 234 567", "1,234,567", "1 234 567"),
        *in_each(Decimal("7000.00"), "7000", "7,000", "7000"),
        *in_each(Decimal("3214.29"), "3214,29", "3,214.29", "3214,29"),
        *in_each(Decimal("72.50"), "72,5", "72.5", "72,5"),
    ],
)
def test_number_is_grouped_as_the_language_does(speak, language, value, expected):
    speak(language)

    assert plain(wording.number(value)) == expected


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        *in_each(7000, "7000 €", "€7,000", "7000 €"),
        *in_each(10_000, "10 000 €", "€10,000", "10 000 €"),
        *in_each(Decimal("10714.20"), "10 714,20 €", "€10,714.20", "10 714,20 €"),
        *in_each(Decimal("7000.00"), "7000 €", "€7,000", "7000 €"),
    ],
)
def test_money_has_its_sign_where_the_language_puts_it(speak, language, value, expected):
    speak(language)

    assert plain(wording.money(value)) == expected


@pytest.mark.parametrize("language", ["lv", "ru"])
def test_money_does_not_break_at_the_end_of_a_line(speak, language):
    speak(language)

    assert " " not in wording.money(1_000_000)


@pytest.mark.parametrize(
    ("language", "value", "expected"), in_each(Decimal("80.00"), "80 %", "80%", "80 %")
)
def test_percent_is_spaced_as_the_language_does(speak, language, value, expected):
    speak(language)

    assert plain(wording.percent(value)) == expected


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        *in_each((5000, 7000), "5000–7000 €", "€5,000–€7,000", "5000–7000 €"),
        *in_each((7000, 7000), "7000 €", "€7,000", "7000 €"),
        *in_each((None, 7000), "līdz 7000 €", "up to €7,000", "до 7000 €"),
        *in_each((5000, None), "no 5000 €", "from €5,000", "от 5000 €"),
        *in_each((0, 100), "0–100 €", "€0–€100", "0–100 €"),
        *in_each((None, None), "", "", ""),
    ],
)
def test_amount_says_from_and_up_to(speak, language, value, expected):
    speak(language)

    assert plain(wording.amount(*value)) == expected


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    in_each(DAY, "2026. gada 2. oktobris", "2 October 2026", "2 октября 2026 г."),
)
def test_day_is_written_out(speak, language, value, expected):
    speak(language)

    assert plain(wording.day(value)) == expected


@pytest.mark.parametrize(
    ("language", "value", "expected"),
    [
        *in_each("", "", "", ""),
        *in_each("2023", "2023. gads", "2023", "2023 г."),
        *in_each("2023-05", "2023. gada maijs", "May 2023", "май 2023 г."),
        *in_each("2023-12", "2023. gada decembris", "December 2023", "декабрь 2023 г."),
        *in_each("2023-05-09", "2023. gada 9. maijs", "9 May 2023", "9 мая 2023 г."),
        *in_each("2018/2021", "2018.–2021. gads", "2018–2021", "2018–2021 гг."),
        *in_each(
            "2015/2026-02",
            "2015. gads – 2026. gada februāris",
            "2015 – February 2026",
            "2015 г. – февраль 2026 г.",
        ),
        *in_each(
            "2019-08/2019-10",
            "2019. gada augusts–oktobris",
            "August–October 2019",
            "август–октябрь 2019 г.",
        ),
        *in_each(
            "2019-08/2020-10",
            "2019. gada augusts – 2020. gada oktobris",
            "August 2019 – October 2020",
            "август 2019 г. – октябрь 2020 г.",
        ),
    ],
)
def test_partial_date_says_no_more_than_is_known(speak, language, value, expected):
    speak(language)

    assert plain(wording.partial_date(value)) == expected


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_partial_date_names_every_month_in_the_language(speak, language, month):
    speak(language)

    text = wording.partial_date(f"2023-{month:02}")

    letters = [letter for letter in text if letter.isalpha()]
    assert len(letters) > 2
    assert (language == "ru") == any("а" <= letter.lower() <= "я" for letter in letters)


@pytest.mark.parametrize(
    ("language", "days", "expected"),
    [
        *in_each(1, "atlikusi 1 diena", "1 day left", "остался 1 день"),
        *in_each(2, "atlikušas 2 dienas", "2 days left", "осталось 2 дня"),
        *in_each(5, "atlikušas 5 dienas", "5 days left", "осталось 5 дней"),
        *in_each(11, "atlikušas 11 dienas", "11 days left", "осталось 11 дней"),
        *in_each(21, "atlikusi 21 diena", "21 days left", "остался 21 день"),
        *in_each(22, "atlikušas 22 dienas", "22 days left", "осталось 22 дня"),
        *in_each(0, "pēdējā diena", "last day", "последний день"),
    ],
)
def test_days_left_agree_with_their_number(speak, language, days, expected):
    speak(language)

    html = render_to_string("components/deadline.html", {"closes": DAY, "days_left": days})

    assert f">{expected}</span>" in plain(html)


# --- Ages ----------------------------------------------------------------------------------------

AGES = {
    "verified": (0, "ok", "Verified on 2 October 2026."),
    "still verified when a check is due": (80, "ok", "Verified on 2 October 2026."),
    "overdue": (91, "time", "Not verified since 2 October 2026."),
    "expired": (
        121,
        "time",
        "Last verified on 2 October 2026; it may have changed since. Ask before you act.",
    ),
}


@pytest.mark.parametrize("name", AGES)
def test_age_line_follows_the_last_confirmation(speak, name):
    days, tone, text = AGES[name]
    speak("en")
    fact = SupportMeasure(as_of="2023", verified_on=DAY)

    line = wording.age_line(fact, DAY + dt.timedelta(days=days))

    assert (line["text"], line["tone"]) == (text, tone)
    assert line["state"] in name


@pytest.mark.parametrize(
    ("as_of", "by_municipality", "text"),
    [
        ("2023", True, "Information as of 2023 – not yet confirmed by the municipality."),
        ("", True, "Undated information – not yet confirmed by the municipality."),
        (
            "2018/2021",
            False,
            "Information as of 2018–2021 – not yet confirmed by the responsible institution.",
        ),
        ("", False, "Undated information – not yet confirmed by the responsible institution."),
    ],
)
def test_age_line_says_who_has_not_confirmed(speak, as_of, by_municipality, text):
    speak("en")

    line = wording.age_line(SupportMeasure(as_of=as_of), by_municipality=by_municipality)

    assert line == {"text": text, "tone": "time", "state": "unconfirmed"}


@pytest.mark.parametrize(
    ("as_of", "text"),
    [
        ("2018", "Kept as history: information as of 2018."),
        ("", "Kept as history; the source is undated."),
    ],
)
def test_age_line_of_history_is_calm(speak, as_of, text):
    speak("en")
    fact = SupportMeasure(as_of=as_of, verified_on=DAY)

    line = wording.age_line(fact, DAY, historic=True)

    assert line == {"text": text, "tone": "neutral", "state": "historic"}


@pytest.mark.parametrize("language", ["lv", "ru"])
@pytest.mark.parametrize("days", [None, 0, 91, 121])
@pytest.mark.parametrize("historic", [False, True])
def test_age_line_is_translated_with_its_date(speak, language, days, historic):
    fact = SupportMeasure(as_of="2023-05", verified_on=None if days is None else DAY)
    on = DAY + dt.timedelta(days=days or 0)
    speak("en")
    english = wording.age_line(fact, on, historic=historic)

    speak(language)
    line = wording.age_line(fact, on, historic=historic)

    date = wording.partial_date("2023-05") if historic or days is None else wording.day(DAY)
    assert date.rstrip(".") in line["text"]
    assert line["text"] != english["text"]
    assert (line["tone"], line["state"]) == (english["tone"], english["state"])
