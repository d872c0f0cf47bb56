"""What waits for one person, the most urgent first: the first screen and the daily letter.

A small fixed number of queries, however many rows and kinds of rows there are.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from editorial import clock
from editorial.models import OutsideLink, Publishable, Revision, User
from editorial.own_rows import form_of, label, names_of, page_of, publishable_models, rows_of
from editorial.querysets import PublishableQuerySet
from editorial.rights import Rights
from editorial.roles import Act
from editorial.translations import LANGUAGES

# How many rows of a section the first screen and the letter name.
NAMED = 10
CLOSING_SOON_DAYS = 3


@dataclass(frozen=True)
class Task:
    """One row and the page on which it is done; `key` names the row where one press is enough."""

    name: str
    path: str
    kind: str = ""
    remark: str = ""
    key: str = ""
    still_true_path: str = ""


@dataclass
class Section:
    key: str
    heading: str
    count: int
    tasks: list[Task] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.tasks)


class ToDo:
    """Of one person, on one day. Each section can be had alone, with `start` and `end` of the rows
    to name."""

    def __init__(self, person: User, own: Rights, on: dt.date | None = None) -> None:
        self.person, self.own, self.on = person, own, on or clock.today()

    SECTIONS = (
        "closing",
        "review",
        "returned",
        "lapsed",
        "due",
        "translations",
        "links",
        "drafts",
        "unconfirmed",
    )

    def sections(self, keys: Iterable[str] = SECTIONS) -> list[Section]:
        """Those in which something waits."""
        found = [self.section(key) for key in keys]
        return [section for section in found if section.count]

    def section(self, key: str, start: int = 0, end: int = NAMED) -> Section:
        build: dict[str, Callable[[slice], Section]] = {
            "closing": self._closing,
            "review": self._review,
            "returned": self._returned,
            "drafts": self._drafts,
            "lapsed": partial(self._facts, "lapsed"),
            "due": partial(self._facts, "due"),
            "unconfirmed": partial(self._facts, "unconfirmed"),
            "translations": self._translations,
            "links": self._links,
        }
        return build[key](slice(start, end))

    # --- Editions -----------------------------------------------------------------------------

    def _closing(self, part: slice) -> Section:
        editions = self._closing_soon().order_by("closing", "pk")
        heading = gettext("For your review, closing within three days")
        return self._editions("closing", heading, editions, part, "review", _closes_on)

    def _review(self, part: slice) -> Section:
        others = self._waiting().exclude(pk__in=self._closing_soon().order_by().values("pk"))
        heading = gettext("For your review")
        return self._editions("review", heading, others, part, "review", self._since)

    def _closing_soon(self) -> models.QuerySet:
        day = self.on + dt.timedelta(days=CLOSING_SOON_DAYS)
        return self._waiting().closing_by(day)

    def _waiting(self) -> models.QuerySet:
        return Revision.objects.waiting().filter(rows_of(self.own, Act.PUBLISH))

    def _returned(self, part: slice) -> Section:
        heading = gettext("Returned to you")
        editions = self._written_by_me(Revision.objects.returned())
        return self._editions("returned", heading, editions, part, "change", lambda e: e.note)

    def _drafts(self, part: slice) -> Section:
        heading = gettext("Your drafts, not submitted yet")
        drafts = Revision.objects.filter(state=Revision.State.DRAFT).order_by("changed_at", "pk")
        editions = self._written_by_me(drafts)
        return self._editions("drafts", heading, editions, part, "change", lambda e: "")

    def _written_by_me(self, editions: models.QuerySet) -> models.QuerySet:
        """Where the person still writes; also of those who left: their work waits for whoever
        writes there now."""
        mine = Q(author=self.person) | Q(author__isnull=True) | Q(author__is_active=False)
        return editions.filter(mine).filter(rows_of(self.own, Act.CHANGE_DRAFT))

    def _editions(
        self,
        key: str,
        heading: str,
        editions: models.QuerySet,
        part: slice,
        page: str,
        remark: Callable[[Revision], str],
    ) -> Section:
        shown = list(editions.defer("data", "base").select_related("content_type")[part])
        names = names_of(shown)
        tasks = [
            Task(
                name=names.get((edition.content_type_id, edition.object_id), "–"),
                path=self._with_edition(form_of(edition, page), page),
                kind=str(edition.content_type.model_class()._meta.verbose_name),
                remark=remark(edition),
            )
            for edition in shown
        ]
        return Section(key, heading, self._count(editions, shown, part), tasks)

    def _with_edition(self, path: str, page: str) -> str:
        """Whoever may change the public row opens the draft beside it instead."""
        return f"{path}?edition=1" if page == "change" else path

    def _count(self, rows: models.QuerySet, shown: list, part: slice) -> int:
        """Counted only when not all of them are shown."""
        if part.start == 0 and len(shown) < part.stop:
            return len(shown)
        return rows.count()

    def _since(self, edition: Revision) -> str:
        return waits_since(edition, self.on)

    # --- Facts --------------------------------------------------------------------------------

    def _facts(self, word: str, part: slice) -> Section:
        """Facts that the person may confirm, the longest unconfirmed first."""
        headings = {
            "lapsed": gettext("To be confirmed, the check is overdue"),
            "due": gettext("To be confirmed soon"),
            "unconfirmed": gettext("Not confirmed by anybody yet"),
        }
        rows = [self._worth_confirming(model, word) for model in publishable_models()]
        found = self._over_all_models(rows, part)
        tasks = [self._fact(*row) for row in found[0]]
        return Section(word, headings[word], found[1], tasks)

    def _worth_confirming(self, model: type[Publishable], word: str) -> PublishableQuerySet:
        rows = getattr(model.objects.worth_confirming(self.on), word)(self.on)
        return self._own(rows, Act.CONFIRM)

    def _own(self, rows: PublishableQuerySet, act: Act) -> PublishableQuerySet:
        if self.own.is_administrator:
            return rows
        model = rows.model
        return rows.filter(model.of(self.own.places(act, model.subject)))

    def _over_all_models(
        self, rows: Iterable[PublishableQuerySet], part: slice
    ) -> tuple[list[tuple], int]:
        """(kind, key, name, day) of the rows, the oldest first, and how many there are. Two
        queries, one where all are shown."""
        parts = [
            of_model.order_by()
            .annotate(
                of_kind=Value(number),
                key=Cast("pk", models.BigIntegerField()),
                label=Cast(of_model.model.label_path, models.TextField()),
                day=Cast(F(of_model.age_path), models.DateField()),
            )
            .values_list("of_kind", "key", "label", "day")
            for number, of_model in enumerate(rows)
        ]
        first, *others = parts
        whole = first.union(*others, all=True)
        shown = list(whole.order_by("day", "of_kind", "label", "key")[part])
        return shown, self._count(whole, shown, part)

    def _fact(self, kind: int, key: int, name: str, day: dt.date | None) -> Task:
        model = publishable_models()[kind]
        remark = gettext("confirmed on %(day)s") % {"day": date_format(day)} if day else ""
        return Task(
            name=label(model, name),
            path=page_of(model, "change", key),
            kind=str(model._meta.verbose_name),
            remark=remark,
            key=f"{model._meta.label_lower}:{key}",
            still_true_path=page_of(model, "still_true", key),
        )

    def _translations(self, part: slice) -> Section:
        """Rows of which some translation was made from an older Latvian text."""
        rows = [
            self._own(model.objects.all(), Act.CHANGE_DRAFT).filter(_outdated_in_any(model))
            for model in publishable_models()
        ]
        shown, count = self._over_all_models(rows, part)
        tasks = [
            Task(
                name=label(publishable_models()[kind], name),
                path=page_of(publishable_models()[kind], "change", key),
                kind=str(publishable_models()[kind]._meta.verbose_name),
            )
            for kind, key, name, _day in shown
        ]
        return Section("translations", gettext("Outdated translations"), count, tasks)

    def _links(self, part: slice) -> Section:
        links = OutsideLink.objects.broken()
        if not self.own.is_administrator:
            links = links.used_in(rows_of(self.own, Act.CHANGE_DRAFT))
        shown = list(links[part])
        page = reverse("admin:editorial_outsidelink_changelist")
        tasks = [
            Task(link.url, f"{page}{link.pk}/change/", remark=str(link.get_result_display()))
            for link in shown
        ]
        heading = gettext("Links that lead nowhere")
        return Section("links", heading, self._count(links, shown, part), tasks)


def _outdated_in_any(model: type[Publishable]) -> Q:
    found = Q(pk=None)
    for language in LANGUAGES:
        outdated = model.objects.translation_outdated(language).order_by()
        found |= Q(pk__in=outdated.values("pk"))
    return found


def waits_since(edition: Revision, on: dt.date | None = None) -> str:
    """How many days it waits for review, in words."""
    days = ((on or clock.today()) - timezone.localdate(edition.submitted_at)).days
    if days < 1:
        return gettext("since today")
    text = ngettext("waiting for %(days)d day", "waiting for %(days)d days", days)
    return text % {"days": days}


def _closes_on(edition: Revision) -> str:
    day = dt.date.fromisoformat(edition.closing)
    return gettext("closes on %(day)s") % {"day": date_format(day)}
