from support_programs.querysets.events import EventQuerySet
from support_programs.querysets.listings import HomeQuerySet, ListingQuerySet, VacancyQuerySet
from support_programs.querysets.measures import (
    Availability,
    MeasureQuerySet,
    RoundQuerySet,
    Status,
    StepQuerySet,
)
from support_programs.querysets.places_of_learning import PlaceOfLearningQuerySet

__all__ = [
    "Availability",
    "EventQuerySet",
    "HomeQuerySet",
    "ListingQuerySet",
    "MeasureQuerySet",
    "PlaceOfLearningQuerySet",
    "RoundQuerySet",
    "Status",
    "StepQuerySet",
    "VacancyQuerySet",
]
