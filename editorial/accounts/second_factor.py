"""Whether a person has shown more than a password."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from editorial.models import User

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_set_up(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def is_missing(request: HttpRequest) -> bool:
    """True until this very session has shown a second factor, where one is wanted.

    That the account has one is not enough: a session opened with the password alone, before there
    was one, would be let in too.
    """
    if not settings.REQUIRE_SECOND_FACTOR:
        return False
    records = get_authentication_records(request, request.user)
    shown = any(record["method"] == "mfa" for record in records)
    return not (shown and is_set_up(request.user))
