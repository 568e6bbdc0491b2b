"""GET /v1/activity: what goes on just now, for whoever runs the service."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from dateline.activity import Activity
from dateline.fields import CollectionName
from dateline.observation import read_activity
from services.access import NO_KEY, NOT_ALL, authorize
from services.documented import COMMON, describe

router = APIRouter(prefix="/v1", tags=["operations"], dependencies=[Depends(authorize)])


@router.get("/activity", response_model=Activity, responses={**COMMON, **describe({401: NO_KEY, 403: NOT_ALL})})
def show_activity(
    request: Request,
    collection: Annotated[
        CollectionName | None, Query(description="Of this collection alone; of all, if left out.", examples=["main"])
    ] = None,
) -> Activity:
    """Processes, articles at work, collections, stage times and the last dead letters: what `dateline top` shows.

    With keys it takes one that is bound to all collections.
    """
    found = read_activity(request.app.state.backend.client, collection)
    board = getattr(request.app.state, "switchboard", None)
    return found if board is None else found.model_copy(update={"listeners": board.count})
