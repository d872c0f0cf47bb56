"""Who may do what, row by row: the table of roles read from outside."""

import pytest
from django.contrib.auth.models import AnonymousUser

from editorial.rights import may, may_delete, may_edit, may_publish, may_see, rights
from editorial.roles import MAY, Act, Role, Subject
from tests import factories

pytestmark = pytest.mark.django_db

PEOPLE = ["editor_a", "editor_b", "coordinator", "other_coordinator", "administrator"]
QUESTIONS = {
    "s": may_see,
    "e": may_edit,
    "c": lambda person, row: may(person, Act.CONFIRM, row),
    "p": may_publish,
    "d": may_delete,
}
MOMENT = "2026-01-15T12:00Z"


def measure(cast, **values):
    return factories.SupportMeasureFactory(**{"municipality": cast.a} | values)


ROWS = {
    "draft": lambda cast: measure(cast, published_at=None),
    "published": measure,
    "withdrawn": lambda cast: measure(cast, withdrawn_at=MOMENT),
    "national": lambda cast: measure(cast, municipality=None),
    "national draft": lambda cast: measure(cast, municipality=None, published_at=None),
    "school": lambda cast: factories.SchoolFactory(institution__municipality=cast.a),
    "school draft": lambda cast: factories.SchoolFactory(
        institution__municipality=cast.a, published_at=None
    ),
    "municipality": lambda cast: cast.a,
    "locality": lambda cast: factories.LocalityFactory(municipality=cast.a),
    "contact": lambda cast: factories.ContactFactory(municipality=cast.a, published_at=None),
    "of the authority": lambda cast: factories.ContactFactory(
        authority=cast.a.authority, published_at=None
    ),
    "of the region": lambda cast: factories.ContactFactory(region=cast.a.region, published_at=None),
    "of the state": lambda cast: factories.ContactFactory(
        authority=factories.AuthorityFactory(kind="state_institution"), published_at=None
    ),
    "source": lambda cast: factories.SourceFactory(),
    "region": lambda cast: cast.a.region,
}

# Rows belong to A. s: see, e: edit, c: confirm, p: publish and withdraw, d: delete.
EXPECTED = """
                   editor_a  editor_b  coordinator  other_coordinator  administrator
draft              sec-d     -----     secpd        -----              secpd
published          s-c--     -----     secp-        -----              secpd
withdrawn          s-c--     -----     secp-        -----              secpd
national           s----     s----     s----        s----              secpd
national draft     s----     s----     s----        s----              secpd
school             s-c--     -----     secp-        -----              secpd
school draft       sec-d     -----     secpd        -----              secpd
municipality       s----     -----     sec--        -----              secpd
locality           s----     -----     s----        -----              secpd
contact            sec-d     -----     secpd        -----              secpd
of the authority   sec-d     -----     secpd        -----              secpd
of the region      s----     s----     secpd        -----              secpd
of the state       s----     s----     s----        s----              secpd
source             s----     s----     se---        se---              secpd
region             s----     s----     s----        s----              secpd
"""
CELLS = [
    (line[:19].strip(), person, answer)
    for line in EXPECTED.strip("\n").splitlines()[1:]
    for person, answer in zip(PEOPLE, line[19:].split(), strict=True)
]


@pytest.mark.parametrize(("row", "person", "expected"), CELLS)
def test_person_may_do_with_a_row_what_the_table_says(cast, row, person, expected):
    row, person = ROWS[row](cast), getattr(cast, person)

    answers = [letter if asked(person, row) else "-" for letter, asked in QUESTIONS.items()]

    assert "".join(answers) == expected


def test_every_kind_of_row_stands_in_the_table():
    assert {row for row, _person, _answer in CELLS} == set(ROWS)


def test_each_role_has_an_answer_for_each_subject():
    assert {role: set(subjects) for role, subjects in MAY.items()} == {
        role: set(Subject) for role in Role
    }


def test_coordinator_may_all_that_an_editor_may():
    for subject in Subject:
        assert MAY[Role.EDITOR][subject] <= MAY[Role.COORDINATOR][subject]


@pytest.mark.parametrize("act", Act)
def test_visitor_may_nothing(act):
    assert not any(rights(AnonymousUser()).may(act, subject) for subject in Subject)


def test_what_two_neighbours_share_is_seen_by_both_and_changed_by_neither_alone(cast):
    factories.MunicipalityFactory(authority=cast.a.authority, region=cast.a.region)
    row = factories.ContactFactory(authority=cast.a.authority, published_at=None)

    assert may_see(cast.editor_a, row)
    assert not may_edit(cast.editor_a, row)
    assert may_edit(cast.coordinator, row)


def test_membership_of_a_region_without_municipalities_gives_its_contacts_only():
    region = factories.PlanningRegionFactory()
    person = factories.MembershipFactory(region=region, role=Role.COORDINATOR).user

    assert may_publish(person, factories.ContactFactory(region=region))
    assert not may_see(person, factories.ContactFactory())
