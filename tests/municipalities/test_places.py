import pytest
import yaml
from django.conf import settings

from municipalities.places import PlaceFinder, without_streets
from tests.factories import AuthorityFactory, LocalityFactory, MunicipalityFactory


def content(name):
    return yaml.safe_load((settings.BASE_DIR / f"municipalities/content/{name}.yaml").read_text())


@pytest.fixture(scope="module")
def finder():
    """Knows the places that the site begins with, and gives content keys."""
    names = {authority["key"]: authority["name"]["lv"] for authority in content("authorities")}
    return PlaceFinder(
        [
            (row["name"], row["municipality"], row.get("is_ambiguous", False))
            for row in content("localities")
        ],
        [(names[row["authority"]], row["key"]) for row in content("municipalities")],
    )


@pytest.mark.parametrize(
    ("address", "municipality"),
    [
        ("Saldus", "saldus"),
        ("Saldus pilsēta", "saldus"),
        ("Saldus nov., Saldus, Kalna iela 3", "saldus"),
        ("Kalna iela 3, Saldus, Saldus nov., LV-3801", "saldus"),
        ("SALDUS NOVADS, Ezeres pag.", "saldus"),
        ("saldus novada lutrinu pagasta", "saldus"),
        ("Kalna iela 3 Saldus LV-3801", "saldus"),
        ("Brocēni, Saldus nov.", "saldus"),
        ("Tukuma nov. Slampes pag., Ozolnieki", "tukums"),
        ("Slampe", "tukums"),
        ("Kandava", "tukums"),
        ("Stadiona iela 10, Ozolnieki, Ozolnieku pag., Jelgavas nov.", "ozolnieki"),
        ("Jelgavas novads, Ozolnieki", "ozolnieki"),
        ("Ozolnieku novads", "ozolnieki"),
        ('"Zīles", Salgales pag., Jelgavas nov.', "ozolnieki"),
        ("Pilsrundāle, Rundāles pag., Bauskas nov., LV-3921", "rundale"),
        ("Pilskalnes pag., Aizkraukles nov.", "nereta"),
        ("Pilskalnes pag., Neretas nov.", "nereta"),
        ("Skrunda, Kuldīgas nov.", "skrunda"),
        ("Rudbāržu pag., Kuldīgas nov.", "skrunda"),
        ("Lejasciems, Lejasciema pag., Gulbenes nov.", "gulbene"),
        ("Gaujienas pag., Smiltenes nov.", "smiltene"),
        ("LATVIJA, Rīgas iela 2, Daugavpils", "daugavpils"),
        ("Daugavpils valstspilsēta", "daugavpils"),
        ("Jelgavas valstspilsēta, Lielā iela 1", "jelgava"),
        ("pils. Jelgava", "jelgava"),
    ],
)
def test_address_lies_in_a_pilot_municipality(finder, address, municipality):
    assert finder.find(address) == municipality


@pytest.mark.parametrize(
    "address",
    [
        "",
        "Latvija",
        "Rīga",
        "Jelgavas iela 5, Rīga",
        "Jelgavas 5, Rīga",
        "Jelgavas šoseja 5, Rīga",
        "Saldus iela 2, Liepāja",
        "Saldus iela, Liepāja",
        '"Saldus", Nīcas pag., Dienvidkurzemes nov.',
        "„Saldus”, Nīcas pag.",
        "Jaunjelgava",
        "Jelgavas nov.",
        "Jelgavas nov., Glūdas pag.",
        "Ozolnieki, Glūdas pag., Jelgavas nov.",
        "Daugavpils novads",
        "Daugavpils, Augšdaugavas nov.",
        "Augšdaugavas nov.",
        "Kuldīga, Kuldīgas nov.",
        "Aizkraukles nov.",
        "Īslīces pag., Bauskas nov.",
        "Rundāles pils",
    ],
)
def test_address_lies_elsewhere(finder, address):
    assert finder.find(address) is None


@pytest.mark.parametrize(
    "address",
    ["Ozolnieki", "Pilskalnes pag.", "Pilskalnes pag., Augšdaugavas nov.", "Ciecere, Limbažu nov."],
)
def test_name_found_elsewhere_too_needs_the_municipality(finder, address):
    assert finder.find(address) is None


def test_every_place_of_the_content_is_found_beside_its_municipality(finder):
    authorities = {row["key"]: row["name"]["lv"] for row in content("authorities")}
    today = {row["key"]: authorities[row["authority"]] for row in content("municipalities")}

    missed = [
        row["name"]
        for row in content("localities")
        if finder.find(f"{row['name']}, {today[row['municipality']]}") != row["municipality"]
    ]

    assert missed == []


def test_every_municipality_has_places():
    assert {row["municipality"] for row in content("localities")} == {
        row["key"] for row in content("municipalities")
    }


def test_streets_houses_and_postal_codes_are_left_out():
    address = '"Zīles", Skolas iela 1, Glūda, Glūdas pagasts, Jelgavas novads, LV-3040'

    assert without_streets(address) == "Glūda, Glūdas pag., Jelgavas nov."


@pytest.mark.django_db
def test_places_and_who_answers_come_from_the_database():
    authority = AuthorityFactory(name_lv="Jelgavas novads")
    ozolnieki = MunicipalityFactory(authority=authority)
    LocalityFactory(municipality=ozolnieki, kind="village", name="Ozolnieki", is_ambiguous=True)

    finder = PlaceFinder.from_database()

    assert finder.find("Ozolnieki, Jelgavas nov.") == ozolnieki.pk
    assert finder.find("Ozolnieki") is None


@pytest.mark.django_db
def test_finder_without_places_says_so():
    assert not PlaceFinder.from_database()
