from support_programs.models.absence import Absence
from support_programs.models.common_question import CommonQuestion
from support_programs.models.event import Event
from support_programs.models.home import Home
from support_programs.models.kindergarten import Kindergarten
from support_programs.models.listing import Listing
from support_programs.models.measure import SupportMeasure
from support_programs.models.paper import Paper
from support_programs.models.place_of_learning import PlaceOfLearning
from support_programs.models.round import Round
from support_programs.models.school import School
from support_programs.models.step import Step
from support_programs.models.vacancy import Vacancy
from support_programs.models.vacancy_import import VacancyImport

__all__ = [
    "Absence",
    "CommonQuestion",
    "Event",
    "Home",
    "Kindergarten",
    "Listing",
    "Paper",
    "PlaceOfLearning",
    "Round",
    "School",
    "Step",
    "SupportMeasure",
    "Vacancy",
    "VacancyImport",
]
