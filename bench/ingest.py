"""How long `/v1/imports` takes for 1,000 articles: `python -m bench.ingest [--quick]`.

Beside it, in the same rounds: an application that does nothing but send the same bytes back, on the same server; and
the reading of the same lines by pydantic alone.  The service is asked as it runs by default, with two workers that
begin to enrich at once, and as an API by itself, with Redis and without workers.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2
import uvicorn
from starlette.types import Receive, Scope, Send

from bench.command import run
from bench.figures import Aim, Figure, Section, compare
from bench.service import STOP_SECONDS, await_service, find_port, make_articles, run_service
from bench.throughput import WARM_ARTICLES
from dateline.embedded import run_redis
from dateline.models import Article
from services.server import configure

HOST = "127.0.0.1"
ECHO, READ = "the same bytes sent back by a bare application", "the same lines read by pydantic alone"
ALONE, WHOLE = "/v1/imports, an API without workers", "/v1/imports, `dateline up` with 2 workers"
# Articles and rounds.
FULL, QUICK = (1_000, 3), (100, 1)
SEED, TIMEOUT_SECONDS, AIM_SECONDS, AIM_ARTICLES = 11, 120.0, 2.0, 1_000


def measure(quick: bool) -> list[Section]:
    """The seconds of each, in rounds."""
    n_articles, rounds = QUICK if quick else FULL
    articles = make_articles(n_articles, SEED)
    lines = [article.model_dump_json(exclude_none=True).encode() for article in articles]
    body = b"\n".join(lines)
    warm = make_articles(WARM_ARTICLES, SEED + 1)
    seconds: dict[str, list[float]] = {name: [] for name in (ECHO, READ, ALONE, WHOLE)}
    with contextlib.ExitStack() as stack:
        echo, alone = stack.enter_context(run_echo()), stack.enter_context(run_ingest())
        for number in range(rounds):
            seconds[ECHO].append(post(echo, "/", body))
            seconds[READ].append(read(lines))
            seconds[ALONE].append(post(alone, f"/v1/imports?collection=round-{number}", body))
            # A service of its own each round: one that enriches the last round's articles would take the cores.
            with run_service(2, warm) as service:
                seconds[WHOLE].append(post(service.url, "/v1/imports?collection=bench", body))
    return [tell(seconds, n_articles, len(body))]


def tell(seconds: dict[str, list[float]], n_articles: int, n_bytes: int) -> Section:
    """Each with its ratio to the echo."""
    aim = Aim(bound=AIM_SECONDS * n_articles / AIM_ARTICLES, side="at most", of="value")
    aims = {READ: None, ALONE: aim, WHOLE: aim}
    compared = (compare(name, "s", seconds[name], seconds[ECHO], ECHO, aims[name]) for name in aims)
    figures = (Figure(name=ECHO, unit="s", samples=tuple(seconds[ECHO])), *compared)
    note = (
        f"{n_articles:,} articles in one body of {n_bytes / 1e6:.1f} MB, from its first byte to the last of the answer."
    )
    return Section(title="Import over HTTP", note=note, figures=figures)


def post(url: str, path: str, body: bytes) -> float:
    """Seconds until the whole answer is there.  Raises RuntimeError where a line was refused."""
    headers = {"Content-Type": "application/jsonl"}
    with httpx2.Client(base_url=url, timeout=TIMEOUT_SECONDS, headers=headers) as client:
        client.get("/health/live")  # the connection is opened by this
        began = time.perf_counter()
        answer = client.post(path, content=body)
        seconds = time.perf_counter() - began
    if not answer.is_success or b'"error"' in answer.content:
        raise RuntimeError(f"the import was refused with {answer.status_code}, or lines of it were")
    return seconds


def read(lines: Sequence[bytes]) -> float:
    """Seconds that the model of an article takes for all lines."""
    began = time.perf_counter()
    for line in lines:
        Article.model_validate_json(line)
    return time.perf_counter() - began


@contextlib.contextmanager
def run_ingest() -> Iterator[str]:
    """The address of an ingest API with a Redis of its own, and without workers."""
    with TemporaryDirectory(prefix="dateline-") as folder, run_redis(Path(folder), "everysec") as (address, _):
        port = find_port()
        settings = {"DATELINE_REDIS_URL": address.get_secret_value(), "DATELINE_PORT": str(port)}
        with _run([sys.executable, "-m", "services", "ingest"], port, settings) as url:
            yield url


@contextlib.contextmanager
def run_echo() -> Iterator[str]:
    """The address of the bare application."""
    port = find_port()
    with _run([sys.executable, "-m", "bench.ingest", "--echo", str(port)], port, {}) as url:
        yield url


@contextlib.contextmanager
def _run(command: list[str], port: int, settings: dict[str, str]) -> Iterator[str]:
    with subprocess.Popen(command, env={**os.environ, **settings}, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://{HOST}:{port}"
            await_service(url, process)
            yield url
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """The bare application: answers each request with its own body."""
    if scope["type"] != "http":
        return
    parts, is_more = [], True
    while is_more:
        message = await receive()
        parts.append(message.get("body", b""))
        is_more = message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"".join(parts)})


def main() -> int:
    """Serve the bare application, or measure."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--echo", type=int)
    port = parser.parse_known_args()[0].echo
    if port is None:
        return run(measure, __doc__)
    uvicorn.Server(configure(echo, HOST, port)).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
