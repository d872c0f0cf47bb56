"""What `base.html` knows of a page. Nothing of the visitor."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext

MENU = [
    ("support_programs:measure_list", lambda: gettext("Needs")),
    ("municipality_list", lambda: gettext("Municipalities")),
    ("contacts:coordinator_list", lambda: gettext("Coordinators")),
    ("support_programs:question_list", lambda: gettext("Questions and answers")),
]


def page(request: HttpRequest) -> dict:
    return {"page": SimpleLazyObject(lambda: _page(request))}


def _page(request: HttpRequest) -> dict:
    path, query = request.path, request.META.get("QUERY_STRING", "")
    languages = []
    for code, name in settings.LANGUAGES:
        translated = translate_url(path, code)
        if translated == path and not path.startswith(f"/{code}/"):
            translated = f"/{code}/"  # a page that does not exist: there is only the home page
        languages.append(
            {
                "code": code,
                "name": name,
                "path": f"{translated}?{query}" if query else translated,
                "url": request.build_absolute_uri(translated),
                "current": code == get_language(),
            }
        )
    menu = [
        {"label": label(), "path": reverse(name), "current": reverse(name) == path}
        for name, label in MENU
    ]
    return {
        "languages": languages,
        "canonical": request.build_absolute_uri(path),
        # A filtered list is not a page of its own for search engines; a later page of it is.
        "robots": "noindex, follow" if set(request.GET) - {"page"} else "",
        "menu": menu,
    }
