"""The types of page, each with one address that stands for it."""

import re

from django.urls import reverse
from django.utils import translation

from municipalities.needs import Need

LANGUAGES = ("lv", "en", "ru")

LIST = "support_programs:measure_list"
MEASURE = "support_programs:measure"
VACANCIES = "support_programs:vacancy_list"
VACANCY = "support_programs:vacancy"
NOT_FOUND = "not found"


def address(name, query="", **kwargs):
    return lambda site: reverse(name, kwargs=kwargs) + query


def fixed(path):
    return lambda site: path


def cell(state):
    """A municipality and a need in that state, as the matrix links to it."""

    def find(site):
        html = site.html(reverse("municipality_list"))
        found = re.search(rf'matrix__cell--{state}"[^>]*>\s*<a [^>]*href="([^"]+)"', html)
        if found is None:
            raise LookupError(f"No cell of the matrix is in the state “{state}”.")
        return found[1]

    return find


# Pages of the site itself; each exists in every language.
SITE_PAGES = {
    "home": address("home"),
    "municipalities": address("municipality_list"),
    "city": address("municipality", slug="daugavpils"),
    "pilot area": address("municipality", slug="ozolnieki"),
    "need": address("need", need=Need.BUSINESS),
    "need here, some": cell("some"),
    "need here, none": cell("none"),
    "need here, unknown": cell("unknown"),
    "measures": address(LIST),
    "measures, filtered": address(LIST, "?m=daugavpils&m=tukums&need=children"),
    "measures, empty": address(LIST, "?m=skrunda&need=language&m=atlantida"),
    "measures, page 2": address(LIST, "?page=2"),
    "grant": address(MEASURE, slug="impulss-daugavpils"),
    "national measure": address(MEASURE, slug="arvalsts-adrese"),
    "historic measure": address(MEASURE, slug="latviesu-valodas-kursi-daugavpils"),
    "vacancies": address(VACANCIES),
    "vacancies, filtered": address(VACANCIES, "?m=saldus&m=jelgava&level=fluent&sort=closing"),
    "vacancies, empty": address(VACANCIES, "?m=rundale&housing=yes&field=atlantida"),
    "vacancy": address(VACANCY, slug="paraugs-metinatajs"),
    "vacancy, overdue": address(VACANCY, slug="paraugs-buvdarbu-vaditajs"),
    "vacancy, closed": address(VACANCY, slug="paraugs-pirmsskolas-skolotajs"),
    "vacancy, expired": address(VACANCY, slug="paraugs-galdnieks"),
    "homes": address("support_programs:home_list"),
    "home, nothing free": address("support_programs:home", slug="paraugs-dzivoklis-jelgava"),
    "kindergartens": address("support_programs:kindergarten_list"),
    "kindergarten": address("support_programs:kindergarten", slug="paraugs-jelgavas-pirmsskola"),
    "school": address("support_programs:school", slug="paraugs-jelgavas-skola"),
    "events": address("support_programs:event_list"),
    "event": address("support_programs:event", slug="paraugs-kurss-jelgava"),
    "events, archive": address("support_programs:event_archive"),
    "event, over": address("support_programs:event", slug="paraugs-vasaras-tiksanas"),
    "deadlines": address("support_programs:deadline_list"),
    "coordinators": address("contacts:coordinator_list"),
    "questions": address("support_programs:question_list"),
    "changes": address("changes"),
    "changes, empty": address("changes", "?m=skrunda&need=language"),
    "about": address("about"),
    "accessibility": address("accessibility"),
    "privacy": address("privacy"),
    "cookies": address("cookies"),
    "easy reading": address("easy_reading"),
    "site map": address("site_map"),
    NOT_FOUND: lambda site: f"/{translation.get_language()}/neesoss/",
}

# Written by hand in `templates/`, the same in all languages.
GALLERY = "gallery"
ADMIN = "admin login"
OTHER_PAGES = {GALLERY: fixed("/galerija/"), ADMIN: fixed("/admin/login/")}

PAGES = {**SITE_PAGES, **OTHER_PAGES}


def path_of(name, site, language="lv"):
    with translation.override(language):
        return PAGES[name](site)
