from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.querysets import ContactQuerySet
from editorial import partial_dates
from editorial.age import AMOUNT_OR_CONTACT, Interval
from editorial.constraints import latvian_required, one_of
from editorial.models import Publishable
from editorial.places import Places
from editorial.reach import Reachable, validate_language_codes
from editorial.translations import hide
from editorial.wording import age_line
from municipalities.models.authority import AuthorityKind


class ContactKind(models.TextChoices):
    COORDINATOR = "coordinator", _("Remigration coordinator")
    MUNICIPAL = "municipal", pgettext_lazy("contact", "Municipality")
    ONE_STOP = "one_stop", _("Customer service centre")
    EDUCATION = "education", _("Education")
    HOUSING = "housing", _("Housing")
    SOCIAL = "social", _("Social service")
    BUSINESS = "business", _("Business support")
    HEALTH = "health", _("Health care")
    OTHER = "other", pgettext_lazy("contact", "Other")


class Contact(Publishable, Reachable):
    """Who answers: a role with its mailbox first, since people change.

    Stored once and rendered at read time everywhere. A historic contact is kept as a record of who
    it was; it is shown as plain text, never as a way to reach somebody.
    """

    check_interval: ClassVar[Interval] = AMOUNT_OR_CONTACT
    label_path: ClassVar[str] = "role_lv"

    Kind = ContactKind

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    role = models.CharField(_("role"), max_length=200)
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    region = models.ForeignKey(
        "municipalities.PlanningRegion",
        models.PROTECT,
        verbose_name=_("planning region"),
        null=True,
        blank=True,
        related_name="contacts",
    )
    authority = models.ForeignKey(
        "municipalities.Authority",
        models.PROTECT,
        verbose_name=_("authority of today"),
        null=True,
        blank=True,
        related_name="contacts",
    )
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        verbose_name=_("municipality"),
        null=True,
        blank=True,
        related_name="contacts",
    )
    person = models.CharField(
        _("person"), max_length=120, blank=True, help_text=_("Only with “since” or “until”.")
    )
    since = models.CharField(
        _("since"),
        max_length=10,
        blank=True,
        validators=[partial_dates.validate_partial_date],
        help_text=_("2026, 2026-03 or 2026-03-15."),
    )
    since_or_earlier = models.BooleanField(
        _("since then at the latest"), default=False, help_text=_("The source shows no beginning.")
    )
    until = models.CharField(
        _("until"), max_length=10, blank=True, validators=[partial_dates.validate_partial_date]
    )
    languages_spoken = models.CharField(
        _("languages spoken"),
        max_length=40,
        blank=True,
        validators=[validate_language_codes],
        help_text=_("Codes: lv,en,ru."),
    )
    note = models.TextField(_("note"), max_length=400, blank=True)
    is_historic = models.BooleanField(
        _("historic"), default=False, help_text=_("Kept as history: nobody answers there today.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["position", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            *latvian_required("role"),
            one_of("kind", ContactKind.values),
            models.CheckConstraint(
                condition=(
                    Q(region__isnull=False, authority__isnull=True, municipality__isnull=True)
                    | Q(region__isnull=True, authority__isnull=False, municipality__isnull=True)
                    | Q(region__isnull=True, authority__isnull=True, municipality__isnull=False)
                ),
                name="contact_has_one_owner",
                violation_error_message=_(
                    "Choose exactly one: planning region, authority or municipality."
                ),
            ),
            models.CheckConstraint(
                condition=Q(is_historic=True) | ~Q(mailbox="", phones="", website=""),
                name="contact_can_be_reached",
                violation_error_message=_("Write an e-mail, a phone or a website."),
            ),
            models.CheckConstraint(
                condition=Q(person="") | ~Q(since="", until=""),
                name="contact_person_has_period",
                violation_error_message=_("A person's name needs “since” or “until”."),
            ),
            models.CheckConstraint(
                condition=Q(until="") | Q(is_historic=True),
                name="contact_until_means_historic",
                violation_error_message=_("A contact with “until” is historic."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.owner}"

    def entry(self) -> dict:
        """What `components/contact.html` shows: the contact, whose it is, and its age."""
        body = str(self.owner)
        hide([self])
        return {
            "contact": self,
            "body": "" if body in (self.unit, self.role) else body,
            "age": age_line(
                self,
                historic=self.is_historic,
                by_municipality=self._is_municipal(),
            ),
        }

    def _is_municipal(self) -> bool:
        return bool(self.municipality_id) or bool(
            self.authority and self.authority.kind == self.authority.Kind.LOCAL_GOVERNMENT
        )

    @classmethod
    def of(cls, places: Places) -> Q:
        return (
            Q(municipality__in=places.municipalities)
            | Q(region__in=places.regions)
            | Q(authority__in=places.authorities)
        )

    @classmethod
    def national(cls) -> Q:
        return Q(authority__kind=AuthorityKind.STATE_INSTITUTION)

    def is_of(self, places: Places) -> bool:
        return (
            self.municipality_id in places.municipalities
            or self.region_id in places.regions
            or self.authority_id in places.authorities
        )

    def is_national(self) -> bool:
        return bool(self.authority and self.authority.kind == AuthorityKind.STATE_INSTITUTION)

    def log_place(self) -> tuple[int | None, int | None]:
        if self.region_id:
            return None, self.region_id
        if self.authority_id:
            answers_for = self.authority.municipalities.order_by("pk")
            return None, answers_for.values_list("region_id", flat=True).first()
        return super().log_place()

    def shown_at(self) -> str:
        return reverse("contacts:coordinator_list")

    @property
    def is_published(self) -> bool:
        """The same condition as `ContactQuerySet.published`. Wants the municipality selected."""
        return super().is_published and (
            self.municipality is None or self.municipality.is_published
        )

    @property
    def owner(self) -> models.Model:
        """The region, authority or municipality it belongs to."""
        return self.region or self.authority or self.municipality
