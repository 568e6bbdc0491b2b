"""Redis with the shipped ACL file, and the real processes, each as its own user."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import httpx2
import redis
from pydantic import SecretStr

from dateline.connection import connect
from dateline.embedded import redis_command, stop
from dateline.process import die_with_parent

ROOT = Path(__file__).parents[2]
USERS = ("ingest", "query", "worker", "admin")


def wait_for(condition: Callable[[], object], seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.1)


@contextmanager
def run(command: Sequence[str], log: Path, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A process of ours until the block ends; its output goes to `log`."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdout=output,
            stderr=output,
            preexec_fn=partial(die_with_parent, os.getpid()),
        )
    try:
        yield process
    finally:
        stop(process)


@contextmanager
def run_redis(folder: Path, *options: str) -> Iterator[Path]:
    """The embedded server with more options; its socket."""
    folder.mkdir(exist_ok=True)
    socket = folder / "s"
    with run([*redis_command(folder, socket, "everysec"), *options], folder / "redis.log"):
        wait_for(lambda: "Ready to accept connections unix" in (folder / "redis.log").read_text(), 20)
        yield socket


def write_users(folder: Path) -> Path:
    """The shipped ACL file, each user's password being the user's name."""
    text = (ROOT / "deploy" / "redis" / "users.acl").read_text()
    for user in USERS:
        text = text.replace(f"#{{{user}}}", f"#{hashlib.sha256(user.encode()).hexdigest()}")
    path = folder / "users.acl"
    path.write_text(text)
    return path


def address(socket: Path, user: str) -> SecretStr:
    return SecretStr(f"unix://{user}:{user}@{socket}")


def as_user(socket: Path, user: str) -> "redis.Redis":
    return connect(address(socket, user), 10)


@contextmanager
def run_service(name: str, port: int, log: Path, **environment: str) -> Iterator[str]:
    """One API as its own process; its address."""
    url = f"http://127.0.0.1:{port}"
    with run([sys.executable, "-m", "services", name], log, DATELINE_PORT=str(port), **environment) as process:
        wait_for(lambda: process.poll() is not None or answers(url))
        assert process.poll() is None, log.read_text()[-2000:]
        yield url


def answers(url: str) -> bool:
    with suppress(httpx2.TransportError):
        return httpx2.get(f"{url}/health/ready", timeout=5).status_code == 200
    return False
