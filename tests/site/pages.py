"""Pages as a reader gets them, parsed once however many tests look at them."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib

LANGUAGES = ("lv", "en", "ru")
ORIGIN = "http://testserver"
# Attributes that people read or hear.
SPOKEN = ("aria-label", "alt", "title", "placeholder", "content")


def name_of(element: Element) -> str:
    """The tag without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def has_class(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()


@dataclass
class Page:
    path: str
    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)
    # What the view raised, when it did not answer at all.
    error: str = ""

    @property
    def language(self) -> str:
        return self.path.split("/")[1]

    @cached_property
    def _parsed(self) -> tuple[Element, list[str]]:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(self.body.decode())
        return tree, [f"line {line}: {code}" for (line, _column), code, _data in parser.errors]

    @property
    def tree(self) -> Element:
        return self._parsed[0]

    @property
    def markup_errors(self) -> list[str]:
        """Every place where a strict parser would have stopped."""
        return self._parsed[1]

    def all(self, *names: str, css: str = "") -> list[Element]:
        """Elements with one of these tags (any, when none is given) and the class `css`."""
        return [
            element
            for element in self.tree.iter()
            if (name_of(element) in names if names else name_of(element))
            and (not css or has_class(element, css))
        ]

    def first(self, *names: str, css: str = "") -> Element:
        found = self.all(*names, css=css)
        assert found, f"{self.path}: no {names or css}"
        return found[0]

    @cached_property
    def text(self) -> str:
        """All that is read on the page, spaces and no-break spaces made one kind."""
        return words_of(self.tree.find("body"))

    @cached_property
    def title(self) -> str:
        return words_of(self.tree.find("head/title"))

    def meta(self, name: str) -> str | None:
        found = [meta for meta in self.all("meta") if meta.get("name") == name]
        return found[0].get("content") if found else None

    @cached_property
    def canonical(self) -> str | None:
        found = [link.get("href") for link in self.all("link") if link.get("rel") == "canonical"]
        return found[0] if found else None

    @cached_property
    def alternates(self) -> dict[str, str]:
        return {
            link.get("hreflang"): link.get("href")
            for link in self.all("link")
            if link.get("rel") == "alternate" and link.get("hreflang")
        }

    @cached_property
    def ids(self) -> list[str]:
        return [element.get("id") for element in self.tree.iter() if element.get("id") is not None]

    @cached_property
    def structured_data(self) -> list[str]:
        return [
            script.text or ""
            for script in self.all("script")
            if script.get("type") == "application/ld+json"
        ]

    @cached_property
    def own_links(self) -> set[str]:
        """Where its links inside the site lead, as paths with query and fragment."""
        hrefs = [link.get("href") for link in self.all("a", "area") if link.get("href") is not None]
        absolute = [urljoin(ORIGIN + self.path, href) for href in hrefs]
        return {url.removeprefix(ORIGIN) for url in absolute if url.startswith(f"{ORIGIN}/")}

    @cached_property
    def resources(self) -> set[str]:
        """What a browser fetches to show the page, as absolute addresses."""
        found = [element.get("src") for element in self.tree.iter() if element.get("src")]
        found += [
            part.split()[0]
            for element in self.tree.iter()
            for part in (element.get("srcset") or "").split(",")
            if part.strip()
        ]
        fetched = {"stylesheet", "icon", "preload", "manifest", "apple-touch-icon"}
        found += [
            link.get("href")
            for link in self.all("link")
            if fetched & set((link.get("rel") or "").split())
        ]
        return {urljoin(ORIGIN + self.path, address) for address in found}

    def spoken(self) -> Iterator[tuple[str, str]]:
        """Each text node and each spoken attribute, with its language."""
        yield from _spoken(self.tree, self.language)


def _spoken(element: Element, language: str) -> Iterator[tuple[str, str]]:
    if name_of(element) in ("", "script", "style"):
        return
    language = element.get("lang") or language
    texts = [element.get(name, "") for name in SPOKEN if name_of(element) != "meta"]
    if name_of(element) == "meta" and element.get("name") == "description":
        texts = [element.get("content", "")]
    for text in [*texts, element.text or ""]:
        if text.strip():
            yield language, " ".join(text.split())
    for child in element:
        yield from _spoken(child, language)
        if (child.tail or "").strip():
            yield language, " ".join(child.tail.split())


class Site:
    """Asks for each address once."""

    def __init__(self, client, blocker) -> None:
        self.client = client
        self.blocker = blocker
        self._found: dict[str, Page] = {}

    def get(self, path: str) -> Page:
        if path not in self._found:
            self._found[path] = self._ask(path)
        return self._found[path]

    def _ask(self, path: str) -> Page:
        with self.blocker.unblock():
            try:
                response = self.client.get(path)
            except Exception as error:
                return Page(path, b"", status=500, error=f"{type(error).__name__}: {error}"[:200])
        body = b"".join(response.streaming_content) if response.streaming else response.content
        return Page(
            path, body, response.status_code, dict(response.headers), list(response.cookies)
        )

    @cached_property
    def paths(self) -> list[str]:
        """Every address of the sitemaps that sitemap.xml names, in their order."""
        return [path for part in self.sitemaps for path in self._located(part)]

    @cached_property
    def sitemaps(self) -> list[str]:
        return self._located("/sitemap.xml")

    def _located(self, sitemap: str) -> list[str]:
        addresses = re.findall(r"<loc>([^<]+)</loc>", self.get(sitemap).body.decode())
        return [
            parts.path + (f"?{parts.query}" if parts.query else "")
            for parts in map(urlsplit, map(html.unescape, addresses))
        ]

    def paths_in(self, language: str) -> list[str]:
        return [path for path in self.paths if path.startswith(f"/{language}/")]

    def pages(self, language: str) -> list[Page]:
        return [self.get(path) for path in self.paths_in(language)]

    def follow(self, link: str) -> tuple[Page, str]:
        """The page a link leads to, and its fragment."""
        path, fragment = urldefrag(link)
        return self.get(path), fragment
