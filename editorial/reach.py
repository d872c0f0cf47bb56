"""The form of telephone numbers, and the ways to reach a person or an institution."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

_PHONE = re.compile(
    r"\+371 [26]\d{7}|8\d{7}|90\d{6}|\+(?!371)[1-9]\d{0,2} \d[\d ]{4,13}\d", re.ASCII
)
PHONE_SEPARATOR = "; "

validate_language_codes = RegexValidator(
    r"^(lv|en|ru)(,(lv|en|ru))*\Z", _("Write codes parted by commas: lv,en,ru.")
)


def validate_phones(text: str) -> None:
    """Numbers as a Latvian reader knows them: `+371 63122707`, free ones `80006966`."""
    for number in text.split(PHONE_SEPARATOR):
        if not _PHONE.fullmatch(number):
            raise ValidationError(
                _(
                    "“%(value)s” is not a telephone number: write +371 and eight digits, "
                    "several numbers parted by a semicolon and a space."
                ),
                code="phone",
                params={"value": number},
            )


class Reachable(models.Model):
    """What an institution and a contact share: the ways to reach them."""

    mailbox = models.EmailField(_("e-mail"), blank=True)
    phones = models.CharField(
        _("phones"),
        max_length=120,
        blank=True,
        validators=[validate_phones],
        help_text=_("For example +371 63122707; +371 26603299"),
    )
    website = models.URLField(_("website"), max_length=500, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    hours = models.CharField(
        _("opening hours"), max_length=200, blank=True, help_text=_("One short line, Latvian time.")
    )

    class Meta:
        abstract = True
