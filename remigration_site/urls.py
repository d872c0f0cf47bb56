"""All addresses. Section words are translated, slugs and query keys are not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path, re_path, register_converter
from django.utils.translation import pgettext_lazy
from django.views.generic import RedirectView

from editorial.administration.scoped import no_shortcut
from editorial.preview import preview
from remigration_site import views
from remigration_site.addresses import NeedConverter
from remigration_site.sitemaps import SITEMAPS
from support_programs.views.measures import measure_short

register_converter(NeedConverter, "need")

handler400 = "remigration_site.errors.bad_request"
handler403 = "remigration_site.errors.forbidden"
handler404 = "remigration_site.errors.not_found"
handler429 = "remigration_site.errors.too_many_requests"  # asked for by allauth
handler500 = "remigration_site.errors.server_error"

urlpatterns = [
    path("", views.root),
    path("admin/r/<path:row>/", no_shortcut),
    path("admin/", admin.site.urls),
    path("konts/", include("editorial.accounts.urls")),
    re_path(r"^p/(?P<token>[\w:-]{5,80})/(?P<language>lv|en|ru)/$", preview, name="preview"),
    path("s/<int:number>/", measure_short, name="measure_short"),
    re_path(r"^s/(?P<number>\d{1,9})/(?P<language>lv|en|ru)/$", measure_short),
    path(
        "sitemap.xml",
        index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_of"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap_of"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}img/favicon.svg")),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]

if not settings.PRODUCTION:
    # There the web server hands out what was uploaded.
    urlpatterns.append(path("media/photos/<str:name>", views.photo, name="photo"))

if settings.DEBUG:
    from remigration_site.gallery import gallery

    urlpatterns.append(path("galerija/", gallery, name="gallery"))

urlpatterns += i18n_patterns(
    path("", views.home, name="home"),
    path(
        pgettext_lazy("address", "municipalities/"),
        views.municipality_list,
        name="municipality_list",
    ),
    path(
        pgettext_lazy("address", "municipalities/<slug:slug>/"),
        views.municipality,
        name="municipality",
    ),
    path(
        pgettext_lazy("address", "municipalities/<slug:slug>/<need:need>/"),
        views.municipality_need,
        name="municipality_need",
    ),
    path("", include("support_programs.urls")),
    path(pgettext_lazy("address", "coordinators/"), include("contacts.urls")),
    path(pgettext_lazy("address", "changes/"), views.changes, name="changes"),
    path(pgettext_lazy("address", "changes.atom"), views.change_feed, name="change_feed"),
    path(pgettext_lazy("address", "about/"), views.about, name="about"),
    path(pgettext_lazy("address", "accessibility/"), views.accessibility, name="accessibility"),
    path(pgettext_lazy("address", "privacy/"), views.privacy, name="privacy"),
    path(pgettext_lazy("address", "cookies/"), views.cookies, name="cookies"),
    path(pgettext_lazy("address", "easy-read/"), views.easy_reading, name="easy_reading"),
    path(pgettext_lazy("address", "site-map/"), views.site_map, name="site_map"),
    path("<need:need>/", views.need, name="need"),
    prefix_default_language=True,
)
