"""The field for Markdown: what it keeps, what the preview answers, who may ask."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from editorial.administration.markdown import MAX_LENGTH, MarkdownField, MarkdownWidget
from editorial.rich_text import render
from support_programs.models import SupportMeasure, Vacancy
from tests import factories

MODELS = {
    SupportMeasure: (factories.SupportMeasureFactory, "details"),
    Vacancy: (factories.VacancyFactory, "duties"),
}


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


def change_address(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def test_text_with_what_only_looks_like_an_address_is_refused():
    field = MarkdownField(max_length=100)

    for text in ("[šeit](http://[bad)", "Skatiet https://a℀b.lv"):
        with pytest.raises(ValidationError):
            field.clean(text)


def preview(client, **data):
    return client.post(reverse("admin:markdown_preview"), data)


# --- The form -----------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_field_of_each_language_is_for_markdown(signed_in, model, language):
    make, name = MODELS[model]

    response = signed_in.get(change_address(make()))

    field = response.context["adminform"].form.fields[f"{name}_{language}"]
    assert isinstance(field, MarkdownField)
    assert isinstance(field.widget, MarkdownWidget)
    assert field.widget.language == language


def test_other_texts_are_plain(signed_in):
    response = signed_in.get(change_address(factories.SupportMeasureFactory()))

    fields = response.context["adminform"].form.fields
    assert {name for name in fields if isinstance(fields[name], MarkdownField)} == {
        "details_lv",
        "details_en",
        "details_ru",
    }


def test_buttons_wait_for_the_script(signed_in):
    html = signed_in.get(change_address(factories.SupportMeasureFactory())).content.decode()

    assert html.count('class="markdown__tools" role="group"') == 3
    assert '<script src="/static/js/markdown-field.js" defer></script>' in html


def test_text_that_is_left_empty_stays_empty():
    assert MarkdownField(required=False).clean("") == ""


def test_text_that_links_make_too_long_is_refused(db):
    row = factories.SupportMeasureFactory(number=1)
    text = "[x](/s/1/)"

    with pytest.raises(ValidationError, match=f"{len(text)}"):
        MarkdownField(max_length=len(text)).clean(text)

    assert MarkdownField().clean(text) == f"[x](page:measure/{row.pk})"


# --- The preview --------------------------------------------------------------------------------


def test_preview_is_what_the_page_shows(signed_in):
    text = "**Svarīgi**\n\n- viens\n- divi"

    response = preview(signed_in, text=text, language="lv")

    assert response.content.decode() == render(text)


def test_preview_lets_no_code_through(signed_in):
    text = '<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror="alert(1)">'

    html = preview(signed_in, text=text).content.decode()

    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html


@pytest.mark.parametrize(("language", "path"), [("lv", "/lv/darbs/"), ("ru", "/ru/rabota/")])
def test_preview_leads_to_the_pages_in_the_language_of_the_text(signed_in, language, path):
    response = preview(signed_in, text="[x](page:need/work)", language=language)

    assert f'href="{path}"' in response.content.decode()


def test_preview_in_an_unknown_language_is_latvian(signed_in):
    response = preview(signed_in, text="[x](page:need/work)", language="xx")

    assert 'href="/lv/darbs/"' in response.content.decode()


def test_preview_of_the_longest_text_is_answered(signed_in):
    assert preview(signed_in, text="ā" * MAX_LENGTH).status_code == 200


def test_preview_of_a_longer_text_says_why_not(signed_in):
    response = preview(signed_in, text="ā" * (MAX_LENGTH + 1))

    assert response.status_code == 400
    assert str(MAX_LENGTH) in response.content.decode()
    assert response.headers["Content-Type"].startswith("text/plain")


def test_field_holds_no_more_than_the_preview_shows():
    assert {model._meta.get_field(name).max_length for model, (_make, name) in MODELS.items()} == {
        MAX_LENGTH
    }


def test_preview_without_the_token_of_the_form_is_refused(administrator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)

    assert preview(client, text="x").status_code == 403


@pytest.mark.parametrize("name", ["markdown_preview", "find_pages"])
def test_visitor_is_led_to_the_door(client, db, name):
    response = client.get(reverse(f"admin:{name}"))

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("name", ["markdown_preview", "find_pages"])
def test_account_that_is_no_staff_is_led_to_the_door(client, db, name):
    client.force_login(factories.UserFactory(is_staff=False))

    response = client.get(reverse(f"admin:{name}"))

    assert response.status_code == 302


# --- Looking for a page -------------------------------------------------------------------------


def found(client, words):
    return client.get(reverse("admin:find_pages"), {"q": words}).json()["pages"]


def test_page_is_found_by_its_name(signed_in):
    row = factories.SupportMeasureFactory(
        title_lv="Ēdināšana skolā", municipality__short_name_lv="Tukums"
    )
    factories.SupportMeasureFactory()

    [page] = found(signed_in, "edinasana skol")

    assert page["address"] == f"page:measure/{row.pk}"
    assert page["label"] == "Ēdināšana skolā"
    assert page["about"].endswith(", Tukums")


def test_page_is_found_by_its_name_in_another_language(signed_in):
    row = factories.MunicipalityFactory(short_name_ru="Салдус")

    assert [page["address"] for page in found(signed_in, "салдус")] == [
        f"page:municipality/{row.pk}"
    ]


def test_school_is_found_by_the_name_of_its_institution(signed_in):
    row = factories.SchoolFactory(institution__name="Žagares pamatskola")

    assert [page["address"] for page in found(signed_in, "zagares")] == [f"page:school/{row.pk}"]


def test_draft_is_not_found(signed_in):
    factories.SupportMeasureFactory(title_lv="Melnraksts", published_at=None)

    assert found(signed_in, "Melnraksts") == []


def test_page_of_a_withdrawn_municipality_is_not_found(signed_in):
    row = factories.SupportMeasureFactory(title_lv="Pazudušais")
    row.municipality.withdrawn_at = row.municipality.published_at
    row.municipality.save()

    assert found(signed_in, "Pazudušais") == []


@pytest.mark.parametrize("words", ["", "a", "  ", "%", "€€"])
def test_too_little_to_look_for_finds_nothing(signed_in, words):
    factories.SupportMeasureFactory(title_lv="A a a")

    assert found(signed_in, words) == []


def test_no_more_than_ten_pages_are_found(signed_in):
    for number in range(7):
        factories.SupportMeasureFactory(title_lv=f"Vienāds {number}")
        factories.MunicipalityFactory(short_name_lv=f"Vienāds {number}")

    assert len(found(signed_in, "vienads")) == 10


def test_number_of_queries_does_not_grow_with_what_is_found(
    signed_in, django_assert_max_num_queries
):
    for _ in range(3):
        factories.SupportMeasureFactory(title_lv="Viens")
        factories.SchoolFactory(institution__name="Viens")
        factories.VacancyFactory(title_lv="Viens")

    with django_assert_max_num_queries(12):
        assert len(found(signed_in, "Viens")) == 9


def test_names_are_in_the_language_of_the_person(client, administrator):
    administrator.language = "ru"
    administrator.save()
    client.force_login(administrator)
    factories.MunicipalityFactory(short_name_lv="Saldus", short_name_ru="Салдус")

    with translation.override("lv"):
        [page] = found(client, "Saldus")

    assert page["label"] == "Салдус"
