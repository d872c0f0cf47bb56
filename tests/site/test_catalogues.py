"""The interface is translated whole, and the committed catalogues are those of the sources."""

import gettext
import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from tests.site import catalogues
from tests.site.catalogues import PLACEHOLDER
from tests.site.checks import listed

LANGUAGES = ("lv", "ru")
SOURCES = ("contacts", "editorial", "municipalities", "remigration_site", "search")
SOURCES += ("support_programs", "templates", "locale", "manage.py")


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def entries(language):
    return catalogues.read(catalogues.path_of(language, "po"))


@pytest.fixture(scope="module")
def compiled(language):
    """Message → text as the running site reads it; (message, form) for plural forms."""
    with catalogues.path_of(language, "mo").open("rb") as file:
        found = dict(gettext.GNUTranslations(file)._catalog)
    found.pop("", None)
    return found


def test_catalogue_is_complete(entries):
    faults = [
        f"{entry.context or ''} {entry.msgid!r}" for entry in entries if not entry.is_complete
    ]

    assert entries
    assert not faults, listed(faults)


def test_catalogue_is_never_fuzzy(entries):
    faults = [entry.msgid for entry in entries if "fuzzy" in entry.flags]

    assert not faults, listed(faults)


def test_catalogue_has_no_leftovers_of_merging(language):
    lines = catalogues.path_of(language, "po").read_text(encoding="utf-8").splitlines()
    faults = [f"line {n}: {line}" for n, line in enumerate(lines, 1) if line[:2] in ("#|", "#~")]

    assert not faults, listed(faults)


def test_catalogue_has_every_plural_form(entries, language):
    forms = {"lv": 3, "ru": 4}[language]
    faults = [
        f"{entry.msgid}: {sorted(entry.texts)}"
        for entry in entries
        if entry.plural is not None and sorted(entry.texts) != list(range(forms))
    ]

    assert not faults, listed(faults)


def test_catalogue_keeps_the_placeholders(entries):
    faults = [
        f"{entry.msgid!r}: {text!r}"
        for entry in entries
        for text in entry.texts.values()
        if text and set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entry.msgids[-1]))
    ]

    assert not faults, listed(faults)


def test_catalogue_keeps_the_space_at_the_ends(entries):
    faults = [
        f"{entry.msgid!r}: {text!r}"
        for entry in entries
        for text in entry.texts.values()
        if text
        and (text[0].isspace(), text[-1].isspace())
        != (entry.msgid[0].isspace(), entry.msgid[-1].isspace())
    ]

    assert not faults, listed(faults)


def test_compiled_catalogue_is_fresh(entries, compiled):
    wanted = {}
    for entry in entries:
        key = entry.msgid if entry.context is None else f"{entry.context}\x04{entry.msgid}"
        for form, text in entry.texts.items():
            if entry.is_complete:
                wanted[key if entry.plural is None else (key, form)] = text
    faults = [f"{key!r}: not compiled" for key in sorted(wanted.keys() - compiled.keys(), key=str)]
    faults += [f"{key!r}: gone" for key in sorted(compiled.keys() - wanted.keys(), key=str)]
    faults += [
        f"{key!r}: {compiled[key]!r} is not {text!r}"
        for key, text in wanted.items()
        if compiled.get(key, text) != text
    ]

    assert not faults, listed(faults)


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """A copy of the sources in which `makemessages` has just run."""
    root = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        source = settings.BASE_DIR / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, root / name)
    clean = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    locales = [option for language in LANGUAGES for option in ("--locale", language)]
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", *locales, "--no-location", "--no-obsolete"],
        cwd=root,
        env=clean | {"VAR_DIR": str(root / "var"), "DATABASE_URL": ""},
        check=True,
        capture_output=True,
        timeout=120,
    )
    return root


@pytest.mark.needs("msgfmt")
def test_catalogue_holds_the_strings_of_the_sources(collected, entries, language):
    wanted = {e.key for e in catalogues.read(catalogues.path_of(language, "po", collected))}
    found = {entry.key for entry in entries}
    faults = [f"missing: {key}" for key in sorted(wanted - found, key=str)]
    faults += [f"no longer used: {key}" for key in sorted(found - wanted, key=str)]

    assert not faults, listed(faults)
