"""Accounts of the people who keep the site: the door of the administration and their own pages."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings as site_settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from editorial.accounts.adapter import AccountAdapter
from editorial.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXP"
PASSWORD = "parole"
NEW_PASSWORD = "septinas-pekas-9"
WRONG = {"login": "anna@novads.example", "password": "nepareiza"}
RIGHT = {"login": "anna@novads.example", "password": PASSWORD}
LOGIN = "/konts/ienakt/"
SECOND_FACTOR = "/konts/ienakt/otrais-solis/"
SET_PASSWORD = re.compile(r"https?://\S+(/konts/parole/jauna/\S+)")
CONFIRM_EMAIL = re.compile(r"https?://\S+(/konts/e-pasts/\S+)")

PAGES_BEFORE_SIGNING_IN = [
    LOGIN,
    "/konts/slegts/",
    "/konts/parole/aizmirsta/",
    "/konts/parole/aizmirsta/nosutits/",
    "/konts/parole/jauna/1-nederiga/",
    "/konts/parole/nomainita/",
    "/konts/e-pasts/nosutits/",
    "/konts/e-pasts/nederiga/",
]
PAGES_OF_AN_ACCOUNT = [
    "/konts/",
    "/konts/iziet/",
    "/konts/apstiprinat/parole/",
    "/konts/apstiprinat/kods/",
    "/konts/parole/",
    "/konts/e-pasts/",
    "/konts/lietotne/nonemt/",
    "/konts/atslegas/",
    "/konts/atslegas/jauna/",
    "/konts/kodi/",
    "/konts/kodi/jauni/",
]


def code_of(moment=None):
    """What the telephone shows."""
    counter = int((moment or time.time()) // 30)
    return format_hotp_value(hotp_value(SECRET, counter))


@pytest.fixture(autouse=True)
def no_failures_counted():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def unhurried(settings):
    """A code stays good when the half minute ends inside a test."""
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture
def anna():
    return UserFactory(email="anna@novads.example", name="Anna", language="ru", is_staff=True)


@pytest.fixture
def protected(anna):
    """Anna with a code from her telephone and recovery codes."""
    TOTP.activate(anna, SECRET)
    RecoveryCodes.activate(anna)
    return anna


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def signed_in(client, anna):
    client.post(LOGIN, RIGHT)
    return client


@pytest.fixture
def administrating(client, administrator):
    client.force_login(administrator)
    return client


def is_signed_in(client):
    """Whether the administration still opens."""
    return client.get("/admin/").status_code == 200


# --- The door -----------------------------------------------------------------------------------


def test_administration_leads_to_our_sign_in(client):
    response = client.get("/admin/", follow=True)

    assert [path for path, _status in response.redirect_chain] == [
        "/admin/login/?next=/admin/",
        "/konts/ienakt/?next=/admin/",
    ]
    assert response.status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_sign_in_of_django_itself_is_never_shown(method):
    client = Client(enforce_csrf_checks=True)

    response = getattr(client, method)("/admin/login/?next=/admin/")

    assert (response.status_code, response["Location"]) == (302, "/konts/ienakt/?next=/admin/")


def test_sign_in_opens_the_page_that_was_asked_for(client, anna):
    response = client.post(f"{LOGIN}?next=/admin/jsi18n/", RIGHT)

    assert response["Location"] == "/admin/jsi18n/"


def test_sign_in_leads_to_no_other_site(client, anna):
    response = client.post(f"{LOGIN}?next=https://cits.example/", RIGHT)

    assert response["Location"] == "/admin/"


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_who_may_not_sign_in_is_told_only_with_the_right_password(client, anna, change):
    User.objects.update(**change)

    right, wrong = client.post(LOGIN, RIGHT), Client().post(LOGIN, WRONG)

    assert right["Location"] == "/konts/slegts/"
    assert wrong.status_code == 200
    assert not is_signed_in(client)


def test_nobody_signs_up(client):
    assert client.get("/konts/registreties/").status_code == 404
    assert client.post("/konts/registreties/", {"email": "x@y.example"}).status_code == 404


def test_signing_out_ends_the_session_and_keeps_the_language(signed_in):
    response = signed_in.post("/konts/iziet/")

    assert response["Location"] == "/konts/ienakt/?language=ru"
    assert not is_signed_in(signed_in)


def test_signing_out_in_the_administration_ends_the_session(signed_in):
    signed_in.post(reverse("admin:logout"))

    assert not is_signed_in(signed_in)


def test_session_ends_with_the_browser_and_within_a_working_day(signed_in):
    cookie = signed_in.cookies["sessionid"]

    assert cookie["max-age"] == cookie["expires"] == ""
    assert signed_in.session.get_expiry_age() <= 12 * 60 * 60
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_administration_leads_to_the_own_account(signed_in):
    page = signed_in.get("/admin/").content.decode()

    assert 'href="/konts/"' in page


# --- Lockout ------------------------------------------------------------------------------------


def fail(times, login="anna@novads.example", address="192.0.2.1"):
    for _ in range(times):
        data = {"login": login, "password": "nepareiza"}
        response = Client(REMOTE_ADDR=address).post(LOGIN, data)
    return response


def errors(response):
    return [str(error) for error in response.context["form"].non_field_errors()]


def test_account_is_locked_after_five_failures_from_anywhere(client, anna):
    for number in range(5):
        fail(1, address=f"192.0.2.{number}")

    client.post(LOGIN, RIGHT)

    assert not is_signed_in(client)


def test_account_is_not_locked_by_success(client, anna):
    for _ in range(6):
        Client().post(LOGIN, RIGHT)

    client.post(LOGIN, RIGHT)

    assert is_signed_in(client)


def test_lock_of_one_account_is_not_that_of_another(client, anna):
    fail(5, login="berta@novads.example")

    client.post(LOGIN, RIGHT)

    assert is_signed_in(client)


def test_address_is_locked_after_ten_failures_with_any_accounts(anna):
    for number in range(10):
        fail(1, login=f"persona{number}@novads.example")
    same, other = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")

    same.post(LOGIN, RIGHT)
    other.post(LOGIN, RIGHT)

    assert (is_signed_in(same), is_signed_in(other)) == (False, True)


def test_address_behind_a_proxy_is_that_of_the_visitor(anna, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(10):
        data = {"login": f"persona{number}@novads.example", "password": "nepareiza"}
        Client().post(LOGIN, data, headers={"X-Forwarded-For": "198.51.100.9, 192.0.2.1"})
    client = Client()

    client.post(LOGIN, RIGHT, headers={"X-Forwarded-For": "192.0.2.1"})
    assert not is_signed_in(client)

    client.post(LOGIN, RIGHT, headers={"X-Forwarded-For": "192.0.2.2"})
    assert is_signed_in(client)


def test_locked_account_is_told_apart_from_a_wrong_password(anna):
    before, after = fail(5), fail(1)

    assert errors(before) != errors(after)


def test_code_is_locked_after_five_failures(client, protected):
    client.post(LOGIN, RIGHT)
    for _ in range(5):
        client.post(SECOND_FACTOR, {"code": "000000"})

    client.post(SECOND_FACTOR, {"code": code_of()})

    assert not is_signed_in(client)


def test_counts_are_seen_by_every_worker():
    backend = site_settings.CACHES["default"]["BACKEND"]

    assert "locmem" not in backend and "dummy" not in backend


# --- Known and unknown accounts answer alike -----------------------------------------------------


def said(response):
    text = re.sub(
        r'(name="csrfmiddlewaretoken" value|value)="[^"]*"', "", response.content.decode()
    )
    return response.status_code, text


@pytest.mark.parametrize("failures", [1, 6])
def test_sign_in_answers_alike_for_unknown_accounts(anna, failures):
    known = fail(failures, address="192.0.2.1")
    unknown = fail(failures, login="nav@novads.example", address="192.0.2.2")

    assert said(known) == said(unknown)


def test_sign_in_takes_the_work_of_a_password_for_unknown_accounts(anna, monkeypatch):
    hashed = []
    monkeypatch.setattr(
        "django.contrib.auth.base_user.make_password", lambda raw: hashed.append(raw) or "x"
    )

    fail(1, login="nav@novads.example")

    assert hashed == ["nepareiza"]


def test_forgotten_password_answers_alike_for_unknown_accounts(client, anna):
    known = client.post("/konts/parole/aizmirsta/", {"email": "anna@novads.example"})
    unknown = client.post("/konts/parole/aizmirsta/", {"email": "nav@novads.example"})

    assert known["Location"] == unknown["Location"] == "/konts/parole/aizmirsta/nosutits/"
    assert known.status_code == unknown.status_code


# --- Sessions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_session_ends_when_the_right_to_sign_in_is_taken_away(signed_in, change):
    assert is_signed_in(signed_in)

    User.objects.update(**change)

    assert not is_signed_in(signed_in)
    assert signed_in.get("/konts/").status_code == 302


def test_other_sessions_end_when_the_password_changes(signed_in):
    other = Client()
    other.post(LOGIN, RIGHT)
    data = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    response = signed_in.post("/konts/parole/", data)

    assert response["Location"] == "/konts/"
    assert (is_signed_in(signed_in), is_signed_in(other)) == (True, False)


# --- Second factor ------------------------------------------------------------------------------


ADMIN_PAGES = ["/admin/", "/admin/editorial/user/", "/admin/jsi18n/", "/admin/nav-tadas/"]


@pytest.mark.parametrize("path", ADMIN_PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_is_done_before_the_second_factor(signed_in, required, path, method):
    response = getattr(signed_in, method)(path, follow=True)

    assert response.redirect_chain[-1][0].startswith("/konts/?next=")


def test_second_factor_may_be_switched_off_for_development(signed_in, settings):
    assert settings.REQUIRE_SECOND_FACTOR is False
    assert is_signed_in(signed_in)


def activate(client, monkeypatch):
    """Set up the code from the telephone as a person does."""
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.generate_totp_secret", lambda: SECRET)
    monkeypatch.setattr("django.db.transaction.on_commit", lambda call: call())
    client.get("/konts/lietotne/")
    return client.post("/konts/lietotne/", {"code": code_of()})


def test_second_factor_set_up_opens_the_administration(signed_in, required, monkeypatch):
    response = activate(signed_in, monkeypatch)

    assert response["Location"] == "/konts/kodi/"
    assert is_signed_in(signed_in)


def test_second_factor_set_up_makes_ten_recovery_codes(signed_in, monkeypatch):
    activate(signed_in, monkeypatch)

    page = signed_in.get("/konts/kodi/").content.decode()

    assert len(re.findall(r"<code>\d{8}</code>", page)) == 10


def test_second_factor_set_up_in_one_session_does_not_open_another(
    signed_in, required, monkeypatch
):
    stolen = Client()
    stolen.post(LOGIN, RIGHT)

    activate(signed_in, monkeypatch)

    assert (is_signed_in(signed_in), is_signed_in(stolen)) == (True, False)


def test_session_without_the_factor_of_the_account_is_asked_for_it(client, required, protected):
    client.force_login(protected)

    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/konts/apstiprinat/kods/?next=/admin/"

    client.post("/konts/apstiprinat/kods/?next=/admin/", {"code": code_of()})
    assert is_signed_in(client)


def test_sign_in_asks_for_the_code(client, protected):
    response = client.post(LOGIN, RIGHT)

    assert response["Location"] == SECOND_FACTOR
    assert not is_signed_in(client)


def test_sign_in_with_the_code(client, required, protected):
    client.post(LOGIN, RIGHT)

    client.post(SECOND_FACTOR, {"code": code_of()})

    assert is_signed_in(client)


def test_code_of_long_ago_is_refused(client, protected):
    client.post(LOGIN, RIGHT)

    client.post(SECOND_FACTOR, {"code": code_of(time.time() - 120)})

    assert not is_signed_in(client)


def test_recovery_code_signs_in_once(required, protected):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    clients = [Client(), Client()]

    for client in clients:
        client.post(LOGIN, RIGHT)
        client.post(SECOND_FACTOR, {"code": code})

    assert [is_signed_in(client) for client in clients] == [True, False]


def test_second_factor_removed_is_wanted_again(client, required, protected):
    client.post(LOGIN, RIGHT)
    client.post(SECOND_FACTOR, {"code": code_of()})

    client.post("/konts/lietotne/nonemt/")

    assert not Authenticator.objects.exists()
    assert not is_signed_in(client)


def test_picture_of_the_code_stands_in_the_page(signed_in):
    page = signed_in.get("/konts/lietotne/").content.decode()

    assert '<svg class="qr__code"' in page
    assert "data:" not in page


# --- Who it is, before a change -----------------------------------------------------------------


CHANGES = ["/konts/lietotne/", "/konts/atslegas/jauna/", "/konts/lietotne/nonemt/", "/konts/kodi/"]


@pytest.mark.parametrize("path", CHANGES)
def test_change_of_the_second_factor_asks_who_it_is(client, protected, path):
    client.force_login(protected)
    if path == "/konts/lietotne/":
        Authenticator.objects.all().delete()

    response = client.get(path)

    assert response["Location"].startswith("/konts/apstiprinat/parole/?next=")


def test_change_of_the_address_asks_who_it_is(client, mailoutbox, anna):
    client.force_login(anna)

    response = client.post("/konts/e-pasts/", {"email": "a@b.example", "action_add": "1"})

    assert response["Location"].startswith("/konts/apstiprinat/parole/?next=")
    assert not mailoutbox


def test_change_goes_on_once_it_is_known_who_it_is(client, mailoutbox, anna):
    client.force_login(anna)
    response = client.post("/konts/e-pasts/", {"email": "a@b.example", "action_add": "1"})

    client.post(response["Location"], {"password": PASSWORD})

    assert [letter.to for letter in mailoutbox] == [["a@b.example"]]


def test_wrong_password_changes_nothing(client, mailoutbox, anna):
    client.force_login(anna)
    response = client.post("/konts/e-pasts/", {"email": "a@b.example", "action_add": "1"})

    client.post(response["Location"], {"password": "nepareiza"})

    assert not mailoutbox


def test_change_of_the_password_wants_the_present_one(signed_in, anna):
    data = {"oldpassword": "cita", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    response = signed_in.post("/konts/parole/", data)

    assert "oldpassword" in response.context["form"].errors
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)


# --- Address ------------------------------------------------------------------------------------


@pytest.fixture
def link(signed_in, mailoutbox):
    """The link sent to Anna's new address."""
    signed_in.post("/konts/e-pasts/", {"email": "jauna@novads.example", "action_add": "1"})
    return CONFIRM_EMAIL.search(mailoutbox[-1].body)[1]


def test_new_address_counts_once_it_is_confirmed(client, link, anna):
    anna.refresh_from_db()
    assert anna.email == "anna@novads.example"

    client.post(link)

    anna.refresh_from_db()
    assert anna.email == "jauna@novads.example"
    assert [address.email for address in EmailAddress.objects.all()] == ["jauna@novads.example"]


def test_new_address_is_told_to_the_former_one(client, link, mailoutbox):
    client.post(link)

    assert mailoutbox[-1].to == ["anna@novads.example"]


def test_account_may_change_its_address_with_a_second_factor(client, protected, mailoutbox):
    client.post(LOGIN, RIGHT)
    client.post(SECOND_FACTOR, {"code": code_of()})

    client.post("/konts/e-pasts/", {"email": "jauna@novads.example", "action_add": "1"})

    assert mailoutbox[-1].to == ["jauna@novads.example"]


def test_address_changed_by_an_administrator_leaves_nothing_of_the_former(link, anna, client):
    anna.email = "cita@novads.example"
    anna.save()

    Client().post(link)
    Client().post("/konts/parole/aizmirsta/", {"email": "anna@novads.example"})

    anna.refresh_from_db()
    assert anna.email == "cita@novads.example"
    assert [address.email for address in EmailAddress.objects.all()] == ["cita@novads.example"]


def test_address_of_somebody_else_is_not_taken_over(client, signed_in, mailoutbox, anna):
    signed_in.post("/konts/e-pasts/", {"email": "berta@novads.example", "action_add": "1"})
    UserFactory(email="berta@novads.example")

    client.post(CONFIRM_EMAIL.search(mailoutbox[-1].body)[1])

    anna.refresh_from_db()
    assert anna.email == "anna@novads.example"


# --- Letters ------------------------------------------------------------------------------------


def test_forgotten_password_is_chosen_anew(client, anna, mailoutbox):
    client.post("/konts/parole/aizmirsta/", {"email": "Anna@novads.example"})
    path = SET_PASSWORD.search(mailoutbox[0].body)[1]

    set_password(client, path)

    assert client.post(LOGIN, {**RIGHT, "password": NEW_PASSWORD})["Location"] == "/admin/"


def set_password(client, path, password=NEW_PASSWORD):
    form = client.get(path, follow=True)
    action = form.context.get("action_url")
    return action and client.post(action, {"password1": password, "password2": password})


def test_link_of_a_forgotten_password_works_once(client, anna, mailoutbox):
    client.post("/konts/parole/aizmirsta/", {"email": "anna@novads.example"})
    path = SET_PASSWORD.search(mailoutbox[0].body)[1]
    set_password(client, path)

    page = Client().get(path)

    assert page.context["token_fail"]


def test_link_of_a_forgotten_password_expires(client, anna, mailoutbox, settings):
    client.post("/konts/parole/aizmirsta/", {"email": "anna@novads.example"})
    settings.PASSWORD_RESET_TIMEOUT = -1

    page = client.get(SET_PASSWORD.search(mailoutbox[0].body)[1])

    assert page.context["token_fail"]


def test_forgotten_password_leaves_the_second_factor(client, protected, mailoutbox):
    client.post("/konts/parole/aizmirsta/", {"email": "anna@novads.example"})
    set_password(client, SET_PASSWORD.search(mailoutbox[0].body)[1])

    client.post(LOGIN, {**RIGHT, "password": NEW_PASSWORD})

    assert not is_signed_in(client)


def test_weak_password_is_refused(client, anna, mailoutbox):
    client.post("/konts/parole/aizmirsta/", {"email": "anna@novads.example"})

    response = set_password(client, SET_PASSWORD.search(mailoutbox[0].body)[1], "isa")

    assert "password1" in response.context["form"].errors


def test_letter_to_an_unknown_address_holds_no_link(client, mailoutbox):
    client.post("/konts/parole/aizmirsta/", {"email": "nav@novads.example"})

    [letter] = mailoutbox
    assert "/konts/" not in letter.body


@pytest.mark.parametrize("language", ["lv", "ru", "en"])
def test_letter_speaks_the_language_of_the_person(
    administrating, mailoutbox, language, monkeypatch
):
    person = UserFactory(language=language, is_staff=True, password=None)
    spoken = []
    render = AccountAdapter.render_mail
    monkeypatch.setattr(
        AccountAdapter,
        "render_mail",
        lambda *args: spoken.append(translation.get_language()) or render(*args),
    )

    TOTP.activate(person, SECRET)
    act(administrating, "send_invitation", person)
    act(administrating, "reset_second_factor", person)
    Client().post("/konts/parole/aizmirsta/", {"email": person.email})

    assert spoken == [language] * len(mailoutbox)
    assert len(mailoutbox) == 3


def test_change_of_the_second_factor_is_told_by_letter(signed_in, monkeypatch, mailoutbox):
    activate(signed_in, monkeypatch)

    assert [letter.to for letter in mailoutbox] == [["anna@novads.example"]]


# --- Administrators -----------------------------------------------------------------------------


def act(client, action, *people):
    data = {"action": action, "_selected_action": [person.pk for person in people]}
    return client.post(reverse("admin:editorial_user_changelist"), data, follow=True)


def test_new_account_has_no_password_and_is_invited(administrating, mailoutbox, monkeypatch):
    monkeypatch.setattr("django.db.transaction.on_commit", lambda call: call())
    data = {"email": "Jana@Novads.example", "name": "Jana", "language": "ru", "is_staff": "on"}

    administrating.post(reverse("admin:editorial_user_add"), data)

    person = User.objects.get(email="jana@novads.example")
    assert (person.name, person.language, person.is_staff) == ("Jana", "ru", True)
    assert not person.has_usable_password()
    assert [letter.to for letter in mailoutbox] == [["jana@novads.example"]]


def test_invited_person_chooses_a_password_and_signs_in(administrating, mailoutbox):
    person = UserFactory(is_staff=True, password=None)
    act(administrating, "send_invitation", person)
    client = Client()

    set_password(client, SET_PASSWORD.search(mailoutbox[0].body)[1])
    client.post(LOGIN, {"login": person.email, "password": NEW_PASSWORD})

    assert is_signed_in(client)


def test_invitation_opens_in_the_language_of_the_person(administrating, mailoutbox):
    person = UserFactory(is_staff=True, password=None, language="ru")
    act(administrating, "send_invitation", person)

    page = Client().get(SET_PASSWORD.search(mailoutbox[0].body)[1], follow=True)

    assert page["Content-Language"] == "ru"


@pytest.mark.parametrize(
    "state", [{"is_active": False}, {"is_staff": False}, {"password": "parole"}]
)
def test_invitation_is_not_sent_to_who_needs_none(administrating, mailoutbox, state):
    person = UserFactory(**{"is_staff": True, "password": None, **state})

    response = act(administrating, "send_invitation", person)

    assert not mailoutbox
    assert [m.level_tag for m in response.context["messages"]] == ["warning"]


def test_invitation_that_cannot_be_sent_is_said(administrating, monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    response = act(administrating, "send_invitation", UserFactory(is_staff=True, password=None))

    assert [m.level_tag for m in response.context["messages"]] == ["error"]


def test_administrator_takes_away_a_second_factor(administrating, protected, mailoutbox):
    act(administrating, "reset_second_factor", protected)

    assert not Authenticator.objects.exists()
    assert LogEntry.objects.filter(object_id=protected.pk).count() == 1
    assert [letter.to for letter in mailoutbox] == [[protected.email]]


def test_second_factor_taken_away_closes_an_open_session(client, required, protected, rf):
    client.post(LOGIN, RIGHT)
    client.post(SECOND_FACTOR, {"code": code_of()})
    assert is_signed_in(client)

    Authenticator.objects.all().delete()

    assert not is_signed_in(client)


def test_administrator_does_not_take_away_the_own_second_factor(administrating, administrator):
    TOTP.activate(administrator, SECRET)

    act(administrating, "reset_second_factor", administrator)

    assert Authenticator.objects.exists()


@pytest.mark.parametrize("action", ["send_invitation", "reset_second_factor"])
def test_who_may_not_change_accounts_may_not_act_on_them(signed_in, anna, mailoutbox, action):
    anna.user_permissions.add(Permission.objects.get(codename="view_user"))
    assert signed_in.get(reverse("admin:editorial_user_changelist")).status_code == 200
    person = UserFactory(is_staff=True, password=None)
    TOTP.activate(person, SECRET)

    act(signed_in, action, person)

    assert Authenticator.objects.exists()
    assert not mailoutbox


def test_administration_shows_no_secrets_of_accounts(administrating):
    page = administrating.get("/admin/").content.decode()

    assert "/admin/mfa/" not in page and "/admin/account/" not in page


# --- Pages --------------------------------------------------------------------------------------


@pytest.fixture(params=[*PAGES_BEFORE_SIGNING_IN, SECOND_FACTOR, *PAGES_OF_AN_ACCOUNT])
def page(request):
    client = Client()
    if request.param not in PAGES_BEFORE_SIGNING_IN:
        request.getfixturevalue("protected")
        client.post(LOGIN, RIGHT)
    if request.param in PAGES_OF_AN_ACCOUNT:
        client.post(SECOND_FACTOR, {"code": code_of()})
    response = client.get(request.param)
    assert response.status_code == 200
    return response


def test_page_is_kept_by_nobody(page):
    assert "no-store" in page["Cache-Control"]
    assert "public" not in page["Cache-Control"]


def test_page_is_not_for_search_engines(page):
    assert '<meta name="robots" content="noindex">' in page.content.decode()


def test_page_runs_no_script_of_its_own(page):
    text = page.content.decode()
    inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", text)

    assert not inline
    assert not re.search(r"\son\w+=|javascript:|\sstyle=", text)


def test_page_has_one_heading_that_its_title_names(page):
    text = page.content.decode()
    [heading] = re.findall(r"<h1>(.*?)</h1>", text)

    assert re.search(r"<title>(.*?) – Mājupceļš</title>", text)[1] == heading


def test_page_calls_every_field_by_name(page):
    text = page.content.decode()
    fields = re.findall(r'<input(?![^>]*type="hidden")[^>]*\bid="(\w+)"', text)

    assert [name for name in fields if f'for="{name}"' not in text] == []


@pytest.mark.parametrize("path", ["/konts/nav/", "/konts/registreties/", "/konts/atslegas/99/"])
def test_missing_page_of_accounts_is_kept_by_nobody(client, path):
    assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_language_is_chosen_before_signing_in_and_stays(client, language):
    client.get(f"{LOGIN}?language={language}")

    assert client.get("/konts/parole/aizmirsta/")["Content-Language"] == language


def test_language_is_latvian_whatever_the_browser_asks(client):
    response = client.get(LOGIN, headers={"Accept-Language": "ru"})

    assert response["Content-Language"] == "lv"


def test_unknown_language_is_latvian(client):
    assert client.get(f"{LOGIN}?language=de")["Content-Language"] == "lv"


def test_language_is_that_of_the_person_signed_in(signed_in):
    assert signed_in.get("/konts/?language=en")["Content-Language"] == "ru"


def test_language_switch_stays_on_the_page(client):
    page = client.get(LOGIN).content.decode()

    assert 'href="?language=ru"' in page
    assert 'rel="alternate"' not in page


def test_error_is_named_in_title_summary_and_beside_its_field(client):
    text = client.post(LOGIN, {"login": "", "password": "x"}).content.decode()

    assert "<title>Kļūda: " in text
    assert '<a href="#id_login">' in text
    assert 'id="id_login_error"' in text
    assert re.search(r'<input[^>]*name="login"[^>]*aria-invalid="true"', text)
    assert re.search(r'<input[^>]*name="login"[^>]*aria-describedby="id_login_error"', text)


def test_input_is_kept_but_for_the_password(client):
    text = client.post(LOGIN, WRONG).content.decode()

    assert 'value="anna@novads.example"' in text
    assert "nepareiza" not in text


def test_too_many_requests_is_a_page_of_ours(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.get(LOGIN)
    client.post(LOGIN, WRONG)

    response = client.post(LOGIN, WRONG)

    assert response.status_code == 429
    assert "no-store" in response["Cache-Control"]
    assert "<h1>" in response.content.decode()


def test_site_map_does_not_name_account_pages(client):
    text = "".join(
        client.get(path).content.decode() for path in ("/sitemap.xml", "/sitemap-pages.xml")
    )

    assert "/konts/" not in text


def test_public_page_has_no_cookie_before_signing_in(client):
    for path in ("/lv/", "/lv/nav/", "/konts/nav/"):
        assert not client.get(path).cookies


def test_public_page_is_the_same_for_the_staff(signed_in):
    response = signed_in.get("/lv/")

    assert response.content == Client().get("/lv/").content
    assert "Cookie" not in response.get("Vary", "")
    assert "public" in response["Cache-Control"]


def test_example_account_signs_in(client):
    call_command("example_accounts", verbosity=0)

    client.post(LOGIN, {"login": "admin@example.lv", "password": "majupcels-piemers"})

    assert is_signed_in(client)
