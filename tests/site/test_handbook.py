"""The editors' handbook says what the administration shows, and nothing in it leads nowhere."""

import re
from pathlib import Path
from urllib.parse import unquote

import django
import html5lib
import pytest
from django.conf import settings

from editorial import age
from editorial.administration import handbook
from editorial.roles import MAY, Act, Role, Subject
from tests.site import catalogues
from tests.site.checks import listed

TEXT = handbook.TEXT.read_text(encoding="utf-8")
STOCK = Path(django.__file__).parent / "contrib" / "admin" / "locale" / "lv" / "LC_MESSAGES"
MOST_BYTES = 1_500_000

SUBJECTS = {
    "Fakti": Subject.FACT,
    "Pašvaldības teksti un skaitļi": Subject.MUNICIPALITY,
    "Avoti": Subject.SOURCE,
    "Reģioni": Subject.STRUCTURE,
    "Žurnāls": Subject.LOG,
}
ACTS = {
    "redz": Act.SEE,
    "pievieno": Act.ADD,
    "labo melnrakstu": Act.CHANGE_DRAFT,
    "labo publicēto": Act.CHANGE_LIVE,
    "dzēš melnrakstu": Act.DELETE_DRAFT,
    "publicē": Act.PUBLISH,
    "apstiprina": Act.CONFIRM,
    "importē": Act.IMPORT,
    "eksportē": Act.EXPORT,
}
INTERVALS = {
    "Vakances, mājokļi": age.LISTING,
    "Atbalsta pasākumi, kontakti": age.AMOUNT_OR_CONTACT,
    "Pārējais": age.GENERAL_TEXT,
}


def table_under(heading):
    """First cell → the others, of the table under a heading."""
    part = re.split(rf"^#+ {heading}$", TEXT, flags=re.MULTILINE)[1].split("\n#")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row] for row in rows]
    return {first: others for first, *others in cells[2:]}


def row_of(table, start):
    return next(cells for name, cells in table.items() if name.startswith(start))


# --- Words of the screen ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shown():
    """Patterns of all that the interface says in Latvian, whichever letter it begins with. What is
    put into a text says nothing by itself."""
    entries = catalogues.read(catalogues.path_of("lv", "po"))
    entries += catalogues.read(STOCK / "django.po")
    texts = {text for entry in entries for text in entry.texts.values() if text}
    parts = [catalogues.PLACEHOLDER.split(text) for text in texts]
    return [
        re.compile(".+".join(map(re.escape, part)), re.IGNORECASE)
        for part in parts
        if re.search(r"\w{2}", "".join(part))
    ]


def is_shown(words, shown):
    return any(pattern.fullmatch(words) for pattern in shown)


def test_every_word_of_the_screen_is_one_that_the_screen_shows(shown):
    words = set(re.findall(r"\*\*(.+?)\*\*", TEXT))

    assert len(words) > 80
    assert not [one for one in sorted(words) if not is_shown(one, shown)]


def test_a_word_that_no_screen_shows_is_found(shown):
    assert not is_shown("Nospiest šeit", shown)


# --- Pictures and links -------------------------------------------------------------------------


def test_every_picture_is_there_and_every_one_is_used():
    named = re.findall(r"!\[[^\]]+\]\(redaktoriem/([a-z-]+\.png)\)", TEXT)

    assert sorted(named) == sorted(file.name for file in handbook.PICTURES.iterdir())
    assert len(named) == TEXT.count("![")


def test_the_pictures_are_small():
    sizes = [file.stat().st_size for file in handbook.PICTURES.iterdir()]

    assert sum(sizes) < MOST_BYTES


def test_every_link_leads_to_a_chapter_and_every_chapter_is_in_the_list():
    chapters = [handbook.anchor(name) for name in re.findall(r"^## (.+)$", TEXT, re.MULTILINE)]
    links = re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", TEXT)

    assert links == [f"#{chapter}" for chapter in chapters]


# --- Rules that live in the code ----------------------------------------------------------------


def test_the_intervals_are_those_of_the_site():
    table = table_under("Cik bieži")
    told = {name: [int(cell) for cell in row_of(table, name)] for name in INTERVALS}

    assert told == {
        name: [one.check_every, one.remind_before, one.expires_after]
        for name, one in INTERVALS.items()
    }
    assert len(table) == len(INTERVALS)
    days = age.LISTING.check_every + age.LISTING.expires_after
    assert f"pazūd pēc {days} dienām" in TEXT


@pytest.mark.parametrize("role", Role)
def test_the_table_of_roles_is_that_of_the_code(role):
    table = table_under("Kas ko drīkst")
    column = [*Role].index(role)
    told = {
        subject: {ACTS[word] for word in row_of(table, name)[column].split(", ") if word != "–"}
        for name, subject in SUBJECTS.items()
    }

    assert told == MAY[role]
    assert len(table) == len(SUBJECTS)


# --- In the administration ----------------------------------------------------------------------


@pytest.fixture
def opened(client, cast):
    client.force_login(cast.editor_a)
    return client.get("/admin/handbook/").content.decode()


@pytest.mark.django_db
def test_it_is_linked_from_every_page_of_the_administration(client, cast):
    client.force_login(cast.editor_a)

    assert b'href="/admin/handbook/"' in client.get("/admin/").content


@pytest.mark.django_db
def test_every_anchor_and_picture_of_the_page_is_there(client, opened):
    document = html5lib.parse(opened, namespaceHTMLElements=False)
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    book = next(e for e in document.iter("div") if e.get("class") == "handbook")
    links = [unquote(link.get("href")) for link in book.iter("a")]
    pictures = [image.get("src") for image in book.iter("img")]

    assert len(ids) == len(set(ids))
    assert links and {link.removeprefix("#") for link in links} <= set(ids)
    assert len(pictures) == TEXT.count("![")
    missing = [path for path in pictures if client.get(path).headers["Content-Type"] != "image/png"]
    assert not missing, listed(missing)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nekas.png", "..%2Fredaktoriem.md", "redaktoriem.md"])
def test_nothing_else_of_the_disk_is_handed_out(client, cast, name):
    client.force_login(cast.editor_a)

    assert client.get(f"/admin/handbook/{name}").status_code == 404


def test_it_speaks_plainly():
    assert "!" not in re.sub(r"!\[|\*\*.+?\*\*", "", TEXT)
    assert settings.BASE_DIR in handbook.TEXT.parents
