"""Pages for what went wrong; but for the one on withdrawn rows they ask nothing of the database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from editorial.models import Publishable
from municipalities.needs import Need

RETRY_AFTER_SECONDS = 120


def _needs() -> list[dict]:
    return [{"label": need.label, "path": reverse("need", kwargs={"need": need})} for need in Need]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token, or one that was open for too long."""
    return render(request, "403.html", status=403)


def gone(request: HttpRequest, row: Publishable) -> HttpResponse:
    """A withdrawn page; its reader is led to what else there is in its place and for its need."""
    return render(request, "410.html", {"instead": _instead_of(row)}, status=410)


def _instead_of(row: Publishable) -> dict | None:
    place = getattr(row, "municipality", None)
    need = Need(row.need) if hasattr(row, "need") else None
    if place is not None and not place.is_published:
        place = None
    if place and need:
        path = reverse("municipality_need", kwargs={"slug": place.slug, "need": need})
        return {"label": f"{place.short_name}: {need.label}", "path": path}
    if place:
        return {"label": place.short_name, "path": place.get_absolute_url()}
    if need:
        return {"label": need.label, "path": reverse("need", kwargs={"need": need})}
    return None


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"needs": _needs()}, status=404)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    """One static page in three languages: nothing may fail a second time here."""
    return HttpResponse(render_to_string("500.html"), status=500)


def unavailable() -> HttpResponse:
    """The database does not answer; as static as the page above."""
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)}
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
