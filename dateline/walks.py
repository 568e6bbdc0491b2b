"""Walks over everything that matches, a batch at a time, so that no result is too long for the memory."""

from collections.abc import Iterator
from functools import partial
from typing import cast

from redis import Redis

from dateline import keys
from dateline.errors import Later, NotFound
from dateline.models import EnrichedArticle, EventRecord
from dateline.queries import EventQuery, Page, Position
from dateline.schema import keep_later
from dateline.search import decode_cursor, encode_cursor, find_events
from dateline.store import read_article

EVENTS_BATCH = 500
ARTICLES_BATCH = 100
# The most articles that are looked at for one page; a filter may be met by few.
MAX_LOOKED_AT = 2_000
CURSOR = "id"


def walk_events(client: "Redis", collection: str, query: EventQuery) -> Iterator[tuple[EventRecord, ...]]:
    """All events that match, newest first, in batches; each once, and none that comes in while the walk goes on.

    Raises Later where a later version of Dateline stored one: what is said to be all must be all.
    """
    for page in _pages(client, collection, query):
        if page.unread:
            raise Later("some events were stored by a later version of Dateline")
        if page.items:
            yield page.items


def _pages(client: "Redis", collection: str, query: EventQuery) -> Iterator[Page[EventRecord]]:
    query = query.model_copy(update={"sort": "-date", "limit": EVENTS_BATCH, "after": None})
    while True:
        page = find_events(client, collection, query)
        yield page
        if page.next is None:
            return
        query = query.model_copy(update={"after": decode_cursor(query.sort, page.next)})


def walk_articles(
    client: "Redis", collection: str, query: EventQuery, after: str | None = None
) -> Iterator[EnrichedArticle]:
    """The enriched articles that have a matching event, or all where nothing is filtered, in the order of their ids.

    Raises Later, as `walk_events` does.
    """
    for batch in _batches(client, collection, query, after):
        matching, unread = _matching(client, collection, query, batch)
        if unread:
            raise Later("some events were stored by a later version of Dateline")
        for article_id in matching:
            if (article := _read(client, collection, article_id)) is not None:
                yield article


def find_articles(
    client: "Redis", collection: str, query: EventQuery, limit: int, cursor: str | None
) -> Page[EnrichedArticle]:
    """A page of what `walk_articles` gives; `next` is an opaque cursor.  Raises Invalid where `cursor` is none.

    It may hold fewer than `limit` although there are more: then many were looked at in vain.
    """
    after = decode_cursor(CURSOR, cursor).id if cursor else None
    finish = partial(_page, client, collection, query, after)
    found: list[EnrichedArticle] = []
    looked_at, last, unread = 0, None, 0
    for batch in _batches(client, collection, query, after):
        matching, skipped = _matching(client, collection, query, batch)
        unread += skipped
        for article_id in matching:
            if len(found) == limit:
                return finish(found, found[-1].id, unread)
            article = keep_later(_read, client, collection, article_id)
            if isinstance(article, Later):
                unread += 1
            elif article is not None:
                found.append(article)
        looked_at, last = looked_at + len(batch), batch[-1]
        if looked_at >= MAX_LOOKED_AT:
            return finish(found, last, unread)
    return finish(found, None, unread)


def _page(
    client: "Redis",
    collection: str,
    query: EventQuery,
    after: str | None,
    found: list[EnrichedArticle],
    last: str | None,
    unread: int,
) -> Page[EnrichedArticle]:
    """The page after the id `after`, which ends at `last`, or is the last where that is none.

    Of filtered ones only those of the page are counted, which are all where the first page is the last.
    """
    is_all = query == EventQuery()
    is_whole = after is None and last is None and not unread
    total = int(client.zcard(keys.articles(collection))) if is_all else len(found)
    cursor = None if last is None else encode_cursor(CURSOR, Position(value=0, id=last))
    return Page(items=tuple(found), next=cursor, total=total, total_is_exact=is_all or is_whole, unread=unread)


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


def _matching(client: "Redis", collection: str, query: EventQuery, batch: list[str]) -> tuple[list[str], int]:
    """Those of the articles that have a matching event, and how many events a later version of Dateline stored."""
    if query == EventQuery():
        return batch, 0
    found: set[str] = set()
    unread = 0
    for page in _pages(client, collection, query.model_copy(update={"article": tuple(batch)})):
        found |= {event.article.id for event in page.items}
        unread += page.unread
    return [article_id for article_id in batch if article_id in found], unread


def _read(client: "Redis", collection: str, article_id: str) -> EnrichedArticle | None:
    try:
        return read_article(client, collection, article_id)
    except NotFound:  # deleted since its id was read
        return None
