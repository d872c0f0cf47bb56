from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editorial.models import DailyRun
from editorial.rights import rights
from editorial.roles import Act, Subject


class DailyRunAdmin(admin.ModelAdmin):
    """What the site did by itself, for administrators and coordinators to look at."""

    list_display = ["started_at", "day", "finished_at", "what_it_did", "is_well"]
    fields = ["day", "started_at", "finished_at", "what_it_did", "problems"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: DailyRun | None = None) -> bool:
        return rights(request.user).may(Act.PUBLISH, Subject.FACT)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: DailyRun | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    @admin.display(description=_("what it did"))
    def what_it_did(self, obj: DailyRun) -> str:
        counted = [
            f"{task}: " + ", ".join(f"{count} {what}" for what, count in numbers.items())
            for task, numbers in obj.results.items()
        ]
        return "; ".join(counted)

    @admin.display(description=_("without problems"), boolean=True)
    def is_well(self, obj: DailyRun) -> bool:
        return obj.finished_at is not None and not obj.problems
