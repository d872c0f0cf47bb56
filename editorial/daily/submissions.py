"""No offer waits for review past its closing day: it goes back to its author with that reason."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from editorial import review
from editorial.models import Revision

if TYPE_CHECKING:
    from editorial.daily.runs import Day


def run(day: "Day") -> dict[str, int]:
    """Counts what was returned; what another run has returned already is left alone."""
    yesterday = day.on - dt.timedelta(days=1)
    over = Revision.objects.waiting().closing_by(yesterday).select_related("author")
    return {"returned": sum(map(_return, over.prefetch_related("row")))}


def _return(edition: Revision) -> bool:
    language = edition.author.language if edition.author else settings.LANGUAGE_CODE
    with translation.override(language):
        reason = gettext("Its closing day passed before it was reviewed.")
    try:
        review.send_back(edition, None, note=reason, seen=edition.version)
    except review.Moved:
        return False
    return True
