import datetime as dt

from support_programs.stages import Stage
from tests.editorial.rules import DAY, Check, Unique, latvian, publishable
from tests.factories import (
    AbsenceFactory,
    CommonQuestionFactory,
    PaperFactory,
    RoundFactory,
    StepFactory,
    SupportMeasureFactory,
)

NOON = dt.time(12)
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

RULES = [
    *MEASURE,
    *ROUND,
    *STEP,
    *latvian(PaperFactory, "name"),
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
