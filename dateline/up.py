"""`dateline up`: everything on one machine, wired together."""

import contextlib
import os
import signal
import subprocess
import threading
from pathlib import Path

import httpx2
from pydantic import SecretStr

from dateline import log
from dateline.access import needs_keys, require_key
from dateline.client import Dateline
from dateline.client.keyholding import show_key
from dateline.connection import WORKER_SECONDS, connect
from dateline.embedded import run_redis, run_workers, serve, watch
from dateline.errors import DatelineError, Setup
from dateline.search import prepare_store
from dateline.settings import Settings
from dateline.terminal import err, out, post_and_follow, tabulate

SHOWN = 60


def run(settings: Settings, redis_url: SecretStr | None, load: Path | None) -> None:
    """Start everything, load the articles of a folder if asked to, and serve until SIGINT or SIGTERM ends it.

    Either signal, at any time, unwinds what was started; the server itself would end the process at once.
    """
    if load is not None and needs_keys(settings) and not show_key(None):
        raise Setup("--load: posts need a key here; set DATELINE_KEY to one that may ingest and read")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        _run(settings, redis_url, load)


def _run(settings: Settings, redis_url: SecretStr | None, load: Path | None) -> None:
    quiet = err.is_terminal or load is not None
    settings.data.mkdir(parents=True, exist_ok=True)
    started: dict[str, subprocess.Popen[bytes]] = {}
    ended: list[str] = []

    def end(name: str, code: int) -> None:
        ended.append(f"the {name} ended with code {code}; see the logs in {settings.data}")
        os.kill(os.getpid(), signal.SIGTERM)

    try:
        with contextlib.ExitStack() as stack:
            if quiet:
                # Whoever looks at the terminal wants the table there; the request log goes beside the data.
                output = stack.enter_context((settings.data / "api.log").open("a", encoding="utf-8"))
                log.configure(settings.log_level, output)
            else:
                log.configure(settings.log_level)
            if redis_url is None:
                redis_url, started["Redis server"] = stack.enter_context(run_redis(settings.data, settings.appendfsync))
            else:
                prepare_store(connect(redis_url, WORKER_SECONDS), wait_seconds=5)
            where = f"--data {settings.data}" if started else "--redis-url URL"
            require_key(connect(redis_url, WORKER_SECONDS), settings, where)
            settings = settings.model_copy(update={"redis_url": redis_url})
            worker_log = settings.data / "workers.log" if quiet else None
            started["workers"] = stack.enter_context(run_workers(settings, worker_log))
            stack.enter_context(watch(started, end))
            serve(settings, lambda: _greet(settings, load))
    finally:
        if ended:
            raise Setup(ended[0])


def _greet(settings: Settings, load: Path | None) -> None:
    url = f"http://{'127.0.0.1' if settings.host == '0.0.0.0' else settings.host}:{settings.port}"  # noqa: S104
    out.print(f"Dateline serves on {url} (its calls: {url}/docs); Ctrl-C ends it.", highlight=False)
    if load is not None:
        threading.Thread(target=_load, args=(url, load), daemon=True).start()


def _load(url: str, folder: Path) -> None:
    """Post the articles of `folder`, and show their events once they are enriched."""
    files = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".json", ".html"))
    try:
        with Dateline(url) as client:
            good = post_and_follow(client, files)
            found = list(client.events(limit=1000))
            out.print(tabulate(found[:SHOWN]))
            counts = client.overview()
    except (DatelineError, httpx2.HTTPError) as error:
        err.print(f"{folder}: {error}", highlight=False)
        return
    enriched = counts.succeeded + counts.partial
    shown = f", the {SHOWN} newest above" if len(found) > SHOWN else ""
    out.print(f"{enriched} articles enriched, {counts.failed} failed; {len(found)} events{shown}.", highlight=False)
    asking = f"Look at them: {url}/\nAsk for some: {url}/v1/events?place=Pittsburgh"
    out.print(asking if good else "Some were refused.", highlight=False)
