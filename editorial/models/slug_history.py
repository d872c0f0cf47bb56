from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class SlugHistoryQuerySet(models.QuerySet):
    def owner_of(self, model: type[models.Model], slug: str) -> models.Model | None:
        """The object of `model` whose address once ended in `slug`."""
        entry = self.filter(content_type=ContentType.objects.get_for_model(model), slug=slug)
        found = entry.first()
        return found.owner if found else None

    def remember(self, owner: models.Model, slug: str) -> None:
        """Let the old `slug` lead to `owner` from now on."""
        content_type = ContentType.objects.get_for_model(owner)
        self.update_or_create(
            content_type=content_type, slug=slug, defaults={"object_id": owner.pk}
        )


class SlugHistory(models.Model):
    """An old address, which goes on answering with a redirect in each language."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("kind of page"))
    object_id = models.PositiveBigIntegerField(_("page"))
    owner = GenericForeignKey()
    slug = models.SlugField(_("old address"), max_length=100)

    objects = SlugHistoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "slug"], name="old_slug_unique")
        ]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return self.slug
