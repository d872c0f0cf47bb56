"""The way of a fact from the first draft to “still true”, played by an editor of Saldus and a
coordinator of Kurzeme in browsers of their own, as they would press it.

Presses are counted for each person from the first screen on: every button, link or field that is
clicked; typing and signing in are not.
"""

import email
from email import policy

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import expect

from editorial import clock, wording
from tests.browser import server
from tests.browser.pages import LANGUAGES
from tests.browser.staff import COORDINATOR, EDITOR, sign_in, with_accounts

pytestmark = pytest.mark.browser

TITLE = "Atbalsts jaunam dārzam"
FIRST, MENDED, LATER = (
    "Pašvaldība dāvina ābeles.",
    "Pašvaldība dāvina piecas ābeles.",
    "Pašvaldība dāvina septiņas ābeles.",
)
ENGLISH = "The municipality gives five apple trees."
REASON = "Uzrakstiet, cik ābeļu."
PHONES = "+371 20000000"
# The coordinator reads Russian. Nothing else waits to be confirmed; one contact stands at two
# measures.
ROWS = f"""
from editorial import clock
from editorial.models import User
from editorial.own_rows import publishable_models
from municipalities.models import Municipality
from tests import factories
User.objects.filter(email="{COORDINATOR}").update(language="ru")
saldus = Municipality.objects.get(slug="saldus")
contact = factories.ContactFactory(pk=9001, municipality=saldus, phones="{PHONES}")
for key in (9001, 9002):
    measure = factories.SupportMeasureFactory(
        pk=key, slug=f"stasts-{{key}}", title_lv=f"Stāsts {{key}}", municipality=saldus
    )
    measure.contacts.add(contact)
for model in publishable_models():
    model.objects.filter(published_at__isnull=False).update(verified_on=clock.today())
"""
MEASURES = "/admin/support_programs/supportmeasure/"
QUEUE = "/admin/editorial/revision/"


@pytest.fixture(scope="module")
def folder(site_folder, tmp_path_factory):
    return with_accounts(site_folder, tmp_path_factory.mktemp("review"), ROWS)


@pytest.fixture(scope="module")
def site(folder):
    with server.running(folder, ZEAL_RAISE="0") as address:
        yield address


class Person:
    """Somebody at a browser, whose presses are counted."""

    def __init__(self, page, site, address):
        self.page, self.site, self.presses = page, site, 0
        sign_in(page, site, address)

    def press(self, selector):
        """And wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.page.click(selector)
        self.presses += 1

    def unfold(self, words):
        self.page.click(f"summary:has-text('{words}')")
        self.presses += 1

    def first_screen(self):
        """Where counting begins."""
        self.page.goto(f"{self.site}/admin/")
        self.presses = 0

    def fill(self, **texts):
        for name, text in texts.items():
            self.page.fill(f"[name={name}]", text)

    def section(self, key):
        """A section of the first screen."""
        return self.page.locator(f"section[aria-labelledby=to-do-{key}]")

    def press_row(self, key, words, what="a"):
        self.press(f"section[aria-labelledby=to-do-{key}] li:has-text('{words}') {what}")


@pytest.fixture
def editor(site, new_context):
    return Person(new_context().new_page(), site, EDITOR)


@pytest.fixture
def coordinator(site, new_context):
    return Person(new_context().new_page(), site, COORDINATOR)


class Reader:
    """What the public sees that comes for the first time: browsers keep a page for a minute."""

    def __init__(self, page, site):
        self.page, self.site = page, site
        page.route("**", lambda way: way.continue_())  # with routes nothing is kept

    def open(self, slug, language="lv", status=200):
        with translation.override(language):
            path = reverse("support_programs:measure", args=[slug])
        answer = self.page.goto(self.site + path)
        assert answer.status == status
        return self.page.locator("body")


@pytest.fixture
def reader(site, new_context):
    return Reader(new_context().new_page(), site)


def letters(folder, address):
    """To that person, the latest last."""
    found = []
    for path in sorted((folder / "letters").glob("*")):
        letter = email.message_from_bytes(path.read_bytes(), policy=policy.default)
        if letter["To"] == address:
            found.append((letter["Subject"], letter.get_content()))
    return found


def in_language(language, text):
    with translation.override(language):
        return gettext(text)


def state_of_english(person, address):
    """As the form shows it."""
    person.page.goto(address)
    state = person.page.locator(".translations__language:has-text('English') .translations__state")
    return state.get_attribute("class").split("--")[-1]


# --- The whole story ----------------------------------------------------------------------------


def test_a_fact_from_the_first_draft_to_still_true(editor, coordinator, reader, folder):
    form, slug = write_and_preview(editor, reader)
    submit(editor, coordinator, folder)
    send_back(coordinator, editor, folder)
    mend_and_publish(editor, coordinator, reader, folder, slug)
    translate(editor, coordinator, reader, form, slug)
    change_again(editor, coordinator, reader, form, slug)
    confirm(editor, reader, slug)


def write_and_preview(editor, reader):
    """Returns where the form is, and the word that stands for the measure in addresses."""
    page = editor.page
    editor.first_screen()
    editor.press(f"#content a.addlink[href='{MEASURES}add/']")
    page.select_option("[name=municipality]", index=1)
    page.select_option("[name=kind]", "business_grant")
    editor.fill(title_lv=TITLE, official_url="https://saldus.lv/abeles", as_of="2026")
    editor.fill(summary_lv=FIRST, slug="atbalsts-jaunam-darzam")
    slug = page.input_value("[name=slug]")

    editor.press("[name=_preview]")

    assert "/p/" in page.url
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text(FIRST)
    reader.open(slug, status=404)
    editor.first_screen()
    editor.press_row("drafts", TITLE)
    return page.url, slug


def submit(editor, coordinator, folder):
    assert letters(folder, COORDINATOR) == []

    editor.press("[name=_submit_review]")

    [(subject, text)] = letters(folder, COORDINATOR)
    russian = "Compare, and publish or return it with a reason:"
    assert TITLE in subject
    assert in_language("ru", russian) in text
    assert in_language("ru", russian) != in_language("lv", russian)
    coordinator.first_screen()
    expect(coordinator.section("review")).to_contain_text(TITLE)


def send_back(coordinator, editor, folder):
    page = coordinator.page
    coordinator.press(f".to-do__ways a[href='{QUEUE}']")
    coordinator.press(f"#result_list .field-what a:has-text('{TITLE}')")
    expect(page.locator(".differences__table")).to_contain_text(FIRST)
    coordinator.fill(note=REASON)

    coordinator.press("[name=action][value=return]")

    [(subject, text)] = letters(folder, EDITOR)
    assert TITLE in subject
    assert REASON in text
    assert in_language("lv", "The reason:") in text


def mend_and_publish(editor, coordinator, reader, folder, slug):
    editor.first_screen()
    expect(editor.section("returned")).to_contain_text(REASON)
    editor.press_row("returned", TITLE)
    expect(editor.page.locator(".edition q")).to_have_text(REASON)
    editor.fill(summary_lv=MENDED)
    editor.press("[name=_submit_review]")
    assert len(letters(folder, COORDINATOR)) == 2
    reader.open(slug, status=404)

    publish(coordinator)

    # A returned item is published: by both together.
    assert (editor.presses, coordinator.presses) == (2, 2)
    assert TITLE in letters(folder, EDITOR)[-1][0]
    expect(reader.open(slug)).to_contain_text(MENDED)
    english = reader.open(slug, "en")
    expect(english.locator("[lang=lv]", has_text=MENDED).first).to_be_visible()


def publish(coordinator):
    coordinator.first_screen()
    coordinator.press_row("review", TITLE)
    coordinator.press("[name=action][value=publish]")


def translate(editor, coordinator, reader, form, slug):
    assert state_of_english(editor, form) == "missing"
    editor.unfold("English")
    editor.fill(title_en="Help with a new garden", summary_en=ENGLISH)
    editor.press("[name=_submit_review]")
    publish(coordinator)

    assert state_of_english(editor, form) == "current"
    english = reader.open(slug, "en")
    expect(english).to_contain_text(ENGLISH)
    expect(english.locator("[lang=lv]", has_text=MENDED)).to_have_count(0)


def change_again(editor, coordinator, reader, form, slug):
    editor.page.goto(form)
    editor.fill(summary_lv=LATER)
    editor.press("[name=_submit_review]")

    expect(reader.open(slug)).to_contain_text(MENDED)
    assert LATER not in reader.page.content()
    assert state_of_english(coordinator, form) == "current"
    editor.first_screen()
    expect(editor.section("translations")).to_have_count(0)

    publish(coordinator)

    expect(reader.open(slug)).to_contain_text(LATER)
    assert MENDED not in reader.page.content()
    assert state_of_english(editor, form) == "outdated"
    editor.first_screen()
    expect(editor.section("translations")).to_contain_text(TITLE)


def confirm(editor, reader, slug):
    for language in LANGUAGES:
        line = reader.open(slug, language).locator("main .age-line").first
        expect(line).to_have_attribute("data-state", "unconfirmed")
    editor.first_screen()

    editor.press_row("unconfirmed", TITLE, "button")

    assert editor.presses <= 2
    assert editor.page.url == f"{editor.site}/admin/"
    expect(editor.section("unconfirmed")).to_have_count(0)
    for language in LANGUAGES:
        with translation.override(language):
            words = gettext("Verified on %(date)s.") % {"date": wording.day(clock.today())}
        line = reader.open(slug, language).locator("main .age-line").first
        expect(line).to_have_text(words)


# --- Two at once, and a fact that stands at many ------------------------------------------------


def test_two_people_in_one_form_lose_nothing(editor, coordinator):
    form = f"{editor.site}{MEASURES}9001/change/"
    editor.page.goto(form)
    editor.fill(who_lv="Tiem, kas nopirkuši māju.")
    editor.press("[name=_continue]")
    for person in (editor, coordinator):
        person.page.goto(f"{form}?edition=1")

    editor.fill(who_lv="Tiem, kas uzbūvējuši māju.")
    editor.press("[name=_continue]")
    coordinator.fill(who_lv="Tiem, kas mantojuši māju.")
    coordinator.press("[name=_continue]")

    both = coordinator.page.locator(".edition--conflict")
    expect(both).to_contain_text("uzbūvējuši")
    expect(both).to_contain_text("mantojuši")
    assert coordinator.page.input_value("[name=who_lv]") == "Tiem, kas mantojuši māju."
    editor.page.goto(form)
    assert editor.page.input_value("[name=who_lv]") == "Tiem, kas uzbūvējuši māju."

    coordinator.press("[name=_continue]")

    editor.page.goto(form)
    assert editor.page.input_value("[name=who_lv]") == "Tiem, kas mantojuši māju."


def test_a_phone_number_is_corrected_everywhere(editor, coordinator, reader):
    contacts = "/admin/contacts/contact/"
    editor.first_screen()
    editor.press(f"#content th a[href='{contacts}']")
    editor.press(f"#result_list a[href*='{contacts}9001/change/']")
    editor.fill(phones="+371 20000001")
    editor.press("[name=_submit_review]")
    expect(reader.open("stasts-9001").locator("[href='tel:+37120000001']")).to_have_count(0)

    coordinator.first_screen()
    coordinator.press("section[aria-labelledby=to-do-review] li a")
    coordinator.press("[name=action][value=publish]")

    assert (editor.presses, coordinator.presses) == (3, 2)
    for slug in ("stasts-9001", "stasts-9002"):
        page = reader.open(slug)
        expect(page.locator("[href='tel:+37120000001']").first).to_be_visible()
        expect(page.locator("[href='tel:+37120000000']")).to_have_count(0)
