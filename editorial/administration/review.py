"""A draft beside the public row, in the stock form of the administration, and its review.

Whoever may not change a public row writes an edition of it: the form is filled, checked and saved
as always, but inside a transaction that is rolled back; what the row would have become is kept as
the edition (`editorial.models.Revision`). Forms, checks, inline rows and widgets stay Django's own.
"""

import copy
from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language, gettext

from editorial import checks, review, translations
from editorial.administration.editing import EditingAdmin, Stock, compare
from editorial.editions import UNFIT, Snapshot, apply, fingerprint, snapshot
from editorial.merging import choose, completed, merge
from editorial.models import Publishable, Revision, User
from editorial.preview import preview_path
from editorial.rights import (
    is_draft,
    may_edit,
    may_propose,
    may_publish,
    may_read_editions,
)

State = Revision.State
# Buttons of forms that write no public text.
WRITES_A_DRAFT = {"_beside", "_continue", "_preview", "_submit_review"}
# The latest ones, each with a comparison of its own.
VERSIONS = 20
MAX_NOTE = Revision._meta.get_field("note").max_length


def version_of(text: str) -> int:
    """The version that a form names; one that there is not, when it names none."""
    return int(text) if text.isdecimal() and len(text) < 10 else -1


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


def _outdating(row: Publishable, edition: Revision) -> list[str]:
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


class ReviewAdmin(EditingAdmin):
    def get_urls(self) -> list[URLPattern]:
        def address(route: str, view, name: str) -> URLPattern:
            full = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
            return path(f"<path:object_id>/{route}/", self.admin_site.admin_view(view), name=full)

        return [
            address("review", self.review_view, "review"),
            address("versions", self.versions_view, "versions"),
            *super().get_urls(),
        ]

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
        self._say(request, [*hints, *_outdating(row, edition)], messages.WARNING)
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

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Publishable | None = None,
    ) -> HttpResponse:
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
        return super().render_change_form(request, context, add, change, form_url, obj)

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

    # --- Review ------------------------------------------------------------------------------

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The edition beside the public row, and the decision about it."""
        row = self.get_object(request, unquote(object_id))
        if row is None or not may_read_editions(request.user, row):
            raise Http404
        edition = Revision.objects.open_of(row)
        if edition is None:
            text = gettext("There is no draft of this: it was published or given up.")
            self.message_user(request, text, messages.INFO)
            return redirect(self._page("change", row))
        errors = {}
        if request.method == "POST":
            try:
                return self._decide(request, row, edition)
            except review.Withdrawn:
                text = gettext("This was withdrawn from the public. See below.")
                self.message_user(request, text, messages.ERROR)
                return redirect(self._page("review", row))
            except review.Moved:
                review.refresh(edition)
                text = gettext("Somebody else wrote on it or decided meanwhile. Look again.")
                self.message_user(request, text, messages.ERROR)
                return redirect(self._page("review", row))
            except review.Conflict:
                text = gettext("The public text has changed since this draft was begun. See below.")
                self.message_user(request, text, messages.ERROR)
                return redirect(self._page("review", row))
            except ValidationError as error:
                errors = error
        return self._show_review(request, row, edition, errors)

    def _decide(self, request: HttpRequest, row: Publishable, edition: Revision) -> HttpResponse:
        by, pressed = request.user, request.POST
        seen = version_of(pressed.get("version", ""))
        action = pressed.get("action")
        if action in ("publish", "publish_again", "return") and not may_publish(by, row):
            raise PermissionDenied
        match action:
            case "publish" | "publish_again":
                problems, _hints = checked(row, edition.data, by)
                if problems:
                    raise ValidationError([str(problem) for problem in problems])
                review.publish(edition, by, seen=seen, again=action == "publish_again")
                text = gettext("Published: %(row)s.") % {"row": row}
            case "return":
                note = pressed.get("note", "").strip()
                if not note:
                    raise ValidationError({"note": gettext("Write the reason, for the author.")})
                if len(note) > MAX_NOTE:
                    limit = {"limit": MAX_NOTE}
                    message = gettext("Write at most %(limit)d characters.") % limit
                    raise ValidationError({"note": message})
                review.send_back(edition, by, seen=seen, note=note)
                text = gettext("Returned to the author, with your reason.")
            case "submit":
                return self._submit(request, row, seen)
            case "take_back":
                review.take_back(edition, by, seen=seen)
                text = gettext("Taken back. You can go on writing.")
            case "discard":
                review.discard(edition, by, seen=seen)
                text = gettext("The draft was given up. What is public stays as it is.")
            case "rebase":
                self._bring_together(request, row, edition, seen)
                text = gettext("Both were brought together. Compare once more, then decide.")
            case _:
                raise PermissionDenied
        self.message_user(request, text, messages.SUCCESS)
        stays = action in ("take_back", "rebase")
        queue = reverse(f"{self.admin_site.name}:editorial_revision_changelist")
        return redirect(self._page("review", row) if stays else queue)

    @transaction.atomic
    def _bring_together(
        self, request: HttpRequest, row: Publishable, edition: Revision, seen: int
    ) -> None:
        """By the choices made about just this public text."""
        if fingerprint(snapshot(review.lock(row))) != request.POST.get("live"):
            raise review.Conflict
        data, both = self._brought_together(row, edition)
        for path_of_field in both:
            if request.POST.get(f"choice:{path_of_field}") == "draft":
                choose(data, edition.data, path_of_field)
        review.rebase(edition, request.user, seen=seen, data=data)

    def _brought_together(self, row: Publishable, edition: Revision) -> tuple[Snapshot, list[str]]:
        return merge(edition.base or {}, snapshot(row), edition.data)

    def _show_review(
        self, request: HttpRequest, row: Publishable, edition: Revision, errors
    ) -> HttpResponse:
        live = snapshot(row)
        is_conflict = edition.base is not None and live != edition.base
        both = self._brought_together(row, edition)[1] if is_conflict else []
        theirs = {
            "differences": compare(
                self.model, edition.base or {}, live if edition.is_of_new_row else edition.data
            ),
            "conflicts": [
                difference
                for difference in compare(self.model, live, edition.data)
                if difference.path in both
            ],
        }
        problems, hints = checked(row, edition.data, request.user)
        hints = [*hints, *_outdating(row, edition)]
        context = {
            **self.admin_site.each_context(request),
            **theirs,
            "title": gettext("Review"),
            "opts": self.opts,
            "row": row,
            "edition": edition,
            "is_conflict": is_conflict,
            "live": fingerprint(live),
            "may_submit": review.may_submit(edition, request.user),
            "is_withdrawn": row.withdrawn_at is not None,
            "may_give_up": review.may_give_up(edition, request.user),
            "before_label": gettext("When the draft was begun")
            if is_conflict
            else gettext("Public now"),
            "problems": problems,
            "hints": hints,
            "errors": errors,
            "note": request.POST.get("note", ""),
            "max_note": MAX_NOTE,
            "may_review": may_publish(request.user, row) and edition.state == State.REVIEW,
            "may_publish": may_publish(request.user, row)
            and (edition.state == State.REVIEW or edition.author == request.user),
            "preview_paths": [
                (code, name, preview_path(edition, code)) for code, name in settings.LANGUAGES
            ],
            "change_path": f"{self._page('change', row)}{self._query(row, request)}",
        }
        return TemplateResponse(request, "admin/review.html", context)

    # --- Earlier versions --------------------------------------------------------------------

    def versions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What was public earlier, each against what is public now; the way back to one of them
        is a draft, which goes through review like any other."""
        row = self.get_object(request, unquote(object_id))
        if row is None or not may_read_editions(request.user, row):
            raise Http404
        published = Revision.objects.of(row).published().select_related("author", "reviewer")
        versions = list(published[:VERSIONS])
        if request.method == "POST":
            return self._restore(request, row, versions)
        live = snapshot(row)
        told = [(version, compare(self.model, live, version.data)) for version in versions]
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Earlier versions"),
            "opts": self.opts,
            "row": row,
            "versions": told,
            "first": compare(self.model, live, versions[-1].base)
            if versions and versions[-1].base
            else [],
            "edition": Revision.objects.open_of(row),
            "change_path": self._page("change", row),
        }
        return TemplateResponse(request, "admin/versions.html", context)

    def _restore(
        self, request: HttpRequest, row: Publishable, versions: list[Revision]
    ) -> HttpResponse:
        wanted = request.POST.get("version", "")
        found = {str(version.pk): version.data for version in versions}
        if versions and versions[-1].base:
            found["first"] = versions[-1].base
        if wanted not in found:
            raise Http404
        data = completed(found[wanted], snapshot(row))
        try:
            edition = review.keep(row, data, request.user, only_new=True)
        except review.Moved:
            text = gettext("There is a draft already. Publish it or give it up first.")
            self.message_user(request, text, messages.ERROR)
            return redirect(self._page("review", row))
        if edition is None:
            text = gettext("This version is what is public now.")
            self.message_user(request, text, messages.INFO)
            return redirect(self._page("versions", row))
        text = gettext("A draft with the earlier text was made. Look at it, then submit it.")
        self.message_user(request, text, messages.SUCCESS)
        return redirect(self._page("review", row))

    def _query(self, row: Publishable, request: HttpRequest) -> str:
        """Whoever may change the public row says that they mean the draft beside it."""
        return "?edition=1" if may_edit(request.user, row) and not is_draft(row) else ""

    def _page(self, name: str, row: Publishable) -> str:
        full = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return reverse(f"{self.admin_site.name}:{full}", args=[row.pk])
