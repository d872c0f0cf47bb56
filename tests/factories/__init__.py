"""One factory per model: valid by default, published, every language filled."""

from tests.factories.absence import AbsenceFactory
from tests.factories.authority import AuthorityFactory
from tests.factories.common_question import CommonQuestionFactory
from tests.factories.contact import ContactFactory
from tests.factories.institution import InstitutionFactory
from tests.factories.measure import SupportMeasureFactory
from tests.factories.municipality import MunicipalityFactory
from tests.factories.paper import PaperFactory
from tests.factories.pilot_fact import PilotFactFactory
from tests.factories.planning_region import PlanningRegionFactory
from tests.factories.round import RoundFactory
from tests.factories.slug_history import SlugHistoryFactory
from tests.factories.source import SourceFactory
from tests.factories.step import StepFactory
from tests.factories.user import UserFactory

__all__ = [
    "AbsenceFactory",
    "AuthorityFactory",
    "CommonQuestionFactory",
    "ContactFactory",
    "InstitutionFactory",
    "MunicipalityFactory",
    "PaperFactory",
    "PilotFactFactory",
    "PlanningRegionFactory",
    "RoundFactory",
    "SlugHistoryFactory",
    "SourceFactory",
    "StepFactory",
    "SupportMeasureFactory",
    "UserFactory",
]
