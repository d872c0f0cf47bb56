from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from editorial.models.slug_history import SlugHistory


class Addressed(models.Model):
    """A row with a page of its own, whose old addresses go on working when it is renamed."""

    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        help_text=_("The end of the page's address, the same in all languages: a-z, 0-9, hyphens."),
    )

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        """With a new address the old one is remembered, or neither is saved. The row is locked, so
        that of two people who rename it at once the second remembers the address of the first."""
        rows = type(self)._base_manager.select_for_update().filter(pk=self.pk)
        before = rows.values_list("slug", flat=True).first()
        super().save(*args, **kwargs)
        fields = kwargs.get("update_fields")
        if before and before != self.slug and (fields is None or "slug" in fields):
            SlugHistory.objects.remember(self, before)
