import datetime as dt

from support_programs.kinds import MeasureKind
from support_programs.models import Event, Home, Paper, Vacancy
from support_programs.querysets import Availability
from support_programs.stages import Stage
from tests.editorial.rules import DAY, Check, Unique, latvian, one_of, publishable
from tests.factories import (
    AbsenceFactory,
    CommonQuestionFactory,
    EventFactory,
    HomeFactory,
    KindergartenFactory,
    PaperFactory,
    RoundFactory,
    SchoolFactory,
    StepFactory,
    SupportMeasureFactory,
    VacancyFactory,
)

NOON, EVENING = dt.time(12), dt.time(18)
ONE_DAY = dt.timedelta(days=1)
NO_CHOICE = "is not a valid choice"


def need_is_known(factory):
    model = factory._meta.model._meta.model_name
    return Check(
        factory,
        f"{model}_need_is_known",
        refused=[{"need": "fun"}, {"need": "Work"}],
        accepted=[{"need": "work"}, {"need": "documents"}],
        says=NO_CHOICE,
    )


MEASURE = [
    *publishable(SupportMeasureFactory),
    *latvian(SupportMeasureFactory, "title", "summary"),
    need_is_known(SupportMeasureFactory),
    one_of(SupportMeasureFactory, "kind", MeasureKind),
    one_of(SupportMeasureFactory, "availability", Availability),
    Unique(SupportMeasureFactory, ["slug"]),
    Unique(SupportMeasureFactory, ["number"]),
    Check(
        SupportMeasureFactory,
        "supportmeasure_amount_min_not_above_amount_max",
        refused=[{"amount_min": 7001, "amount_max": 7000}],
        accepted=[
            {"amount_min": 7000, "amount_max": 7000},
            {"amount_min": 7000, "amount_max": None},
            {"amount_min": None, "amount_max": 7000},
        ],
    ),
    Check(
        SupportMeasureFactory,
        "supportmeasure_amount_has_year",
        refused=[
            {"amount_as_of": ""},
            {"amount_as_of": "", "amount_min": None},
            {"amount_as_of": "", "amount_max": None},
        ],
        accepted=[{"amount_as_of": "", "amount_min": None, "amount_max": None}],
    ),
    Check(
        SupportMeasureFactory,
        "supportmeasure_sums_not_negative",
        refused=[
            {"amount_min": -1},
            {"amount_min": None, "amount_max": -1},
            {"fee": -1},
        ],
        accepted=[
            {"amount_min": 0, "amount_max": 0, "fee": 0},
            {"amount_min": None, "amount_max": None, "fee": None},
        ],
        says="greater than or equal to 0",
    ),
    Check(
        SupportMeasureFactory,
        "supportmeasure_shares_are_percent",
        refused=[
            {"share_max_pct": 101},
            {"share_max_pct": -1},
            {"own_share_min_pct": 101},
            {"own_share_min_pct": -1},
        ],
        accepted=[
            {"share_max_pct": 0, "own_share_min_pct": 100},
            {"share_max_pct": 100, "own_share_min_pct": 0},
            {"share_max_pct": None, "own_share_min_pct": None},
        ],
        says="Ensure this value is",
    ),
]

ROUND = [
    Unique(RoundFactory, ["measure", "key"], "round_key_unique"),
    Check(
        RoundFactory,
        "round_opens_not_above_closes",
        refused=[{"opens": dt.date(2026, 4, 1), "closes": dt.date(2026, 3, 31)}],
        accepted=[
            {"opens": DAY, "closes": DAY},
            {"opens": DAY, "closes": None},
            {"opens": None, "closes": DAY},
        ],
    ),
    Check(
        RoundFactory,
        "round_closes_after_it_opens",
        refused=[{"opens": DAY, "closes": DAY, "opens_time": EVENING, "closes_time": NOON}],
        accepted=[
            {"opens": DAY, "closes": DAY, "opens_time": NOON, "closes_time": EVENING},
            {"opens": DAY, "closes": DAY, "opens_time": NOON, "closes_time": NOON},
            {"opens": DAY, "closes": DAY, "opens_time": EVENING, "closes_time": None},
            {"opens": DAY, "closes": DAY, "opens_time": None, "closes_time": NOON},
            {"opens": DAY, "closes": DAY + ONE_DAY, "opens_time": EVENING, "closes_time": NOON},
        ],
    ),
    Check(
        RoundFactory,
        "round_amount_min_not_above_amount_max",
        refused=[{"amount_min": 7001, "amount_max": 7000}],
        accepted=[
            {"amount_min": 7000, "amount_max": 7000},
            {"amount_min": None},
            {"amount_max": None},
        ],
    ),
    Check(
        RoundFactory,
        "round_won_not_above_applied",
        refused=[{"won": 21, "applied": 20}],
        accepted=[
            {"won": 20, "applied": 20},
            {"won": 20, "applied": None},
            {"won": None, "applied": 0},
        ],
    ),
    Check(
        RoundFactory,
        "round_year_is_sane",
        refused=[{"year": 1989}, {"year": 2101}, {"year": 26}],
        accepted=[{"year": 1990}, {"year": 2100}, {"year": None}],
        says="Ensure this value is",
    ),
    Check(
        RoundFactory,
        "round_time_has_day",
        refused=[
            {"opens": None, "opens_time": NOON},
            {"closes": None, "closes_time": NOON},
        ],
        accepted=[
            {"opens_time": NOON, "closes_time": NOON},
            {"opens": None, "closes": None},
        ],
    ),
    Check(
        RoundFactory,
        "round_sums_not_negative",
        refused=[
            {"amount_min": -1},
            {"amount_min": None, "amount_max": -1},
            {"budget": -1},
        ],
        accepted=[
            {"amount_min": 0, "amount_max": 0, "budget": 0},
            {"amount_min": None, "amount_max": None, "budget": None},
        ],
    ),
]

STEP = [
    *latvian(StepFactory, "text"),
    Unique(StepFactory, ["measure", "key"], "step_key_unique"),
    Check(
        StepFactory,
        "step_stage_is_known",
        refused=[{"stage": "later", "lead_months": None}],
        accepted=[{"stage": stage, "lead_months": None} for stage in Stage.values],
        says=NO_CHOICE,
    ),
    Check(
        StepFactory,
        "step_lead_is_before_arrival",
        refused=[
            {"lead_months": 0},
            {"lead_months": 1, "stage": "arrive"},
            {"lead_months": 1, "stage": "settle"},
        ],
        accepted=[
            {"lead_months": 1, "stage": "decide"},
            {"lead_months": 1, "stage": "before"},
        ],
        says="greater than or equal to 1",
    ),
]

VACANCY = [
    *publishable(VacancyFactory),
    *latvian(VacancyFactory, "title"),
    Unique(VacancyFactory, ["slug"]),
    Unique(VacancyFactory, ["source_number"], first={"source_number": "VAK-1"}),
    Check(
        VacancyFactory,
        "vacancy_pay_from_not_above_pay_to",
        refused=[{"pay_from": 1501, "pay_to": 1500}],
        accepted=[
            {"pay_from": 1500, "pay_to": 1500},
            {"pay_from": None, "pay_to": 1500},
            {"pay_from": 1500, "pay_to": None},
        ],
    ),
    Check(
        VacancyFactory,
        "vacancy_pay_not_negative",
        refused=[{"pay_from": -1}, {"pay_from": None, "pay_to": -1}],
        accepted=[{"pay_from": 0, "pay_to": 0}, {"pay_from": None, "pay_to": None}],
        says="greater than or equal to 0",
    ),
    one_of(VacancyFactory, "field", Vacancy.Field),
    one_of(VacancyFactory, "hours", Vacancy.Hours, blank=True),
    one_of(VacancyFactory, "pay_kind", Vacancy.PayKind),
    one_of(VacancyFactory, "pay_period", Vacancy.PayPeriod),
    one_of(VacancyFactory, "language_level", Vacancy.LanguageLevel, blank=True),
]

HOME = [
    *publishable(HomeFactory),
    *latvian(HomeFactory, "title"),
    Unique(HomeFactory, ["slug"]),
    one_of(HomeFactory, "kind", Home.Kind),
    Check(
        HomeFactory,
        "home_figures_not_negative",
        refused=[{"cost_month": -1}, {"area_m2": -1}],
        accepted=[{"cost_month": 0, "area_m2": 0}, {"cost_month": None, "area_m2": None}],
        says="greater than or equal to 0",
    ),
    Check(
        HomeFactory,
        "home_rooms_are_sane",
        refused=[{"rooms": 0}, {"rooms": 21}],
        accepted=[{"rooms": 1}, {"rooms": 20}, {"rooms": None}],
        says="Ensure this value is",
    ),
]


def place_of_learning(factory):
    """What kindergartens and schools both keep to."""
    model = factory._meta.model._meta.model_name
    return [
        *publishable(factory),
        Unique(factory, ["slug"]),
        Unique(factory, ["institution"]),
        Check(
            factory,
            f"{model}_age_from_not_above_age_to",
            refused=[{"age_from": "7.5", "age_to": 7}],
            accepted=[
                {"age_from": 7, "age_to": 7},
                {"age_from": None, "age_to": 7},
                {"age_from": 7, "age_to": None},
            ],
        ),
        Check(
            factory,
            f"{model}_places_have_day",
            refused=[
                {"places_on": None, "queue_length": None, "free_places": 0},
                {"places_on": None, "free_places": None, "queue_length": 0},
            ],
            accepted=[
                {"places_on": None, "free_places": None, "queue_length": None},
                {"free_places": None, "queue_length": None},
                {"free_places": 0, "queue_length": None},
            ],
        ),
        Check(
            factory,
            f"{model}_figures_are_sane",
            refused=[
                {"age_from": -1},
                {"age_from": "25.1", "age_to": None},
                {"age_from": None, "age_to": -1},
                {"age_to": "25.1"},
                {"fee_month": -1},
            ],
            accepted=[
                {"age_from": 0, "age_to": 25, "fee_month": 0},
                {"age_from": None, "age_to": None, "fee_month": None},
            ],
            says="Ensure this value is",
        ),
    ]


SCHOOL = [
    *place_of_learning(SchoolFactory),
    Check(
        SchoolFactory,
        "school_grade_from_not_above_grade_to",
        refused=[{"grade_from": 10, "grade_to": 9}],
        accepted=[
            {"grade_from": 9, "grade_to": 9},
            {"grade_from": None, "grade_to": 9},
            {"grade_from": 9, "grade_to": None},
        ],
    ),
    Check(
        SchoolFactory,
        "school_grades_are_sane",
        refused=[
            {"grade_from": 0},
            {"grade_from": 13, "grade_to": None},
            {"grade_from": None, "grade_to": 0},
            {"grade_to": 13},
        ],
        accepted=[
            {"grade_from": 1, "grade_to": 12},
            {"grade_from": None, "grade_to": None},
        ],
        says="Ensure this value is",
    ),
]

NO_TIMES = {"starts_time": None, "ends_time": None}

EVENT = [
    *publishable(EventFactory),
    *latvian(EventFactory, "title"),
    need_is_known(EventFactory),
    one_of(EventFactory, "kind", Event.Kind),
    one_of(EventFactory, "level", Event.Level, blank=True),
    Unique(EventFactory, ["slug"]),
    Check(
        EventFactory,
        "event_starts_on_not_above_ends_on",
        refused=[{"starts_on": DAY, "ends_on": DAY - ONE_DAY} | NO_TIMES],
        accepted=[
            {"starts_on": DAY, "ends_on": DAY},
            {"starts_on": DAY, "ends_on": DAY + ONE_DAY},
        ],
    ),
    Check(
        EventFactory,
        "event_has_day",
        refused=[{"starts_on": None} | NO_TIMES],
        accepted=[{"starts_on": None, "period": "2019"} | NO_TIMES, {"period": "2019"}],
    ),
    Check(
        EventFactory,
        "event_time_has_start",
        refused=[
            {"starts_on": None, "period": "2019", "ends_time": None},
            {"starts_on": None, "period": "2019", "ends_on": DAY} | NO_TIMES,
            {"starts_time": None},
        ],
        accepted=[{"ends_time": None}, NO_TIMES],
    ),
    Check(
        EventFactory,
        "event_ends_after_start",
        refused=[
            {"starts_time": NOON, "ends_time": dt.time(11, 59)},
            {"starts_time": NOON, "ends_time": dt.time(9), "starts_on": DAY, "ends_on": DAY},
        ],
        accepted=[
            {"starts_time": NOON, "ends_time": NOON},
            {
                "starts_time": NOON,
                "ends_time": dt.time(9),
                "starts_on": DAY,
                "ends_on": DAY + ONE_DAY,
            },
        ],
    ),
    Check(
        EventFactory,
        "event_fee_not_negative",
        refused=[{"fee": -1}],
        accepted=[{"fee": 0}, {"fee": None}],
        says="greater than or equal to 0",
    ),
]

RULES = [
    *MEASURE,
    *ROUND,
    *STEP,
    *VACANCY,
    *HOME,
    *place_of_learning(KindergartenFactory),
    *SCHOOL,
    *EVENT,
    *latvian(PaperFactory, "name"),
    one_of(PaperFactory, "form", Paper.Form, blank=True),
    Unique(PaperFactory, ["measure", "key"], "paper_key_unique"),
    *publishable(AbsenceFactory, beside="absence_is_verified"),
    need_is_known(AbsenceFactory),
    Unique(
        AbsenceFactory,
        ["municipality", "need"],
        "absence_once_per_cell",
        says="This need of this municipality is already noted.",
    ),
    Check(
        AbsenceFactory,
        "absence_is_verified",
        refused=[{"verified_on": None}],
        accepted=[{"verified_on": DAY}],
    ),
    *publishable(CommonQuestionFactory),
    *latvian(CommonQuestionFactory, "question", "answer"),
    need_is_known(CommonQuestionFactory),
]
