"""UX §6: the colours of the style sheet, computed. Needs no browser."""

import itertools
import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[2] / "static/css/site.css").read_text()
DARK = "@media screen and (prefers-color-scheme: dark)"

GROUNDS = ("paper", "surface", "sunken")
SPEAKING = ("info", "ok", "time", "bad")
TINTS = tuple(f"{name}-tint" for name in SPEAKING)
TEXTS = ("ink", "ink-soft", "link", "link-hover", "visited")

# (colour, what lies under it, least contrast)
PAIRS = [
    *((text, ground, 7) for text in TEXTS for ground in GROUNDS + TINTS),
    *((name, ground, 7) for name in SPEAKING for ground in (*GROUNDS, f"{name}-tint")),
    *(("on-action", action, 7) for action in ("link", "link-hover")),
    *(("edge", ground, 3) for ground in GROUNDS),
    *(("focus", ground, 3) for ground in (*GROUNDS, *TINTS, "halo")),
]


def block(css, start):
    """The text between the braces that follow `start`."""
    begin = css.index("{", css.index(start))
    depth = 0
    for position in range(begin, len(css)):
        depth += {"{": 1, "}": -1}.get(css[position], 0)
        if depth == 0:
            return css[begin + 1 : position]
    raise ValueError(f"{start} is never closed")


def colours(css):
    found = re.findall(r"--color-([a-z-]+):\s*#([0-9a-f]{3}|[0-9a-f]{6})\s*;", css, re.IGNORECASE)
    return {name: "".join(c * 2 for c in code) if len(code) == 3 else code for name, code in found}


TOKENS = block(CSS, "@layer tokens {")
LIGHT_COLOURS = colours(TOKENS.replace(block(TOKENS, DARK), ""))
DARK_COLOURS = colours(block(TOKENS, DARK))


def luminance(code):
    parts = [int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("000000", "ffffff", 21), ("777777", "ffffff", 4.48)]
)
def test_contrast_is_computed_as_wcag_says(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_is_far_enough_apart(scheme):
    table = {"light": LIGHT_COLOURS, "dark": DARK_COLOURS}[scheme]
    close = [
        f"{colour} on {ground}: {contrast(table[colour], table[ground]):.2f}, not {least}"
        for colour, ground, least in PAIRS
        if contrast(table[colour], table[ground]) < least
    ]
    assert not close, "\n".join(close)


def test_both_schemes_name_the_same_colours():
    assert set(LIGHT_COLOURS) == set(DARK_COLOURS)


def test_every_colour_is_in_a_pair():
    known = set(itertools.chain.from_iterable(pair[:2] for pair in PAIRS)) | {"line"}
    assert set(LIGHT_COLOURS) == known


def test_colours_are_written_among_the_tokens_only():
    rest = CSS.replace(TOKENS, "")
    assert (
        re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color-mix)a?\(", rest, re.IGNORECASE) == []
    )


def test_the_dark_scheme_changes_nothing_but_colours():
    """So what axe finds in light about anything else holds in dark too."""
    assert CSS.count("prefers-color-scheme") == 1
    declared = re.findall(r"([a-z-]+):[^;{}]*;", block(TOKENS, DARK))
    assert {name for name in declared if not name.startswith("--color-")} == set()
