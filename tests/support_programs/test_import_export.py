"""Tables of offers out of the administration and in again."""

import base64
import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from editorial import clock
from editorial.editions import snapshot
from editorial.translations import made_now
from municipalities.admin import MunicipalityAdmin
from support_programs.admin import HomeAdmin, VacancyAdmin
from support_programs.admin.sheets import files
from support_programs.admin.sheets.cells import plain
from support_programs.admin.sheets.sheet import Sheet
from support_programs.models import Home, Kindergarten, Vacancy
from tests import factories

FACTORIES = {
    Vacancy: factories.VacancyFactory,
    Home: factories.HomeFactory,
    Kindergarten: factories.KindergartenFactory,
}
STRANGE = [
    "=1+1",
    "'=1+1",
    "''=1+1",
    "'sveiki'",
    "+371 63122707",
    "-5 %",
    "@pašvaldība",
    '=HYPERLINK("http://x.example";"ķ")',
    'a;b,c\td"e',
    "pirmā\r\notrā\r\n",
    "\tatkāpe",
    "  atstarpes  ",
    "2026-08-31",
    "1200,50",
    "TRUE",
    "#N/A",
    "Ēģipte 🏠 Žņ",
    "vertikāla\x0bzīme",
]

each_model = pytest.mark.parametrize("model", FACTORIES, ids=lambda model: model.__name__)
each_ending = pytest.mark.parametrize("ending", ["csv", "xlsx"])


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def place(db):
    return factories.MunicipalityFactory(slug="adazi")


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def as_csv(*rows):
    """A table of dictionaries with the same keys."""
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def as_xlsx(*rows):
    book, data = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(data)
    return data.getvalue()


def check(client, model, data, name="tabula.csv"):
    """The first step: what the file would change."""
    sent = {"csrfmiddlewaretoken": "x", "import_file": SimpleUploadedFile(name, data)}
    return client.post(address(model, "import"), sent)


def confirm(client, model, response):
    """The second step, by the button of the first one's answer."""
    return client.post(
        address(model, "process_import"), response.context["confirm_form"].initial, follow=True
    )


def bring_in(client, model, data, name="tabula.csv"):
    return confirm(client, model, check(client, model, data, name))


def take_out(client, model, ending="csv", query=""):
    number = {"csv": "0", "xlsx": "1"}[ending]
    return client.post(address(model, "export") + query, {"format": number})


def rows_of(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def errors_of(response):
    """(row of the spreadsheet, column, message) for all that is wrong with single rows."""
    return [
        (row.number + 1, column, message)
        for row in response.context["result"].invalid_rows
        for column, messages in row.error_dict.items()
        for message in messages
    ]


def refusal_of(response):
    """Why the file as a whole is not taken."""
    if response.context.get("result"):
        return [str(error.error) for error in response.context["result"].base_errors]
    return response.context["form"].errors["import_file"]


def vacancy(**more):
    row = {"slug": "pavars", "municipality": "adazi", "title_lv": "Pavārs", "place": "Ādaži"}
    return row | more


# --- Out ----------------------------------------------------------------------------------------


def test_export_names_days_numbers_and_codes_alike_in_every_language(signed_in, place):
    factories.VacancyFactory(
        municipality=place, closes_on=dt.date(2026, 8, 31), pay_from="1200.5", with_housing=True
    )

    (row,) = rows_of(take_out(signed_in, Vacancy))

    columns = ["municipality", "closes_on", "pay_from", "hours", "with_housing", "is_remote"]
    assert [row[name] for name in columns] == ["adazi", "2026-08-31", "1200.50", "full", "1", "0"]


def test_day_is_a_day_in_a_spreadsheet(signed_in):
    factories.VacancyFactory(closes_on=dt.date(2026, 8, 31))

    response = take_out(signed_in, Vacancy, "xlsx")

    header, row = openpyxl.load_workbook(io.BytesIO(response.content)).active.rows
    cell = row[[cell.value for cell in header].index("closes_on")]
    assert (cell.value, cell.number_format) == (dt.datetime(2026, 8, 31), "yyyy-mm-dd")


def test_export_leaves_out_vacancies_of_the_open_data(signed_in):
    factories.VacancyFactory(imported=True)
    own = factories.VacancyFactory()

    rows = rows_of(take_out(signed_in, Vacancy))

    assert [row["slug"] for row in rows] == [own.slug]


def test_export_holds_the_list_as_it_is_filtered(signed_in):
    flat, plot = factories.HomeFactory(kind="rent"), factories.HomeFactory(kind="plot")

    rows = rows_of(take_out(signed_in, Home, query="?kind__exact=plot"))

    assert [row["slug"] for row in rows] == [plot.slug] != [flat.slug]


def test_export_by_a_filter_that_does_not_exist_is_not_found(signed_in):
    assert take_out(signed_in, Home, query="?colour=red").status_code == 404


@each_ending
@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "'=1", "\t=1", "\r=1"])
def test_formula_is_made_harmless(signed_in, ending, text):
    factories.VacancyFactory(employer=text)

    response = take_out(signed_in, Vacancy, ending)

    if ending == "csv":
        value = rows_of(response)[0]["employer"]
    else:
        header, row = openpyxl.load_workbook(io.BytesIO(response.content)).active.rows
        value = row[[cell.value for cell in header].index("employer")].value
    assert value == "'" + text.strip()


@each_model
def test_export_costs_the_same_number_of_queries_for_more_rows(signed_in, model):
    neighbours = {}
    if model is Home:
        kinds = {"nearest_school": "school", "nearest_kindergarten": "preschool"}
        neighbours = {n: factories.InstitutionFactory(kind=k) for n, k in kinds.items()}
    counts = []
    take_out(signed_in, model)

    for _ in range(2):
        FACTORIES[model].create_batch(3, **neighbours)
        with CaptureQueriesContext(connection) as queries:
            take_out(signed_in, model)
        counts.append(len(queries))

    assert counts[0] == counts[1]


# --- Out and in again ---------------------------------------------------------------------------


@given(st.text())
def test_undoing_gives_back_every_text(text):
    assert files.undo_harmless(files.make_harmless(text)) == text


@given(st.text())
def test_no_text_that_was_made_harmless_can_run(text):
    assert not str(files.make_harmless(text)).startswith(("=", "+", "-", "@", "\t", "\r"))


@each_ending
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20).map(plain), min_size=1))
def test_file_gives_back_every_text(ending, texts):
    file = {"csv": files.CsvFile, "xlsx": files.XlsxFile}[ending]()
    dataset = files.Dataset(*([str(n), text] for n, text in enumerate(texts)))
    dataset.headers = ["slug", "title_lv"]
    data = file.export_data(dataset)

    read = file.create_dataset(data.encode("utf-8-sig") if ending == "csv" else data)

    assert [row[1] or "" for row in read] == texts


@each_model
@each_ending
def test_export_brought_in_again_changes_nothing(signed_in, model, ending):
    FACTORIES[model].create_batch(2)
    exported = take_out(signed_in, model, ending).content

    response = check(signed_in, model, exported, f"tabula.{ending}")

    assert response.context["result"].totals["skip"] == 2


@each_ending
@pytest.mark.parametrize("text", STRANGE)
def test_strange_text_survives_export_and_import(signed_in, ending, text):
    row = factories.VacancyFactory(title_lv=text, duties_lv=text, employer="Vecs")
    exported = take_out(signed_in, Vacancy, ending).content
    row.employer = "Jauns"
    row.save()

    bring_in(signed_in, Vacancy, exported, f"tabula.{ending}")

    row.refresh_from_db()
    assert (row.title_lv, row.duties_lv, row.employer) == (text, text, "Vecs")


@each_ending
@pytest.mark.parametrize("text", [text for text in STRANGE if text == plain(text)])
def test_strange_text_comes_back_after_it_was_lost(signed_in, ending, text):
    row = factories.VacancyFactory(title_lv=text)
    exported = take_out(signed_in, Vacancy, ending).content
    row.title_lv = "Pazudis"
    row.save()

    bring_in(signed_in, Vacancy, exported, f"tabula.{ending}")

    row.refresh_from_db()
    assert row.title_lv == text


# --- In -----------------------------------------------------------------------------------------


def test_new_row_is_a_draft_checked_today(signed_in, place):
    bring_in(signed_in, Vacancy, as_csv(vacancy()))

    row = Vacancy.objects.get()
    assert (row.municipality, row.published_at, row.checked_on) == (place, None, clock.today())


def test_checking_a_file_changes_nothing(signed_in, place):
    check(signed_in, Vacancy, as_csv(vacancy()))

    assert not Vacancy.objects.exists()
    assert not Vacancy.history.exists()


def test_published_row_stays_published(signed_in):
    row = factories.VacancyFactory()

    bring_in(signed_in, Vacancy, as_csv({"slug": row.slug, "title_lv": "Jauns"}))

    row.refresh_from_db()
    assert (row.title_lv, row.is_published) == ("Jauns", True)


def test_another_latvian_text_makes_the_translations_outdated(signed_in):
    row = factories.VacancyFactory()
    row.translated_from = made_now(snapshot(row))
    row.save()

    bring_in(
        signed_in, Vacancy, as_csv({"slug": row.slug, "title_lv": "Jauns", "title_ru": "Новый"})
    )

    assert Vacancy.objects.translation_outdated("en").get() == row
    assert Vacancy.objects.translation_current("ru").get() == row


def test_translations_of_a_new_row_are_noted(signed_in, place):
    bring_in(signed_in, Vacancy, as_csv(vacancy(title_en="Cook")))

    row = Vacancy.objects.get()
    assert row.translated_from == made_now(snapshot(row))
    assert row.translated_from.keys() == {"lv", "en"}


def meanwhile(monkeypatch, **values):
    """While an import goes on, after the rows were read, somebody else writes to all of them."""
    begin = Sheet.after_init_instance

    def late(self, instance, new, row, **kwargs):
        if self.is_writing:
            self.Meta.model.objects.update(**values)
        begin(self, instance, new, row, **kwargs)

    monkeypatch.setattr(Sheet, "after_init_instance", late)


@pytest.mark.parametrize(
    "values",
    [
        {"withdrawn_at": timezone.now()},
        {"published_at": timezone.now()},
        {"verified_on": clock.today()},
        {"employer": "SIA Cita"},
        {"transport_lv": "Autobuss"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_import_undoes_nothing_that_happens_meanwhile(signed_in, monkeypatch, values):
    row = factories.VacancyFactory()
    data = as_csv({"slug": row.slug, "title_lv": "Jauns"})
    checked = check(signed_in, Vacancy, data)
    meanwhile(monkeypatch, **values)

    confirm(signed_in, Vacancy, checked)

    row.refresh_from_db()
    assert {name: getattr(row, name) for name in values} == values
    assert row.title_lv == "Jauns"


def test_what_follows_from_the_columns_of_the_file_is_written_too(signed_in):
    row = factories.VacancyFactory(slug="vecs", closes_on=None)
    version = row.version
    day = clock.today() + dt.timedelta(days=1)

    bring_in(signed_in, Vacancy, as_csv({"slug": row.slug, "closes_on": day.isoformat()}))

    row.refresh_from_db()
    assert (row.last_listed_on, row.closing_order, row.version) == (day, day, version + 1)


# SQLite locks the whole database.
@pytest.mark.postgresql
def test_rows_of_the_file_are_locked_while_it_is_written(signed_in):
    row = factories.VacancyFactory()

    def locks(step, *args):
        with CaptureQueriesContext(connection) as queries:
            response = step(signed_in, Vacancy, *args)
        return response, [query for query in queries if "FOR UPDATE OF" in query["sql"]]

    checked, before = locks(check, as_csv({"slug": row.slug, "title_lv": "Jauns"}))
    _response, after = locks(confirm, checked)

    assert (len(before), len(after)) == (0, 1)


def test_columns_that_are_left_out_stay_as_they_are(signed_in):
    row = factories.VacancyFactory(employer="SIA Maize")

    bring_in(signed_in, Vacancy, as_csv({"slug": row.slug, "title_lv": "Jauns"}))

    row.refresh_from_db()
    assert row.employer == "SIA Maize"


def test_empty_cell_empties_what_may_be_empty(signed_in):
    row = factories.VacancyFactory(closes_on=clock.today(), title_en="Cook", pay_to=1500)

    bring_in(
        signed_in,
        Vacancy,
        as_csv({"slug": row.slug, "closes_on": "", "title_en": "", "pay_to": ""}),
    )

    row.refresh_from_db()
    assert (row.closes_on, row.title_en, row.pay_to) == (None, "", None)


def test_empty_cell_leaves_what_cannot_be_empty(signed_in):
    checked_on = clock.today() - dt.timedelta(days=20)
    row = factories.VacancyFactory(checked_on=checked_on, pay_kind="net", employer="Vecs")
    cells = {"slug": row.slug, "checked_on": "", "pay_kind": "", "employer": "Jauns"}

    bring_in(signed_in, Vacancy, as_csv(cells))

    row.refresh_from_db()
    assert (row.checked_on, row.pay_kind, row.employer) == (checked_on, "net", "Jauns")


def test_import_writes_history_version_and_log_with_the_person(signed_in, administrator):
    row = factories.VacancyFactory()
    version = row.version

    bring_in(signed_in, Vacancy, as_csv({"slug": row.slug, "title_lv": "Jauns"}))

    row.refresh_from_db()
    assert row.version == version + 1
    assert row.history.first().history_user == administrator
    assert LogEntry.objects.filter(object_id=row.pk, user=administrator).count() == 1


def test_row_that_changes_nothing_is_not_written(signed_in):
    row = factories.VacancyFactory()
    other = factories.VacancyFactory()
    rows = [{"slug": row.slug, "title_lv": row.title_lv}, {"slug": other.slug, "title_lv": "X"}]

    bring_in(signed_in, Vacancy, as_csv(*rows))

    assert row.history.count() == 1


def test_new_slug_of_a_file_leaves_the_old_row(signed_in, place):
    row = factories.VacancyFactory(slug="pavars-1")

    bring_in(signed_in, Vacancy, as_csv(vacancy(slug="pavars-2")))

    assert set(Vacancy.objects.values_list("slug", flat=True)) == {row.slug, "pavars-2"}


def test_kindergarten_is_tied_to_its_institution_by_name(signed_in):
    institution = factories.InstitutionFactory(kind="preschool", name="PII “Strautiņš”")
    factories.InstitutionFactory(kind="school", name="Ādažu vidusskola")

    bring_in(
        signed_in,
        Kindergarten,
        as_csv({"slug": "strautins", "institution": institution.name, "mid_year": "jā"}),
    )

    row = Kindergarten.objects.get()
    assert (row.institution, row.mid_year) == (institution, True)


@pytest.mark.parametrize("text", ["31.08.2026", "31.08.2026.", "2026-08-31"])
def test_day_may_be_written_as_in_latvia(signed_in, place, text):
    bring_in(signed_in, Vacancy, as_csv(vacancy(closes_on=text)))

    assert Vacancy.objects.get().closes_on == dt.date(2026, 8, 31)


@pytest.mark.parametrize("text", ["1200,50", "1200.50", "1 200,5", "1\xa0200.50"])
def test_number_may_be_written_as_in_latvia(signed_in, place, text):
    bring_in(signed_in, Vacancy, as_csv(vacancy(pay_from=text)))

    assert Vacancy.objects.get().pay_from == Decimal("1200.50")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_may_be_parted_by(signed_in, place, delimiter):
    data = as_csv(vacancy()).replace(b";", delimiter.encode())

    bring_in(signed_in, Vacancy, data)

    assert Vacancy.objects.get().place == "Ādaži"


def test_cells_of_a_spreadsheet_are_read_by_their_kind(signed_in, place):
    header = ["slug", "municipality", "title_lv", "place", "pay_from", "closes_on", "is_remote"]
    row = ["pavars", "adazi", 2026, "Ādaži", 1200.5, dt.datetime(2026, 8, 31), True]

    bring_in(signed_in, Vacancy, as_xlsx(header, row), "tabula.XLSX")

    vacancy = Vacancy.objects.get()
    assert (vacancy.title_lv, vacancy.pay_from, vacancy.closes_on, vacancy.is_remote) == (
        "2026",
        Decimal("1200.50"),
        dt.date(2026, 8, 31),
        True,
    )


def test_empty_rows_of_a_file_are_passed_over(signed_in, place):
    header, *row = [list(vacancy()), list(vacancy().values())]

    response = check(
        signed_in, Vacancy, as_xlsx(header, [None], *row, [None], ["", " "]), "tabula.xlsx"
    )

    totals = response.context["result"].totals
    assert (totals["new"], totals["invalid"]) == (1, 0)


def test_preview_names_the_rows_of_the_spreadsheet(signed_in, place):
    response = check(signed_in, Vacancy, as_csv(vacancy(slug="a"), vacancy(slug="b")))

    assert [row.number + 1 for row in response.context["result"].valid_rows()] == [2, 3]


def test_preview_shows_text_before_and_after(signed_in):
    row = factories.VacancyFactory(title_lv="Vecais", title_en="Old")

    response = check(
        signed_in, Vacancy, as_csv({"slug": row.slug, "title_lv": "<Jaunais>", "title_en": "Old"})
    )

    (shown,) = response.context["result"].valid_rows()
    assert shown.diff == [("title_lv", "Vecais", "<Jaunais>")]
    assert "Vecais → &lt;Jaunais&gt;" in response.content.decode()


def test_file_that_changes_nothing_offers_no_button(signed_in):
    row = factories.VacancyFactory()

    response = check(signed_in, Vacancy, as_csv({"slug": row.slug, "title_lv": row.title_lv}))

    assert address(Vacancy, "process_import") not in response.content.decode()


# --- Refused: single rows -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"municipality": "atlantida"}, "municipality"),
        ({"municipality": ""}, "municipality"),
        ({"closes_on": "31/08/2026"}, "closes_on"),
        ({"closes_on": "2026-02-30"}, "closes_on"),
        ({"checked_on": "2999-01-01"}, "checked_on"),
        ({"pay_from": "daudz"}, "pay_from"),
        ({"pay_from": "NaN"}, "pay_from"),
        ({"pay_from": "-1"}, "pay_from"),
        ({"pay_from": "1e5"}, "pay_from"),
        ({"pay_from": "2000", "pay_to": "1000"}, "__all__"),
        ({"hours": "naktīs"}, "hours"),
        ({"is_remote": "varbūt"}, "is_remote"),
        ({"title_lv": ""}, "title_lv"),
        ({"title_lv": "ā" * 201}, "title_lv"),
        ({"duties_lv": "ā" * 6001}, "duties_lv"),
        ({"slug": "Ādaži 1"}, "slug"),
        ({"slug": ""}, "slug"),
        ({"official_url": "javascript:alert(1)"}, "official_url"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_row_with_an_error_is_named_with_its_column(signed_in, place, cells, column):
    sound = vacancy(slug="labs") | dict.fromkeys(cells.keys() - vacancy().keys(), "")

    response = check(signed_in, Vacancy, as_csv(sound, vacancy(slug="x") | cells))

    assert {(number, name) for number, name, _ in errors_of(response)} == {(3, column)}


def test_errors_are_told_in_the_language_of_the_person(client, administrator, place):
    administrator.language = "ru"
    administrator.save()
    client.force_login(administrator)

    response = check(client, Vacancy, as_csv(vacancy(hours="naktīs")))

    ((_, _, message),) = errors_of(response)
    assert "является" in message or "Значени" in message


def test_every_row_with_an_error_is_listed(signed_in, place):
    rows = [vacancy(slug="a", hours="?"), vacancy(slug="b", hours="full")]
    rows.append(vacancy(slug="c", hours="?"))

    response = check(signed_in, Vacancy, as_csv(*rows))

    assert {number for number, _, _ in errors_of(response)} == {2, 4}
    assert "confirm_form" not in response.context


def test_imported_vacancy_is_refused(signed_in):
    row = factories.VacancyFactory(imported=True)

    response = check(signed_in, Vacancy, as_csv({"slug": row.slug, "title_lv": "Cits"}))

    assert [(number, column) for number, column, _ in errors_of(response)] == [(2, "slug")]


def test_address_that_stands_twice_in_the_file_is_refused(signed_in, place):
    response = check(signed_in, Vacancy, as_csv(vacancy(), vacancy(title_lv="Cits")))

    assert [number for number, _, _ in errors_of(response)] == [2, 3]


def test_institution_of_another_kind_is_refused(signed_in):
    school = factories.InstitutionFactory(kind="school")

    response = check(
        signed_in, Kindergarten, as_csv({"slug": "strautins", "institution": school.name})
    )

    assert [column for _, column, _ in errors_of(response)] == ["institution"]


def test_name_of_several_institutions_is_refused(signed_in):
    factories.InstitutionFactory.create_batch(2, kind="preschool", name="Strautiņš")

    response = check(
        signed_in, Kindergarten, as_csv({"slug": "strautins", "institution": "Strautiņš"})
    )

    assert [column for _, column, _ in errors_of(response)] == ["institution"]


def test_places_without_their_day_are_refused(signed_in):
    row = factories.KindergartenFactory()

    response = check(signed_in, Kindergarten, as_csv({"slug": row.slug, "places_on": ""}))

    assert [column for _, column, _ in errors_of(response)] == ["__all__"]


# --- Refused: the file --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["tabula.txt", "tabula", "tabula.xls", "tabula.csv.exe"])
def test_file_of_another_kind_is_refused(signed_in, name):
    assert refusal_of(check(signed_in, Vacancy, as_csv(vacancy()), name))


def test_no_file_is_refused(signed_in):
    assert refusal_of(signed_in.post(address(Vacancy, "import"), {"x": "1"}))


@pytest.mark.parametrize("data", [b"nekas", b"PK\x03\x04", b"\x00" * 100], ids=["text", "cut", "0"])
def test_file_that_is_no_spreadsheet_is_refused(signed_in, data):
    assert refusal_of(check(signed_in, Vacancy, data, "tabula.xlsx"))


def test_archive_that_is_no_spreadsheet_is_refused(signed_in):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("x", "y")

    assert refusal_of(check(signed_in, Vacancy, data.getvalue(), "tabula.xlsx"))


def test_file_in_another_encoding_is_refused(signed_in):
    data = as_csv(vacancy(title_lv="Pavārs")).decode().encode("cp1257")

    (message,) = refusal_of(check(signed_in, Vacancy, data))

    assert "UTF-8" in message


def test_file_that_is_too_large_is_refused(signed_in):
    assert refusal_of(check(signed_in, Vacancy, b"x" * (files.MAX_BYTES + 1)))


def test_file_as_large_as_allowed_passes_both_steps(signed_in, place):
    row = vacancy(note="")
    del row["note"]
    data = as_csv(row)
    data += b"\n" * (files.MAX_BYTES - len(data))

    response = bring_in(signed_in, Vacancy, data)

    assert response.status_code == 200
    assert Vacancy.objects.exists()


def test_archive_that_unpacks_to_too_much_is_refused_before_it_is_read(signed_in, monkeypatch):
    data = io.BytesIO(as_xlsx(list(vacancy()), list(vacancy().values())))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.xml", b" " * files.MAX_UNPACKED_BYTES)
    assert len(data.getvalue()) < files.MAX_BYTES
    monkeypatch.setattr(openpyxl, "load_workbook", None)

    (message,) = refusal_of(check(signed_in, Vacancy, data.getvalue(), "tabula.xlsx"))

    assert "20" in message


@each_ending
def test_file_with_too_many_rows_is_refused(signed_in, ending):
    table = [["slug"], *([f"s-{n}"] for n in range(files.MAX_ROWS + 1))]
    data = as_xlsx(*table) if ending == "xlsx" else "\n".join(r[0] for r in table).encode()

    (message,) = refusal_of(check(signed_in, Vacancy, data, f"tabula.{ending}"))

    assert "2000" in message


def test_row_far_below_the_others_is_not_lost(signed_in):
    book, data = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["slug"])
    book.active.cell(row=1_048_576, column=1, value="x")
    book.save(data)

    assert refusal_of(check(signed_in, Vacancy, data.getvalue(), "tabula.xlsx"))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"slug;title_lv\n",
        b"title_lv\nx\n",
        b"slug;published_at\nx;2026-01-01\n",
        b"slug;source_number\nx;1\n",
        b"slug;title\nx;y\n",
        b"slug;slug\nx;y\n",
        b"slug;\nx;y\n",
        b"slug;title_lv\nx;y;z\n",
        b'slug;"tit\nx',
    ],
    ids=lambda value: str(value)[:40],
)
def test_file_with_other_columns_is_refused(signed_in, data):
    assert refusal_of(check(signed_in, Vacancy, data))


# --- Confirming ---------------------------------------------------------------------------------


def test_nothing_goes_in_when_a_row_broke_since_it_was_checked(signed_in, place):
    checked = check(signed_in, Vacancy, as_csv(vacancy(slug="a"), vacancy(slug="b")))
    factories.VacancyFactory(slug="b", source_number="1")

    response = confirm(signed_in, Vacancy, checked)

    assert not Vacancy.objects.filter(slug="a").exists()
    assert [number for number, _, _ in errors_of(response)] == [3]


def test_confirming_twice_writes_once(signed_in, place):
    checked = check(signed_in, Vacancy, as_csv(vacancy()))

    for _ in range(2):
        confirm(signed_in, Vacancy, checked)

    assert Vacancy.objects.get().history.count() == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"import_file_name": "?"},
        {"import_file_name": "../../etc/passwd"},
        {"import_file_name": base64.b64encode(b"\xff").decode()},
        {"import_file_name": ""},
        {"format": "7"},
        {"format": ""},
    ],
    ids=lambda value: str(value)[:40],
)
def test_form_that_was_tampered_with_changes_nothing(signed_in, place, sent):
    form = check(signed_in, Vacancy, as_csv(vacancy())).context["confirm_form"].initial

    response = signed_in.post(address(Vacancy, "process_import"), form | sent, follow=True)

    assert response.status_code == 200
    assert not Vacancy.objects.exists()


# --- Who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["import", "process_import"])
def test_import_is_not_for_editors(client, cast, name):
    client.force_login(cast.editor_a)

    assert client.post(address(Vacancy, name), {"x": "1"}).status_code == 403


def test_export_is_not_for_editors(client, cast):
    client.force_login(cast.editor_a)

    assert take_out(client, Vacancy).status_code == 403


# --- Rows of others -----------------------------------------------------------------------------


def test_row_that_the_person_does_not_see_is_refused(signed_in, monkeypatch):
    row = factories.VacancyFactory(title_lv="Svešs")
    stock = VacancyAdmin.get_queryset
    monkeypatch.setattr(VacancyAdmin, "get_queryset", lambda *args: stock(*args).none())

    response = check(
        signed_in,
        Vacancy,
        as_csv(vacancy(slug=row.slug, municipality=row.municipality.slug)),
    )

    assert [column for _, column, _ in errors_of(response)] == ["slug"]


def test_municipality_that_the_person_does_not_see_is_refused(signed_in, place, monkeypatch):
    stock = MunicipalityAdmin.get_queryset
    monkeypatch.setattr(MunicipalityAdmin, "get_queryset", lambda *args: stock(*args).none())

    response = check(signed_in, Vacancy, as_csv(vacancy()))

    assert [column for _, column, _ in errors_of(response)] == ["municipality"]


def test_export_leaves_out_rows_that_the_person_does_not_see(signed_in, monkeypatch):
    factories.HomeFactory()
    stock = HomeAdmin.get_queryset
    monkeypatch.setattr(HomeAdmin, "get_queryset", lambda *args: stock(*args).none())

    assert rows_of(take_out(signed_in, Home)) == []


# --- The pages ----------------------------------------------------------------------------------


def test_row_costs_few_queries(signed_in, place):
    counts = []
    for size in (2, 4):
        rows = [vacancy(slug=f"pavars-{n}") for n in range(size)]
        with CaptureQueriesContext(connection) as queries:
            check(signed_in, Vacancy, as_csv(*rows))
        counts.append(len(queries))

    assert (counts[1] - counts[0]) / 2 <= 13


@pytest.mark.parametrize("name", ["import", "export"])
@each_model
def test_page_holds_no_inline_code(signed_in, model, name):
    html = signed_in.get(address(model, name)).content.decode()

    assert "style=" not in html
    assert "<style" not in html
    assert "onchange" not in html
    assert "javascript:" not in html


def test_import_page_names_every_column_with_its_codes(signed_in):
    html = signed_in.get(address(Vacancy, "import")).content.decode()

    for name in ("slug", "title_lv", "title_ru", "pay_from", "full", "2026-08-31"):
        assert f"<code>{name}</code>" in html
