from contacts.models import Contact
from tests.editorial.rules import Check, latvian, one_of, publishable
from tests.factories import (
    AuthorityFactory,
    ContactFactory,
    MunicipalityFactory,
    PlanningRegionFactory,
)

RULES = [
    *publishable(ContactFactory),
    *latvian(ContactFactory, "role"),
    one_of(ContactFactory, "kind", Contact.Kind),
    Check(
        ContactFactory,
        "contact_has_one_owner",
        refused=[
            {"municipality": None},
            {"region": PlanningRegionFactory},
            {"authority": AuthorityFactory},
            {"municipality": None, "region": PlanningRegionFactory, "authority": AuthorityFactory},
        ],
        accepted=[
            {"municipality": MunicipalityFactory},
            {"municipality": None, "region": PlanningRegionFactory},
            {"municipality": None, "authority": AuthorityFactory},
        ],
    ),
    Check(
        ContactFactory,
        "contact_can_be_reached",
        refused=[{"mailbox": "", "phones": "", "website": ""}],
        accepted=[
            {"phones": "", "website": ""},
            {"mailbox": "", "website": ""},
            {"mailbox": "", "phones": ""},
            {"mailbox": "", "phones": "", "website": "", "is_historic": True},
        ],
    ),
    Check(
        ContactFactory,
        "contact_person_has_period",
        refused=[{"person": "Anna Kalve"}],
        accepted=[
            {"person": "Anna Kalve", "since": "2018-03"},
            {"person": "Anna Kalve", "until": "2019", "is_historic": True},
            {"since": "2018-03"},
        ],
    ),
    Check(
        ContactFactory,
        "contact_until_means_historic",
        refused=[{"until": "2019"}],
        accepted=[{"until": "2019", "is_historic": True}, {"is_historic": True}],
    ),
]
