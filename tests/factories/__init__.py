"""One factory per model: valid by default, published, every language filled."""

from tests.factories.absence import AbsenceFactory
from tests.factories.authority import AuthorityFactory
from tests.factories.change import ChangeFactory
from tests.factories.common_question import CommonQuestionFactory
from tests.factories.contact import ContactFactory
from tests.factories.daily_run import DailyRunFactory, DigestFactory
from tests.factories.event import EventFactory
from tests.factories.home import HomeFactory
from tests.factories.institution import InstitutionFactory
from tests.factories.kindergarten import KindergartenFactory
from tests.factories.locality import LocalityFactory
from tests.factories.measure import SupportMeasureFactory
from tests.factories.membership import MembershipFactory
from tests.factories.municipality import MunicipalityFactory
from tests.factories.outside_link import LinkUseFactory, OutsideLinkFactory
from tests.factories.paper import PaperFactory
from tests.factories.pilot_fact import PilotFactFactory
from tests.factories.planning_region import PlanningRegionFactory
from tests.factories.revision import RevisionFactory
from tests.factories.round import RoundFactory
from tests.factories.school import SchoolFactory
from tests.factories.slug_history import SlugHistoryFactory
from tests.factories.source import SourceFactory
from tests.factories.step import StepFactory
from tests.factories.user import UserFactory
from tests.factories.vacancy import VacancyFactory
from tests.factories.vacancy_import import VacancyImportFactory

__all__ = [
    "AbsenceFactory",
    "AuthorityFactory",
    "ChangeFactory",
    "CommonQuestionFactory",
    "ContactFactory",
    "DailyRunFactory",
    "DigestFactory",
    "EventFactory",
    "HomeFactory",
    "InstitutionFactory",
    "KindergartenFactory",
    "LinkUseFactory",
    "LocalityFactory",
    "MembershipFactory",
    "MunicipalityFactory",
    "OutsideLinkFactory",
    "PaperFactory",
    "PilotFactFactory",
    "PlanningRegionFactory",
    "RevisionFactory",
    "RoundFactory",
    "SchoolFactory",
    "SlugHistoryFactory",
    "SourceFactory",
    "StepFactory",
    "SupportMeasureFactory",
    "UserFactory",
    "VacancyFactory",
    "VacancyImportFactory",
]
