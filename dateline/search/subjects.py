"""Pages of entities and places."""

from collections.abc import Iterator
from typing import cast

from redis import Redis

from dateline import keys
from dateline.intake import invalid
from dateline.names import split_words
from dateline.queries import Page, SubjectQuery
from dateline.records import read_subject
from dateline.schema import keep_later, split_later
from dateline.search.cursors import encode_cursor
from dateline.search.engine import count, tags
from dateline.search.events import COUNT_CAP
from dateline.search.ordering import read_ordered
from dateline.subjects import Subject
from dateline.terms import MIN_BEGINNING


def find_subjects(client: "Redis", collection: str, query: SubjectQuery) -> Page[Subject]:
    """A page of entities or places, those of most articles first."""
    condition = " ".join(subject_conditions(collection, query))
    n = query.limit + 1
    batch = read_ordered(client, keys.SUBJECT_INDEX, condition, "articles", "key", n, query.after, is_down=True)
    more = len(batch) > query.limit
    batch = batch[: query.limit]
    names = [keys.subject(collection, position.id) for position in batch]
    found = cast(list[str | None], client.execute_command("JSON.MGET", *names, "$")) if names else []
    total = count(client, keys.SUBJECT_INDEX, condition, COUNT_CAP + 1)
    # One that is gone since the engine named it is left out.
    items, unread = split_later(keep_later(read_subject, stored[1:-1]) for stored in found if stored)
    return Page(
        items=items,
        next=encode_cursor("-articles", batch[-1]) if more else None,
        total=min(total, COUNT_CAP),
        total_is_exact=total <= COUNT_CAP,
        unread=unread,
    )


def subject_conditions(collection: str, query: SubjectQuery) -> Iterator[str]:
    """The engine's conditions for `query`; the last word of `q` may be the beginning of one."""
    yield tags("c", [collection])
    if query.type:
        yield tags("type", query.type)
    if query.country:
        yield tags("country", query.country)
    if query.located:
        yield "@geonameid:[-inf +inf]"
    if query.q is not None:
        found = split_words(query.q)
        if not found:
            raise invalid("q", "holds no word to search for")
        last = f"({found[-1]} | {found[-1]}*)" if len(found[-1]) >= MIN_BEGINNING else found[-1]
        yield f"@names:({' '.join([*found[:-1], last])})"
