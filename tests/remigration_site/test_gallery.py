import re

import pytest
from django.conf import settings
from django.http import Http404
from django.test import RequestFactory

from remigration_site.gallery import gallery

TEMPLATES = settings.BASE_DIR / "templates"
COMPONENTS = sorted(path.name for path in (TEMPLATES / "components").glob("*.html"))


def shown_by(template):
    """Components a template includes, and those that these include."""
    text = (TEMPLATES / template).read_text(encoding="utf-8")
    found = set(re.findall(r'"components/(\w+\.html)"', text))
    return found.union(*(shown_by(f"components/{name}") for name in found))


@pytest.mark.parametrize("component", COMPONENTS)
def test_gallery_shows_each_component(component):
    assert component in shown_by("gallery.html")


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_says_what_it_takes(component):
    text = (TEMPLATES / "components" / component).read_text(encoding="utf-8")

    assert text.startswith("{% comment %}")


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_is_used_by_a_page(component):
    others = [path for path in TEMPLATES.rglob("*.html") if path.name != "gallery.html"]
    used = [path for path in others if f'"components/{component}"' in path.read_text("utf-8")]

    assert used, f"delete {component}: no page shows it"


def test_gallery_opens_in_development(settings):
    settings.DEBUG = True

    assert gallery(RequestFactory().get("/galerija/")).status_code == 200


def test_gallery_is_not_there_otherwise(settings):
    settings.DEBUG = False

    with pytest.raises(Http404):
        gallery(RequestFactory().get("/galerija/"))
