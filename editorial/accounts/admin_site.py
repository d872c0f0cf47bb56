from allauth.account import views as account_views
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from editorial.accounts import second_factor


class AdminSite(admin.AdminSite):
    """The administration behind our own door: nothing is done in it without the second factor."""

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not second_factor.is_missing(request)

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
