"""“Still true” in the administration: for chosen rows of a list, on each row and in its form."""

from collections import Counter
from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from editorial.administration.scoped import Scoped
from editorial.age import Age
from editorial.models import Publishable
from editorial.own_rows import page_of
from editorial.still_true import Obstacle, confirm, obstacle


class AgeFilter(admin.SimpleListFilter):
    title = gettext_lazy("timeliness")
    parameter_name = "age"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return Age.choices

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        match self.value():
            case Age.UNCONFIRMED:
                return queryset.unconfirmed()
            case Age.VERIFIED:
                return queryset.verified()
            case Age.DUE:
                return queryset.due()
            case Age.OVERDUE:
                return queryset.overdue()
            case Age.EXPIRED:
                return queryset.expired()
        return queryset


class ConfirmingAdmin(Scoped):
    """Whoever may confirm a row does so with one press and without opening it."""

    def get_list_filter(self, request: HttpRequest) -> list:
        return [AgeFilter, *super().get_list_filter(request)]

    def get_list_display(self, request: HttpRequest) -> list:
        """With the button beside the name, where no screen is too narrow for it."""
        own = [*super().get_list_display(request)]
        if self.has_confirm_permission(request):
            named_by = self.get_list_display_links(request, own) or own[:1]
            own.insert(own.index(named_by[-1]) + 1, self._button(request))
        return own

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_still_true"
        view = self.admin_site.admin_view(self.still_true_view)
        return [path("<path:object_id>/still-true/", view, name=name), *super().get_urls()]

    @admin.action(
        description=gettext_lazy("Still true: the selected %(verbose_name_plural)s"),
        permissions=["confirm"],
    )
    def still_true(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        own = [row.pk for row in queryset if self.has_confirm_permission(request, row)]
        self._confirm(request, queryset.filter(pk__in=own))

    @method_decorator(require_POST)
    def still_true_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_confirm_permission(request, row):
            raise PermissionDenied
        self._confirm(request, self.get_queryset(request).filter(pk=row.pk))
        return HttpResponseRedirect(self._way_back(request))

    def form_context(self, request: HttpRequest, obj: Publishable | None) -> dict:
        context = super().form_context(request, obj)
        if obj is not None and self._can_be_confirmed(request, obj):
            context["still_true_url"] = self._still_true_url(obj)
        return context

    @transaction.atomic
    def _confirm(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        confirmed, obstacles = confirm(queryset, request.user)
        for row in confirmed:
            self.log_change(request, row, gettext("Still true."))
        for in_the_way, count in Counter(obstacles).items():
            self.message_user(request, _why_not(in_the_way, count), messages.WARNING)
        if confirmed:
            message = ngettext(
                "%(count)d row confirmed.", "%(count)d rows confirmed.", len(confirmed)
            )
            self.message_user(request, message % {"count": len(confirmed)}, messages.SUCCESS)

    def _button(self, request: HttpRequest) -> Callable[[Publishable], str]:
        """A column of the list whose form the buttons send, to come back to the list as it is."""

        @admin.display(description=gettext_lazy("still true"), empty_value="")
        def still_true(row: Publishable) -> str:
            if not self._can_be_confirmed(request, row):
                return ""
            return format_html(
                '<button type="submit" class="button" formaction="{}" name="next" value="{}"'
                ' aria-label="{}">{}</button>',
                self._still_true_url(row),
                request.get_full_path(),
                gettext("Still true: %(row)s") % {"row": row},
                gettext("Still true"),
            )

        return still_true

    def _can_be_confirmed(self, request: HttpRequest, row: Publishable) -> bool:
        return self.has_confirm_permission(request, row) and obstacle(row) is None

    def _still_true_url(self, row: Publishable) -> str:
        return page_of(self.model, "still_true", row.pk)

    def _way_back(self, request: HttpRequest) -> str:
        """Where the press came from, on this site."""
        came_from = request.POST.get("next", "")
        if url_has_allowed_host_and_scheme(
            came_from, {request.get_host()}, require_https=request.is_secure()
        ):
            return came_from
        name = f"{self.opts.app_label}_{self.opts.model_name}_changelist"
        return reverse(f"{self.admin_site.name}:{name}")


def _why_not(in_the_way: Obstacle, count: int) -> str:
    match in_the_way:
        case Obstacle.NOT_PUBLIC:
            message = ngettext(
                "%(count)d row is not published, so there is nothing to confirm yet.",
                "%(count)d rows are not published, so there is nothing to confirm yet.",
                count,
            )
        case Obstacle.IMPORTED:
            message = ngettext(
                "%(count)d row comes from the open data and stays as it is.",
                "%(count)d rows come from the open data and stay as they are.",
                count,
            )
        case Obstacle.OVER:
            message = ngettext(
                "%(count)d row cannot be confirmed: its day has passed or it was taken off.",
                "%(count)d rows cannot be confirmed: their day has passed or they were taken off.",
                count,
            )
    return message % {"count": count}
