"""Bringing an edition up to a row that changed in the meantime."""

from copy import deepcopy
from typing import Any

from editorial.comparison import changes
from editorial.editions import Snapshot


def merge(base: Snapshot, theirs: Snapshot, mine: Snapshot) -> tuple[Snapshot, list[str]]:
    """`theirs` with what `mine` changed since `base`, and the paths that both changed, each in its
    own way: there `theirs` stands until somebody chooses."""
    of_theirs, of_mine = changes(base, theirs), changes(base, mine)
    merged, both = deepcopy(theirs), []
    for path, (_before, wanted) in of_mine.items():
        if _is_settled(path, of_theirs, wanted):
            continue
        if _touched(path, of_theirs):
            both.append(_whole_if_gone(path, theirs))
        else:
            put(merged, path, wanted)
    return merged, list(dict.fromkeys(both))


def _whole_if_gone(path: str, theirs: Snapshot) -> str:
    """Of a child row that they took away there is nothing to choose but all of it."""
    family, _, rest = path.partition("/")
    key, _, name = rest.partition("/")
    is_gone = bool(name) and key not in theirs["children"].get(family, {})
    return f"{family}/{key}" if is_gone else path


def put(snapshot: Snapshot, path: str, value: Any) -> None:
    """Write one difference, as `comparison.changes` names it, into the snapshot."""
    family, _, rest = path.partition("/")
    key, _, name = rest.partition("/")
    if not key:
        snapshot["fields"][family] = value
        return
    children = snapshot["children"].setdefault(family, {})
    if name:
        children[key][name] = value
    elif value is None:
        children.pop(key, None)
    else:
        children[key] = value


def choose(merged: Snapshot, mine: Snapshot, path: str) -> None:
    """Take what `mine` says at the path; of a child row that `merged` no longer has, all of it."""
    family, _, rest = path.partition("/")
    key, _, name = rest.partition("/")
    if not key:
        put(merged, path, mine["fields"][family])
        return
    child = mine["children"].get(family, {}).get(key)
    if name and key in merged["children"].get(family, {}):
        put(merged, path, child[name])
    else:
        put(merged, f"{family}/{key}", child)


def completed(old: Snapshot, now: Snapshot) -> Snapshot:
    """An old snapshot in which fields that came after it say what they say now."""
    present = now["children"]
    return {
        "fields": {**now["fields"], **old["fields"]},
        "children": {
            family: {
                key: {**present.get(family, {}).get(key, {}), **child}
                for key, child in rows.items()
            }
            for family, rows in old["children"].items()
        },
    }


def _is_settled(path: str, of_theirs: dict, wanted: Any) -> bool:
    return path in of_theirs and of_theirs[path][1] == wanted


def _touched(path: str, of_theirs: dict) -> bool:
    """Whether they changed the same field, or took away or changed the same child row."""
    whole_child = "/".join(path.split("/")[:2])
    return (
        path in of_theirs
        or whole_child in of_theirs
        or (path.count("/") == 1 and any(other.startswith(f"{path}/") for other in of_theirs))
    )
