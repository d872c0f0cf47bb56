"""The small map of Latvia: where a place lies on it and how the country is drawn.

`OUTLINE` was made from Natural Earth (public domain), 1:10 million, as packed in the
npm package world-atlas 2.0.2: the polygon of Latvia, passed through `project` and
thinned so that no dropped point lies more than 0.9 units off the drawn line.
"""

from math import cos, radians

WIDTH = 400
HEIGHT = 250

_WEST = 20.968
_NORTH = 58.076
_MARGIN = 8
_UNITS_PER_DEGREE = 97.2
_NARROWING = cos(radians(57))

OUTLINE = (
    "M346 61l9 0-1 10 7 4 11 9-1 13-7 6 3 3 0 2-6 20 1 0 7-3 7 5-3 8 6 5 2 10 6 4-2 4 4 6 0"
    " 7 3 10-4 12-2-2-9 5-8 9-2 6-5 3-3 13-9-1-4-3-5 4-6-4-9 1-7 10-5 4-6-2-2"
    " 3-6-1-11-6-5-11-26-23-2-5-7-1-3 0-19-3-2-2-5-10-3-11-2-2-2 3-2 0-7 3-7 9-5 2-6-3-10"
    " 4-8-6-7-2-7 1-1-3-5 0-5 3-12-4-6 1-3 5-3 0-3-2-3-7-1-1-14 6-5-4-3-1-16 1-6-3-22 11-5"
    " 0-9 7-5 1-5 6-2 8-7 1-5-18 2-25 0-1 1 1 1 9-1 1 2 2 1-1-1-7-4-8 4-13-1-14 10-7 8-10"
    " 2-6-1-8 1-14 15-25 3-3 12-2 26-14 7-1-1 11 3 6 20 18 5 3 7 26 5 4 9 3 3 4 6 2 14-5 4-5"
    " 10-5 10-13 0-9-2-20 0-6-1-7-3-6 0-10 1-2 2 1 3-1 2-4 5-3 8-1 2-4 5 2 3-3 4 0 7-6 4 1 3"
    " 7 3-2-1-5 0-1 1-1 3 4 3 1 4 4 4 2 2 4 3 1 5-1 3 6 12 2 1 6 7 7 7 10 7 4 4 4 2-1 3 1"
    " 2-3 3-2 6 0 4-5 5 1 6 6 12 3z"
)

# Where a name stands, seen from its point, and how it is anchored there: on the right, unless
# that is where the next point or the edge of the map is.
_ON_THE_RIGHT = (9, 5, "start")
_PLACES_OF_NAMES = {
    "daugavpils": (-9, 5, "end"),
    "jelgava": (7, 21, "end"),
    "saldus": (0, -12, "middle"),
    "skrunda": (8, 21, "end"),
}


def project(latitude: float, longitude: float) -> tuple[int, int]:
    """Return the place in the map's viewBox, in whole units.

    A unit is a little over one kilometre, which is as well as the places are known; a template
    would write a fraction with a decimal comma, which a drawing does not understand.
    """
    x = _MARGIN + (float(longitude) - _WEST) * _NARROWING * _UNITS_PER_DEGREE
    y = _MARGIN + (_NORTH - float(latitude)) * _UNITS_PER_DEGREE
    return round(x), round(y)


def points(places: list[dict]) -> list[dict]:
    """Return what components/map.html draws; a place has slug, label, path, latitude, longitude."""
    return [_point(**place) for place in places]


def _point(*, slug: str, label: str, path: str, latitude: float, longitude: float) -> dict:
    x, y = project(latitude, longitude)
    aside, down, anchor = _PLACES_OF_NAMES.get(slug, _ON_THE_RIGHT)
    return {
        "label": label,
        "path": path,
        "x": x,
        "y": y,
        "label_x": x + aside,
        "label_y": y + down,
        "anchor": anchor,
    }
