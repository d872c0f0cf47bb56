from django.contrib import admin
from django.http import HttpRequest

from support_programs.models import VacancyImport


@admin.register(VacancyImport)
class VacancyImportAdmin(admin.ModelAdmin):
    """What `import_vacancies` reports of itself, to be read only."""

    list_display = [
        "started_at",
        "source",
        "finished_at",
        "rows",
        "created",
        "updated",
        "unchanged",
        "closed",
        "elsewhere",
        "rejected",
    ]
    search_fields = ["source"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: VacancyImport | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: VacancyImport | None = None) -> bool:
        return False
