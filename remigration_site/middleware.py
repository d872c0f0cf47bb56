"""What every answer of the site has in common: language by address, headers, caching."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control

from editorial.accounts import ADDRESS as ACCOUNT_PAGES
from editorial.found import Gone, Moved
from remigration_site.errors import gone, unavailable

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]

# Seconds for which a page may be kept without asking again.
PUBLIC_MAX_AGE = 60


class IsolationHeaders:
    """Headers that Django does not set itself; outermost, so that errors and files carry them."""

    HEADERS = {
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for header, value in self.HEADERS.items():
            response.headers.setdefault(header, value)
        return response


class LanguageFromAddress:
    """The language is the first part of the address, else Latvian; it is never guessed.

    Django's own LocaleMiddleware asks the browser, so one address would have several languages.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response


class PublicCaching:
    """Pages hold nothing of the visitor, so anybody may keep them for a minute: also the word that
    a page has moved, is missing or was withdrawn. What went wrong, and what belongs to an account,
    is kept by nobody.

    Outside all that may answer a request itself, so that redirects and refusals have it too.
    """

    KEPT = (200, 301, 302, 304, 404, 410)

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            if self._is_public(request, response):
                patch_cache_control(response, public=True, max_age=PUBLIC_MAX_AGE)
            elif response.status_code >= 400 or request.path_info.startswith(ACCOUNT_PAGES):
                patch_cache_control(response, no_store=True)
        return response

    def _is_public(self, request: HttpRequest, response: HttpResponse) -> bool:
        return (
            request.method in ("GET", "HEAD")
            and response.status_code in self.KEPT
            and not request.path_info.startswith(("/admin/", ACCOUNT_PAGES))
            and not response.cookies
        )


class PageStates:
    """Answers for pages that moved (301, in the same language) or were withdrawn (410), and for a
    database that does not answer (503)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Moved):
            match = request.resolver_match
            address = reverse(match.view_name, kwargs={**match.kwargs, "slug": error.owner.slug})
            query = request.META.get("QUERY_STRING")
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
        if isinstance(error, Gone):
            return gone(request, error.row)
        # While developing, the page with the details says more.
        if isinstance(error, OperationalError) and not settings.DEBUG:
            logger.exception("The database does not answer.")
            return unavailable()
        return None
