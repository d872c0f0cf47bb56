from allauth.account import views as account_views
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from editorial.accounts import second_factor
from editorial.administration import handbook, markdown
from editorial.administration.to_do import section_view, sections_for
from editorial.administration.translating import translation_matrix, translation_rows


class AdminSite(admin.AdminSite):
    """The administration behind our own door: nothing is done in it without the second factor."""

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not second_factor.is_missing(request)

    def get_urls(self) -> list[URLPattern]:
        """What the text areas for Markdown ask for, and pages over all models, besides Django's
        own."""
        preview = self.admin_view(markdown.preview)
        find_pages = self.admin_view(markdown.find_pages)
        picture = self.admin_view(handbook.picture, cacheable=True)
        return [
            path("markdown/", preview, name="markdown_preview"),
            path("pages/", find_pages, name="find_pages"),
            path("translations/", self.admin_view(translation_matrix), name="translations"),
            path("translations/rows/", self.admin_view(translation_rows), name="translation_rows"),
            path("handbook/", self.admin_view(handbook.handbook), name="handbook"),
            path("handbook/<str:name>", picture, name="handbook_picture"),
            path("to-do/<slug:key>/", self.admin_view(section_view), name="to_do"),
            *super().get_urls(),
        ]

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().index(request, {"sections": sections_for(request), **(extra_context or {})})

    # It changes nothing, so a form that was open for too long is led on as well.
    @method_decorator(csrf_exempt)
    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Whoever may not go on is led here, and from here to the page that helps."""
        return redirect_to_login(
            request.GET.get("next") or reverse("admin:index"), reverse(self._door(request))
        )

    def _door(self, request: HttpRequest) -> str:
        if not request.user.is_authenticated or not second_factor.is_missing(request):
            return "account_login"
        if second_factor.is_set_up(request.user):
            return "mfa_reauthenticate"
        return "mfa_index"

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return account_views.logout(request)

    def password_change(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")
