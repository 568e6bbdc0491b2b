"""Events as flat rows, for tables: one column per field, always the same ones, in the same order.  Pure.

Where a field has several values they are joined by "; ", in the order of the event.  The columns from
`place` to `lon` tell of one place: the first where the event happened, else the first of all.
"""

from collections.abc import Iterable, Iterator

from dateline.models import EventPlace, EventRecord, Quantity

Cell = str | int | float | bool | None
JOINT = "; "
COLUMNS = (
    "id", "type", "mode", "context", "status", "main",
    "date", "date_begin", "date_end", "date_precision", "date_basis",
    "actors", "actor_keys", "recipients", "recipient_keys",
    "place", "place_role", "geonameid", "country", "admin1", "lat", "lon", "places", "countries",
    "speaker", "speaker_key", "numbers", "trigger", "evidence", "confidence", "story",
    "article", "revision", "published_at", "url", "title", "source", "pipeline_version", "schema_version",
)  # fmt: skip


def flatten(event: EventRecord) -> dict[str, Cell]:
    """The event as one row: a value, or None, for each of COLUMNS."""
    found: dict[str, Cell] = {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "context": event.context,
        "status": event.status,
        "main": event.main,
        "trigger": event.trigger.surface,
        "evidence": event.evidence.surface,
        "confidence": event.confidence,
        "story": event.story,
        "speaker": event.source.speaker_text if event.source else None,
        "speaker_key": event.source.key if event.source else None,
        "numbers": _join(map(_describe, event.numbers)),
        "pipeline_version": event.pipeline_version,
        "schema_version": event.schema_version,
        **dict(_date(event)),
        **dict(_actors(event)),
        **dict(_places(event)),
        **dict(_article(event)),
    }
    return {column: found.get(column) for column in COLUMNS}


def principal_place(event: EventRecord) -> EventPlace | None:
    """The first place where the event happened, else its first place."""
    return next((place for place in event.places if place.role == "where"), next(iter(event.places), None))


def points(event: EventRecord) -> tuple[tuple[float, float], ...]:
    """(longitude, latitude) in degrees of each located place, once each, in the order of the event."""
    located = ((p.lon, p.lat) for p in event.places if p.lon is not None and p.lat is not None)
    return tuple(dict.fromkeys(located))


def _date(event: EventRecord) -> Iterator[tuple[str, Cell]]:
    if event.date is None:
        return
    yield "date", event.date.value
    yield "date_begin", event.date.interval.begin.isoformat()
    yield "date_end", event.date.interval.end.isoformat()
    yield "date_precision", event.date.precision
    yield "date_basis", event.date.basis


def _actors(event: EventRecord) -> Iterator[tuple[str, Cell]]:
    for role in ("actor", "recipient"):
        taking_part = [actor for actor in event.actors if actor.role == role]
        yield f"{role}s", _join(actor.name for actor in taking_part)
        yield f"{role}_keys", _join(actor.key for actor in taking_part if actor.key)


def _places(event: EventRecord) -> Iterator[tuple[str, Cell]]:
    place = principal_place(event)
    if place is None:
        return
    yield "place", place.name
    yield "place_role", place.role
    for name in ("geonameid", "country", "admin1", "lat", "lon"):
        yield name, getattr(place, name)
    yield "places", _join(each.name for each in event.places)
    yield "countries", _join(dict.fromkeys(each.country for each in event.places if each.country))


def _article(event: EventRecord) -> Iterator[tuple[str, Cell]]:
    article = event.article
    yield "article", article.id
    yield "revision", article.revision
    yield "published_at", article.published_at.isoformat()
    yield "url", article.url
    yield "title", article.title
    yield "source", article.source


def _describe(number: Quantity) -> str:
    """A number in words: "killed: at least 11 people"."""
    value = number.surface if number.value is None else f"{number.value:g}"
    words = [(number.bound or "").replace("_", " "), value, number.unit or ""]
    told = " ".join(word for word in words if word)
    return f"{number.role}: {told}" if number.role else told


def _join(values: Iterable[str]) -> str | None:
    return JOINT.join(values) or None
