from django.db import models
from django.utils.translation import gettext_lazy as _

from municipalities.needs import Need


class MeasureKind(models.TextChoices):
    """What a measure is; its need follows from it unless the editor says otherwise."""

    BUSINESS_GRANT = "business_grant", _("Business grant")
    BUSINESS_ADVICE = "business_advice", _("Business advice")
    LANGUAGE = "language", _("Latvian language courses")
    VACANCIES = "vacancies", _("Vacancies")
    EMPLOYMENT = "employment", _("Employment")
    HOUSING = "housing", _("Housing")
    PRESCHOOL = "preschool", _("Kindergarten")
    SCHOOL = "school", _("School")
    SCHOOL_MEALS = "school_meals", _("School meals")
    HEALTH = "health", _("Health care")
    ALLOWANCE = "allowance", _("Allowance or benefit")
    ONE_STOP = "one_stop", _("Customer service centre")
    RESIDENCE = "residence", _("Residence and documents")
    INFORMATION = "information", _("Information and advice")
    DIASPORA_CONTACT = "diaspora_contact", _("Contact with the diaspora")
    COMMUNITY = "community", _("Community")


# Each a matter of its own among what families with children ask about.
APART = {MeasureKind.PRESCHOOL, MeasureKind.SCHOOL, MeasureKind.SCHOOL_MEALS}

NEED_OF_KIND = {
    MeasureKind.BUSINESS_GRANT: Need.BUSINESS,
    MeasureKind.BUSINESS_ADVICE: Need.BUSINESS,
    MeasureKind.LANGUAGE: Need.LANGUAGE,
    MeasureKind.VACANCIES: Need.WORK,
    MeasureKind.EMPLOYMENT: Need.WORK,
    MeasureKind.HOUSING: Need.HOME,
    MeasureKind.PRESCHOOL: Need.CHILDREN,
    MeasureKind.SCHOOL: Need.CHILDREN,
    MeasureKind.SCHOOL_MEALS: Need.CHILDREN,
    MeasureKind.HEALTH: Need.HEALTH,
    MeasureKind.ALLOWANCE: Need.CHILDREN,
    MeasureKind.ONE_STOP: Need.DOCUMENTS,
    MeasureKind.RESIDENCE: Need.DOCUMENTS,
    MeasureKind.INFORMATION: Need.DOCUMENTS,
    MeasureKind.DIASPORA_CONTACT: Need.DOCUMENTS,
    MeasureKind.COMMUNITY: Need.DOCUMENTS,
}
