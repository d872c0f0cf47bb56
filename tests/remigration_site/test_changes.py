"""“What has changed”: the page, its feed, and the history on the page of a measure."""

import datetime as dt
from uuid import uuid4
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from editorial import log
from editorial.models import Action, Change
from municipalities.needs import Need
from remigration_site import changes
from support_programs.pages import PER_PAGE
from tests import factories
from tests.factories import (
    ChangeFactory,
    ContactFactory,
    HomeFactory,
    MunicipalityFactory,
    PlanningRegionFactory,
    RoundFactory,
    SupportMeasureFactory,
    UserFactory,
    VacancyFactory,
)

pytestmark = pytest.mark.django_db

LANGUAGES = ["lv", "en", "ru"]
RIGA = ZoneInfo("Europe/Riga")
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ROWS = [
    factories.SupportMeasureFactory,
    factories.ContactFactory,
    factories.InstitutionFactory,
    factories.PilotFactFactory,
    factories.MunicipalityFactory,
    factories.AbsenceFactory,
    factories.CommonQuestionFactory,
    factories.VacancyFactory,
    factories.HomeFactory,
    factories.EventFactory,
    factories.KindergartenFactory,
    factories.SchoolFactory,
]


def address(name="changes", language="en"):
    with translation.override(language):
        return reverse(name)


def page_of(client, query="", language="en"):
    response = client.get(address(language=language) + query)
    assert response.status_code == 200
    return response


def entries_on(response):
    return [entry for day in response.context["days"] for entry in day["entries"]]


def told(response):
    """Title, what happened and which fields, of each entry."""
    with translation.override(response["Content-Language"]):
        return [
            (entry.title.value, entry.tag["label"], ", ".join(entry.names))
            for entry in entries_on(response)
        ]


def at(day, hour=12):
    return dt.datetime(2026, 1, day, hour, tzinfo=RIGA)


def withdraw(row):
    row.withdrawn_at = timezone.now()
    row.save()


@pytest.fixture
def measure():
    return SupportMeasureFactory(title_en="Grants")


# --- What it says --------------------------------------------------------------------------------


def test_address_is_a_word_of_its_language():
    found = [address(language=language) for language in LANGUAGES]
    feeds = [address("change_feed", language) for language in LANGUAGES]

    assert found == ["/lv/jaunumi/", "/en/changes/", "/ru/izmeneniya/"]
    assert feeds == ["/lv/jaunumi.atom", "/en/changes.atom", "/ru/izmeneniya.atom"]


@pytest.mark.parametrize(
    ("action", "fields", "what", "names"),
    [
        (Action.PUBLISHED, {}, "published", ""),
        (
            Action.CHANGED,
            {"who_lv": ["a", "b"], "fee": [None, "1"]},
            "changed",
            "who it is for, fee, €",
        ),
        (Action.CHANGED, {"who_lv": ["a", "b"], "who_ru": ["a", "b"]}, "changed", "who it is for"),
        (Action.IMPORTED, {}, "published", ""),
        (Action.IMPORTED, {"fee": [None, "1"]}, "changed", "fee, €"),
        (Action.TAKEN_OFF, {}, "no longer on offer", ""),
    ],
)
def test_entry_says_what_happened(client, measure, action, fields, what, names):
    ChangeFactory(row=measure, action=action, fields=fields)

    assert told(page_of(client)) == [("Grants", what, names)]


def test_call_is_told_by_its_year(client, measure):
    call = RoundFactory(measure=measure, year=2026)
    fields = {f"rounds/{call.pk}/closes": [None, "2026-03-01"], f"papers/{uuid4()}": [None, {}]}
    ChangeFactory(row=measure, fields=fields)

    assert told(page_of(client))[0][2] == "round (2026): closes, added: document"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("lv", ("mainīts", "kam paredzēts")),
        ("en", ("changed", "who it is for")),
        ("ru", ("изменено", "для кого")),
    ],
)
def test_entry_speaks_the_language_of_the_reader(client, measure, language, words):
    ChangeFactory(row=measure, fields={"who_lv": ["a", "b"]})

    response = page_of(client, language=language)

    assert told(response) == [(getattr(measure, f"title_{language}"), *words)]
    [entry] = entries_on(response)
    assert entry.title.path.startswith(f"/{language}/")


def test_nobody_and_no_text_is_named(client, measure):
    person = UserFactory(name="Zenta Mauriņa")
    fields = {"person": ["Jānis Bērziņš", "Zenta Mauriņa"], "who_lv": ["Vecais", "Jaunais"]}
    log.record(Action.CHANGED, measure, person, fields=fields, note="Lūdza Anna", is_public=True)

    both = [page_of(client).content.decode(), client.get(measure_page(measure)).content.decode()]
    both.append(client.get(address("change_feed")).content.decode())

    for page in both:
        assert not {"Zenta", "Mauriņa", "Bērziņš", "Vecais", "Jaunais", "Anna"} & set(page.split())


def test_lines_of_a_row_on_one_day_are_one_entry_with_the_latest_first(client, measure):
    other = SupportMeasureFactory(title_en="Homes")
    ChangeFactory(row=measure, at=at(15, 9), fields={"who_lv": ["a", "b"]})
    ChangeFactory(row=other, at=at(15, 10), fields={"fee": [None, "1"]})
    ChangeFactory(row=measure, at=at(15, 11), fields={"summary_lv": ["a", "b"]})
    ChangeFactory(row=measure, at=at(14), fields={"fee": [None, "1"]})

    assert told(page_of(client)) == [
        ("Grants", "changed", "summary, who it is for"),
        ("Homes", "changed", "fee, €"),
        ("Grants", "changed", "fee, €"),
    ]


def test_day_begins_at_midnight_in_latvia(client, measure):
    ChangeFactory(row=measure, at=dt.datetime(2026, 1, 14, 21, 59, tzinfo=dt.UTC))
    ChangeFactory(row=measure, at=dt.datetime(2026, 1, 14, 22, 0, tzinfo=dt.UTC))

    days = [day["day"] for day in page_of(client).context["days"]]

    assert days == [dt.date(2026, 1, 15), dt.date(2026, 1, 14)]


@pytest.mark.parametrize(
    ("actions", "what"),
    [
        ([Action.PUBLISHED, Action.CHANGED], "published"),
        ([Action.CHANGED, Action.WITHDRAWN], "withdrawn"),
        ([Action.WITHDRAWN, Action.PUBLISHED], "published"),
        ([Action.CHANGED, Action.TAKEN_OFF], "no longer on offer"),
    ],
)
def test_day_says_what_came_of_it(client, measure, actions, what):
    for hour, action in enumerate(actions):
        ChangeFactory(row=measure, action=action, at=at(15, hour), fields={"fee": [None, "1"]})

    assert told(page_of(client)) == [("Grants", what, "")]


@pytest.mark.parametrize("make", ROWS, ids=lambda make: make._meta.model.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_title_leads_to_where_the_row_stands(client, make, language):
    row = make()
    ChangeFactory(row=row)

    [entry] = entries_on(page_of(client, language=language))

    with translation.override(language):
        stored = type(row).objects.get(pk=row.pk)
        assert entry.title.path == stored.shown_at()
    assert entry.title.value
    assert client.get(entry.title.path).status_code == 200


def test_not_offered_is_told_by_its_need(client):
    ChangeFactory(row=factories.AbsenceFactory(need=Need.HOME))

    assert told(page_of(client))[0][0] == "Home"


def test_title_without_a_translation_is_marked_as_latvian(client):
    ChangeFactory(row=SupportMeasureFactory(title_lv="Granti", title_en="", title_ru=None))

    for language in ("en", "ru"):
        page = page_of(client, language=language).content.decode()
        assert 'lang="lv">Granti</a>' in page
    assert 'lang="lv">Granti' not in page_of(client, language="lv").content.decode()


def test_title_in_a_language_that_is_switched_off_is_latvian(client):
    place = MunicipalityFactory(hidden_languages="en")
    ChangeFactory(row=SupportMeasureFactory(title_lv="Granti", municipality=place))

    assert told(page_of(client))[0][0] == "Granti"


def test_long_fact_is_cut(client):
    ChangeFactory(row=factories.PilotFactFactory(text_en="word " * 100))

    assert len(told(page_of(client))[0][0]) == changes.LONGEST_TITLE


# --- What has gone -------------------------------------------------------------------------------


def test_withdrawn_row_is_told_by_its_stored_name_and_leads_nowhere(client, measure):
    fields = {"who_lv": ["a", "b"]}
    ChangeFactory(row=measure, label="Granti", at=at(14), fields=fields)
    ChangeFactory(row=measure, label="Granti", at=at(15), action=Action.WITHDRAWN, fields={})
    withdraw(measure)

    response = page_of(client)

    assert told(response) == [("Granti", "withdrawn", ""), ("Granti", "changed", "")]
    page = response.content.decode()
    assert '<span class="calendar__title" lang="lv">Granti</span>' in page
    assert measure.get_absolute_url() not in page


def test_deleted_row_is_told_by_its_stored_name(client, measure):
    ChangeFactory(row=measure, label="Granti", action=Action.DELETED, fields={})
    measure.delete()

    assert told(page_of(client)) == [("Granti", "withdrawn", "")]


def test_row_of_a_model_that_is_gone_is_told_by_its_stored_name(client):
    ChangeFactory(model="support_programs.course", label="Kursi")

    assert told(page_of(client)) == [("Kursi", "changed", "")]


def test_lines_of_a_withdrawn_municipality_disappear(client):
    place = MunicipalityFactory()
    for row in (place, SupportMeasureFactory(municipality=place), HomeFactory(municipality=place)):
        ChangeFactory(row=row)
    assert len(told(page_of(client))) == 3

    withdraw(place)

    assert told(page_of(client)) == []
    assert "<entry>" not in client.get(address("change_feed")).content.decode()


@pytest.mark.parametrize("action", [Action.CHANGED, Action.SUBMITTED, Action.CREATED])
def test_what_readers_did_not_see_is_not_told(client, measure, action):
    ChangeFactory(row=measure, action=action, is_public=False)

    assert told(page_of(client)) == []
    assert "History of changes" not in client.get(measure_page(measure)).content.decode()


def test_that_a_fact_is_still_true_is_no_news(client, measure):
    ChangeFactory(row=measure, action=Action.CONFIRMED)

    assert told(page_of(client)) == []


# --- Filters and pages ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Saldus", "Other", "Latvia", "Region", "Flat", "Job"}),
        ("?m=saldus", {"Saldus", "Flat", "Job"}),
        ("?m=latvija", {"Latvia"}),
        ("?m=saldus&m=latvija", {"Saldus", "Flat", "Job", "Latvia"}),
        ("?need=business", {"Saldus"}),
        ("?need=home", {"Other", "Flat"}),
        ("?need=work", {"Job"}),
        ("?m=saldus&need=home", {"Flat"}),
        ("?need=health", set()),
    ],
)
def test_list_is_narrowed_by_municipality_and_need(client, query, titles):
    place = MunicipalityFactory(slug="saldus")
    measure = SupportMeasureFactory
    for row in (
        measure(title_en="Saldus", municipality=place, need=Need.BUSINESS),
        measure(title_en="Other", need=Need.HOME),
        measure(title_en="Latvia", municipality=None, need=Need.DOCUMENTS),
        ContactFactory(role_en="Region", region=PlanningRegionFactory()),
        HomeFactory(title_en="Flat", municipality=place),
        VacancyFactory(title_en="Job", municipality=place),
    ):
        ChangeFactory(row=row)

    assert {title for title, _what, _names in told(page_of(client, query))} == titles
    listed = atom(client.get(address("change_feed") + query)).findall(f"{ATOM}entry")
    assert {entry.findtext(f"{ATOM}title") for entry in listed} == titles


def test_every_need_finds_the_offers_that_belong_to_it():
    of_need = {label for labels in changes.OF_NEED.values() for label in labels}
    without = {
        make._meta.model._meta.label_lower
        for make in ROWS
        if hasattr(make._meta.model, "institution") or make in (VacancyFactory, HomeFactory)
    }

    assert of_need == without


def test_filtered_list_is_not_for_search_engines(client):
    place = MunicipalityFactory()

    assert "noindex" not in page_of(client).content.decode()
    assert "noindex, follow" in page_of(client, f"?m={place.slug}").content.decode()


def test_empty_list_says_what_to_do(client):
    place = MunicipalityFactory()

    assert "Nothing has changed since" in page_of(client).content.decode()
    assert "Try without one of the filters" in page_of(client, f"?m={place.slug}").content.decode()


def test_long_list_comes_in_pages(client, measure):
    for number in range(PER_PAGE + 1):
        ChangeFactory(row=measure, at=at(1) + dt.timedelta(days=number))

    assert len(told(page_of(client))) == PER_PAGE
    assert len(told(page_of(client, "?page=2"))) == 1
    assert client.get(address() + "?page=3").status_code == 404


def test_list_ends_after_many_lines(client, measure, monkeypatch):
    monkeypatch.setattr(changes, "MOST_LINES", 2)
    for day in (1, 2, 3):
        ChangeFactory(row=measure, at=at(day))

    assert [entry.day.day for entry in entries_on(page_of(client))] == [3, 2]


def test_lists_lead_to_it(client):
    assert f'href="{address()}"' in client.get("/en/").content.decode()
    assert f'href="{address()}"' in client.get("/en/site-map/").content.decode()


# --- Feed ----------------------------------------------------------------------------------------


def atom(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own


def feed_of(client, language="en"):
    return atom(client.get(address("change_feed", language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_feed_is_a_valid_one(client, language):
    feed = feed_of(client, language)

    assert feed.get(LANG) == language
    assert all(feed.findtext(f"{ATOM}{part}") for part in ("id", "title", "updated"))
    assert not feed.findall(f"{ATOM}entry")


@pytest.mark.parametrize("language", LANGUAGES)
def test_feed_tells_a_row_and_its_day(client, measure, language):
    ChangeFactory(row=measure, at=at(15, 9))
    ChangeFactory(row=measure, at=at(15, 11))

    feed = feed_of(client, language)

    [entry] = feed.findall(f"{ATOM}entry")
    title = entry.find(f"{ATOM}title")
    with translation.override(language):
        url = "http://testserver" + measure.get_absolute_url()
        place = measure.municipality.short_name
    assert (title.text, title.get(LANG)) == (getattr(measure, f"title_{language}"), language)
    assert entry.find(f"{ATOM}link").get("href") == url
    assert entry.findtext(f"{ATOM}summary").endswith(f" · {place}")
    assert dt.datetime.fromisoformat(entry.findtext(f"{ATOM}published")) == at(15, 9)
    assert dt.datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == at(15, 11)
    assert dt.datetime.fromisoformat(feed.findtext(f"{ATOM}updated")) == at(15, 11)


def test_entry_keeps_its_id_while_its_day_goes_on(client, measure):
    def ids(language="en"):
        found = feed_of(client, language).findall(f"{ATOM}entry")
        return [entry.findtext(f"{ATOM}id") for entry in found]

    ChangeFactory(row=measure, at=at(15, 9))
    [first] = ids()
    ChangeFactory(row=measure, at=at(15, 11))
    assert ids() == [first]
    assert ids("lv") != [first]

    ChangeFactory(row=measure, at=at(16))
    ChangeFactory(row=SupportMeasureFactory(), at=at(15))

    assert len(set(ids())) == 3


def test_entry_of_what_has_gone_leads_to_the_list(client, measure):
    ChangeFactory(row=measure, label="Granti ]]> <b>", action=Action.WITHDRAWN)
    withdraw(measure)

    [entry] = feed_of(client).findall(f"{ATOM}entry")

    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{address()}"
    assert entry.find(f"{ATOM}title").get(LANG) == "lv"
    assert entry.findtext(f"{ATOM}title") == "Granti ]]> <b>"


def test_feed_is_not_sent_again_while_nothing_changes(client, measure):
    ChangeFactory(row=measure)
    path = address("change_feed")
    first = client.get(path)
    kept = {"If-None-Match": first["ETag"]}

    assert client.get(path, headers=kept).status_code == 304
    ChangeFactory(row=measure)
    ChangeFactory(row=measure, at=at(20))
    assert client.get(path, headers=kept).status_code == 200


@pytest.mark.parametrize("name", ["changes", "change_feed"])
def test_it_answers_only_reading(client, name):
    assert client.head(address(name)).status_code == 200
    assert client.post(address(name)).status_code == 405


@pytest.mark.parametrize("name", ["changes", "change_feed"])
@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_the_same_queries_whatever_changed(client, name, count):
    for make in ROWS * count:
        row = make()
        ChangeFactory(row=row)
    call = RoundFactory()
    ChangeFactory(row=call.measure, fields={f"rounds/{call.pk}/won": [None, 5]})

    with CaptureQueriesContext(connection) as captured:
        client.get(address(name))

    assert len(captured) == 5


# --- History of a measure ------------------------------------------------------------------------


def measure_page(measure, language="en"):
    with translation.override(language):
        return measure.get_absolute_url()


def history_on(client, measure, language="en"):
    shown = client.get(measure_page(measure, language)).context["history"]
    with translation.override(language):
        return [(day["day"].day, str(day["what"]), ", ".join(day["names"])) for day in shown]


def test_measure_tells_its_history(client, measure):
    call = RoundFactory(measure=measure, year=2026)
    fields = {"who_lv": ["a", "b"], f"rounds/{call.pk}/closes": [None, "2026-03-01"]}
    ChangeFactory(row=measure, at=at(1), action=Action.PUBLISHED, fields={})
    ChangeFactory(row=measure, at=at(2), fields=fields)
    ChangeFactory(row=measure, at=at(3), action=Action.CONFIRMED, fields={}, is_public=False)
    ChangeFactory(row=SupportMeasureFactory(), at=at(4))
    ChangeFactory(row=HomeFactory(pk=measure.pk), at=at(5))

    assert history_on(client, measure) == [
        (3, "confirmed as still true", ""),
        (2, "changed", "who it is for, round (2026): closes"),
        (1, "published", ""),
    ]
    page = client.get(measure_page(measure)).content.decode()
    assert '<summary class="details__summary">History of changes</summary>' in page
    assert '<time datetime="2026-01-03">3 January 2026</time>: confirmed as still true' in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("lv", [(2, "mainīts", "kam paredzēts")]),
        ("ru", [(2, "изменено", "для кого")]),
    ],
)
def test_history_speaks_the_language_of_the_reader(client, measure, language, words):
    ChangeFactory(row=measure, at=at(2), fields={"who_lv": ["a", "b"]})

    assert history_on(client, measure, language) == words


def test_history_ends_after_twenty_lines(client, measure):
    for number in range(21):
        ChangeFactory(row=measure, at=at(1) + dt.timedelta(days=number))

    assert [day for day, _what, _names in history_on(client, measure)] == list(range(21, 1, -1))


def test_measure_without_history_has_no_empty_part(client, measure):
    assert Change.objects.count() == 0
    assert "History of changes" not in client.get(measure_page(measure)).content.decode()
