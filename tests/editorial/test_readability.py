"""Where sentences end, and how hard they are to read."""

import pytest

from editorial.readability import lix, sentences, words


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("lv", "Piesakieties. Atbilde nāk.", ["Piesakieties.", "Atbilde nāk."]),
        ("lv", "Kad? Tagad! Labi… Jā.", ["Kad?", "Tagad!", "Labi…", "Jā."]),
        ("lv", "Līdz 2026. gada 2. oktobrim.", ["Līdz 2026. gada 2. oktobrim."]),
        ("lv", "Lēma 13. Saeima.", ["Lēma 13. Saeima."]),
        ("lv", "Maksā pašvaldība, t. sk. Saldus.", ["Maksā pašvaldība, t. sk. Saldus."]),
        ("lv", "Citur, piem. Tukumā.", ["Citur, piem. Tukumā."]),
        ("lv", "No plkst. 10.00 līdz plkst. 12.00.", ["No plkst. 10.00 līdz plkst. 12.00."]),
        ("lv", "Skola, dārzs utt. Piesakieties.", ["Skola, dārzs utt.", "Piesakieties."]),
        ("lv", "Atbild J. Bērziņš.", ["Atbild J. Bērziņš."]),
        ("lv", "Teica: „Nāciet.” Nācām.", ["Teica: „Nāciet.”", "Nācām."]),
        ("lv", "Maksā 5 €. „Nekā” nav.", ["Maksā 5 €.", "„Nekā” nav."]),
        ("lv", "Nr. 5 ielā.", ["Nr. 5 ielā."]),
        ("en", "Open since 2021. Now closed.", ["Open since 2021.", "Now closed."]),
        ("en", "Elsewhere, e.g. Tukums.", ["Elsewhere, e.g. Tukums."]),
        ("ru", "До 2 октября. Ответ придёт.", ["До 2 октября.", "Ответ придёт."]),
        ("ru", "По адресу ул. Лиела.", ["По адресу ул. Лиела."]),
        ("lv", "- viens\n- divi\n\n### Kā?", ["viens", "divi", "Kā?"]),
        ("lv", "**Svarīgi:** [lasiet](https://a.lv/b. C).", ["Svarīgi: lasiet."]),
        ("lv", "Sk. <https://saldus.lv>", ["Sk."]),
        ("lv", "", []),
        ("lv", "...\n\n—", []),
    ],
)
def test_sentences_are_told_apart(language, text, expected):
    assert sentences(text, language) == expected


def test_words_are_counted_as_people_count_them():
    assert words("Līdz 10 000 € – e-pastā, 2,5 stundās") == [
        "Līdz",
        "10 000",
        "e-pastā",
        "2,5",
        "stundās",
    ]


def test_short_words_in_short_sentences_are_easy():
    assert lix("Nāc pie mums. Mēs te esam.", "lv") == 3


def test_long_words_count_as_per_cent():
    assert lix("Nāc uz pašvaldību. Piesakieties rindā tagad.", "lv") == 3 + 33


@pytest.mark.parametrize(("language", "expected"), [("lv", 2), ("ru", 2), ("en", 52)])
def test_what_is_long_depends_on_the_language(language, expected):
    assert lix("mājoklis mazs", language) == expected


def test_nothing_is_not_hard():
    assert lix("", "lv") == 0
