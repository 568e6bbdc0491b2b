import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

# Runs as a process of its own: a supervisor forks, and the tests' process must not.
SCRIPT = """
import os, sys, time
from functools import partial
from pathlib import Path
from dateline import log
from workers.supervisor import supervise

log.configure("error")
folder = Path(sys.argv[1])

def note(name):
    with (folder / name).open("a") as out:
        out.write(f"{os.getpid()}\\n")

def live(deadline):
    note("live")
    time.sleep(60)

def hang(deadline):
    note("hang")
    with deadline:
        while True:
            pass

def leave(deadline):
    note("leave")

supervise({"live": live, "hang": hang, "leave": leave}, deadline_seconds=0.5, grace_seconds=2)
note("ended")
"""


@pytest.fixture
def supervisor(tmp_path: Path) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(SCRIPT), str(tmp_path)])
    wait_for(lambda: len(pids(tmp_path, "live")) == 1)
    return process


def pids(folder: Path, name: str) -> list[int]:
    path = folder / name
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def wait_for(condition: Callable[[], bool], seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_worker_is_replaced_and_the_stop_is_clean(
    supervisor: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    (first,) = pids(tmp_path, "live")
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: len(pids(tmp_path, "live")) == 2)
    supervisor.terminate()
    assert supervisor.wait(10) == 0
    assert pids(tmp_path, "ended") == [supervisor.pid]
    assert not any(is_running(pid) for pid in pids(tmp_path, "live") + pids(tmp_path, "hang"))


def test_a_worker_past_its_deadline_is_killed_and_replaced(
    supervisor: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    wait_for(lambda: len(pids(tmp_path, "hang")) >= 2)
    assert not is_running(pids(tmp_path, "hang")[0])
    assert is_running(pids(tmp_path, "live")[0])
    supervisor.terminate()
    supervisor.wait(10)


def test_a_worker_that_has_done_its_share_is_replaced(supervisor: "subprocess.Popen[bytes]", tmp_path: Path) -> None:
    wait_for(lambda: len(pids(tmp_path, "leave")) >= 2)
    assert len(pids(tmp_path, "live")) == 1, "the others go on"
    supervisor.terminate()
    supervisor.wait(10)


def test_workers_die_with_their_supervisor_however_it_ends(
    supervisor: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    supervisor.kill()
    supervisor.wait(10)
    wait_for(lambda: not any(is_running(pid) for pid in pids(tmp_path, "live") + pids(tmp_path, "hang")))
