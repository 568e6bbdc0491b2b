import asyncio

import pytest
from prometheus_client import CollectorRegistry

from dateline.changes import Change
from dateline.errors import Overloaded, TooMany, Unavailable
from dateline.feed import Message, order
from dateline.queries import EventQuery
from services.query import listeners
from services.query.listeners import FeedMetrics, Listener, Switchboard


def offer(listener: Listener, *positions: str) -> None:
    for position in positions:
        change = Change(position=position, op="created", id="e", article="a", revision=1)
        listener.offer(order(position), Message(change, {"type": "ASSAULT"}, None), f"{position} ".encode())


def make(told: str = "0-0", *, is_live: bool = True) -> Listener:
    return Listener("main", EventQuery(), order(told), order(told), wants_all=True, is_live=is_live)


async def test_a_listener_takes_all_that_waits_in_order() -> None:
    listener = make()
    offer(listener, "1-0", "2-0")
    assert await listener.take(1) == b"1-0 2-0 "
    assert listener.sent == (2, 0)


async def test_what_was_told_is_not_told_again() -> None:
    listener = make("2-0")
    offer(listener, "1-0", "2-0", "3-0", "3-0", "2-0")
    assert await listener.take(1) == b"3-0 "


async def test_what_a_listener_read_by_itself_is_cut_from_what_waits() -> None:
    listener = make(is_live=False)
    offer(listener, "3-0", "4-0", "5-0")
    listener.go_live((4, 0))
    offer(listener, "4-0", "5-0", "6-0")
    assert await listener.take(1) == b"5-0 6-0 "


async def test_a_listener_that_lags_is_dropped_and_remembers_what_it_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listeners, "MAX_WAITING", 2)
    listener = make()
    offer(listener, "1-0")
    await listener.take(1)
    offer(listener, "2-0", "3-0", "4-0", "5-0")
    assert await listener.take(1) == b""
    assert (listener.is_dropped, listener.sent) == (True, (1, 0))


async def test_messages_that_are_for_others_move_the_position_all_the_same() -> None:
    listener = Listener("main", EventQuery(type=("PROTEST",)), order("0-0"), order("0-0"), is_live=True)
    offer(listener, "1-0", "2-0")
    assert await listener.take(0.01) == b""
    assert listener.sent == (2, 0)


async def test_whoever_waits_is_woken() -> None:
    listener = make()
    waiting = asyncio.create_task(listener.take(10))
    await asyncio.sleep(0)
    offer(listener, "1-0")
    assert await waiting == b"1-0 "
    waiting = asyncio.create_task(listener.take(10))
    await asyncio.sleep(0)
    listener.end()
    assert await waiting == b""


def test_a_board_admits_so_many_and_none_once_it_is_closed() -> None:
    board = Switchboard(None, FeedMetrics(CollectorRegistry()), 1, 1)  # type: ignore[arg-type]  # nothing is read
    first = board.admit("main", EventQuery(), (0, 0))
    with pytest.raises(Overloaded):
        board.admit("main", EventQuery(), (0, 0))
    board.leave(first)
    board.admit("main", EventQuery(), (0, 0))
    board.close()
    with pytest.raises(Unavailable):
        board.admit("main", EventQuery(), (0, 0))


def test_one_key_has_so_many_listeners_and_others_have_their_own() -> None:
    board = Switchboard(None, FeedMetrics(CollectorRegistry()), 5, 2)  # type: ignore[arg-type]  # nothing is read
    first = board.admit("main", EventQuery(), (0, 0), "desk")
    board.admit("main", EventQuery(), (0, 0), "desk")
    with pytest.raises(TooMany) as refused:
        board.admit("main", EventQuery(), (0, 0), "desk")
    assert (refused.value.status, refused.value.retry_after) == (429, 30)
    assert board.count == 2
    board.admit("main", EventQuery(), (0, 0), "wire")
    board.leave(first)
    board.admit("main", EventQuery(), (0, 0), "desk")


def test_where_no_key_is_needed_only_all_listeners_are_counted() -> None:
    board = Switchboard(None, FeedMetrics(CollectorRegistry()), 3, 1)  # type: ignore[arg-type]  # nothing is read
    for _ in range(3):
        board.admit("main", EventQuery(), (0, 0))
    with pytest.raises(Overloaded):
        board.admit("main", EventQuery(), (0, 0))
