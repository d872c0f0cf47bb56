from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact
from editorial.administration.publishing import PublishableAdmin, StateFilter
from editorial.administration.translated import TranslatedAdmin
from editorial.rights import rights
from editorial.roles import Act


@admin.register(Contact)
class ContactAdmin(PublishableAdmin, TranslatedAdmin):
    list_display = [
        "role",
        "answers_for",
        "kind",
        "mailbox",
        "is_historic",
        "state",
        "timeliness",
        "verified_on",
    ]
    list_filter = [StateFilter, "kind", "is_historic", "municipality", "region"]
    search_fields = [
        "role_lv",
        "role_en",
        "role_ru",
        "unit_lv",
        "unit_en",
        "unit_ru",
        "person",
        "mailbox",
        "phones",
        "municipality__sort_key_lv",
        "authority__sort_key_lv",
        "region__sort_key_lv",
    ]
    fieldsets = [
        (
            None,
            {
                "fields": ["kind", "region", "authority", "municipality", "position"],
                "description": _("Choose exactly one: planning region, authority or municipality."),
            },
        ),
        (
            _("How to reach them"),
            {"fields": ["mailbox", "phones", "website", "address", "languages_spoken"]},
        ),
        (
            _("Person and time"),
            {"fields": ["person", ("since", "since_or_earlier"), "until", "is_historic"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest, also: Q | None = None) -> models.QuerySet:
        """With the owners, which the name of a contact ends in."""
        return super().get_queryset(request, also).with_owner()

    def get_field_queryset(
        self, db: str | None, db_field: models.Field, request: HttpRequest
    ) -> models.QuerySet | None:
        """Regions and authorities that the person may speak for; more of them can be looked at."""
        choices = super().get_field_queryset(db, db_field, request)
        own = rights(request.user)
        places = own.places(Act.ADD, Contact.subject)
        match db_field.name:
            case "region" if not own.is_administrator:
                return choices.filter(pk__in=places.regions)
            case "authority" if not own.is_administrator:
                return choices.filter(pk__in=places.authorities)
        return choices

    @admin.display(description=_("answers for"))
    def answers_for(self, obj: Contact) -> models.Model:
        return obj.owner
