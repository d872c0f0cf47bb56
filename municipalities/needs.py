from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Need(models.TextChoices):
    """What a family asks about: with the municipality, one of the two axes of the site."""

    WORK = "work", pgettext_lazy("need", "Work")
    BUSINESS = "business", pgettext_lazy("need", "Business")
    HOME = "home", pgettext_lazy("need", "Home")
    LANGUAGE = "language", pgettext_lazy("need", "Language")
    CHILDREN = "children", pgettext_lazy("need", "Children")
    HEALTH = "health", pgettext_lazy("need", "Health")
    DOCUMENTS = "documents", pgettext_lazy("need", "Documents")

    @property
    def summary(self) -> str:
        """What the need covers, in one line."""
        return SUMMARIES[self]


SUMMARIES = {
    Need.WORK: _("Vacancies, support for finding work, recognition of diplomas."),
    Need.BUSINESS: _("Grants and advice for those who want to start a business."),
    Need.HOME: _("Municipal flats, rent and support for moving to a job."),
    Need.LANGUAGE: _("Latvian language courses for adults and children."),
    Need.CHILDREN: _("Kindergarten, school, meals and allowances for families."),
    Need.HEALTH: _("Family doctor, hospitals and state-funded health care."),
    Need.DOCUMENTS: _("Declared residence, registers, one-stop centres and advice."),
}
