import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from contacts.models import Contact
from editorial import clock, public_log, wording
from editorial.found import published_or_404
from editorial.translations import exists_in, hide, lacks_translation
from municipalities.models import Municipality
from municipalities.needs import Need
from support_programs import presentation, structured_data
from support_programs.filters import MeasureFilter
from support_programs.models import Round, Step, SupportMeasure
from support_programs.pages import page_of
from support_programs.querysets import Status
from support_programs.stages import Stage


@require_safe
def measure_list(request: HttpRequest) -> HttpResponse:
    places = list(Municipality.objects.published().in_reading_order())
    chosen = MeasureFilter.of_measures(request.GET, request.path, places)
    found = chosen.apply(SupportMeasure.objects.published().for_cards())
    measures, pages = page_of(found, request.GET.get("page"), chosen.address)
    return render(
        request,
        "support_programs/measure_list.html",
        {
            "filter": chosen,
            "rows": presentation.rows(measures),
            "pages": pages,
            "ask": ask_coordinator(),
            "needs": [
                {"need": need, "path": reverse("need", kwargs={"need": need})} for need in Need
            ],
            "trail": [{"label": gettext("Support measures")}],
        },
    )


def ask_coordinator() -> dict[str, str]:
    """Where a reader who found nothing goes on, for `components/empty_state.html`."""
    return {"label": gettext("Ask a coordinator"), "path": reverse("contacts:coordinator_list")}


@require_safe
def measure(request: HttpRequest, slug: str) -> HttpResponse:
    rows = SupportMeasure.objects.with_status().select_related(
        "municipality__authority", "municipality__region"
    )
    found = published_or_404(rows, slug)
    steps = list(found.steps.select_related("repeats__municipality"))
    before = [step for step in steps if Stage(step.stage).is_abroad]
    later = [step for step in steps if not Stage(step.stage).is_abroad]
    national = _national_before(found, steps)
    papers = list(found.papers.all())
    rounds = list(found.rounds.with_is_past())
    place = found.municipality
    hide([*steps, *papers, *rounds], place)
    hide(step.repeats for step in steps if step.repeats)
    contacts = [contact.entry() for contact in found.contacts.published().with_owner()]
    number = f"{reverse('measure_short', args=[found.number])}{translation.get_language()}/"
    return render(
        request,
        "support_programs/measure_detail.html",
        {
            "measure": found,
            "exists_in": exists_in(place),
            "partly_latvian": any(map(lacks_translation, [found, *steps, *papers, *rounds])),
            "place": place,
            "status": presentation.status_tag(found),
            "age": presentation.measure_age(found),
            "amount": presentation.dated_amount(found),
            "share": wording.percent(found.share_max_pct) if found.share_max_pct else "",
            "own_share": wording.percent(found.own_share_min_pct)
            if found.own_share_min_pct
            else "",
            # Days are counted once one can apply, or may be able to.
            "days_left": None
            if found.status == Status.UPCOMING
            else clock.days_until(found.deadline),
            "calendar_path": reverse("support_programs:measure_entry", args=[found.slug])
            if found.deadline
            else "",
            "deadline_time": _deadline_time(found.deadline, rounds),
            "national": national,
            "before": presentation.stages(before, start=len(national) + 1),
            "stages": presentation.stages(later, start=len(national) + len(before) + 1),
            "papers": papers,
            "rounds": rounds,
            "has_past_rounds": found.is_historic or any(row.is_past for row in rounds),
            "sources": list(found.sources.all()),
            "history": _history(found, rounds),
            "current_contacts": [e for e in contacts if not e["contact"].is_historic],
            "former_contacts": [e for e in contacts if e["contact"].is_historic],
            "languages_of_application": _languages(found.application_languages),
            "entries": Contact.objects.block_for(place) if place else [],
            "short_address": request.get_host() + number,
            # Machines would read a past measure as an offer of today.
            "data": None
            if found.is_historic
            else structured_data.government_service(
                found, request.build_absolute_uri(request.path)
            ),
            "need_path": reverse("need", kwargs={"need": found.need}),
            "trail": _trail(found),
        },
    )


def _national_before(found: SupportMeasure, own: list[Step]) -> list[Step]:
    """Conditions of the national rules to show above a local measure: for a past one none, and
    none that its own steps already repeat."""
    if found.municipality is None or found.is_historic:
        return []
    repeated = {step.repeats_id for step in own if step.repeats_id}
    steps = Step.objects.national_before_leaving(found.need).fitting(found.kind)
    return [step for step in steps if step.repeats_id not in repeated]


def _history(found: SupportMeasure, rounds: list[Round]) -> list[dict]:
    """What happened to the measure, day by day, without names of people."""
    years = {str(call.pk): str(call.year) for call in rounds if call.year}
    return [
        {"day": day.day, "what": day.what.label, "names": day.names(years)}
        for day in public_log.history_of(found)
    ]


def _deadline_time(deadline: dt.date | None, rounds: list[Round]) -> str:
    """The time of day at which the call closes, where the source gives one."""
    times = [r.closes_time for r in rounds if deadline and r.closes == deadline and r.closes_time]
    return times[0].strftime("%H:%M") if times else ""


def _languages(codes: str) -> list[str]:
    names = {"lv": gettext("Latvian"), "en": gettext("English"), "ru": gettext("Russian")}
    return [names.get(code.strip(), code.strip()) for code in codes.split(",") if code.strip()]


def _trail(found: SupportMeasure) -> list[dict]:
    trail = [
        {
            "label": gettext("Support measures"),
            "path": reverse("support_programs:measure_list"),
        }
    ]
    if found.municipality:
        trail.append(
            {
                "label": found.municipality.short_name,
                "path": found.municipality.get_absolute_url(),
            }
        )
    return [*trail, {"label": found.title}]


@require_safe
def measure_short(request: HttpRequest, number: int, language: str = "lv") -> HttpResponse:
    """The address printed on paper leads to the page in the language it was printed in."""
    found = SupportMeasure.objects.filter(number=number, published_at__isnull=False).first()
    if found is None:
        raise Http404("No such number.")
    with translation.override(language):
        return redirect(found.get_absolute_url())
