from editorial.models.addressed import Addressed
from editorial.models.change import Action, Change
from editorial.models.daily_run import DailyRun, Digest
from editorial.models.loaded import Loaded
from editorial.models.membership import Membership
from editorial.models.outside_link import LinkResult, LinkUse, OutsideLink
from editorial.models.placed import Placed
from editorial.models.publishable import Publishable
from editorial.models.revision import Revision, RevisionState
from editorial.models.slug_history import SlugHistory
from editorial.models.source import Source
from editorial.models.user import User

__all__ = [
    "Action",
    "Addressed",
    "Change",
    "DailyRun",
    "Digest",
    "LinkResult",
    "LinkUse",
    "Loaded",
    "Membership",
    "OutsideLink",
    "Placed",
    "Publishable",
    "Revision",
    "RevisionState",
    "SlugHistory",
    "Source",
    "User",
]
