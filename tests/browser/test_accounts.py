"""The account pages in a real browser, with passkeys, at http://localhost: an address in numbers
cannot carry them."""

import time
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.browser import checks, server

pytestmark = pytest.mark.browser

EMAIL = "anna@novads.example"
PASSWORD = "majupcels-piemers"
# Beginning anew, with nothing counted against anybody.
ANNA = f"""
from django.core.cache import cache
from editorial.models import User
cache.clear()
User.objects.all().delete()
User.objects.create_user("{EMAIL}", "{PASSWORD}", name="Anna", is_staff=True, is_superuser=True)
"""
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def account_folder(tmp_path_factory):
    """A database of its own: these tests write."""
    folder = tmp_path_factory.mktemp("accounts")
    server.manage(folder, "migrate", "--verbosity", "0")
    return folder


@pytest.fixture(scope="module")
def account_site(account_folder):
    with server.running(account_folder, REQUIRE_SECOND_FACTOR="1") as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture
def site_with_anna(account_site, account_folder):
    server.manage(account_folder, "shell", "--no-imports", "--command", ANNA)
    return account_site


@pytest.fixture
def page(open_page):
    """Strict content security policy, as everybody has it."""
    return open_page.blank()


@pytest.fixture
def complaints(page):
    """What the browser says of broken scripts and refused parts."""
    found = []
    page.on("console", lambda message: message.type == "error" and found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def telephone(page):
    """A device that keeps passkeys and whose owner agrees at once."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session, made["authenticatorId"]


def arrive(page, path):
    """Wait for the page itself: the address of the one before names it as `next`."""
    page.wait_for_url(lambda url: urlsplit(url).path == path)


def sign_in(page, site):
    page.goto(f"{site}/admin/")
    page.fill("[name=login]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.click(".form:has([name=password]) .button")


def set_up_passkey(page, site):
    page.goto(f"{site}/konts/atslegas/jauna/")
    page.fill("[name=name]", "Biroja dators")
    page.click("[data-passkey] .button")
    arrive(page, "/konts/kodi/")


def test_passkey_is_set_up_and_signs_in(page, telephone, site_with_anna, complaints):
    sign_in(page, site_with_anna)
    assert page.url.startswith(f"{site_with_anna}/konts/?next=")
    set_up_passkey(page, site_with_anna)
    page.context.clear_cookies()

    page.goto(f"{site_with_anna}/admin/editorial/user/")
    page.click("[data-passkey] .button")
    arrive(page, "/admin/editorial/user/")

    ends = {cookie["name"]: cookie["expires"] for cookie in page.context.cookies()}
    assert ends["sessionid"] == -1  # with the browser
    assert complaints == []


def test_passkey_is_the_second_factor_after_a_password(page, telephone, site_with_anna, complaints):
    sign_in(page, site_with_anna)
    set_up_passkey(page, site_with_anna)
    page.context.clear_cookies()

    sign_in(page, site_with_anna)
    page.click("[data-passkey] .button")
    arrive(page, "/admin/")

    assert complaints == []


def test_passkey_confirms_who_it_is(page, telephone, site_with_anna, complaints):
    sign_in(page, site_with_anna)
    set_up_passkey(page, site_with_anna)

    page.goto(f"{site_with_anna}/konts/apstiprinat/atslega/?next=/konts/atslegas/")
    page.click("[data-passkey] .button")
    arrive(page, "/konts/atslegas/")

    assert page.is_visible("text=Biroja dators")
    assert complaints == []


def test_passkey_that_the_owner_refuses_is_said(page, telephone, site_with_anna):
    session, authenticator = telephone
    session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False}
    )
    page.goto(f"{site_with_anna}/konts/ienakt/")
    assert not page.is_visible("[data-passkey] [role=alert]")

    page.click("[data-passkey] .button")

    page.wait_for_selector("[data-passkey] [role=alert]", state="visible")
    assert page.url == f"{site_with_anna}/konts/ienakt/"


def test_passkey_of_a_deleted_account_is_refused(page, telephone, site_with_anna, account_folder):
    sign_in(page, site_with_anna)
    set_up_passkey(page, site_with_anna)
    page.context.clear_cookies()
    server.manage(account_folder, "shell", "--no-imports", "--command", ANNA)

    page.goto(f"{site_with_anna}/konts/ienakt/")
    page.click("[data-passkey] .button")
    page.wait_for_selector(".notice--bad")

    page.goto(f"{site_with_anna}/admin/")
    assert "/konts/ienakt/" in page.url


def test_code_from_the_telephone_needs_no_script(open_page, site_with_anna):
    page = open_page.blank(java_script_enabled=False)
    sign_in(page, site_with_anna)
    page.click("a[href='/konts/lietotne/']")
    code = hotp_value(page.inner_text("code"), int(time.time() // 30))
    page.fill("[name=code]", format_hotp_value(code))
    page.click(".form .button")

    arrive(page, "/konts/kodi/")
    page.goto(f"{site_with_anna}/admin/")

    assert page.url == f"{site_with_anna}/admin/"


def test_passkey_is_not_offered_without_scripts(open_page, site_with_anna):
    page = open_page.blank(java_script_enabled=False)

    page.goto(f"{site_with_anna}/konts/ienakt/")

    assert not page.is_visible("[data-passkey]")


def test_error_takes_the_focus(page, site_with_anna):
    page.goto(f"{site_with_anna}/konts/ienakt/")
    page.fill("[name=login]", EMAIL)
    page.fill("[name=password]", "nepareiza")
    page.click(".form:has([name=password]) .button")

    page.wait_for_selector(".notice--bad")

    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"


# --- As people see them -------------------------------------------------------------------------


BEFORE = ["/konts/ienakt/", "/konts/parole/aizmirsta/", "/konts/slegts/"]
BEHIND = [
    "/konts/",
    "/konts/lietotne/",
    "/konts/atslegas/jauna/",
    "/konts/parole/",
    "/konts/e-pasts/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_pass_axe_and_fit_a_small_window(open_page, site_with_anna, scheme):
    page = open_page.blank(320, bypass_csp=True, color_scheme=scheme)
    faults = []
    for paths in (BEFORE, BEHIND):
        if paths is BEHIND:
            sign_in(page, site_with_anna)
        for path in paths:
            page.goto(site_with_anna + path)
            assert page.url == site_with_anna + path
            for check in (checks.axe, checks.sideways, checks.cut_text, checks.small_targets):
                faults += [f"{path}: {fault}" for fault in check(page)]

    assert not faults, "\n".join(faults)


def test_page_with_errors_passes_axe(open_page, site_with_anna):
    page = open_page.blank(320, bypass_csp=True)
    sign_in(page, site_with_anna)
    page.goto(f"{site_with_anna}/konts/parole/")
    for name in ("oldpassword", "password1", "password2"):
        page.fill(f"[name={name}]", "x")
    page.click(".form .button")
    page.wait_for_selector(".notice--bad")

    assert checks.axe(page) + checks.sideways(page) + checks.small_targets(page) == []
