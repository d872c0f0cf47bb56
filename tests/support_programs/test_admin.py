"""The form of a measure with its rounds, steps and papers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from support_programs.models import Step, SupportMeasure
from tests.factories import (
    ContactFactory,
    PaperFactory,
    RoundFactory,
    StepFactory,
    SupportMeasureFactory,
)

LIST = "admin:support_programs_supportmeasure_changelist"
ADD = "admin:support_programs_supportmeasure_add"
CHANGE = "admin:support_programs_supportmeasure_change"


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


def new_measure(**more):
    """What the form of a new national measure sends, without children."""
    data = {
        "slug": "jauns-atbalsts",
        "kind": "business_grant",
        "availability": "always",
        "title_lv": "Jauns atbalsts",
        "summary_lv": "Nauda uzņēmuma sākšanai.",
    }
    for children in ("rounds", "steps", "papers"):
        data |= {f"{children}-TOTAL_FORMS": "0", f"{children}-INITIAL_FORMS": "0"}
    return data | more


def test_change_page_shows_children_in_their_own_parts(signed_in):
    measure = SupportMeasureFactory()
    for factory in (RoundFactory, StepFactory, PaperFactory):
        factory.create_batch(2, measure=measure)

    response = signed_in.get(reverse(CHANGE, args=[measure.pk]))

    formsets = response.context["inline_admin_formsets"]
    assert [len(formset.formset.forms) for formset in formsets] == [2, 2, 2]


def test_latvian_text_of_a_step_stands_beside_its_translation(signed_in):
    step = StepFactory(text_lv="Norādiet adresi")

    response = signed_in.get(reverse(CHANGE, args=[step.measure_id]))

    steps = response.context["inline_admin_formsets"][1].formset
    help_text = steps.forms[0].fields["text_en"].help_text
    assert '<span lang="lv">Norādiet adresi</span>' in help_text


def test_measure_added_without_a_need_gets_it_from_its_kind(signed_in):
    signed_in.post(reverse(ADD), new_measure())

    measure = SupportMeasure.objects.get()
    assert (measure.need, measure.is_published) == ("business", False)


def test_measure_is_added_with_a_step(signed_in):
    step = {
        "steps-TOTAL_FORMS": "1",
        "steps-0-key": "a",
        "steps-0-order": "1",
        "steps-0-stage": "before",
        "steps-0-text_lv": "Norādiet adresi",
    }

    signed_in.post(reverse(ADD), new_measure(**step))

    assert Step.objects.get().measure.slug == "jauns-atbalsts"


def test_step_without_latvian_text_is_refused(signed_in):
    step = {
        "steps-TOTAL_FORMS": "1",
        "steps-0-key": "a",
        "steps-0-order": "1",
        "steps-0-stage": "before",
        "steps-0-text_en": "Enter your address",
    }

    signed_in.post(reverse(ADD), new_measure(**step))

    assert not SupportMeasure.objects.exists()


def test_change_page_costs_no_more_queries_with_more_contacts(signed_in):
    measure = SupportMeasureFactory()
    page = reverse(CHANGE, args=[measure.pk])
    signed_in.get(page)
    counts = []

    for _ in range(2):
        measure.contacts.add(*ContactFactory.create_batch(3))
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(page)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_measure_is_found_by_its_number(signed_in):
    measures = SupportMeasureFactory.create_batch(3)
    found = measures[1]

    response = signed_in.get(reverse(LIST), {"q": found.number})

    assert found in response.context["cl"].result_list


def test_unpublished_measure_has_no_link_to_its_page(signed_in):
    measure = SupportMeasureFactory(published_at=None)

    response = signed_in.get(reverse(CHANGE, args=[measure.pk]))

    assert not response.context["has_absolute_url"]
