"""The field for Markdown and the one for a photo in a real browser: by keyboard, in both schemes,
without script, and with nothing that the policy refuses."""

import io

import pytest
from PIL import Image

from tests.browser import checks, server

pytestmark = pytest.mark.browser

EMAIL = "anna@novads.example"
PASSWORD = "majupcels-piemers"
ROWS = f"""
from django.core.cache import cache
from editorial.models import User
from support_programs.models import SupportMeasure
from tests import factories
cache.clear()
if not User.objects.exists():
    User.objects.create_user("{EMAIL}", "{PASSWORD}", is_staff=True, is_superuser=True)
    factories.SupportMeasureFactory(pk=1, title_lv="Granti", details_lv="Sākums")
    factories.SupportMeasureFactory(
        pk=2, title_lv="Ēdināšana skolā", slug="edinasana", municipality_id=1
    )
SupportMeasure.objects.filter(pk=1).update(details_lv="Sākums")
"""
FORM = "/admin/support_programs/supportmeasure/1/change/"
FIELD = "[data-markdown=id_details_lv]"
AREA = "#id_details_lv"
PREVIEW = f"{FIELD} .markdown__preview"
FAULT = f"{FIELD} .markdown__fault"


@pytest.fixture(scope="module")
def editing_folder(tmp_path_factory):
    """A database of its own: these tests write."""
    folder = tmp_path_factory.mktemp("markdown")
    server.manage(folder, "migrate", "--verbosity", "0")
    return folder


@pytest.fixture(scope="module")
def editing_site(editing_folder):
    with server.running(editing_folder) as address:
        yield address


@pytest.fixture
def site(editing_site, editing_folder):
    server.manage(editing_folder, "shell", "--no-imports", "--command", ROWS)
    return editing_site


def open_form(page, site, path=FORM):
    page.goto(site + path)
    page.fill("[name=login]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.click(".form:has([name=password]) .button")
    page.wait_for_selector("#content-main form")


@pytest.fixture
def form(open_page, site):
    page = open_page.blank()
    open_form(page, site)
    return page


@pytest.fixture
def complaints(form):
    """What the browser says of broken scripts and refused parts."""
    found = []
    form.on("console", lambda message: message.type == "error" and found.append(message.text))
    form.on("pageerror", lambda error: found.append(str(error)))
    form.reload()
    return found


def button(page, name):
    return page.locator(FIELD).get_by_role("button", name=name, exact=True)


def press(page, name):
    """By the keyboard."""
    button(page, name).focus()
    page.keyboard.press("Enter")


def select(page, text):
    start = page.input_value(AREA).index(text)
    page.locator(AREA).evaluate(
        "(area, [from, to]) => area.setSelectionRange(from, to)", [start, start + len(text)]
    )


@pytest.mark.parametrize(
    ("tool", "expected"),
    [
        ("0", "viens **divi** trīs"),
        ("1", "viens *divi* trīs"),
        ("2", "- viens divi trīs"),
        ("3", "### viens divi trīs"),
        ("4", "viens [divi](https://) trīs"),
    ],
    ids=["bold", "italic", "list", "heading", "link"],
)
def test_tool_writes_markdown_around_what_is_selected(form, complaints, tool, expected):
    form.fill(AREA, "viens divi trīs")
    select(form, "divi")

    form.locator(f"{FIELD} .markdown__tools button").nth(int(tool)).focus()
    form.keyboard.press("Enter")

    assert form.input_value(AREA) == expected
    assert form.evaluate("document.activeElement.id") == "id_details_lv"
    assert complaints == []


def test_list_is_made_of_all_selected_lines(form):
    form.fill(AREA, "Vajag:\nviens\ndivi")
    select(form, "viens\ndivi")

    form.locator(f"{FIELD} [data-before='- ']").click()

    assert form.input_value(AREA) == "Vajag:\n\n- viens\n- divi"


def test_what_a_tool_wrote_can_be_undone(form):
    form.fill(AREA, "viens")
    select(form, "viens")
    form.locator(f"{FIELD} [data-around='**']").click()

    form.keyboard.press("Control+z")

    assert form.input_value(AREA) == "viens"


def test_address_of_a_new_link_waits_to_be_typed(form):
    form.fill(AREA, "viens")
    select(form, "viens")
    form.locator(f"{FIELD} [data-link]").click()

    form.keyboard.type("https://saldus.lv/")

    assert form.input_value(AREA) == "[viens](https://saldus.lv/)"


def test_preview_shows_the_text_as_its_page_would(form, complaints):
    form.fill(AREA, "**Svarīgi** [darbs](page:need/work) <script>alert(1)</script>")

    form.locator(f"{FIELD} [data-show]").focus()
    form.keyboard.press("Enter")
    form.wait_for_selector(PREVIEW, state="visible")
    form.wait_for_selector(f"{PREVIEW} strong")

    assert form.inner_text(f"{PREVIEW} strong") == "Svarīgi"
    assert form.get_attribute(f"{PREVIEW} a", "href") == "/lv/darbs/"
    assert form.locator(f"{PREVIEW} script").count() == 0
    assert form.get_attribute(PREVIEW, "aria-live") == "polite"
    assert complaints == []


def test_page_of_the_site_is_found_and_linked_by_keyboard(form, complaints, site):
    form.fill(AREA, "Sk. ")
    form.locator(AREA).press("End")
    form.locator(f"{FIELD} [data-find]").focus()
    form.keyboard.press("Enter")
    form.keyboard.type("edinasana")
    form.keyboard.press("Enter")
    form.wait_for_selector(f"{FIELD} .markdown__pages button")
    assert form.inner_text(f"{FIELD} .markdown__count") != ""

    form.locator(f"{FIELD} .markdown__pages button").focus()
    form.keyboard.press("Enter")

    assert form.input_value(AREA) == "Sk. [Ēdināšana skolā](page:measure/2)"
    assert form.evaluate("document.activeElement.id") == "id_details_lv"
    assert not form.is_visible(f"{FIELD} .markdown__find")
    assert form.url == site + FORM
    assert complaints == []


def test_search_that_finds_nothing_says_so_and_escape_closes_it(form):
    form.locator(f"{FIELD} [data-find]").click()
    form.keyboard.type("nekas tāds")
    form.locator(f"{FIELD} [data-search]").click()
    form.wait_for_selector(f"{FIELD} .markdown__count:not(:empty)")
    none = form.get_attribute(f"{FIELD} .markdown__count", "data-none")
    assert form.inner_text(f"{FIELD} .markdown__count") == none

    form.keyboard.press("Escape")

    assert not form.is_visible(f"{FIELD} .markdown__find")
    assert form.get_attribute(f"{FIELD} [data-find]", "aria-expanded") == "false"
    assert form.evaluate("document.activeElement.hasAttribute('data-find')")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda page: page.context.clear_cookies(), "data-signed-out"),
        (lambda page: page.route("**/admin/markdown/", lambda way: way.abort()), None),
    ],
    ids=["signed out", "no network"],
)
def test_preview_that_fails_says_why_and_keeps_the_text(form, spoil, words):
    form.fill(AREA, "mans teksts")
    spoil(form)

    form.locator(f"{FIELD} [data-show]").click()
    form.wait_for_selector(FAULT, state="visible")

    assert form.inner_text(FAULT) == form.get_attribute(FIELD, words or "data-unreachable")
    assert form.input_value(AREA) == "mans teksts"


def test_preview_of_a_text_that_is_too_long_says_so(form):
    form.locator(AREA).evaluate("area => { area.value = 'x'.repeat(6001) }")

    form.locator(f"{FIELD} [data-show]").click()
    form.wait_for_selector(FAULT, state="visible")

    assert "6000" in form.inner_text(FAULT)


def test_without_script_it_is_a_text_area(open_page, site):
    page = open_page.blank(java_script_enabled=False)
    open_form(page, site)

    assert page.is_visible(AREA)
    assert not page.is_visible(f"{FIELD} .markdown__tools")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_field_passes_axe_and_fits_a_small_window(open_page, site, scheme):
    page = open_page.blank(320, bypass_csp=True, color_scheme=scheme)
    open_form(page, site)
    page.fill(AREA, "### Virsraksts\n\n- viens\n- [divi](https://saldus.lv/)")
    page.locator(f"{FIELD} [data-show]").click()
    page.wait_for_selector(f"{PREVIEW} li")
    page.locator(f"{FIELD} [data-find]").click()
    page.keyboard.type("edinasana")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{FIELD} .markdown__pages button")

    # The other fields of the form are Django's.
    page.evaluate(
        "field => document.querySelectorAll('.form-row, .object-tools').forEach("
        "(row) => row.querySelector(field) || row.remove())",
        FIELD,
    )
    assert checks.axe(page, ours=False) == []
    box = page.locator(FIELD).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
    heights = page.locator(f"{FIELD} button:visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert len(heights) >= 9
    assert min(heights) >= 24


# --- Photos -------------------------------------------------------------------------------------


def test_photo_is_uploaded_and_shown(open_page, site):
    target = io.BytesIO()
    Image.new("RGB", (1200, 800), "teal").save(target, "JPEG")
    page = open_page.blank()
    place = "/admin/municipalities/municipality/1/change/"
    open_form(page, site, place)
    refused = []
    page.on("console", lambda message: message.type == "error" and refused.append(message.text))

    page.set_input_files(
        "[name=photo]",
        {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()},
    )
    for fieldset in page.query_selector_all("details:not([open]) > summary"):
        fieldset.click()
    for language in ("lv", "en", "ru"):
        page.fill(f"[name=photo_alt_{language}]", "Tirgus")
    page.click("[name=_save]")
    page.goto(site + place)
    page.wait_for_selector(".photo__now")
    assert page.locator(".photo__now").evaluate("image => image.decode().then(() => true)")
    slug = page.input_value("[name=slug]")

    page.goto(f"{site}/lv/pasvaldibas/{slug}/")
    page.locator(".picture img").scroll_into_view_if_needed()

    assert page.locator(".picture img").evaluate(
        "image => image.decode().then(() => image.currentSrc.endsWith('.webp'))"
    )
    assert refused == []
