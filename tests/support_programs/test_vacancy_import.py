import datetime as dt
import io
import json
import subprocess
import sys
import time
from decimal import Decimal

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial import clock
from support_programs.feeds.rows import changed_at, with_last_save
from support_programs.models import Vacancy, VacancyImport
from support_programs.vacancy_import import lock, run
from support_programs.vacancy_import.reading import COLUMNS
from tests.factories import (
    AuthorityFactory,
    LocalityFactory,
    MunicipalityFactory,
    VacancyFactory,
    VacancyImportFactory,
)

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 25)
TOMORROW = TODAY + dt.timedelta(days=1)
PAVARS = {
    "Vakances Nr": "V-1",
    "Vakances nosaukums": "Pavārs",
    "Vakances kategorija": "Pakalpojumi",
    "Alga no": "1200",
    "Alga līdz": "1500",
    "Slodzes tips": "Viena vesela slodze",
    "Darba laika veids": "Normālais darba laiks",
    "Pieteikšanās termiņš": "2026-12-24",
    "Vieta": "Kalna iela 1, Saldus",
    "Vakances paplašināts apraksts": "Gatavot pusdienas.",
}


def offer(number, **cells):
    named = {name.replace("_", " "): value for name, value in cells.items()}
    return PAVARS | {"Vakances Nr": number} | named


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Moves the clock: `today(TOMORROW)`."""

    def move(day):
        monkeypatch.setattr(clock, "today", lambda: day)

    move(TODAY)
    return move


@pytest.fixture(autouse=True)
def saldus():
    municipality = MunicipalityFactory(authority=AuthorityFactory(name_lv="Saldus novads"))
    LocalityFactory(municipality=municipality, kind="town", name="Saldus")
    return municipality


@pytest.fixture
def tukums():
    municipality = MunicipalityFactory(authority=AuthorityFactory(name_lv="Tukuma novads"))
    LocalityFactory(municipality=municipality, kind="town", name="Tukums")
    return municipality


@pytest.fixture
def file(tmp_path):
    """Writes a CSV of these offers, or lines as they are, and gives its path."""

    def write(*offers, end=""):
        path = tmp_path / "vakances.csv"
        lines = [
            cells if isinstance(cells, str) else ";".join(cells[name] for name in COLUMNS)
            for cells in offers
        ]
        path.write_text("\n".join([";".join(COLUMNS), *lines, end]))
        return str(path)

    return write


def bring_in(path, **options):
    """What the command prints."""
    out = io.StringIO()
    call_command("import_vacancies", path, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def columns(*names):
    return list(Vacancy.objects.order_by("source_number").values_list("source_number", *names))


def snapshot():
    return list(Vacancy.objects.order_by("pk").values())


# --- What is stored


def test_new_vacancy_is_stored_published_in_latvian(file, saldus):
    bring_in(file(PAVARS))

    vacancy = Vacancy.objects.get()
    assert vacancy.municipality == saldus
    assert vacancy.slug == "nva-v-1"
    assert (vacancy.title_lv, vacancy.title_en, vacancy.title_ru) == ("Pavārs", None, None)
    assert vacancy.duties_lv == "Gatavot pusdienas."
    assert vacancy.place == "Kalna iela 1, Saldus"
    assert (vacancy.pay_from, vacancy.pay_to) == (Decimal(1200), Decimal(1500))
    assert (vacancy.pay_kind, vacancy.pay_period) == ("gross", "month")
    assert (vacancy.field, vacancy.hours, vacancy.employer) == ("services", "full", "")
    assert (vacancy.checked_on, vacancy.closes_on) == (TODAY, dt.date(2026, 12, 24))
    assert vacancy.translated_from == {}
    assert not vacancy.sources.exists()
    assert vacancy.published_at == VacancyImport.objects.get().started_at
    vacancy.full_clean()


def test_stored_vacancy_is_listed(file):
    bring_in(file(PAVARS))

    assert Vacancy.objects.listed(TODAY).count() == 1


def test_stored_rows_have_what_saving_would_give_them(file):
    bring_in(file(PAVARS, offer("V-2", Pieteikšanās_termiņš="")))
    imported = snapshot()

    for vacancy in Vacancy.objects.all():
        vacancy.save()

    assert [row | {"version": 2} for row in imported] == snapshot()


def test_import_leaves_no_history(file):
    bring_in(file(PAVARS))
    bring_in(file(offer("V-1", Vakances_nosaukums="Šefpavārs")))
    bring_in(file(offer("V-2"), offer("V-3")))

    assert Vacancy.history.count() == 0


def test_vacancy_past_its_day_is_stored_closed(file):
    bring_in(file(offer("V-1", Pieteikšanās_termiņš="2026-11-24")))

    assert Vacancy.objects.get().state(TODAY) == Vacancy.State.CLOSED
    assert not Vacancy.objects.listed(TODAY).exists()


def test_json_gives_the_same_as_csv(file, tmp_path):
    bring_in(file(PAVARS))
    path = tmp_path / "vakances.json"
    path.write_text(json.dumps({"success": True, "result": {"records": [PAVARS], "total": 1}}))

    assert "0 new, 0 changed, 1 unchanged" in bring_in(str(path))


# --- Again


def test_second_import_of_the_day_writes_no_vacancy(file):
    path = file(PAVARS, offer("V-2"))
    bring_in(path)

    with CaptureQueriesContext(connection) as queries:
        printed = bring_in(path)

    assert "2 rows read, 0 new, 0 changed, 2 unchanged, 0 closed" in printed
    touching = [query["sql"] for query in queries if f'"{Vacancy._meta.db_table}"' in query["sql"]]
    assert touching
    assert [sql for sql in touching if sql.startswith(("INSERT", "UPDATE", "DELETE"))] == []


@pytest.mark.postgresql
def test_queries_do_not_grow_with_the_rows(file):
    """SQLite takes so few values in one statement that their number shows."""
    counts = []
    for rows in (2, 200):
        path = file(*(offer(f"{rows}-{row}") for row in range(rows)))
        for cells in ({}, {"Alga_no": "1300"}, {"Alga_no": "1300"}):
            path = file(*(offer(f"{rows}-{row}", **cells) for row in range(rows)))
            with CaptureQueriesContext(connection) as queries:
                bring_in(path)
            counts.append(len(queries))

    assert counts[1:3] == counts[4:]


def test_unchanged_vacancy_is_only_confirmed_on_the_next_day(file, today):
    path = file(PAVARS, offer("V-2", Pieteikšanās_termiņš=""))
    bring_in(path)
    before = snapshot()
    today(TOMORROW)
    bring_in(path)

    moved = [{"checked_on": TOMORROW}, {"checked_on": TOMORROW}]
    moved[1]["last_listed_on"] = TOMORROW + dt.timedelta(days=44)
    assert snapshot() == [row | change for row, change in zip(before, moved, strict=True)]


def test_confirming_gives_the_day_that_saving_would_give(file, today):
    path = file(PAVARS, offer("V-2", Pieteikšanās_termiņš=""))
    bring_in(path)
    today(TOMORROW)
    bring_in(path)
    confirmed = columns("last_listed_on")

    for vacancy in Vacancy.objects.all():
        vacancy.save()

    assert columns("last_listed_on") == confirmed


def test_changed_vacancy_is_rewritten_and_stays_published_as_it_was(file):
    bring_in(file(PAVARS))
    before = Vacancy.objects.get()
    changed = offer("V-1", Vakances_nosaukums="Šefpavārs", Pieteikšanās_termiņš="2026-11-30")

    assert "0 new, 1 changed" in bring_in(file(changed))

    after = Vacancy.objects.get()
    assert (after.title_lv, after.last_listed_on) == ("Šefpavārs", dt.date(2026, 11, 30))
    assert (after.slug, after.published_at) == (before.slug, before.published_at)
    assert after.version == before.version + 1


def test_rewritten_rows_have_what_saving_would_give_them(file):
    bring_in(file(PAVARS))
    bring_in(file(offer("V-1", Vakances_nosaukums="Šefpavārs", Alga_no="5", Alga_līdz="6")))
    rewritten = snapshot()

    Vacancy.objects.get().save()

    assert [row | {"version": 3} for row in rewritten] == snapshot()


def test_every_value_of_a_row_is_rewritten(file, tukums):
    other = {
        "Vakances nosaukums": "Šoferis",
        "Vakances kategorija": "Transports",
        "Alga no": "7",
        "Alga līdz": "9",
        "Slodzes tips": "Nepilna slodze",
        "Pieteikšanās termiņš": "2026-12-01",
        "Vieta": "Attālināti, Tukums",
        "Vakances paplašināts apraksts": "https://darbs.example/1",
    }
    unmoved = {"id", "slug", "published_at", "changed_at", "version", "source_number"}
    bring_in(file(PAVARS | other))
    [fresh] = snapshot()
    Vacancy.objects.all().delete()
    bring_in(file(PAVARS))

    bring_in(file(PAVARS | other))

    [rewritten] = snapshot()
    differing = {name for name in fresh if fresh[name] != rewritten[name]}
    assert differing <= unmoved


# --- When it changed


def changed(vacancy):
    """What feeds tell of it."""
    return changed_at(with_last_save(Vacancy.objects.filter(pk=vacancy.pk)).get())


def started():
    return VacancyImport.objects.first().started_at


def test_new_vacancy_changed_when_it_came(file):
    bring_in(file(PAVARS))

    assert changed(Vacancy.objects.get()) == started()


def test_changed_vacancy_changed_at_the_run_that_changed_it(file):
    bring_in(file(PAVARS))
    first = started()
    bring_in(file(offer("V-1", Vakances_nosaukums="Šefpavārs")))

    assert changed(Vacancy.objects.get()) == started() > first


def test_confirmed_vacancy_did_not_change(file, today):
    bring_in(file(PAVARS))
    first = started()
    today(TOMORROW)
    bring_in(file(PAVARS))

    assert Vacancy.objects.get().checked_on == TOMORROW
    assert changed(Vacancy.objects.get()) == first


# --- Taken down here


@pytest.mark.parametrize(
    "again", [PAVARS, PAVARS | {"Vakances nosaukums": "Šefpavārs"}], ids=["same", "changed"]
)
def test_withdrawn_vacancy_stays_withdrawn(file, today, again):
    bring_in(file(PAVARS))
    withdrawn_at = started()
    Vacancy.objects.update(withdrawn_at=withdrawn_at)
    today(TOMORROW)
    bring_in(file(again))

    assert columns("withdrawn_at", "title_lv") == [
        ("V-1", withdrawn_at, again["Vakances nosaukums"])
    ]


# --- Gone, back, moved


def test_vacancy_gone_from_the_source_closes(file):
    bring_in(file(PAVARS, offer("V-2")))

    assert "1 unchanged, 1 closed" in bring_in(file(PAVARS))
    assert columns("closed_on", "last_listed_on")[1:] == [
        ("V-2", TODAY, TODAY - dt.timedelta(days=1))
    ]


def test_closing_gives_the_day_that_saving_would_give(file, today):
    early = offer("V-2", Pieteikšanās_termiņš="2026-11-20")
    bring_in(file(PAVARS, early, offer("V-3")))
    today(TOMORROW)
    bring_in(file(offer("V-3")), allow_shrink=True)
    closed = columns("closed_on", "last_listed_on")

    for vacancy in Vacancy.objects.all():
        vacancy.save()

    assert columns("closed_on", "last_listed_on") == closed


def test_closed_vacancy_is_closed_once(file, today):
    bring_in(file(PAVARS, offer("V-2")))
    bring_in(file(PAVARS))
    today(TOMORROW)

    assert "0 closed" in bring_in(file(PAVARS))
    assert columns("closed_on")[1] == ("V-2", TODAY)


def test_vacancy_that_is_back_opens_again(file, today):
    bring_in(file(PAVARS, offer("V-2")))
    bring_in(file(PAVARS))
    today(TOMORROW)

    assert "1 changed" in bring_in(file(PAVARS, offer("V-2")))
    assert columns("closed_on", "last_listed_on")[1] == ("V-2", None, dt.date(2026, 12, 24))


def test_rows_entered_by_hand_are_never_touched(file, saldus):
    VacancyFactory(municipality=saldus)
    before = snapshot()

    bring_in(file(PAVARS))
    bring_in(file(offer("V-2")))

    assert [row for row in snapshot() if row["source_number"] is None] == before


def test_vacancies_elsewhere_are_counted_by_place_and_not_stored(file):
    elsewhere = [offer(f"V-{row}", Vieta=f"Saldus iela {row}, Liepāja") for row in range(3)]

    printed = bring_in(file(*elsewhere, offer("V-8", Vieta=""), PAVARS | {"Vakances Nr": "V-9"}))

    assert "  3 × Liepāja\n  1 × (empty)\n" in printed
    assert "1 new" in printed
    assert "4 elsewhere" in printed
    assert columns() == [("V-9",)]


def test_only_the_commonest_places_are_named(file):
    letters = [chr(ord("a") + row) * 3 for row in range(25)]
    rows = [offer(f"V-{row}", Vieta=place) for row, place in enumerate(letters)]

    assert bring_in(file(*rows)).count(" × ") == 20


def test_vacancy_that_moved_elsewhere_closes(file):
    bring_in(file(PAVARS))

    assert "1 closed, 1 elsewhere" in bring_in(file(offer("V-1", Vieta="Rīga")))
    assert columns("closed_on") == [("V-1", TODAY)]


def test_vacancy_that_moved_to_another_pilot_municipality_moves(file, tukums):
    bring_in(file(PAVARS))
    bring_in(file(offer("V-1", Vieta="Tukums")))

    assert columns("municipality") == [("V-1", tukums.pk)]


def test_vacancy_moves_when_the_places_are_corrected(file, saldus, tukums):
    path = file(PAVARS)
    bring_in(path)
    saldus.localities.update(municipality=tukums)

    assert "1 changed" in bring_in(path)
    assert columns("municipality") == [("V-1", tukums.pk)]


# --- Bad rows


def test_bad_rows_are_reported_and_the_rest_goes_in(file):
    printed = bring_in(
        file(
            offer(""),
            offer("V-2", Vakances_nosaukums=""),
            offer("V-3", Alga_no="daudz"),
            offer("V-4", Pieteikšanās_termiņš="31.02.2026"),
            offer("V-5", Alga_no="1600"),
            offer("V-6"),
        )
    )

    assert printed.splitlines()[:5] == [
        "Row 2, vacancy without number, column “Vakances Nr”: is missing",
        "Row 3, vacancy V-2, column “Vakances nosaukums”: is missing",
        "Row 4, vacancy V-3, column “Alga no”: “daudz” is not a sum",
        "Row 5, vacancy V-4, column “Pieteikšanās termiņš”: “31.02.2026” is not a date",
        "Row 6, vacancy V-5, column “Alga no”: 1600.00 is above “Alga līdz” 1500.00",
    ]
    assert "5 with errors" in printed
    assert columns() == [("V-6",)]


def test_of_two_rows_with_one_number_the_first_wins(file):
    printed = bring_in(file(PAVARS, offer("V-1", Vakances_nosaukums="Šefpavārs")))

    assert "Row 3, vacancy V-1, column “Vakances Nr”: was in an earlier row already" in printed
    assert columns("title_lv") == [("V-1", "Pavārs")]


def test_second_row_of_a_vacancy_that_moved_elsewhere_does_not_keep_it(file):
    bring_in(file(PAVARS))
    bring_in(file(offer("V-1", Vieta="Rīga"), PAVARS))

    assert columns("closed_on") == [("V-1", TODAY)]


def test_bad_row_does_not_close_what_is_still_offered(file):
    bring_in(file(PAVARS))
    bring_in(file(offer("V-1", Alga_no="daudz")))

    assert columns("closed_on", "title_lv") == [("V-1", None, "Pavārs")]


def test_number_whose_address_is_taken_is_reported(file, saldus):
    VacancyFactory(municipality=saldus, slug="nva-v-1")

    printed = bring_in(file(PAVARS, offer("V-2"), offer("V/2")))

    assert "Row 2, vacancy V-1, column “Vakances Nr”: the address nva-v-1 belongs to" in printed
    assert "Row 4, vacancy V/2, column “Vakances Nr”: the address nva-v-2 belongs to" in printed
    assert "1 new" in printed


def test_at_most_a_hundred_bad_rows_are_printed(file):
    printed = bring_in(file(*(offer(f"V-{row}", Alga_no="x") for row in range(130))))

    assert printed.count("is not a sum") == 100
    assert "… and 30 more rows with errors." in printed


# --- Runs that close nothing

UNREADABLE = 'V-9;"Pavārs" labs'


def test_row_that_cannot_be_read_is_reported_and_the_rest_goes_in(file):
    printed = bring_in(file(PAVARS, UNREADABLE, offer("V-2")))

    assert "Row 3, vacancy without number: cannot be read" in printed
    assert "3 rows read, 2 new" in printed
    assert columns() == [("V-1",), ("V-2",)]


@pytest.mark.parametrize("row", [UNREADABLE, offer("")])
def test_row_without_readable_number_closes_nothing(file, row):
    bring_in(file(PAVARS, offer("V-2")))

    printed = bring_in(file(PAVARS, row))

    assert "1 rows could not be read: nothing was closed." in printed
    assert "0 closed" in printed
    assert columns("closed_on") == [("V-1", None), ("V-2", None)]


def test_allowing_to_shrink_does_not_close_what_could_not_be_read(file):
    bring_in(file(PAVARS, offer("V-2")))

    assert "0 closed" in bring_in(file(PAVARS, UNREADABLE), allow_shrink=True)


def test_run_after_one_that_could_not_read_a_row_closes(file):
    bring_in(file(PAVARS, offer("V-2")))
    bring_in(file(PAVARS, UNREADABLE))

    assert "1 closed" in bring_in(file(PAVARS))


def offers(count):
    return [offer(f"V-{row}") for row in range(count)]


def test_more_than_a_fifth_of_the_open_vacancies_is_not_closed(file):
    bring_in(file(*offers(20)))

    printed = bring_in(file(*offers(15), offer("V-99")))

    assert "5 of 21 open vacancies are gone from the source: nothing was closed" in printed
    assert "--allow-shrink" in printed
    assert "1 new" in printed
    assert Vacancy.objects.listed(TODAY).count() == 21


def test_more_than_a_fifth_is_closed_when_told_so(file):
    bring_in(file(*offers(20)))

    assert "6 closed" in bring_in(file(*offers(14)), allow_shrink=True)


@pytest.mark.parametrize(("before", "after"), [(20, 16), (19, 10)])
def test_fifth_of_the_open_vacancies_or_more_of_a_few_is_closed(file, before, after):
    bring_in(file(*offers(before)))

    assert f"{before - after} closed" in bring_in(file(*offers(after)))


def test_vacancies_past_their_day_do_not_count_as_open(file, today):
    over = [offer(f"O-{row}", Pieteikšanās_termiņš="2026-11-25") for row in range(20)]
    bring_in(file(*offers(20), *over))
    today(TOMORROW)

    assert "21 closed" in bring_in(file(*offers(19), offer("V-99"), offer("V-98")))


# --- Sources that change nothing


@pytest.mark.parametrize("end", ['V-9;"Pav', 'V-9;"Pav\n', "V-9;Pav"])
def test_source_that_is_not_whole_changes_nothing(file, end):
    bring_in(file(PAVARS, offer("V-2")))
    before = snapshot(), VacancyImport.objects.count()

    with pytest.raises(CommandError, match="cut off"):
        bring_in(file(offer("V-3"), offer("V-4"), end=end))

    assert (snapshot(), VacancyImport.objects.count()) == before


def test_fewer_rows_than_the_source_promises_change_nothing(tmp_path):
    path = tmp_path / "vakances.json"
    path.write_text(json.dumps({"success": True, "result": {"records": [PAVARS], "total": 2}}))

    with pytest.raises(CommandError, match="1 of 2 rows are there"):
        bring_in(str(path))

    assert not Vacancy.objects.exists()


def test_source_that_shrank_by_more_than_half_changes_nothing(file):
    bring_in(file(*(offer(f"V-{row}") for row in range(5))))
    before = snapshot()

    with pytest.raises(CommandError, match=r"2 rows with a number.*had 5.*--allow-shrink"):
        bring_in(file(offer("V-0"), offer("V-1")))

    assert snapshot() == before


def test_source_that_shrank_goes_in_when_told_so(file):
    bring_in(file(*(offer(f"V-{row}") for row in range(5))))

    assert "3 closed" in bring_in(file(offer("V-0"), offer("V-1")), allow_shrink=True)


def test_source_of_half_the_rows_goes_in(file):
    bring_in(file(*(offer(f"V-{row}") for row in range(4))))

    assert "2 closed" in bring_in(file(offer("V-0"), offer("V-1")))


def test_rows_without_number_do_not_hide_that_a_source_shrank(file):
    bring_in(file(*(offer(f"V-{row}") for row in range(4))))

    with pytest.raises(CommandError, match="1 rows with a number"):
        bring_in(file(offer("V-0"), offer(""), offer(""), offer("")))


def test_run_that_was_broken_off_is_no_measure_of_the_source(file):
    VacancyImportFactory(rows=900, finished_at=None)

    assert "1 new" in bring_in(file(PAVARS))


def test_without_places_nothing_is_imported(file, saldus):
    bring_in(file(PAVARS))
    saldus.localities.all().delete()

    with pytest.raises(CommandError, match="load_content"):
        bring_in(file(PAVARS))

    assert columns("closed_on") == [("V-1", None)]


def test_source_that_changes_between_the_readings_closes_nothing(file, monkeypatch):
    bring_in(file(PAVARS, offer("V-2")))
    monkeypatch.setattr(run, "check", lambda *args, **options: 2)

    with pytest.raises(CommandError, match="changed while it was read"):
        bring_in(file(PAVARS))

    assert columns("closed_on") == [("V-1", None), ("V-2", None)]


# --- The run


def test_run_keeps_what_it_did(file):
    bring_in(file(PAVARS, offer("V-2"), offer("V-3")))
    path = file(PAVARS, offer("V-2", Alga_no=""), offer("V-4"), offer("V-5", Vieta="Rīga"))
    bring_in(path)

    done = VacancyImport.objects.first()
    assert (done.source, done.rows, done.created, done.updated) == (path, 4, 1, 1)
    assert (done.unchanged, done.closed, done.elsewhere, done.rejected) == (1, 1, 1, 0)
    assert done.finished_at >= done.started_at


@pytest.fixture
def broken_off(monkeypatch):
    """Runs an import in batches of two that ends in the middle, as if it were killed."""

    def bring_in_part(path, batches):
        store, stored = run._Run.store, []

        def stop(self, batch):
            if len(stored) == batches:
                raise KeyboardInterrupt
            stored.append(batch)
            store(self, batch)

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(run, "BATCH", 2)
            patch.setattr(run._Run, "store", stop)
            bring_in(path)

    return bring_in_part


def test_run_that_is_broken_off_keeps_whole_batches_and_has_no_end(file, broken_off):
    bring_in(file(offer("V-9")))

    broken_off(file(*(offer(f"V-{row}") for row in range(6))), batches=2)

    assert columns("closed_on") == [(f"V-{row}", None) for row in (0, 1, 2, 3, 9)]
    assert VacancyImport.objects.first().finished_at is None


def test_next_run_repairs_what_was_broken_off(file, broken_off):
    bring_in(file(offer("V-9")))
    path = file(*(offer(f"V-{row}") for row in range(6)))
    broken_off(path, batches=2)

    assert "6 rows read, 2 new, 0 changed, 4 unchanged, 1 closed" in bring_in(path)


OTHER_PROCESS = """
import fcntl, sys, time
file = open(sys.argv[1], "w")
fcntl.flock(file, fcntl.LOCK_EX)
print("locked", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other_import(tmp_path):
    """Somebody else holds the lock; gives what ends them."""
    if connection.vendor == "postgresql":
        other = psycopg2.connect(**connection.get_connection_params() | {"cursor_factory": None})
        other.cursor().execute("SELECT pg_advisory_lock(%s)", [lock._KEY])

        def end():
            other.close()
            # The server needs a moment to see it.
            with connection.cursor() as cursor:
                for _moment in range(200):
                    cursor.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory'")
                    if not cursor.fetchone():
                        break
                    time.sleep(0.05)

        yield end
        other.close()
        return
    command = [sys.executable, "-c", OTHER_PROCESS, tmp_path / "import_vacancies.lock"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        process.stdout.readline()

        def end():
            process.kill()
            process.wait()

        yield end
        end()


def test_second_import_at_once_stops(file, other_import):
    with pytest.raises(CommandError, match="Another import of vacancies is running"):
        bring_in(file(PAVARS))

    assert not VacancyImport.objects.exists()


def test_lock_ends_with_its_process_however_it_ends(file, other_import):
    other_import()

    assert "1 new" in bring_in(file(PAVARS))


def test_lock_ends_with_a_failed_import(file):
    with pytest.raises(CommandError):
        bring_in("nav.csv")

    assert "1 new" in bring_in(file(PAVARS))


# --- What is said


class Terminal(io.StringIO):
    def isatty(self):
        return True


def progress(path, stderr, **options):
    call_command("import_vacancies", path, stdout=io.StringIO(), stderr=stderr, **options)
    return stderr.getvalue()


def test_terminal_shows_progress_on_one_line(file, monkeypatch):
    monkeypatch.setattr(run, "PROGRESS_EVERY", 2)
    drawn = progress(file(*(offer(f"V-{row}") for row in range(4))), Terminal())

    assert "2 of 4 rows" in drawn
    assert "\n" not in drawn
    assert drawn.split("\r")[-1] == ""


def test_nothing_is_drawn_elsewhere(file):
    assert progress(file(PAVARS), io.StringIO()) == ""


def test_verbosity_0_is_silent(file):
    assert bring_in(file(offer("V-1", Alga_no="x")), verbosity=0) == ""
    assert progress(file(PAVARS), Terminal(), verbosity=0) == ""
