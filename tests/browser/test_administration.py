"""The administration as the staff see it: every kind of its pages, with rows on it, passes axe in
both schemes, fits a small window, is walked through by keyboard and breaks no policy."""

import re

import pytest

from tests.browser import checks, server
from tests.browser.staff import COORDINATOR, EDITOR, sign_in, with_accounts

pytestmark = pytest.mark.browser

# What waits for both of them: new, changed on both sides, returned, due, overdue, outdated, broken.
ROWS = f"""
import datetime as dt
from editorial import clock, review
from editorial.editions import snapshot
from editorial.models import Change, Revision, User
from municipalities.models import Municipality
from support_programs.models import SupportMeasure
from tests import factories

editor = User.objects.get(email="{EDITOR}")
coordinator = User.objects.get(email="{COORDINATOR}")
saldus = Municipality.objects.get(slug="saldus")

def measure(key, **more):
    row = factories.SupportMeasureFactory(
        pk=key, slug=f"parbaude-{{key}}", municipality=saldus, **more
    )
    factories.RoundFactory(measure=row, key="r2026")
    factories.StepFactory(measure=row, key="a")
    factories.PaperFactory(measure=row, key="a")
    return row

def submit(row, **fields):
    data = snapshot(row)
    data["fields"] |= fields
    return review.keep(row, data, editor, submit=True)

new = measure(9001, published_at=None)
review.keep(new, snapshot(new), editor, submit=True)

both = measure(9002)
submit(both, summary_lv="Nauda uzņēmuma sākšanai un mācībām.", who_lv="Visiem.")
both.summary_lv = "Nauda uzņēmuma sākšanai un telpām."
both.save()

returned = submit(measure(9003), summary_lv="Nauda.")
review.send_back(returned, coordinator, note="Uzrakstiet, cik ilgi jāgaida.")

measure(9004, verified_on=clock.today() - dt.timedelta(days=85), verified_by=editor)
measure(9005, verified_on=clock.today() - dt.timedelta(days=110), verified_by=editor)

changed = measure(9006)
review.publish_written(changed, {{}}, coordinator)
before = snapshot(changed)
changed.summary_lv = "Nauda uzņēmuma sākšanai, arī daļa no nomas."
changed.save()
review.publish_written(changed, before, coordinator)

factories.SupportMeasureFactory(pk=9007, slug="parbaude-9007", national=True)
factories.LinkUseFactory(
    row=changed, link=factories.OutsideLinkFactory(pk=9001, broken=True)
)
factories.ChangeFactory(pk=9001, row=changed, actor=editor)
"""


@pytest.fixture(scope="module")
def folder(site_folder, tmp_path_factory):
    return with_accounts(site_folder, tmp_path_factory.mktemp("administration"), ROWS)


@pytest.fixture(scope="module")
def site(folder):
    with server.running(folder, ZEAL_RAISE="0") as address:
        yield address


@pytest.fixture(scope="module")
def signed_in(site, browser):
    """The cookies of each of them, so that nobody signs in twice."""
    cookies = {}
    for email in (EDITOR, COORDINATOR):
        context = browser.new_context()
        sign_in(context.new_page(), site, email)
        cookies[email] = context.storage_state()
        context.close()
    return cookies


MEASURES = "/admin/support_programs/supportmeasure/"
QUEUE = "/admin/editorial/revision/"
TO_DO = ("review", "returned", "due", "unconfirmed")
# Name: whose page it is, and where.
PAGES = {
    "login": (None, "/konts/ienakt/"),
    "first screen, editor": (EDITOR, "/admin/"),
    "first screen, coordinator": (COORDINATOR, "/admin/"),
    "list": (EDITOR, MEASURES),
    "list, filtered": (COORDINATOR, f"{MEASURES}?state=published&q=konkurss"),
    "list of vacancies": (COORDINATOR, "/admin/support_programs/vacancy/"),
    "form": (COORDINATOR, f"{MEASURES}9006/change/"),
    "form of a draft beside": (EDITOR, f"{MEASURES}9003/change/"),
    "form to read": (EDITOR, f"{MEASURES}9007/change/"),
    "form of a new one": (EDITOR, f"{MEASURES}add/"),
    "review, new": (COORDINATOR, f"{MEASURES}9001/review/"),
    "review, changed on both sides": (COORDINATOR, f"{MEASURES}9002/review/"),
    "earlier versions": (COORDINATOR, f"{MEASURES}9006/versions/"),
    "history": (EDITOR, f"{MEASURES}9006/history/"),
    "queue": (COORDINATOR, QUEUE),
    "log": (COORDINATOR, "/admin/editorial/change/"),
    "line of the log": (COORDINATOR, "/admin/editorial/change/9001/change/"),
    "translations": (COORDINATOR, "/admin/translations/"),
    "translations, rows": (COORDINATOR, "/admin/translations/rows/?language=en&state=outdated"),
    "links": (EDITOR, "/admin/editorial/outsidelink/"),
    "link": (EDITOR, "/admin/editorial/outsidelink/9001/change/"),
    **{f"to do, {key}": (COORDINATOR, f"/admin/to-do/{key}/") for key in TO_DO},
}

# The form in which the first field has the focus from the beginning.
STARTS_WITHIN = "form of a new one"
# What axe leaves to people, who have looked.
EXPLAINED = {
    "background image": "Icons stand beside the words, not under them.",
    "Table data cells are missing": "In the list of models a cell is empty where one may not add.",
    "obscured by another": "The list of models stays beside the page while it is scrolled.",
    "overlaps other elements": "A list in a cell that is scrolled sideways into view.",
    "is overlapped by another": "What lies under an open list is read when it is closed.",
    "aria-controls referenced ID": "The list of what was found is there while it is open.",
    "too short to determine": "A number is one sign long.",
}
# Set before anything of the page is run.
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} refuses ${event.blockedURI}`));
"""


def by_axe(page):
    """In both schemes, in a wide and in a small window."""
    faults = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        faults += checks.axe_of_staff(page)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        faults += checks.axe_colours(page, checks.COLOUR_RULES_OF_STAFF)
    faults += checks.sideways(page)
    return [fault for fault in faults if not is_explained(fault)]


def is_explained(fault):
    return "(incomplete)" in fault and any(words in fault for words in EXPLAINED)


def by_keyboard(page):
    """A text area that is higher than the window need not be seen whole."""
    faults = checks.keyboard_walk(page)
    return [fault for fault in faults if not re.match("textarea.* is not in view", fault)]


@pytest.mark.parametrize("name", PAGES)
def test_page_passes_axe_and_fits_a_small_window(open_page, site, signed_in, name):
    who, path = PAGES[name]
    page = open_page.blank(bypass_csp=True, storage_state=signed_in.get(who))
    assert page.goto(site + path).status == 200

    faults = by_axe(page)

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_quiet_and_reached_by_keyboard(open_page, site, signed_in, name):
    who, path = PAGES[name]
    page = open_page.blank(storage_state=signed_in.get(who))
    page.add_init_script(LISTEN)
    traffic = checks.Traffic(page)
    assert page.goto(site + path, wait_until="networkidle").status == 200

    faults = [] if name == STARTS_WITHIN else by_keyboard(page)

    faults += page.evaluate("window.refused") + traffic.faults(site, most=40)
    assert not faults, "\n".join(faults)


# --- Pages that follow a press ------------------------------------------------------------------


def return_without_reason(page, site):
    page.goto(f"{site}{QUEUE}")
    page.check("[name=_selected_action] >> nth=0")
    page.select_option("[name=action]", "return_chosen")
    page.click("[name=index]")
    page.click(".default")
    page.wait_for_selector("[role=alert]")


def return_on_the_review_page(page, site):
    page.goto(f"{site}{MEASURES}9001/review/")
    page.click("[value=return]")
    page.wait_for_selector("[role=alert]")


def save_with_faults(page, site):
    page.goto(f"{site}{MEASURES}9006/change/")
    page.fill("[name=title_lv]", "")
    page.fill("[name=amount_as_of]", "kādreiz")
    page.click("[name=_save]")
    page.wait_for_selector(".errorlist")


def save_on_top_of_another(page, site):
    page.goto(f"{site}{MEASURES}9006/change/")
    page.fill("[name=who_lv]", "Tiem, kas vēl atgriezīsies.")
    page.evaluate("document.querySelector('[name=opened_on]').value = 'another'")
    page.click("[name=_save]")
    page.wait_for_selector(".edition--conflict")


def search_in_a_field(page, site):
    page.goto(f"{site}{MEASURES}9006/change/")
    page.click("select[name=contacts] + .select2")
    page.wait_for_selector(".select2-results__option:not(.loading-results)")


PRESSES = [
    return_without_reason,
    return_on_the_review_page,
    save_with_faults,
    save_on_top_of_another,
    search_in_a_field,
]


@pytest.mark.parametrize("press", PRESSES)
def test_page_after_a_press_passes_axe(open_page, site, signed_in, press):
    page = open_page.blank(bypass_csp=True, storage_state=signed_in[COORDINATOR])
    press(page, site)

    faults = by_axe(page)

    assert not faults, "\n".join(faults)
