import io
from typing import Any

import pytest
from rich.console import Console

from dateline.activity import (
    Activity,
    CollectionActivity,
    DeadLetter,
    ProcessActivity,
    RunningArticle,
    StoreActivity,
    Timing,
)
from dateline.dashboard import MAX_ROWS, History, draw, spell_seconds

NONE = Timing(count=0, seconds=0, mean=None, p50=None, p95=None)
STATES = dict.fromkeys(("queued", "running", "succeeded", "partial", "failed"), 0)


def collection(name: str = "main", accepted: int = 0, ended: int = 0, **states: int) -> CollectionActivity:
    return CollectionActivity(
        name=name, states={**STATES, **states}, oldest_queued_seconds=75, overdue_leases=0, outdated=4, parked=0,
        stories_lag_seconds=0.5, stories_scanning=False, accepted=accepted,
        ended={window: {"succeeded": ended, "partial": 0, "failed": 0} for window in ("1m", "5m", "15m")},
    )  # fmt: skip


def process(name: str = "host/worker-1", **fields: Any) -> ProcessActivity:
    made = {"role": "worker", "pid": 7, "up_seconds": 60, "silent_seconds": 1, "is_silent": False, "done": 1234}
    return ProcessActivity(**{"name": name, **made, **fields})


def running(article: str, worker: str = "host/worker-1", **fields: Any) -> RunningArticle:
    made = {"collection": "main", "attempt": 1, "stage": "dates", "seconds": 2.5, "lease_seconds": 8}
    return RunningArticle(**{"article": article, "worker": worker, **made, **fields})


def activity(**fields: Any) -> Activity:
    made = {
        "at_ms": 1_000_000, "pipeline_version": "2", "n_collections": 1,
        "store": StoreActivity(version="8.2.3", memory_used_bytes=5_000_000, memory_max_bytes=0, clients=3,
                               commands_per_second=12, append_only_ok=True),
        "processes": [process()], "running": [], "dead_letters": [], "collections": [collection()],
        "wait": NONE, "job": NONE, "stages": {"dates": NONE},
    }  # fmt: skip
    return Activity(**{**made, **fields})


def show(*seen: Activity, trouble: str | None = None, width: int = 170) -> str:
    history = History()
    for one in seen:
        history.add(one)
    console = Console(width=width, record=True, file=io.StringIO(), color_system=None)
    console.print(draw(seen[-1], history, "http://127.0.0.1:8000", width, trouble))
    return console.export_text()


def row(text: str, begin: str) -> list[str]:
    (line,) = (line for line in text.splitlines() if line.startswith(begin))
    return [part.strip() for part in line.split("  ") if part.strip()]


def test_a_collection_shows_its_states_and_rates() -> None:
    before = activity(at_ms=970_000, collections=[collection(accepted=10)])
    now = activity(
        collections=[collection(accepted=15, ended=30, queued=7, running=1, succeeded=1200, partial=30, failed=2)]
    )
    assert row(show(before, now), "main") == [
        "main", "7", "1m 15s", "1", "1,230", "2", "10", "30", "6.0", "2.0", "30", "4", "500 ms",
    ]  # fmt: skip


def test_a_single_look_knows_no_arrivals() -> None:
    assert row(show(activity(collections=[collection(accepted=10, queued=1)])), "main")[6] == "–"


def test_a_worker_shows_what_it_is_at() -> None:
    text = show(activity(running=[running("a1")]))
    assert row(text, "host/worker-1") == [
        "host/worker-1", "1.0 s", "main/a1", "dates", "2.5 s", "8.0 s", "1", "7", "1m 00s", "1,234",
    ]  # fmt: skip


def test_what_a_killed_worker_held_is_shown_beside_what_its_successor_is_at() -> None:
    now = activity(
        processes=[process(up_seconds=3)],
        running=[running("old", seconds=9, lease_seconds=-1), running("new", seconds=1)],
    )
    lines = [line for line in show(now).splitlines() if line.startswith("host/worker-1")]
    assert ("main/new" in lines[0], "gone" in lines[1], "main/old" in lines[1], "over" in lines[1]) == (True,) * 4


def test_a_narrow_terminal_shows_what_matters_whole() -> None:
    text = show(activity(collections=[collection(queued=7)], running=[running("a1")]), width=80)
    assert row(text, "main")[:3] == ["main", "7", "1m 15s"]
    assert row(text, "host/worker-1") == ["host/worker-1", "1.0 s", "main/a1", "dates", "2.5 s", "8.0 s"]
    assert "…" not in text


def test_a_silent_worker_is_called_so_and_that_nobody_works() -> None:
    text = show(activity(processes=[process(is_silent=True, silent_seconds=42)]))
    assert "silent 42.0 s" in text
    assert "no worker is at work" in text
    assert "no worker is at work" not in show(activity())


def test_dead_letters_show_why() -> None:
    letter = DeadLetter(collection="main", article="a1", attempts=3, error="each of 3 attempts ended", seconds=7300)
    text = show(activity(dead_letters=[letter], collections=[collection(failed=1)]))
    assert row(text, "main/a1") == ["main/a1", "2h 01m", "3", "each of 3 attempts ended"]


def test_what_a_terminal_would_obey_is_not_written() -> None:
    letter = DeadLetter(collection="main", article="a1", attempts=1, error="[bold]\x1b[2J\x07x", seconds=1)
    text = show(activity(dead_letters=[letter], processes=[process("w\x1b[31m")]))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[bold]" in text, "markup is not obeyed either"


def test_stage_times_of_the_last_minute_stand_beside_those_of_all() -> None:
    before = Timing(count=10, seconds=10, mean=1, p50=1, p95=1)
    after = Timing(count=12, seconds=11, mean=0.92, p50=0.04, p95=2)
    text = show(activity(at_ms=990_000, stages={"dates": before}), activity(stages={"dates": after}))
    assert row(text, "  dates") == ["dates", "12", "500 ms", "920 ms", "40.0 ms", "2.0 s"]


def test_what_cannot_be_read_is_said_above_what_was_seen_last() -> None:
    text = show(activity(), trouble="the service does not answer")
    assert "the service does not answer; what follows is what was seen last" in text


def test_long_lists_end_with_how_many_more_there_are() -> None:
    many = [collection(f"c{n:02}", queued=n) for n in range(MAX_ROWS + 3)]
    text = show(activity(collections=many, n_collections=len(many)))
    assert "and 3 more" in text
    assert "c00" not in text, "the busiest come first"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"append_only_ok": False}, "append-only file cannot be written"),
        ({"memory_max_bytes": 6_000_000}, "5.0 MB of 6.0 MB"),
        ({"index_failures": 2}, "2 index failures"),
    ],
)
def test_trouble_of_the_store_is_in_the_head(fields: dict[str, Any], told: str) -> None:
    assert told in show(activity(store=activity().store.model_copy(update=fields)))


def test_a_store_that_went_back_in_time_begins_anew() -> None:
    now = activity(at_ms=500_000, collections=[collection(accepted=1, queued=1)])
    assert row(show(activity(collections=[collection(accepted=90)]), now), "main")[6] == "–"


@pytest.mark.parametrize(
    ("seconds", "spelled"),
    [(None, "–"), (0, "0 ms"), (0.0042, "4.2 ms"), (0.25, "250 ms"), (1, "1.0 s"), (59.9, "59.9 s"), (61, "1m 01s"),
     (3600, "1h 00m"), (7265, "2h 01m"), (90_000, "1d 01h")],
)  # fmt: skip
def test_times_are_spelled_as_people_read_them(seconds: float | None, spelled: str) -> None:
    assert spell_seconds(seconds) == spelled
