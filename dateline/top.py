"""`dateline top`: a live view of queue, workers, rates and failures, in the terminal."""

import os
import select
import sys
import termios
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Annotated

import redis
import typer

from dateline.activity import Activity
from dateline.dashboard import History, draw
from dateline.errors import DatelineError, Unavailable
from dateline.terminal import out

Read = Callable[[], Activity]


def top(
    url: Annotated[str, typer.Option("--url", envvar="DATELINE_URL", help="Where Dateline is served.")] = (
        "http://127.0.0.1:8000"
    ),
    redis_url: Annotated[
        str | None, typer.Option(help="Read this Redis, not the API: works while that is down.")
    ] = None,
    data: Annotated[Path | None, typer.Option(help="Read the embedded Redis of this folder, not the API.")] = None,
    collection: Annotated[str | None, typer.Option(help="Only this collection; default: all.")] = None,
    every: Annotated[float, typer.Option(help="Seconds between two looks.", min=0.2, max=60)] = 1.0,
    once: Annotated[bool, typer.Option("--once", help="Print one frame, and end.")] = False,
) -> None:
    """Watch queue, workers, rates, stage times and dead letters; q or Ctrl-C ends it.

    It asks the API, with the key in DATELINE_KEY where one is needed (one of all collections, `*`).
    """
    with ExitStack() as stack:
        if redis_url is not None or data is not None:
            source, read = stack.enter_context(_open_store(redis_url, data, collection))
        else:
            source, read = stack.enter_context(_open_service(url, collection))
        history = History()
        if once or not sys.stdout.isatty():
            history.add(first := read())
            out.print(draw(first, history, source, out.width))
            return
        with suppress(KeyboardInterrupt):
            _watch(read, history, source, every)


@contextmanager
def _open_service(url: str, collection: str | None) -> Iterator[tuple[str, Read]]:
    from dateline.client import Dateline

    with Dateline(url, collection, retries=0) as client:
        yield url, client.activity


@contextmanager
def _open_store(redis_url: str | None, data: Path | None, collection: str | None) -> Iterator[tuple[str, Read]]:
    from dateline.attachment import find_store
    from dateline.connection import connect
    from dateline.observation import read_activity

    address, folder = find_store(redis_url, data)
    if address is None:
        from pydantic import SecretStr

        address = SecretStr(f"unix://{folder.resolve() / 'redis.sock'}")
    client = connect(address)

    def read() -> Activity:
        try:
            return read_activity(client, collection)
        except redis.RedisError as error:
            raise Unavailable(f"Redis does not answer ({type(error).__name__})") from error

    # The address may hold a password.
    yield "its Redis" if redis_url else str(folder), read
    client.close()


def _watch(read: Read, history: History, source: str, every: float) -> None:
    """Draw a frame every so many seconds, until q is pressed; one that cannot be read leaves the last one standing."""
    from rich.live import Live

    history.add(last := read())
    with Live(console=out, screen=True, auto_refresh=False) as live, _keyboard() as pressed:
        while True:
            trouble = None
            began = time.monotonic()
            try:
                last = read()
                history.add(last)
            except DatelineError as error:
                trouble = str(error)
            live.update(draw(last, history, source, out.width, trouble), refresh=True)
            if pressed(max(0.05, every - (time.monotonic() - began))) in ("q", "Q"):
                return


@contextmanager
def _keyboard() -> Iterator[Callable[[float], str]]:
    """A function that waits so many seconds for a key, and gives it or nothing; Ctrl-C works as ever."""
    keys = sys.stdin.fileno()
    if not os.isatty(keys):
        yield _sleep
        return
    before = termios.tcgetattr(keys)

    def wait(seconds: float) -> str:
        ready, _, _ = select.select([keys], [], [], seconds)
        return os.read(keys, 1).decode("ascii", "replace") if ready else ""

    tty.setcbreak(keys)
    try:
        yield wait
    finally:
        termios.tcsetattr(keys, termios.TCSADRAIN, before)


def _sleep(seconds: float) -> str:
    time.sleep(seconds)
    return ""
