"""The real processes: `dateline up` with its own Redis, workers and APIs, as a user starts it."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr

from dateline import keys
from dateline.client import Dateline
from dateline.connection import connect

DATELINE = str(Path(sys.executable).with_name("dateline"))
SEED = Path(__file__).parents[2] / "shared" / "seeds" / "000_586f377d8ea5ee54.txt"
STORY = (
    "date 2018-10-29 A storm is expected to reach Pittsburgh on Tuesday, forecasters said.\n\n"
    "On Saturday a gunman killed 11 people in Pittsburgh. “We will rebuild,” said Mayor Ann Lee."
)


@dataclass
class Running:
    process: "subprocess.Popen[bytes]"
    url: str
    data: Path


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def start(data: Path, *arguments: str) -> Running:
    port = free_port()
    command = [DATELINE, "up", "--port", str(port), "--data", str(data), "--workers", "1", *arguments]
    environment = {**os.environ, "DATELINE_LEASE_SECONDS": "2", "DATELINE_RECONCILE_SECONDS": "0.3"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    running = Running(process, f"http://127.0.0.1:{port}", data)
    wait_for(lambda: answers(f"{running.url}/health/ready"))
    return running


def answers(url: str) -> bool:
    try:
        return httpx2.get(url, timeout=2).status_code == 200
    except httpx2.TransportError:
        return False


def wait_for(condition: Callable[[], object], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)


def descendants(pid: int) -> dict[int, str]:
    """The processes under `pid`, with their command lines."""
    found: dict[int, str] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            found[int(entry.name)] = f"{parent} {(entry / 'cmdline').read_bytes().replace(bytes(1), b' ').decode()}"
        except (FileNotFoundError, ProcessLookupError):
            continue
    family = {pid}
    while more := {child for child, line in found.items() if int(line.split()[0]) in family} - family:
        family |= more
    return {child: found[child] for child in family - {pid}}


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = start(tmp_path_factory.mktemp("d"))
    yield running
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(30) == 0


def enrich(client: Dateline, text: str) -> str:
    article_id = client.post(text).id
    wait_for(lambda: client.status(article_id, wait_seconds=5).status in ("succeeded", "partial", "failed"))
    return article_id


def test_a_posted_article_becomes_events_that_can_be_asked_for(served: Running) -> None:
    with Dateline(served.url) as client:
        article_id = enrich(client, STORY)
        assert client.status(article_id).status == "succeeded"
        (attack,) = client.events(place="Pittsburgh", datetime="2018-10-27", type="ASSAULT")
    assert attack.status == "happened"
    assert [number.value for number in attack.numbers] == [11]
    assert "gunman killed" in attack.evidence.surface
    text = httpx2.get(f"{served.url}/v1/articles/{article_id}").json()["text"]
    assert text[attack.evidence.start : attack.evidence.end] == attack.evidence.surface


def test_work_goes_on_when_a_worker_is_killed(served: Running) -> None:
    with Dateline(served.url, "kills") as client:
        ids = [client.post(f"date 2018-10-29 Story {n}. {STORY[16:]}").id for n in range(20)]
        workers = [pid for pid, line in descendants(served.process.pid).items() if "-m workers" in line]
        for pid in sorted(workers)[1:]:
            os.kill(pid, signal.SIGKILL)
        wait_for(lambda: client.overview().succeeded == 20)
        assert client.overview().failed == 0
        counts = [len(list(client.events(article=article_id))) for article_id in ids]
    assert len(set(counts)) == 1, "nothing doubles"


def test_the_command_line_posts_and_asks(served: Running, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY.replace("11 people", "12 people"), encoding="utf-8")
    url = ["--url", served.url, "--collection", "cli"]
    assert subprocess.run([DATELINE, "post", str(path), *url], check=False).returncode == 0
    shown = subprocess.run(
        [DATELINE, "events", "--place", "Pittsburgh", "--json", *url], capture_output=True, check=True
    )
    events = [json.loads(line) for line in shown.stdout.splitlines()]
    assert any(number["value"] == 12 for event in events for number in event["numbers"])
    status = subprocess.run([DATELINE, "status", *url], capture_output=True, check=True, text=True)
    assert status.stdout.startswith("1 enriched (0 of them in part), 0 failed")
    table = subprocess.run([DATELINE, "events", *url], capture_output=True, check=True, text=True)
    assert "gunman" in table.stdout


def test_processes_tell_that_they_are_there_and_counters_outlive_them(served: Running) -> None:
    def heard() -> dict[str, int]:
        return {one.role: one.pid for one in client.activity().processes if not one.is_silent}

    with Dateline(served.url, "watching") as client:
        enrich(client, STORY)
        wait_for(lambda: set(heard()) == {"worker", "reconciler", "stories"})
        before = heard()["worker"]
        os.kill(before, signal.SIGKILL)
        wait_for(lambda: heard().get("worker", before) != before)
        enrich(client, STORY.replace("11 people", "13 people"))
    metrics = httpx2.get(f"{served.url}/metrics").text
    assert 'dateline_jobs_total{collection="watching",outcome="succeeded"} 2.0' in metrics
    assert 'dateline_stage_seconds_count{collection="watching",stage="events"} 2.0' in metrics
    shown = subprocess.run(
        [DATELINE, "top", "--once", "--data", str(served.data)], capture_output=True, check=True, text=True
    )
    assert "worker-1" in shown.stdout
    assert "watching" in shown.stdout


def test_a_redis_that_runs_already_is_used(redis_url: SecretStr, tmp_path: Path) -> None:
    running = start(tmp_path / "d", "--redis-url", redis_url.get_secret_value())
    assert not any("redis-server" in line for line in descendants(running.process.pid).values())
    with Dateline(running.url, "outside") as client:
        enrich(client, STORY)
        assert list(client.events(place="Pittsburgh", type="ASSAULT"))
        wait_for(lambda: len(client.activity().processes) == 3)
    running.process.terminate()
    assert running.process.wait(30) == 0
    with contextlib.closing(connect(redis_url)) as store:
        assert store.hgetall(keys.PROCESSES) == {}, "whoever ends politely takes its name back"


def test_a_second_server_on_the_same_data_is_refused(served: Running) -> None:
    command = [DATELINE, "up", "--port", str(free_port()), "--data", str(served.data)]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert refused.returncode == 1
    assert "another Dateline uses" in refused.stderr.replace("\n", " ")


@pytest.mark.skipif(not SEED.exists(), reason="the seed document is not beside the project")
def test_the_seed_document_is_enriched_as_it_came(served: Running) -> None:
    with Dateline(served.url, "seed") as client:
        article_id = client.post_file(SEED).id
        wait_for(lambda: client.status(article_id, wait_seconds=5).status not in ("queued", "running"))
        assert client.status(article_id).status == "succeeded"
        assert list(client.events(place="Pittsburgh"))
        assert list(client.events(entity="Trump", datetime="2018-10-27/2018-10-27"))
        assert list(client.events(country="GT"))


def test_the_service_ends_and_says_so_when_its_redis_does(tmp_path: Path) -> None:
    running = start(tmp_path / "d")
    (redis_server,) = (pid for pid, line in descendants(running.process.pid).items() if "redis-server" in line)
    os.kill(redis_server, signal.SIGKILL)
    assert running.process.wait(30) == 1


def test_data_is_found_again_and_nothing_outlives_a_killed_server(tmp_path: Path) -> None:
    running = start(tmp_path / "d")
    with Dateline(running.url) as client:
        article_id = enrich(client, STORY)
        # Once a second is how often the append-only file is synced.
        time.sleep(1.2)
    family = descendants(running.process.pid)
    assert any("redis-server" in line for line in family.values())
    running.process.kill()
    running.process.wait(10)
    wait_for(lambda: not any(is_running(pid) for pid in family), seconds=10)
    again = start(tmp_path / "d")
    with Dateline(again.url) as client:
        assert client.status(article_id).status == "succeeded"
        assert list(client.events(place="Pittsburgh"))
    family = descendants(again.process.pid)
    again.process.send_signal(signal.SIGTERM)
    assert again.process.wait(30) == 0
    assert not any(is_running(pid) for pid in family)


def test_while_redis_hangs_every_call_but_liveness_answers_503(tmp_path: Path) -> None:
    running = start(tmp_path / "d")
    (redis_server,) = (pid for pid, line in descendants(running.process.pid).items() if "redis-server" in line)
    os.kill(redis_server, signal.SIGSTOP)
    try:
        for path in ("/health/ready", "/v1/events", "/v1/status", "/v1/articles/a/status?wait=20", "/v1/articles/a"):
            # The limit tells an answer from a wait.
            answer = httpx2.get(running.url + path, timeout=5)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "1"), path
        assert httpx2.get(running.url + "/health/live", timeout=5).status_code == 200
    finally:
        os.kill(redis_server, signal.SIGCONT)
    wait_for(lambda: answers(f"{running.url}/health/ready"), seconds=5)
    running.process.terminate()
    assert running.process.wait(30) == 0
