from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.models import User


class PasskeyForm(AddWebAuthnForm):
    """Every key is a passkey: one gesture on the device is both factors."""

    passwordless = None
    name = forms.CharField(
        label=pgettext_lazy("thing", "Name"),
        max_length=60,
        required=False,
        help_text=_("So that you know it again, as in: office laptop."),
    )


class AccountCreationForm(forms.ModelForm):
    """An account begins without a password: its owner chooses one, invited by mail."""

    class Meta:
        model = User
        fields = ["email", "name", "language", "is_staff"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_staff"].initial = True

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return super().save(commit)
