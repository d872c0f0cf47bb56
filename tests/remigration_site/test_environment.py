import pytest
from django.core.exceptions import ImproperlyConfigured

from remigration_site import environment

absent = pytest.mark.parametrize("value", [None, "", "  "], ids=["unset", "empty", "blank"])


@pytest.fixture
def variable(monkeypatch):
    def set_to(value):
        if value is None:
            monkeypatch.delenv("TRIED", raising=False)
        else:
            monkeypatch.setenv("TRIED", value)

    return set_to


@absent
def test_absent_variable_gives_the_default(variable, value):
    variable(value)

    assert environment.text("TRIED", "x") == "x"
    assert environment.boolean("TRIED", True) is True
    assert environment.integer("TRIED", 7) == 7
    assert environment.names("TRIED", ["a"]) == ["a"]
    assert environment.choice("TRIED", "a", ("a", "b")) == "a"


def test_text_is_given_without_surrounding_space(variable):
    variable(" x y ")

    assert environment.text("TRIED") == "x y"


@pytest.mark.parametrize("value", ["1", "true", "YES", "on"])
def test_boolean_reads_yes(variable, value):
    variable(value)

    assert environment.boolean("TRIED", False) is True


@pytest.mark.parametrize("value", ["0", "False", "no", "OFF"])
def test_boolean_reads_no(variable, value):
    variable(value)

    assert environment.boolean("TRIED", True) is False


@pytest.mark.parametrize(("value", "expected"), [("0", 0), ("31536000", 31_536_000), (" 5 ", 5)])
def test_integer_reads(variable, value, expected):
    variable(value)

    assert environment.integer("TRIED", 1) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a.lv", ["a.lv"]), ("a.lv, b.lv,", ["a.lv", "b.lv"]), (" , ", [])],
)
def test_names_reads(variable, value, expected):
    variable(value)

    assert environment.names("TRIED", ["default"]) == expected


def test_choice_reads(variable):
    variable("b")

    assert environment.choice("TRIED", "a", ("a", "b")) == "b"


@pytest.mark.parametrize(
    ("read", "value", "advice"),
    [
        (lambda name: environment.boolean(name, False), "ja", "write 1 or 0."),
        (lambda name: environment.integer(name, 0), "1.5", "write a whole number, 0 or more."),
        (lambda name: environment.integer(name, 0), "-1", "write a whole number, 0 or more."),
        (lambda name: environment.integer(name, 0), "٣", "write a whole number, 0 or more."),
        (lambda name: environment.choice(name, "a", ("a", "b")), "c", "write one of a, b."),
    ],
    ids=["boolean", "fraction", "negative", "other digits", "choice"],
)
def test_bad_value_is_refused_in_one_line(variable, read, value, advice):
    variable(value)

    with pytest.raises(ImproperlyConfigured) as refusal:
        read("TRIED")

    assert str(refusal.value) == f"TRIED={value!r}: {advice}"
