"""Who may do what: the whole answer is the table `MAY`. `editorial/rights.py` asks it.

Administrators may do everything. An editor works on the content of some municipalities, a
coordinator on that of all municipalities of a region. A person without a membership sees nothing.
"""

from enum import Enum, auto

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    EDITOR = "editor", _("editor")
    COORDINATOR = "coordinator", _("coordinator")


class Subject(Enum):
    """What a row is about."""

    FACT = auto()  # measures, contacts, institutions, offers…: of a municipality or of none
    MUNICIPALITY = auto()  # its texts and figures; name, borders and address are structure
    SOURCE = auto()  # shared by all
    STRUCTURE = auto()  # regions, authorities, localities
    LOG = auto()  # who did what; nobody writes in it by hand


class Act(Enum):
    SEE = auto()
    ADD = auto()  # a draft
    CHANGE_DRAFT = auto()  # what was never published
    CHANGE_LIVE = auto()  # what the public sees, or saw: the change is public at once
    DELETE_DRAFT = auto()  # only administrators delete what was published: others withdraw it
    PUBLISH = auto()  # and withdraw
    CONFIRM = auto()  # “still true”, “taken off”
    IMPORT = auto()
    EXPORT = auto()


MAY = {
    Role.EDITOR: {
        Subject.FACT: {Act.SEE, Act.ADD, Act.CHANGE_DRAFT, Act.DELETE_DRAFT, Act.CONFIRM},
        Subject.MUNICIPALITY: {Act.SEE},
        Subject.SOURCE: {Act.SEE, Act.ADD},
        Subject.STRUCTURE: {Act.SEE},
        Subject.LOG: set(),
    },
    Role.COORDINATOR: {
        Subject.FACT: {
            Act.SEE,
            Act.ADD,
            Act.CHANGE_DRAFT,
            Act.CHANGE_LIVE,
            Act.DELETE_DRAFT,
            Act.PUBLISH,
            Act.CONFIRM,
            Act.IMPORT,
            Act.EXPORT,
        },
        Subject.MUNICIPALITY: {Act.SEE, Act.CHANGE_DRAFT, Act.CHANGE_LIVE, Act.CONFIRM},
        Subject.SOURCE: {Act.SEE, Act.ADD, Act.CHANGE_LIVE},
        Subject.STRUCTURE: {Act.SEE},
        Subject.LOG: {Act.SEE},
    },
}


def roles_that(act: Act, subject: Subject) -> list[Role]:
    """Roles that allow `act` somewhere."""
    return [role for role in Role if act in MAY[role][subject]]
