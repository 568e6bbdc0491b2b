"""Query parameters -> EventQuery.  A parameter that is unknown or wrong is an error that names it."""

import datetime as dt
from collections.abc import Callable
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from dateline.intake import explain, invalid
from dateline.models import ArticleId, CollectionName, EntityType, EventStatus, EventType, parse_published
from dateline.queries import Box, Circle, DayRange, EventQuery, EventSort, SubjectQuery
from dateline.search import decode_cursor

T = TypeVar("T")
KM = {"km": 1.0, "mi": 1.609344, "m": 0.001}


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


Word = Annotated[str, StringConstraints(min_length=1, max_length=256)]
Type = Annotated[EventType, BeforeValidator(_upper)]
Kind = Annotated[EntityType, BeforeValidator(_upper)]
State = Annotated[EventStatus, BeforeValidator(_lower)]
Country = Annotated[str, BeforeValidator(_upper), StringConstraints(pattern=r"^[A-Z]{2}$")]


class EventParams(BaseModel):
    """The filters of `/v1/events`; all must hold, and of a repeated one any."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[
        Word | None, Field(description='Words of the evidence; "in quotes" for a phrase.', examples=["caravan"])
    ] = None
    type: Annotated[
        list[Type], Field(max_length=30, description="PLOVER or extension type.", examples=["PROTEST"])
    ] = []
    status: Annotated[list[State], Field(max_length=10, description="Did it happen?", examples=["planned"])] = []
    entity: Annotated[list[Word], Field(max_length=20, description="Key, name or alias.", examples=["Trump"])] = []
    speaker: Annotated[list[Word], Field(max_length=20, description="Whoever asserts it.")] = []
    place: Annotated[
        list[Word], Field(max_length=20, description="Name, key or GeoNames id.", examples=["Pittsburgh"])
    ] = []
    country: Annotated[list[Country], Field(max_length=20, description="ISO 3166-1 alpha-2.", examples=["GT"])] = []
    article: Annotated[list[ArticleId], Field(max_length=20, description="Id of an article.")] = []
    source: Annotated[list[Word], Field(max_length=20, description="Outlet, as posted.")] = []
    bbox: Annotated[Word | None, Field(description="west,south,east,north in degrees.")] = None
    near: Annotated[Word | None, Field(description="lat,lon,radius.", examples=["29.4,-98.5,500km"])] = None
    datetime: Annotated[
        Word | None, Field(description="A day, or begin/end, either open as `..`.", examples=["2018-10-27/2018-10-27"])
    ] = None
    published: Annotated[Word | None, Field(description="The same, of the article.")] = None
    min_confidence: Annotated[float | None, Field(ge=0, le=1)] = None
    sort: EventSort = "-date"
    limit: Annotated[int, Field(ge=1, le=1000)] = 50
    cursor: Annotated[str | None, StringConstraints(max_length=2000), Field(description="From `next`.")] = None
    collection: CollectionName = "main"

    def to_query(self) -> EventQuery:
        """What is asked.  Raises Invalid."""
        given = self.model_dump(exclude={"bbox", "near", "datetime", "published", "cursor", "collection"})
        return EventQuery(
            **given,
            bbox=_parse("bbox", self.bbox, parse_box),
            near=_parse("near", self.near, parse_circle),
            datetime=_parse("datetime", self.datetime, parse_days),
            published=_parse("published", self.published, parse_days),
            after=decode_cursor(self.sort, self.cursor) if self.cursor else None,
        )


class SubjectParams(BaseModel):
    """The filters of `/v1/entities` and `/v1/places`."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[Word | None, Field(description="Words of a name; the last may be a beginning.", examples=["tru"])] = (
        None
    )
    type: Annotated[list[Kind], Field(max_length=10, description="OntoNotes type.", examples=["PERSON"])] = []
    country: Annotated[list[Country], Field(max_length=20, description="ISO 3166-1 alpha-2.")] = []
    limit: Annotated[int, Field(ge=1, le=1000)] = 50
    cursor: Annotated[str | None, StringConstraints(max_length=2000), Field(description="From `next`.")] = None
    collection: CollectionName = "main"

    def to_query(self, *, located: bool) -> SubjectQuery:
        """What is asked; `located` asks for places alone.  Raises Invalid."""
        given = self.model_dump(exclude={"cursor", "collection"})
        return SubjectQuery(
            **given, located=located, after=decode_cursor("-articles", self.cursor) if self.cursor else None
        )


def _parse(name: str, value: str | None, parse: Callable[[str], T]) -> T | None:
    try:
        return None if value is None else parse(value)
    except ValidationError as error:
        raise invalid(name, str(explain(error)).removeprefix("body: ")) from None
    except ValueError as error:
        raise invalid(name, str(error)) from None


def parse_box(value: str) -> Box:
    """`west,south,east,north`.  Raises ValueError."""
    west, south, east, north = _numbers(value.split(","), 4, "west,south,east,north in degrees")
    return Box(west=west, south=south, east=east, north=north)


def parse_circle(value: str) -> Circle:
    """`lat,lon,radius`, the radius with km, mi or m.  Raises ValueError."""
    *point, radius = value.split(",")
    form = "lat,lon,radius, as in 29.4,-98.5,500km"
    lat, lon = _numbers(point, 2, form)
    unit = next((unit for unit in KM if radius.strip().endswith(unit)), None)
    if unit is None:
        raise ValueError(f"give {form}; the radius needs km, mi or m")
    (number,) = _numbers([radius.strip().removesuffix(unit)], 1, form)
    return Circle(lat=lat, lon=lon, radius_km=number * KM[unit])


def parse_days(value: str) -> DayRange:
    """A day, or `begin/end` with `..` for an open one; of an instant, its day.  Raises ValueError."""
    begin, slash, end = value.partition("/")
    return DayRange(begin=_day(begin), end=_day(end if slash else begin))


def _day(value: str) -> dt.date | None:
    if value in ("..", ""):
        return None
    parsed = parse_published(value)
    return parsed.date() if isinstance(parsed, dt.datetime) else parsed  # type: ignore[return-value]


def _numbers(parts: list[str], n: int, form: str) -> list[float]:
    try:
        found = [float(part) for part in parts]
    except ValueError:
        found = []
    if len(found) != n or not all(abs(number) < 1e9 for number in found):
        raise ValueError(f"give {form}")
    return found
