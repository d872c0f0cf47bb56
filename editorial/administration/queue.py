"""Editions on their way to the public: one list, whoever waits longest first."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_POST

from editorial import clock, review
from editorial.administration.drafting import checked
from editorial.administration.review import MAX_NOTE, version_of
from editorial.comparison import changes
from editorial.field_names import names_for_readers
from editorial.models import Revision, User
from editorial.own_rows import form_of, publishable_models, rows_of
from editorial.rights import may_publish, rights
from editorial.roles import Act, Subject
from editorial.to_do import CLOSING_SOON_DAYS, waits_since

State = Revision.State


class StateFilter(admin.SimpleListFilter):
    """What waits for review, unless something else is asked for."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [(State.DRAFT, State.DRAFT.label), (State.RETURNED, State.RETURNED.label)]

    def choices(self, changelist) -> list[dict]:
        first, *others = super().choices(changelist)
        return [{**first, "display": State.REVIEW.label}, *others]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(state=self.value()) if self.value() else queryset.waiting()


class KindFilter(admin.SimpleListFilter):
    title = gettext_lazy("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [
            (model._meta.model_name, model._meta.verbose_name_plural)
            for model in publishable_models()
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        return queryset.filter(content_type__model=self.value()) if self.value() else queryset


class RevisionAdmin(admin.ModelAdmin):
    """Compared and decided about on the review page of each row; offers also from this list."""

    actions = ["publish_chosen", "return_chosen"]
    list_display = ["what", "says", "who", "waiting", "closes"]
    list_display_links = None
    list_filter = [StateFilter, KindFilter]
    list_per_page = 25
    ordering = ["submitted_at", "pk"]

    # --- Whose --------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Of rows on which the person writes or which they publish."""
        own = rights(request.user)
        rows = [
            model._base_manager.select_related(*_to_its_place(model))
            for model in publishable_models()
        ]
        return (
            super()
            .get_queryset(request)
            .open()
            .filter(rows_of(own, Act.CHANGE_DRAFT))
            .select_related("author", "content_type")
            .prefetch_related(GenericPrefetch("row", rows))
        )

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return rights(request.user).may(Act.CHANGE_DRAFT, Subject.FACT)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return False

    def has_publish_permission(self, request: HttpRequest, obj: Revision | None = None) -> bool:
        return rights(request.user).may(Act.PUBLISH, Subject.FACT)

    def get_list_display(self, request: HttpRequest) -> list:
        first, *others = super().get_list_display(request)
        return [first, _decision_of(request.user), *others]

    # --- Pages --------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.publish_view)
        return [
            path("<int:pk>/publish/", view, name="editorial_revision_publish"),
            *super().get_urls(),
        ]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """An edition has no page of its own but the review page of its row."""
        edition = self.get_object(request, object_id) if object_id else None
        if edition is None or edition.row is None:
            raise Http404
        return redirect(form_of(edition, "review"))

    def history_view(self, request: HttpRequest, object_id: str, extra_context=None) -> None:
        raise Http404

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        more = {"title": gettext("Drafts and reviews"), **(extra_context or {})}
        return super().changelist_view(request, more)

    @method_decorator(require_POST)
    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One press on a row of the list, about the version that was listed."""
        edition = self.get_queryset(request).filter(pk=pk).first()
        if edition is None or edition.row is None:
            raise Http404
        if not may_publish(request.user, edition.row):
            raise PermissionDenied
        seen = version_of(request.POST.get("version", ""))
        self._say(request, [self._publish(request, edition, seen)])
        return redirect("admin:editorial_revision_changelist")

    @admin.action(description=gettext_lazy("Publish the selected drafts"), permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        chosen = [(edition, _seen(request, edition)) for edition in queryset.order_by("pk")]
        self._say(request, [self._publish(request, *one) for one in chosen])

    @admin.action(
        description=gettext_lazy("Return the selected drafts with a reason"),
        permissions=["publish"],
    )
    def return_chosen(self, request: HttpRequest, queryset: models.QuerySet) -> HttpResponse | None:
        editions = [
            edition
            for edition in queryset.order_by("pk")
            if edition.row is not None and may_publish(request.user, edition.row)
        ]
        note = request.POST.get("note", "").strip()
        if not editions or 0 < len(note) <= MAX_NOTE:
            self._say(request, [self._return(request, edition, note) for edition in editions])
            return None
        for edition in editions:
            edition.seen = _seen(request, edition)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Return with a reason"),
            "editions": editions,
            "note": note,
            "is_refused": "note" in request.POST,
            "max_note": MAX_NOTE,
        }
        return TemplateResponse(request, "admin/return_chosen.html", context)

    def _publish(self, request: HttpRequest, edition: Revision, seen: int) -> str:
        """Empty when it was done, else why not."""
        row, by = edition.row, request.user
        if row is None:
            return gettext("A draft was left out: its row is gone.")
        named = {"row": row}
        if not may_publish(by, row):
            return gettext("%(row)s: you may not publish this.") % named
        try:
            if edition.state != State.REVIEW:
                return gettext("%(row)s: this was not submitted.") % named
            if seen < 0:
                return gettext("%(row)s: this was not on the page.") % named
            problems, _hints = checked(row, edition.data, by)
            if problems:
                return f"{row}: {problems[0]}"
            review.publish(edition, by, seen=seen)
        except review.Moved:
            review.refresh(edition)
            return gettext("%(row)s: somebody else wrote on it or decided meanwhile.") % named
        except review.Conflict:
            return gettext("%(row)s: the public text has changed meanwhile, compare it.") % named
        except review.Withdrawn:
            return gettext("%(row)s was withdrawn: open it to publish it again.") % named
        except ValidationError as error:
            return f"{row}: {' '.join(error.messages)}"
        return ""

    def _return(self, request: HttpRequest, edition: Revision, note: str) -> str:
        try:
            review.send_back(edition, request.user, note=note, seen=_seen(request, edition))
        except review.Moved:
            text = gettext("%(row)s: somebody else wrote on it or decided meanwhile.")
            return text % {"row": edition.row}
        return ""

    def _say(self, request: HttpRequest, outcomes: list[str]) -> None:
        for problem in filter(None, outcomes):
            self.message_user(request, problem, messages.ERROR)
        if done := outcomes.count(""):
            text = ngettext("%(count)d draft decided.", "%(count)d drafts decided.", done)
            self.message_user(request, text % {"count": done}, messages.SUCCESS)

    # --- Columns ------------------------------------------------------------------------------

    @admin.display(description=gettext_lazy("draft"))
    def what(self, obj: Revision) -> str:
        if obj.row is None:
            return "–"
        place = getattr(obj.row, "municipality", None)
        kind = obj.content_type.model_class()._meta.verbose_name
        return format_html(
            '<a href="{}">{}</a> <span class="quiet">{}</span>'
            '<input type="hidden" name="seen-{}" value="{}">',
            form_of(obj, "review"),
            obj.row,
            f"{kind}, {place}" if place else kind,
            obj.pk,
            obj.version,
        )

    @admin.display(description=gettext_lazy("what changes"))
    def says(self, obj: Revision) -> str:
        if obj.is_of_new_row:
            return pgettext("draft of a row", "new")
        names = names_for_readers(obj.content_type.model_class(), changes(obj.base, obj.data))
        return ", ".join(names[:6]) + (" …" if len(names) > 6 else "")

    @admin.display(description=gettext_lazy("author"), empty_value="–")
    def who(self, obj: Revision) -> str | None:
        return str(obj.author) if obj.author else None

    @admin.display(description=gettext_lazy("waits"), ordering="submitted_at", empty_value="–")
    def waiting(self, obj: Revision) -> str | None:
        return waits_since(obj) if obj.state == State.REVIEW else None

    @admin.display(description=gettext_lazy("closes"), empty_value="–")
    def closes(self, obj: Revision) -> str | None:
        day = obj.row.closing_day() if hasattr(obj.row, "closing_day") else None
        if day is None:
            return None
        if clock.days_until(day) <= CLOSING_SOON_DAYS:
            return format_html('<strong class="closes-soon">{}</strong>', day)
        return day


def _decision_of(person: User) -> Callable[[Revision], str]:
    """The column with what this person may do at once."""

    @admin.display(description=gettext_lazy("decision"), empty_value="")
    def decision(edition: Revision) -> str:
        if edition.row is None or edition.state != State.REVIEW:
            return ""
        if not may_publish(person, edition.row):
            return ""
        return format_html(
            '<button type="submit" class="button" formaction="{}" name="version" value="{}"'
            ' aria-label="{}">{}</button> <a href="{}#note" aria-label="{}">{}</a>',
            reverse("admin:editorial_revision_publish", args=[edition.pk]),
            edition.version,
            gettext("Publish: %(row)s") % {"row": edition.row},
            gettext("Publish"),
            form_of(edition, "review"),
            gettext("Return: %(row)s") % {"row": edition.row},
            gettext("Return…"),
        )

    return decision


def _seen(request: HttpRequest, edition: Revision) -> int:
    """The version that stood in the list; whatever was on no page of it was not seen."""
    return version_of(request.POST.get(f"seen-{edition.pk}", ""))


def _to_its_place(model: type[models.Model]) -> list[str]:
    """The relation to its municipality, where it is another row."""
    way = model.municipality_path.removesuffix("_id")
    return [way] if way != "pk" else []
