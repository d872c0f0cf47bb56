"""Every public page, in every language, with its alternates."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from editorial.querysets import PublishableQuerySet
from editorial.translations import exists_in
from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs.models import Event, Home, Kindergarten, School, SupportMeasure, Vacancy


class InEachLanguage(Sitemap):
    i18n = alternates = True


class OfPlaces(InEachLanguage):
    """Pages of municipalities, each in the languages that its municipality shows."""

    def get_languages_for_item(self, item: Any) -> list[str]:
        return exists_in(self.place(item)) or super().get_languages_for_item(item)

    def place(self, item: Any) -> Municipality | None:
        return item.municipality


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
        "changes",
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


class MunicipalitySitemap(OfPlaces):
    def items(self) -> PublishableQuerySet:
        return Municipality.objects.published().order_by("pk")

    def place(self, item: Municipality) -> Municipality:
        return item


class MunicipalityNeedSitemap(OfPlaces):
    def items(self) -> list[tuple[Municipality, Need]]:
        places = Municipality.objects.published().order_by("pk")
        return [(place, need) for place in places for need in Need]

    def location(self, item: tuple[Municipality, Need]) -> str:
        place, need = item
        return reverse("municipality_need", kwargs={"slug": place.slug, "need": need})

    def place(self, item: tuple[Municipality, Need]) -> Municipality:
        return item[0]


class MeasureSitemap(OfPlaces):
    def items(self) -> PublishableQuerySet:
        return SupportMeasure.objects.published().select_related("municipality").order_by("number")


class VacancySitemap(OfPlaces):
    def items(self) -> PublishableQuerySet:
        on_offer = Vacancy.objects.listed().entered_by_hand()
        return on_offer.select_related("municipality").order_by("pk")


class ImportedVacancySitemap(InEachLanguage):
    """What the open data brings is there in Latvian only. By their addresses alone: there may be
    ten thousand."""

    languages = ("lv",)
    limit = 1000

    def items(self) -> PublishableQuerySet:
        slugs = Vacancy.objects.listed().imported().order_by("pk")
        return slugs.values_list("slug", flat=True)

    def location(self, slug: str) -> str:
        return reverse("support_programs:vacancy", args=[slug])


class HomeSitemap(OfPlaces):
    def items(self) -> PublishableQuerySet:
        return Home.objects.listed().select_related("municipality").order_by("pk")


class KindergartenSitemap(OfPlaces):
    def items(self) -> PublishableQuerySet:
        found = Kindergarten.objects.listed().select_related("institution__municipality")
        return found.order_by("pk")


class SchoolSitemap(OfPlaces):
    def items(self) -> PublishableQuerySet:
        found = School.objects.listed().select_related("institution__municipality")
        return found.order_by("pk")


class EventSitemap(OfPlaces):
    def items(self) -> PublishableQuerySet:
        return Event.objects.published().select_related("municipality").order_by("pk")


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
