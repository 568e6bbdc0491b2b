"""The supervisor: loads the models once, forks the workers, restarts them, kills those past a job's deadline.

It holds no connection and no thread, so that a fork of it is clean and nothing of Redis's can stop it.
Its children die with it, whatever ends it.
"""

import gc
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

import structlog

from dateline.process import die_with_parent
from workers.deadline import Deadline

log = structlog.get_logger()

POLL_SECONDS = 0.2
# A child that dies at once is not started again at once: 0.2 s, doubled up to 5 s, until one lives for 10 s.
BACKOFF_SECONDS = (0.2, 5.0)
STEADY_SECONDS = 10.0


@dataclass
class Child:
    """One place for a process: what it runs, its deadline, and the process that holds the place now."""

    name: str
    run: Callable[[Deadline], None]
    deadline: Deadline
    pid: int = 0
    started: float = 0.0
    backoff: float = 0.0


def supervise(children: dict[str, Callable[[Deadline], None]], deadline_seconds: float, grace_seconds: float) -> None:
    """Keep one process running for each of `children`, until SIGTERM or SIGINT.

    Then they get SIGTERM, and SIGKILL after `grace_seconds`.
    """
    stopping = _catch_stop_signals()
    gc.collect()
    # What was loaded so far is shared by all forks; keep the collector from writing to its pages.
    gc.freeze()
    places = [Child(name, run, Deadline()) for name, run in children.items()]
    while not stopping:
        for child in places:
            _keep(child, deadline_seconds)
        time.sleep(POLL_SECONDS)
    _stop(places, grace_seconds)


def _catch_stop_signals() -> list[int]:
    received: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        received.append(number)

    signal.signal(signal.SIGTERM, note)
    signal.signal(signal.SIGINT, note)
    return received


def _keep(child: Child, deadline_seconds: float) -> None:
    now = time.monotonic()
    if child.pid and child.deadline.elapsed_seconds() > deadline_seconds:
        log.error("worker.killed", worker=child.name, pid=child.pid, deadline_seconds=deadline_seconds)
        os.kill(child.pid, signal.SIGKILL)
    if child.pid and (code := _find_code(child)) is not None:
        child.backoff = min(max(child.backoff * 2, BACKOFF_SECONDS[0]), BACKOFF_SECONDS[1])
        if now - child.started > STEADY_SECONDS:
            child.backoff = 0.0
        if code:
            log.warning("worker.lost", worker=child.name, pid=child.pid, code=code)
        child.pid, child.started = 0, now
    if not child.pid and now - child.started >= child.backoff:
        child.deadline.clear()
        child.pid, child.started = _fork(child), now


def _find_code(child: Child) -> int | None:
    """The exit code of a child that has ended; negative: the signal that ended it; 0: it has done its share."""
    pid, status = os.waitpid(child.pid, os.WNOHANG)
    if not pid:
        return None
    code = os.waitstatus_to_exitcode(status)
    log.info("worker.ended", worker=child.name, pid=pid, code=code)
    return code


def _fork(child: Child) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid:
        log.info("worker.started", worker=child.name, pid=pid)
        return pid
    code = 1
    try:
        die_with_parent(parent)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        # Ctrl-C reaches the whole group; the supervisor alone answers it, and tells its children.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        child.run(child.deadline)
        code = 0
    except Exception:
        log.exception("worker.failed", worker=child.name)
    finally:
        os._exit(code)


def _stop(places: list[Child], grace_seconds: float) -> None:
    running = [child for child in places if child.pid]
    for child in running:
        os.kill(child.pid, signal.SIGTERM)
    until = time.monotonic() + grace_seconds
    while running and time.monotonic() < until:
        running = [child for child in running if _find_code(child) is None]
        time.sleep(POLL_SECONDS / 4)
    for child in running:
        os.kill(child.pid, signal.SIGKILL)
        os.waitpid(child.pid, 0)
