"""Every public page, in every language, with its alternates."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from editorial.querysets import PublishableQuerySet
from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs.models import Event, Home, Kindergarten, School, SupportMeasure, Vacancy


class InEachLanguage(Sitemap):
    i18n = alternates = True


class PageSitemap(InEachLanguage):
    NAMES = (
        "home",
        "municipality_list",
        "support_programs:measure_list",
        "support_programs:vacancy_list",
        "support_programs:home_list",
        "support_programs:kindergarten_list",
        "support_programs:school_list",
        "support_programs:event_list",
        "support_programs:event_archive",
        "support_programs:deadline_list",
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


class VacancySitemap(InEachLanguage):
    """Those on offer today, by their addresses alone: there may be ten thousand."""

    limit = 1000

    def items(self) -> PublishableQuerySet:
        return self.on_offer().entered_by_hand()

    def on_offer(self) -> PublishableQuerySet:
        return Vacancy.objects.listed().order_by("pk").values_list("slug", flat=True)

    def location(self, slug: str) -> str:
        return reverse("support_programs:vacancy", args=[slug])


class ImportedVacancySitemap(VacancySitemap):
    """What the open data brings is there in Latvian only."""

    languages = ("lv",)

    def items(self) -> PublishableQuerySet:
        return self.on_offer().imported()


class HomeSitemap(InEachLanguage):
    def items(self) -> PublishableQuerySet:
        return Home.objects.listed().order_by("pk")


class KindergartenSitemap(InEachLanguage):
    def items(self) -> PublishableQuerySet:
        return Kindergarten.objects.listed().order_by("pk")


class SchoolSitemap(InEachLanguage):
    def items(self) -> PublishableQuerySet:
        return School.objects.listed().order_by("pk")


class EventSitemap(InEachLanguage):
    def items(self) -> PublishableQuerySet:
        return Event.objects.published().order_by("pk")


SITEMAPS = {
    "pages": PageSitemap,
    "needs": NeedSitemap,
    "municipalities": MunicipalitySitemap,
    "municipality-needs": MunicipalityNeedSitemap,
    "measures": MeasureSitemap,
    "events": EventSitemap,
    "vacancies": VacancySitemap,
    "imported-vacancies": ImportedVacancySitemap,
    "homes": HomeSitemap,
    "kindergartens": KindergartenSitemap,
    "schools": SchoolSitemap,
}
