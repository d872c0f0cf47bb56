from tests.editorial.rules import DAY, Check, Unique, latvian, loaded, publishable
from tests.factories import (
    AuthorityFactory,
    InstitutionFactory,
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
    *publishable(PilotFactFactory),
    *latvian(PilotFactFactory, "text"),
]
