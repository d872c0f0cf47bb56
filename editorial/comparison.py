"""What differs between two snapshots of a row (`editorial.editions`), and between two texts.

A difference has a path: `summary_lv`, `rounds/<key>/closes`, or `rounds/<key>` for a child that is
there in one of the two only.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

Differences = dict[str, list[Any]]
# “same”, “removed” or “added”, and the text.
Piece = tuple[str, str]

EMPTY = (None, "", [])
# Each with the space after it.
_SENTENCES = re.compile(r"[^\n.!?]*[\n.!?]+\s*|[^\n.!?]+")
_WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
# Enough for 400 words against 400 others; what would take more is not looked at word by word.
MOST_STEPS = 2_000_000


def changes(before: dict[str, Any], after: dict[str, Any]) -> Differences:
    """`{path: [before, after]}`, in the order of the fields; a child row gone or new is None on the
    side where it is not."""
    found = _differing("", before.get("fields", {}), after.get("fields", {}))
    families = [*after.get("children", {}), *before.get("children", {})]
    for family in dict.fromkeys(families):
        old = before.get("children", {}).get(family, {})
        new = after.get("children", {}).get(family, {})
        for key in dict.fromkeys([*new, *old]):
            path = f"{family}/{key}"
            if key in old and key in new:
                found |= _differing(f"{path}/", old[key], new[key])
            else:
                found[path] = [old.get(key), new.get(key)]
    return found


def _differing(before_name: str, old: dict[str, Any], new: dict[str, Any]) -> Differences:
    names = dict.fromkeys([*new, *old])
    pairs = {name: [old.get(name), new.get(name)] for name in names}
    return {f"{before_name}{name}": pair for name, pair in pairs.items() if _differ(*pair)}


def _differ(before: Any, after: Any) -> bool:
    """What was not there and what is empty say the same."""
    return before != after and not (before in EMPTY and after in EMPTY)


def words(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in order, each “same”, “removed” or “added”.

    Sentences are matched first, then the words between those, as far as that is quickly done: where
    texts are long and all different, or repeat the same few words, whole parts are told as removed
    and added. Joined by kind, the pieces give back both texts.
    """
    pieces: list[Piece] = []
    steps = 0
    for is_same, *sides in _matched(_SENTENCES.findall(before), _SENTENCES.findall(after)):
        part = [(is_same, *sides)]
        if not is_same:
            old, new = (_WORDS.findall("".join(side)) for side in sides)
            cost = _steps(old, new)
            if steps + cost <= MOST_STEPS:
                steps += cost
                part = _matched(old, new)
        for is_same_here, old, new in part:
            _add(pieces, is_same_here, "".join(old), "".join(new))
    return pieces


def _matched(old: list[str], new: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Parts of both, in order, and whether they are the same."""
    first, last = _shared(old, new)
    to_old, to_new = len(old) - last, len(new) - last
    yield True, old[:first], new[:first]
    if _steps(old, new) > MOST_STEPS:
        yield False, old[first:to_old], new[first:to_new]
    else:
        matcher = SequenceMatcher(a=old[first:to_old], b=new[first:to_new], autojunk=False)
        for kind, start, stop, new_start, new_stop in matcher.get_opcodes():
            part = old[first + start : first + stop], new[first + new_start : first + new_stop]
            yield kind == "equal", *part
    yield True, old[to_old:], new[to_new:]


def _shared(old: list[str], new: list[str]) -> tuple[int, int]:
    """With how many of the same both begin, and after these, end."""
    first = _same_at_start(old, new)
    return first, _same_at_start(old[first:][::-1], new[first:][::-1])


def _same_at_start(old: list[str], new: list[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(old), len(new)))


def _steps(old: list[str], new: list[str]) -> int:
    """At least as many as `SequenceMatcher` takes for what both do not begin or end with: for each
    match that it finds, it may go twice over all pairs."""
    first, last = _shared(old, new)
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    times = Counter(new)
    pairs = sum(times[token] for token in old)
    return (len(old) + pairs) * (2 * min(len(old), len(new), pairs) + 1)


def _add(pieces: list[Piece], is_same: bool, old: str, new: str) -> None:
    if is_same:
        found = [("same", old)]
    else:
        space = _space_after(old) if _space_after(old) == _space_after(new) else ""
        removed, added = old.removesuffix(space), new.removesuffix(space)
        found = [("removed", removed), ("added", added), ("same", space)]
    for kind, text in found:
        if text and pieces and pieces[-1][0] == kind:
            pieces[-1] = (kind, pieces[-1][1] + text)
        elif text:
            pieces.append((kind, text))


def _space_after(text: str) -> str:
    return text[len(text.rstrip()) :]
