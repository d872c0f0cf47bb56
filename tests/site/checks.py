"""The checkers: each looks at pages and says what is wrong, naming the page.

They are functions, so that `test_checkers.py` can show that each reports its own planted fault.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from support_programs.example_listings import NAME as EXAMPLE
from tests.site.catalogues import Entry
from tests.site.pages import ORIGIN, Page, Site, name_of, words_of

CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LATER_PAGE = re.compile(r"[?&]page=\d+$")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Kinds of script that are data and not code.
DATA = {"application/ld+json"}


def listed(faults: Iterable[str]) -> str:
    """What a failing test says: one fault a line."""
    lines = list(faults)
    return f"{len(lines)} faults:\n" + "\n".join(lines[:60])


def answer(pages: Iterable[Page]) -> list[str]:
    return [f"{page.path}: {page.status} {page.error}" for page in pages if page.status != 200]


def markup(pages: Iterable[Page]) -> list[str]:
    return [f"{page.path}: {error}" for page in pages for error in page.markup_errors]


def one_h1(pages: Iterable[Page]) -> list[str]:
    counted = [(page.path, len(page.all("h1"))) for page in pages]
    return [f"{path}: {count} × h1" for path, count in counted if count != 1]


def heading_order(pages: Iterable[Page]) -> list[str]:
    faults = []
    for page in pages:
        before = 0
        for heading in page.all(*HEADINGS):
            level = int(name_of(heading)[1])
            if level > before + 1:
                faults.append(f"{page.path}: h{level} after h{before}: {words_of(heading)[:40]}")
            before = level
    return faults


def language(pages: Iterable[Page]) -> list[str]:
    return [
        f"{page.path}: <html lang={page.tree.get('lang')!r}>"
        for page in pages
        if page.tree.get("lang") != page.language
    ]


def unique_titles(pages: Iterable[Page]) -> list[str]:
    of_title = defaultdict(list)
    for page in pages:
        of_title[page.title].append(page.path)
    return [
        f"{title!r}: {', '.join(paths)}"
        for title, paths in of_title.items()
        if len(paths) > 1 or not title
    ]


def unique_ids(pages: Iterable[Page]) -> list[str]:
    return [
        f"{page.path}: id {name!r} × {count}"
        for page in pages
        for name, count in Counter(page.ids).items()
        if count > 1
    ]


def inline(pages: Iterable[Page]) -> list[str]:
    """Styles and scripts in the page itself, which the CSP would refuse."""
    faults = []
    for page in pages:
        for element in page.all():
            name = name_of(element)
            is_code = name == "script" and element.get("type") not in DATA
            if name == "style" or (is_code and not element.get("src")):
                faults.append(f"{page.path}: <{name}>")
            for attribute, value in element.attrib.items():
                is_script = value.strip().lower().startswith("javascript:")
                if attribute == "style" or attribute.startswith("on") or is_script:
                    faults.append(f"{page.path}: <{name} {attribute}={value!r}>")
    return faults


def foreign(pages: Iterable[Page]) -> list[str]:
    """Resources and forms that would tell another site of the visitor."""
    faults = []
    for page in pages:
        actions = {form.get("action", "") for form in page.all("form")}
        for address in sorted(page.resources | {action for action in actions if "//" in action}):
            if not address.startswith((f"{ORIGIN}/", "data:")):
                faults.append(f"{page.path}: {address}")
    return faults


def links(site: Site, pages: Iterable[Page]) -> list[str]:
    """Links inside the site that lead nowhere, or to a fragment that is not there."""
    faults = {}
    for page in pages:
        for link in sorted(page.own_links):
            target, fragment = site.follow(link)
            if target.status not in (200, 301, 302):
                faults.setdefault(link, f"{page.path}: {link}: {target.status}")
            elif fragment and target.status == 200 and fragment not in target.ids:
                faults.setdefault(link, f"{page.path}: {link}: no such fragment")
    return list(faults.values())


def orphans(site: Site, pages: Iterable[Page]) -> list[str]:
    """Pages that no other page of the same language leads to; later pages of lists count too."""
    pages = list(pages)
    later = {link for page in pages for link in page.own_links if LATER_PAGE.search(link)}
    linked = {
        link.partition("#")[0]
        for page in [*pages, *map(site.get, later)]
        for link in page.own_links
        if link.partition("#")[0] != page.path
    }
    return [page.path for page in pages if page.path not in linked]


def data(pages: Iterable[Page]) -> list[str]:
    """Blocks of structured data that do not parse or say no type."""
    faults = []
    for page in pages:
        for block in page.structured_data:
            try:
                if not json.loads(block).get("@type"):
                    faults.append(f"{page.path}: no @type")
            except ValueError as error:
                faults.append(f"{page.path}: {error}")
    return faults


def untranslated(pages: Iterable[Page], entries: Iterable[Entry]) -> list[str]:
    """English words of the interface on pages of another language."""
    entries = [entry for entry in entries if entry.differs]
    plain = {msgid for entry in entries for msgid in entry.msgids if not entry.has_placeholders}
    patterns = [
        pattern for entry in entries if entry.has_placeholders for pattern in entry.patterns
    ]
    whole = re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)")
    found = defaultdict(dict)
    for page in pages:
        for code, text in page.spoken():
            if code == page.language and (text in plain or whole.fullmatch(text)):
                found[text][page.path] = True
    return [
        f"{text!r} on {len(paths)} pages, as {next(iter(paths))}" for text, paths in found.items()
    ]


def cyrillic(pages: Iterable[Page]) -> list[str]:
    return [
        f"{page.path}: {text!r}"
        for page in pages
        for code, text in page.spoken()
        # An example of an institution says so in all languages at once: its name has but one.
        if code != "ru" and CYRILLIC.search(text.replace(EXAMPLE, ""))
    ]
