"""Letters about editions, each in the language of whoever gets it, sent once the change is stored.

A mail server that does not answer stops nobody's work: what the letter says also stands on the
first screen.
"""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import translation

from editorial.models import Membership, Publishable, Revision, User
from editorial.own_rows import page_of
from editorial.rights import may_publish, may_read_editions, read_rights
from editorial.roles import Act, roles_that

logger = logging.getLogger(__name__)


def submitted(edition: Revision, row: Publishable, by: User) -> None:
    """To those who may publish it; where that is nobody but who submits it, to administrators."""
    others = [person for person in reviewers(row) if person != by]
    _post("submitted", others or read_rights(administrators()), edition, row)


def returned(edition: Revision, row: Publishable) -> None:
    _post("returned", [edition.author], edition, row)


def published(edition: Revision, row: Publishable) -> None:
    if edition.author != edition.reviewer:
        _post("published", [edition.author], edition, row)


def reviewers(row: Publishable) -> list[User]:
    """People who may publish the row by their role."""
    held = Membership.objects.filter(role__in=roles_that(Act.PUBLISH, row.subject))
    staff = User.objects.filter(is_active=True, is_staff=True, pk__in=held.values("user"))
    return [person for person in read_rights(staff) if may_publish(person, row)]


def administrators() -> models.QuerySet:
    return User.objects.filter(is_active=True, is_staff=True, is_superuser=True)


def address(name: str, row: models.Model) -> str:
    """Where a page of the administration about the row is, for a letter."""
    return settings.SITE_ADDRESS + page_of(type(row), name, row.pk)


def send(person: User, name: str, context: dict) -> None:
    """The letter `name` in the language of the person. Raises OSError when it cannot be sent."""
    with translation.override(person.language):
        letter = {"person": person, "site": settings.SITE_ADDRESS, **context}
        # A name may hold line breaks, which no subject may.
        subject = " ".join(
            render_to_string(f"editorial/letters/{name}_subject.txt", letter).split()
        )
        text = render_to_string(f"editorial/letters/{name}.txt", letter)
    send_mail(
        f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}",
        text,
        settings.DEFAULT_FROM_EMAIL,
        [person.email],
    )


def _post(name: str, people: Iterable[User | None], edition: Revision, row: Publishable) -> None:
    context = {
        "edition": edition,
        "row": row,
        "kind": row._meta.verbose_name,
        "review": address("review", row),
        "form": address("change", row),
    }
    for person in list(people):
        # A role may have been taken away meanwhile; then the row is no longer the person's to read.
        if person is not None and person.is_active and may_read_editions(person, row):
            transaction.on_commit(lambda person=person: _try(person, name, context))


def _try(person: User, name: str, context: dict) -> None:
    try:
        send(person, name, context)
    except Exception:  # the change is stored, whatever becomes of the letter
        logger.exception("The letter “%s” to account %s was not sent.", name, person.pk)
