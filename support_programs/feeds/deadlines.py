"""How feeds tell of a deadline."""

from django.utils.text import capfirst

from support_programs.deadlines import Deadline, What
from support_programs.feeds.rows import Text, text
from support_programs.models import Event, SupportMeasure


def part(deadline: Deadline) -> str:
    """Tells the end of a call from its beginning; an event is the same wherever it stands."""
    return "" if deadline.what is What.EVENT else deadline.what.name.lower()


def title(deadline: Deadline) -> Text:
    own = text(deadline.page, "title")
    return Text(f"{capfirst(str(deadline.what.label))}: {own.value}", own.language)


def summary(deadline: Deadline) -> Text | None:
    page = deadline.page
    return text(page, "summary") if isinstance(page, SupportMeasure | Event) else None
