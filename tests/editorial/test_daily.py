"""The command `daily`: what the site does by itself, once."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from editorial import clock, review
from editorial.daily import cleanup, digest, offers, runs, submissions
from editorial.editions import snapshot
from editorial.models import Change, DailyRun, Digest, Revision, User
from editorial.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 11, 23)
FRIDAY = MONDAY - dt.timedelta(days=3)


def days(number):
    return dt.timedelta(days=number)


def day(on=MONDAY, since=None):
    return runs.Day(on, since or on - days(1))


def noon(on):
    return dt.datetime.combine(on, dt.time(12), tzinfo=timezone.get_current_timezone())


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("editorial.clock.today", lambda: MONDAY)
    monkeypatch.setattr("editorial.clock.now", lambda: noon(MONDAY))


def edition_of(row, author, state="review", **wanted):
    """What the author wants the row to say."""
    data = snapshot(row)
    data["fields"] |= {name: str(value) for name, value in wanted.items()}
    return Revision.objects.create(
        row=row,
        data=data,
        base=snapshot(row),
        state=state,
        author=author,
        note="Trūkst adreses." if state == "returned" else "",
        submitted_at=noon(MONDAY - days(5)),
    )


@pytest.fixture
def measure(cast):
    """Of A, and overdue."""
    return factories.SupportMeasureFactory(
        municipality=cast.a, title_lv="Granti A", verified_on=MONDAY - days(100)
    )


def letter_to(person):
    [found] = [letter for letter in mail.outbox if letter.to == [person.email]]
    return found


# --- The run as a whole ---------------------------------------------------------------------------


def test_run_keeps_what_each_task_did():
    done = runs.run(MONDAY)

    assert set(done.results) == {"submissions", "offers", "digest", "cleanup"}
    assert (done.day, done.problems) == (MONDAY, "")
    assert done.finished_at is not None


def test_task_that_fails_holds_up_no_other(monkeypatch, caplog):
    def broken(day):
        raise RuntimeError("kaput")

    monkeypatch.setitem(runs.TASKS, "offers", broken)

    done = runs.run(MONDAY)

    assert set(done.results) == {"submissions", "digest", "cleanup"}
    assert "offers: RuntimeError: kaput" in done.problems
    assert "offers" in caplog.text


def test_command_ends_with_an_error_when_a_task_failed(monkeypatch):
    def broken(day):
        raise RuntimeError("kaput")

    monkeypatch.setitem(runs.TASKS, "cleanup", broken)

    with pytest.raises(CommandError, match="kaput"):
        call_command("daily", verbosity=0)


def test_command_says_what_it_did(capsys, cast):
    factories.HomeFactory(municipality=cast.a, closes_on=MONDAY - days(1))

    call_command("daily")

    assert "offers: 1 closed, 0 overdue, 0 expired" in capsys.readouterr().out


def test_second_run_of_a_day_does_nothing_again(cast, measure):
    factories.HomeFactory(municipality=cast.a, closes_on=MONDAY - days(1))
    edition_of(factories.HomeFactory(municipality=cast.a), cast.editor_a, closes_on=FRIDAY)
    first = runs.run(MONDAY)

    second = runs.run(MONDAY)

    assert first.results["offers"]["closed"] == 1
    assert first.results["submissions"]["returned"] == 1
    assert first.results["digest"]["sent"] > 0
    for task in ("submissions", "offers", "digest"):
        assert set(second.results[task].values()) == {0}


# --- Waiting past the closing day -----------------------------------------------------------------


def test_offer_that_waits_past_its_closing_day_goes_back_with_the_reason(cast):
    User.objects.filter(pk=cast.editor_a.pk).update(language="en")
    row = factories.VacancyFactory(municipality=cast.a, published_at=None)
    edition = edition_of(row, cast.editor_a, closes_on=MONDAY - days(1))
    version = edition.version

    assert submissions.run(day()) == {"returned": 1}

    edition.refresh_from_db()
    assert (edition.state, edition.note, edition.reviewer) == (
        "returned",
        "Its closing day passed before it was reviewed.",
        None,
    )
    assert (edition.version, edition.decided_at is None) == (version + 1, False)


def test_return_by_the_site_is_a_line_of_the_log_without_a_person(cast):
    row = factories.HomeFactory(municipality=cast.a)
    edition_of(row, cast.editor_a, closes_on=MONDAY - days(1))

    submissions.run(day())

    line = Change.objects.of(row).get()
    assert (line.action, line.actor, line.actor_name) == ("returned", None, "")


@pytest.mark.parametrize("closes_in", [0, 1, 30])
def test_offer_waits_through_its_closing_day(cast, closes_in):
    row = factories.HomeFactory(municipality=cast.a)
    edition_of(row, cast.editor_a, closes_on=MONDAY + days(closes_in))

    assert submissions.run(day()) == {"returned": 0}


def test_edition_that_moves_the_closing_day_waits_on(cast):
    row = factories.HomeFactory(municipality=cast.a, closes_on=MONDAY - days(1))
    edition_of(row, cast.editor_a, closes_on=MONDAY + days(30))

    assert submissions.run(day()) == {"returned": 0}


@pytest.mark.parametrize(("ends_in", "returned"), [(-1, 1), (0, 0)])
def test_event_goes_back_after_its_last_day(cast, ends_in, returned):
    row = factories.EventFactory(municipality=cast.a, published_at=None)
    last_day = MONDAY + days(ends_in)
    edition_of(row, cast.editor_a, starts_on=last_day - days(3), ends_on=last_day)

    assert submissions.run(day()) == {"returned": returned}


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_only_what_waits_for_review_goes_back(cast, state):
    row = factories.HomeFactory(municipality=cast.a)
    edition_of(row, cast.editor_a, state=state, closes_on=MONDAY - days(1))

    assert submissions.run(day()) == {"returned": 0}


def test_what_was_decided_a_moment_ago_is_left_alone(cast, monkeypatch):
    row = factories.HomeFactory(municipality=cast.a)
    edition = edition_of(row, cast.editor_a, closes_on=MONDAY - days(1))

    send_back = review.send_back

    def decided_meanwhile(*args, **more):
        Revision.objects.filter(pk=edition.pk).update(state="published", version=9)
        return send_back(*args, **more)

    monkeypatch.setattr(review, "send_back", decided_meanwhile)

    assert submissions.run(day()) == {"returned": 0}
    edition.refresh_from_db()
    assert edition.state == "published"


def test_measure_without_a_closing_day_waits_on(cast, measure):
    edition_of(measure, cast.editor_a)

    assert submissions.run(day()) == {"returned": 0}


# --- What time did --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "counted"),
    [
        (lambda: factories.HomeFactory(closes_on=MONDAY - days(1)), "closed"),
        (lambda: factories.HomeFactory(closed_on=MONDAY), "closed"),
        (lambda: factories.EventFactory(starts_on=MONDAY - days(1), ends_on=None), "closed"),
        (lambda: factories.HomeFactory(checked_on=MONDAY - days(31)), "overdue"),
        (lambda: factories.HomeFactory(checked_on=MONDAY - days(45)), "expired"),
        (lambda: factories.SupportMeasureFactory(verified_on=MONDAY - days(91)), "overdue"),
        (lambda: factories.SupportMeasureFactory(verified_on=MONDAY - days(121)), "expired"),
    ],
)
def test_change_by_time_is_counted_on_its_day_only(make, counted):
    make()

    before, then, after = (offers.run(day(MONDAY + days(step))) for step in (-1, 0, 1))

    assert (before[counted], then[counted], after[counted]) == (0, 1, 0)


def test_what_happened_since_the_last_run_is_counted_after_missed_days():
    factories.DailyRunFactory(day=FRIDAY, results={"offers": {}})
    factories.HomeFactory(closes_on=FRIDAY - days(2))
    factories.HomeFactory(closes_on=FRIDAY)
    factories.HomeFactory(closes_on=MONDAY - days(2))

    assert runs.run(MONDAY).results["offers"]["closed"] == 2


def test_counting_writes_nothing_to_the_rows(cast):
    row = factories.HomeFactory(municipality=cast.a, closes_on=MONDAY - days(1))

    runs.run(MONDAY)

    before = row.version
    row.refresh_from_db()
    assert row.version == before
    assert not Change.objects.exists()


# --- The letter of the day ------------------------------------------------------------------------


def test_digest_names_what_is_overdue_with_a_link(cast, measure, settings):
    settings.SITE_ADDRESS = "https://majupcels.example"

    digest.run(day())

    text = letter_to(cast.editor_a).body
    assert "Granti A" in text
    assert f"https://majupcels.example/admin/support_programs/supportmeasure/{measure.pk}/" in text


def test_digest_is_written_in_the_language_of_the_person(cast, measure):
    User.objects.filter(pk=cast.editor_a.pk).update(language="en")

    digest.run(day())

    assert "this waits for you:" in letter_to(cast.editor_a).body


def test_whoever_has_nothing_to_do_gets_no_letter(cast, measure):
    digest.run(day())

    assert cast.editor_b.email not in [to for letter in mail.outbox for to in letter.to]
    assert not Digest.objects.filter(user=cast.editor_b).exists()


def test_coordinator_is_told_of_the_whole_region(cast, measure):
    digest.run(day())

    assert "Granti A" in letter_to(cast.coordinator).body
    assert {to for letter in mail.outbox for to in letter.to} == {
        cast.editor_a.email,
        cast.coordinator.email,
    }


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}])
def test_whoever_may_not_sign_in_gets_no_letter(cast, measure, change):
    User.objects.filter(pk=cast.editor_a.pk).update(**change)

    digest.run(day())

    assert [letter.to for letter in mail.outbox] == [[cast.coordinator.email]]


def test_administrator_is_written_to_about_the_own_municipalities_only(cast, measure):
    edition_of(measure, cast.editor_a)
    User.objects.filter(pk=cast.editor_b.pk).update(is_superuser=True)

    digest.run(day())

    assert cast.editor_b.email not in [to for letter in mail.outbox for to in letter.to]
    assert cast.administrator.email not in [to for letter in mail.outbox for to in letter.to]


def test_two_roles_make_one_letter(cast, measure):
    factories.MembershipFactory(user=cast.editor_a, municipality=cast.b)

    digest.run(day())

    letter_to(cast.editor_a)


@pytest.mark.parametrize("weekend", [MONDAY - days(1), MONDAY - days(2)])
def test_nobody_is_written_to_on_a_weekend(cast, measure, weekend):
    assert digest.run(day(weekend)) == {"sent": 0, "failed": 0}
    assert mail.outbox == []


def test_there_is_never_a_second_letter_on_a_day(cast, measure):
    digest.run(day())
    sent = len(mail.outbox)

    digest.run(day())

    assert len(mail.outbox) == sent


def test_there_is_a_letter_again_on_the_next_day(cast, measure):
    digest.run(day())
    digest.run(day(MONDAY + days(1)))

    assert Digest.objects.filter(user=cast.editor_a, sent_at__isnull=False).count() == 2


def test_two_runs_beside_each_other_send_one_letter(cast, measure):
    """The other run was a moment quicker."""
    Digest.objects.create(user=cast.editor_a, day=MONDAY)

    assert digest.send(cast.editor_a, MONDAY) is False
    assert mail.outbox == []


def test_letter_is_noted_before_it_is_sent(cast, measure, monkeypatch):
    noted = []

    def post(person, name, context):
        noted.append(Digest.objects.filter(user=person, day=MONDAY, sent_at=None).exists())

    monkeypatch.setattr(digest.letters, "send", post)

    digest.run(day())

    assert noted == [True, True]


def test_letter_that_fails_is_noted_and_holds_up_no_other(cast, measure, monkeypatch):
    def post(person, name, context):
        if person == cast.editor_a:
            raise OSError("no mail server")

    monkeypatch.setattr(digest.letters, "send", post)
    noted = day()

    assert digest.run(noted) == {"sent": 1, "failed": 1}
    assert f"account {cast.editor_a.pk}:" in noted.problems[0]
    assert Digest.objects.get(user=cast.editor_a).sent_at is None
    assert digest.run(day())["failed"] == 0  # never tried again on that day


def parts(person, on=MONDAY):
    with translation.override("en"):
        return {part.heading: part for part in digest.parts_for(person, on)}


def names(part):
    return [item.name for item in part.tasks]


def test_returned_editions_come_with_the_reason(cast):
    row = factories.SupportMeasureFactory(municipality=cast.a)
    edition_of(row, cast.editor_a, state="returned")

    [item] = parts(cast.editor_a)["Returned to you"].tasks
    assert item.remark == "Trūkst adreses."


def test_returned_editions_are_for_their_author_only(cast):
    row = factories.SupportMeasureFactory(municipality=cast.a)
    edition_of(row, cast.editor_b, state="returned")

    assert parts(cast.editor_a) == {}


def test_coordinator_is_told_how_long_an_edition_has_waited(cast, measure):
    edition_of(factories.SupportMeasureFactory(municipality=cast.a), cast.editor_a)

    [item] = parts(cast.coordinator)["For your review"].tasks
    assert item.remark == "waiting for 5 days"
    assert "For your review" not in parts(cast.editor_a)
    assert "For your review" not in parts(cast.other_coordinator)


@pytest.mark.parametrize(("closes_in", "is_soon"), [(0, True), (3, True), (4, False)])
def test_what_closes_within_three_days_is_named_first(cast, closes_in, is_soon):
    edition_of(factories.SupportMeasureFactory(municipality=cast.a), cast.editor_a)
    row = factories.HomeFactory(municipality=cast.a)
    edition_of(row, cast.editor_a, closes_on=MONDAY + days(closes_in))

    found = parts(cast.coordinator)

    headings = ["For your review, closing within three days", "For your review"]
    assert list(found) == headings[not is_soon :]
    assert [row.title_lv in names(part) for part in found.values()] == (
        [True, False] if is_soon else [True]
    )


def test_facts_due_soon_are_told_apart_from_overdue_ones(cast):
    for title, age in {"due": 80, "overdue": 100, "expired": 130, "verified": 10}.items():
        factories.SupportMeasureFactory(
            municipality=cast.a, title_lv=title, verified_on=MONDAY - days(age)
        )

    found = parts(cast.editor_a)

    assert names(found["To be confirmed, the check is overdue"]) == ["expired", "overdue"]
    assert names(found["To be confirmed soon"]) == ["due"]


def test_of_many_rows_the_oldest_ten_are_named_and_the_others_counted(cast):
    User.objects.filter(pk=cast.editor_a.pk).update(language="en")
    for number in range(8):
        factories.SupportMeasureFactory(
            municipality=cast.a, verified_on=MONDAY - days(100 + number)
        )
        factories.ContactFactory(municipality=cast.a, verified_on=MONDAY - days(100 + number))

    part = parts(cast.editor_a)["To be confirmed, the check is overdue"]
    digest.run(day())

    assert (len(part.tasks), part.count, part.more) == (10, 16, 6)
    assert "and 6 more" in letter_to(cast.editor_a).body


def test_facts_of_the_municipality_itself_are_for_the_coordinator(cast):
    cast.a.verified_on = MONDAY - days(200)
    cast.a.save()

    assert parts(cast.editor_a) == {}
    assert names(parts(cast.coordinator)["To be confirmed, the check is overdue"]) == [str(cast.a)]


def test_rows_that_nobody_confirmed_yet_fill_no_letters(cast):
    factories.SupportMeasureFactory(municipality=cast.a, verified_on=None)

    assert parts(cast.editor_a) == {}


def test_broken_links_of_own_rows_are_told(cast):
    row = factories.SupportMeasureFactory(municipality=cast.a)
    link = factories.LinkUseFactory(row=row, link=factories.OutsideLinkFactory(broken=True)).link

    assert names(parts(cast.editor_a)["Links that lead nowhere"]) == [link.url]
    assert parts(cast.editor_b) == {}


def test_number_of_queries_of_a_letter_does_not_grow_with_the_rows(cast):
    def add(number):
        for _number in range(number):
            for make in (factories.ContactFactory, factories.HomeFactory):
                row = make(municipality=cast.a, verified_on=MONDAY - days(95))
                edition_of(row, cast.coordinator)
                edition_of(make(municipality=cast.a), cast.coordinator, state="returned")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            digest.parts_for(cast.coordinator, MONDAY)
        return len(captured)

    add(12)
    queries()  # what kinds of rows there are is remembered
    few = queries()
    add(8)

    assert queries() == few


# --- Cleaning up ----------------------------------------------------------------------------------


def test_expired_sessions_are_deleted_and_others_stay(client, cast):
    for key, expires in {"old": MONDAY - days(1), "new": MONDAY + days(1)}.items():
        Session.objects.create(session_key=key, expire_date=noon(expires))

    cleanup.run(day())

    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


@pytest.mark.parametrize(("age", "stays"), [(365, True), (366, False)])
def test_reports_and_digests_stay_for_a_year(age, stays):
    factories.DailyRunFactory(day=MONDAY - days(age))
    factories.DigestFactory(day=MONDAY - days(age))

    cleanup.run(day())

    assert (DailyRun.objects.exists(), Digest.objects.exists()) == (stays, stays)


@pytest.mark.parametrize(
    ("state", "age", "stays"),
    [("discarded", 91, False), ("discarded", 89, True), ("published", 91, True)],
)
def test_discarded_editions_stay_for_ninety_days(cast, state, age, stays):
    edition = edition_of(factories.HomeFactory(municipality=cast.a), cast.editor_a, state=state)
    Revision.objects.filter(pk=edition.pk).update(decided_at=noon(MONDAY - days(age)))

    cleanup.run(day())

    assert Revision.objects.exists() == stays


# --- Shown ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "status"), [("administrator", 200), ("coordinator", 200), ("editor_a", 403)]
)
def test_runs_are_looked_at_by_coordinators_and_administrators(client, cast, person, status):
    factories.DailyRunFactory(problems="digest: kaput")
    client.force_login(getattr(cast, person))

    response = client.get(reverse("admin:editorial_dailyrun_changelist"))

    assert response.status_code == status
    assert ("2 closed" in response.content.decode()) == (status == 200)


def test_clock_of_the_tests_is_the_one_that_daily_reads():
    call_command("daily", verbosity=0)

    assert DailyRun.objects.get().day == clock.today() == MONDAY


def test_membership_of_a_coordinator_alone_reviews(cast):
    row = factories.HomeFactory(municipality=cast.a)
    edition_of(row, cast.editor_a)
    factories.MembershipFactory(user=cast.editor_b, role=Role.COORDINATOR, region=cast.c.region)

    assert "For your review" not in parts(cast.editor_b)
