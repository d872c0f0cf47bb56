"""What differs between two snapshots of a row (`editorial.editions`), and between two texts.

A difference has a path: `summary_lv`, `rounds/<key>/closes`, or `rounds/<key>` for a child that is
there in one of the two only.
"""

import re
from difflib import SequenceMatcher
from typing import Any

Differences = dict[str, list[Any]]

EMPTY = (None, "", [])
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


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


def words(before: str, after: str) -> list[tuple[str, str]]:
    """The pieces of both texts in order, each “same”, “removed” or “added”; whole words."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces = []
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[from_old:to_old])))
            continue
        if to_old > from_old:
            pieces.append(("removed", "".join(old[from_old:to_old])))
        if to_new > from_new:
            pieces.append(("added", "".join(new[from_new:to_new])))
    return pieces
