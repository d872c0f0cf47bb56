from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from editorial.accounts.forms import AccountCreationForm
from editorial.accounts.invitation import invite
from editorial.admin import UserAdmin
from editorial.models import User

# Kept by the account pages alone: secrets and addresses are nothing to type over.
admin.site.unregister([EmailAddress, Authenticator])


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts with what their owners need from an administrator."""

    add_form = AccountCreationForm
    add_fieldsets = [
        (
            None,
            {
                "fields": ["email", "name", "language", "is_staff"],
                "description": _(
                    "An invitation by mail, with a link to choose a password, is sent at once."
                ),
            },
        )
    ]
    actions = ["send_invitation", "reset_second_factor"]

    def save_model(self, request: HttpRequest, obj: User, form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            transaction.on_commit(lambda: self._invite(request, obj))

    @admin.action(description=_("Send the invitation"), permissions=["change"])
    def send_invitation(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for person in queryset:
            self._invite(request, person)

    def _invite(self, request: HttpRequest, person: User) -> None:
        who = {"person": person}
        if not person.is_active or not person.is_staff:
            text = gettext("%(person)s may not sign in, so no invitation was sent.")
            self.message_user(request, text % who, messages.WARNING)
        elif person.has_usable_password():
            text = gettext("%(person)s has a password already, so no invitation was sent.")
            self.message_user(request, text % who, messages.WARNING)
        elif self._is_sent(request, person):
            self.log_change(request, person, gettext("Invitation sent."))
            text = gettext("The invitation of %(person)s was sent.")
            self.message_user(request, text % who, messages.SUCCESS)

    def _is_sent(self, request: HttpRequest, person: User) -> bool:
        try:
            invite(request, person)
        except OSError:  # the mail server does not answer, or refuses
            text = gettext("The invitation of %(person)s could not be sent. Try again later.")
            self.message_user(request, text % {"person": person}, messages.ERROR)
            return False
        return True

    @admin.action(description=_("Take away the second factor"), permissions=["change"])
    def reset_second_factor(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """For whoever lost the telephone and the recovery codes. One's own is changed on the
        account pages, where one has to show it."""
        if queryset.filter(pk=request.user.pk).exists():
            text = gettext("Your own second factor is changed on the page of your account.")
            self.message_user(request, text, messages.WARNING)
        count = 0
        for person in queryset.exclude(pk=request.user.pk):
            deleted, _rows = Authenticator.objects.filter(user=person).delete()
            if deleted:
                count += 1
                self.log_change(request, person, gettext("Second factor taken away."))
                get_adapter(request).send_notification_mail(
                    "account/email/second_factor_taken_away", person
                )
        text = ngettext(
            "The second factor of %(count)d account was taken away.",
            "The second factor of %(count)d accounts was taken away.",
            count,
        )
        self.message_user(request, text % {"count": count}, messages.SUCCESS)
