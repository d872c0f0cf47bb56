from municipalities.models import Authority, Institution, Locality, Municipality
from tests.editorial.rules import DAY, Check, Unique, latvian, loaded, one_of, publishable
from tests.factories import (
    AuthorityFactory,
    InstitutionFactory,
    LocalityFactory,
    MunicipalityFactory,
    PilotFactFactory,
    PlanningRegionFactory,
)

RULES = [
    *latvian(PlanningRegionFactory, "name"),
    loaded(PlanningRegionFactory),
    Unique(PlanningRegionFactory, ["code"]),
    *latvian(AuthorityFactory, "name"),
    loaded(AuthorityFactory),
    one_of(AuthorityFactory, "kind", Authority.Kind),
    *publishable(MunicipalityFactory),
    *latvian(
        MunicipalityFactory,
        "name",
        "short_name",
        "in_text",
        "of_text",
        "reform_note",
        "centre",
        "intro",
    ),
    Unique(MunicipalityFactory, ["slug"]),
    one_of(MunicipalityFactory, "kind", Municipality.Kind),
    one_of(MunicipalityFactory, "pilot_group", Municipality.PilotGroup),
    Check(
        MunicipalityFactory,
        "municipality_hidden_languages_known",
        refused=[{"hidden_languages": text} for text in ("lv", "de", "ru,en", "en,", "xx,yy")],
        accepted=[{"hidden_languages": text} for text in ("", "en", "ru", "en,ru")],
    ),
    Check(
        MunicipalityFactory,
        "municipality_photo_has_text",
        refused=[
            {"photo": "photos/a.jpg", "photo_alt_lv": None},
            {"photo": "photos/a.jpg", "photo_alt_lv": "", "photo_alt_en": "Market"},
        ],
        accepted=[
            {"photo": "", "photo_alt_lv": None},
            {"photo": "photos/a.jpg", "photo_alt_lv": "Tirgus"},
        ],
    ),
    Check(
        MunicipalityFactory,
        "municipality_population_has_day",
        refused=[{"population": 23_000, "population_on": None}],
        accepted=[{"population": None, "population_on": None}, {"population_on": DAY}],
    ),
    Check(
        MunicipalityFactory,
        "municipality_lies_in_latvia",
        refused=[
            {"latitude": 55.4},
            {"latitude": 58.3},
            {"longitude": 20.7},
            {"longitude": 28.5},
            {"latitude": 24.33, "longitude": 57.07},
        ],
        accepted=[
            {"latitude": 55.5, "longitude": 20.8},
            {"latitude": 58.2, "longitude": 28.4},
        ],
    ),
    *publishable(InstitutionFactory),
    one_of(InstitutionFactory, "kind", Institution.Kind),
    Check(
        InstitutionFactory,
        "institution_lies_in_latvia",
        refused=[
            {"latitude": None},
            {"longitude": None},
            {"latitude": 55.4},
            {"longitude": 28.5},
            {"latitude": 24.33, "longitude": 57.07},
        ],
        accepted=[
            {"latitude": None, "longitude": None},
            {"latitude": 55.5, "longitude": 20.8},
            {"latitude": 58.2, "longitude": 28.4},
        ],
    ),
    loaded(LocalityFactory),
    one_of(LocalityFactory, "kind", Locality.Kind),
    Unique(
        LocalityFactory,
        ["municipality", "name"],
        "locality_once_per_municipality",
        says="This municipality already has a place of this name.",
    ),
    *publishable(PilotFactFactory),
    *latvian(PilotFactFactory, "text"),
]
