from allauth.mfa.base.views import IndexView
from django.http import Http404, HttpRequest

from editorial.accounts import second_factor


class AccountView(IndexView):
    """What belongs to the account; whoever lacks the second factor is sent here to set it up."""

    def get_context_data(self, **kwargs) -> dict:
        missing = second_factor.is_missing(self.request)
        return {**super().get_context_data(**kwargs), "second_factor_is_missing": missing}


def no_sign_up(request: HttpRequest) -> None:
    """allauth names this address in its letters; there is nothing behind it."""
    raise Http404
