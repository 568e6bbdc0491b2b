"""One examination: all keys of the server, each looked at by the checks of its kind."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from redis import Redis
from rq import Queue

from dateline import keys
from dateline.doctor import articles, counts, feed, stories, subjects
from dateline.doctor.repairs import Mend, Repairs
from dateline.doctor.report import Report
from dateline.doctor.server import examine_indexes, examine_server, examine_work
from dateline.doctor.store import BATCH, Store, Wrong, make_sure
from dateline.settings import Settings
from dateline.upgrade import find_older, is_later

Look = Callable[[Store, Sequence[str]], Wrong]
# Name of the check, what it looks with, and what repairs it.
Step = tuple[str, Look, Mend | None]

_NAME = re.compile(r"dateline:\{([^}]*)\}:([a-z_]*)(?::(.*))?", re.S)
_DOCUMENT = re.compile(r"dateline:(event|subject|story):\{([^}]*)\}:(.*)", re.S)
_OWNED_KINDS = ("posted", "posted_at", "enriched", "events", "commits", "told", "owned")
_LISTS = (*(f"state:{state}" for state in keys.STATES), "articles", "arrivals", "publications", "outdated", "parked")
# Kinds that are looked at with others, or hold nothing that could be wrong with respect to others.
_KNOWN = {
    "state", "waiting", "articles", "arrivals", "publications", "outdated", "unmarked", "parked", "counts", "buckets",
    "facet", "feed", "feed_was", "totals", "layout", "upgrade", "restoring", "retention", "idempotency", "corrections",
    "correction_log", "story_aliases", "story_follower", "story_lease", "story_parked",
}  # fmt: skip


def examine(
    client: "Redis",
    jobs: Queue,
    settings: Settings,
    *,
    repair: bool = False,
    on_keys: Callable[[int], None] = lambda _: None,
) -> Report:
    """Check a store; `on_keys` is told how many more keys were gone through."""
    report = Report()
    examine_server(client, report)
    examine_indexes(client, report)
    collections = sorted(map(str, client.smembers(keys.COLLECTIONS)))
    report.look("upgrade", len(collections))
    older, later = find_older(client), [name for name in collections if is_later(client, name)]
    for name in older:
        report.note("upgrade", f"{name} is being upgraded by the workers, and was not examined")
    for name in later:
        report.note("upgrade", f"{name} was laid out by a later version of Dateline, and was not examined")
    if client.exists(keys.RESTORE):
        report.find("upgrade", "a restore was begun and not ended: start it again with the same archive")
    examined = {
        name: _Collection(Store(client, name), settings, report, repair=repair)
        for name in collections
        if name not in older and name not in later
    }
    _walk(client, examined, on_keys)
    for one in examined.values():
        one.finish()
        examine_work(one.store, jobs, settings, report)
    return report


def _walk(client: "Redis", examined: "dict[str, _Collection]", on_keys: Callable[[int], None]) -> None:
    cursor = 0
    while True:
        cursor, found = client.scan(cursor, count=1_000)
        on_keys(len(found))
        for name in map(str, found):
            collection, kind, one = _parse(name)
            if collection in examined:
                examined[collection].take(kind, one, name)
        if cursor == 0:
            break
    for one_of_them in examined.values():
        one_of_them.flush()


def _parse(name: str) -> tuple[str, str, str]:
    """The collection, kind and id that a key names; '' for one that is not a collection's."""
    if document := _DOCUMENT.fullmatch(name):
        return document[2], f"{document[1]}_document", document[3]
    if match := _NAME.fullmatch(name):
        return match[1], match[2], match[3] or ""
    return "", "", ""


class _Collection:
    """The examination of one collection."""

    def __init__(self, store: Store, settings: Settings, report: Report, *, repair: bool) -> None:
        self.store = store
        self._report = report
        self._repair = repair
        self._waiting: dict[str, list[str]] = {}
        behind = stories.count_behind(store)
        if behind != 0:
            how_far = (
                "all are gone through anew" if behind is None else f"{behind} entries of the feed are to be taken in"
            )
            report.note("stories", f"{store.collection} was not examined: {how_far}")
        self._repairs = Repairs(store, settings)
        self._steps = self._make_steps(self._repairs, has_stories=behind == 0)

    def take(self, kind: str, one: str, name: str) -> None:
        """Look at a key, together with others of its kind."""
        if kind not in self._steps:
            if kind not in _KNOWN:
                self._report.find("strays", f"nothing is known of the key {name!r}")
            return
        waiting = self._waiting.setdefault(kind, [])
        waiting.append(one)
        if len(waiting) >= BATCH:
            self._look_at(kind)

    def flush(self) -> None:
        """Look at what is left of each kind."""
        for kind in list(self._waiting):
            self._look_at(kind)

    def finish(self) -> None:
        """Look at lists, histograms and the feed, which name others."""
        for name in _LISTS:
            look, mend = partial(_look_at_list, name), self._repairs.member(name)
            for members in self.store.members(self.store.base(name)):
                self._check("states" if name.startswith("state:") else "orphans", look, mend, members)
        for histogram in counts.HISTOGRAMS:
            look, mend = partial(_look_at_buckets, histogram), self._repairs.bucket(histogram)
            for buckets in counts.walk_buckets(self.store, histogram):
                self._check("histograms", look, mend, buckets)
        self._check("histograms", counts.look_at_total, None, counts.HISTOGRAMS)
        for facet in counts.FACETS:
            look, mend = partial(_look_at_values, facet), self._repairs.value(facet)
            for values in self.store.members(keys.facet(self.store.collection, facet)):
                self._check("facets", look, mend, values)
        client, collection = self.store.client, self.store.collection
        owners = {*client.smembers(keys.ACCESS_KEYS), *client.hkeys(keys.waiting(collection))}
        self._check("queue", articles.look_at_waiting, self._repairs.waiting, sorted(owners))
        last = feed.LastWords(self.store)
        for start in range(0, len(last.events), BATCH):
            self._check("feed", last.look, None, last.events[start : start + BATCH])

    def _look_at(self, kind: str) -> None:
        ids = self._waiting.pop(kind)
        for check, look, mend in self._steps[kind]:
            self._check(check, look, mend, ids)

    def _check(self, check: str, look: Look, mend: Mend | None, ids: Sequence[str]) -> None:
        self._report.look(check, len(ids))
        for one, detail in make_sure(partial(look, self.store), ids).items():
            is_repaired = self._repair and mend is not None and mend(one)
            self._report.find(check, f"{self.store.collection}: {detail}", is_repaired=is_repaired)

    @staticmethod
    def _make_steps(repairs: Repairs, *, has_stories: bool) -> dict[str, list[Step]]:
        """The steps for each kind of key."""
        steps: dict[str, list[Step]] = {
            "article": [
                ("states", articles.look_at_states, repairs.state),
                ("articles", articles.look_at_articles, repairs.article),
            ],
            "url": [("articles", articles.look_at_addresses, repairs.address)],
            "event_document": [
                ("events", articles.look_at_indexed, repairs.indexed),
                ("facets", counts.look_at_tags, repairs.remade),
            ],
            "subject_articles": [("subjects", subjects.look_at_lists, repairs.subject)],
            "subject_document": [
                ("subjects", subjects.look_at_documents, repairs.subject),
                ("subjects", partial(_look_at_subject_keys, "subject"), repairs.subject),
            ],
            "alias": [("subjects", subjects.look_at_aliases, None)],
        }
        for kind in ("subject_names", "subject_titles"):
            steps[kind] = [("subjects", partial(_look_at_subject_keys, kind), repairs.subject)]
        for kind in _OWNED_KINDS:
            steps[kind] = [("orphans", partial(_look_for_owners, kind), repairs.orphan(kind))]
        steps["events"].append(("events", articles.look_at_events, repairs.remade))
        steps["enriched"].append(("events", articles.look_at_enriched, repairs.enriched))
        steps["owned"].append(("subjects", subjects.look_at_owned, repairs.remade))
        looks = {
            "story": stories.look_at_stories, "story_block": stories.look_at_blocks,
            "story_document": stories.look_at_listed,
        }  # fmt: skip
        steps |= {kind: [("stories", look, None)] if has_stories else [] for kind, look in looks.items()}
        return steps | {"stories_of": [("stories", stories.look_at_held, repairs.marks)] if has_stories else []}


def _look_at_list(name: str, store: Store, ids: Sequence[str]) -> Wrong:
    return articles.look_at_members(store, store.base(name), ids)


def _look_for_owners(kind: str, store: Store, ids: Sequence[str]) -> Wrong:
    return articles.look_for_owners(store, kind, ids)


def _look_at_subject_keys(kind: str, store: Store, ids: Sequence[str]) -> Wrong:
    return subjects.look_at_subject_keys(store, kind, ids)


def _look_at_buckets(histogram: str, store: Store, ids: Sequence[str]) -> Wrong:
    return counts.look_at_buckets(store, histogram, ids)


def _look_at_values(facet: str, store: Store, ids: Sequence[str]) -> Wrong:
    return counts.look_at_values(store, facet, ids)
