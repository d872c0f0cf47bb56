from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from editorial.accounts import ADDRESS


class StaffLanguage:
    """The administration and the account pages speak the language of the person signed in.

    Before that an account page speaks the language chosen there with `?language=`, kept until
    signing out, else Latvian.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(("/admin/", ADDRESS)):
            language = self._language(request)
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return self.get_response(request)

    def _language(self, request: HttpRequest) -> str:
        if request.user.is_authenticated:
            return request.user.language
        chosen = request.GET.get("language")
        if chosen in dict(settings.LANGUAGES):
            request.session["language"] = chosen
        return request.session.get("language", settings.LANGUAGE_CODE)
