"""What `base.html` knows of a page. Nothing of the visitor."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext

from editorial.accounts import ADDRESS as ACCOUNT_PAGES

MENU = [
    ("support_programs:measure_list", lambda: gettext("Needs")),
    ("municipality_list", lambda: gettext("Municipalities")),
    ("support_programs:vacancy_list", lambda: gettext("Vacancies")),
    ("support_programs:deadline_list", lambda: gettext("Deadlines and events")),
    ("contacts:coordinator_list", lambda: gettext("Coordinators")),
]


def page(request: HttpRequest) -> dict:
    return {"page": SimpleLazyObject(lambda: _page(request))}


def _page(request: HttpRequest) -> dict:
    path = request.path
    menu = [
        {"label": label(), "path": reverse(name), "current": reverse(name) == path}
        for name, label in MENU
    ]
    if request.resolver_match is None:
        # An address that leads nowhere is not taken apart again: it may be no address at all, or
        # name a host that is not ours.
        return {"languages": _home_pages(), "canonical": "", "robots": "noindex", "menu": menu}
    if path.startswith(ACCOUNT_PAGES):
        languages = [] if request.user.is_authenticated else _same_account_page()
        return {"languages": languages, "canonical": "", "robots": "noindex", "menu": menu}
    return {
        "languages": _same_page(request),
        "canonical": request.build_absolute_uri(path),
        # For search engines an address with a query belongs to the page without it; but for the
        # later pages of a list, which only its view knows: the tag `later_page`.
        "robots": "noindex, follow" if request.GET else "",
        "menu": menu,
    }


def _same_page(request: HttpRequest) -> list[dict]:
    query = request.META.get("QUERY_STRING", "")
    languages = []
    for code, name in settings.LANGUAGES:
        path = translate_url(request.path, code)
        languages.append(
            {
                "code": code,
                "name": name,
                "path": f"{path}?{query}" if query else path,
                "url": request.build_absolute_uri(path),
                "current": code == get_language(),
            }
        )
    return languages


def _same_account_page() -> list[dict]:
    """These pages have one address for all languages; whoever is signed in has a language."""
    return [
        {"code": code, "name": name, "path": f"?language={code}", "current": code == get_language()}
        for code, name in settings.LANGUAGES
    ]


def _home_pages() -> list[dict]:
    return [
        {"code": code, "name": name, "path": f"/{code}/", "current": code == get_language()}
        for code, name in settings.LANGUAGES
    ]
