"""What analysts correct about entities: aliases, merges, splits, each of which can be undone."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field, ValidationError
from starlette.concurrency import run_in_threadpool

from dateline import correction_log
from dateline.correction_log import LogLine
from dateline.correction_store import CorrectionStore, Outcome, load_corrections, require_known
from dateline.errors import UnsupportedMediaType
from dateline.fields import ArticleId, Model, Name
from dateline.intake import explain
from dateline.queries import Page
from dateline.subjects import Correction, GivenAliases
from services.documented import describe, take
from services.http import Backend, Collection, OnBackend, read_body
from services.query.entities import Kind, Slug
from services.query.routes import link

router = APIRouter(prefix="/v1", tags=["corrections"])
T = TypeVar("T", bound=BaseModel)

MAX_BODY_BYTES = 1_000_000
MAX_ALIASES = 100
MAX_SPLIT = 1_000
EntityKey = Annotated[str, Field(pattern=r"^[a-z]{1,20}/[a-z0-9-]{1,600}$", examples=["person/donald-trump"])]
UNKNOWN = "no entity has this key"
MERGED = "this entity has been merged into person/robert-smith; correct that one, or undo the merge"


class AliasList(Model):
    """Names that mean an entity, in place of those that were given before."""

    aliases: Annotated[tuple[Name, ...], Field(max_length=MAX_ALIASES)]


class Merger(Model):
    """The entity that another becomes a part of."""

    into: EntityKey


class Split(Model):
    """The articles in which an entity is another one: `key` says which, or `name` how a new one is called.

    Without either, the new one has the same name, and the key with a number.
    """

    articles: Annotated[tuple[ArticleId, ...], Field(min_length=1, max_length=MAX_SPLIT)]
    key: EntityKey | None = None
    name: Name | None = None


@router.get("/entities/{kind}/{slug}/aliases", response_model=GivenAliases, responses=describe({404: UNKNOWN}))
def show_aliases(backend: OnBackend, kind: Kind, slug: Slug, collection: Collection = "main") -> GivenAliases:
    """The aliases that analysts gave an entity; those that articles use are with the entity itself."""
    key = f"{kind}/{slug}"
    corrections = load_corrections(backend.client, collection)
    require_known(backend.client, collection, key, corrections)
    return GivenAliases(key=key, aliases=corrections.aliases.get(key, ()))


@router.put(
    "/entities/{kind}/{slug}/aliases",
    status_code=202,
    response_model=Correction,
    openapi_extra=take(AliasList, {"aliases": ["Bob Smith", "Smith the Elder"]}),
    responses=describe({404: UNKNOWN, 409: MERGED, 422: "aliases.0: holds no name"}),
)
async def give_aliases(
    request: Request, backend: OnBackend, kind: Kind, slug: Slug, collection: Collection = "main"
) -> Correction:
    """Say which names mean this entity, from now on and in what is stored; they replace those given before.

    An entity of the same kind whose name in an article is one of them is this entity.  Of a place they only find it.
    A name may be given to one entity of each kind.
    """
    body = await _read(request, AliasList)
    return await _correct(
        request, backend, collection, lambda store: store.give_aliases(f"{kind}/{slug}", body.aliases)
    )


@router.delete(
    "/entities/{kind}/{slug}/aliases",
    status_code=202,
    response_model=Correction,
    responses=describe({404: UNKNOWN, 409: MERGED}),
)
async def take_aliases(
    request: Request, backend: OnBackend, kind: Kind, slug: Slug, collection: Collection = "main"
) -> Correction:
    """Take back all aliases that were given to this entity."""
    return await _correct(request, backend, collection, lambda store: store.give_aliases(f"{kind}/{slug}", ()))


@router.post(
    "/entities/{kind}/{slug}/merge",
    status_code=202,
    response_model=Correction,
    openapi_extra=take(Merger, {"into": "person/robert-smith"}),
    responses=describe(
        {
            404: UNKNOWN,
            409: "into: is of the kind org, not person; only entities of one kind merge",
            422: "into: no entity has this key",
        }
    ),
)
async def merge(
    request: Request, backend: OnBackend, kind: Kind, slug: Slug, collection: Collection = "main"
) -> Correction:
    """Make this entity a part of another one of its kind; either key then finds the events of both.

    Into one that was merged itself means into what that ended in.  An entity that was merged, or that would become
    a part of itself, is refused with 409; so are places.
    """
    body = await _read(request, Merger)
    return await _correct(request, backend, collection, lambda store: store.merge(f"{kind}/{slug}", body.into))


@router.delete(
    "/entities/{kind}/{slug}/merge",
    status_code=202,
    response_model=Correction,
    responses=describe({404: "this entity has not been merged into another"}),
)
async def undo_merge(
    request: Request, backend: OnBackend, kind: Kind, slug: Slug, collection: Collection = "main"
) -> Correction:
    """Make this entity one of its own again."""
    return await _correct(request, backend, collection, lambda store: store.undo_merge(f"{kind}/{slug}"))


@router.post(
    "/entities/{kind}/{slug}/split",
    status_code=202,
    response_model=Correction,
    openapi_extra=take(Split, {"articles": ["a1", "a2"], "name": "Robert Smith (bishop)"}),
    responses=describe(
        {
            404: UNKNOWN,
            409: "key: is of the kind org, not person; an entity keeps its kind",
            422: "articles.0: is not the id of an article that names this entity",
        }
    ),
)
async def split(
    request: Request, backend: OnBackend, kind: Kind, slug: Slug, collection: Collection = "main"
) -> Correction:
    """Say that in some articles this entity is another one: a known one (`key`), or a new one (`name`, or a number)."""
    body = await _read(request, Split)
    return await _correct(
        request, backend, collection, lambda store: store.split(f"{kind}/{slug}", body.articles, body.key, body.name)
    )


@router.delete(
    "/entities/{kind}/{slug}/split",
    status_code=202,
    response_model=Correction,
    responses=describe(
        {404: "nothing has been split off from this entity", 422: "article.0: is not one in which it was split off"}
    ),
)
async def undo_split(
    request: Request,
    backend: OnBackend,
    kind: Kind,
    slug: Slug,
    article: Annotated[
        list[ArticleId], Query(max_length=MAX_SPLIT, description="In these articles; default: all.", examples=[["a1"]])
    ] = [],  # noqa: B006  # FastAPI copies it
    collection: Collection = "main",
) -> Correction:
    """Make what was split off from this entity a part of it again."""
    return await _correct(request, backend, collection, lambda store: store.undo_split(f"{kind}/{slug}", article))


@router.get("/corrections", response_model=Page[LogLine])
def list_corrections(
    request: Request,
    response: Response,
    backend: OnBackend,
    limit: Annotated[int, Query(ge=1, le=1000, description="Lines on a page.", examples=[50])] = 50,
    cursor: Annotated[
        str | None, Query(pattern=r"^\d{1,15}-\d{1,10}$", description="From `next`.", examples=[None])
    ] = None,
    collection: Collection = "main",
) -> Page[LogLine]:
    """All that was corrected, newest first: when, in which request, what."""
    return link(request, response, correction_log.read_page(backend.client, collection, limit, cursor))


async def _read(request: Request, model: type[T]) -> T:
    """The body, as JSON.  Raises UnsupportedMediaType, TooLarge and Invalid."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise UnsupportedMediaType("send application/json")
    body = await read_body(request, MAX_BODY_BYTES)
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise explain(error) from None


async def _correct(
    request: Request, backend: Backend, collection: str, change: Callable[[CorrectionStore], Outcome]
) -> Correction:
    store = CorrectionStore(backend.client, collection, request.state.request_id)
    outcome = await run_in_threadpool(change, store)
    return Correction(id=outcome.id, key=outcome.key, to=outcome.to, to_remake=outcome.to_remake)
