"""POST /v1/reenrich: articles of an older pipeline, queued again a few at a time."""

import datetime as dt
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from dateline.fields import CollectionName
from dateline.reenrich import reenrich
from dateline.status import Reenrichment
from services.documented import describe
from services.http import OnBackend

router = APIRouter(tags=["operations"])
_EXAMPLE = Reenrichment(
    pipeline_version="2",
    before=dt.datetime(2026, 11, 22, 21, 0, tzinfo=dt.UTC),
    queued=20,
    remaining=1180,
    waiting=20,
)


class ReenrichParams(BaseModel):
    """How many, and which."""

    model_config = ConfigDict(extra="forbid")

    which: Annotated[
        Literal["older", "all"],
        Field(
            description="Those that ended before the workers ran their present pipeline, or all.", examples=["older"]
        ),
    ] = "older"
    before: Annotated[
        AwareDatetime | None,
        Field(
            description="Only those that ended before this time, now at the latest; "
            "give that of the first answer to the next call.",
            examples=["2026-11-22T21:00:00Z"],
        ),
    ] = None
    limit: Annotated[int, Field(ge=1, le=1000, description="How many to queue at most.", examples=[100])] = 100
    room: Annotated[
        int,
        Field(
            ge=1, le=10_000, description="None is queued while so many wait, so that new ones go first.", examples=[20]
        ),
    ] = 20
    collection: Annotated[CollectionName, Field(description="The collection to work on.", examples=["main"])] = "main"


@router.post(
    "/reenrich",
    response_model=Reenrichment,
    responses={
        200: {"content": {"application/json": {"example": _EXAMPLE.model_dump(mode="json")}}},
        **describe({409: "no worker has said yet which pipeline it runs; start one"}),
    },
)
def queue_older(backend: OnBackend, params: Annotated[ReenrichParams, Query()]) -> Reenrichment:
    """Queue some of the articles that an older pipeline enriched, those first that ended first.

    Call it again until `remaining` is 0, as `dateline reenrich` does; it keeps no state of its own, so it can stop
    and go on at any time.  Events are served as they are until the new commit; those that come out the same keep
    their ids and send no message to the feed.
    """
    return reenrich(
        backend.client,
        backend.jobs,
        params.collection,
        before=params.before,
        all_of_them=params.which == "all",
        limit=params.limit,
        room=params.room,
    )
