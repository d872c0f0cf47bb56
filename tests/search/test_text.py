import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ādaži", "adazi"),
        ("adazi", "adazi"),
        ("ĢĶĻŅŠČŽŪĒĪ", "gklnsczuei"),
        ("Ё-моё", "е мое"),
        ("Йошкар-Ола", "йошкар ола"),
        ("И\u0306", "й"),
        ("Straße", "strasse"),
        ("™", "tm"),
        ("50 000 €, līdz 70 %!", "50 000 lidz 70"),
        ("bērnudārzs (PII) — rinda", "bernudarzs pii rinda"),
        ("a_b", "a b"),
        ("  divi\tvārdi\n", "divi vardi"),
        ("", ""),
        ("…—!", ""),
    ],
)
def test_fold_gives_plain_small_words(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_fold_of_folded_text_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="āčēģīķļņšūžабвгдеёжзийклмнопрстуфхцчшщъыьэюя -"))
def test_fold_makes_no_difference_between_capitals_and_small_letters(text):
    assert fold(text.upper()) == fold(text)


@given(st.text())
def test_fold_parts_words_by_one_space(text):
    assert fold(text).split(" ") == (fold(text).split() or [""])
