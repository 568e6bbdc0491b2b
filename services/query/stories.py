"""GET of stories: events of the world, as several articles tell them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from dateline import search, storybook
from dateline.aliases import expand
from dateline.fields import CollectionName
from dateline.queries import EventQuery, Page, StoryQuery, StorySort
from dateline.search import decode_cursor
from dateline.storylines import Story, StoryDetail
from services.documented import describe
from services.http import Backend, Collection, OnBackend
from services.query.params import Country, State, Type, Word
from services.query.parsing import parse, parse_days
from services.query.routes import link

router = APIRouter(prefix="/v1", tags=["stories"])

StoryId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,64}$")]
_KILLED = {"role": "killed", "value": 3, "unit": "people", "approximate": False}
_FIRST = {"article": "u5f0c", "at": "2018-10-27T16:10:00Z", "source": "the courier"}
_LAST = {"article": "u77ab", "at": "2018-10-28T09:00:00Z", "source": "the herald"}
_SUMMARY: dict[str, object] = {
    "id": "s0e1f2a3b4c5d6e7f8091a2b3",
    "type": "ASSAULT",
    "status": "happened",
    "text": "On Saturday a gunman killed 11 people in a synagogue in Pittsburgh",
    "date": {"value": "2018-10-27", "interval": {"begin": "2018-10-27", "end": "2018-10-27"}, "precision": "day"},
    "place": {"geonameid": 5206379, "name": "Pittsburgh", "country": "US", "lat": 40.44, "lon": -80.0},
    "actors": [{"role": "actor", "key": "person/robert-bowers", "name": "Robert Bowers", "country": None, "events": 2}],
    "numbers": [{**_LAST, "speaker": "police", "event": "e2", **_KILLED, "value": 11, "bound": None, "reports": 2}],
    "events": 4,
    "articles": 3,
    "sources": 3,
    "independent_sources": 2,
    "first_report": {**_FIRST, "speaker": None},
    "last_report": {**_LAST, "speaker": None},
    "joined": [],
}  # fmt: skip
_DETAIL = {
    **_SUMMARY,
    "members": [
        {
            "event": "e1",
            "type": "ASSAULT",
            "status": "happened",
            "evidence": "a gunman killed at least three people in a synagogue in Pittsburgh",
            "confidence": 0.9,
            "article": {"id": "u5f0c", "revision": 1, "published_at": "2018-10-27T16:10:00Z", "source": "The Courier"},
        }
    ],
    "origins": [
        {"sources": ["the courier", "the morning post"], "articles": ["u5f0c", "u61d2"]},
        {"sources": ["the herald"], "articles": ["u77ab"]},
    ],
    "numbers_over_time": [
        {**_FIRST, "speaker": None, "event": "e1", **_KILLED, "bound": "at_least", "reports": 1},
        {**_LAST, "speaker": "police", "event": "e2", **_KILLED, "value": 11, "bound": None, "reports": 2},
    ],
    "status_over_time": [{**_FIRST, "speaker": None, "event": "e1", "status": "happened", "reports": 3}],
}


class StoryParams(BaseModel):
    """The filters of `/v1/stories`; all must hold, and of a repeated one any."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[
        Word | None, Field(description='Words of the reports; "in quotes" for a phrase.', examples=["caravan"])
    ] = None
    type: Annotated[
        list[Type], Field(max_length=30, description="PLOVER or extension type.", examples=[["ASSAULT"]])
    ] = []
    status: Annotated[list[State], Field(max_length=10, description="As last reported.", examples=[["happened"]])] = []
    entity: Annotated[list[Word], Field(max_length=20, description="Key, name or alias.", examples=[["Trump"]])] = []
    place: Annotated[
        list[Word], Field(max_length=20, description="Name, key or GeoNames id.", examples=[["Pittsburgh"]])
    ] = []
    country: Annotated[list[Country], Field(max_length=20, description="ISO 3166-1 alpha-2.", examples=[["US"]])] = []
    datetime: Annotated[
        Word | None,
        Field(description="When it happened: a day, or begin/end, either open as `..`.", examples=["2018-10-27/.."]),
    ] = None
    min_sources: Annotated[
        int, Field(ge=1, le=10_000, description="So many independent sources at least.", examples=[2])
    ] = 1
    sort: Annotated[
        StorySort,
        Field(description="By the newest report, or the number of independent sources.", examples=["-published"]),
    ] = "-published"
    limit: Annotated[int, Field(ge=1, le=200, description="Stories on a page.", examples=[50])] = 50
    cursor: Annotated[
        str | None, StringConstraints(max_length=2000), Field(description="From `next`.", examples=[None])
    ] = None
    collection: Annotated[
        CollectionName, Field(description="The collection; each is a world of its own.", examples=["main"])
    ] = "main"

    def to_query(self) -> StoryQuery:
        """What is asked.  Raises Invalid."""
        given = self.model_dump(exclude={"datetime", "cursor", "collection"})
        return StoryQuery(
            **given,
            datetime=parse("datetime", self.datetime, parse_days),
            after=decode_cursor(self.sort, self.cursor) if self.cursor else None,
        )


@router.get(
    "/stories",
    response_model=Page[Story],
    responses={
        200: {
            "content": {
                "application/json": {"example": {"items": [_SUMMARY], "next": None, "total": 1, "total_is_exact": True}}
            }
        }
    },
)
def list_stories(
    request: Request, response: Response, backend: OnBackend, params: Annotated[StoryParams, Query()]
) -> Page[Story]:
    """Stories that more than one article tells, a page at a time.

    The story of an event that one article alone tells is not listed; the event's `story` leads to it.
    """
    query = _expand(backend, params.collection, params.to_query())
    return link(request, response, search.find_stories(backend.client, params.collection, query))


@router.get(
    "/stories/{story_id}",
    response_model=StoryDetail,
    responses={
        200: {"content": {"application/json": {"example": _DETAIL}}},
        **describe({404: "no story has this id"}),
    },
)
def show_story(
    response: Response,
    backend: OnBackend,
    story_id: Annotated[StoryId, Path(description="The id of the story.", examples=["s0e1f2a3b4c5"])],
    collection: Collection = "main",
) -> StoryDetail:
    """One story: its members, its sources, and how numbers and status changed from report to report.

    A story that was joined to another is answered with that one; `id` and Content-Location say which.
    """
    story = storybook.read_story(backend.client, collection, story_id)
    if story.id != story_id:
        response.headers["Content-Location"] = f"/v1/stories/{story.id}" + (
            "" if collection == "main" else f"?collection={collection}"
        )
    return story


def _expand(backend: Backend, collection: str, query: StoryQuery) -> StoryQuery:
    """`query` with the keys that its names mean."""
    meant = expand(backend.client, collection, EventQuery(entity=query.entity, place=query.place))
    return query.model_copy(update={"entity": meant.entity, "place": meant.place})
