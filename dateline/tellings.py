"""What one event of one article tells, as far as stories compare it: a telling.  Pure."""

import datetime as dt
import json
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from dateline.fields import Model
from dateline.models import ActorRole, Bound, EventPlace, EventRecord, EventStatus, EventType, Precision
from dateline.names import split_words

# Words about an event, and what no reading was found for, are not events that others report too.
_LEFT_OUT: frozenset[EventType] = frozenset({"STATEMENT", "OTHER"})
# What is only wished or possible has no day and place to be recognised by.
_UNREAL: frozenset[EventStatus] = frozenset({"considered"})
LEAST_CONFIDENCE = 0.3
# A date that says less tells no event from another.
MAX_DAYS = 31
MAX_EVIDENCE = 200
# A clause of this many words that tell something is recognised by them alone.
TELLING_WORDS = 5
_SHORTEST = 4
_EMPTY = frozenset(
    {
        "about", "after", "also", "among", "been", "before", "being", "could", "from", "have", "into", "more", "most",
        "near", "other", "over", "said", "some", "than", "that", "their", "them", "then", "there", "these", "they",
        "this", "those", "were", "what", "when", "where", "which", "while", "will", "with", "would",
    }
)  # fmt: skip


class Spot(Model):
    """A place of a telling; `stated` where its own sentence names it."""

    id: int | None = None
    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    stated: bool = True

    @property
    def is_country(self) -> bool:
        """A whole country, or something as wide: it tells no event from another."""
        return self.admin1 is None and (self.id is not None or self.lat is not None)

    @property
    def is_region(self) -> bool:
        """A first-level division, or a city that is one."""
        return self.admin1 is not None and self.admin1 == self.name


class Party(Model):
    """Somebody who takes part, resolved to an entity."""

    role: ActorRole
    key: str
    name: str
    country: str | None = None


class Count(Model):
    """A number as it was reported."""

    role: str | None = None
    value: float
    unit: str | None = None
    bound: Bound | None = None
    approximate: bool = False


class Telling(Model):
    """One event as one article tells it.

    `outlet` is the article's source, else the host of its address, null where neither is known; `at` the time of
    publication (a bare day is its begin in UTC); `stated` is false where the date is only the publication's.
    """

    event: str
    article: str
    revision: int
    outlet: str | None = None
    at: dt.datetime
    type: EventType
    mode: str | None = None
    status: EventStatus
    begin: dt.date
    end: dt.date
    value: str
    precision: Precision
    stated: bool = True
    spots: tuple[Spot, ...] = ()
    parties: tuple[Party, ...] = ()
    numbers: tuple[Count, ...] = ()
    speaker: str | None = None
    evidence: str
    confidence: float
    main: bool = False


# Fields of a telling that are lists of records.
_PACKED: dict[str, type[Model]] = {"spots": Spot, "parties": Party, "numbers": Count}


def tell(record: EventRecord) -> Telling | None:
    """What `record` tells; null where it is no event that a story is made of.

    That takes a type that others report too, a date within MAX_DAYS, some confidence, and something beside the
    day to be recognised by: a place, somebody known, or enough words.
    """
    date = record.date
    if record.type in _LEFT_OUT or record.status in _UNREAL or record.confidence < LEAST_CONFIDENCE or date is None:
        return None
    if (date.interval.end - date.interval.begin).days >= MAX_DAYS:
        return None
    told = Telling(
        event=record.id,
        article=record.article.id,
        revision=record.article.revision,
        outlet=name_outlet(record.article.source, record.article.url),
        at=instant(record.article.published_at),
        type=record.type,
        mode=record.mode,
        status=record.status,
        begin=date.interval.begin,
        end=date.interval.end,
        value=date.value,
        precision=date.precision,
        stated=date.basis != "publication",
        spots=_spots(record.places),
        parties=tuple(_parties(record)),
        numbers=tuple(_counts(record)),
        speaker=record.source.speaker_text if record.source else None,
        evidence=" ".join(record.evidence.surface.split())[:MAX_EVIDENCE],
        confidence=record.confidence,
        main=record.main,
    )
    recognisable = told.spots or told.parties or len(content_words(told.evidence)) >= TELLING_WORDS
    return told if recognisable else None


def pack(telling: Telling) -> str:
    """A telling as it is stored: JSON of its values in the order of the fields, after the event's id.

    Names would take twice the memory, and there is one of these for every second event.
    """
    return json.dumps(_values(telling.model_dump(mode="json"))[1:], ensure_ascii=False, separators=(",", ":"))


def unpack(event: str, packed: str) -> Telling:
    """The telling of an event, as it was stored."""
    fields = dict(zip(Telling.model_fields, (event, *json.loads(packed)), strict=False))
    for name, model in _PACKED.items():
        fields[name] = [dict(zip(model.model_fields, values, strict=False)) for values in fields[name]]
    return Telling.model_validate(fields)


def _values(value: Any) -> Any:
    if isinstance(value, dict):
        return [_values(item) for item in value.values()]
    return [_values(item) for item in value] if isinstance(value, list) else value


def name_outlet(source: str | None, url: str | None) -> str | None:
    """Who publishes: the source without case and spaces around it, else the host of the address without `www.`."""
    if source:
        return " ".join(unicodedata.normalize("NFKC", source).casefold().split())
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def instant(published: dt.date | dt.datetime) -> dt.datetime:
    """`published` in UTC; a bare day is its first moment."""
    if isinstance(published, dt.datetime):
        return published.astimezone(dt.UTC)
    return dt.datetime.combine(published, dt.time(), dt.UTC)


def in_order(tellings: Iterable[Telling]) -> list[Telling]:
    """By time of publication; of one article, the surest first."""
    return sorted(tellings, key=lambda told: (told.at, told.article, not told.main, -told.confidence, told.event))


@lru_cache(maxsize=8_192)
def content_words(evidence: str) -> frozenset[str]:
    """The words of a clause that tell something: longer ones and numbers, without case."""
    return frozenset(w for w in split_words(evidence) if (len(w) >= _SHORTEST and w not in _EMPTY) or w.isdigit())


def _parties(record: EventRecord) -> Iterator[Party]:
    for actor in record.actors:
        if actor.key:
            yield Party(role=actor.role, key=actor.key, name=actor.name, country=actor.country)


def _counts(record: EventRecord) -> Iterator[Count]:
    for n in record.numbers:
        if n.value is not None:
            yield Count(role=n.role, value=n.value, unit=n.unit, bound=n.bound, approximate=n.approximate)


def _spots(places: Iterable[EventPlace]) -> tuple[Spot, ...]:
    """Where it happens, else where it leads to, else where it comes from."""
    by_role = {role: [place for place in places if place.role == role] for role in ("where", "destination", "origin")}
    chosen = next((found for found in by_role.values() if found), [])
    return tuple(
        Spot(
            id=place.geonameid,
            name=place.name,
            country=place.country,
            admin1=place.admin1,
            lat=place.lat,
            lon=place.lon,
            stated=place.basis != "article",
        )
        for place in chosen
    )
