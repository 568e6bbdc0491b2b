"""Checks of articles, and of all that belongs to one."""

import json
from collections import Counter
from collections.abc import Sequence

from dateline import keys
from dateline.doctor.store import Store, Wrong


def look_at_states(store: Store, ids: Sequence[str]) -> Wrong:
    """Articles that are not in the one set of their state, or that a worker holds though it does not work on them."""
    wrong: Wrong = {}

    answers = store.ask(
        command
        for one in ids
        for command in (
            ("HMGET", keys.article(store.collection, one), "state", "token"),
            *(("ZSCORE", keys.state(store.collection, state), one) for state in keys.STATES),
        )
    )
    width = 1 + len(keys.STATES)
    for n, one in enumerate(ids):
        (state, token), *scores = answers[n * width : (n + 1) * width]
        held = [name for name, score in zip(keys.STATES, scores, strict=True) if score is not None]
        if state is None:
            continue
        if held != [state]:
            wrong[one] = f"article {one} is {state}, and in the sets {held}"
        elif (token is not None) != (state == "running"):
            wrong[one] = f"article {one} is {state}, {'with' if token else 'without'} a token"
    return wrong


def look_at_articles(store: Store, ids: Sequence[str]) -> Wrong:
    """Articles that lack a revision, their address or their age."""
    wrong: Wrong = {}
    fields = store.ask([("HMGET", keys.article(store.collection, one), "revision", "url") for one in ids])
    found = store.ask(
        [
            (
                ("HLEN", keys.posted(store.collection, one)), ("HLEN", keys.posted_at(store.collection, one)),
                ("ZSCORE", keys.arrivals(store.collection), one),
                ("ZSCORE", keys.publications(store.collection), one),
                ("GET", url or "-"),
            )
            for one, (_, url) in zip(ids, fields, strict=True)
        ]
    )  # fmt: skip
    for n, (one, (revision, url)) in enumerate(zip(ids, fields, strict=True)):
        posted, posted_at, arrival, publication, owner = found[5 * n : 5 * n + 5]
        if revision is None:
            continue
        # When they came is not known of revisions that an older layout kept.
        if posted != int(revision) or posted_at > posted:
            wrong[one] = f"article {one} has {revision} revisions, of which {posted} are stored"
        elif url and owner != one:
            wrong[one] = f"article {one}: its address leads to {owner}"
        elif arrival is None or publication is None:
            wrong[one] = f"article {one} is not listed by its age"
    return wrong


def look_at_events(store: Store, ids: Sequence[str]) -> Wrong:
    """Articles whose events are not those that they list, or not all in the index as theirs."""
    wrong: Wrong = {}
    for one in ids:
        events = store.client.hgetall(keys.events(store.collection, one))
        if not events:
            continue
        listed = json.loads(events.pop(keys.HEADER, '{"events":[]}'))["events"]
        owners = store.ask([("HGET", keys.event(store.collection, id_), "art") for id_ in listed])
        if sorted(listed) != sorted(events):
            wrong[one] = f"article {one} lists {len(listed)} events and holds {len(events)}"
        elif lost := [id_ for id_, owner in zip(listed, owners, strict=True) if owner != one]:
            wrong[one] = f"article {one}: its event {lost[0]} is not in the index as its own"
    return wrong


def look_at_indexed(store: Store, ids: Sequence[str]) -> Wrong:
    """Events in the index that no article has."""
    owners = store.ask([("HGET", keys.event(store.collection, one), "art") for one in ids])
    held = store.ask(
        [("HEXISTS", keys.events(store.collection, owner or ""), one) for one, owner in zip(ids, owners, strict=True)]
    )
    return {
        one: f"event {one} is in the index, but its article {owner} has no such event"
        for one, owner, is_held in zip(ids, owners, held, strict=True)
        if owner is not None and not is_held
    }


def look_at_enriched(store: Store, ids: Sequence[str]) -> Wrong:
    """Enriched articles that are not in the list of these, or have no events' header."""
    found = store.ask(
        [
            (
                ("EXISTS", keys.enriched(store.collection, one)), ("ZSCORE", keys.articles(store.collection), one),
                ("EXISTS", keys.events(store.collection, one)),
            )
            for one in ids
        ]
    )  # fmt: skip
    return {
        one: f"article {one} is enriched, but {'not listed' if found[3 * n + 1] is None else 'has no events'}"
        for n, one in enumerate(ids)
        if found[3 * n] and (found[3 * n + 1] is None or not found[3 * n + 2])
    }


def look_for_owners(store: Store, kind: str, ids: Sequence[str]) -> Wrong:
    """Keys of a kind that belong to articles which are not there."""
    names = [store.base(f"{kind}:{one}") for one in ids]
    found = store.have(
        [name for one in zip(names, ids, strict=True) for name in (one[0], keys.article(store.collection, one[1]))]
    )
    return {
        one: f"{kind}:{one} belongs to an article that is not there"
        for n, one in enumerate(ids)
        if found[2 * n] and not found[2 * n + 1]
    }


def look_at_addresses(store: Store, ids: Sequence[str]) -> Wrong:
    """Addresses that lead to an article which has another, or is not there."""
    names = [keys.url(store.collection, one) for one in ids]
    owners = store.ask([("GET", name) for name in names])
    held = store.ask([("HGET", keys.article(store.collection, owner or ""), "url") for owner in owners])
    return {
        one: f"the address {one} leads to the article {owner}, which has another"
        for one, name, owner, url in zip(ids, names, owners, held, strict=True)
        if owner is not None and url != name
    }


def look_at_members(store: Store, name: str, ids: Sequence[str]) -> Wrong:
    """Members of a list of articles that are none."""
    found = store.ask([(("ZSCORE", name, one), ("EXISTS", keys.article(store.collection, one))) for one in ids])
    return {
        one: f"{name.removeprefix(keys.base(store.collection))} names {one}, which is no article"
        for n, one in enumerate(ids)
        if found[2 * n] is not None and not found[2 * n + 1]
    }


def look_at_waiting(store: Store, keys_of_access: Sequence[str]) -> Wrong:
    """Keys of access of which another number of articles is said to wait than do."""
    waiting: Counter[str] = Counter()
    for ids in store.members(keys.state(store.collection, "queued")):
        owners = store.ask([("HGET", keys.article(store.collection, one), "key") for one in ids])
        waiting.update(owner for owner in owners if owner)
    told = store.client.hgetall(keys.waiting(store.collection))
    return {
        key: f"{told.get(key, 0)} articles of the key {key} are said to wait; {waiting[key]} do"
        for key in keys_of_access
        if int(told.get(key, 0)) != waiting[key]
    }
