"""Corrections as they are stored: whole or not at all, one after the other, and written down."""

from collections.abc import Callable
from typing import Any

import pytest
import redis

from dateline import correction_store, keys
from dateline.correction_log import read_page
from dateline.correction_store import CorrectionStore, decode, encode, load_corrections
from dateline.corrections import Corrections
from dateline.errors import Conflict, Invalid, NotFound
from tests.dateline.people import BOB, ROBERT, open_desk


@pytest.fixture(params=["fake", "real"])
def client(request: pytest.FixtureRequest) -> redis.Redis:
    found: redis.Redis = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def desk(client: redis.Redis) -> CorrectionStore:
    return open_desk(client)


def test_corrections_are_read_back_as_they_were() -> None:
    corrections = Corrections(
        "1", {BOB: ("The Boss", "a:b")}, {BOB: ROBERT}, {ROBERT: {"a1": BOB, "a-2.~": BOB}}, {BOB: "Bob: Smith"}
    )
    assert decode({**encode(corrections), "version": "1"}) == corrections


def test_corrections_that_have_not_changed_are_not_read_again(client: redis.Redis, desk: CorrectionStore) -> None:
    desk.merge(BOB, ROBERT)
    assert load_corrections(client, "main") is load_corrections(client, "main")


def test_only_so_many_corrections_are_held(
    client: redis.Redis, desk: CorrectionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(correction_store, "MAX_HELD", 2)
    for n in range(4):
        desk.give_aliases(BOB, [f"Name {n}"])
        assert load_corrections(client, "main").aliases == {BOB: (f"Name {n}",)}
        assert len(correction_store._held) <= 3


@pytest.mark.parametrize(
    ("change", "problem", "words"),
    [
        (lambda desk: desk.merge("person/nobody", BOB), NotFound, "no entity"),
        (lambda desk: desk.merge(BOB, "person/nobody"), Invalid, "into"),
        (lambda desk: desk.split(BOB, ["a1", "a2"], None, None), Invalid, "articles.1"),
        (lambda desk: desk.split("person/nobody", ["a1"], None, None), NotFound, "no entity"),
        (lambda desk: desk.give_aliases("person/nobody", ["x"]), NotFound, "no entity"),
    ],
)
def test_what_cannot_be_changes_nothing(
    client: redis.Redis, desk: CorrectionStore, change: Callable[[CorrectionStore], Any], problem: Any, words: str
) -> None:
    with pytest.raises(problem, match=words):
        change(desk)
    assert not client.exists(keys.corrections("main"), keys.correction_log("main"), keys.outdated("main"))


def test_aliases_given_twice_are_one_correction(client: redis.Redis, desk: CorrectionStore) -> None:
    assert desk.give_aliases(ROBERT, ["Boss"]).id is not None
    assert desk.give_aliases(ROBERT, ["the boss"]).id is not None
    assert desk.give_aliases(ROBERT, ["the boss"]).id is None
    assert client.xlen(keys.correction_log("main")) == 2


def test_the_limit_of_corrections(desk: CorrectionStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.correction_store.MAX_CORRECTIONS", 1)
    with pytest.raises(Conflict, match="limit"):
        desk.merge(BOB, ROBERT)


def test_two_changes_at_once_both_hold(
    client: redis.Redis, desk: CorrectionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one finds that the corrections are not those that it was made from, and is made again."""
    read, other = load_corrections, CorrectionStore(client, "main", "request-2")
    interfere = [lambda: other.give_aliases(ROBERT, ["Boss"])]

    def load(*arguments: Any) -> Any:
        found = read(*arguments)
        if interfere:
            interfere.pop()()
        return found

    monkeypatch.setattr(correction_store, "load_corrections", load)
    desk.merge(BOB, ROBERT)
    now = read(client, "main")
    assert (now.merges, now.aliases) == ({BOB: ROBERT}, {ROBERT: ("Boss",)})


def test_the_log_says_what_was_corrected_when_and_by_which_request(client: redis.Redis, desk: CorrectionStore) -> None:
    desk.merge(BOB, ROBERT)
    desk.give_aliases(ROBERT, ["Boss"])
    desk.undo_merge(BOB)
    page = read_page(client, "main", 2, None)
    assert [(line.kind, line.key, line.request_id) for line in page.items] == [
        ("undo merge", BOB, "request-1"),
        ("aliases", ROBERT, "request-1"),
    ]
    assert page.items[1].detail == {"before": [], "after": ["Boss"]}
    (last,) = read_page(client, "main", 2, page.next).items
    assert (last.kind, last.detail, last.to_remake, last.time.utcoffset() is not None) == (
        "merge",
        {"into": ROBERT},
        1,
        True,
    )
