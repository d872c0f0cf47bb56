from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from editorial.models import User


@receiver(post_save, sender=User)
def keep_the_address(
    sender: type, instance: User, raw: bool, update_fields: frozenset | None, **kwargs
) -> None:
    """allauth has a table of addresses; ours is the one of the account, vouched for by whoever
    entered it. A former one neither signs in nor gets letters, and no change to it is pending.
    """
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    current = {"user": instance, "email": instance.email, "verified": True, "primary": True}
    if not EmailAddress.objects.filter(**current).exists():
        EmailAddress.objects.filter(user=instance).delete()
        EmailAddress.objects.create(**current)


@receiver(authenticator_added)
def count_as_shown(
    sender: type, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs
) -> None:
    """Whoever has just set up a second factor has shown it."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(
            request, user, "mfa", id=authenticator.pk, type=str(authenticator.type)
        )
