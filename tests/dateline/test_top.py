import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import redis
from pydantic import SecretStr

from tests.live import Live
from tests.make import enriched, event, store
from tests.services.conftest import live  # noqa: F401

DATELINE = str(Path(sys.executable).with_name("dateline"))


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([DATELINE, "top", *arguments], capture_output=True, text=True, check=False, timeout=60)


def test_one_frame_is_printed_from_redis_for_a_pipe(real: redis.Redis, redis_url: SecretStr) -> None:
    store(real, [enriched("a1", [event("e1")])])
    done = run("--once", "--redis-url", redis_url.get_secret_value())
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith("Dateline at its Redis · pipeline")
    (line,) = (line for line in done.stdout.splitlines() if line.startswith("main"))
    assert line.split()[1:6] == ["0", "–", "0", "1", "0"]
    assert "no worker is at work" in done.stdout


def test_one_frame_is_printed_from_the_service(live: Live, real: redis.Redis) -> None:  # noqa: F811
    store(real, [enriched("a1")], "desk")
    done = run("--once", "--url", live.url)
    assert done.returncode == 0, done.stderr
    assert f"Dateline at {live.url}" in done.stdout
    assert "feed listeners 0" in done.stdout
    assert any(line.startswith("desk") for line in done.stdout.splitlines())


def test_a_service_that_does_not_answer_is_named_without_a_traceback() -> None:
    done = run("--once", "--url", "http://127.0.0.1:9")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_the_live_view_is_drawn_again_and_ends_with_q(real: redis.Redis, redis_url: SecretStr) -> None:
    store(real, [enriched("a1")])
    command = [DATELINE, "top", "--every", "0.2", "--redis-url", redis_url.get_secret_value()]
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "160", "LINES": "50", "TERM": "xterm"}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    try:
        written, until = b"", time.monotonic() + 60
        while written.count(b"pipeline") < 3:
            assert time.monotonic() < until
            if select.select([ours], [], [], 1)[0]:
                written += os.read(ours, 65_536)
        os.write(ours, b"q")
        while select.select([ours], [], [], 0.2)[0]:
            try:
                written += os.read(ours, 65_536)
            except OSError:
                break
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert b"\x1b[?1049h" in written, "the screen is its own"
    assert b"\x1b[?1049l" in written, "and given back"
