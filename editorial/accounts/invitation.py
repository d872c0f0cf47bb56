from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest

from editorial.models import User

SECONDS_OF_A_DAY = 24 * 60 * 60


def invite(request: HttpRequest, person: User) -> None:
    """Send a letter, in the person's language, with a link to choose a password.

    The link is that of a forgotten password: signed, good once, and for a few days.
    """
    adapter = get_adapter(request)
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    context = {
        "user": person,
        "password_reset_url": adapter.get_reset_password_from_key_url(key),
        "days": settings.PASSWORD_RESET_TIMEOUT // SECONDS_OF_A_DAY,
    }
    adapter.send_mail("account/email/invitation", person.email, context)
