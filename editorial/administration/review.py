"""The review page of a row: its edition against the public text, and the decision about it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext

from editorial import review
from editorial.administration.drafting import DraftingAdmin, checked, outdating
from editorial.administration.editing import compare
from editorial.editions import Snapshot, fingerprint, snapshot
from editorial.merging import choose, merge
from editorial.models import Publishable, Revision
from editorial.preview import preview_path
from editorial.rights import may_publish, may_read_editions

State = Revision.State
MAX_NOTE = Revision._meta.get_field("note").max_length


def version_of(text: str) -> int:
    """The version that a form names; one that there is not, when it names none."""
    return int(text) if text.isdecimal() and len(text) < 10 else -1


class ReviewAdmin(DraftingAdmin):
    def get_urls(self) -> list[URLPattern]:
        return [self._address("review", self.review_view), *super().get_urls()]

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
        hints = [*hints, *outdating(row, edition)]
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
