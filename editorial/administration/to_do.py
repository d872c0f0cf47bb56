"""The first screen of the administration, and each of its sections as a whole."""

from collections import defaultdict

from django.apps import apps
from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from editorial import still_true
from editorial.models import Publishable
from editorial.rights import may, rights
from editorial.roles import Act
from editorial.to_do import ToDo

PAGE = 50
CONFIRMABLE = ("lapsed", "due", "unconfirmed")


def sections_for(request: HttpRequest) -> list:
    return ToDo(request.user, rights(request.user)).sections()


def section_view(request: HttpRequest, key: str) -> HttpResponse:
    """All rows of one section, in pages; of facts many are confirmed at once."""
    if key not in ToDo.SECTIONS:
        raise Http404
    if request.method == "POST":
        return _confirm_chosen(request, key)
    page = request.GET.get("page", "1")
    number = int(page) if page.isdecimal() and 0 < int(page) < 1000 else 1
    start = (number - 1) * PAGE
    section = ToDo(request.user, rights(request.user)).section(key, start, start + PAGE)
    if number > 1 and not section.tasks:
        raise Http404
    context = {
        **admin.site.each_context(request),
        "title": section.heading,
        "section": section,
        "is_confirmable": key in CONFIRMABLE,
        "previous": number - 1,
        "next": number + 1 if section.count > start + PAGE else 0,
    }
    return TemplateResponse(request, "admin/to_do.html", context)


def _confirm_chosen(request: HttpRequest, key: str) -> HttpResponse:
    chosen = defaultdict(set)
    for name in request.POST.getlist("chosen")[:PAGE]:
        label, _, number = name.partition(":")
        if number.isdecimal() and len(number) < 19:
            chosen[label].add(int(number))
    confirmed = 0
    with transaction.atomic():
        for label, keys in chosen.items():
            confirmed += _confirm(request, label, keys)
    text = ngettext("%(count)d row confirmed.", "%(count)d rows confirmed.", confirmed)
    level = messages.SUCCESS if confirmed else messages.WARNING
    if confirmed:
        text = text % {"count": confirmed}
    elif chosen:
        text = gettext("Nothing of this can be confirmed any more.")
    else:
        text = gettext("Choose what is still true first.")
    messages.add_message(request, level, text)
    return redirect(reverse("admin:to_do", args=[key]))


def _confirm(request: HttpRequest, label: str, keys: set[int]) -> int:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return 0
    if not issubclass(model, Publishable):
        return 0
    rows = model.objects.filter(pk__in=keys)
    own = [row.pk for row in rows if may(request.user, Act.CONFIRM, row)]
    confirmed, _obstacles = still_true.confirm(rows.filter(pk__in=own), request.user)
    return len(confirmed)
