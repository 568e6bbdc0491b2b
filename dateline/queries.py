"""What is asked of events and subjects, and the page that answers: frozen models, of no particular syntax."""

import datetime as dt
from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import Field, StringConstraints, model_validator

from dateline.models import (
    ArticleId,
    Confidence,
    EntityType,
    EventStatus,
    EventType,
    Latitude,
    Longitude,
    Model,
)

T = TypeVar("T")
EventSort = Literal["date", "-date", "published", "-published", "confidence", "-confidence"]


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


class Position(Model):
    """Where a page ended: the sort value and the id of its last item."""

    value: Annotated[float, Field(allow_inf_nan=False)]
    id: Annotated[str, StringConstraints(pattern=r"^[^'\\\x00-\x1f]{1,600}$")]


class SubjectQuery(Model):
    """What is asked of the entities and places."""

    q: str | None = None
    type: tuple[EntityType, ...] = ()
    country: tuple[str, ...] = ()
    located: bool = False
    limit: Annotated[int, Field(ge=1, le=1000)] = 50
    after: Position | None = None


class Page(Model, Generic[T]):
    """One page of a list; `next` is the path of the page after it, or null on the last."""

    items: tuple[T, ...]
    next: str | None = None
    total: int
    total_is_exact: bool = True


class EventQuery(Model):
    """What is asked of the events.  All parts must hold; of several values of one part, any."""

    q: str | None = None
    type: tuple[EventType, ...] = ()
    status: tuple[EventStatus, ...] = ()
    entity: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    article: tuple[ArticleId, ...] = ()
    source: tuple[str, ...] = ()
    bbox: Box | None = None
    near: Circle | None = None
    datetime: DayRange | None = None
    published: DayRange | None = None
    min_confidence: Confidence | None = None
    sort: EventSort = "-date"
    limit: Annotated[int, Field(ge=1, le=1000)] = 50
    after: Position | None = None
