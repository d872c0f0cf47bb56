from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from editorial.models import LinkUse, OutsideLink
from editorial.own_rows import form_of, names_of, rows_of
from editorial.rights import rights
from editorial.roles import Act, Subject


class OutsideLinkAdmin(admin.ModelAdmin):
    """Links of the rows that a person may write, and what to do about each; for reading only."""

    list_display = ["url", "result", "help", "used_in", "failing_since", "checked_at"]
    list_filter = ["is_broken", "result"]
    search_fields = ["url"]
    fields = [
        "address",
        "result",
        "status",
        "help",
        "new_address",
        "used_in",
        "failing_since",
        "checked_at",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        own = rights(request.user)
        rows = rows_of(own, Act.CHANGE_DRAFT)
        own_uses = Prefetch("uses", LinkUse.objects.filter(rows))
        links = super().get_queryset(request).prefetch_related(own_uses)
        return links if own.is_administrator else links.used_in(rows)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        changelist = super().get_changelist_instance(request)
        _name_uses(changelist.result_list)
        return changelist

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> OutsideLink | None:
        link = super().get_object(request, object_id, from_field)
        if link:
            _name_uses([link])
        return link

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: OutsideLink | None = None) -> bool:
        return rights(request.user).may(Act.CHANGE_DRAFT, Subject.FACT)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutsideLink | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutsideLink | None = None) -> bool:
        return False

    def _get_obj_does_not_exist_redirect(self, *args) -> HttpResponse:
        raise Http404

    @admin.display(description=_("what to do"))
    def help(self, obj: OutsideLink) -> str:
        return obj.help

    @admin.display(description=_("address"))
    def address(self, obj: OutsideLink) -> str:
        return _outside(obj.url)

    @admin.display(description=_("new address"), empty_value="–")
    def new_address(self, obj: OutsideLink) -> str:
        return _outside(obj.leads_to) if obj.leads_to else ""

    @admin.display(description=_("stands in"))
    def used_in(self, obj: OutsideLink) -> str:
        rows = {use.address: use.name for use in obj.uses.all()}
        return format_html_join(", ", '<a href="{}">{}</a>', rows.items())


def _outside(url: str) -> str:
    return format_html('<a href="{}" rel="noreferrer">{}</a>', url, url)


def _name_uses(links: list[OutsideLink]) -> None:
    uses = [use for link in links for use in link.uses.all()]
    names = names_of(uses)
    for use in uses:
        name = names.get((use.content_type_id, use.object_id), use.object_id)
        kind = ContentType.objects.get_for_id(use.content_type_id).model_class()
        use.name, use.address = f"{name} ({kind._meta.verbose_name})", form_of(use)
