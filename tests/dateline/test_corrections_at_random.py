"""Whatever is corrected, undone, committed and made anew in whatever order: the store ends as if it had been laid down
with the corrections that are in force at the end.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import fakeredis
import redis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import keys
from dateline.correction_store import CorrectionStore, load_corrections
from dateline.errors import DatelineError
from dateline.models import EnrichedArticle
from dateline.names import normalize_name
from dateline.refresh import refresh
from dateline.settings import Settings
from tests.contents import contents
from tests.dateline.people import article_about, person
from tests.make import store

NAMES = ["Ann Ash", "Bea Ash", "Cid Oak"]
KEYS = ["person/" + name.casefold().replace(" ", "-") for name in NAMES]
IDS = ["a1", "a2", "a3"]

key, name, article_id = st.sampled_from(KEYS), st.sampled_from(NAMES), st.sampled_from(IDS)
some_ids = st.lists(article_id, min_size=1, max_size=2, unique=True)
steps = st.one_of(
    st.tuples(st.just("merge"), key, key),
    st.tuples(st.just("split"), key, some_ids, key, st.none() | name),
    st.tuples(st.just("split"), key, some_ids, st.none(), st.just("Dee Elm")),
    st.tuples(st.just("give_aliases"), key, st.lists(name, max_size=2)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("commit"), article_id, st.lists(name, min_size=1, max_size=2, unique=True)),
    st.tuples(st.just("refresh")),
)


def write(article: str, names: list[str], edition: int = 0) -> EnrichedArticle:
    people = [person(one, one.split()[0], id=f"n{n}") for n, one in enumerate(names)]
    return article_about(article, *people, title=f"Edition {edition}", places=())


@contextlib.contextmanager
def open_store() -> Iterator[redis.Redis]:
    client = fakeredis.FakeRedis(decode_responses=True)
    yield client
    client.close()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plan=st.lists(steps, max_size=14))
def test_the_store_ends_as_if_laid_down_with_the_last_corrections(plan: list[tuple[Any, ...]]) -> None:
    with open_store() as client, open_store() as anew:
        articles = {one: write(one, [NAMES[n]]) for n, one in enumerate(IDS)}
        store(client, list(articles.values()))
        desk = CorrectionStore(client, "main", "r")
        for edition, (what, *arguments) in enumerate(plan, 1):
            if what == "commit":
                articles[arguments[0]] = write(arguments[0], arguments[1], edition)
                store(client, [articles[arguments[0]]])
            elif what == "refresh":
                refresh(client, Settings())
            else:
                change(desk, *(undoing(client, *arguments) if what == "undo" else (what, *arguments)))
        refresh(client, Settings())
        lay_down(anew, client, list(articles.values()))
        assert describe(client) == describe(anew)


def change(desk: CorrectionStore, what: str, *arguments: Any) -> None:
    """Correct something, where that can be."""
    method: Callable[..., Any] = getattr(desk, what)
    with contextlib.suppress(DatelineError):
        method(*arguments)


def undoing(client: redis.Redis, n: int) -> tuple[Any, ...]:
    """The change that undoes one of those in force."""
    now = load_corrections(client, "main")
    in_force: list[tuple[Any, ...]] = [
        *(("undo_merge", merged) for merged in now.merges),
        *(("undo_split", split, []) for split in now.splits),
        *(("give_aliases", given_to, []) for given_to in now.aliases),
    ]
    return in_force[n % len(in_force)] if in_force else ("undo_merge", KEYS[0])


def lay_down(anew: redis.Redis, client: redis.Redis, articles: list[EnrichedArticle]) -> None:
    corrections = client.hgetall(keys.corrections("main"))
    if corrections:
        anew.hset(keys.corrections("main"), mapping=corrections)  # type: ignore[arg-type]
    for given_to, aliases in load_corrections(client, "main").aliases.items():
        for alias in aliases:
            anew.zincrby(keys.alias("main", normalize_name(alias)), 1, given_to)
    store(anew, articles)


def describe(client: redis.Redis) -> dict[str, Any]:
    """What is stored, but for the name of a subject, which is that of the article that came last."""
    found = contents(client)
    for stored in found.values():
        if isinstance(stored, dict) and "articles" in stored:
            stored.pop("name", None)
            stored["names"] = sorted(set(stored["names"]))
    return found
