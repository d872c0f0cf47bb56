"""A draft beside the public row, in the stock form of the administration.

Whoever may not change a public row writes an edition of it: the form is filled, checked and saved
as always, but inside a transaction that is rolled back; what the row would have become is kept as
the edition (`editorial.models.Revision`). Forms, checks, inline rows and widgets stay Django's own.
"""

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import get_language, gettext

from editorial import checks, review, translations
from editorial.administration.editing import EditingAdmin, Stock
from editorial.administration.scoped import Scoped
from editorial.editions import UNFIT, Snapshot, apply, fingerprint, snapshot
from editorial.models import Publishable, Revision, User
from editorial.own_rows import page_of
from editorial.preview import preview_path
from editorial.rights import is_draft, may_edit, may_propose, may_publish, may_read_editions

# Buttons of forms that write no public text.
WRITES_A_DRAFT = {"_beside", "_continue", "_preview", "_submit_review"}


def checked(row: Publishable, data: Snapshot, by: User) -> tuple[list, list]:
    """Problems and hints of the row as `data` would make it, in the hands of that person."""
    try:
        with transaction.atomic():
            now = review.lock(row)
            apply(data, now, check=False)
            found = [*checks.problems(now)], [*checks.hints(now)]
            if not may_read_editions(by, now):
                text = gettext("You may enter this only for a municipality of your own.")
                found[0].append(text)
            transaction.set_rollback(True)
    except UNFIT as error:
        more = error.messages if isinstance(error, ValidationError) else []
        text = gettext("This draft no longer fits the site: perhaps its address was taken.")
        return [text, *more], []
    return found


def outdating(row: Publishable, edition: Revision) -> list[str]:
    """A word before translations fall behind, while something can be done about it."""
    if edition.base is None:
        return []
    behind = translations.outdated_by(
        row,
        edition.base,
        edition.data,
        is_minor=edition.is_minor,
        checked=edition.data.get("checked", ()),
    )
    names = ", ".join(name for code, name in settings.LANGUAGES if code in behind)
    text = gettext("Once this is published, these translations are outdated: %(languages)s.")
    return [text % {"languages": names}] if names else []


class DraftingAdmin(EditingAdmin, Scoped):
    # --- Who writes where --------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Publishable | None = None) -> bool:
        """Of a public row only while an edition of it is written, see `_is_beside`."""
        if obj is not None and getattr(request, "beside", None) == obj.pk:
            return may_propose(request.user, obj)
        return super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Publishable | None = None) -> list:
        """“Still true” is pressed on the public row, no matter who writes on it meanwhile."""
        own = [*super().get_readonly_fields(request, obj)]
        was_public = obj is not None and not is_draft(obj)
        return [*own, *self.model.clock_fields] if was_public else own

    def _is_beside(self, request: HttpRequest, row: Publishable) -> bool:
        """Whether the form writes an edition beside the row instead of the row itself."""
        if is_draft(row):
            return False
        # Of a row that was published while its form was open, “Save draft” still means a draft.
        wanted = "edition" in request.GET or request.POST.keys() & WRITES_A_DRAFT
        if may_edit(request.user, row) and not wanted:
            return False
        request.beside = row.pk
        # A row that nobody edits here, such as a vacancy of the open data, has no editions either.
        if self.has_change_permission(request, row):
            return True
        request.beside = None
        return False

    # --- The form ----------------------------------------------------------------------------

    def shown(self, request: HttpRequest, row: Publishable) -> Snapshot:
        edition = Revision.objects.open_of(row) if self._is_beside(request, row) else None
        return edition.data if edition else snapshot(row)

    @contextmanager
    def as_shown(self, request: HttpRequest, row: Publishable) -> Iterator[None]:
        edition = Revision.objects.open_of(row) if self._is_beside(request, row) else None
        with super().as_shown(request, row):
            if edition:
                apply(edition.data, row, check=False)
            yield

    def _say_stale(
        self, request: HttpRequest, row: Publishable, now: Snapshot, stock: Stock
    ) -> HttpResponse:
        try:
            return super()._say_stale(request, row, now, stock)
        except UNFIT:
            return self._no_longer_fits(request, row)

    def open(self, request: HttpRequest, row: Publishable, stock: Stock) -> HttpResponse:
        edition = Revision.objects.open_of(row)
        if not edition or not self._is_beside(request, row):
            return super().open(request, row, stock)
        try:
            response, _taken = self.tried(request, row, stock)
        except UNFIT:
            return self._no_longer_fits(request, row)
        return response

    def store(self, request: HttpRequest, row: Publishable, stock: Stock) -> HttpResponse:
        if self._is_beside(request, row):
            return self._store_beside(request, row, stock)
        before = snapshot(row)
        response = stock({"opened_on": fingerprint(before)})
        if (form := request.written_form) is None:
            return response
        written, said = form.instance, self._said_of_translations(form)
        if is_draft(written):
            review.written_as_draft(written, before, request.user, **said)
            return self._go_on(request, written) or response
        review.publish_written(written, before, request.user, **said)
        return response

    def _store_beside(self, request: HttpRequest, row: Publishable, stock: Stock) -> HttpResponse:
        try:
            response, taken = self.tried(request, row, stock)
        except UNFIT:
            return self._no_longer_fits(request, row)
        if taken is None:
            return response
        said = self._said_of_translations(request.written_form)
        resubmits = "_submit_review" in request.POST
        edition = review.keep(row, taken, request.user, resubmits=resubmits, **said)
        if edition is None:
            text = gettext("You changed nothing, so nothing was stored.")
            if said["checked"]:
                text = gettext("Noted: the translation is still right.")
            self.message_user(request, text, messages.INFO)
            return redirect(self._page("change", row))
        return self._go_on(request, row) or redirect(
            self._page("change", row) + self._query(row, request)
        )

    def keep_added(self, request: HttpRequest, row: Publishable) -> HttpResponse | None:
        review.written_as_draft(row, {}, request.user)
        return self._go_on(request, row)

    def keep_deleted(self, request: HttpRequest, row: Publishable) -> None:
        """Its drafts go with it."""
        super().keep_deleted(request, row)
        Revision.objects.of(row).delete()

    def _go_on(self, request: HttpRequest, row: Publishable) -> HttpResponse | None:
        """What the pressed button asks for after saving, where it asks for more than that."""
        pressed = request.POST
        if "_submit_review" in pressed:
            return self._submit(request, row)
        if "_publish" in pressed and may_publish(request.user, row):
            return self._publish_draft(request, row)
        if "_preview" in pressed:
            edition = Revision.objects.open_of(row) or review.keep(row, snapshot(row), request.user)
            return redirect(preview_path(edition, get_language()))
        if getattr(request, "beside", None) == row.pk:
            self.message_user(
                request,
                gettext("Saved as a draft. The public page stays as it is until it is published."),
                messages.SUCCESS,
            )
        return None

    def _submit(
        self, request: HttpRequest, row: Publishable, seen: int | None = None
    ) -> HttpResponse:
        edition = Revision.objects.open_of(row) or review.keep(row, snapshot(row), request.user)
        if edition is None:
            text = gettext("You changed nothing, so nothing was stored.")
            self.message_user(request, text, messages.INFO)
            return redirect(self._page("change", row))
        problems, hints = checked(row, edition.data, request.user)
        if problems:
            self._say(request, problems, messages.ERROR)
            text = gettext("It is saved as a draft, but not submitted yet: mend what stands above.")
            self.message_user(request, text, messages.WARNING)
            return redirect(self._page("change", row))
        review.submit(edition, request.user, seen=edition.version if seen is None else seen)
        self._say(request, [*hints, *outdating(row, edition)], messages.WARNING)
        text = gettext("Submitted. Your coordinator has been told and will publish or return it.")
        self.message_user(request, text, messages.SUCCESS)
        return redirect(self._page("change", row))

    def _publish_draft(self, request: HttpRequest, row: Publishable) -> HttpResponse:
        problems, hints = checked(row, snapshot(row), request.user)
        if problems:
            self._say(request, problems, messages.ERROR)
            text = gettext("It is saved, but not published yet: mend what stands above.")
            self.message_user(request, text, messages.WARNING)
        else:
            review.publish_directly(row, request.user)
            self._say(request, hints, messages.WARNING)
            text = gettext("Published: %(row)s.") % {"row": row}
            self.message_user(request, text, messages.SUCCESS)
        return redirect(self._page("change", row))

    def _say(self, request: HttpRequest, texts: list, level: int) -> None:
        for text in texts:
            self.message_user(request, str(text), level)

    def _no_longer_fits(self, request: HttpRequest, row: Publishable) -> HttpResponse:
        text = gettext(
            "This draft no longer fits the site: perhaps its address was taken meanwhile. "
            "Compare it here, copy what you need and give the draft up."
        )
        self.message_user(request, text, messages.ERROR)
        return redirect(self._page("review", row))

    def _said_of_translations(self, form: forms.ModelForm) -> dict:
        """The ticks about translations (`TranslationTicks`), for `editorial.review`."""
        said = form.cleaned_data
        checked = [code for code, _name in settings.LANGUAGES if said.get(f"checked_{code}")]
        return {"is_minor": said.get("is_minor", False), "checked": checked}

    def get_form(
        self,
        request: HttpRequest,
        obj: Publishable | None = None,
        change: bool = False,
        **kwargs,
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and getattr(request, "beside", None) == obj.pk:
            form.may = staticmethod(may_propose)
            if edition := Revision.objects.open_of(obj):
                self._tick_again(form, edition)
        return form

    def _tick_again(self, form: type[forms.ModelForm], edition: Revision) -> None:
        """What the author said of the change when the draft was saved."""
        if "is_minor" in form.base_fields:
            form.base_fields["is_minor"] = copy.copy(form.base_fields["is_minor"])
            form.base_fields["is_minor"].initial = edition.is_minor

    def form_context(self, request: HttpRequest, obj: Publishable | None) -> dict:
        context = super().form_context(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            context["buttons"] = self._buttons(request, obj)
        if obj is not None and may_read_editions(request.user, obj):
            context |= {
                "edition": Revision.objects.open_of(obj),
                "is_beside": getattr(request, "beside", None) == obj.pk,
                "review_path": self._page("review", obj),
                "edition_path": f"{self._page('change', obj)}?edition=1",
                "versions_path": self._page("versions", obj),
            }
        return context

    def _buttons(self, request: HttpRequest, row: Publishable | None) -> list[tuple[str, str]]:
        """What can be done with the form: name of the button and its words, the usual one first."""
        draft = ("_continue", gettext("Save draft"))
        submit = ("_submit_review", gettext("Submit for review"))
        preview = ("_preview", gettext("Save draft and preview"))
        is_beside = row is not None and getattr(request, "beside", None) == row.pk
        if row is None or is_draft(row):
            may = self.has_publish_permission(request, row)
            publish = ("_publish", gettext("Save and publish"))
            return [publish if may else submit, draft, preview]
        if is_beside:
            return [submit, draft, preview]
        at_once = ("_save", gettext("Save, public at once"))
        if Revision.objects.open_of(row):
            return [at_once]
        return [at_once, ("_beside", gettext("Save as a draft beside the public text"))]

    def _query(self, row: Publishable, request: HttpRequest) -> str:
        """Whoever may change the public row says that they mean the draft beside it."""
        return "?edition=1" if may_edit(request.user, row) and not is_draft(row) else ""

    def _page(self, name: str, row: Publishable) -> str:
        return page_of(self.model, name, row.pk)

    def _address(self, name: str, view: Callable) -> URLPattern:
        """A page about one row: `…/<key>/<name>/`."""
        full = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=full)
