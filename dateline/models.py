"""The data contract: articles, what is found in them, and their events, as frozen pydantic models.

Spans are half-open offsets in Unicode code points of the article's text; calendar intervals include
both days; coordinates are degrees in WGS 84; instants are aware.  Inside an article, annotations are
referred to by short ids: `t1` a timex, `p1` a place, `n1` an entity, `q1` a quote, `m1` a quantity;
an event's id is a hash (`workers.assemble`).
"""

import datetime as dt
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, JsonValue, StringConstraints, field_validator, model_validator

from dateline.fields import (
    ArticleId,
    Confidence,
    Latitude,
    Line,
    Longitude,
    Model,
    Name,
    Published,
    Scalar,
    require_scalar_values,
)
from dateline.schema import SCHEMA_VERSION

MAX_TEXT = 200_000
MAX_HTML = 4_000_000
MAX_METADATA = 16_384


class ArticleFields(Model):
    """What is known of an article beside its words."""

    id: ArticleId | None = None
    published_at: Published
    url: Annotated[str, StringConstraints(max_length=2048, pattern=r"^https?://[^\s/?#]+\S*$"), Scalar] | None = None
    title: Line | None = None
    source: Name | None = None
    authors: Annotated[tuple[Name, ...], Field(max_length=64)] = ()
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")] | None = None
    metadata: Annotated[dict[Name, JsonValue], Field(max_length=64)] = {}  # noqa: RUF012  # pydantic copies it

    @field_validator("url")
    @classmethod
    def _is_address(cls, value: str | None) -> str | None:
        try:
            address = urlsplit(value or "http://host")
            if not address.hostname or address.port == 0:
                raise ValueError
        except ValueError:
            raise ValueError("is no address of a web page") from None
        return value

    @field_validator("metadata")
    @classmethod
    def _fits(cls, value: dict[str, JsonValue]) -> dict[str, JsonValue]:
        size = _require_finite(value)
        if size > MAX_METADATA:
            raise ValueError(f"holds {size} characters, more than {MAX_METADATA}")
        return value

    @property
    def published_day(self) -> dt.date:
        """The publication day, in the offset that the date was given with."""
        return self.published_at.date() if isinstance(self.published_at, dt.datetime) else self.published_at


class Article(ArticleFields):
    """An article: its text and its publication date, and what is known of its origin."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT), Scalar]

    @field_validator("text")
    @classmethod
    def _has_words(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("holds no text, only white space")
        return value


def _require_finite(value: JsonValue) -> int:
    """The number of characters in the strings of `value`; ValueError for NaN, infinity, surrogates, NUL."""
    if isinstance(value, dict):
        return sum(_require_finite(k) + _require_finite(v) for k, v in value.items())
    if isinstance(value, list):
        return sum(map(_require_finite, value)) + len(value)
    if isinstance(value, str):
        return len(require_scalar_values(value))
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        raise ValueError("NaN and infinity are not JSON numbers")
    return 8


class Span(Model):
    """A half-open span of the article's text; `surface` is that text."""

    start: Annotated[int, Field(ge=0)]
    end: int
    surface: str

    @model_validator(mode="after")
    def _is_forward(self) -> Self:
        if self.end - self.start != len(self.surface):
            raise ValueError("surface must be end - start code points long")
        return self


class Interval(Model):
    """Days from `begin` to `end`, both included."""

    begin: dt.date
    end: dt.date

    @model_validator(mode="after")
    def _is_forward(self) -> Self:
        if self.end < self.begin:
            raise ValueError("end lies before begin")
        return self


TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexMod = Literal["START", "MID", "END", "APPROX", "BEFORE", "AFTER", "LESS_THAN", "MORE_THAN"]
Precision = Literal[
    "millennium", "century", "decade", "year", "half", "quarter", "season", "month",
    "week", "weekend", "day", "part_of_day", "hour", "minute", "second",
]  # fmt: skip


class Timex(Span):
    """A temporal expression (TIMEX3).  `interval` and `precision` are null where no calendar days are denoted.

    `anchor` says what a relative expression was resolved against: `publication`, the id of another
    timex, or null for an expression that needs none.  The interval may be narrower than the precision: a third
    of the month for "early May", whose value is the month.
    """

    id: str
    type: TimexType
    value: str
    mod: TimexMod | None = None
    interval: Interval | None = None
    precision: Precision | None = None
    anchor: str | None = None
    confidence: Confidence


FeatureClass = Literal["A", "P", "H", "L", "R", "S", "T", "U", "V"]


class Place(Model):
    """A toponym resolved to a gazetteer entry.

    Where `geonameid` is null the gazetteer has no GeoNames entry: with `lat` and `lon` it is a sea, river
    or region of our own tables, without them it stayed unresolved.  `country` is ISO 3166-1 alpha-2;
    `admin1` the name of the first-level division; the feature class and code are GeoNames's; `modifier` a
    word that narrows the name ("southern" Texas), an offset from it ("20 miles north of", "off the coast of"), which
    lowers the confidence, `demonym` where the text names a country's people, or `organisation` where the name is a
    part of an organisation's.
    """

    id: str
    geonameid: int | None = None
    name: str
    country: str | None = None
    admin1: str | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    feature_class: FeatureClass | None = None
    feature_code: str | None = None
    population: int | None = None
    modifier: str | None = None
    mentions: tuple[Span, ...]
    confidence: Confidence


EntityType = Literal[
    "PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART",
]  # fmt: skip


class Entity(Model):
    """A cluster of mentions with one canonical name; `key` is the same in every article.

    `aliases` are other names of the text, without titles; `titles` are roles met beside the name
    ("President"); `place` is the id of the place that a GPE, LOC or FAC was resolved to; `country`
    (ISO 3166-1 alpha-2) is set where the name itself tells it ("French", "US Northern Command").
    """

    id: str
    key: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    mentions: tuple[Span, ...]
    place: str | None = None
    country: str | None = None
    confidence: Confidence


class Quote(Span):
    """Words that somebody said: between quotation marks (`direct`; the marks outside the span) or reported.

    `speaker` is an entity id; `speaker_text` the words that name the speaker; `cue` the verb of saying.
    """

    id: str
    speaker: str | None = None
    speaker_text: str | None = None
    cue: str | None = None
    direct: bool
    confidence: Confidence


Bound = Literal["at_least", "at_most", "more_than", "less_than"]


class Quantity(Span):
    """A number and what it counts.  `value` is null for a vague one ("hundreds of miles").

    `unit` is the counted noun or the unit of measure in its written form, or an ISO 4217 code for money;
    `of` the rest of what is counted; `role` what it means to an event (killed, injured, arrested, ...).
    """

    id: str
    value: float | None = None
    unit: str | None = None
    of: str | None = None
    role: str | None = None
    bound: Bound | None = None
    approximate: bool = False
    as_of: dt.date | None = None
    confidence: Confidence


EventType = Literal[
    # PLOVER
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    # our own, for what news is made of and PLOVER leaves out
    "ELECTION", "DISASTER", "ACCIDENT", "CRIME", "LEGAL", "DEATH", "ECONOMY",
    "APPOINTMENT", "TRAVEL", "STATEMENT", "SPORT", "OTHER",
]  # fmt: skip
EventStatus = Literal["happened", "ongoing", "planned", "threatened", "considered", "denied"]
ActorRole = Literal["actor", "recipient"]
PlaceRole = Literal["where", "origin", "destination"]


class Actor(Span):
    """Who takes part in an event; `entity` and `key` where the words were resolved to an entity."""

    role: ActorRole
    entity: str | None = None
    key: str | None = None
    name: str
    country: str | None = None


class EventDate(Model):
    """When an event happened or is to happen.

    `basis` says how it was found: a timex of its `clause` or `sentence`, the date that the `narrative`
    had reached, or the `publication` date.
    """

    value: str
    interval: Interval
    precision: Precision
    basis: Literal["clause", "sentence", "narrative", "publication"]
    timex: str | None = None


class EventPlace(Model):
    """A place of an event: its id in the article, its role, how it was found, and where it lies.

    The feature class tells how precise that is (a country, class A, is no point), and `modifier` what the
    text says beside the name ("near", "southern").
    """

    place: str
    role: PlaceRole
    basis: Literal["clause", "sentence", "article"]
    geonameid: int | None = None
    name: str
    country: str | None = None
    admin1: str | None = None
    lat: Latitude | None = None
    lon: Longitude | None = None
    feature_class: FeatureClass | None = None
    modifier: str | None = None


class EventSource(Model):
    """By whose word an event is told; null on the event where it is the reporter's own."""

    speaker: str | None = None
    key: str | None = None
    speaker_text: str
    quote: str | None = None


class Event(Model):
    """Who did what to whom, when, where, by whose word, and whether it happened; each from one clause."""

    id: str
    type: EventType
    mode: str | None = None
    context: str | None = None
    main: bool = False
    trigger: Span
    actors: tuple[Actor, ...] = ()
    date: EventDate | None = None
    places: tuple[EventPlace, ...] = ()
    quantities: tuple[str, ...] = ()
    status: EventStatus
    source: EventSource | None = None
    evidence: Span
    also: tuple[Span, ...] = ()
    story: str | None = None
    confidence: Confidence


# The stages that every article goes through, in order; `workers.stages` registers them under these names.
STAGES = ("language", "parse", "dates", "places", "entities", "quotes", "quantities", "events")


class StageReport(Model):
    """What became of one stage: `done` with what it found (zero is an answer), `failed`, or `skipped` and why."""

    state: Literal["pending", "done", "failed", "skipped"]
    found: int | None = None
    milliseconds: float | None = None
    error: str | None = None


class Annotations(Model):
    """What the stages found in one text."""

    dates: tuple[Timex, ...] = ()
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    quotes: tuple[Quote, ...] = ()
    quantities: tuple[Quantity, ...] = ()


class EnrichedArticle(Article, Annotations):
    """An article with its annotations and events.

    Every `start`, `end` and `surface` is of the text.  `in_title` holds the same annotations of the title;
    there the offsets are named `title_start` and `title_end`, so that none is taken for one of the text.
    """

    id: ArticleId
    revision: int = 1
    schema_version: int = SCHEMA_VERSION
    pipeline_version: str
    status: Literal["succeeded", "partial"]
    stages: dict[str, StageReport]
    in_title: dict[str, list[JsonValue]] | None = None
    events: tuple[Event, ...] = ()


class ArticleRef(Model):
    """The article behind an event."""

    id: ArticleId
    revision: int
    published_at: Published
    url: str | None = None
    title: str | None = None
    source: str | None = None


class EventRecord(Event):
    """An event as it is stored and served: with its article, its numbers in full and the pipeline that made it."""

    article: ArticleRef
    numbers: tuple[Quantity, ...] = ()
    pipeline_version: str
    schema_version: int = SCHEMA_VERSION
