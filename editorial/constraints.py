"""Constraints that many tables share."""

from collections.abc import Collection

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


def one_of(
    field: str, values: Collection[str], message: str = _("Choose one of the listed values.")
) -> CheckConstraint:
    """`field` holds one of `values`: `choices` alone bind only forms."""
    return CheckConstraint(
        condition=Q(**{f"{field}__in": list(values)}),
        name=f"%(class)s_{field}_is_known",
        violation_error_message=message,
    )


def in_order(low: str, high: str, message: str) -> CheckConstraint:
    """`low` is not above `high`, where both are known."""
    return CheckConstraint(
        condition=Q(**{f"{low}__isnull": True})
        | Q(**{f"{high}__isnull": True})
        | Q(**{f"{low}__lte": F(high)}),
        name=f"%(class)s_{low}_not_above_{high}",
        violation_error_message=message,
    )
