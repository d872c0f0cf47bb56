"""Every public page, in every language, with its alternates."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from editorial.querysets import PublishableQuerySet
from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs.models import SupportMeasure


class InEachLanguage(Sitemap):
    i18n = alternates = True


class PageSitemap(InEachLanguage):
    NAMES = (
        "home",
        "municipality_list",
        "support_programs:measure_list",
        "support_programs:question_list",
        "contacts:coordinator_list",
        "about",
        "accessibility",
        "privacy",
        "cookies",
        "easy_reading",
        "site_map",
    )

    def items(self) -> list[str]:
        return list(self.NAMES)

    def location(self, name: str) -> str:
        return reverse(name)


class NeedSitemap(InEachLanguage):
    def items(self) -> list[Need]:
        return list(Need)

    def location(self, need: Need) -> str:
        return reverse("need", kwargs={"need": need})


class MunicipalitySitemap(InEachLanguage):
    def items(self) -> PublishableQuerySet:
        return Municipality.objects.published().order_by("pk")


class MunicipalityNeedSitemap(InEachLanguage):
    def items(self) -> list[tuple[str, Need]]:
        slugs = Municipality.objects.published().order_by("pk").values_list("slug", flat=True)
        return [(slug, need) for slug in slugs for need in Need]

    def location(self, item: tuple[str, Need]) -> str:
        slug, need = item
        return reverse("municipality_need", kwargs={"slug": slug, "need": need})


class MeasureSitemap(InEachLanguage):
    def items(self) -> PublishableQuerySet:
        return SupportMeasure.objects.published().order_by("number")


SITEMAPS = {
    "pages": PageSitemap,
    "needs": NeedSitemap,
    "municipalities": MunicipalitySitemap,
    "municipality-needs": MunicipalityNeedSitemap,
    "measures": MeasureSitemap,
}
