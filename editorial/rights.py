"""What one person may do with one row, by the table in `editorial/roles.py`.

Memberships are read once for each request, because each request reads its user anew: what is given
or taken away counts from the next one on.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models

from editorial.models import Membership, Placed, Publishable, User
from editorial.places import Places
from editorial.roles import MAY, Act, Subject

Person = User | AnonymousUser


FIELDS = ("role", "municipality_id", "region_id")


class Rights:
    def __init__(self, user: Person, memberships: list[tuple] | None = None) -> None:
        """`memberships`: rows of `FIELDS` of this person, where they are read already."""
        self.is_administrator = user.is_active and user.is_superuser
        if memberships is None:
            memberships = list(user.memberships.values_list(*FIELDS)) if user.is_active else []
        self._memberships = memberships

    def may(self, act: Act, subject: Subject) -> bool:
        """Whether there is any place where the person may."""
        return self.is_administrator or any(
            act in MAY[role][subject] for role, _municipality, _region in self._memberships
        )

    def places(self, act: Act, subject: Subject) -> Places:
        """Where a membership allows `act`. An authority belongs to it when all municipalities for
        which it answers do: what two neighbours share is changed by neither alone."""
        held = [place for role, *place in self._memberships if act in MAY[role][subject]]
        municipalities = self._municipalities_of(held)
        return Places(
            municipalities=municipalities,
            regions=frozenset(region for _municipality, region in held if region),
            authorities=frozenset(
                authority
                for authority, answers_for in self._answers_for.items()
                if answers_for <= municipalities
            ),
        )

    @cached_property
    def sight(self) -> Places:
        """Where the person may look: also at the region and the authorities over them."""
        held = [place for _role, *place in self._memberships]
        municipalities = self._municipalities_of(held)
        over = [row for row in self._all_municipalities if row[0] in municipalities]
        return Places(
            municipalities=municipalities,
            regions=frozenset(
                [region for _municipality, region in held if region]
                + [region for _municipality, region, _authority in over]
            ),
            authorities=frozenset(authority for _municipality, _region, authority in over),
        )

    def _municipalities_of(self, held: list) -> frozenset[int]:
        own = {municipality for municipality, _region in held}
        regions = {region for _municipality, region in held}
        return frozenset(
            municipality
            for municipality, region, _authority in self._all_municipalities
            if municipality in own or region in regions
        )

    @cached_property
    def _answers_for(self) -> dict[int, set[int]]:
        answers_for = defaultdict(set)
        for municipality, _region, authority in self._all_municipalities:
            answers_for[authority].add(municipality)
        return answers_for

    @cached_property
    def _all_municipalities(self) -> list[tuple[int, int, int]]:
        return _every_municipality()


def _every_municipality() -> list[tuple[int, int, int]]:
    """Keys of each with those of its region and authority; few enough to be read whole."""
    municipalities = apps.get_model("municipalities", "Municipality")._base_manager
    return list(municipalities.values_list("pk", "region_id", "authority_id"))


def rights(user: Person) -> Rights:
    """Remembered on the user, who lives as long as the request."""
    if not hasattr(user, "_rights"):
        user._rights = Rights(user)
    return user._rights


def read_rights(people: Iterable[User]) -> list[User]:
    """The same people, with the rights of all of them read in two queries."""
    found, held = list(people), defaultdict(list)
    memberships = Membership.objects.filter(user__in=found).values_list("user_id", *FIELDS)
    for person, *membership in memberships:
        held[person].append(tuple(membership))
    every = _every_municipality()
    for person in found:
        person._rights = Rights(person, held[person.pk] if person.is_active else [])
        person._rights._all_municipalities = every
    return found


def is_draft(row: models.Model) -> bool:
    """Whether the public has never seen it."""
    return isinstance(row, Publishable) and row.published_at is None


def may(user: Person, act: Act, row: models.Model) -> bool:
    if rights(user).is_administrator or not isinstance(row, Placed):
        return rights(user).may(act, row.subject)
    return row.is_of(rights(user).places(act, row.subject))


def may_see(user: Person, row: models.Model) -> bool:
    """Own rows, and those of the whole country, which others refer to."""
    if rights(user).is_administrator or not isinstance(row, Placed):
        return rights(user).may(Act.SEE, row.subject)
    return rights(user).may(Act.SEE, row.subject) and (
        row.is_of(rights(user).sight) or row.is_national()
    )


def may_edit(user: Person, row: models.Model) -> bool:
    """Whether the person may change the row itself, so that a published one changes at once."""
    return may(user, Act.CHANGE_DRAFT if is_draft(row) else Act.CHANGE_LIVE, row)


def may_propose(user: Person, row: models.Model) -> bool:
    """Whether the person may write an edition beside the public row, for others to review."""
    return not is_draft(row) and may(user, Act.CHANGE_DRAFT, row)


def may_read_editions(user: Person, row: models.Model) -> bool:
    """Drafts are read by those who write there, and by those who review them."""
    return may(user, Act.CHANGE_DRAFT, row) or may_publish(user, row)


def may_save(user: Person, row: models.Model) -> bool:
    """Whether a new or changed row, as it has become, may lie where it now lies."""
    return may(user, Act.ADD, row) if row._state.adding else may_edit(user, row)


def may_publish(user: Person, row: models.Model) -> bool:
    return may(user, Act.PUBLISH, row)


def may_delete(user: Person, row: models.Model) -> bool:
    return rights(user).is_administrator or (is_draft(row) and may(user, Act.DELETE_DRAFT, row))
