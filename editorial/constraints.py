"""Constraints that many tables share."""

from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _


def latvian_required(*fields: str) -> list[CheckConstraint]:
    """Each of the translated `fields` has a Latvian text.

    Both conditions are needed: NULL passes a plain comparison.
    """
    return [
        CheckConstraint(
            condition=Q(**{f"{field}_lv__isnull": False}) & ~Q(**{f"{field}_lv": ""}),
            name=f"%(class)s_{field}_lv_required",
            violation_error_message=_("The Latvian text is required."),
        )
        for field in fields
    ]


def in_order(low: str, high: str, message: str) -> CheckConstraint:
    """`low` is not above `high`, where both are known."""
    return CheckConstraint(
        condition=Q(**{f"{low}__isnull": True})
        | Q(**{f"{high}__isnull": True})
        | Q(**{f"{low}__lte": F(high)}),
        name=f"%(class)s_{low}_not_above_{high}",
        violation_error_message=message,
    )
