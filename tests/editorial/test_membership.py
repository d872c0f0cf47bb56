"""Roles are given and taken away by administrators, and count from the next request on."""

import pytest
from django.urls import reverse

from editorial.models import Membership
from editorial.roles import Role
from support_programs.models import SupportMeasure
from tests import factories

LIST = reverse("admin:support_programs_supportmeasure_changelist")


@pytest.fixture
def measure(cast):
    return factories.SupportMeasureFactory(municipality=cast.a, published_at=None)


def listed(client):
    return list(client.get(LIST).context["cl"].result_list)


def change_page(row):
    return reverse("admin:support_programs_supportmeasure_change", args=[row.pk])


def test_membership_reads_as_role_and_place():
    place = factories.MunicipalityFactory.build(short_name_lv="Saldus")

    text = str(Membership(role=Role.EDITOR, municipality=place))

    assert text.endswith(", Saldus")


def test_person_without_a_membership_sees_nothing(client, measure):
    client.force_login(factories.UserFactory(is_staff=True))

    assert client.get(reverse("admin:index")).context["app_list"] == []
    assert client.get(LIST).status_code == 403
    assert client.get(change_page(measure)).status_code == 403


def test_membership_counts_from_the_next_request_on(client, cast, measure):
    person = factories.UserFactory(is_staff=True)
    client.force_login(person)
    assert client.get(LIST).status_code == 403

    factories.MembershipFactory(user=person, municipality=cast.a)

    assert listed(client) == [measure]


def test_membership_taken_away_counts_from_the_next_request_on(client, cast, measure):
    client.force_login(cast.editor_a)
    assert client.get(change_page(measure)).status_code == 200

    cast.editor_a.memberships.all().delete()

    assert client.get(change_page(measure)).status_code == 403


def test_membership_moved_elsewhere_counts_from_the_next_request_on(client, cast, measure):
    client.force_login(cast.editor_a)
    assert listed(client) == [measure]

    cast.editor_a.memberships.update(municipality=cast.b)

    assert listed(client) == []
    assert client.get(change_page(measure)).status_code == 404


def test_role_taken_down_counts_from_the_next_request_on(client, cast):
    measure = factories.SupportMeasureFactory(municipality=cast.a)
    client.force_login(cast.coordinator)
    withdraw = {"action": "withdraw", "_selected_action": [measure.pk]}

    cast.coordinator.memberships.update(role=Role.EDITOR)
    client.post(LIST, withdraw)

    measure.refresh_from_db()
    assert measure.is_published


@pytest.mark.parametrize("right", ["is_active", "is_staff"])
def test_disabled_person_is_shown_out_at_the_next_request(client, cast, measure, right):
    client.force_login(cast.editor_a)
    assert client.get(LIST).status_code == 200

    type(cast.editor_a).objects.filter(pk=cast.editor_a.pk).update(**{right: False})

    response = client.get(LIST)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("admin:login"))


def test_administrator_who_is_one_no_more_sees_nothing_at_the_next_request(client, cast, measure):
    client.force_login(cast.administrator)
    assert listed(client) == [measure]

    type(cast.editor_a).objects.filter(pk=cast.administrator.pk).update(is_superuser=False)

    assert client.get(LIST).status_code == 403


def test_coordinator_follows_a_municipality_into_its_new_region(client, cast, measure):
    client.force_login(cast.other_coordinator)
    assert listed(client) == []

    type(cast.a).objects.filter(pk=cast.a.pk).update(region=cast.c.region)

    assert listed(client) == [measure]


def test_person_sees_the_rows_of_all_memberships(client, cast, measure):
    other = factories.SupportMeasureFactory(municipality=cast.c)
    factories.SupportMeasureFactory(municipality=cast.b)
    factories.MembershipFactory(user=cast.editor_a, municipality=cast.c)
    client.force_login(cast.editor_a)

    assert set(listed(client)) == {measure, other}


# --- In the form of the account ------------------------------------------------------------------


def account(user, **membership):
    """What the form of an account sends, with one new membership."""
    data = {
        "email": user.email,
        "name": user.name,
        "language": "lv",
        "is_active": "on",
        "is_staff": "on",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
    }
    return data | {f"memberships-0-{name}": value for name, value in membership.items()}


def account_page(user):
    return reverse("admin:editorial_user_change", args=[user.pk])


def test_administrator_gives_a_membership(client, cast):
    person = factories.UserFactory()
    client.force_login(cast.administrator)

    client.post(account_page(person), account(person, role="editor", municipality=cast.a.pk))

    given = person.memberships.get()
    assert (given.role, given.municipality, given.region) == (Role.EDITOR, cast.a, None)


@pytest.mark.parametrize("places", [[], ["municipality", "region"]], ids=["none", "both"])
def test_membership_without_exactly_one_place_is_explained(client, cast, places):
    person = factories.UserFactory()
    chosen = {"municipality": cast.a.pk, "region": cast.a.region_id}
    client.force_login(cast.administrator)

    sent = account(person, role="editor", **{name: chosen[name] for name in places})
    response = client.post(account_page(person), sent)

    (formset,) = response.context["inline_admin_formsets"]
    assert formset.formset.forms[0].non_field_errors()
    assert not person.memberships.exists()


def test_new_account_asks_for_no_membership_yet(client, cast):
    client.force_login(cast.administrator)

    response = client.get(reverse("admin:editorial_user_add"))

    assert response.context["inline_admin_formsets"] == []


@pytest.mark.parametrize("person", ["editor_a", "coordinator"])
def test_nobody_else_gives_a_membership(client, cast, person):
    person = getattr(cast, person)
    client.force_login(person)

    sent = account(person, role="coordinator", region=cast.c.region_id) | {"is_superuser": "on"}
    response = client.post(account_page(person), sent)

    person.refresh_from_db()
    assert response.status_code == 403
    assert (person.is_superuser, person.memberships.count()) == (False, 1)


def test_who_had_which_role_is_remembered(cast):
    cast.editor_a.memberships.get().delete()

    gone, given = Membership.history.filter(user=cast.editor_a)
    assert (gone.history_type, given.municipality) == ("-", cast.a)


def test_rights_cost_two_queries_however_many_memberships(
    client, cast, measure, django_assert_max_num_queries
):
    client.force_login(cast.editor_a)
    with django_assert_max_num_queries(50) as before:
        client.get(LIST)

    factories.MembershipFactory.create_batch(5, user=cast.editor_a)

    with django_assert_max_num_queries(len(before)):
        client.get(LIST)
    assert SupportMeasure.objects.count() == 1
