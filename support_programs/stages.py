from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """When in the return a step is taken, in this order."""

    DECIDE = "decide", _("deciding")
    BEFORE = "before", _("before you leave")
    ARRIVE = "arrive", _("on arrival")
    SETTLE = "settle", _("settling in")

    @property
    def is_abroad(self) -> bool:
        return self in (Stage.DECIDE, Stage.BEFORE)
