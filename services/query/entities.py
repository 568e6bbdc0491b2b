"""GET of one entity or place: what it is called, what it takes part in, who with."""

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Path, Request, Response

from dateline.correction_store import load_corrections
from dateline.errors import NotFound
from dateline.profiles import read_profile
from dateline.subjects import EntityProfile
from services.documented import describe
from services.http import Collection, OnBackend

router = APIRouter(prefix="/v1", tags=["entities"])

Kind = Annotated[str, Path(max_length=20, description="The first part of the key.", examples=["person"])]
Slug = Annotated[str, Path(max_length=600, description="The rest of the key.", examples=["donald-trump"])]


@router.get(
    "/entities/{kind}/{slug}",
    response_model=EntityProfile,
    responses={
        307: {"description": "It was merged into the entity in `Location`, or its name was given to that one."},
        **describe({404: "no entity has this key"}),
    },
)
def show_entity(
    request: Request, backend: OnBackend, kind: Kind, slug: Slug, collection: Collection = "main"
) -> EntityProfile | Response:
    """One entity or place: names with counts, titles, type, country, articles, events, first and last seen.

    Also who it is in events with, and its newest events: of a place, those that happen there.  A key that was merged
    into another answers 307.
    """
    key = f"{kind}/{slug}"
    corrections = load_corrections(backend.client, collection)
    if key in corrections.merges:
        return _forward(request, corrections.resolve(key))
    try:
        return read_profile(backend.client, collection, key, corrections)
    except NotFound:
        to = corrections.forward(key)
        if to is None:
            raise
        return _forward(request, to)


def _forward(request: Request, key: str) -> Response:
    """Temporary, since a merge can be undone."""
    asked = urlencode(request.query_params.multi_items())
    path = f"/v1/entities/{quote(key)}" + (f"?{asked}" if asked else "")
    return Response(status_code=307, headers={"Location": path, "Cache-Control": "no-cache"})
