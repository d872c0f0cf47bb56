"""`.env.example` names exactly the variables that the settings read, and says their defaults."""

import ast
import re

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR


def read_by_settings():
    """First arguments of the readers in `environment.py`, as called in `settings.py`."""
    tree = ast.parse((ROOT / "remigration_site/settings.py").read_text())
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("environment.")
    }


def lines():
    return (ROOT / ".env.example").read_text().splitlines()


def test_env_example_names_the_variables_of_the_settings():
    named = {match[1] for line in lines() if (match := re.match(r"#? ?([A-Z_]+)=", line))}

    assert named == read_by_settings()


def test_env_example_explains_every_variable():
    unexplained = [
        line
        for before, line in zip(["", *lines()], lines(), strict=False)
        if re.match(r"[A-Z_]+=", line) and not before.startswith("#")
    ]

    assert unexplained == []


@pytest.mark.parametrize("path", ["remigration_site/settings.py", "remigration_site/wsgi.py"])
def test_environment_is_read_through_its_readers_only(path):
    code = (ROOT / path).read_text()

    assert not re.search(r"os\.(environ\.get|environ\[|getenv)", code)
