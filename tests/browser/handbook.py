"""Takes the pictures of the editors' handbook anew (`make handbook`).

A site with the content and invented rows, in a database that is thrown away; the example accounts
act. Each picture shows the part of one page that the handbook speaks of.
"""

import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()  # the accounts below stand beside models

from tests.browser import server  # noqa: E402
from tests.browser.staff import COORDINATOR, EDITOR, PASSWORD, sign_in  # noqa: E402

PICTURES = server.ROOT / "docs" / "redaktoriem"
# Enough for the few colours of the administration; the edges of letters stay smooth.
COLOURS = 64
WIDTH, MARGIN = 1180, 10

# Nothing here is real, and each name says so.
ROWS = f"""
import datetime as dt
from editorial import clock, review
from editorial.editions import snapshot
from editorial.models import OutsideLink, User
from municipalities.models import Municipality
from tests import factories

editor = User.objects.get(email="{EDITOR}")
coordinator = User.objects.get(email="{COORDINATOR}")
saldus = Municipality.objects.get(slug="saldus")
ago = lambda days: clock.today() - dt.timedelta(days=days)

def measure(key, title, **more):
    words = {{
        "title_lv": f"Paraugs: {{title}}",
        "title_en": f"Example {{key}}",
        "title_ru": f"Пример {{key}}",
        "summary_lv": "Pašvaldība atmaksā daļu no uzņēmuma sākšanas izdevumiem.",
        "amount_max": 5000,
    }}
    row = factories.SupportMeasureFactory(
        pk=key, slug=f"paraugs-{{key}}", municipality=saldus, **words | more
    )
    review.publish_written(row, {{}}, coordinator)
    return row

changed = measure(9001, "grants uzņēmuma sākšanai", verified_on=ago(20), verified_by=editor)
step = factories.StepFactory(
    measure=changed, key="ligums", order=1, stage="before", lead_months=3,
    text_lv="Vēl ārvalstīs sagatavojiet darījumu plānu.",
)

both = measure(9002, "īres maksas daļas segšana", verified_on=ago(20), verified_by=editor)
data = snapshot(both)
data["fields"]["amount_max"] = 300
data["fields"]["summary_lv"] = "Pašvaldība pusgadu sedz daļu no īres maksas."
review.keep(both, data, editor, submit=True)
before = snapshot(both)
both.summary_lv = "Pašvaldība līdz četriem mēnešiem sedz daļu no īres maksas."
both.save()
review.publish_written(both, before, coordinator)

measure(9003, "latviešu valodas kursi", verified_on=ago(110), verified_by=editor)
measure(9004, "palīdzība pārceļoties", verified_on=ago(82), verified_by=editor)
measure(9005, "konsultācijas pirms pārcelšanās", verified_on=ago(20), verified_by=editor)

outdated = measure(9006, "skolēnu ēdināšana", verified_on=ago(20), verified_by=editor)
before = snapshot(outdated)
outdated.summary_lv = "Pašvaldība apmaksā pusdienas visiem skolēniem līdz 6. klasei."
outdated.save()
review.publish_written(outdated, before, coordinator)

factories.LinkUseFactory(
    row=outdated,
    link=factories.OutsideLinkFactory(broken=True, url="https://www.piemers.example/edinasana"),
)
factories.ContactFactory(
    pk=9001, municipality=saldus, kind="education", role_lv="Paraugs: izglītības pārvalde",
    mailbox="izglitiba@piemers.example", phones="+371 63800001",
    verified_on=ago(20), verified_by=editor,
)
"""

MEASURES = "/admin/support_programs/supportmeasure"


class Pictures:
    """Takes them, and keeps them in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self, name: str, first: Locator, last: Locator | None = None) -> None:
        """From the top of `first` to the bottom of `last`, with a margin."""
        page = first.page
        page.evaluate("document.activeElement?.blur()")
        page.mouse.move(0, 0)
        top, bottom = first.bounding_box(), (last or first).bounding_box()
        scrolled = page.evaluate("window.scrollY")
        left = max(0, min(top["x"], bottom["x"]) - MARGIN)
        right = max(box["x"] + box["width"] for box in (top, bottom)) + MARGIN
        clip = {
            "x": left,
            "y": max(0, top["y"] + scrolled - MARGIN),
            "width": min(right, WIDTH) - left,
            "height": bottom["y"] + bottom["height"] - top["y"] + 2 * MARGIN,
        }
        shot = page.screenshot(full_page=True, clip=clip)
        picture = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS)
        picture.save(self.folder / f"{name}.png", optimize=True)


class Handbook:
    def __init__(self, site: str, browser: Browser, pictures: Pictures) -> None:
        self.site, self.browser, self.take = site, browser, pictures.take

    def make(self, site_with_second_factor: str) -> None:
        with self.nobody(site_with_second_factor) as page:
            self.first_day(page, site_with_second_factor)
        with self.person(EDITOR) as editor, self.person(COORDINATOR) as coordinator:
            self.first_screen(editor)
            self.entering(editor)
            self.submitting(editor)
            self.review(coordinator)
            self.returned(editor)
            self.conflict(coordinator)
            self.still_true(editor)
            self.translations(editor, coordinator)
            self.links(editor)
            self.contact(coordinator)
            self.taken_off(editor)
            self.two_at_once(editor)
            self.earlier_versions(coordinator)
            self.log(coordinator)

    @contextmanager
    def nobody(self, site: str) -> Iterator[Page]:
        context = self.browser.new_context(
            viewport={"width": WIDTH, "height": 800}, locale="lv-LV", color_scheme="light"
        )
        try:
            yield context.new_page()
        finally:
            context.close()

    @contextmanager
    def person(self, email: str) -> Iterator[Page]:
        with self.nobody(self.site) as page:
            sign_in(page, self.site, email)
            # The list of everything at the left is the same on each page.
            page.evaluate("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
            page.goto(f"{self.site}/admin/")
            yield page

    def go(self, page: Page, path: str) -> None:
        page.goto(f"{self.site}{path}")

    # --- The screens, in the order of the handbook ------------------------------------------

    def first_day(self, page: Page, site: str) -> None:
        page.goto(f"{site}/konts/ienakt/")
        self.take("pieslegsanas", page.locator("main"))
        page.fill("[name=login]", EDITOR)
        page.fill("[name=password]", PASSWORD)
        page.click(".form:has([name=password]) .button")
        page.goto(f"{site}/konts/")
        self.take("otrais-faktors", page.locator("main"))

    def first_screen(self, page: Page) -> None:
        self.take("pirmais-ekrans", page.locator("#header"), page.locator(".to-do__section").nth(2))

    def entering(self, page: Page) -> None:
        self.go(page, f"{MEASURES}/add/")
        page.locator("#id_title_lv").press_sequentially("Paraugs: pabalsts jaunai ģimenei")
        page.select_option("#id_municipality", label="Saldus")
        page.select_option("#id_kind", "allowance")
        page.select_option("#id_availability", "rounds")
        page.fill("#id_official_url", "https://www.piemers.example/pabalsts")
        page.fill("#id_amount_max", "1500")
        page.fill("#id_amount_as_of", "2026")
        page.fill("#id_summary_lv", "Vienreizēja palīdzība ģimenei, kas pārceļas uz novadu.")
        page.fill("#id_who_lv", "Ģimenei, kas ārvalstīs nodzīvojusi vismaz trīs gadus.")
        page.fill(
            "#id_details_lv", "Pieteikumu izskata **mēneša laikā**.\n\n- Lēmumu nosūta uz e-adresi."
        )
        form = page.locator("#supportmeasure_form fieldset.module")
        self.take("forma", form.nth(0), form.nth(1))
        markdown = page.locator(".markdown").first
        markdown.locator("[data-find]").click()
        markdown.locator("input[type=search]").fill("bērnudārz")
        markdown.locator("[data-search]").click()
        markdown.locator(".markdown__pages button").first.wait_for()
        self.take("lapas-saite", markdown)
        markdown.locator("[data-find]").click()

        self.add_row(page, "rounds")
        self.fill(page, "rounds", key="2026", year="2026")
        for name, day in (("opens", "2026-12-01"), ("closes", "2027-01-15")):
            page.fill(f"#id_rounds-0-{name}", day)
        self.take("karta", page.locator("#rounds-0 h3"), page.locator("#rounds-0 fieldset").first)
        self.add_row(page, "steps")
        self.fill(page, "steps", key="adrese", order="1", lead_months="3")
        page.select_option("#id_steps-0-stage", "before")
        page.fill(
            "#id_steps-0-text_lv",
            "Pirms izbraukšanas reģistrējiet savu ārvalsts adresi. Pēc atgriešanās to vairs nevar.",
        )
        page.fill("#id_steps-0-duration_lv", "viena diena")
        self.take(
            "solis",
            page.locator("#steps-0 h3"),
            page.locator("#steps-0 fieldset").nth(1),
        )
        self.add_row(page, "papers")
        self.fill(page, "papers", key="izzina", order="1")
        page.fill("#id_papers-0-name_lv", "Izziņa par ārvalsts adresi")
        page.fill("#id_papers-0-where_lv", "Vēstniecībā vai e-pakalpojumā")
        self.take(
            "dokuments",
            page.locator("#papers-0 h3"),
            page.locator("#papers-0 fieldset").nth(1),
        )
        self.take("pogas", page.locator(".submit-row"))
        page.click("[name=_preview]")
        page.wait_for_url("**/p/**")
        self.take(
            "prieksskatijums", page.locator("body > *:not(.skip-link)").first, page.locator("h1")
        )

    def add_row(self, page: Page, family: str) -> None:
        page.locator(f"#{family}-group summary").first.click()
        page.click(f"#{family}-group .add-row a")

    def fill(self, page: Page, family: str, **values: str) -> None:
        for name, value in values.items():
            page.fill(f"#id_{family}-0-{name}", value)

    def submitting(self, page: Page) -> None:
        """The measure just entered, and a change of one that is public."""
        self.go(page, f"{MEASURES}/?q=pabalsts+jaunai")
        page.click("#result_list .field-heading a")
        page.click("[name=_submit_review]")
        self.take("nosutits", page.locator(".messagelist"))
        self.go(page, f"{MEASURES}/9001/change/")
        page.fill(
            "#id_summary_lv",
            "Pašvaldība atmaksā daļu no uzņēmuma sākšanas izdevumiem, arī no telpu īres.",
        )
        page.fill("#id_amount_max", "7000")
        page.locator("#steps-group summary").first.click()
        page.fill("#id_steps-0-lead_months", "6")
        page.click("[name=_submit_review]")

    def review(self, page: Page) -> None:
        self.go(page, "/admin/")
        self.take("parskatisana-ekrans", page.locator(".to-do__section").first)
        self.go(page, "/admin/editorial/revision/")
        self.take("parskatisana-saraksts", page.locator("#changelist-form"))
        self.go(page, f"{MEASURES}/9001/review/")
        page.fill("#note", "Lūdzu, pierakstiet, kuri telpu īres mēneši tiek segti.")
        self.take("salidzinasana", page.locator(".review__row"), page.locator(".review__decision"))
        page.click("[value=return]")

    def returned(self, page: Page) -> None:
        self.go(page, "/admin/")
        self.take("atgriezts-ekrans", page.locator(".to-do__section").first)
        page.click(".to-do__section .to-do__task a")
        page.wait_for_url("**/change/?edition=1")
        self.take("atgriezts", page.locator(".edition").first)

    def conflict(self, page: Page) -> None:
        self.go(page, f"{MEASURES}/9002/review/")
        self.take("konflikts", page.locator(".edition--conflict:has(form)"))

    def still_true(self, page: Page) -> None:
        self.go(page, "/admin/to-do/unconfirmed/")
        ticks = page.locator("[name=chosen]")
        ticks.nth(0).check()
        ticks.nth(1).check()
        self.take("vairaki-uzreiz", page.locator("#content-main"))
        self.go(page, f"{MEASURES}/9003/change/")
        self.take("joprojam-speka", page.locator("ul.object-tools"))

    def translations(self, editor: Page, coordinator: Page) -> None:
        self.go(editor, f"{MEASURES}/9006/change/")
        editor.locator(".translations summary").first.click()
        self.take("tulkojums-novecojis", editor.locator(".translations"))
        minor = editor.locator(".field-is_minor")
        self.take("tikai-formulejums", minor)
        self.take("tulkojums-pareizs", editor.locator(".field-checked_en"))
        self.go(coordinator, "/admin/translations/")
        self.take("tulkojumu-tabula", coordinator.locator("#content-main"))
        self.go(coordinator, "/admin/municipalities/municipality/?q=saldus")
        coordinator.click("#result_list .field-title a")
        form = coordinator.locator("#municipality_form fieldset.module")
        self.take("valodas-un-fotografija", form.nth(2), form.nth(3))

    def links(self, page: Page) -> None:
        self.go(page, "/admin/editorial/outsidelink/")
        self.take("arejas-saites", page.locator("#result_list"))

    def contact(self, page: Page) -> None:
        self.go(page, "/admin/contacts/contact/9001/change/")
        self.take("kontakts", page.locator("#contact_form fieldset.module").nth(1))

    def taken_off(self, page: Page) -> None:
        self.go(page, "/admin/support_programs/home/")
        page.locator("#result_list .action-select").first.check()
        page.select_option(".actions select[name=action]", "taken_off")
        self.take("nonemt", page.locator("#changelist-form"))

    def two_at_once(self, page: Page) -> None:
        """The same form twice: what the second one is told."""
        self.go(page, f"{MEASURES}/9005/change/")
        other = page.context.new_page()
        self.go(other, f"{MEASURES}/9005/change/")
        other.fill("#id_summary_lv", "Konsultē klātienē un tiešsaistē.")
        other.click("[name=_continue]")
        other.locator(".messagelist").wait_for()
        other.close()
        page.fill("#id_summary_lv", "Konsultē bez maksas.")
        page.click("[name=_continue]")
        self.take(
            "abi-teksti",
            page.locator(".edition--conflict"),
            page.locator("#supportmeasure_form .errorlist.nonfield"),
        )

    def earlier_versions(self, page: Page) -> None:
        self.go(page, f"{MEASURES}/9006/versions/")
        page.locator("details summary").nth(0).click()
        self.take("ieprieksejas-versijas", page.locator("#content-main"))

    def log(self, page: Page) -> None:
        self.go(page, "/admin/editorial/change/?q=Paraugs")
        self.take("zurnals", page.locator("#result_list"))


def main() -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Chromium is missing: apt install chromium")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        server.prepare(folder)
        server.manage(folder, "example_accounts")
        server.manage(folder, "shell", "--no-imports", "--command", ROWS)
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox"],
        )
        pictures = folder / "pictures"
        pictures.mkdir()
        with (
            server.running(folder, ZEAL_RAISE="0") as site,
            server.running(folder, REQUIRE_SECOND_FACTOR="1") as with_second_factor,
        ):
            Handbook(site, browser, Pictures(pictures)).make(with_second_factor)
        browser.close()
        # Only now, so that a run that fails leaves the old ones.
        shutil.rmtree(PICTURES, ignore_errors=True)
        shutil.copytree(pictures, PICTURES)


if __name__ == "__main__":
    main()
