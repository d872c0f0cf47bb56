"""The way of an edition: draft → review → published, or returned with a reason.

Every step locks the row, checks that nothing moved in the meantime, and is one transaction: a
process that dies between two lines leaves the old state or the new one. Letters go out after it.
"""

from collections.abc import Callable, Collection
from functools import wraps

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from editorial import letters, log, translations
from editorial.comparison import Differences, changes
from editorial.editions import Snapshot, apply, snapshot
from editorial.models import Action, Publishable, Revision, User

State = Revision.State


class Moved(Exception):
    """Somebody else decided about the edition, or wrote on it, since it was looked at."""


class Conflict(Exception):
    """The public row is no longer the one from which the edition was begun."""


def lock(row: Publishable) -> Publishable:
    """The row as it now is, until the end of the transaction nobody else's."""
    now = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
    if now is None:
        raise Moved
    return now


def _locked(step: Callable) -> Callable:
    """Run a step on the edition as it now is, with its row locked.

    `seen` is the version that was on the screen; raises Moved when it is another, or closed.
    """

    @wraps(step)
    @transaction.atomic
    def run(edition: Revision, by: User | None, *, seen: int | None = None, **more) -> Revision:
        if edition.row is None:
            raise Moved
        lock(edition.row)
        now = Revision.objects.select_for_update().filter(pk=edition.pk).first()
        if now is None or not now.is_open or (seen is not None and now.version != seen):
            raise Moved
        step(now, by, **more)
        return now

    return run


@transaction.atomic
def keep(
    row: Publishable,
    data: Snapshot,
    by: User,
    *,
    submit: bool = False,
    is_minor: bool = False,
    checked: Collection[str] = (),
) -> Revision | None:
    """Store `data` as the open edition of the row, as a draft or for review; None when it says
    nothing else than the row itself. `checked`: languages whose texts the author compared with the
    Latvian and found right."""
    row = lock(row)
    edition = Revision.objects.open_of(row)
    now = snapshot(row)
    is_new = row.published_at is None
    if edition is None and not is_new and data == now:
        _note_translations(row, now, now, checked=checked)
        return None
    data = {**data, "checked": sorted(checked)} if checked else data
    if edition is None:
        edition = Revision(content_type=_type_of(row), object_id=row.pk)
        edition.base = None if is_new else now
    before = State(edition.state)
    edition.data, edition.is_minor, edition.author = data, is_minor, by
    edition.state = State.REVIEW if submit else State.DRAFT
    if submit:
        edition.submitted_at = timezone.now()
    _save(edition)
    if submit:
        log.record(Action.SUBMITTED, row, by, fields=_said(edition))
        letters.submitted(edition, row)
    elif before is State.REVIEW:
        log.record(Action.TAKEN_BACK, row, by)
    return edition


@_locked
def take_back(edition: Revision, by: User) -> None:
    """From review to draft, to go on writing."""
    if edition.state != State.REVIEW:
        raise Moved
    edition.state = State.DRAFT
    _save(edition)
    log.record(Action.TAKEN_BACK, edition.row, by)


@_locked
def discard(edition: Revision, by: User) -> None:
    """Give the edition up; the row stays as it is."""
    edition.state, edition.decided_at = State.DISCARDED, timezone.now()
    _save(edition)
    log.record(Action.DISCARDED, edition.row, by, fields=_said(edition))


@_locked
def send_back(edition: Revision, by: User | None, *, note: str) -> None:
    """To the author, with the reason; without a letter when the site does it by itself."""
    if edition.state != State.REVIEW:
        raise Moved
    if not note.strip():
        raise ValidationError({"note": "A reason is needed."})
    edition.state, edition.note = State.RETURNED, note.strip()
    edition.reviewer, edition.decided_at = by, timezone.now()
    _save(edition)
    log.record(Action.RETURNED, edition.row, by, note=edition.note)
    if by:
        letters.returned(edition, edition.row)


@_locked
def publish(edition: Revision, by: User) -> None:
    """Make the edition the row itself. What others have not submitted is not theirs to publish.

    Raises Conflict when the row changed since the edition was begun, and ValidationError when the
    edition no longer fits.
    """
    if edition.state != State.REVIEW and edition.author != by:
        raise Moved
    row = lock(edition.row)
    before = snapshot(row)
    if edition.base is not None and before != edition.base:
        raise Conflict
    if edition.base is None and before != edition.data:
        raise Moved
    apply(edition.data, row)
    _make_public(row, before, edition, by)
    letters.published(edition, row)


@_locked
def rebase(edition: Revision, by: User, *, data: Snapshot) -> None:
    """Go on from the row as it now is, with `data` in which both sides were brought together."""
    edition.base, edition.data = snapshot(edition.row), data
    _save(edition)


@transaction.atomic
def publish_directly(row: Publishable, by: User) -> None:
    """Publish a row without an edition of somebody else, by a person who may: as it stands."""
    row = lock(row)
    edition = Revision.objects.open_of(row)
    if edition is None or edition.base is not None:
        edition = Revision(content_type=_type_of(row), object_id=row.pk, author=by)
    edition.data = snapshot(row)
    _make_public(row, edition.data, edition, by)
    if edition.author != by:
        letters.published(edition, row)


@transaction.atomic
def publish_written(
    row: Publishable,
    before: Snapshot,
    by: User,
    *,
    is_minor: bool = False,
    checked: Collection[str] = (),
) -> Revision | None:
    """Keep a version and a line of the log for what a person who may publish has just written on a
    public row, which said `before`; None when it says the same."""
    after = snapshot(row)
    _note_translations(row, before, after, is_minor, checked)
    if before == after:
        return None
    edition = Revision(content_type=_type_of(row), object_id=row.pk, author=by)
    edition.base, edition.data, edition.is_minor = before, after, is_minor
    edition.state, edition.reviewer, edition.decided_at = State.PUBLISHED, by, timezone.now()
    _save(edition)
    log.record(Action.CHANGED, row, by, fields=changes(before, after), is_public=row.is_published)
    return edition


@transaction.atomic
def written_as_draft(
    row: Publishable,
    before: Snapshot,
    by: User,
    *,
    is_minor: bool = False,
    checked: Collection[str] = (),
) -> None:
    """Log what was written on a row that the public has never seen. An edition of it that waits for
    review is a draft again: the reviewer decides about what is submitted."""
    after = snapshot(row)
    _note_translations(row, before, after, is_minor, checked)
    if before == after:
        return
    action = Action.CHANGED if before else Action.CREATED
    log.record(action, row, by, fields=changes(before, after) if before else {})
    if Revision.objects.open_of(row):
        keep(row, after, by)


@transaction.atomic
def withdraw(row: Publishable, by: User, note: str = "") -> None:
    """Take the row from the public; its address then says so."""
    row = lock(row)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    log.record(Action.WITHDRAWN, row, by, note=note, is_public=True)


def _make_public(row: Publishable, before: Snapshot, edition: Revision, by: User) -> None:
    was_public = row.is_published
    row.publish()
    row.translated_from = translations.note(
        row,
        before,
        edition.data,
        is_minor=edition.is_minor,
        checked=edition.data.get("checked", ()),
    )
    row.save(update_fields=["published_at", "withdrawn_at", "translated_from"])
    edition.state, edition.reviewer, edition.decided_at = State.PUBLISHED, by, timezone.now()
    _save(edition)
    fields = changes(before, edition.data) if was_public else {}
    action = Action.CHANGED if was_public else Action.PUBLISHED
    log.record(action, row, by, fields=fields, is_public=True)


def _note_translations(
    row: Publishable,
    before: Snapshot,
    after: Snapshot,
    is_minor: bool = False,
    checked: Collection[str] = (),
) -> None:
    noted = translations.note(row, before, after, is_minor=is_minor, checked=checked)
    if noted != row.translated_from:
        row.translated_from = noted
        # No version and no history of its own: the row says the same.
        type(row)._base_manager.filter(pk=row.pk).update(translated_from=noted)


def _said(edition: Revision) -> Differences:
    """What the edition would change; a new row is its own draft, logged while it was written."""
    return {} if edition.base is None else changes(edition.base, edition.data)


def _save(edition: Revision) -> None:
    edition.version += 1
    edition.changed_at = timezone.now()
    edition.save()


def _type_of(row: Publishable) -> ContentType:
    return ContentType.objects.get_for_model(row, for_concrete_model=False)
