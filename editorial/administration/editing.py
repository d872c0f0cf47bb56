"""Saving a form of the administration only on top of what the person saw, and into the log.

The form carries the fingerprint of the row it was opened on. When somebody saved in the meantime,
nothing is stored: the form comes back as it was sent, with both texts above it, and can be sent
again knowingly.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from editorial import log
from editorial.comparison import changes
from editorial.differences import Difference, read
from editorial.editions import Snapshot, fingerprint, snapshot
from editorial.models import Action

# The form as Django answers it, with more for its template.
Stock = Callable[[dict], HttpResponse]


def compare(model: type[models.Model], before: Snapshot, after: Snapshot) -> list[Difference]:
    """The differences of two snapshots in words; a child that is in one of them has its name."""
    families = {*before.get("children", {}), *after.get("children", {})}
    children = {
        family: {
            **before.get("children", {}).get(family, {}),
            **after.get("children", {}).get(family, {}),
        }
        for family in families
    }
    return read(model, changes(before, after), children)


class OnTopOfWhatWasSeen:
    """A form that is refused while `is_stale`, with everything in it kept."""

    is_stale = False

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_stale:
            self.add_error(
                None,
                gettext(
                    "Somebody else saved this while you were writing. Nothing of yours is lost: "
                    "compare both texts above, then save again, and yours replaces theirs."
                ),
            )


class EditingAdmin(admin.ModelAdmin):
    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id)) if object_id else None
        view = super().changeform_view
        if row is None:
            return self._added(request, view, request, object_id, form_url, extra_context)

        def stock(context: dict) -> HttpResponse:
            request.written_form = None
            return view(request, object_id, form_url, {**(extra_context or {}), **context})

        if request.method != "POST":
            return self.open(request, row, stock)
        with transaction.atomic():
            locked = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
            if locked is None:  # deleted a moment ago
                return stock({})
            now = self.shown(request, locked)
            if request.POST.get("opened_on", fingerprint(now)) == fingerprint(now):
                return self.store(request, locked, stock)
            return self._say_stale(request, locked, now, stock)

    def open(self, request: HttpRequest, row: models.Model, stock: Stock) -> HttpResponse:
        return stock({"opened_on": fingerprint(self.shown(request, row))})

    @transaction.atomic
    def _added(self, request: HttpRequest, view: Callable, *args) -> HttpResponse:
        request.written_form = None
        response = view(*args)
        if request.written_form is None:
            return response
        return self.keep_added(request, request.written_form.instance) or response

    def keep_added(self, request: HttpRequest, row: models.Model) -> HttpResponse | None:
        """Log the new row; an answer where another page should follow than usual."""
        log.record(Action.CREATED, row, request.user)

    def shown(self, request: HttpRequest, row: models.Model) -> Snapshot:
        """What the form of the row shows to this person."""
        return snapshot(row)

    @contextmanager
    def as_shown(self, request: HttpRequest, row: models.Model) -> Iterator[None]:
        """A transaction in which the row is as the form shows it, and of which nothing stays."""
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    def store(self, request: HttpRequest, row: models.Model, stock: Stock) -> HttpResponse:
        """Runs in a transaction that holds the lock of the row."""
        before = snapshot(row)
        response = stock({"opened_on": fingerprint(before)})
        if request.written_form is not None and (found := changes(before, snapshot(row))):
            written = request.written_form.instance
            log.record(Action.CHANGED, written, request.user, fields=found)
        return response

    def tried(
        self, request: HttpRequest, row: models.Model, stock: Stock, **context
    ) -> tuple[HttpResponse, Snapshot | None]:
        """The answer to the form, and what it would make of the row; None when it was only shown or
        has errors. Nothing of it is stored, and nothing announced."""
        context.setdefault("opened_on", fingerprint(self.shown(request, row)))
        request.is_trial = True
        with self.as_shown(request, row):
            response = stock(context)
            if hasattr(response, "render"):
                response.render()
            taken = snapshot(row) if request.written_form is not None else None
        return response, taken

    def _say_stale(
        self, request: HttpRequest, row: models.Model, now: Snapshot, stock: Stock
    ) -> HttpResponse:
        seen = request.POST["opened_on"]
        response, mine = self.tried(request, row, stock, opened_on=seen)
        if mine is None:
            # With an error in it there is nothing to compare yet: once mended it comes here again.
            return response
        request.is_stale = True
        both_texts = compare(self.model, now, mine)
        response, _taken = self.tried(request, row, stock, both_texts=both_texts)
        return response

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        request.written_form = form

    def get_form(
        self,
        request: HttpRequest,
        obj: models.Model | None = None,
        change: bool = False,
        **kwargs,
    ) -> type[forms.ModelForm]:
        if obj is not None:
            stale = {"is_stale": getattr(request, "is_stale", False)}
            parts = (OnTopOfWhatWasSeen, kwargs.get("form", self.form))
            kwargs["form"] = type("CarefulForm", parts, stale)
        return super().get_form(request, obj, change=change, **kwargs)

    def response_change(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        if getattr(request, "is_trial", False):
            return HttpResponse()
        return super().response_change(request, obj)

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        self.keep_deleted(request, obj)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for row in queryset.order_by("pk"):
            self.keep_deleted(request, row)
        super().delete_queryset(request, queryset)

    def keep_deleted(self, request: HttpRequest, row: models.Model) -> None:
        """Log the row with all it said; it may have been published a moment ago, so the right to
        delete it is asked for again."""
        locked = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
        if locked is None or not self.has_delete_permission(request, locked):
            raise PermissionDenied
        said = changes(snapshot(locked), {})
        was_public = getattr(locked, "is_published", False)
        log.record(Action.DELETED, locked, request.user, fields=said, is_public=was_public)
