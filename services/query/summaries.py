"""GET of what events are like altogether: when they happen, and what they are about."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from dateline import search
from dateline.aliases import expand
from dateline.queries import Facets, PlaceCounts, Timeline
from services.documented import describe
from services.http import OnBackend
from services.query.answers import answer
from services.query.params import FacetParams, MapParams, TimelineParams

router = APIRouter(prefix="/v1", tags=["query"])


@router.get(
    "/timeline",
    response_model=Timeline,
    responses=describe({422: "group_by: more than 100000 events match; narrow them down, by datetime for example"}),
)
def show_timeline(request: Request, backend: OnBackend, params: Annotated[TimelineParams, Query()]) -> Response:
    """How many of the events that match begin in each hour, day, week, month, quarter or year.

    An event counts once, where its interval begins; the counts add up to `total`.  Those without a date are the last
    item, whose `begin` is null.  By the hour, events whose hour is not known are an item of their day.
    """
    query = expand(backend.client, params.collection, params.to_query())
    found = search.count_days(backend.client, params.collection, query, params.to_timeline())
    return answer(request, found.model_dump_json(), "application/json")


@router.get(
    "/facets", response_model=Facets, responses=describe({422: "top: Input should be less than or equal to 100"})
)
def show_facets(request: Request, backend: OnBackend, params: Annotated[FacetParams, Query()]) -> Response:
    """The most frequent types, statuses, entities, places, countries and sources of the events that match.

    Under filters that more than a thousand events meet, a thousand of the newest are counted, and `is_exact` is false.
    """
    query = expand(backend.client, params.collection, params.to_query())
    found = search.count_facets(backend.client, params.collection, query, params.top)
    return answer(request, found.model_dump_json(), "application/json")


@router.get(
    "/map", response_model=PlaceCounts, responses=describe({422: "top: Input should be less than or equal to 1000"})
)
def show_map(request: Request, backend: OnBackend, params: Annotated[MapParams, Query()]) -> Response:
    """The most frequent places of the events that match: how many events each has, and where and what it is.

    Counted as for the facets: under filters that more than a thousand events meet, a thousand of the newest.
    """
    query = expand(backend.client, params.collection, params.to_query())
    found = search.count_places(backend.client, params.collection, query, params.top)
    return answer(request, found.model_dump_json(), "application/json")
