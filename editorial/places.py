"""A part of the country, as a person's memberships cut it out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Places:
    """Keys of municipalities, of planning regions and of authorities."""

    municipalities: frozenset[int]
    regions: frozenset[int]
    authorities: frozenset[int]
