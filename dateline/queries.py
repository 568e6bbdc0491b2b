"""What is asked of events and subjects, and the page that answers: frozen models, of no particular syntax."""

import datetime as dt
from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from dateline.fields import ArticleId, Confidence, Latitude, Longitude, Model
from dateline.models import EntityType, EventStatus, EventType, FeatureClass

T = TypeVar("T")
EventSort = Literal["date", "-date", "published", "-published", "confidence", "-confidence", "-relevance"]
Names = tuple[str, ...]


class DayRange(Model):
    """Days from `begin` to `end`, both included; null is open."""

    begin: dt.date | None = None
    end: dt.date | None = None

    @model_validator(mode="after")
    def _is_forward(self) -> Self:
        if self.begin and self.end and self.end < self.begin:
            raise ValueError("the end lies before the begin")
        return self


class Box(Model):
    """A box in degrees; one that crosses the 180th meridian has its west greater than its east."""

    west: Longitude
    south: Latitude
    east: Longitude
    north: Latitude

    @model_validator(mode="after")
    def _is_upright(self) -> Self:
        if self.north < self.south:
            raise ValueError("north lies south of south")
        return self


class Circle(Model):
    """All points within `radius_km` of a point, along the great circle."""

    lat: Latitude
    lon: Longitude
    radius_km: Annotated[float, Field(ge=0.001, le=20_038)]


SortDay = Annotated[int, Field(ge=-(10**9), le=10**9)]


class Position(Model):
    """Where a page ended: the sort value and the id of its last item.

    By relevance, where many match, also the first and the last day (sort values of `date`) of those ranked together.
    """

    value: Annotated[float, Field(allow_inf_nan=False)]
    id: Annotated[str, StringConstraints(pattern=r"^[^'\\\x00-\x1f]{1,600}$")]
    block: tuple[SortDay, SortDay] | None = None


class SubjectQuery(Model):
    """What is asked of the entities and places."""

    q: str | None = None
    type: tuple[EntityType, ...] = ()
    country: tuple[str, ...] = ()
    located: bool = False
    limit: Annotated[int, Field(ge=1, le=1000)] = 50
    after: Position | None = None


class Page(Model, Generic[T]):
    """One page of a list; `next` is the path of the page after it, or null on the last.

    `unread` is there while Dateline is upgraded: so many of the page were stored by a later version, and are left out.
    """

    items: tuple[T, ...]
    next: str | None = None
    total: int
    total_is_exact: bool = True
    unread: Annotated[int, Field(ge=0, exclude_if=lambda n: n == 0)] = 0


class EventQuery(Model):
    """What is asked of the events.  All parts must hold; of several values of one part, any; of an `exclude_*`, none.

    `actor_role` says in which role an `entity` must be found: `any` is also who speaks, or is named in the evidence.
    """

    q: str | None = None
    type: tuple[EventType, ...] = ()
    status: tuple[EventStatus, ...] = ()
    entity: Names = ()
    actor_role: Literal["actor", "recipient", "any"] = "any"
    speaker: Names = ()
    place: Names = ()
    country: Names = ()
    article: tuple[ArticleId, ...] = ()
    source: Names = ()
    story: Names = ()
    exclude_type: tuple[EventType, ...] = ()
    exclude_status: tuple[EventStatus, ...] = ()
    exclude_entity: Names = ()
    exclude_speaker: Names = ()
    exclude_place: Names = ()
    exclude_country: Names = ()
    exclude_article: tuple[ArticleId, ...] = ()
    exclude_source: Names = ()
    exclude_story: Names = ()
    bbox: Box | None = None
    near: Circle | None = None
    datetime: DayRange | None = None
    published: DayRange | None = None
    min_confidence: Confidence | None = None
    sort: EventSort = "-date"
    limit: Annotated[int, Field(ge=1, le=1000)] = 50
    after: Position | None = None


FacetName = Literal["type", "status", "entity", "place", "country", "source"]
TimelineInterval = Literal["hour", "day", "week", "month", "quarter", "year"]


class FacetValue(Model):
    """One value that events have, and how many have it; entities and places by key, with what they are called."""

    value: str
    name: str | None = None
    count: int


StorySort = Literal["published", "-published", "sources", "-sources"]


class StoryQuery(Model):
    """What is asked of the stories.  All parts must hold; of several values of one part, any.

    They are sorted by their newest report, or by the number of their independent sources.
    """

    q: str | None = None
    type: tuple[EventType, ...] = ()
    status: tuple[EventStatus, ...] = ()
    entity: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    datetime: DayRange | None = None
    min_sources: Annotated[int, Field(ge=1)] = 1
    sort: StorySort = "-published"
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    after: Position | None = None


class Facets(Model):
    """The most frequent values of each field among the events that match.

    `counted` of them were looked at: all, or, of more than a thousand, about a thousand of the newest, and then
    `is_exact` is false.
    """

    type: tuple[FacetValue, ...]
    status: tuple[FacetValue, ...]
    entity: tuple[FacetValue, ...]
    place: tuple[FacetValue, ...]
    country: tuple[FacetValue, ...]
    source: tuple[FacetValue, ...]
    counted: int
    is_exact: bool
    total: int
    total_is_exact: bool


class PlaceCount(Model):
    """A place, how many events have it in whatever role, and where it lies.

    The feature class and code are GeoNames's, and tell how precise that is: a country (A, PCLI) is no point.  Without
    coordinates are those that stayed unresolved.
    """

    key: str
    name: str | None = None
    count: int
    lat: Latitude | None = None
    lon: Longitude | None = None
    country: str | None = None
    admin1: str | None = None
    feature_class: FeatureClass | None = None
    feature_code: str | None = None


class PlaceCounts(Model):
    """The most frequent places of the events that match; `counted` and `is_exact` are those of Facets."""

    items: tuple[PlaceCount, ...]
    counted: int
    is_exact: bool
    total: int
    total_is_exact: bool


def _read_moment(value: object) -> object:
    """A written hour or day as what it is: either would pass for the other."""
    if isinstance(value, str):
        return dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)
    return value


Moment = Annotated[dt.datetime | dt.date, BeforeValidator(_read_moment)]


class TimelineItem(Model):
    """The events that begin within one interval.

    `begin` and `end` are its first and last day; by the hour both are the hour, or, for events whose hour is not
    known, the day.  Both are null for the events without a date.  `groups` is given with `group_by`.
    """

    begin: Moment | None
    end: Moment | None
    count: int
    groups: dict[str, int] | None = None


class Timeline(Model):
    """How many events begin when; each counts once, so that the counts of the items add up to `total`."""

    interval: TimelineInterval
    by: Literal["date", "published"]
    group_by: FacetName | None = None
    items: tuple[TimelineItem, ...]
    total: int
    total_is_exact: bool = True


class TimelineQuery(Model):
    """What a timeline is to show of the events of a query."""

    interval: TimelineInterval = "month"
    by: Literal["date", "published"] = "date"
    group_by: FacetName | None = None
    top: Annotated[int, Field(ge=1, le=100)] = 10
