"""The drill: a store is backed up while in use; its archive is refused when damaged, and read back elsewhere."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis
from pydantic import SecretStr
from rq import Queue

from dateline import archive, keys, queue
from dateline.access import AccessKeys
from dateline.archive import read_archive, write_archive
from dateline.backup import back_up, count_articles
from dateline.connection import connect, connect_queue
from dateline.correction_log import read_page
from dateline.correction_store import CorrectionStore
from dateline.embedded import run_redis
from dateline.errors import Conflict, Damaged, DatelineError, Restoring, Setup, Unavailable
from dateline.feed import read_after
from dateline.follower import Follower
from dateline.ledger import Claim, Ledger
from dateline.models import Article
from dateline.queries import EventQuery, StoryQuery
from dateline.recovery import Recovery
from dateline.restore import Target, give_up, restore
from dateline.retention import read_policy, set_policy
from dateline.search import ensure_indexes, find_events, find_stories
from dateline.settings import Settings
from dateline.store import read_article
from tests.contents import contents
from tests.dateline.following import OWN, WIRE, article, follow, march
from tests.dateline.people import person
from tests.invariants import check_settled_store
from tests.make import event, store

PEOPLE = (person("Ann Ash", "Ash"), person("Bea Oak", "Oak", id="n2"))


@pytest.fixture(scope="module")
def other_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecretStr]:
    """The address of another server, to restore into."""
    with run_redis(tmp_path_factory.mktemp("o", numbered=True), "everysec") as (url, _):
        yield url


@pytest.fixture
def other(other_url: SecretStr) -> Iterator[redis.Redis]:
    with contextlib.closing(connect(other_url, 10)) as client:
        client.flushall()
        ensure_indexes(client)
        yield client


@pytest.fixture
def jobs(other_url: SecretStr, other: redis.Redis) -> Iterator[Queue]:
    with contextlib.closing(connect_queue(other_url, 10)) as client:
        yield queue.open_queue(client, 60)


@pytest.fixture
def full(real: redis.Redis) -> redis.Redis:
    """A store with something of everything."""
    made = [
        article("a1", WIRE, "2018-10-29T12:00:00Z", 3, entities=PEOPLE, url="https://example.org/1"),
        article("a2", f"By Ann Lee\n\n{WIRE}"[:190], "2018-10-29T13:00:00Z", 3, entities=PEOPLE[:1]),
        article("a3", OWN, "2018-10-30T18:00:00Z", 11, march("e-a3"), event("s-a3", None), entities=PEOPLE[1:]),
    ]
    store(real, made)
    store(real, [made[0].model_copy(update={"title": "Again", "revision": 2})])
    desk = CorrectionStore(real, "main", "request-1")
    desk.give_aliases(PEOPLE[0].key, ["The Mayor"])
    desk.merge(PEOPLE[1].key, PEOPLE[0].key)
    ledger = Ledger(real, "main", Settings())
    for name in ("q1", "r1", "f1"):
        ledger.accept(Article(id=name, text=f"{name} waits.", published_at="2018-10-29"))
    claim = ledger.claim("f1")
    assert isinstance(claim, Claim)
    ledger.fail(claim, "f1", "it broke")
    ledger.claim("r1")
    store(real, [article("b1", OWN, "2018-10-29", 2)], "second")
    set_policy(real, "second", 30, "arrival")
    AccessKeys(real).create("desk", "main", frozenset({"read"}), None)
    settle(real)
    return real


def settle(client: redis.Redis) -> None:
    from dateline.refresh import refresh

    while refresh(client, Settings()):
        pass
    for collection in client.smembers(keys.COLLECTIONS):
        client.delete(keys.story_lease(str(collection)))
        follow(Follower(client, str(collection)))


def make_backup(client: redis.Redis, path: Path) -> dict[str, int]:
    with write_archive(path) as write:
        return back_up(client, write)


QUESTIONS: list[Callable[[redis.Redis], Any]] = [
    lambda client: find_events(client, "main", EventQuery(limit=100)),
    lambda client: find_events(client, "main", EventQuery(entity=("the mayor",))),
    lambda client: find_events(client, "main", EventQuery(q="police", sort="confidence")),
    lambda client: find_events(client, "main", EventQuery(country=("GB",), min_confidence=0.6)),
    lambda client: find_stories(client, "main", StoryQuery()),
    lambda client: read_article(client, "main", "a1"),
    lambda client: Ledger(client, "main", Settings()).status("f1"),
    lambda client: Ledger(client, "main", Settings()).status("a1"),
    lambda client: read_page(client, "main", 10, None),
    lambda client: read_policy(client, "second", Settings()),
    lambda client: AccessKeys(client).read_all(),
    contents,
]


def test_the_drill_gives_the_same_answers_from_an_empty_server(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path
) -> None:
    path = tmp_path / "archive"
    counts = make_backup(full, path)
    assert (counts["article"], count_articles(full)) == (7, 7)
    restored = restore(Target(other, jobs, Settings()), path)
    assert restored == {name: n for name, n in counts.items() if name != "collection"}
    settle(other)
    check_settled_store(other)
    check_settled_store(other, "second")
    for ask in QUESTIONS:
        assert ask(other) == ask(full)
    assert Ledger(other, "main", Settings()).counts() == {
        "queued": 2, "running": 0, "succeeded": 3, "partial": 0, "failed": 1
    }  # fmt: skip
    assert {queue.holds(jobs, "main", name, 1) for name in ("q1", "r1")} == {True}
    assert not other.exists(keys.RESTORE)


def test_every_byte_counts(full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path) -> None:
    path = tmp_path / "archive"
    make_backup(full, path)
    whole = path.read_bytes()
    places = [0, 20, 30, 60, archive.HEAD_BYTES, archive.HEAD_BYTES + 5, len(whole) // 2, len(whole) - 1]
    for place in places:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Damaged):
            restore(Target(other, jobs, Settings()), path)
    path.write_bytes(whole[:-7])
    with pytest.raises(Damaged):
        restore(Target(other, jobs, Settings()), path)
    assert not other.exists(keys.COLLECTIONS, keys.RESTORE)


def test_a_store_that_is_not_empty_is_refused(full: redis.Redis, jobs: Queue, tmp_path: Path) -> None:
    path = tmp_path / "archive"
    make_backup(full, path)
    before = contents(full)
    with pytest.raises(Conflict):
        restore(Target(full, jobs, Settings()), path)
    with pytest.raises(Conflict):
        restore(Target(full, jobs, Settings(), "main", "second"), path)
    assert contents(full) == before


def test_one_collection_comes_back_under_another_name_beside_the_others(
    full: redis.Redis, jobs: Queue, tmp_path: Path
) -> None:
    path = tmp_path / "archive"
    make_backup(full, path)
    before = contents(full)
    restore(Target(full, jobs, Settings(), "main", "copy"), path)
    settle(full)
    check_settled_store(full, "copy")
    found = [find_events(full, name, EventQuery(limit=100)) for name in ("main", "copy")]
    assert found[0] == found[1]
    assert contents(full).items() >= before.items()
    assert len(AccessKeys(full).read_all()) == 1


def test_which_collection_is_meant_has_to_be_said(full: redis.Redis, jobs: Queue, tmp_path: Path) -> None:
    path = tmp_path / "archive"
    make_backup(full, path)
    for collection, into in ((None, "copy"), ("none", "copy"), ("main", None)):
        with pytest.raises(Setup):
            restore(Target(full, jobs, Settings(), collection, into), path)


class KilledError(BaseException):
    """What ends a process between two steps."""


@pytest.mark.parametrize("after", [1, 5, 12, 20])
def test_a_restore_that_was_killed_goes_on(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    path, other_path = tmp_path / "archive", tmp_path / "another"
    make_backup(full, path)
    store(full, [article("a9", OWN, "2018-10-29", 2)])
    make_backup(full, other_path)
    store_one, left = Recovery.restore, [after]

    def restore_some(recovery: Recovery, record: Any) -> None:
        left[0] -= 1
        if not left[0]:
            raise KilledError
        store_one(recovery, record)

    with monkeypatch.context() as patch:
        patch.setattr(Recovery, "restore", restore_some)
        with pytest.raises(KilledError):
            restore(Target(other, jobs, Settings()), path)
    with pytest.raises(Conflict):
        restore(Target(other, jobs, Settings()), other_path)
    other.delete(keys.story_lease("main"), keys.story_lease("second"))
    Follower(other, "main").follow()
    other.delete(keys.story_lease("main"))
    restore(Target(other, jobs, Settings()), path)
    settle(other)
    check_settled_store(other)
    assert find_events(other, "main", EventQuery(limit=100)).total == 4


def test_what_is_written_during_a_backup_is_in_it_as_it_was_or_as_it_is(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path
) -> None:
    """Articles come, change and go between the records of the archive."""
    path = tmp_path / "archive"
    ledger, n = Ledger(full, "main", Settings()), 0
    with write_archive(path) as write:

        def write_and_change(record: archive.Record) -> None:
            nonlocal n
            write(record)
            n += 1
            store(full, [article(f"n{n}", OWN, "2018-10-29", n)])
            store(full, [article("a2", WIRE, "2018-10-29", 3, title=f"Title {n}", revision=n + 1)])
            if n == 3:
                ledger.delete("a3")

        back_up(full, write_and_change)
    restore(Target(other, jobs, Settings()), path)
    settle(other)
    check_settled_store(other)
    found = {item.article.id for item in find_events(other, "main", EventQuery(limit=1000)).items}
    assert {"a1", "a2"} <= found


async def _read_feed(url: SecretStr, position: str) -> Any:
    from dateline.connection import connect_async

    client = connect_async(url)
    try:
        return await read_after(client, "main", position, 100)
    finally:
        await client.aclose()


def test_whoever_followed_the_feed_is_told_to_begin_anew(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path, redis_url: SecretStr, other_url: SecretStr
) -> None:
    import asyncio

    make_backup(full, tmp_path / "archive")
    position = asyncio.run(_read_feed(redis_url, "0-0")).last
    restore(Target(other, jobs, Settings()), tmp_path / "archive")
    found = asyncio.run(_read_feed(other_url, position))
    assert found.gap == "changes after this position are no longer kept"
    assert [message.change.op for message in found.messages] == ["created"] * 4
    again = asyncio.run(_read_feed(other_url, found.last))
    assert (again.gap, list(again.messages)) == (None, [])


def test_nothing_stays_of_an_archive_that_could_not_be_written_to_its_end(full: redis.Redis, tmp_path: Path) -> None:
    def fill() -> None:
        with write_archive(tmp_path / "archive") as write:
            write({"kind": "manifest"})
            raise KilledError

    with pytest.raises(KilledError):
        fill()
    assert list(tmp_path.iterdir()) == []


def test_an_archive_is_for_its_owner_alone_and_never_written_over(full: redis.Redis, tmp_path: Path) -> None:
    path = tmp_path / "archive"
    make_backup(full, path)
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(Setup):
        make_backup(full, path)


def test_no_line_of_an_archive_is_longer_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "archive"
    with write_archive(path) as write:
        write({"kind": "manifest", "text": "x" * 2000})
    monkeypatch.setattr(archive, "MAX_LINE", 1000)
    with pytest.raises(Damaged):
        list(read_archive(path))
    with pytest.raises(Setup), write_archive(tmp_path / "other") as write:
        write({"text": "x" * 2000})


@pytest.mark.parametrize("content", [b"", b"hello", b"dateline-backup 2 sha256 "])
def test_what_is_no_archive_is_refused(other: redis.Redis, jobs: Queue, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "archive"
    path.write_bytes(content)
    with pytest.raises(DatelineError):
        restore(Target(other, jobs, Settings()), path)


@pytest.mark.parametrize("layout", [2, 99])
def test_a_collection_of_another_layout_is_not_backed_up(full: redis.Redis, tmp_path: Path, layout: int) -> None:
    full.set(keys.layout("main"), layout)
    with pytest.raises(Unavailable):
        make_backup(full, tmp_path / "archive")


@pytest.mark.parametrize("later", ["layout", "schema_version"])
def test_an_archive_of_a_later_version_is_refused(other: redis.Redis, jobs: Queue, tmp_path: Path, later: str) -> None:
    made = {"kind": "manifest", "version": "9.0.0", "layout": 1, "schema_version": 1, "collections": [], "pipeline": {}}
    with write_archive(tmp_path / "archive") as write:
        write({**made, later: 99})
    with pytest.raises(Setup, match=r"9\.0\.0, which is later"):
        restore(Target(other, jobs, Settings()), tmp_path / "archive")


def rewrite(path: Path, change: Callable[[list[archive.Record]], list[archive.Record]]) -> Path:
    """Another archive, with what `change` makes of the records."""
    other = path.with_name("changed")
    with write_archive(other) as write:
        for record in change(list(read_archive(path))):
            write(record)
    return other


def read_owners(client: redis.Redis) -> dict[str, str]:
    """The articles with a URL of their own, and what that leads to."""
    listed: Any = client.zrange(keys.articles("main"), 0, -1)
    urls = {one: client.hget(keys.article("main", one), "url") for one in listed}
    return {one: str(client.get(str(url))) for one, url in urls.items() if url}


def test_of_two_articles_that_were_read_with_one_url_the_later_has_it(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path
) -> None:
    """One gave its URL up after it was read, and another took it before that was read in turn."""

    def share(records: list[archive.Record]) -> list[archive.Record]:
        articles = [r for r in records if r["kind"] == "article" and r["id"] in ("a1", "a2", "a3")]
        for record in articles:
            record["url"] = next(r["url"] for r in articles if r["id"] == "a1")
        return records

    make_backup(full, tmp_path / "archive")
    path = rewrite(tmp_path / "archive", share)
    done = restore(Target(other, jobs, Settings()), path)
    assert (done["article"], done["lost_url"]) == (7, 2)
    last = [r["id"] for r in read_archive(path) if r["kind"] == "article" and r["id"] in ("a1", "a2", "a3")][-1]
    assert read_owners(other) == {last: last}
    settle(other)
    check_settled_store(other)


def test_a_url_that_moves_to_another_article_during_a_backup_is_that_ones_after_the_restore(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path
) -> None:
    ledger, taken = Ledger(full, "main", Settings()), False
    url = "https://example.org/1"
    with write_archive(tmp_path / "archive") as write:

        def write_and_move(record: archive.Record) -> None:
            nonlocal taken
            write(record)
            if record["kind"] == "article" and record["id"] == "a1" and not taken:
                taken = True
                ledger.delete("a1")
                for n in range(100):
                    ledger.accept(Article(id=f"z{n}", text="It waits.", published_at="2018-10-29"))
                ledger.accept(Article(id="heir", url=url, text="The heir.", published_at="2018-10-29"))

        back_up(full, write_and_move)
    owners = [r["id"] for r in read_archive(tmp_path / "archive") if r["kind"] == "article" and r["url"]]
    restore(Target(other, jobs, Settings()), tmp_path / "archive")
    settle(other)
    check_settled_store(other)
    assert ledger.accept(Article(url=url, text="The heir, again.", published_at="2018-10-29")).id == "heir"
    if "heir" in owners:
        again = Ledger(other, "main", Settings()).accept(Article(url=url, text="New.", published_at="2018-10-29"))
        assert again.id == "heir"


def test_stories_stand_still_while_they_are_read_and_go_on_then(
    full: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    def march_on(revision: int, *days: str) -> None:
        """Eight articles, each of a march; on these days, of which there may be one for all."""
        for n, day in enumerate(days * (8 // len(days))):
            told = march(f"e-n{n}", day=day)
            store(full, [article(f"n{n}", OWN, "2020-01-01", 2, told, title=f"Title {revision}", revision=revision)])

    monkeypatch.setattr("dateline.backup.BATCH", 1)
    told: dict[str, set[str]] = {}
    collection, revision = "", 1
    march_on(1, *(f"201{n}-03-04" for n in range(8)))
    settle(full)
    full.delete(keys.story_lease("main"))
    follower = Follower(full, "main")
    assert follower.follow() == 0

    def write_and_change(record: archive.Record) -> None:
        nonlocal collection, revision
        if record["kind"] == "collection":
            collection = record["name"]
        elif record["kind"] == "story" and collection == "main":
            for event_id in record["fields"].keys() - {keys.SUMMARY, keys.ORIGINS}:
                told.setdefault(event_id, set()).add(record["id"])
            revision += 1
            # All of them are of one march now, or of eight others.
            march_on(revision, *(["2019-05-06"] if revision % 2 else [f"201{n}-07-08" for n in range(8)]))
            follow(follower)

    back_up(full, write_and_change)
    assert told.keys() >= {f"e-n{n}" for n in range(8)}
    assert {len(stories) for stories in told.values()} == {1}
    assert not full.exists(keys.story_lease("main"))
    follow(follower)
    check_settled_store(full)


def test_a_backup_that_was_killed_keeps_the_stories_from_nobody_for_long(full: redis.Redis) -> None:
    records = back_up_until(full, "story")
    assert 0 < full.pttl(keys.story_lease("main")) <= 10_000
    assert records


def back_up_until(client: redis.Redis, kind: str) -> list[archive.Record]:
    """The records of a backup that stands still, for ever, at the first of a kind."""
    from dateline.backup import _Collection

    read, found = _Collection(client, "main").read(), []
    for record in read:
        found.append(record)
        if record["kind"] == kind:
            break
    # What was killed releases nothing.
    lease = client.get(keys.story_lease("main"))
    read.close()  # type: ignore[attr-defined]  # it is a generator
    client.set(keys.story_lease("main"), str(lease), px=10_000)
    return found


def test_what_a_second_story_claims_is_left_out_and_counted(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path
) -> None:
    def claim(records: list[archive.Record]) -> list[archive.Record]:
        made = next(r for r in records if r["kind"] == "story" and keys.SUMMARY in r["fields"])
        at = records.index(made) + 1
        whole = {**made, "id": "s-claims-all"}
        alone = next(r for r in records if r["kind"] == "story" and keys.SUMMARY not in r["fields"])
        records.remove(alone)
        mixed = {**made, "id": "s-mixed", "fields": {**made["fields"], **alone["fields"]}}
        return [*records[:at], whole, mixed, *records[at:]]

    make_backup(full, tmp_path / "archive")
    path = rewrite(tmp_path / "archive", claim)
    done = restore(Target(other, jobs, Settings()), path)
    stories = [r for r in read_archive(path) if r["kind"] == "story"]
    members = len(next(r for r in stories if r["id"] == "s-claims-all")["fields"]) - 2
    assert (done["claimed"], done["regrouped"], done["story"]) == (2 * members, 1, len(stories) - 1)
    assert not other.exists(keys.story("main", "s-claims-all"))
    assert other.hlen(keys.story("main", "s-mixed")) == 1
    settle(other)
    check_settled_store(other)


def interrupt(monkeypatch: pytest.MonkeyPatch, kind: str, do: Callable[[], object]) -> None:
    """Do something just before the first record of a kind is restored."""
    restore_one, left = Recovery.restore, [do]

    def restore_and_do(recovery: Recovery, record: archive.Record) -> None:
        if record["kind"] == kind and left:
            left.pop()()
        restore_one(recovery, record)

    monkeypatch.setattr(Recovery, "restore", restore_and_do)


def test_a_restore_whose_lease_ended_takes_it_again_and_loses_no_story(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = make_backup(full, tmp_path / "archive")
    interrupt(monkeypatch, "story", lambda: other.delete(keys.story_lease("main")))
    done = restore(Target(other, jobs, Settings()), tmp_path / "archive")
    assert (done["story"], done.get("regrouped")) == (counts["story"], None)
    assert find_stories(other, "main", StoryQuery()) == find_stories(full, "main", StoryQuery())


def test_nobody_groups_the_stories_of_a_restore_that_was_killed_and_they_keep_their_ids(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = make_backup(full, tmp_path / "archive")

    def stop() -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        interrupt(patch, "story", stop)
        with pytest.raises(KilledError):
            restore(Target(other, jobs, Settings()), tmp_path / "archive")
    other.delete(keys.story_lease("main"))
    assert Follower(other, "main").follow() == 0
    done = restore(Target(other, jobs, Settings()), tmp_path / "archive")
    assert (done["story"], done.get("regrouped")) == (counts["story"], None)
    settle(other)
    check_settled_store(other)
    assert find_stories(other, "main", StoryQuery()) == find_stories(full, "main", StoryQuery())


def test_a_restore_that_is_given_up_leaves_what_came_back_open_and_sound(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(full, tmp_path / "archive")

    def stop() -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        interrupt(patch, "story", stop)
        with pytest.raises(KilledError):
            restore(Target(other, jobs, Settings()), tmp_path / "archive")
    other.delete(keys.story_lease("main"))
    assert give_up(other) == ["main", "second"]
    new = Article(id="new", text="Marchers met police.", published_at="2018-10-29")
    assert Ledger(other, "main", Settings()).accept(new).outcome == "new"
    settle(other)
    check_settled_store(other)


def test_a_restore_that_cannot_have_the_stories_stops_and_goes_on_when_it_can(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(full, tmp_path / "archive")
    monkeypatch.setattr("dateline.recovery.LEASE_MS", 100)
    with monkeypatch.context() as patch:
        interrupt(patch, "story", lambda: other.set(keys.story_lease("main"), "another"))
        with pytest.raises(Conflict, match="start this restore again"):
            restore(Target(other, jobs, Settings()), tmp_path / "archive")
    other.delete(keys.story_lease("main"))
    restore(Target(other, jobs, Settings()), tmp_path / "archive")
    settle(other)
    check_settled_store(other)
    assert find_stories(other, "main", StoryQuery()) == find_stories(full, "main", StoryQuery())


def test_a_collection_that_is_whole_is_left_alone_when_a_restore_goes_on(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(full, tmp_path / "archive")
    restore_one = Recovery.restore

    def stop_in_second(recovery: Recovery, record: archive.Record) -> None:
        if recovery._collection == "second":
            raise KilledError
        restore_one(recovery, record)

    with monkeypatch.context() as patch:
        patch.setattr(Recovery, "restore", stop_in_second)
        with pytest.raises(KilledError):
            restore(Target(other, jobs, Settings()), tmp_path / "archive")
    assert other.get(keys.restoring("main")) == "restored"
    other.delete(keys.story_lease("second"))
    done = restore(Target(other, jobs, Settings()), tmp_path / "archive")
    assert (done["known"], done["article"]) == (6, 1)
    assert not other.exists(keys.restoring("main"), keys.restoring("second"))
    settle(other)
    check_settled_store(other)


def test_the_lease_of_a_restore_that_was_killed_is_waited_for(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path
) -> None:
    counts = make_backup(full, tmp_path / "archive")
    other.set(keys.story_lease("main"), "of one that was killed", px=300)
    done = restore(Target(other, jobs, Settings()), tmp_path / "archive")
    assert (done["story"], done.get("regrouped")) == (counts["story"], None)


def test_a_collection_takes_no_posts_and_no_deletions_until_its_restore_is_done(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(full, tmp_path / "archive")
    refused: list[int] = []

    def write() -> None:
        ledger = Ledger(other, "main", Settings())
        again = Article(id="a1", text="Other words.", published_at="2018-10-29")
        for do in (lambda: ledger.accept(again), lambda: ledger.delete("a1")):
            with pytest.raises(Restoring) as error:
                do()
            refused.append(error.value.status)
        # Another collection is closed too, as long as the same restore is to write there.
        with pytest.raises(Restoring):
            Ledger(other, "second", Settings()).accept(again)
        with pytest.raises(Restoring):
            back_up(other, refused.append)  # type: ignore[arg-type]  # nothing is written
        Ledger(other, "elsewhere", Settings()).accept(again)
        raise KilledError

    with monkeypatch.context() as patch:
        interrupt(patch, "article", write)
        with pytest.raises(KilledError):
            restore(Target(other, jobs, Settings()), tmp_path / "archive")
    assert refused == [503, 503]
    other.delete(keys.story_lease("main"))
    restore(Target(other, jobs, Settings()), tmp_path / "archive")
    assert Ledger(other, "main", Settings()).delete("a1") == 1
    settle(other)
    check_settled_store(other)


def test_a_restore_goes_on_with_the_collection_that_it_was_begun_with(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(full, tmp_path / "archive")

    def stop() -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        interrupt(patch, "article", stop)
        with pytest.raises(KilledError):
            restore(Target(other, jobs, Settings(), "main", "copy"), tmp_path / "archive")
    for collection, into in (("second", "copy"), ("main", "other"), (None, None)):
        with pytest.raises(Conflict, match="--collection main --into copy"):
            restore(Target(other, jobs, Settings(), collection, into), tmp_path / "archive")
    other.delete(keys.story_lease("copy"))
    done = restore(Target(other, jobs, Settings(), "main", "copy"), tmp_path / "archive")
    assert (done["article"], "known" in done) == (6, False)
    settle(other)
    check_settled_store(other, "copy")
    assert not other.exists(keys.RESTORE, keys.restoring("copy"))


def test_of_a_whole_collection_only_its_own_articles_were_there_before(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A restore of one collection that was killed after all of it was there, but before it was said to be."""
    make_backup(full, tmp_path / "archive")
    target = Target(other, jobs, Settings(), "main", "copy")

    def stop(*_: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(redis.Redis, "delete", stop)
        patch.setattr("dateline.storylease.StoryLease.release", lambda _: None)
        with pytest.raises(KilledError):
            restore(target, tmp_path / "archive")
    assert restore(target, tmp_path / "archive") == {"known": 6}


def test_a_key_that_was_rotated_while_a_restore_was_interrupted_stays_so(
    full: redis.Redis, other: redis.Redis, jobs: Queue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_backup(full, tmp_path / "archive")

    def stop() -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        interrupt(patch, "article", stop)
        with pytest.raises(KilledError):
            restore(Target(other, jobs, Settings()), tmp_path / "archive")
    (key,) = AccessKeys(other).read_all()
    assert AccessKeys(full).read_all() == [key]
    other.hset(keys.access_key(key.id), "digest", "of another secret")
    other.delete(keys.story_lease("main"))
    restore(Target(other, jobs, Settings()), tmp_path / "archive")
    assert other.hget(keys.access_key(key.id), "digest") == "of another secret"


def make_archives(folder: Path, *days: int) -> None:
    for day in days:
        with write_archive(folder / f"2026-11-{day:02}.dateline") as write:
            write({"kind": "manifest", "made_at": f"2026-11-{day:02}T02:17:00+00:00"})


def test_older_archives_go_and_what_is_none_of_them_stays(tmp_path: Path) -> None:
    make_archives(tmp_path, 1, 2, 3, 4, 5)
    others = {
        "2026-11-01.dateline.txt": b"",
        "2026-10-01.dateline": b"not one of ours",
        "north-2026-11-01.dateline": b"x",
    }
    for name, content in others.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "2025-01-01.dateline").symlink_to(tmp_path / "2026-11-01.dateline")
    (tmp_path / "before-1.dateline").write_bytes((tmp_path / "2026-11-01.dateline").read_bytes())
    gone = archive.prune(tmp_path / "2026-11-05.dateline", 2)
    assert [path.name for path in gone] == [f"2026-11-0{day}.dateline" for day in (1, 2, 3)]
    left = {"2026-11-04.dateline", "2026-11-05.dateline", "2025-01-01.dateline", "before-1.dateline", *others}
    assert {path.name for path in tmp_path.iterdir()} == left


def test_the_archive_that_was_just_made_is_never_removed(tmp_path: Path) -> None:
    make_archives(tmp_path, 1, 2, 3)
    archive.prune(tmp_path / "2026-11-01.dateline", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["2026-11-01.dateline"]


def test_what_a_killed_backup_left_goes_after_a_day(tmp_path: Path) -> None:
    make_archives(tmp_path, 1, 2)
    begun = (tmp_path / "2026-11-01.dateline").read_bytes()[: archive.HEAD_BYTES]
    now = time.time()
    for name, age in (("2026-11-03.dateline.part", 3_600), ("2026-11-04.dateline.part", 90_000)):
        (tmp_path / name).write_bytes(begun)
        os.utime(tmp_path / name, (now - age, now - age))
    archive.prune(tmp_path / "2026-11-02.dateline", 5)
    found = {path.name for path in tmp_path.iterdir()}
    assert found == {"2026-11-01.dateline", "2026-11-02.dateline", "2026-11-03.dateline.part"}


def test_a_name_without_a_number_tells_no_older_archives(tmp_path: Path) -> None:
    with pytest.raises(Setup, match="--keep"):
        archive.check_prunable(tmp_path / "today.dateline")
