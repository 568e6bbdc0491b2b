"""Checks of entities and places: the sum of what the articles name, and of what analysts call them."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from dateline import keys
from dateline.correction_store import load_corrections
from dateline.doctor.store import Store, Wrong
from dateline.names import normalize_name


def look_at_owned(store: Store, ids: Sequence[str]) -> Wrong:
    """Articles that name a subject which does not list them."""
    wrong: Wrong = {}
    for one in ids:
        named = [str(key) for key in store.client.hkeys(keys.owned(store.collection, one))]
        days = store.ask([("ZSCORE", keys.subject_articles(store.collection, key), one) for key in named])
        if lost := [key for key, day in zip(named, days, strict=True) if day is None]:
            wrong[one] = f"article {one} names {lost[0]}, which does not list it"
    return wrong


def look_at_documents(store: Store, ids: Sequence[str]) -> Wrong:
    """Subjects whose document says other articles or days than there are."""
    wrong: Wrong = {}
    for one in ids:
        listed = keys.subject_articles(store.collection, one)
        stored, n, first, last = store.ask(
            (
                ("JSON.GET", keys.subject(store.collection, one)),
                ("ZCARD", listed),
                ("ZRANGE", listed, 0, 0, "WITHSCORES"),
                ("ZRANGE", listed, -1, -1, "WITHSCORES"),
            )
        )
        if stored is None:
            continue
        told = json.loads(stored)
        found = (n, *(int(end[0][1]) if end else None for end in (first, last)))
        if (told.get("articles"), told.get("first"), told.get("last")) != found:
            wrong[one] = f"{one} says {told.get('articles')} articles; {n} name it"
    return wrong


def look_at_lists(store: Store, ids: Sequence[str]) -> Wrong:
    """Subjects that are not the sum of what the articles of their list name."""
    given = load_corrections(store.client, store.collection).aliases
    return {one: found for one in ids if (found := _look_at_list(store, one, given.get(one, ())))}


def _look_at_list(store: Store, one: str, given: Sequence[str]) -> str | None:
    names, titles, aliases = Counter[str](), Counter[str](), Counter[str]()
    for named in _read_named(store, one):
        if named is None:
            return f"{one} lists an article that does not name it"
        names.update(named.get("n", ()))
        titles.update(named.get("t", ()))
        aliases.update(named.get("a", ()))
    aliases.update(normalize_name(alias) for alias in given)
    called = list(aliases)
    doc, found_names, found_titles, *counts = store.ask(
        (
            ("EXISTS", keys.subject(store.collection, one)),
            ("HGETALL", keys.subject_names(store.collection, one)),
            ("HGETALL", keys.subject_titles(store.collection, one)),
            *(("ZSCORE", keys.alias(store.collection, alias), one) for alias in called),
        )
    )
    if not doc and (names or titles):
        return f"{one} is named, but has no document"
    if _numbers(found_names) != names or _numbers(found_titles) != titles:
        return f"{one}: its names or titles are counted otherwise than articles use them"
    if lost := [alias for alias, n in zip(called, counts, strict=True) if n != aliases[alias]]:
        return f"{one}: its alias {lost[0]!r} is counted otherwise than articles use it"
    return None


def _numbers(counts: dict[str, str]) -> Counter[str]:
    return Counter({name: int(n) for name, n in counts.items()})


def _read_named(store: Store, one: str) -> Iterator[dict[str, Any] | None]:
    """What each article of a subject calls it; None for one that does not."""
    for articles in store.members(keys.subject_articles(store.collection, one)):
        for named in store.ask([("HGET", keys.owned(store.collection, article), one) for article in articles]):
            yield None if named is None else json.loads(named)


def look_at_subject_keys(store: Store, kind: str, ids: Sequence[str]) -> Wrong:
    """Keys of subjects that no article names."""
    prefix = keys.subject(store.collection, "") if kind == "subject" else store.base(f"{kind}:")
    found = store.have(
        [name for one in ids for name in (f"{prefix}{one}", keys.subject_articles(store.collection, one))]
    )
    return {
        one: f"{kind} of {one}, which no article names"
        for n, one in enumerate(ids)
        if found[2 * n] and not found[2 * n + 1]
    }


def look_at_aliases(store: Store, ids: Sequence[str]) -> Wrong:
    """Names in the alias table that mean what is neither named by an article nor called so by an analyst."""
    given = load_corrections(store.client, store.collection).aliases
    wrong: Wrong = {}
    for alias in ids:
        for meant in store.members(keys.alias(store.collection, alias)):
            found = store.have([keys.subject_articles(store.collection, key) for key in meant])
            for key, is_named in zip(meant, found, strict=True):
                if not is_named and alias not in map(normalize_name, given.get(key, ())):
                    wrong[alias] = f"the alias {alias!r} means {key}, which no article names"
    return wrong
