"""The administration of support measures and offers, one file per noun."""

from support_programs.admin.absence import AbsenceAdmin
from support_programs.admin.common_question import CommonQuestionAdmin
from support_programs.admin.event import EventAdmin
from support_programs.admin.home import HomeAdmin
from support_programs.admin.kindergarten import KindergartenAdmin
from support_programs.admin.measure import SupportMeasureAdmin
from support_programs.admin.school import SchoolAdmin
from support_programs.admin.vacancy import VacancyAdmin
from support_programs.admin.vacancy_import import VacancyImportAdmin

__all__ = [
    "AbsenceAdmin",
    "CommonQuestionAdmin",
    "EventAdmin",
    "HomeAdmin",
    "KindergartenAdmin",
    "SchoolAdmin",
    "SupportMeasureAdmin",
    "VacancyAdmin",
    "VacancyImportAdmin",
]
