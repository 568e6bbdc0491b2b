"""Walks over everything that matches, a batch at a time, so that no result is too long for the memory."""

from collections.abc import Iterator
from typing import cast

from redis import Redis

from dateline import keys
from dateline.errors import NotFound
from dateline.models import EnrichedArticle, EventRecord
from dateline.queries import EventQuery, Page, Position
from dateline.search import decode_cursor, encode_cursor, find_events
from dateline.store import read_article

EVENTS_BATCH = 500
ARTICLES_BATCH = 100
# The most articles that are looked at for one page; a filter may be met by few.
MAX_LOOKED_AT = 2_000
CURSOR = "id"


def walk_events(client: "Redis", collection: str, query: EventQuery) -> Iterator[tuple[EventRecord, ...]]:
    """All events that match, newest first, in batches; each once, and none that comes in while the walk goes on."""
    query = query.model_copy(update={"sort": "-date", "limit": EVENTS_BATCH, "after": None})
    while True:
        page = find_events(client, collection, query)
        if page.items:
            yield page.items
        if page.next is None:
            return
        query = query.model_copy(update={"after": decode_cursor(query.sort, page.next)})


def walk_articles(
    client: "Redis", collection: str, query: EventQuery, after: str | None = None
) -> Iterator[EnrichedArticle]:
    """The enriched articles that have a matching event, or all where nothing is filtered, in the order of their ids."""
    for batch in _batches(client, collection, query, after):
        for article_id in _matching(client, collection, query, batch):
            if (article := _read(client, collection, article_id)) is not None:
                yield article


def find_articles(
    client: "Redis", collection: str, query: EventQuery, limit: int, cursor: str | None
) -> Page[EnrichedArticle]:
    """A page of what `walk_articles` gives; `next` is an opaque cursor.  Raises Invalid where `cursor` is none.

    It may hold fewer than `limit` although there are more: then many were looked at in vain.
    """
    after = decode_cursor(CURSOR, cursor).id if cursor else None
    found: list[EnrichedArticle] = []
    looked_at, last = 0, None
    for batch in _batches(client, collection, query, after):
        for article_id in _matching(client, collection, query, batch):
            if len(found) == limit:
                return _page(client, collection, query, found, found[-1].id)
            if (article := _read(client, collection, article_id)) is not None:
                found.append(article)
        looked_at, last = looked_at + len(batch), batch[-1]
        if looked_at >= MAX_LOOKED_AT:
            return _page(client, collection, query, found, last)
    return _page(client, collection, query, found, None)


def _page(
    client: "Redis", collection: str, query: EventQuery, found: list[EnrichedArticle], last: str | None
) -> Page[EnrichedArticle]:
    """The page that ends at the id `last`, or is the last; of filtered ones only those found are counted."""
    is_all = query == EventQuery()
    total = int(client.zcard(keys.articles(collection))) if is_all else len(found)
    cursor = None if last is None else encode_cursor(CURSOR, Position(value=0, id=last))
    return Page(items=tuple(found), next=cursor, total=total, total_is_exact=is_all)


def _batches(client: "Redis", collection: str, query: EventQuery, after: str | None) -> Iterator[list[str]]:
    """The ids of the enriched articles after one, in batches; those of the filter alone, if there is one."""
    if query.article:
        asked = sorted(article_id for article_id in set(query.article) if after is None or article_id > after)
        scores = client.zmscore(keys.articles(collection), asked) if asked else []
        kept = [article_id for article_id, score in zip(asked, scores, strict=True) if score is not None]
        yield from ([kept] if kept else [])
        return
    while True:
        low = "-" if after is None else f"({after}"
        batch = cast(list[str], client.zrangebylex(keys.articles(collection), low, "+", start=0, num=ARTICLES_BATCH))
        if not batch:
            return
        yield batch
        after = batch[-1]


def _matching(client: "Redis", collection: str, query: EventQuery, batch: list[str]) -> list[str]:
    """Those of the articles that have a matching event."""
    if query == EventQuery():
        return batch
    asked = query.model_copy(update={"article": tuple(batch)})
    found = {event.article.id for events in walk_events(client, collection, asked) for event in events}
    return [article_id for article_id in batch if article_id in found]


def _read(client: "Redis", collection: str, article_id: str) -> EnrichedArticle | None:
    try:
        return read_article(client, collection, article_id)
    except NotFound:  # deleted since its id was read
        return None
