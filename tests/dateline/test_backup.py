"""The drill: a store is backed up while in use; its archive is refused when damaged, and read back elsewhere."""

import contextlib
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
from dateline.errors import Conflict, Damaged, DatelineError, Setup, Unavailable
from dateline.feed import read_after
from dateline.follower import Follower
from dateline.ledger import Claim, Ledger
from dateline.models import Article
from dateline.queries import EventQuery, StoryQuery
from dateline.recovery import Recovery
from dateline.restore import Target, restore
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

    def restore_some(recovery: Recovery, record: Any) -> str:
        left[0] -= 1
        if not left[0]:
            raise KilledError
        return store_one(recovery, record)

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
