"""No process starts on a Redis that asks others for no password."""

import os
import subprocess
import sys

import pytest

OPEN = "redis://redis.example.org:6379/0"


@pytest.mark.parametrize(
    "command",
    [
        ("services", "ingest"),
        ("workers",),
        ("dateline.cli", "up", "--redis-url", OPEN),
    ],
    ids=" ".join,
)
def test_a_process_refuses_a_redis_that_is_open_to_others_and_says_why(command: tuple[str, ...]) -> None:
    environment = {**os.environ, "DATELINE_REDIS_URL": OPEN, "COLUMNS": "300"}
    ended = subprocess.run(
        [sys.executable, "-m", *command], env=environment, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 1
    assert "has no password" in ended.stderr
    assert "DATELINE_ALLOW_PASSWORDLESS_REDIS" in ended.stderr
    assert "Traceback" not in ended.stderr
