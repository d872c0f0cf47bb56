import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from editorial.age import due_before, expired_before, overdue_before


def translation_state(language: str) -> Case:
    """“missing”, “outdated” or “current”, from the hashes in `translated_from`."""
    made_from = _hash_under(language)
    return Case(
        When(Exact(made_from, Value("")), then=Value("missing")),
        When(Exact(made_from, _hash_under("lv")), then=Value("current")),
        default=Value("outdated"),
        output_field=models.CharField(),
    )


def _hash_under(language: str) -> Coalesce:
    """Empty where there is none."""
    return Coalesce(KT(f"translated_from__{language}"), Value(""), output_field=models.TextField())


class PublishableQuerySet(models.QuerySet):
    # The day from which the age of a row runs, as in `age()` of its model.
    age_path: ClassVar[str] = "verified_on"

    def published(self) -> Self:
        """Rows that may be opened."""
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True)

    def listed(self) -> Self:
        """Rows that lists, counts and the matrix start from: published and not historic."""
        return self.published()

    def worth_confirming(self, on: dt.date | None = None) -> Self:
        """Rows about which to ask on the day `on` whether they are still true: neither history nor
        over."""
        return self.listed()

    def over(self, on: dt.date | None = None) -> Self:
        """Rows whose `closing_day()` has passed on the day `on`."""
        return self.none()

    def with_links_to_check(self, on: dt.date | None = None) -> Self:
        """Rows whose links outside are to lead somewhere on the day `on`."""
        return self.published()

    # Each of these has the same answer as `age()` of the row.

    def unconfirmed(self, on: dt.date | None = None) -> Self:
        """On whatever day."""
        return self.filter(**{f"{self.age_path}__isnull": True})

    def verified(self, on: dt.date | None = None) -> Self:
        return self._checked(since=due_before(self.model.check_interval, on))

    def due(self, on: dt.date | None = None) -> Self:
        interval = self.model.check_interval
        return self._checked(overdue_before(interval, on), due_before(interval, on))

    def overdue(self, on: dt.date | None = None) -> Self:
        interval = self.model.check_interval
        return self._checked(expired_before(interval, on), overdue_before(interval, on))

    def lapsed(self, on: dt.date | None = None) -> Self:
        """Overdue or expired."""
        return self._checked(before=overdue_before(self.model.check_interval, on))

    def expired(self, on: dt.date | None = None) -> Self:
        return self._checked(before=expired_before(self.model.check_interval, on))

    def meant_in_all_languages(self) -> Self:
        """Rows whose texts people here write."""
        return self

    def to_translate(self, language: str) -> Self:
        """Rows that are to be there in `language`: readers see or will see them, and their
        municipality has not switched the language off."""
        path = self.model.municipality_path
        place = "" if path == "pk" else f"{path.removesuffix('_id')}__"
        hidden = {f"{place}hidden_languages__contains": language}
        return self.meant_in_all_languages().filter(withdrawn_at__isnull=True).exclude(**hidden)

    def translation_missing(self, language: str) -> Self:
        """Some Latvian text has no counterpart."""
        return self.to_translate(language).in_translation_state(language, "missing")

    def translation_outdated(self, language: str) -> Self:
        """The Latvian text has changed since."""
        return self.to_translate(language).in_translation_state(language, "outdated")

    def translation_current(self, language: str) -> Self:
        return self.to_translate(language).in_translation_state(language, "current")

    def in_translation_state(self, language: str, state: str) -> Self:
        return self.alias(_state=translation_state(language)).filter(_state=state)

    def _checked(self, since: dt.date | None = None, before: dt.date | None = None) -> Self:
        wanted = {f"{self.age_path}__gte": since, f"{self.age_path}__lt": before}
        return self.filter(**{lookup: day for lookup, day in wanted.items() if day})


class HistoricQuerySet(PublishableQuerySet):
    """For models that mark a row `is_historic` when it is kept only as history."""

    def listed(self) -> Self:
        return self.published().filter(is_historic=False)

    def historic(self) -> Self:
        return self.published().filter(is_historic=True)
