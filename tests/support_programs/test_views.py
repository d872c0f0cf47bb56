"""The pages of measures and questions: addresses that moved, paging, what one page says."""

import datetime as dt

import pytest
from django.utils import timezone

from municipalities.needs import Need
from support_programs.pages import PER_PAGE
from support_programs.querysets import Availability
from tests.factories import (
    CommonQuestionFactory,
    ContactFactory,
    MunicipalityFactory,
    RoundFactory,
    SlugHistoryFactory,
    SourceFactory,
    StepFactory,
    SupportMeasureFactory,
)

pytestmark = pytest.mark.django_db

SECTIONS = {"lv": "/lv/atbalsts/", "en": "/en/support/", "ru": "/ru/podderzhka/"}
in_each_language = pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)


def text_of(response):
    return response.content.decode().replace("\xa0", " ")


# --- Addresses -----------------------------------------------------------------------------------


@in_each_language
def test_renamed_measure_leads_on_in_the_same_language(client, section):
    measure = SupportMeasureFactory(slug="vecais")
    measure.slug = "jaunais"
    measure.save()

    response = client.get(f"{section}vecais/?a=1&b=2")

    assert response.status_code == 301
    assert response["Location"] == f"{section}jaunais/?a=1&b=2"


@in_each_language
def test_withdrawn_measure_is_gone(client, section):
    SupportMeasureFactory(slug="atsaukts", withdrawn_at=timezone.now())

    assert client.get(f"{section}atsaukts/").status_code == 410


def test_withdrawn_measure_shows_nothing_of_it(client):
    SupportMeasureFactory(slug="atsaukts", title_lv="Noslēpums", withdrawn_at=timezone.now())

    assert "Noslēpums" not in text_of(client.get("/lv/atbalsts/atsaukts/"))


@in_each_language
@pytest.mark.parametrize("slug", ["nav-publicets", "nav-bijis", "nav-publicets-vecais"])
def test_unpublished_or_unknown_measure_is_not_found(client, section, slug):
    hidden = SupportMeasureFactory(slug="nav-publicets", published_at=None)
    SlugHistoryFactory(owner=hidden, slug="nav-publicets-vecais")

    assert client.get(f"{section}{slug}/").status_code == 404


@in_each_language
def test_renamed_and_then_withdrawn_measure_is_gone_at_its_old_address_too(client, section):
    measure = SupportMeasureFactory(slug="jaunais", withdrawn_at=timezone.now())
    SlugHistoryFactory(owner=measure, slug="vecais")

    assert client.get(f"{section}vecais/").status_code == 410


def test_draft_does_not_take_an_old_address_away(client):
    SlugHistoryFactory(owner=SupportMeasureFactory(slug="jaunais"), slug="vecais")
    SupportMeasureFactory(slug="vecais", published_at=None)

    response = client.get("/en/support/vecais/")

    assert (response.status_code, response["Location"]) == (301, "/en/support/jaunais/")


def test_published_row_takes_an_old_address(client):
    SlugHistoryFactory(owner=SupportMeasureFactory(slug="jaunais"), slug="vecais")
    SupportMeasureFactory(slug="vecais")

    assert client.get("/en/support/vecais/").status_code == 200


@pytest.mark.parametrize(
    ("measure", "path"),
    [
        ({"municipality__slug": "saldus"}, "/en/municipalities/saldus/health/"),
        ({"national": True}, "/en/health/"),
        ({"municipality__withdrawn_at": timezone.now()}, "/en/health/"),
    ],
    ids=["local", "national", "of a withdrawn place"],
)
def test_withdrawn_measure_leads_on_to_its_need(client, measure, path):
    SupportMeasureFactory(slug="atsaukts", need=Need.HEALTH, withdrawn_at=timezone.now(), **measure)

    assert f'See instead: <a href="{path}">' in text_of(client.get("/en/support/atsaukts/"))


@pytest.mark.parametrize(
    ("end", "section"), [("", "lv"), *((f"{code}/", code) for code in SECTIONS)]
)
def test_short_address_leads_to_the_language_it_was_printed_in(client, end, section):
    measure = SupportMeasureFactory(slug="grants")

    response = client.get(f"/s/{measure.number}/{end}")

    assert response.status_code == 302
    assert response["Location"] == f"{SECTIONS[section]}grants/"


@pytest.mark.parametrize(
    "end", ["s/999/", "s/999/ru/", "s/0/", "s/1/de/", "s/99999999999999999999/"]
)
def test_short_address_of_nothing_is_not_found(client, end):
    assert client.get(f"/{end}").status_code == 404


def test_short_address_of_an_unpublished_measure_is_not_found(client):
    hidden = SupportMeasureFactory(published_at=None)

    assert client.get(f"/s/{hidden.number}/").status_code == 404


def test_short_address_of_a_withdrawn_measure_says_it_is_gone(client):
    gone = SupportMeasureFactory(withdrawn_at=timezone.now())

    assert client.get(f"/s/{gone.number}/", follow=True).status_code == 410


# --- The list ------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["0", "-1", "abc", "", "2", "999999999999", "1.5", "%00"])
@in_each_language
def test_page_that_does_not_exist_is_not_found(client, section, page):
    SupportMeasureFactory()

    assert client.get(f"{section}?page={page}").status_code == 404


def test_long_list_goes_on_over_pages(client):
    SupportMeasureFactory.create_batch(PER_PAGE + 1, municipality=MunicipalityFactory())

    first, second = client.get("/en/support/"), client.get("/en/support/?page=2")

    assert text_of(first).count('class="measure-row"') == PER_PAGE
    assert text_of(second).count('class="measure-row"') == 1
    assert 'href="/en/support/?page=2"' in text_of(first)
    assert "page=1" not in text_of(first) + text_of(second)


def test_long_list_keeps_its_filters_over_pages(client):
    SupportMeasureFactory.create_batch(
        PER_PAGE + 1, municipality=MunicipalityFactory(slug="saldus")
    )

    response = client.get("/en/support/?m=saldus&need=business")

    assert 'href="/en/support/?m=saldus&amp;need=business&amp;page=2"' in text_of(response)


def test_list_with_a_thousand_strange_parameters_is_shown(client):
    SupportMeasureFactory(title_en="Grant one")
    query = "&".join(f"k{n}=<script>" for n in range(999))

    response = client.get(f"/en/support/?{query}")

    assert response.status_code == 200
    assert "Grant one" in text_of(response)
    assert "k0" in text_of(response)


def test_list_names_unknown_words_as_text(client):
    response = client.get("/en/support/?m=%3Cscript%3Ealert(1)%3C/script%3E")

    assert "&lt;script&gt;alert(1)" in text_of(response)
    assert "<script>alert" not in text_of(response)


def test_empty_list_says_which_filter_to_drop(client):
    SupportMeasureFactory(municipality=MunicipalityFactory(slug="saldus"))

    response = client.get("/en/support/?m=saldus&need=health")

    assert 'class="empty-state"' in text_of(response)
    assert 'href="/en/support/?need=health"' in text_of(response)
    assert 'href="/en/support/?m=saldus"' in text_of(response)
    assert 'href="/en/coordinators/"' in text_of(response)


def test_list_leaves_history_out_until_asked(client):
    SupportMeasureFactory(title_en="Old grant", availability=Availability.HISTORIC)

    assert "Old grant" not in text_of(client.get("/en/support/"))
    assert "Old grant" in text_of(client.get("/en/support/?status=historic"))


def test_list_leaves_out_what_is_not_published(client):
    SupportMeasureFactory(title_en="Hidden", published_at=None)
    SupportMeasureFactory(title_en="Withdrawn", withdrawn_at=timezone.now())

    text = text_of(client.get("/en/support/"))

    assert "Hidden" not in text
    assert "Withdrawn" not in text


# --- One measure ---------------------------------------------------------------------------------


def test_measure_says_what_is_not_known(client):
    SupportMeasureFactory(
        slug="maz",
        who_lv="",
        who_en="",
        who_ru="",
        amount_min=None,
        amount_max=None,
        share_max_pct=None,
        amount_note_lv="",
        amount_note_en="",
        amount_note_ru="",
        official_url="",
    )

    assert text_of(client.get("/en/support/maz/")).count("not known, ask") >= 5


def test_measure_shows_its_deadline_with_the_time_in_latvia(client, monkeypatch):
    monkeypatch.setattr(
        "editorial.clock.now",
        lambda: timezone.make_aware(dt.datetime(2026, 3, 29, 12)),
    )
    monkeypatch.setattr("editorial.clock.today", lambda: dt.date(2026, 3, 29))
    measure = SupportMeasureFactory(slug="grants")
    RoundFactory(measure=measure, closes_time=dt.time(18))

    text = text_of(client.get("/en/support/grants/"))

    assert "31 March 2026, 18:00" in text
    assert "Latvian time" in text
    assert "2 days left" in text


@pytest.fixture
def in_march(monkeypatch):
    """The 15th of March 2026, noon in Latvia."""
    noon = timezone.make_aware(dt.datetime(2026, 3, 15, 12))
    monkeypatch.setattr("editorial.clock.now", lambda: noon)
    monkeypatch.setattr("editorial.clock.today", lambda: noon.date())


NO_NOTE = {"deadline_note_lv": "", "deadline_note_en": "", "deadline_note_ru": ""}
NO_DEADLINE = "No deadline: you can apply at any time."


@pytest.mark.parametrize(
    ("verified_on", "is_said"), [(dt.date(2026, 3, 1), True), (dt.date(2025, 3, 1), False)]
)
def test_measure_confirmed_as_always_available_has_no_deadline(
    client, in_march, verified_on, is_said
):
    SupportMeasureFactory(
        slug="vienmer", availability=Availability.ALWAYS, verified_on=verified_on, **NO_NOTE
    )

    text = text_of(client.get("/en/support/vienmer/"))

    assert (NO_DEADLINE in text) == is_said
    assert ("The deadline is not known" not in text) == is_said


def test_measure_shows_when_it_closes_though_its_opening_is_not_known(client, in_march):
    RoundFactory(measure__slug="grants", opens=None)

    text = text_of(client.get("/en/support/grants/"))

    assert '<time class="deadline__date" datetime="2026-03-31">' in text
    assert "16 days left" in text
    assert "closes on 31 March 2026" in text


def test_measure_that_opens_later_shows_both_days_and_counts_none(client, in_march):
    RoundFactory(measure__slug="grants", opens=dt.date(2026, 3, 20))

    text = text_of(client.get("/en/support/grants/"))

    assert text.count("opens on 20 March 2026") == 2
    assert '<time class="deadline__date" datetime="2026-03-31">' in text
    assert "days left" not in text


HISTORY = "Earlier rounds are history"


@pytest.mark.parametrize(
    ("call", "is_said"),
    [
        ({}, False),
        ({"opens": dt.date(2025, 3, 1), "closes": dt.date(2025, 3, 31), "year": 2025}, True),
        ({"opens": None, "closes": None, "measure__availability": Availability.HISTORIC}, True),
    ],
    ids=["open", "past", "historic measure"],
)
def test_measure_calls_rounds_history_when_one_is_past(client, in_march, call, is_said):
    RoundFactory(measure__slug="grants", **call)

    assert (HISTORY in text_of(client.get("/en/support/grants/"))) == is_said


def test_measure_of_a_place_shows_national_conditions_of_its_need_first(client):
    national = SupportMeasureFactory(national=True, need=Need.BUSINESS)
    StepFactory(measure=national, text_en="Enter your address abroad.")
    other = SupportMeasureFactory(national=True, need=Need.HEALTH)
    StepFactory(measure=other, text_en="Get an S1 form.")
    StepFactory(measure=SupportMeasureFactory(slug="grants"), text_en="Write a plan.")

    text = text_of(client.get("/en/support/grants/"))

    assert text.index("Enter your address abroad.") < text.index("Write a plan.")
    assert "Get an S1 form." not in text


def test_measure_shows_a_past_contact_as_plain_text(client):
    measure = SupportMeasureFactory(slug="grants")
    measure.contacts.add(ContactFactory(mailbox="kadreiz@novads.example", is_historic=True))

    text = text_of(client.get("/en/support/grants/"))

    assert "kadreiz@novads.example" in text
    assert "mailto:kadreiz@novads.example" not in text


def test_measure_leaves_out_a_withdrawn_contact(client):
    measure = SupportMeasureFactory(slug="grants")
    measure.contacts.add(
        ContactFactory(mailbox="projam@novads.example", withdrawn_at=timezone.now())
    )

    assert "projam@novads.example" not in text_of(client.get("/en/support/grants/"))


def test_measure_names_its_sources_with_their_dates(client):
    source = SourceFactory(publisher="Ādažu novads", as_of="2025-06")
    SupportMeasureFactory(slug="grants", sources=[source])

    text = text_of(client.get("/en/support/grants/"))

    assert f'href="{source.url}"' in text
    assert "June 2025" in text


def test_measure_prints_its_short_address(client):
    measure = SupportMeasureFactory(slug="grants")

    assert f"testserver/s/{measure.number}/ru/" in text_of(client.get("/ru/podderzhka/grants/"))


@pytest.mark.parametrize("section", ["/en/support/", "/ru/podderzhka/"])
def test_measure_without_a_translation_is_marked_as_latvian(client, section):
    SupportMeasureFactory(slug="grants", title_lv="Tikai latviski", title_en="", title_ru=None)

    text = text_of(client.get(f"{section}grants/"))

    assert '<span lang="lv">Tikai latviski</span>' in text
    assert 'class="notice notice--info"' in text


# --- Questions -----------------------------------------------------------------------------------


def test_questions_stand_under_their_need(client):
    CommonQuestionFactory(need=Need.HEALTH, question_en="Which doctor?")
    CommonQuestionFactory(need=Need.WORK, question_en="Which job?")

    text = text_of(client.get("/en/answers/")).partition("<main")[2]

    assert text.index("Which job?") < text.index("Which doctor?")


def test_questions_link_only_to_published_measures(client):
    question = CommonQuestionFactory()
    question.measures.add(
        SupportMeasureFactory(title_en="Shown"),
        SupportMeasureFactory(title_en="Hidden", published_at=None),
    )

    text = text_of(client.get("/en/answers/"))

    assert "Shown" in text
    assert "Hidden" not in text
