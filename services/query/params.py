"""Query parameters -> EventQuery.  Whatever is unknown or wrong among them is named, all of it at once."""

from functools import partial
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from dateline.fields import ArticleId, CollectionName
from dateline.models import EntityType, EventStatus, EventType
from dateline.names import split_words
from dateline.queries import EventQuery, EventSort, FacetName, SubjectQuery, TimelineInterval, TimelineQuery
from dateline.search import decode_cursor
from dateline.terms import parse_terms
from services.query.formats import Format
from services.query.parsing import parse_box, parse_circle, parse_days, parse_name, readable, require_readable


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _split_all(value: str) -> list[str]:
    found = split_words(value)
    if not found:
        raise ValueError("holds no word to search for")
    return found


Word = Annotated[str, StringConstraints(min_length=1, max_length=256)]
Named = Annotated[Word, readable(parse_name)]
Days = Annotated[Word, readable(parse_days)]
Type = Annotated[EventType, BeforeValidator(_upper)]
Kind = Annotated[EntityType, BeforeValidator(_upper)]
State = Annotated[EventStatus, BeforeValidator(_lower)]
Country = Annotated[str, BeforeValidator(_upper), StringConstraints(pattern=r"^[A-Z]{2}$")]
Cursor = Annotated[str, StringConstraints(max_length=2000)]
Sort = Literal["date", "-date", "published", "-published", "confidence", "-confidence", "relevance", "-relevance"]
_PARSED = {"bbox": parse_box, "near": parse_circle, "datetime": parse_days, "published": parse_days}


class FilterParams(BaseModel):
    """The filters of events; all must hold, and of a repeated one any."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[
        Annotated[Word, readable(parse_terms)] | None,
        Field(
            description='Words of the evidence and of the actors, in any inflection; "in double quotes" a phrase as it'
            " stands; with a star at its end the beginning of a word.",
            examples=['caravan "national guard" troop*'],
        ),
    ] = None
    type: Annotated[
        list[Type], Field(max_length=30, description="PLOVER or extension type.", examples=[["PROTEST"]])
    ] = []
    status: Annotated[
        list[State], Field(max_length=10, description="Did it happen? Any of these.", examples=[["planned"]])
    ] = []
    entity: Annotated[
        list[Named],
        Field(max_length=20, description="Key, name or alias of who takes part, speaks or is named.",
              examples=[["person/donald-trump"]]),
    ] = []  # fmt: skip
    actor_role: Annotated[
        Literal["actor", "recipient", "any"],
        Field(description="The role that `entity` must have: who acts, who is acted on, or any.", examples=["actor"]),
    ] = "any"
    speaker: Annotated[
        list[Named], Field(max_length=20, description="Key or name of whoever asserts it.", examples=[["Trump"]])
    ] = []
    place: Annotated[
        list[Named], Field(max_length=20, description="Name, key or GeoNames id.", examples=[["Pittsburgh"]])
    ] = []
    country: Annotated[
        list[Country], Field(max_length=20, description="ISO 3166-1 alpha-2.", examples=[["GT"]])
    ] = []  # fmt: skip
    article: Annotated[list[ArticleId], Field(max_length=20, description="Id of an article.", examples=[["a1"]])] = []
    source: Annotated[
        list[Named], Field(max_length=20, description="Outlet, as posted.", examples=[["The Paper"]])
    ] = []  # fmt: skip
    story: Annotated[list[Word], Field(max_length=20, description="Id of a story.", examples=[["s1"]])] = []
    exclude_type: Annotated[
        list[Type], Field(max_length=30, description="None of these types.", examples=[["STATEMENT"]])
    ] = []
    exclude_status: Annotated[
        list[State], Field(max_length=10, description="None of these statuses.", examples=[["denied"]])
    ] = []
    exclude_entity: Annotated[
        list[Named], Field(max_length=20, description="Without these, in whatever role.", examples=[["Trump"]])
    ] = []
    exclude_speaker: Annotated[
        list[Named], Field(max_length=20, description="Not by the word of these.", examples=[["Trump"]])
    ] = []
    exclude_place: Annotated[
        list[Named], Field(max_length=20, description="Not at these places.", examples=[["Pittsburgh"]])
    ] = []
    exclude_country: Annotated[
        list[Country], Field(max_length=20, description="Not in these countries.", examples=[["US"]])
    ] = []
    exclude_article: Annotated[
        list[ArticleId], Field(max_length=20, description="Not from these articles.", examples=[["a1"]])
    ] = []
    exclude_source: Annotated[
        list[Named], Field(max_length=20, description="Not from these outlets.", examples=[["The Paper"]])
    ] = []
    exclude_story: Annotated[
        list[Word], Field(max_length=20, description="Not of these stories.", examples=[["s1"]])
    ] = []  # fmt: skip
    bbox: Annotated[
        Annotated[Word, readable(parse_box)] | None,
        Field(description="west,south,east,north in degrees; one place lies within.", examples=["-118,14,-86,33"]),
    ] = None
    near: Annotated[
        Annotated[Word, readable(parse_circle)] | None,
        Field(description="lat,lon,radius with km, mi or m.", examples=["29.4,-98.5,500km"]),
    ] = None
    datetime: Annotated[
        Days | None,
        Field(description="When it happened: a day, or begin/end, either open as `..`.",
              examples=["2018-10-27/2018-10-29"]),
    ] = None  # fmt: skip
    published: Annotated[
        Days | None, Field(description="The same, of the article's publication.", examples=["2018-10-29/.."])
    ] = None
    min_confidence: Annotated[float | None, Field(ge=0, le=1, description="At least so sure.", examples=[0.5])] = None
    collection: Annotated[
        CollectionName, Field(description="The collection; each is a world of its own.", examples=["main"])
    ] = "main"

    def to_query(self) -> EventQuery:
        """What is asked, in no order of its own."""
        given = self.model_dump(include=FilterParams.model_fields.keys() - _PARSED.keys() - {"collection"})
        written = {name: getattr(self, name) for name in _PARSED}
        parsed = {name: _PARSED[name](value) for name, value in written.items() if value is not None}
        return EventQuery(**given, **parsed)


class EventParams(FilterParams):
    """The filters of `/v1/events`, and its order, pages and form."""

    sort: Annotated[
        Sort,
        Field(description="Upwards, or with `-` downwards; relevance needs `q`, and is always best first. Where more"
              " than 2,000 match, those of the newest days with some thousands are ranked, then those before.",
              examples=["-date"]),
    ] = "-date"  # fmt: skip
    limit: Annotated[int, Field(ge=1, le=1000, description="Events on a page.", examples=[50])] = 50
    cursor: Annotated[Cursor | None, Field(description="From `next`.", examples=[None])] = None
    format: Annotated[
        Literal["json"] | Format | None,
        Field(description="The form of the answer; wins over the header `Accept`.", examples=["json"]),
    ] = None

    @field_validator("sort")
    @classmethod
    def _has_words(cls, value: Sort, info: ValidationInfo) -> Sort:
        if "relevance" in value and info.data.get("q", "") is None:
            raise PydanticCustomError("form", "relevance is to the words of q, which is not given")
        return value

    @field_validator("cursor")
    @classmethod
    def _goes_with_sort(cls, value: Cursor | None, info: ValidationInfo) -> Cursor | None:
        sort = info.data.get("sort")
        if value is not None and sort is not None:
            require_readable(partial(decode_cursor, _order(sort)), value)
        return value

    def to_query(self) -> EventQuery:
        """What is asked."""
        sort = _order(self.sort)
        after = decode_cursor(sort, self.cursor) if self.cursor else None
        return super().to_query().model_copy(update={"sort": sort, "limit": self.limit, "after": after})


def _order(sort: Sort) -> EventSort:
    return "-relevance" if sort == "relevance" else sort


class TimelineParams(FilterParams):
    """The filters of `/v1/timeline`, and what it shows."""

    interval: Annotated[TimelineInterval, Field(description="The length of an item.", examples=["month"])] = "month"
    by: Annotated[
        Literal["date", "published"],
        Field(description="When it happened, or when its article was published.", examples=["date"]),
    ] = "date"
    group_by: Annotated[
        FacetName | None, Field(description="Count the values of this field in each item too.", examples=["type"])
    ] = None
    top: Annotated[int, Field(ge=1, le=100, description="So many values of `group_by`.", examples=[10])] = 10

    @field_validator("by")
    @classmethod
    def _knows_hours(cls, value: str, info: ValidationInfo) -> str:
        if value == "published" and info.data.get("interval") == "hour":
            raise PydanticCustomError(
                "form", "publication is counted by the day; use interval=day or longer, or by=date"
            )
        return value

    def to_timeline(self) -> TimelineQuery:
        """What is to be shown."""
        return TimelineQuery(interval=self.interval, by=self.by, group_by=self.group_by, top=self.top)


class FacetParams(FilterParams):
    """The filters of `/v1/facets`, and how many values it gives."""

    top: Annotated[int, Field(ge=1, le=100, description="So many values of each field.", examples=[10])] = 10


class MapParams(FilterParams):
    """The filters of `/v1/map`, and how many places it gives."""

    top: Annotated[int, Field(ge=1, le=1000, description="So many places.", examples=[200])] = 200


class SubjectParams(BaseModel):
    """The filters of `/v1/entities` and `/v1/places`."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[
        Annotated[Word, readable(_split_all)] | None,
        Field(description="Words of a name; the last may be a beginning.", examples=["tru"]),
    ] = None
    type: Annotated[list[Kind], Field(max_length=10, description="OntoNotes type.", examples=[["PERSON"]])] = []
    country: Annotated[list[Country], Field(max_length=20, description="ISO 3166-1 alpha-2.", examples=[["GT"]])] = []
    limit: Annotated[int, Field(ge=1, le=1000, description="Subjects on a page.", examples=[50])] = 50
    cursor: Annotated[
        Annotated[Cursor, readable(partial(decode_cursor, "-articles"))] | None,
        Field(description="From `next`.", examples=[None]),
    ] = None
    collection: Annotated[CollectionName, Field(description="The collection.", examples=["main"])] = "main"

    def to_query(self, *, located: bool) -> SubjectQuery:
        """What is asked; `located` asks for places alone."""
        given = self.model_dump(exclude={"cursor", "collection"})
        return SubjectQuery(
            **given, located=located, after=decode_cursor("-articles", self.cursor) if self.cursor else None
        )
