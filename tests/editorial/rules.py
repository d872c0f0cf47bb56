"""How a table of database rules is written down; `test_rules.py` tries every line of it.

Each app lists the rules of its models in `tests/<app>/rules.py`. A value that is a factory stands
for a row it makes.
"""

import datetime as dt
from dataclasses import dataclass

import factory
from django.utils import translation

from editorial.models import Action, LinkResult, RevisionState
from editorial.roles import Role
from tests.factories import (
    ChangeFactory,
    DigestFactory,
    LinkUseFactory,
    MembershipFactory,
    MunicipalityFactory,
    OutsideLinkFactory,
    PlanningRegionFactory,
    RevisionFactory,
    SlugHistoryFactory,
    SourceFactory,
    SupportMeasureFactory,
    UserFactory,
)

DAY = dt.date(2026, 1, 15)
MOMENT = dt.datetime(2026, 1, 15, 12, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Check:
    """A CheckConstraint: changes to a valid row that it refuses, and ones that it accepts."""

    factory: type[factory.Factory]
    name: str
    refused: list[dict]
    accepted: list[dict]
    # What the form says when a field's own validator is quicker than the constraint.
    says: str = ""
    # Another constraint that refuses the same, and may be the one the database names.
    beside: str = ""
    # save() and clean() put it right instead of refusing it.
    is_mended: bool = False

    @property
    def key(self):
        return self.factory._meta.model, self.name

    @property
    def explained(self):
        return [] if self.is_mended else self.refused


@dataclass(frozen=True)
class Unique:
    """A unique field or a UniqueConstraint: two rows may not share all of `fields`."""

    factory: type[factory.Factory]
    fields: list[str]
    name: str = ""
    first: dict | None = None
    second: dict | None = None
    says: str = "already exists"

    @property
    def key(self):
        return self.factory._meta.model, self.name or self.fields[0]


def resolved(values):
    """`values` with a fresh row for every factory."""
    return {
        name: value() if isinstance(value, type) and issubclass(value, factory.Factory) else value
        for name, value in (values or {}).items()
    }


def in_english(refusal):
    """All messages of a ValidationError in one text."""
    with translation.override("en"):
        return " ".join(refusal.messages)


def latvian(factory, *fields):
    """The Latvian text of each field is there; the other languages may be missing."""
    model = factory._meta.model._meta.model_name
    return [
        Check(
            factory,
            f"{model}_{field}_lv_required",
            refused=[{f"{field}_lv": None}, {f"{field}_lv": ""}],
            accepted=[{f"{field}_en": None, f"{field}_ru": None}, {f"{field}_en": ""}],
            says="This field cannot be blank.",
        )
        for field in fields
    ]


def one_of(factory, field, choices, blank=False):
    """The field holds one of its choices, or with `blank` nothing."""
    model = factory._meta.model._meta.model_name
    return Check(
        factory,
        f"{model}_{field}_is_known",
        refused=[{field: "xx"}, {field: choices.values[0].upper()}],
        accepted=[{field: value} for value in [*choices.values, *([""] if blank else [])]],
        says="is not a valid choice",
    )


def publishable(factory, beside=""):
    """What every published model keeps to."""
    model = factory._meta.model._meta.model_name
    return [
        Check(
            factory,
            f"{model}_withdrawn_was_published",
            refused=[{"published_at": None, "withdrawn_at": MOMENT}],
            accepted=[{"withdrawn_at": MOMENT}, {"published_at": None}],
        ),
        Check(
            factory,
            f"{model}_verified_by_has_day",
            refused=[{"verified_by": UserFactory, "verified_on": None}],
            accepted=[{"verified_by": UserFactory, "verified_on": DAY}, {"verified_on": DAY}],
            beside=beside,
        ),
        loaded(factory),
    ]


def loaded(factory):
    return Unique(factory, ["content_key"], first={"content_key": "ādaži-1"})


RULES = [
    loaded(SourceFactory),
    Unique(UserFactory, ["email"]),
    Check(
        UserFactory,
        "user_email_in_small_letters",
        refused=[{"email": "Anna@novads.example"}],
        accepted=[{"email": "anna@novads.example"}],
        is_mended=True,
    ),
    Unique(
        SlugHistoryFactory,
        ["content_type", "slug"],
        "old_slug_unique",
        first={"owner__pk": 1001},
        second={"owner": SupportMeasureFactory},
    ),
    one_of(ChangeFactory, "action", Action),
    Check(
        RevisionFactory,
        "revision_state_is_known",
        refused=[{"state": "xx"}, {"state": "DRAFT"}],
        accepted=[
            {"state": state, "submitted_at": MOMENT, "note": "Trūkst gada."}
            for state in RevisionState.values
        ],
        says="is not a valid choice",
    ),
    Unique(
        RevisionFactory,
        ["content_type", "object_id"],
        "revision_one_open_of_a_row",
        first={"row__pk": 1001},
        second={"row": SourceFactory},
        says="an open edition already",
    ),
    Check(
        RevisionFactory,
        "revision_in_review_was_submitted",
        refused=[{"state": "review", "submitted_at": None}],
        accepted=[{"state": "review", "submitted_at": MOMENT}, {"submitted_at": None}],
    ),
    Check(
        RevisionFactory,
        "revision_returned_with_reason",
        refused=[{"state": "returned", "note": ""}],
        accepted=[{"state": "returned", "note": "Trūkst gada."}, {"note": ""}],
    ),
    Unique(OutsideLinkFactory, ["url"]),
    one_of(OutsideLinkFactory, "result", LinkResult),
    Unique(
        LinkUseFactory,
        ["link", "content_type", "object_id", "field"],
        "link_use_once",
        first={"row__pk": 1001},
        second={"row": SourceFactory, "field": "url"},
    ),
    Unique(
        DigestFactory,
        ["user", "day"],
        "digest_once_a_day",
        second={"day": DAY - dt.timedelta(days=1)},
    ),
    one_of(MembershipFactory, "role", Role),
    Check(
        MembershipFactory,
        "membership_has_one_place",
        refused=[{"municipality": None}, {"region": PlanningRegionFactory}],
        accepted=[
            {"municipality": MunicipalityFactory},
            {"municipality": None, "region": PlanningRegionFactory},
        ],
    ),
    Unique(
        MembershipFactory,
        ["user", "municipality"],
        "membership_once_per_municipality",
        says="already has a role there",
    ),
    Unique(
        MembershipFactory,
        ["user", "region"],
        "membership_once_per_region",
        first={"region": PlanningRegionFactory},
        second={"region": PlanningRegionFactory},
        says="already has a role there",
    ),
]
