"""The log of who did what, to be read only: by coordinators of their region, by administrators."""

from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial import differences
from editorial.administration.scoped import Scoped
from editorial.field_names import model_of
from editorial.models import Change
from editorial.own_rows import page_of
from editorial.rights import rights
from editorial.roles import Act


class LogAdmin(Scoped):
    """A line belongs to its municipality and to the region that this was in at the time."""

    change_form_template = "admin/log_line.html"
    list_display = ["at", "who", "action", "label", "municipality", "kind"]
    list_display_links = ["at", "label"]
    list_filter = ["action", "municipality"]
    list_select_related = ["municipality"]
    date_hierarchy = "at"
    search_fields = ["label", "actor_name"]
    actions = None
    fields = ["at", "who", "action", "kind", "label", "municipality", "region", "note"]
    readonly_fields = ["who", "kind"]

    def get_queryset(self, request: HttpRequest, also: Q | None = None) -> models.QuerySet:
        rows = admin.ModelAdmin.get_queryset(self, request).select_related("municipality", "region")
        if rights(request.user).is_administrator:
            return rows
        places = rights(request.user).places(Act.SEE, Change.subject)
        own = Q(municipality__in=places.municipalities) | Q(region__in=places.regions)
        return rows.filter(own | (also or Q(pk=None)))

    def has_view_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        if obj is None or rights(request.user).is_administrator:
            return self._has_act(request, Act.SEE)
        places = rights(request.user).places(Act.SEE, Change.subject)
        return obj.municipality_id in places.municipalities or obj.region_id in places.regions

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Change | None = None) -> bool:
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        line = self.get_object(request, object_id)
        context = {} if line is None else self._told(request, line)
        return super().change_view(
            request, object_id, form_url, {**context, **(extra_context or {})}
        )

    def _told(self, request: HttpRequest, line: Change) -> dict:
        model = model_of(line.model)
        return {
            "differences": differences.read(model, line.fields) if model else [],
            "row_path": self._row_path(request, line, model),
        }

    def _row_path(
        self, request: HttpRequest, line: Change, model: type[models.Model] | None
    ) -> str:
        """The form of the row, where it is still there and the person may see it."""
        of_row = self.admin_site._registry.get(model)
        if of_row is None or not of_row.has_view_permission(request):
            return ""
        if not of_row.get_queryset(request).filter(pk=line.object_id).exists():
            return ""
        return page_of(model, "change", line.object_id)

    @admin.display(description=_("who"), ordering="actor_name")
    def who(self, line: Change) -> str:
        """As it was called then: the person may have left."""
        return line.actor_name or gettext("the site itself")

    @admin.display(description=_("kind"), ordering="model")
    def kind(self, line: Change) -> str:
        model = model_of(line.model)
        return capfirst(model._meta.verbose_name) if model else line.model
