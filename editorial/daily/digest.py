"""At most one letter a day to each person, only on weekdays and only when there is something to do.

That it is sent is stored before it is: a run that dies in between, or a second one beside it, never
sends it again.
"""

import datetime as dt
import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone, translation

from editorial import letters
from editorial.models import Digest, User
from editorial.rights import Rights
from editorial.to_do import Section, ToDo

if TYPE_CHECKING:
    from editorial.daily.runs import Day

logger = logging.getLogger(__name__)

# What a letter is worth; the rest waits on the first screen.
SECTIONS = ("closing", "review", "returned", "lapsed", "due", "links")
SATURDAY = 5


def run(day: "Day") -> dict[str, int]:
    counted = {"sent": 0, "failed": 0}
    if day.on.weekday() >= SATURDAY:
        return counted
    for person in readers().exclude(pk__in=Digest.objects.filter(day=day.on).values("user")):
        try:
            counted["sent"] += send(person, day.on)
        except Exception as error:  # one letter that cannot be written or sent holds up no other
            logger.exception("The digest for account %s was not sent.", person.pk)
            counted["failed"] += 1
            day.problems.append(f"digest: account {person.pk}: {type(error).__name__}: {error}")
    return counted


def readers() -> models.QuerySet:
    """Everybody who works somewhere."""
    working = User.objects.filter(is_active=True, is_staff=True)
    return working.filter(memberships__isnull=False).distinct().order_by("pk")


def send(person: User, on: dt.date) -> bool:
    """Whether there was something to write about, and nobody wrote it before."""
    with translation.override(person.language):
        parts = parts_for(person, on)
    if not parts:
        return False
    try:
        with transaction.atomic():
            digest = Digest.objects.create(user=person, day=on)
    except IntegrityError:
        return False
    index = settings.SITE_ADDRESS + reverse("admin:index")
    letters.send(person, "digest", {"parts": parts, "index": index})
    digest.sent_at = timezone.now()
    digest.save(update_fields=["sent_at"])
    return True


def parts_for(person: User, on: dt.date) -> list[Section]:
    """What waits for the person, in the active language, the most urgent first."""
    own = Rights(person)
    # The whole country is no to-do list: to administrators, too, only places they work for.
    own.is_administrator = False
    return ToDo(person, own, on).sections(SECTIONS)
