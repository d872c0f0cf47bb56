"""The public page as it would be with an edition, by a secret link that dies with the edition."""

import copy

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from editorial.editions import UNFIT, apply
from editorial.found import Gone
from editorial.models import Revision

_signer = Signer(salt="editorial.preview")


def preview_path(edition: Revision, language: str) -> str:
    return reverse("preview", args=[_signer.sign(edition.pk), language])


@require_safe
def preview(request: HttpRequest, token: str, language: str) -> HttpResponse:
    """Written and shown in a transaction that is always rolled back: nothing is ever public."""
    try:
        edition = Revision.objects.filter(pk=_signer.unsign(token)).first()
    except BadSignature:
        raise Http404 from None
    with translation.override(language):
        if edition is None or not edition.is_open or edition.row is None:
            row = edition and edition.row
            ended = {"page_path": row.shown_at() if row is not None and row.is_published else ""}
            response = render(request, "editorial/preview_ended.html", ended, status=410)
        else:
            response = _page_with(edition, request)
        response.headers["Content-Language"] = language
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


def _page_with(edition: Revision, request: HttpRequest) -> HttpResponse:
    row = edition.row
    try:
        with transaction.atomic():
            apply(edition.data, row, check=False)
            row.publish()
            row.save(update_fields=["published_at", "withdrawn_at"])
            response = _public_page(row.shown_at(), request, edition)
            transaction.set_rollback(True)
    except UNFIT:
        return render(request, "editorial/preview_unfit.html", status=409)
    except Gone:  # its municipality is not public
        raise Http404 from None
    return response


def _public_page(path: str, request: HttpRequest, edition: Revision) -> HttpResponse:
    """What the view behind `path` answers to somebody who opens it."""
    match = resolve(path)
    opened = copy.copy(request)
    opened.path = opened.path_info = path
    opened.GET, opened.resolver_match = QueryDict(), match
    opened.preview_languages = [
        {"code": code, "path": preview_path(edition, code)} for code in ("lv", "en", "ru")
    ]
    return match.func(opened, *match.args, **match.kwargs)
