"""The first screen: what waits for whom, in a fixed number of queries."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from contacts.models import Contact
from editorial import clock, review
from editorial.editions import snapshot
from editorial.models import Revision
from editorial.rights import Rights
from editorial.to_do import ToDo
from municipalities.models import Municipality
from support_programs.models import CommonQuestion, Kindergarten, SupportMeasure
from tests import factories
from tests.editorial.test_scope import MADE_IN, address, filled_in

pytestmark = pytest.mark.django_db

QUERIES = 26


def days_ago(days):
    return clock.today() - dt.timedelta(days=days)


def listed(person):
    """Heading key → names of the rows."""
    sections = ToDo(person, Rights(person)).sections()
    return {section.key: [task.name for task in section.tasks] for section in sections}


def drafted(row, by, submit=False, **fields):
    data = snapshot(row)
    data["fields"] |= fields
    return review.keep(row, data, by, submit=submit)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture(autouse=True)
def confirmed_places(cast):
    """The municipalities themselves wait for nobody."""
    Municipality.objects.update(verified_on=clock.today())


@pytest.fixture
def measure(cast):
    return factories.SupportMeasureFactory(
        municipality=cast.a, title_lv="Grants", verified_on=clock.today()
    )


def test_nothing_waits_for_somebody_whose_facts_are_true(cast, measure):
    assert listed(cast.editor_a) == {}
    page = signed_in(cast.editor_a).get(reverse("admin:index"))
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("days", "key"), [(None, "unconfirmed"), (80, "due"), (91, "lapsed"), (200, "lapsed")]
)
def test_facts_wait_by_their_age(cast, measure, days, key):
    measure.verified_on = days_ago(days) if days else None
    measure.save()

    assert listed(cast.editor_a) == {key: ["Grants"]}
    assert listed(cast.coordinator) == {key: ["Grants"]}
    assert listed(cast.editor_b) == listed(cast.other_coordinator) == {}


def test_the_oldest_stands_first_over_all_kinds(cast):
    for days, model in enumerate(MADE_IN):
        row = MADE_IN[model](cast.a)
        type(row)._base_manager.filter(pk=row.pk).update(
            verified_on=days_ago(400 + days), title_lv=model.__name__
        ) if hasattr(row, "title_lv") else type(row)._base_manager.filter(pk=row.pk).update(
            verified_on=days_ago(400 + days)
        )

    section = ToDo(cast.editor_a, Rights(cast.editor_a)).section("lapsed", 0, 50)

    days = [task.remark for task in section.tasks]
    assert len(days) > 5
    assert section.count == len(section.tasks)


def test_what_was_returned_waits_for_its_author(cast, measure):
    edition = drafted(measure, cast.editor_a, submit=True, summary_lv="Jauns.")
    review.send_back(edition, cast.coordinator, note="Trūkst gada.")

    assert listed(cast.editor_a) == {"returned": ["Grants"]}
    assert listed(cast.coordinator) == {}
    [section] = ToDo(cast.editor_a, Rights(cast.editor_a)).sections()
    assert section.tasks[0].remark == "Trūkst gada."


def test_work_of_somebody_who_left_waits_for_whoever_writes_there_now(cast, measure):
    edition = drafted(measure, cast.editor_a, submit=True, summary_lv="Jauns.")
    review.send_back(edition, cast.coordinator, note="Trūkst gada.")
    cast.editor_a.is_active = False
    cast.editor_a.save()
    successor = factories.MembershipFactory(municipality=cast.a).user

    assert listed(successor) == {"returned": ["Grants"]}
    assert listed(cast.editor_b) == {}


def test_submissions_wait_for_the_coordinator_of_the_region(cast, measure):
    drafted(measure, cast.editor_a, submit=True, summary_lv="Jauns.")

    assert listed(cast.coordinator) == {"review": ["Grants"]}
    assert listed(cast.editor_a) == listed(cast.other_coordinator) == {}


@pytest.mark.parametrize(("days", "is_soon"), [(0, True), (3, True), (4, False)])
@pytest.mark.parametrize("kind", ["vacancy", "event"])
def test_what_closes_soon_stands_before_the_rest(cast, days, is_soon, kind):
    day = clock.today() + dt.timedelta(days=days)
    if kind == "vacancy":
        row = factories.VacancyFactory(
            municipality=cast.a, published_at=None, closes_on=day, title_lv="Darbs"
        )
    else:
        row = factories.EventFactory(
            municipality=cast.a, published_at=None, starts_on=day, title_lv="Darbs"
        )
    drafted(row, cast.editor_a, submit=True)

    assert ("closing" in listed(cast.coordinator)) == is_soon
    assert ("review" in listed(cast.coordinator)) != is_soon


def test_own_drafts_are_not_forgotten(cast, measure):
    drafted(measure, cast.editor_a, summary_lv="Jauns.")

    assert listed(cast.editor_a) == {"drafts": ["Grants"]}
    assert listed(cast.coordinator) == {}


def test_new_rows_are_not_forgotten(cast):
    client = signed_in(cast.editor_a)
    data = filled_in(client, SupportMeasure, cast.a, title_lv="Jauns pasākums")

    client.post(address(SupportMeasure, "add"), data | {"_continue": "1"})

    assert listed(cast.editor_a) == {"drafts": ["Jauns pasākums"]}


def test_what_lies_where_one_no_longer_works_is_not_shown(cast, measure):
    edition = drafted(measure, cast.editor_a, submit=True, summary_lv="Jauns.")
    review.send_back(edition, cast.coordinator, note="Trūkst gada.")
    cast.editor_a.memberships.update(municipality=cast.c)

    assert listed(cast.editor_a) == {}


def test_outdated_translations_wait(cast, measure):
    SupportMeasure.objects.filter(pk=measure.pk).update(
        translated_from={"lv": "new", "en": "old", "ru": "new"}
    )

    assert listed(cast.editor_a) == {"translations": ["Grants"]}


def test_a_language_switched_off_waits_for_nobody(cast, measure):
    SupportMeasure.objects.filter(pk=measure.pk).update(
        translated_from={"lv": "new", "en": "old", "ru": "new"}
    )
    type(cast.a).objects.filter(pk=cast.a.pk).update(hidden_languages="en")

    assert listed(cast.editor_a) == {}


def test_broken_links_wait(cast, measure):
    use = factories.LinkUseFactory(row=measure, link__is_broken=True)

    assert listed(cast.editor_a) == {"links": [use.link.url]}
    assert listed(cast.editor_b) == {}


def test_one_press_on_the_first_screen_confirms(cast, measure):
    measure.verified_on = None
    measure.save()
    client = signed_in(cast.editor_a)
    [section] = client.get(reverse("admin:index")).context["sections"]

    response = client.post(section.tasks[0].still_true_path, {"next": reverse("admin:index")})

    assert response.headers["Location"] == reverse("admin:index")
    measure.refresh_from_db()
    assert measure.verified_on == clock.today()
    assert listed(cast.editor_a) == {}


def test_each_row_leads_to_where_it_is_done(cast, measure):
    drafted(measure, cast.editor_a, submit=True, summary_lv="Jauns.")
    [section] = ToDo(cast.coordinator, Rights(cast.coordinator)).sections()

    path = section.tasks[0].path

    assert path == address(SupportMeasure, "review", measure.pk)
    assert signed_in(cast.coordinator).get(path).status_code == 200


# --- A section as a whole ------------------------------------------------------------------------


def test_many_facts_are_confirmed_at_once_and_only_own_ones(cast):
    own = [factories.SupportMeasureFactory(municipality=cast.a) for _ in range(3)]
    foreign = factories.SupportMeasureFactory(municipality=cast.c)
    client = signed_in(cast.editor_a)
    chosen = [f"support_programs.supportmeasure:{row.pk}" for row in [*own[:2], foreign]]

    client.post(reverse("admin:to_do", args=["unconfirmed"]), {"chosen": chosen})

    days = [
        SupportMeasure.objects.get(pk=row.pk).verified_on is not None for row in [*own, foreign]
    ]
    assert days == [True, True, False, False]


@pytest.mark.parametrize(
    "chosen",
    [
        "",
        "x",
        "editorial.user:1",
        "auth.user:1",
        "support_programs.supportmeasure:x",
        "support_programs.supportmeasure:" + "9" * 40,
        "support_programs.supportmeasure:99999",
    ],
)
def test_nonsense_confirms_nothing(cast, chosen):
    client = signed_in(cast.editor_a)

    response = client.post(reverse("admin:to_do", args=["unconfirmed"]), {"chosen": [chosen]})

    assert response.status_code == 302


def test_a_section_has_pages(cast):
    for number in range(51):
        factories.SupportMeasureFactory(municipality=cast.a, title_lv=f"Grants {number:03}")
    client = signed_in(cast.editor_a)
    page = reverse("admin:to_do", args=["unconfirmed"])

    assert len(client.get(page).context["section"].tasks) == 50
    assert len(client.get(page, {"page": "2"}).context["section"].tasks) == 1
    assert client.get(page, {"page": "3"}).status_code == 404
    assert client.get(reverse("admin:to_do", args=["nekas"])).status_code == 404


# --- Queries -------------------------------------------------------------------------------------


def grow(cast, count):
    """Some of everything that can wait."""
    for _ in range(count):
        for days in (None, 85, 400):
            for model in (SupportMeasure, Contact, Kindergarten, CommonQuestion):
                row = MADE_IN[model](cast.a, verified_on=days_ago(days) if days else None)
                if days:
                    drafted(row, cast.editor_a, submit=True, as_of="2026-11")
                if days == 400:
                    edition = Revision.objects.open_of(row)
                    review.send_back(edition, cast.coordinator, note="Iemesls.")
                model.objects.filter(pk=row.pk).update(translated_from={"lv": "a", "en": "b"})
                factories.LinkUseFactory(row=row, link__is_broken=True)
        for make in (factories.VacancyFactory, factories.HomeFactory):
            offer = make(municipality=cast.a, published_at=None, closes_on=clock.today())
            drafted(offer, cast.editor_a, submit=True)


@pytest.mark.parametrize("person", ["editor_a", "coordinator", "administrator"])
def test_the_first_screen_takes_few_queries_however_much_waits(cast, person):
    client = signed_in(getattr(cast, person))
    counted = []
    for count in (6, 6):
        grow(cast, count)
        client.get(reverse("admin:index"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("admin:index")).status_code == 200
        counted.append(len(captured))

    assert counted[0] == counted[1]
    assert counted[0] <= QUERIES


def test_submitted_at_is_local(cast, measure):
    """A submission just after midnight in Latvia waits since today."""
    edition = drafted(measure, cast.editor_a, submit=True, summary_lv="Jauns.")
    midnight = timezone.make_aware(dt.datetime.combine(clock.today(), dt.time(0, 5)))
    Revision.objects.filter(pk=edition.pk).update(submitted_at=midnight)

    with translation.override("en"):
        [section] = ToDo(cast.coordinator, Rights(cast.coordinator)).sections()
    assert section.tasks[0].remark == "since today"
