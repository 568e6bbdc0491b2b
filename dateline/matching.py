"""Does an event match a query?  The same answer as the engine's, in plain Python, for one event at a time.

What is asked is what the index reads of an event (`dateline.records`, `keys.event`), so that the feed and the
search can not differ in what a filter means.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import snowballstemmer

from dateline.indexing import CONFIDENCE_UNIT, read_points, split_tags
from dateline.names import normalize_filter
from dateline.queries import Box, Circle, DayRange, EventQuery
from dateline.terms import Term, parse_terms

# The radius that the engine reckons with, in km.
EARTH_KM = 6372.797560856
Fields = tuple[str, ...]
# parameter -> fields of the index, one of which must hold the value; the one that excludes begins with `exclude_`
FILTERS: dict[str, Fields] = {
    "type": ("type",),
    "status": ("status",),
    "speaker": ("spk",),
    "place": ("plc",),
    "country": ("cty",),
    "article": ("art",),
    "source": ("src",),
    "story": ("story",),
}
ENTITY_FIELDS: dict[str, Fields] = {"any": ("act", "rcp", "spk", "ent"), "actor": ("act",), "recipient": ("rcp",)}
_stemmer = snowballstemmer.stemmer("english")


def matches(indexed: Mapping[str, Any], query: EventQuery) -> bool:
    """Do the `indexed` fields of an event (`keys.event`; numbers may be written out) meet all filters of `query`?

    Its order and its pages do not matter.
    """
    return all(_conditions(indexed, query))


def check(query: EventQuery) -> None:
    """Nothing, where `query` can be asked.  Raises Invalid, as a search would, where it cannot."""
    for _, parameter, values in (*wanted_values(query), *unwanted_values(query)):
        for value in values:
            normalize_filter(parameter, value)
    if query.q is not None:
        parse_terms(query.q)


def _conditions(indexed: Mapping[str, Any], query: EventQuery) -> Iterator[bool]:
    for fields, parameter, wanted in wanted_values(query):
        yield _holds(indexed, fields, parameter, wanted)
    for fields, parameter, unwanted in unwanted_values(query):
        yield not _holds(indexed, fields, parameter, unwanted)
    if query.min_confidence is not None:
        yield int(indexed["conf"]) >= round(query.min_confidence * CONFIDENCE_UNIT)
    end, published = indexed.get("end"), int(indexed["pub"])
    yield within(int(indexed["date"]), None if end is None else int(end), query.datetime)
    yield within(published, published, query.published)
    yield lies_within(indexed, query)
    if query.q is not None:
        yield has_terms(indexed.get("txt", ""), parse_terms(query.q))


def wanted_values(query: EventQuery) -> Iterator[tuple[Fields, str, tuple[str, ...]]]:
    """(fields of the index, parameter, values) of each filter that is given; any of the values must be in one."""
    for parameter, fields in FILTERS.items():
        if values := getattr(query, parameter):
            yield fields, parameter, values
    if query.entity:
        yield ENTITY_FIELDS[query.actor_role], "entity", query.entity


def unwanted_values(query: EventQuery) -> Iterator[tuple[Fields, str, tuple[str, ...]]]:
    """(fields of the index, parameter, values) of each `exclude_*` that is given; none of the values may be in any."""
    for parameter, fields in {**FILTERS, "entity": ENTITY_FIELDS["any"]}.items():
        if values := getattr(query, f"exclude_{parameter}"):
            yield fields, f"exclude_{parameter}", values


def _holds(indexed: Mapping[str, Any], fields: Fields, parameter: str, values: Iterable[str]) -> bool:
    held = {value for field in fields for value in split_tags(indexed, field)}
    return not held.isdisjoint(normalize_filter(parameter, value) for value in values)


def is_local(query: EventQuery) -> bool:
    """Does the query ask where events lie?  The engine narrows that down alone; each place is to be looked at."""
    return query.bbox is not None or query.near is not None


def lies_within(indexed: Mapping[str, Any], query: EventQuery) -> bool:
    """Does one place of an event lie in the box, and one in the circle, that the query asks for?"""
    points = read_points(indexed) if is_local(query) else []
    box, circle = query.bbox, query.near
    return (box is None or any(in_box(lat, lon, box) for lon, lat in points)) and (
        circle is None or any(in_circle(lat, lon, circle) for lon, lat in points)
    )


def within(begin: int, end: int | None, days: DayRange | None) -> bool:
    """Do the days from `begin` to `end` (proleptic ordinals; no end: undated) and `days` have a day in common?"""
    if days is None or (days.begin is None and days.end is None):
        return True
    if end is None:
        return False
    first = days.begin.toordinal() if days.begin else begin
    last = days.end.toordinal() if days.end else end
    return begin <= last and end >= first


def in_box(lat: float, lon: float, box: Box) -> bool:
    """Does the point, in degrees, lie in the box or on its edge?"""
    if not box.south <= lat <= box.north:
        return False
    return box.west <= lon <= box.east if box.west <= box.east else not box.east < lon < box.west


def in_circle(lat: float, lon: float, circle: Circle) -> bool:
    """Does the point, in degrees, lie within the circle?"""
    return distance_km(lat, lon, circle.lat, circle.lon) <= circle.radius_km


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance of two points in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    u, v = math.sin((b - a) / 2), math.sin(math.radians(other_lon - lon) / 2)
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(u * u + math.cos(a) * math.cos(b) * v * v)))


def has_terms(text: str, terms: Iterable[Term]) -> bool:
    """Do all terms hold of a text whose words are joined by spaces?"""
    words = text.split()
    return all(_has_term(words, term) for term in terms)


def _has_term(words: list[str], term: Term) -> bool:
    if term.kind == "beginning":
        return any(word.startswith(term.words[0]) for word in words)
    if term.kind == "phrase":
        n = len(term.words)
        return any(tuple(words[i : i + n]) == term.words for i in range(len(words) - n + 1))
    wanted, root = term.words[0], _stem(term.words[0])
    return any(word in (wanted, root) or _stem(word) == root for word in words)


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))
