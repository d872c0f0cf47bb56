"""The handbook in the administration, and the clicks it promises, counted where people click."""

import re

import pytest

from tests.browser import checks, server
from tests.browser.handbook import ROWS
from tests.browser.staff import COORDINATOR, EDITOR, sign_in
from tests.site.test_handbook import table_under

pytestmark = pytest.mark.browser

CONFIRM, PHONE, RETURNED = (
    "Apstiprināt, ka fakts joprojām ir spēkā",
    "Izlabot tālruņa numuru visās lapās",
    "Publicēt atgrieztu ierakstu",
)
# The public pages of one contact, and a draft that came back.
MORE = f"""
from contacts.models import Contact
from editorial import review
from editorial.editions import snapshot
from editorial.models import User
from support_programs.models import SupportMeasure
for row in SupportMeasure.objects.filter(pk__in=[9001, 9005]):
    row.contacts.add(Contact.objects.get(pk=9001))
row = SupportMeasure.objects.get(pk=9001)
data = snapshot(row)
data["fields"]["summary_lv"] = "Atgriezts un izlabots."
editor = User.objects.get(email="{EDITOR}")
edition = review.keep(row, data, editor, submit=True)
review.send_back(edition, User.objects.get(email="{COORDINATOR}"), note="Izlabojiet.")
"""

WIDTHS = """
async () => {
  for (const image of document.images) { image.loading = "eager"; await image.decode(); }
  return [...document.images].map((image) => image.naturalWidth);
}
"""


@pytest.fixture(scope="module")
def site(site_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("handbook")
    server.copy(site_folder, folder)
    server.manage(folder, "example_accounts")
    server.manage(folder, "shell", "--no-imports", "--command", ROWS + MORE)
    with server.running(folder, ZEAL_RAISE="0") as address:
        yield address


class Clicks:
    """A person on the first screen, whose clicks are counted."""

    def __init__(self, page, site, email):
        self.page, self.count = page, 0
        sign_in(page, site, email)

    def on(self, selector, **how):
        self.count += 1
        with self.page.expect_navigation():
            self.page.locator(selector, **how).first.click()


@pytest.fixture
def at(site, new_context):
    def at(email):
        return Clicks(new_context().new_page(), site, email)

    return at


def promised(task):
    return int(table_under("Cik klikšķu tas prasa")[task][0])


def test_a_fact_is_confirmed_with_as_many_clicks_as_promised(at):
    editor = at(EDITOR)
    waiting = editor.page.locator("[aria-labelledby=to-do-lapsed] .to-do__task")
    before = waiting.count()

    editor.on("[aria-labelledby=to-do-lapsed] .to-do__task .button")

    assert waiting.count() == before - 1
    assert editor.count == promised(CONFIRM) <= 2


def test_a_telephone_is_corrected_everywhere_with_as_many_clicks_as_promised(at, site):
    coordinator = at(COORDINATOR)

    coordinator.on("#content-main .model-contact th a")
    coordinator.on("#result_list a", has_text="Paraugs: izglītības pārvalde")
    coordinator.page.fill("#id_phones", "+371 63800002")
    coordinator.on("[name=_save]")

    for slug in ("paraugs-9001", "paraugs-9005"):
        coordinator.page.goto(f"{site}/lv/atbalsts/{slug}/")
        assert "63800002" in re.sub(r"\s", "", coordinator.page.inner_text("main"))
    assert coordinator.count == promised(PHONE) <= 4


def test_a_returned_draft_is_published_with_as_many_clicks_as_promised(at, site):
    editor = at(EDITOR)
    editor.on("[aria-labelledby=to-do-returned] .to-do__task a")
    editor.on("[name=_submit_review]")

    coordinator = at(COORDINATOR)
    coordinator.on(
        "[aria-labelledby=to-do-review] .to-do__task a", has_text="grants uzņēmuma sākšanai"
    )
    coordinator.on("[value=publish]")

    coordinator.page.goto(f"{site}/lv/atbalsts/paraugs-9001/")
    assert "Atgriezts un izlabots." in coordinator.page.inner_text("main")
    assert editor.count + coordinator.count == promised(RETURNED) <= 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_handbook_passes_axe_and_fits_a_small_window(open_page, site, scheme):
    page = open_page.blank(320, color_scheme=scheme, bypass_csp=True)
    sign_in(page, site, EDITOR)
    page.goto(f"{site}/admin/handbook/")

    assert not checks.axe_of_staff(page)
    assert not checks.sideways(page)


def test_the_handbook_breaks_no_policy(open_page, site):
    page, said = open_page.blank(), []
    page.on("console", lambda message: said.append(message.text))
    sign_in(page, site, EDITOR)
    page.goto(f"{site}/admin/handbook/")
    sizes = page.evaluate(WIDTHS)

    assert sizes and all(sizes)
    assert not said
