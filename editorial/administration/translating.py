"""Translations in the administration: how they stand, in lists, in the form and over all rows."""

from collections.abc import Iterator

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from editorial import translation_matrix as matrix
from editorial.administration.scoped import Scoped
from editorial.administration.translated import BesideLatvianForm
from editorial.earlier_texts import latvian_then, what_changed
from editorial.models import Publishable, Revision
from editorial.rights import rights
from editorial.roles import Act
from editorial.translations import (
    LANGUAGES,
    LATVIAN,
    TranslationState,
    checked_in,
    publishable_models,
    state,
)

ROWS_ON_A_PAGE = 100
LANGUAGE_NAMES = dict(settings.LANGUAGES)


class TranslationFilter(admin.SimpleListFilter):
    """By language and state: `en-outdated`."""

    title = gettext_lazy("translation")
    parameter_name = "translation"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [
            (f"{language}-{of_state}", f"{LANGUAGE_NAMES[language]}: {of_state.label}")
            for language in LANGUAGES
            for of_state in TranslationState
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        language, _, of_state = (self.value() or "").partition("-")
        if language not in LANGUAGES or of_state not in TranslationState.values:
            return queryset
        model = queryset.model
        found = matrix.whole_state(model, language, matrix.waiting(model, own=rights(request.user)))
        return queryset.to_translate(language).alias(in_state=found).filter(in_state=of_state)


class TranslationTicks(BesideLatvianForm):
    """What the person says of the translations; no columns of the row."""

    is_minor = forms.BooleanField(
        label=gettext_lazy("Only wording: translations stay valid"),
        required=False,
        help_text=gettext_lazy(
            "Tick this when the meaning is the same, for example after mending a spelling mistake."
        ),
    )
    checked_en = forms.BooleanField(
        label=gettext_lazy("This translation is still right"), required=False
    )
    checked_ru = forms.BooleanField(
        label=gettext_lazy("This translation is still right"), required=False
    )

    def checked_languages(self) -> list[str]:
        """Those of which the person has looked at the translation and found nothing to change."""
        return [code for code in LANGUAGES if self.cleaned_data.get(f"checked_{code}")]


class TranslatingAdmin(Scoped):
    """Shows how the translations of a row stand, and asks whether an edit makes them outdated."""

    form = TranslationTicks

    def get_list_filter(self, request: HttpRequest) -> list:
        return [*super().get_list_filter(request), TranslationFilter]

    def get_fieldsets(self, request: HttpRequest, obj: Publishable | None = None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        codes = {name: code for code, name in settings.LANGUAGES}
        return [
            (name, _with_tick(obj, codes[name], options) if name in codes else options)
            for name, options in fieldsets
        ]

    def form_context(self, request: HttpRequest, obj: Publishable | None) -> dict:
        context = super().form_context(request, obj)
        if obj is not None and not getattr(obj, "is_imported", False):
            context["translations"] = list(_of_row(obj))
        return context


def _with_tick(row: Publishable, language: str, options: dict) -> dict:
    """The part of the form for a language, with what can be said of it."""
    fields = list(options["fields"])
    if language == LATVIAN:
        return {**options, "fields": [*fields, "is_minor"]}
    if state(row, language) is not TranslationState.OUTDATED:
        return options
    # Open, since there is something to do.
    return {**options, "fields": [*fields, f"checked_{language}"], "classes": ()}


def _of_row(row: Publishable) -> Iterator[dict]:
    """What `admin/_translations.html` shows of each language."""
    edition = Revision.objects.of(row).filter(state=Revision.State.REVIEW).first()
    checked = checked_in(edition) if edition else []
    for language in LANGUAGES:
        own = state(row, language)
        shown = TranslationState.CHECKED if language in checked else own
        then = None
        if own is TranslationState.OUTDATED:
            then = latvian_then(row, row.translated_from[language])
        yield {
            "language": LANGUAGE_NAMES[language],
            "state": shown.value,
            "label": shown.label,
            "is_outdated": own is TranslationState.OUTDATED,
            "is_known": then is not None,
            "changes": what_changed(row, then) if then is not None else [],
        }


# --- Over all rows ------------------------------------------------------------------------------


@require_safe
def translation_matrix(request: HttpRequest) -> HttpResponse:
    """Municipality × language × state; each number leads to its rows."""
    counts = matrix.counts(request.user)
    places = [
        {
            "label": place.short_name,
            "cells": [
                cell
                for language in LANGUAGES
                for cell in _cells(counts, language, place.pk, place.shows(language))
            ],
        }
        for place in _places(request)
    ]
    if any(place is None for place, _language, _state in counts):
        cells = [cell for language in LANGUAGES for cell in _cells(counts, language, None, True)]
        places.append({"label": gettext("without a municipality"), "cells": cells})
    context = {
        **admin.site.each_context(request),
        "title": gettext("Translations"),
        "languages": [LANGUAGE_NAMES[language] for language in LANGUAGES],
        "states": [of_state.label for of_state in TranslationState],
        "places": places,
    }
    return render(request, "admin/translation_matrix.html", context)


def _places(request: HttpRequest) -> models.QuerySet:
    """Municipalities for which the person works, by name."""
    places = apps.get_model("municipalities", "Municipality").objects.order_by("sort_key", "pk")
    own = rights(request.user)
    if own.is_administrator:
        return places
    return places.filter(pk__in=own.places(Act.SEE, places.model.subject).municipalities)


def _cells(
    counts: matrix.Counts, language: str, place: int | None, is_shown: bool
) -> Iterator[dict]:
    for of_state in TranslationState:
        query = {"language": language, "state": of_state, "m": place or ""}
        yield {
            "count": counts.get((place, language, of_state), 0),
            "state": of_state.value,
            "label": of_state.label,
            "language": LANGUAGE_NAMES[language],
            "path": f"{reverse('admin:translation_rows')}?{urlencode(query)}",
            "is_shown": is_shown,
        }


@require_safe
def translation_rows(request: HttpRequest) -> HttpResponse:
    """The rows behind one number of the matrix, each with the way to its form."""
    language, of_state = request.GET.get("language"), request.GET.get("state")
    if language not in LANGUAGES or of_state not in TranslationState.values:
        raise Http404
    key = request.GET.get("m", "")
    places = {str(place.pk): place for place in _places(request)}
    if key and key not in places:
        raise Http404
    found = matrix.rows(request.user, language, of_state, int(key) if key else None)
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    query = {"language": language, "state": of_state, "m": key}
    context = {
        **admin.site.each_context(request),
        "title": gettext("Translations"),
        "place": places[key].short_name if key else gettext("without a municipality"),
        "language": LANGUAGE_NAMES[language],
        "state": TranslationState(of_state).label,
        "page": page,
        "query": urlencode(query),
        "rows": [
            {
                "label": entry.label,
                "kind": entry.model._meta.verbose_name,
                "path": reverse(_name(entry.model, "change"), args=[entry.pk]),
            }
            for entry in matrix.entries(page.object_list)
        ],
        "lists": [
            {
                "label": model._meta.verbose_name_plural,
                "path": f"{reverse(_name(model, 'changelist'))}?translation={language}-{of_state}",
            }
            for model in publishable_models()
        ],
    }
    return render(request, "admin/translation_rows.html", context)


def _name(model: type[Publishable], page: str) -> str:
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
