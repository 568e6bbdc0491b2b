"""The guide is true: its calls are made and its examples run, against a service that has its thirty articles."""

import argparse
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from dateline.connection import connect
from dateline.search import ensure_indexes
from dateline.settings import Settings
from tests.live import Live, run_live, run_worker
from workers.pipeline import Pipeline

GUIDE = (Path(__file__).parents[1] / "docs" / "guide.md").read_text(encoding="utf-8")
FIXTURES = Path(__file__).parent / "fixtures"
ADDRESS = "http://127.0.0.1:8000"
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ELLIPSIS = "..."
# What another page tells.
ELSEWHERE = ("/aliases", "/corrections", "/merges", "/splits", "/stories", "/reenrich", "/merge", "/split")


@pytest.fixture(scope="module")
def live(redis_url: SecretStr, loaded_pipeline: Pipeline) -> Iterator[Live]:
    store = connect(redis_url, timeout_seconds=10)
    store.flushall()
    ensure_indexes(store)
    with run_live(Settings(redis_url=redis_url)) as served, run_worker(store, loaded_pipeline):
        yield served
    store.close()


def read_command(command: str) -> argparse.Namespace:
    """The options of a `curl`; `jq` where its JSON is laid out."""
    parser = argparse.ArgumentParser("curl", exit_on_error=False)
    for flag in ("-s", "-N", "-i", "-G"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("-X", dest="method")
    parser.add_argument("-H", dest="headers", action="append", default=[])
    parser.add_argument("--data-urlencode", dest="query", action="append", default=[])
    parser.add_argument("--data-binary", dest="data")
    parser.add_argument("--json")
    parser.add_argument("url")
    words = shlex.split(command.removeprefix("curl "))
    is_laid_out = words[-2:] == ["|", "jq"]
    options = parser.parse_args(words[:-2] if is_laid_out else words)
    assert options.url.startswith(ADDRESS)
    content = options.json or options.data
    options.content = (
        (FIXTURES / content[1:]).read_bytes() if content and content.startswith("@") else content and content.encode()
    )
    options.method = options.method or ("POST" if content else "GET")
    options.jq = is_laid_out
    return options


def run(command: str, live: Live) -> str:
    """What `command` prints; of a feed, its first messages."""
    options = read_command(command)
    headers = dict(header.split(": ", 1) for header in options.headers)
    request = {
        "headers": {**headers, **({"Content-Type": "application/json"} if options.json else {})},
        "params": [tuple(pair.split("=", 1)) for pair in options.query] or None,
        "content": options.content,
    }
    url = options.url.replace(ADDRESS, live.url)
    if "/v1/feed" in url:
        with httpx2.stream(options.method, url, timeout=10, **request) as response:
            lines = response.iter_lines()
            # Two messages: where the feed stands, and the first change.
            return "".join(next(lines) + "\n" for _ in range(6))
    response = httpx2.request(options.method, url, timeout=30, **request)
    body = response.text
    if options.jq:
        body = json.dumps(response.json(), indent=2, ensure_ascii=False) + "\n"
    if not options.i:
        return body
    head = "".join(f"{name}: {value}\n" for name, value in response.headers.items())
    return f"HTTP/1.1 {response.status_code} {response.reason_phrase}\n{head}\n{body}"


def as_pattern(expected: str) -> re.Pattern[str]:
    """What the guide shows; a line of `...` is any number of lines, within a line it is any text."""
    pattern = ""
    for line in expected.strip("\n").split("\n"):
        if line.strip() == ELLIPSIS:
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*?".join(map(re.escape, line.split(ELLIPSIS))) + r"\r?\n"
    return re.compile(pattern)


def split_transcript(block: str) -> list[tuple[str, str]]:
    """(command, what it prints) of each command of a block."""
    pieces = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(piece.partition("\n")[0], piece.partition("\n")[2]) for piece in pieces]


def test_every_call_answers_as_the_guide_shows(live: Live, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    names: dict[str, Any] = {}
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles.jsonl").write_bytes((FIXTURES / "articles.jsonl").read_bytes())
    for number, (kind, block) in enumerate(BLOCK.findall(GUIDE)):
        if kind == "python":
            exec(compile(block.replace(ADDRESS, live.url), f"guide.md, block {number}", "exec"), names)  # noqa: S102
            continue
        for command, expected in split_transcript(block):
            printed = run(command, live)
            assert as_pattern(expected).fullmatch(printed.strip("\n") + "\n"), f"{command}\n{printed}"
            if "imports" in command:
                wait_until_done(live)
    names["client"].close()


def wait_until_done(live: Live) -> None:
    for line in (FIXTURES / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        path = f"/v1/articles/{json.loads(line)['id']}/status?wait=20"
        assert httpx2.get(live.url + path, timeout=30).json()["status"] in ("succeeded", "partial")


def test_the_guide_shows_every_call(live: Live) -> None:
    shown = {(method, url.removeprefix(ADDRESS).partition("?")[0]) for method, url in shown_calls()}
    for path, operations in httpx2.get(f"{live.url}/openapi.json").json()["paths"].items():
        if path.endswith(ELSEWHERE) or any(f"{part}/" in path for part in ELSEWHERE):
            continue
        pattern = re.compile(re.sub(r"\{\w+\}", "[^/]+", path))
        for method in operations:
            assert any(method.upper() == made and pattern.fullmatch(called) for made, called in shown), (method, path)


def shown_calls() -> Iterator[tuple[str, str]]:
    for kind, block in BLOCK.findall(GUIDE):
        for command, _ in split_transcript(block) if kind == "console" else ():
            options = read_command(command)
            yield options.method, options.url


@pytest.mark.parametrize(
    ("expected", "printed", "fits"),
    [
        ("a\n...\nd\n", "a\nb\nc\nd\n", True),
        ("a\n...\nd\n", "a\nd\n", True),
        ("a ... d\n", "a b c d\n", True),
        ("a\n...\nd\n", "a\nb\n", False),
        ("a\n", "a\nb\n", False),
        ("a.\n", "ab\n", False),
    ],
)
def test_what_is_left_out_is_marked(expected: str, printed: str, fits: bool) -> None:
    assert bool(as_pattern(expected).fullmatch(printed)) == fits
