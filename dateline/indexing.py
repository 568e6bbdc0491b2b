"""What the index holds of an event: made here, and read where one event is compared with a query.  Pure."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.models import ActorRole, EnrichedArticle, Entity, Event, EventPlace, Interval, Place, Span
from dateline.names import entity_names, normalize_name, place_names, split_words

# Between the tags of a field: one string takes a quarter of the memory of an array.  No name holds it.
SEPARATOR = "\x1f"
# Taken from the day of publication of an event without a date, so that in "newest first" all of them come last.
UNDATED = 10_000_000
CONFIDENCE_UNIT = 10_000
# Intervals are sorted by their length in days, so that those which reach into some days are found among few.
SHORT_DAYS, LENGTHS, LONGER = 31, {"year": 366}, "longer"
# The globe in squares of degrees, coarser and coarser, so that what may lie in a box is looked up by a few tags.
CELL_DEGREES = {"a": 1, "b": 6, "c": 30}
_HOUR = re.compile(r"\d{4}-\d{2}-\d{2}T(\d{2})")


class Directory:
    """What an article names, to be looked up for each of its events without going through all of it.

    The names of an entity or a place are made once: an event of an article may be one of thousands in one town, which
    is named as often.
    """

    def __init__(self, article: EnrichedArticle) -> None:
        self.places = {place.id: place for place in reversed(article.places)}
        self.entities = {entity.id: entity for entity in reversed(article.entities)}
        self.published = article.published_day.toordinal()
        self.source = normalize_name(article.source) if article.source else ""
        mentions = [
            (mention.start, mention.end, n) for n, one in enumerate(article.entities) for mention in one.mentions
        ]
        self._entities = article.entities
        self._mentions = sorted(mentions)
        self._longest = max((end - start for start, end, _ in mentions), default=0)
        self._entity_names: dict[str, set[str]] = {}
        self._place_names: dict[str, set[str]] = {}
        self._located: dict[tuple[Any, ...], dict[str, str]] = {}

    def names_of(self, entity: Entity) -> set[str]:
        """All that finds an entity of the article."""
        if entity.id not in self._entity_names:
            self._entity_names[entity.id] = entity_names(entity)
        return self._entity_names[entity.id]

    def names_of_place(self, place: Place) -> set[str]:
        """All that finds a place of the article."""
        if place.id not in self._place_names:
            self._place_names[place.id] = place_names(place)
        return self._place_names[place.id]

    def names_of_called(self, name: str, key: str | None, entity_id: str | None) -> set[str]:
        """All that finds who is called by `name`, and may be an entity of the article."""
        entity = self.entities.get(entity_id or "")
        return {normalize_name(name), *(self.names_of(entity) if entity else ()), key or ""}

    def locate(self, places: tuple[EventPlace, ...]) -> dict[str, str]:
        """The fields of where something happened."""
        said = tuple([(one.place, one.country, one.lat, one.lon) for one in places])
        if said not in self._located:
            self._located[said] = _where(self, places)
        return self._located[said]

    def find_named(self, span: Span) -> Iterator[Entity]:
        """The entities with a mention that overlaps `span`."""
        start = span.start
        first = bisect_left(self._mentions, (start - self._longest,))
        last = bisect_left(self._mentions, (span.end,))
        found = {n for _, end, n in self._mentions[first:last] if end > start}
        return (self._entities[n] for n in sorted(found))


def make_index(
    collection: str, article: EnrichedArticle, event: Event, directory: Directory | None = None
) -> dict[str, Any]:
    """The fields that the engine reads, and `hour`, where the event's date has one.

    Days are proleptic ordinals, points "lon,lat", confidences ten-thousandths; many tags are one string.  Who asks for
    many events of an article makes its `directory` once.
    """
    directory = directory or Directory(article)
    interval = event.date.interval if event.date else None
    fields: dict[str, Any] = {
        "c": collection,
        "id": event.id,
        "art": article.id,
        "type": event.type,
        "status": event.status,
        "src": directory.source,
        **_who(directory, event),
        **directory.locate(event.places),
        "date": interval.begin.toordinal() if interval else directory.published - UNDATED,
        "end": interval.end.toordinal() if interval else None,
        "len": find_length(interval),
        "hour": find_hour(event),
        "pub": directory.published,
        # The engine prints numbers with 12 digits, and a cursor must compare equal to what it was made from.
        "conf": round(event.confidence * CONFIDENCE_UNIT),
        "txt": _words(event),
    }
    return {name: value for name, value in fields.items() if value is not None and value != ""}


def _who(directory: Directory, event: Event) -> dict[str, str]:
    taking_part: dict[ActorRole, set[str]] = {"actor": set(), "recipient": set()}
    for one in event.actors:
        taking_part[one.role] |= directory.names_of_called(one.name, one.key, one.entity)
    acting, acted_on = taking_part["actor"], taking_part["recipient"]
    source = event.source
    speaking = directory.names_of_called(source.speaker_text, None, source.speaker) if source else set[str]()
    named = set[str]().union(*map(directory.names_of, directory.find_named(event.evidence)))
    return {
        "act": join_tags(acting),
        "rcp": join_tags(acted_on),
        "spk": join_tags(speaking),
        # Who is only named: whoever asks for an entity in any role asks all four fields.
        "ent": join_tags(named - acting - acted_on - speaking),
    }


def _where(directory: Directory, places: tuple[EventPlace, ...]) -> dict[str, str]:
    points = {(one.lon, one.lat) for one in places if one.lat is not None and one.lon is not None}
    found = [directory.places.get(one.place) for one in places]
    return {
        "plc": join_tags(name for place in found if place for name in directory.names_of_place(place)),
        "cty": join_tags(one.country for one in places if one.country),
        "geo": join_tags(f"{lon},{lat}" for lon, lat in points),
        "cell": join_tags(cell_of(lat, lon, level) for lon, lat in points for level in CELL_DEGREES),
    }


def _words(event: Event) -> str:
    """The words of the evidence, then the names of the actors that it does not hold."""
    evidence = " ".join(split_words(event.evidence.surface))
    told = f" {evidence} "
    names = dict.fromkeys(" ".join(split_words(actor.name)) for actor in event.actors)
    return " ".join([evidence, *(name for name in names if f" {name} " not in told)]).strip()


def join_tags(values: Iterable[str]) -> str:
    """The values of a tag field as they are stored: each once, in order."""
    found = set(values)
    found.discard("")
    return SEPARATOR.join(sorted(found)) if found else ""


def split_tags(indexed: Mapping[str, Any], field: str) -> set[str]:
    """The values of a tag field."""
    return set(str(indexed.get(field, "")).split(SEPARATOR)) - {""}


def cell_of(lat: float, lon: float, level: str) -> str:
    """The cell of a level that a point, in degrees, lies in."""
    row, column = find_cell(lat, lon, CELL_DEGREES[level])
    return name_cell(level, row, column)


def find_cell(lat: float, lon: float, degrees: int) -> tuple[int, int]:
    """The row from the south pole, and the column from the 180th meridian, of cells so many degrees wide."""
    return math.floor((lat + 90) / degrees), math.floor((lon + 180) / degrees)


def name_cell(level: str, row: int, column: int) -> str:
    """The tag of a cell."""
    return f"{level}{row}_{column}"


def find_length(interval: Interval | None) -> str | None:
    """The shortest of LENGTHS that an interval fits in, LONGER for one that fits in none; None for a short one."""
    days = (interval.end - interval.begin).days if interval else 0
    if days <= SHORT_DAYS:
        return None
    return next((name for name, most in LENGTHS.items() if days <= most), LONGER)


def find_hour(event: Event) -> int | None:
    """The hour of the day (0 to 23) at which an event happened, where its date tells it."""
    found = _HOUR.match(event.date.value) if event.date else None
    return int(found[1]) if found and int(found[1]) < 24 else None


def read_points(indexed: Mapping[str, Any]) -> list[tuple[float, float]]:
    """(longitude, latitude) in degrees of each indexed point."""
    written = (point.split(",") for point in split_tags(indexed, "geo"))
    return [(float(lon), float(lat)) for lon, lat in written]
