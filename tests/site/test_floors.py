"""A room imports only from floors below it (docs/architecture.md)."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

FLOORS = {
    "search": 0,
    "editorial": 1,
    "municipalities": 2,
    "contacts": 3,
    "support_programs": 4,
    "planning": 5,
    "remigration_site": 6,
}


BY_NAME = ("import_module", "import_string", "__import__")


def imported_modules(code):
    """Dotted names of what `code` imports, wherever in it the import stands.

    Relative imports never leave the room: each is a package of its own at the top.
    """
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in BY_NAME:
            yield from (part.value for part in node.args[:1] if isinstance(part, ast.Constant))


def imports_upwards(code, room):
    """Rooms above `room` that its `code` imports from."""
    rooms = {name.split(".")[0] for name in imported_modules(code)}
    return sorted(other for other in rooms if FLOORS.get(other, -1) > FLOORS[room])


@pytest.mark.parametrize("room", FLOORS)
def test_room_imports_only_downwards(room):
    modules = sorted(Path(settings.BASE_DIR, room).rglob("*.py"))

    upwards = {str(path): imports_upwards(path.read_text(), room) for path in modules}

    assert {name: rooms for name, rooms in upwards.items() if rooms} == {}


def test_every_room_has_a_floor():
    ours = {
        config.name
        for config in apps.get_app_configs()
        if Path(config.path).parent == settings.BASE_DIR
    }

    assert ours and ours <= set(FLOORS)


@pytest.mark.parametrize(
    "code",
    [
        "import contacts.models",
        "from contacts.models import Contact",
        "from contacts import models",
        "def later():\n    from contacts.models import Contact",
        "if TYPE_CHECKING:\n    from contacts.models import Contact",
        "importlib.import_module('contacts.models')",
        "import_string('contacts.models.Contact')",
    ],
)
def test_planted_upward_import_is_found(code):
    assert imports_upwards(code, "municipalities") == ["contacts"]


@pytest.mark.parametrize(
    "code",
    [
        "from editorial.models import Source",
        "from . import models",
        "from .models import Municipality",
        "import contactsheet",
        "models.ForeignKey('contacts.Contact', models.PROTECT)",
    ],
)
def test_import_downwards_or_by_name_is_allowed(code):
    assert imports_upwards(code, "municipalities") == []
