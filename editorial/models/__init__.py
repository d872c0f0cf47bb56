from editorial.models.addressed import Addressed
from editorial.models.loaded import Loaded
from editorial.models.membership import Membership
from editorial.models.placed import Placed
from editorial.models.publishable import Publishable
from editorial.models.slug_history import SlugHistory
from editorial.models.source import Source
from editorial.models.user import User

__all__ = [
    "Addressed",
    "Loaded",
    "Membership",
    "Placed",
    "Publishable",
    "SlugHistory",
    "Source",
    "User",
]
