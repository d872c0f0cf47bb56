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
from django.utils.translation import gettext_lazy as _

from editorial import letters, log, translations
from editorial.comparison import Differences, changes
from editorial.editions import Snapshot, apply, snapshot
from editorial.models import Action, Publishable, Revision, User
from editorial.rights import may_publish

State = Revision.State


class Moved(Exception):
    """Somebody else decided about the edition, or wrote on it, since it was looked at."""


class Conflict(Exception):
    """The public row is no longer the one from which the edition was begun."""


class Withdrawn(Exception):
    """The row was taken from the public: bringing it back is a decision of its own."""


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
    only_new: bool = False,
    resubmits: bool = False,
) -> Revision | None:
    """Store `data` as the open edition of the row, as a draft or for review; None when it says
    nothing else than the row itself. `checked`: languages whose texts the author compared with the
    Latvian and found right. `only_new`: raises Moved when there is an edition already.
    `resubmits`: the same, sent twice, goes on waiting for review."""
    row = lock(row)
    edition = Revision.objects.open_of(row)
    if edition is not None and only_new:
        raise Moved
    now = snapshot(row)
    is_new = row.published_at is None
    if edition is None and not is_new and data == now:
        _note_checked(row, now, by, checked)
        return None
    if edition is not None:
        checked = {*checked, *_still_checked(edition, data)}
        is_sent_twice = resubmits and edition.state == State.REVIEW
        if is_sent_twice and _says_the_same(edition, data, is_minor, checked):
            return edition
    if edition is None:
        edition = Revision(content_type=_type_of(row), object_id=row.pk, author=by)
        edition.base = None if is_new else now
    elif is_orphan(edition) or not may_publish(by, row):
        # A reviewer who mends a word leaves it the author's.
        edition.author = by
    edition.data = {**data, "checked": sorted(checked)} if checked else data
    edition.is_minor = is_minor
    was_in_review = edition.state == State.REVIEW
    if submit:
        _hand_over(edition, row, by)
        return edition
    edition.state = State.DRAFT
    _save(edition)
    if was_in_review:
        log.record(Action.TAKEN_BACK, row, by)
    return edition


@_locked
def submit(edition: Revision, by: User) -> None:
    """For review, as it now is. What somebody else has never submitted is not handed over."""
    row = edition.row
    if not may_submit(edition, by):
        raise Moved
    if edition.base is None:
        edition.data = snapshot(row)
    if edition.state != State.REVIEW:
        _hand_over(edition, row, by)


def _hand_over(edition: Revision, row: Publishable, by: User) -> None:
    edition.state, edition.submitted_at = State.REVIEW, timezone.now()
    _save(edition)
    log.record(Action.SUBMITTED, row, by, fields=_said(edition))
    letters.submitted(edition, row, by)


def is_orphan(edition: Revision) -> bool:
    """Whether its author has left."""
    return edition.author is None or not edition.author.is_active


def may_give_up(edition: Revision, by: User) -> bool:
    """An edition is its author's: others return it with a reason."""
    return edition.author == by or is_orphan(edition)


@_locked
def take_back(edition: Revision, by: User) -> None:
    """From review to draft, for its author to go on writing."""
    if edition.state != State.REVIEW or not may_give_up(edition, by):
        raise Moved
    edition.state = State.DRAFT
    _save(edition)
    log.record(Action.TAKEN_BACK, edition.row, by)


@_locked
def discard(edition: Revision, by: User) -> None:
    """Give the edition up; the row stays as it is."""
    if not may_give_up(edition, by):
        raise Moved
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


def may_submit(edition: Revision, by: User) -> bool:
    """Once its author has submitted it, a reviewer may mend a word and submit it again."""
    return may_give_up(edition, by) or edition.submitted_at is not None


@_locked
def publish(edition: Revision, by: User, *, again: bool = False) -> None:
    """Make the edition the row itself. What others have not submitted is not theirs to publish.

    Raises Conflict when the row changed since the edition was begun, Withdrawn when it was taken
    from the public and is not to come back (`again`), and ValidationError when the edition no
    longer fits, or lies where the person may not publish.
    """
    if edition.state != State.REVIEW and edition.author != by:
        raise Moved
    row = lock(edition.row)
    before = snapshot(row)
    if edition.base is not None and before != edition.base:
        raise Conflict
    if edition.base is None and before != _said_of_row(edition.data):
        raise Moved
    if row.withdrawn_at is not None and not again:
        raise Withdrawn
    apply(edition.data, row)
    if not may_publish(by, row):
        raise ValidationError(_("You may publish this only in your own region."))
    _make_public(row, before, edition, by)
    letters.published(edition, row)


@transaction.atomic
def refresh(edition: Revision) -> None:
    """Take over what happened to a new row beside its form: an import, a contact that was deleted.
    Whoever reviews it looks once more."""
    if edition.row is None or edition.base is not None:
        return
    row = type(edition.row)._base_manager.select_for_update().filter(pk=edition.object_id).first()
    now = Revision.objects.select_for_update().filter(pk=edition.pk).first()
    if row is None or row.published_at is not None or now is None or not now.is_open:
        return
    if _said_of_row(now.data) != (said := snapshot(row)):
        now.data = said
        _save(now)


@_locked
def rebase(edition: Revision, by: User, *, data: Snapshot) -> None:
    """Go on from the row as it now is, with `data` in which both sides were brought together."""
    if edition.base is None:
        raise Moved
    fields = changes(edition.data, data)
    if checked := _still_checked(edition, data):
        data = {**data, "checked": checked}
    edition.base, edition.data = snapshot(edition.row), data
    _save(edition)
    log.record(Action.CHANGED, edition.row, by, fields=fields, note=str(_("Brought together.")))


@transaction.atomic
def publish_directly(row: Publishable, by: User) -> None:
    """Publish a row as it stands, by a person who looks at all of it and may."""
    row = lock(row)
    edition = Revision.objects.open_of(row)
    if edition is None or edition.base is not None:
        edition = Revision(content_type=_type_of(row), object_id=row.pk, author=by)
    edition.data = snapshot(row)
    _make_public(row, edition.data, edition, by)
    if edition.author != by:
        letters.published(edition, row)


def is_unfinished(row: Publishable, by: User) -> bool:
    """Whether somebody else still writes on the new row and has not submitted it."""
    edition = Revision.objects.open_of(row)
    return (
        edition is not None
        and edition.base is None
        and edition.state != State.REVIEW
        and not may_give_up(edition, by)
    )


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
    if before == after:
        _note_checked(row, after, by, checked)
        return None
    _note_translations(row, before, after, is_minor, checked)
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
    """Log what was written on a row that the public has never seen, and remember whose draft it is.
    One that waits for review is a draft again: the reviewer decides about what is submitted."""
    after = snapshot(row)
    _note_translations(row, before, after, is_minor, checked)
    if before == after:
        return
    action = Action.CHANGED if before else Action.CREATED
    log.record(action, row, by, fields=changes(before, after) if before else {})
    keep(row, after, by, is_minor=is_minor, checked=checked)


@transaction.atomic
def withdraw(row: Publishable, by: User, note: str = "") -> None:
    """Take the row from the public; its address then says so."""
    row = lock(row)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    log.record(Action.WITHDRAWN, row, by, note=note, is_public=True)


def _make_public(row: Publishable, before: Snapshot, edition: Revision, by: User) -> None:
    # By its own stamps: a municipality that is not public yet hides it all the same.
    was_out = row.published_at is not None and row.withdrawn_at is None
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
    log.record(
        Action.CHANGED if was_out else Action.PUBLISHED,
        row,
        by,
        fields=changes(before, edition.data),
        is_public=row.is_published,
    )


def _said_of_row(data: Snapshot) -> Snapshot:
    """Without what the author said beside the row."""
    return {part: data[part] for part in ("fields", "children") if part in data}


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


def _note_checked(row: Publishable, now: Snapshot, by: User, checked: Collection[str]) -> None:
    """Somebody looked at translations and found them right; no text changes, so it counts at once,
    as “still true” does."""
    if checked:
        _note_translations(row, now, now, checked=checked)
        words = _("translation is still right")
        log.record(Action.CHANGED, row, by, note=f"{words}: {', '.join(sorted(checked))}")


def _says_the_same(
    edition: Revision, data: Snapshot, is_minor: bool, checked: Collection[str]
) -> bool:
    said = (_said_of_row(edition.data), edition.is_minor, {*edition.data.get("checked", ())})
    return said == (_said_of_row(data), is_minor, {*checked})


def _still_checked(edition: Revision, data: Snapshot) -> list[str]:
    """Translations that were compared with just this Latvian text."""
    one, other = (translations.texts(said, "lv") for said in (edition.data, data))
    return edition.data.get("checked", []) if one == other else []


def _said(edition: Revision) -> Differences:
    """What the edition would change; a new row is its own draft, logged while it was written."""
    return {} if edition.base is None else changes(edition.base, edition.data)


def _save(edition: Revision) -> None:
    edition.version += 1
    edition.changed_at = timezone.now()
    edition.save()


def _type_of(row: Publishable) -> ContentType:
    return ContentType.objects.get_for_model(row, for_concrete_model=False)
