"""The revisions of an article in Redis: as they were posted, when, and what each enrichment did to the events."""

import datetime as dt
import json
from typing import Any, cast

from redis import Redis

from dateline import keys
from dateline.errors import NotFound
from dateline.models import Article
from dateline.queries import Page, Position
from dateline.records import read_posted as read_stored
from dateline.revisions import Commit, Revision, compare_fields, compare_texts
from dateline.search.cursors import encode_cursor

SORT = "-revision"


def read_revisions(
    client: "Redis", collection: str, article_id: str, limit: int, after: Position | None
) -> Page[Revision]:
    """A page of the revisions of an article, the last one first.  Raises NotFound."""
    current = client.hget(keys.article(collection, article_id), "revision")
    if current is None:
        raise NotFound("no article has this id")
    newest = min(int(current), int(after.value) - 1) if after else int(current)
    wanted = list(range(newest, max(newest - limit, 0), -1))
    texts, posted_at, commits = _read(client, collection, article_id, wanted)
    items = tuple(
        Revision(
            revision=n,
            posted_at=posted_at.get(n),
            current=n == int(current),
            **_compare(texts.get(n - 1), texts.get(n)),
            enrichments=tuple(commit for commit in commits if commit.revision == n),
        )
        for n in wanted
    )
    more = bool(wanted) and wanted[-1] > 1
    return Page(
        items=items,
        next=encode_cursor(SORT, Position(value=wanted[-1], id=article_id)) if more else None,
        total=int(current),
    )


def read_posted(client: "Redis", collection: str, article_id: str, revision: int) -> Article:
    """A revision as it was posted.  Raises NotFound and Later."""
    with client.pipeline(transaction=True) as pipe:
        pipe.hget(keys.article(collection, article_id), "revision")
        pipe.hget(keys.posted(collection, article_id), str(revision))
        current, posted = pipe.execute()
    if current is None:
        raise NotFound("no article has this id")
    if posted is None:
        raise NotFound(f"the article has no such revision; its last one is {current}")
    return read_stored(posted)


def _read(
    client: "Redis", collection: str, article_id: str, wanted: list[int]
) -> tuple[dict[int, Article], dict[int, dt.datetime], list[Commit]]:
    """The articles of `wanted` and of the revision before them, when each was posted, and all enrichments kept."""
    numbers = [*wanted, wanted[-1] - 1] if wanted else []
    names = [str(n) for n in numbers] or ["0"]
    with client.pipeline(transaction=True) as pipe:
        pipe.hmget(keys.posted(collection, article_id), names)
        pipe.hmget(keys.posted_at(collection, article_id), names)
        pipe.lrange(keys.commits(collection, article_id), 0, -1)
        posted, posted_at, commits = cast(tuple[list[str | None], list[str | None], list[str]], pipe.execute())
    return (
        {n: read_stored(found) for n, found in zip(numbers, posted, strict=False) if found},
        {n: _instant(found) for n, found in zip(numbers, posted_at, strict=False) if found},
        [_commit(json.loads(commit)) for commit in reversed(commits)],
    )


def _compare(was: Article | None, now: Article | None) -> dict[str, Any]:
    if was is None or now is None:
        return {}
    return {"fields": compare_fields(was, now), "text": compare_texts(was.text, now.text)}


def _commit(fields: dict[str, Any]) -> Commit:
    return Commit.model_validate({**fields, "at": _instant(fields["at"])})


def _instant(milliseconds: str | float) -> dt.datetime:
    return dt.datetime.fromtimestamp(float(milliseconds) / 1000, dt.UTC)
