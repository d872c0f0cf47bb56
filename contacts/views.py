from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from contacts.models import Contact
from municipalities.models import Municipality, PlanningRegion


@require_safe
def coordinator_list(request: HttpRequest) -> HttpResponse:
    """Five regions, each with its coordinator, its places and who was there before."""
    contacts = list(Contact.objects.published().with_owner().in_reading_order())
    coordinators = [contact for contact in contacts if contact.kind == Contact.Kind.COORDINATOR]
    places = list(Municipality.objects.published().with_authority().in_reading_order())
    regions = []
    for region in PlanningRegion.objects.order_by("sort_key"):
        of_region = [place for place in places if place.region_id == region.pk]
        regional = [contact for contact in coordinators if contact.region_id == region.pk]
        regions.append(
            {
                "region": region,
                "current": [c.entry() for c in regional if not c.is_historic],
                "former": [c.entry() for c in regional if c.is_historic],
                "places": [{"place": place, **_of_place(place, contacts)} for place in of_region],
            }
        )
    return render(
        request,
        "contacts/coordinator_list.html",
        {"regions": regions, "trail": [{"label": gettext("Coordinators")}]},
    )


def _of_place(place: Municipality, contacts: list[Contact]) -> dict[str, list[dict]]:
    """Who answers for the place today, and its own former contacts."""
    general = (Contact.Kind.MUNICIPAL, Contact.Kind.COORDINATOR)
    current = [
        contact.entry()
        for contact in contacts
        if not contact.is_historic
        and contact.kind in general
        and (contact.municipality_id == place.pk or contact.authority_id == place.authority_id)
    ]
    former = [
        contact.entry()
        for contact in contacts
        if contact.is_historic and contact.municipality_id == place.pk
    ]
    return {"current": current, "former": former}
