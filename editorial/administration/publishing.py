"""What the admin does alike for all facts: history, deleting, publishing and withdrawing."""

import dataclasses

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as stock_delete_selected
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_lazy, ngettext
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import ModelDelta
from simple_history.template_utils import HistoricalRecordContextHelper

from editorial import review
from editorial.administration.confirming import ConfirmingAdmin
from editorial.administration.drafting import checked
from editorial.administration.editing import EditingAdmin
from editorial.administration.review import ReviewAdmin
from editorial.administration.scoped import Scoped
from editorial.administration.translating import TranslatingAdmin
from editorial.administration.versions import VersionsAdmin
from editorial.editions import snapshot
from editorial.models import Loaded, Publishable
from editorial.rights import rights
from search.text import fold


class State(models.TextChoices):
    """Where a fact stands on its way to the public."""

    DRAFT = "draft", gettext_lazy("not published yet")
    PUBLISHED = "published", gettext_lazy("published")
    WITHDRAWN = "withdrawn", gettext_lazy("withdrawn")

    @classmethod
    def of(cls, row: Publishable) -> "State":
        """Of the row itself, though the public sees it only together with its municipality."""
        if row.published_at is None:
            return cls.DRAFT
        return cls.PUBLISHED if row.withdrawn_at is None else cls.WITHDRAWN


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return State.choices

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        match self.value():
            case State.DRAFT:
                return queryset.filter(published_at__isnull=True)
            case State.PUBLISHED:
                return queryset.filter(published_at__isnull=False, withdrawn_at__isnull=True)
            case State.WITHDRAWN:
                return queryset.filter(withdrawn_at__isnull=False)
        return queryset


class ReadableChanges(HistoricalRecordContextHelper):
    """Changes of what a person can edit, each language once."""

    def context_for_delta_changes(self, delta: ModelDelta) -> list[dict]:
        changes = [change for change in delta.changes if self._is_edited(change.field)]
        return super().context_for_delta_changes(dataclasses.replace(delta, changes=changes))

    def _is_edited(self, name: str) -> bool:
        is_translated = hasattr(self.model, f"{name}_lv")
        return self.model._meta.get_field(name).editable and not is_translated


class LoadedAdmin(SimpleHistoryAdmin, EditingAdmin, Scoped):
    """For rows that `load_content` may have written. Those are withdrawn, never deleted: the next
    load would bring them back.
    """

    actions = ["delete_selected"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_delete_permission(self, request: HttpRequest, obj: Loaded | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.content_key)

    @admin.action(
        description=gettext_lazy("Delete selected %(verbose_name_plural)s"),
        permissions=["delete"],
    )
    def delete_selected(
        self, request: HttpRequest, queryset: models.QuerySet
    ) -> HttpResponse | None:
        loaded = queryset.filter(content_key__isnull=False).count()
        if loaded:
            message = ngettext(
                "%(count)d row belongs to the content of the site and stays: withdraw it instead.",
                "%(count)d rows belong to the content of the site and stay: withdraw them instead.",
                loaded,
            )
            self.message_user(request, message % {"count": loaded}, messages.WARNING)
        own = queryset.filter(content_key__isnull=True)
        return stock_delete_selected(self, request, own) if own else None

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        """simple_history shows deleted rows, too, and does not ask whose they were."""
        is_there = self.get_object(request, unquote(object_id)) is not None
        if not is_there and not rights(request.user).is_administrator:
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """Old versions are looked at here, and brought back as a draft that goes through review
        (`VersionsAdmin`): simple_history would write the public row, without its inline rows."""
        if self.get_object(request, unquote(object_id)) is None:
            raise Http404
        if request.method == "POST":
            raise PermissionDenied
        context = {"revert_disabled": True, **(extra_context or {})}
        return super().history_form_view(request, object_id, version_id, context)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """Finds “adazi” and “ādaži” alike, by the folded sort keys among `search_fields`."""
        found, repeats = super().get_search_results(request, queryset, search_term)
        folded = fold(search_term)
        # A term of signs alone folds to nothing, and nothing would find everything.
        if folded in ("", search_term):
            return found, repeats
        found_folded, _ = super().get_search_results(request, queryset, folded)
        return found | found_folded, repeats

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: models.Model
    ) -> ReadableChanges:
        return ReadableChanges(self.model, historical_record)


class PublishableAdmin(TranslatingAdmin, ConfirmingAdmin, ReviewAdmin, VersionsAdmin, LoadedAdmin):
    """Facts: a new one is seen by nobody until it is published, by the action of that name."""

    change_form_template = "admin/publishable_change_form.html"
    actions = ["publish", "withdraw", "still_true", "delete_selected"]
    autocomplete_fields = ["sources"]
    readonly_fields = ["content_key"]

    def get_readonly_fields(self, request: HttpRequest, obj: Publishable | None = None) -> list:
        """Only the actions publish and withdraw, and only as of now."""
        own = [*super().get_readonly_fields(request, obj), "published_at", "withdrawn_at"]
        if rights(request.user).is_administrator:
            return own
        return [*own, "verified_by"]

    def save_model(
        self, request: HttpRequest, obj: Publishable, form: ModelForm, change: bool
    ) -> None:
        """Whoever writes the day on which it was verified says so in their own name."""
        if "verified_on" in form.changed_data and not rights(request.user).is_administrator:
            obj.verified_by = request.user if obj.verified_on else None
        super().save_model(request, obj, form, change)

    def get_fieldsets(self, request: HttpRequest, obj: Publishable | None = None) -> list:
        return [
            *super().get_fieldsets(request, obj),
            (
                gettext("Publication and sources"),
                {
                    "fields": [
                        ("published_at", "withdrawn_at"),
                        ("verified_on", "verified_by"),
                        "as_of",
                        "sources",
                        "content_key",
                    ]
                },
            ),
        ]

    def get_view_on_site_url(self, obj: Publishable | None = None) -> str | None:
        """The page itself: Django's way there would name the address of any draft to anybody."""
        has_page = obj and obj.is_published and hasattr(obj, "get_absolute_url")
        return obj.get_absolute_url() if has_page else None

    @admin.display(description=gettext_lazy("state"), ordering="published_at")
    def state(self, obj: Publishable) -> str:
        return State.of(obj).label

    @admin.display(description=gettext_lazy("timeliness"), ordering="verified_on")
    def timeliness(self, obj: Publishable) -> str:
        return obj.age().label

    @admin.action(
        description=gettext_lazy("Publish the selected %(verbose_name_plural)s"),
        permissions=["publish"],
    )
    def publish(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        done = 0
        for row in self._publishable(request, queryset):
            if State.of(row) == State.PUBLISHED:
                continue
            if obstacle := self._why_not(request, row):
                self.message_user(request, f"{row}: {obstacle}", messages.ERROR)
                continue
            review.publish_directly(row, request.user)
            self.log_change(request, row, gettext("Published."))
            done += 1
        message = ngettext("%(count)d row published.", "%(count)d rows published.", done)
        level = messages.SUCCESS if done else messages.WARNING
        self.message_user(request, message % {"count": done}, level)

    def _why_not(self, request: HttpRequest, row: Publishable) -> str:
        if review.is_unfinished(row, request.user):
            return gettext("its author has not submitted it yet.")
        problems, _hints = checked(row, snapshot(row), request.user)
        return str(problems[0]) if problems else ""

    @admin.action(
        description=gettext_lazy("Withdraw the selected %(verbose_name_plural)s"),
        permissions=["publish"],
    )
    def withdraw(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        rows = [
            row for row in self._publishable(request, queryset) if State.of(row) == State.PUBLISHED
        ]
        with transaction.atomic():
            for row in rows:
                review.withdraw(row, request.user)
                self.log_change(request, row, gettext("Withdrawn."))
        message = ngettext("%(count)d row withdrawn.", "%(count)d rows withdrawn.", len(rows))
        self.message_user(request, message % {"count": len(rows)}, messages.SUCCESS)

    def _publishable(self, request: HttpRequest, queryset: models.QuerySet) -> list[Publishable]:
        # In one order for all, so that two people never wait for each other.
        ordered = queryset.order_by("pk")
        return [row for row in ordered if self.has_publish_permission(request, row)]
