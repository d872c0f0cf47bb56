"""Links between pages of this site, kept by what they lead to and not by their address.

In a text such a link reads `page:measure/57`: the name of the page and the key of its row. Other
pages: `page:about`, `page:need/work`, `page:municipality_need/3/work`, `page:home_list?m=saldus`.
So a link survives a new slug, and leads each reader to the page in their own language.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from urllib.parse import SplitResult, unquote, urlsplit

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404
from django.http.request import split_domain_port
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse
from django.urls.resolvers import LocalePrefixPattern, ResolverMatch, URLPattern, URLResolver
from django.utils.translation import get_language_from_path, gettext, override

from editorial.found import Gone, Moved, published_or_404
from editorial.models import Addressed
from editorial.translations import hide
from search.text import fold

SCHEME = "page"
# Of a search: more would not be read, and fewer letters find everything.
MOST_FOUND, MOST_WORDS, FEWEST_LETTERS = 10, 5, 2


@dataclass(frozen=True)
class Page:
    """A page as the address patterns know it; `model` of its row, where it has one."""

    name: str
    view_name: str
    keys: tuple[str, ...]
    model: type[Addressed] | None


@dataclass(frozen=True)
class Target:
    """Where a link leads: in the active language, and by which name."""

    address: str
    label: str


# --- Pages --------------------------------------------------------------------------------------


@cache
def pages() -> dict[tuple[str, int], Page]:
    """Every page in the languages, by its name and the number of its keys: `home` is the first
    page, `home/7` somewhere to live. A page below that of a row belongs to the row."""
    with override(settings.LANGUAGE_CODE):
        routes = {view_name: (route, keys) for view_name, route, keys in _routes()}
        rows = {routes[_page_of(model)][0]: model for model in row_models()}
    found = {}
    for view_name, (route, keys) in routes.items():
        above = max((start for start in rows if route.startswith(start)), key=len, default=None)
        model = rows.get(above)
        if model is not None or "slug" not in keys:
            name = view_name.rpartition(":")[2]
            found[name, len(keys)] = Page(name, view_name, keys, model)
    return found


def row_models() -> list[type[Addressed]]:
    """The models with a page for each row; first municipalities and measures, which are looked for
    most."""
    found = [model for model in apps.get_models() if issubclass(model, Addressed)]
    return sorted(
        found, key=lambda model: (bool(_way_to_place(model)), not hasattr(model, "sort_key_lv"))
    )


def _page_of(model: type[Addressed]) -> str:
    return resolve(model(slug="x").get_absolute_url()).view_name


def _routes() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for part in get_resolver().url_patterns:
        if isinstance(part.pattern, LocalePrefixPattern):
            yield from _walk(part, "", "")


def _walk(part: URLResolver, before: str, names: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for pattern in part.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield names + pattern.name, route, tuple(pattern.pattern.converters)
        else:
            namespace = f"{names}{pattern.namespace}:" if pattern.namespace else names
            yield from _walk(pattern, route, namespace)


# --- From an address of the site to a link by key -----------------------------------------------


def kept(address: str) -> str:
    """`address` as it is kept in a text: `page:…` for a page of this site, anything else as it is.

    Raises ValidationError for an address of this site at which there is nothing, and for one that
    is none.
    """
    try:
        parts = urlsplit(address)
    except ValueError as error:
        message = gettext("%(address)s is not an address: check that it was copied whole.")
        raise ValidationError(message % {"address": address}, code="no_address") from error
    if not _is_own(parts):
        return address
    match = _match(parts.path)
    if match is None:
        raise _no_such_page(address)
    page, row = _page_and_row(match, address)
    if page is None:
        return address
    keys = [str(row.pk if key == "slug" else match.kwargs[key]) for key in page.keys]
    return parts._replace(scheme=SCHEME, netloc="", path="/".join([page.name, *keys])).geturl()


def _is_own(parts: SplitResult) -> bool:
    if not parts.netloc:
        return not parts.scheme and parts.path.startswith("/")
    host, _port = split_domain_port(parts.netloc.lower())
    own = {name.removeprefix(".") for name in settings.ALLOWED_HOSTS}
    return parts.scheme in ("http", "https") and host in {
        *own,
        urlsplit(settings.SITE_ADDRESS).hostname,
    }


def _match(path: str) -> ResolverMatch | None:
    language = get_language_from_path(path) or settings.LANGUAGE_CODE
    # The bare address leads to the Latvian home page.
    path = unquote(path.rstrip("/")) or f"/{settings.LANGUAGE_CODE}"
    with override(language):
        for spelling in (f"{path}/", path):
            try:
                return resolve(spelling)
            except Resolver404:
                continue
    return None


def _page_and_row(match: ResolverMatch, address: str) -> tuple[Page | None, Addressed | None]:
    if "number" in match.kwargs:
        row = _by_number(match.kwargs["number"])
        if row is None:
            raise _no_such_page(address)
        return pages()[_page_of(type(row)).rpartition(":")[2], 1], row
    page = pages().get((match.url_name, len(match.kwargs)))
    if page is None or page.view_name != match.view_name:
        return None, None
    if "slug" not in page.keys:
        return page, None
    try:
        return page, published_or_404(page.model._default_manager.all(), match.kwargs["slug"])
    except Moved as moved:
        return page, moved.owner
    except (Gone, Http404) as error:
        raise _no_such_page(address) from error


def _by_number(number: int) -> Addressed | None:
    """The row with this short address, which is printed on paper."""
    for model in row_models():
        if any(field.name == "number" for field in model._meta.concrete_fields):
            return model._default_manager.published().filter(number=number).first()
    return None


def _no_such_page(address: str) -> ValidationError:
    message = gettext("There is no page at %(address)s, or it is not published.")
    return ValidationError(message % {"address": address}, code="no_page")


# --- From a link by key to the address of today -------------------------------------------------


def targets(links: Iterable[str]) -> dict[str, Target]:
    """Where each of the `page:…` links leads now. What is gone or not published is left out.

    One query for each kind of row.
    """
    wanted = {link: place for link in links if (place := _place(link))}
    rows = _rows(wanted.values())
    found = {}
    for link, (page, values, parts) in wanted.items():
        row = rows.get((page.model, values.get("slug")))
        if "slug" in values:
            if row is None:
                continue
            values = {**values, "slug": row.slug}
        try:
            path = reverse(page.view_name, kwargs=values)
        except NoReverseMatch:
            continue
        address = parts._replace(scheme="", path=path).geturl()
        found[link] = Target(address, str(row) if row else address)
    return found


Place = tuple[Page, dict[str, str], SplitResult]


def _place(link: str) -> Place | None:
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    name, *values = parts.path.split("/")
    page = pages().get((name, len(values)))
    if page is None:
        return None
    named = dict(zip(page.keys, values, strict=True))
    # Longer numbers than any key would overflow the database.
    if "slug" in named and not (named["slug"].isdecimal() and len(named["slug"]) < 16):
        return None
    return page, named, parts


def _rows(places: Iterable[Place]) -> dict[tuple[type[Addressed], str], Addressed]:
    keys = defaultdict(set)
    for page, values, _parts in places:
        if "slug" in values:
            keys[page.model].add(int(values["slug"]))
    return {
        (model, str(row.pk)): row
        for model, chosen in keys.items()
        for row in hide(_published(model).filter(pk__in=chosen))
    }


def _published(model: type[Addressed]) -> models.QuerySet:
    """Together with what the name of a row is taken from, and with its municipality."""
    ways = {model.label_path.rpartition("__")[0], _way_to_place(model)} - {""}
    rows = model._default_manager.published()
    return rows.select_related(*sorted(ways)) if ways else rows


def _way_to_place(model: type[Addressed]) -> str:
    """From a row to its municipality; empty where it is one itself."""
    way = model.municipality_path.removesuffix("_id")
    return way if way != model.municipality_path else ""


# --- Looking for a page -------------------------------------------------------------------------


def find(words: str) -> list[dict[str, str]]:
    """Published pages whose name holds all of `words`, at most ten: `address` as it is kept in a
    text, `label`, and `about`, which tells namesakes apart."""
    asked = words.split()[:MOST_WORDS]
    if len("".join(asked)) < FEWEST_LETTERS:
        return []
    found = []
    for model in row_models():
        rows = _published(model).filter(*[_names(model, word) for word in asked])
        page = _page_of(model).rpartition(":")[2]
        way = _way_to_place(model).replace("__", ".")
        for row in rows.order_by("pk")[: MOST_FOUND - len(found)]:
            municipality = attrgetter(way)(row) if way else None
            about = [str(model._meta.verbose_name), str(municipality or "")]
            found.append(
                {
                    "address": f"{SCHEME}:{page}/{row.pk}",
                    "label": str(row),
                    "about": ", ".join(filter(None, about)),
                }
            )
        if len(found) == MOST_FOUND:
            break
    return found


def _names(model: type[Addressed], word: str) -> Q:
    """Rows whose name holds the word, in any language, also without its marks."""
    way, _sep, column = model.label_path.rpartition("__")
    named = model
    for step in filter(None, way.split("__")):
        named = named._meta.get_field(step).related_model
    columns = {field.name for field in named._meta.concrete_fields}
    before = f"{way}__" if way else ""
    in_languages = {column.removesuffix("_lv") + f"_{code}" for code, _name in settings.LANGUAGES}
    condition = Q()
    for name in sorted(columns & {column, *in_languages}):
        condition |= Q(**{f"{before}{name}__icontains": word})
    if folded := fold(word):
        for name in sorted(name for name in columns if name.startswith("sort_key")):
            condition |= Q(**{f"{before}{name}__icontains": folded})
    return condition
