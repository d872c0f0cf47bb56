from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editorial.administration.daily import DailyRunAdmin
from editorial.administration.editing import EditingAdmin
from editorial.administration.links import OutsideLinkAdmin
from editorial.administration.log import LogAdmin
from editorial.administration.membership import MembershipInline
from editorial.administration.publishing import LoadedAdmin
from editorial.administration.queue import RevisionAdmin
from editorial.models import Change, DailyRun, OutsideLink, Revision, SlugHistory, Source, User

admin.site.site_header = admin.site.site_title = _("Mājupceļš – administration")
admin.site.index_title = _("To do")
admin.site.register(Revision, RevisionAdmin)
admin.site.register(OutsideLink, OutsideLinkAdmin)
admin.site.register(Change, LogAdmin)
admin.site.register(DailyRun, DailyRunAdmin)
# Who may do what is a table in the code, not groups.
admin.site.unregister(Group)


class AccountForm(UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"
        field_classes = {"email": forms.EmailField}


class UserAdmin(EditingAdmin, StockUserAdmin):
    """Who has which rights; registered in `editorial/accounts/admin.py` with what accounts add."""

    form = AccountForm
    list_display = ["email", "name", "language", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser", "language"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    filter_horizontal = []
    inlines = [MembershipInline]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password", "name", "language"]}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]

    def get_inlines(self, request: HttpRequest, obj: User | None) -> list:
        """A new account gets its roles in the second step, as it gets its rights."""
        return super().get_inlines(request, obj) if obj else []


@admin.register(Source)
class SourceAdmin(LoadedAdmin):
    list_display = ["publisher", "url", "as_of"]
    search_fields = ["publisher", "url"]
    fields = ["publisher", "url", "as_of", "content_key"]
    readonly_fields = ["content_key"]


@admin.register(SlugHistory)
class SlugHistoryAdmin(admin.ModelAdmin):
    """Old addresses appear by themselves; one is deleted when its word is wanted again."""

    list_display = ["slug", "content_type", "page"]
    list_filter = [("content_type", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["content_type"]
    search_fields = ["slug"]
    fields = ["slug", "content_type", "page"]
    readonly_fields = ["page"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).prefetch_related("owner")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SlugHistory | None = None) -> bool:
        return False

    @admin.display(description=_("leads to"), empty_value="–")
    def page(self, obj: SlugHistory) -> models.Model | None:
        return obj.owner
