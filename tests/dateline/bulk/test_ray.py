import importlib.util
import json
import os
import pickle
import secrets
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from dateline.bulk import ray as engine
from dateline.bulk.blocks import cut
from dateline.bulk.local import run_local
from dateline.bulk.ray import Task, Tries, find_versions, run_ray
from dateline.bulk.work import TRIES, Part
from dateline.errors import Setup
from tests.dateline.bulk.stub import line, stub, write

if TYPE_CHECKING:
    from ray._private.node import Node
    from ray.cluster_utils import Cluster

needs_ray = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="Ray is not installed: pip install '.[ray]'"
)
# Ray Data sets what it says itself that nobody should.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:ray.data.context")
# So that a lost node is noticed within a second, not within half a minute, and that its processes come to their turn
# beside other work: Ray gives them a niceness of 15.
QUICK = {
    "health_check_initial_delay_ms": 0,
    "health_check_period_ms": 200,
    "health_check_failure_threshold": 3,
    "worker_niceness": 0,
}
STORE_BYTES = 80_000_000
# Long enough for a node to be at work, on whatever machine.
SECONDS = 120.0


@pytest.fixture(scope="module")
def cluster() -> Iterator["Cluster"]:
    """Two nodes of one CPU each, of this process; the first is where the driver is."""
    # A short name: there are sockets in it.
    with TemporaryDirectory(prefix="ray") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("RAY_AUTH_TOKEN", secrets.token_hex(32))
        from ray._private import ray_constants
        from ray.cluster_utils import Cluster

        # Or Ray would take another address of this machine for a driver that asks for 127.0.0.1.
        patch.setattr(ray_constants, "ENABLE_RAY_CLUSTER", False)
        node: dict[str, Any] = {"num_cpus": 1, "object_store_memory": STORE_BYTES, "node_ip_address": "127.0.0.1"}
        node |= {"include_dashboard": False, "include_log_monitor": False}
        head = {**node, "no_monitor": True, "_system_config": QUICK, "temp_dir": folder}
        made = Cluster(initialize_head=True, head_node_args=head)
        made.add_node(**node)
        yield made
        made.shutdown()  # type: ignore[no-untyped-call]


@pytest.fixture(autouse=True)
def _stubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.pipeline.load", stub)


def find_children(pid: int) -> dict[int, str]:
    """The processes that `pid` started, and how they are called now."""
    found = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
        # It may have ended by now.
        with suppress(FileNotFoundError, ProcessLookupError):
            found[int(child)] = Path(f"/proc/{child}/cmdline").read_text(encoding="utf-8").replace("\0", " ")
    return found


def find_raylet(node: "Node") -> int:
    return int(node.all_processes["raylet"][0].process.pid)


def is_at_work(node: "Node") -> bool:
    return any(name.startswith("ray::Map") for name in find_children(find_raylet(node)).values())


def kill(cluster: "Cluster", node: "Node") -> None:
    """Have a machine be gone at once, with all that runs on it."""
    raylet = find_raylet(node)
    for pid in (raylet, *find_children(raylet)):
        os.kill(pid, signal.SIGKILL)
    cluster.remove_node(node, allow_graceful=False)


def read_articles(parts: list[Part]) -> list[dict[str, Any]]:
    """All enriched articles in order, without how long each stage took."""
    articles = [json.loads(one) for part in sorted(parts, key=lambda p: p.number) for one in part.data.splitlines()]
    for article in articles:
        for stage in article["stages"].values():
            stage.pop("milliseconds")
    return articles


@needs_ray
def test_a_node_killed_midway_costs_nothing_and_doubles_nothing(
    cluster: "Cluster", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Several rounds, the first with both nodes; in it all wait for the file from the fifth block on.
    monkeypatch.setattr(engine, "BLOCKS_PER_PROCESS", 4)
    goes_on = tmp_path / "goes-on"
    path = write(tmp_path / "a", *(line(f"a{n}", text=f"Until {goes_on}" if n > 15 else "Go.") for n in range(80)))
    parts: list[Part] = []

    def kill_midway() -> None:
        (other,) = cluster.worker_nodes
        until = time.monotonic() + SECONDS
        try:
            while time.monotonic() < until and (len(parts) < 2 or not is_at_work(other)):
                time.sleep(0.01)
            if time.monotonic() < until:
                kill(cluster, other)
        finally:
            goes_on.touch()

    threading.Thread(target=kill_midway, daemon=True).start()
    for part in run_ray(cut([path], 4), "jsonl", 0, address=cluster.address):
        if not parts:
            # While there is a connection: each takes seconds.
            with pytest.raises(Setup, match=r"node 127\.0\.0\.1 has Dateline .+ with pipeline .+, not Dateline 0$"):
                engine.check_nodes("Dateline 0")
        parts.append(part)
    assert not cluster.worker_nodes, "it was killed while at work"
    assert sorted(part.number for part in parts) == list(range(20)), "each block comes once"
    assert read_articles(parts) == read_articles(list(run_local(cut([path], 4), "jsonl", 2)))


@needs_ray
def test_a_process_is_replaced_after_its_share(
    cluster: "Cluster", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SHARE", 5)
    signed = tmp_path / "signed"
    path = write(tmp_path / "a", *(line(f"a{n}", text=f"Sign {signed}") for n in range(12)))
    parts = list(run_ray(cut([path], 2), "jsonl", 1, address=cluster.address))
    assert sorted((part.number, part.articles) for part in parts) == [(n, 2) for n in range(6)]
    done = Counter(signed.read_text(encoding="ascii").split())
    assert (sum(done.values()), max(done.values())) == (12, 4), "as many whole blocks as fit into five"


@needs_ray
def test_an_article_that_ends_each_process_is_refused_and_the_others_are_made(
    cluster: "Cluster", tmp_path: Path
) -> None:
    path = write(tmp_path / "a", line("a"), line("b"), line("c", text="Die"), line("d"), line("e"))
    parts = sorted(run_ray(cut([path], 3), "jsonl", 0, address=cluster.address), key=lambda part: part.number)
    assert [part.articles for part in parts] == [2, 2]
    (refused,) = parts[0].refused
    assert (refused.line, refused.reason) == (3, f"it ended its worker {TRIES} times")


def make_task(monkeypatch: pytest.MonkeyPatch, tries: Tries) -> Task:
    """One whose actor lives here, without Ray."""
    monkeypatch.setattr("ray.get", lambda answer: answer)
    calls = {name: SimpleNamespace(remote=getattr(tries, name)) for name in ("load", "begin", "note", "end")}
    return Task(stub, "jsonl", 60, find_versions(), SimpleNamespace(**calls))


@needs_ray
def test_what_ends_its_process_each_time_is_refused_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = Tries()
    task = make_task(monkeypatch, tries)
    (block,) = cut([write(tmp_path / "a", line("a"), line("b"), line("c"))], 3)
    for _ in range(TRIES):
        assert tries.begin(block.number) == []
        tries.note(block.number, 1)
    part = pickle.loads(task({"block": pickle.dumps(block)})["made"])  # noqa: S301
    assert part.articles == 2
    assert [(refused.line, refused.reason) for refused in part.refused] == [(2, "it ended its worker 3 times")]


@needs_ray
def test_a_block_whose_process_ends_before_its_first_article_is_refused_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = Tries()
    task = make_task(monkeypatch, tries)
    (block,) = cut([write(tmp_path / "a", line("a"), line("b"))], 2)
    for _ in range(TRIES):
        assert tries.begin(block.number) == []
    part = pickle.loads(task({"block": pickle.dumps(block)})["made"])  # noqa: S301
    assert (part.articles, len(part.refused)) == (0, 2)


@needs_ray
def test_what_ends_its_process_while_the_pipeline_is_loaded_is_the_nodes_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = Tries()
    task = make_task(monkeypatch, tries)
    (block,) = cut([write(tmp_path / "a", line("a"))], 2)
    for _ in range(TRIES):
        tries.load(block.number)
    told = pickle.loads(task({"block": pickle.dumps(block)})["made"])  # noqa: S301
    assert told == "ended 3 processes that loaded the pipeline: too little memory?"


@needs_ray
def test_a_block_whose_result_was_lost_with_its_node_is_made_again_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = make_task(monkeypatch, Tries())
    (block,) = cut([write(tmp_path / "a", line("a"), line("b"))], 2)
    made = [pickle.loads(task({"block": pickle.dumps(block)})["made"]) for _ in range(TRIES + 2)]  # noqa: S301
    assert [part.articles for part in made] == [2] * (TRIES + 2)


def test_the_ray_client_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Setup, match="does not work through the Ray Client"):
        next(run_ray(cut([write(tmp_path / "a", line("a"))], 1), "jsonl", 0, address="ray://127.0.0.1:10001"))


def test_without_ray_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda _: None)
    with pytest.raises(Setup, match=r"pip install 'dateline\[ray\]'"):
        engine.require()


def test_a_node_that_came_later_with_another_dateline_makes_nothing(tmp_path: Path) -> None:
    task = Task(stub, "jsonl", 60, "Dateline 0", None)
    (block,) = cut([write(tmp_path / "a", line("a"))], 3)
    made = pickle.loads(task({"block": pickle.dumps(block)})["made"])  # noqa: S301
    assert made == f"has {find_versions()}, not Dateline 0"


@needs_ray
def test_where_nobody_listens_there_is_no_cluster(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"
    with pytest.raises(Setup, match=f"no Ray cluster at {address}"):
        next(run_ray(cut([write(tmp_path / "a", line("a"))], 1), "jsonl", 0, address=address))
