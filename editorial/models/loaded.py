from django.db import models
from django.utils.translation import gettext_lazy as _


class Loaded(models.Model):
    """A row that `load_content` may have written.

    `loaded_hash` remembers what it wrote: a row that differs from it was changed by a person and is
    left alone from then on.
    """

    content_key = models.CharField(
        _("content key"), max_length=80, unique=True, null=True, blank=True, editable=False
    )
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True
