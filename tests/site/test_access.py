"""Every address of the site × everybody of the cast, looking (GET) and sending (POST)."""

import datetime as dt
import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation

from editorial import clock
from editorial.models import (
    Change,
    DailyRun,
    OutsideLink,
    Revision,
    SlugHistory,
    Source,
    User,
)
from municipalities.models import Authority, Locality, Municipality, PlanningRegion
from municipalities.needs import Need
from remigration_site.addresses import NeedConverter
from support_programs.models import SupportMeasure, VacancyImport
from tests import factories
from tests.editorial.test_scope import MADE_IN

PEOPLE = ["visitor", "editor_a", "editor_b", "coordinator", "other_coordinator", "administrator"]

# What a row is about decides who may. The rows are published and belong to A.
SUBJECTS = {
    "fact": [*MADE_IN],
    "municipality": [Municipality],
    "locality": [Locality],
    "shared": [PlanningRegion, Authority],
    "source": [Source],
    "account": [User],
    "old address": [SlugHistory],
    "report": [VacancyImport],
    "log": [Change],
    "daily": [DailyRun],
    "link": [OutsideLink],
    "draft": [Revision],
}

# The answers to GET and POST. ok: it opens, or leads on; in: first sign in; no: refused; --: not
# found; na: there is nothing to look at, or to send. Two columns: a visitor, and anybody signed in.
EXPECTED = """
                                      visitor  editor_a  editor_b  coord.  other  admin.
fact: changelist add bare             in/in    ok/ok     ok/ok     ok/ok   ok/ok  ok/ok
fact: change review                   in/in    ok/ok     --/--     ok/ok   --/--  ok/ok
fact: versions                        in/in    ok/--     --/--     ok/--   --/--  ok/--
fact: simple_history                  in/in    ok/no     --/--     ok/no   --/--  ok/no
fact: history                         in/in    ok/ok     --/--     ok/ok   --/--  ok/ok
fact: delete                          in/in    no/no     --/--     no/no   --/--  ok/ok
fact: import export                   in/in    no/no     no/no     ok/ok   ok/ok  ok/ok
fact: still_true                      in/in    na/ok     na/--     na/ok   na/--  na/ok
fact: process_import                  in/in    na/no     na/no     na/ok   na/ok  na/ok

municipality: changelist bare         in/in    ok/ok     ok/ok     ok/ok   ok/ok  ok/ok
municipality: change                  in/in    ok/no     --/no     ok/ok   --/--  ok/ok
municipality: review                  in/in    --/--     --/--     ok/ok   --/--  ok/ok
municipality: versions                in/in    --/--     --/--     ok/--   --/--  ok/--
municipality: simple_history          in/in    ok/no     --/--     ok/no   --/--  ok/no
municipality: still_true              in/in    na/no     na/--     na/ok   na/--  na/ok
municipality: history                 in/in    ok/ok     --/--     ok/ok   --/--  ok/ok
municipality: add delete              in/in    no/no     no/no     no/no   no/no  ok/ok

locality: changelist bare             in/in    ok/ok     ok/ok     ok/ok   ok/ok  ok/ok
locality: change                      in/in    ok/no     --/no     ok/no   --/no  ok/ok
locality: simple_history              in/in    ok/no     --/--     ok/no   --/--  ok/no
locality: history                     in/in    ok/ok     --/--     ok/ok   --/--  ok/ok
locality: add delete                  in/in    no/no     no/no     no/no   no/no  ok/ok

shared: changelist history bare       in/in    ok/ok     ok/ok     ok/ok   ok/ok  ok/ok
shared: change                        in/in    ok/no     ok/no     ok/no   ok/no  ok/ok
shared: simple_history                in/in    ok/no     ok/no     ok/no   ok/no  ok/no
shared: add delete                    in/in    no/no     no/no     no/no   no/no  ok/ok

source: changelist add history bare   in/in    ok/ok     ok/ok     ok/ok   ok/ok  ok/ok
source: change                        in/in    ok/no     ok/no     ok/ok   ok/ok  ok/ok
source: simple_history                in/in    ok/no     ok/no     ok/no   ok/no  ok/no
source: delete                        in/in    no/no     no/no     no/no   no/no  ok/ok

account: changelist add change        in/in    no/no     no/no     no/no   no/no  ok/ok
account: delete history password      in/in    no/no     no/no     no/no   no/no  ok/ok
account: bare                         in/in    ok/ok     ok/ok     ok/ok   ok/ok  ok/ok

old address: changelist history       in/in    no/no     no/no     no/no   no/no  ok/ok
old address: delete                   in/in    no/no     no/no     no/no   no/no  ok/ok
old address: add                      in/in    no/no     no/no     no/no   no/no  no/no
old address: change                   in/in    no/no     no/no     no/no   no/no  ok/no
old address: bare                     in/in    ok/ok     ok/ok     ok/ok   ok/ok  ok/ok

report: changelist history            in/in    no/no     no/no     no/no   no/no  ok/ok
report: add delete                    in/in    no/no     no/no     no/no   no/no  no/no
report: change                        in/in    no/no     no/no     no/no   no/no  ok/no
report: bare                          in/in    ok/ok     ok/ok     ok/ok   ok/ok  ok/ok

log: changelist                       in/in    no/no     no/no     ok/ok   ok/ok  ok/ok
log: change                           in/in    no/no     no/no     ok/no   --/no  ok/no
log: history                          in/in    --/--     --/--     ok/ok   --/--  ok/ok
log: add delete                       in/in    no/no     no/no     no/no   no/no  no/no
log: bare                             in/in    ok/ok     ok/ok     ok/ok   ok/ok  ok/ok

daily: changelist history             in/in    no/no     no/no     ok/ok   ok/ok  ok/ok
daily: change                         in/in    no/no     no/no     ok/no   ok/no  ok/no
daily: add delete                     in/in    no/no     no/no     no/no   no/no  no/no
daily: bare                           in/in    ok/ok     ok/ok     ok/ok   ok/ok  ok/ok

link: changelist                      in/in    ok/ok     ok/ok     ok/ok   ok/ok  ok/ok
link: change                          in/in    ok/no     --/no     ok/no   --/no  ok/no
link: history                         in/in    ok/ok     --/--     ok/ok   --/--  ok/ok
link: add delete                      in/in    no/no     no/no     no/no   no/no  no/no
link: bare                            in/in    ok/ok     ok/ok     ok/ok   ok/ok  ok/ok

draft: changelist bare                in/in    ok/ok     ok/ok     ok/ok   ok/ok  ok/ok
draft: change                         in/in    ok/ok     --/--     ok/ok   --/--  ok/ok
draft: publish                        in/in    na/no     na/--     na/ok   na/--  na/ok
draft: add history                    in/in    --/--     --/--     --/--   --/--  --/--
draft: delete                         in/in    no/no     no/no     no/no   no/no  no/no

admin: index app_list password_change in/in    ok/ok
admin: password_change_done jsi18n    in/in    ok/na
admin: autocomplete                   in/in    no/na
admin: markdown_preview               in/in    na/ok
admin: find_pages                     in/in    ok/na
admin: handbook                       in/in    ok/na
admin: handbook_picture               in/in    --/na
admin: translations                   in/in    ok/na
admin: translation_rows               in/in    --/na
admin: to_do                          in/in    --/--
admin: login                          in/in    in/in
admin: logout                         ok/ok    ok/in
admin: shortcut view_on_site          --/--    --/--
admin: anything_else                  in/in    --/--

konts: account_login                  ok/ok    ok/ok
konts: account_logout                 in/in    ok/in
konts: account_signup                 --/--    --/--
konts: account_inactive               ok/na    ok/na
konts: account_email                  in/in    ok/ok
konts: account_confirm_email          ok/--    ok/--
konts: account_email_verification_sent  ok/na  ok/na
konts: account_reauthenticate         in/in    ok/ok
konts: account_change_password        in/in    ok/ok
konts: account_set_password           in/in    ok/ok
konts: account_reset_password         ok/ok    ok/ok
konts: account_reset_password_done    ok/na    ok/na
konts: account_reset_password_from_key  ok/ok  ok/ok
konts: account_reset_password_from_key_done  ok/na  ok/na
konts: mfa_index mfa_list_webauthn    in/in    ok/na
konts: mfa_authenticate               in/in    ok/ok
konts: mfa_reauthenticate             in/in    ok/ok
konts: mfa_reauthenticate_webauthn    in/in    ok/ok
konts: mfa_login_webauthn             in/in    ok/ok
konts: mfa_add_webauthn               in/in    ok/ok
konts: mfa_edit_webauthn              in/in    ok/ok
konts: mfa_remove_webauthn            in/in    ok/ok
konts: mfa_activate_totp              in/in    ok/ok
konts: mfa_deactivate_totp            in/in    --/--
konts: mfa_view_recovery_codes        in/in    --/na
konts: mfa_generate_recovery_codes    in/in    ok/ok
konts: mfa_download_recovery_codes    in/in    --/--

public: page                          ok/na    ok/na
public: sitemap sitemap_of favicon.ico  ok/ok  ok/ok
public: measure_entry photo preview   --/na    --/na
"""


def table():
    """Line → answers in the order of `PEOPLE`."""
    found = {}
    for line in filter(None, EXPECTED.splitlines()[2:]):
        part, words = line.split(": ")
        names = [word for word in words.split() if "/" not in word]
        cells = [word for word in words.split() if "/" in word]
        cells += cells[1:] * (len(PEOPLE) - len(cells))
        found |= {f"{part}: {name}": cells for name in names}
    return found


TABLE = table()
DOORS = ("account_login", "admin:login")


def walk(resolver, before=""):
    """(route, name) of every address, as the patterns spell it."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from walk(pattern, route)
        else:
            yield route, pattern.name or ""


def all_routes():
    """The gallery of components is there in development only."""
    with translation.override("lv"):
        return [(route, name) for route, name in walk(get_resolver()) if name != "gallery"]


def model_of(route):
    for models in SUBJECTS.values():
        for model in models:
            if route.startswith(f"admin/{model._meta.app_label}/{model._meta.model_name}/"):
                return model
    return None


def line_of(route, name):
    """The line of the table that speaks of an address."""
    if model := model_of(route):
        subject = next(subject for subject, models in SUBJECTS.items() if model in models)
        own = f"{model._meta.app_label}_{model._meta.model_name}_"
        page = name.removeprefix(own).removeprefix("auth_user_").removesuffix("_change")
        return f"{subject}: {page or 'bare'}"
    if route == "admin/r/<path:row>/":
        return "admin: shortcut"
    if route.startswith("admin/"):
        return f"admin: {name or 'anything_else'}"
    if route.startswith("konts/"):
        return f"konts: {name}"
    line = f"public: {name or route}"
    return line if line in TABLE else "public: page"


def rows_of(cast):
    """One row of each model, published and in A, with the same slug everywhere."""
    rows = {}
    wanted = {"slug": "a", "closes_on": clock.today() + dt.timedelta(days=7)}
    for model, make in MADE_IN.items():
        names = {field.name for field in model._meta.fields}
        rows[model] = make(cast.a, **{name: wanted[name] for name in names & set(wanted)})
    return rows | {
        Municipality: cast.a,
        Locality: factories.LocalityFactory(municipality=cast.a),
        PlanningRegion: cast.a.region,
        Authority: cast.a.authority,
        Source: factories.SourceFactory(),
        User: cast.editor_a,
        SlugHistory: factories.SlugHistoryFactory(),
        VacancyImport: factories.VacancyImportFactory(),
        DailyRun: factories.DailyRunFactory(),
        OutsideLink: factories.LinkUseFactory(row=rows[SupportMeasure]).link,
        Change: factories.ChangeFactory(row=rows[SupportMeasure]),
        Revision: factories.RevisionFactory(
            row=factories.SupportMeasureFactory(municipality=cast.a)
        ),
    }


def path_of(route, rows):
    """An address that leads to a row of A, where it leads to any."""
    row = rows.get(model_of(route))
    key = row.pk if row else 1
    version = row.history.first().pk if hasattr(row, "history") else None
    values = {
        "object_id": key,
        "id": key,
        "pk": key,
        "content_type_id": 1,
        "row": "1/1",
        "slug": "a",
        "number": next(row.number for row in rows.values() if hasattr(row, "number")),
        "need": NeedConverter().to_url(Need.WORK),
        "section": "pages",
        "language": "lv",
        "app_label": "support_programs",
        "url": "nekas",
        "uidb36": "1",
        "key": "atslega",
        "name": "nekas.jpg",
        "token": "1:atslega",
    }
    route = route.replace("([^/]+)/history/([^/]+)", f"{key}/history/{version}")
    route = re.sub(r"\(\?P(<\w+>)(\([^()]*\)|[^()])*\)", r"\1", re.sub(r"[\^$]", "", route))
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), route)


def ask(session, method, path):
    """The answer. Nothing that is done by asking stays."""
    client = Client()
    client.cookies.update(session)
    with transaction.atomic():
        response = getattr(client, method)(path, {"post": "yes"} if method == "post" else None)
        transaction.set_rollback(True)
    match response.status_code:
        case 403:
            return "no"
        case 404:
            return "--"
        case 405:
            return "na"
        case 302 if response.headers["Location"].startswith(tuple(map(reverse, DOORS))):
            return "in"
        case 200 | 301 | 302:
            return "ok"
    return str(response.status_code)


@pytest.mark.parametrize("part", ["fact", "other"])
@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_gets_the_answers_of_the_table(client, cast, person, part):
    rows = rows_of(cast)
    if person != "visitor":
        client.force_login(getattr(cast, person))
    column = PEOPLE.index(person)
    asked = [
        (line_of(route, name), path_of(route, rows))
        for route, name in all_routes()
        if line_of(route, name).startswith("fact:") == (part == "fact")
    ]

    answers = {
        path: "/".join(ask(client.cookies, method, path) for method in ("get", "post"))
        for _line, path in asked
    }

    expected = {path: TABLE[line][column] for line, path in asked}
    assert answers == expected


def test_every_address_has_a_line_and_every_line_an_address():
    assert {line_of(route, name) for route, name in all_routes()} == set(TABLE)
