"""What differs between two texts, word by word, and how long it may take to find out."""

from difflib import SequenceMatcher

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editorial import comparison
from editorial.comparison import words

TEXT = " ".join(
    f"Šajā teikumā par {number}. soli ir tikai parasti vārdi un cipars {number}."
    for number in range(80)
)


def joined(pieces, but):
    return "".join(text for kind, text in pieces if kind != but)


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("", "Jauns.", [("added", "Jauns.")]),
        ("Vecs.", "", [("removed", "Vecs.")]),
        ("Tas pats.", "Tas pats.", [("same", "Tas pats.")]),
        (
            "Pabalsts ir 100 eiro. Piesakieties.",
            "Pabalsts ir 200 eiro. Piesakieties.",
            [
                ("same", "Pabalsts ir "),
                ("removed", "100"),
                ("added", "200"),
                ("same", " eiro. Piesakieties."),
            ],
        ),
        (
            "Pirmais.\nOtrais.\nTrešais.",
            "Pirmais.\nTrešais.",
            [("same", "Pirmais.\n"), ("removed", "Otrais.\n"), ("same", "Trešais.")],
        ),
    ],
)
def test_pieces_are_whole_words(before, after, pieces):
    assert words(before, after) == pieces


def test_words_changed_in_a_long_text_are_told_one_by_one():
    after = TEXT.replace("3. soli", "3. posmu").replace("cipars 79", "skaitlis 79")

    changed = [text for kind, text in words(TEXT, after) if kind != "same"]

    assert changed == ["soli", "posmu"] * 8 + ["cipars", "skaitlis"]


LETTERS = st.text(alphabet="ab .\n", max_size=60)


@given(LETTERS | st.text(max_size=60), LETTERS | st.text(max_size=60))
@example("a \n", "a\n")
@example("a. b", "a b. ")
def test_joined_pieces_give_back_both_texts(before, after):
    pieces = words(before, after)

    assert (joined(pieces, but="added"), joined(pieces, but="removed")) == (before, after)
    assert all(text for _kind, text in pieces)


HOSTILE = {
    "one word": ("a " * 3000, "b a " * 1500),
    "one sentence": ("a. " * 2000, "b. a. " * 1000),
    "one line": ("a\n" * 3000, "b\na\n" * 1500),
    "signs": ("." * 6000, ",." * 3000),
    "other words": (
        " ".join(f"a{number}" for number in range(1100)),
        " ".join(f"a{number}" for number in reversed(range(1100))),
    ),
    "many parts": (
        "".join("a " * 40 + f"b{number}. c{number}. " for number in range(66)),
        "".join("b a " * 20 + f"d{number}. c{number}. " for number in range(66)),
    ),
}


@pytest.fixture
def steps(monkeypatch):
    """The pairs of words over which the search for matches goes."""
    counted = []

    class Counting(SequenceMatcher):
        def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
            counted.extend(1 + len(self.b2j.get(self.a[place], ())) for place in range(alo, ahi))
            return super().find_longest_match(alo, ahi, blo, bhi)

    monkeypatch.setattr(comparison, "SequenceMatcher", Counting)
    return counted


@pytest.mark.parametrize("name", HOSTILE)
def test_no_two_texts_take_long(steps, name):
    before, after = HOSTILE[name]
    pieces = words(before, after)

    assert sum(steps) <= 2 * comparison.MOST_STEPS  # Once for sentences, once for all words.
    assert (joined(pieces, but="added"), joined(pieces, but="removed")) == (before, after)


def test_one_word_is_told_even_in_a_text_that_repeats_itself(steps):
    pieces = words("a " * 1500 + "b " + "a " * 1400, "a " * 1500 + "c " + "a " * 1400)

    assert [piece for piece in pieces if piece[0] != "same"] == [("removed", "b"), ("added", "c")]
    assert sum(steps) < 10
