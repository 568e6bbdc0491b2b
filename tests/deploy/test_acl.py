"""The shipped users of Redis: each may do what its process does, and no more."""

import inspect
import json
import sys
from fnmatch import fnmatch

import httpx2
import pytest
import redis
from pydantic import SecretStr

from dateline import keys
from dateline.connection import connect
from tests.deploy.conftest import TEXT, Deployed, refused
from tests.deploy.stack import ROOT, address, as_user, run

# What is tried, and done without where it is refused.
TRIED = {
    ("worker", "config|set"), ("worker", "ft.config"), ("query", "config|set"), ("query", "ft.config"),
    ("query", "ft.create"), ("query", "ft.dropindex"), ("ingest", "ft.info"),
}  # fmt: skip
READS = (
    "/v1/events?q=gunman", "/v1/events?place=Pittsburgh&sort=-confidence", "/v1/events?near=40.4,-80.0,100km",
    "/v1/events?bbox=-81,40,-79,41&country=US", "/v1/events?entity=Ann%20Lee", "/v1/facets", "/v1/entities",
    "/v1/places", "/v1/timeline?interval=month", "/v1/stories", "/v1/export?format=jsonl",
    "/v1/export?format=jsonl&what=articles", "/v1/corrections", "/v1/articles", "/v1/activity", "/v1/map",
    "/v1/events?q=gunman&sort=relevance",
    "/metrics", "/health/live", "/health/ready",
)  # fmt: skip


def test_the_whole_path_needs_nothing_that_its_users_may_not_do(deployed: Deployed) -> None:
    article = deployed.post(TEXT)
    assert deployed.follow(article) == "succeeded", refused(deployed)
    key = look(deployed, "/v1/entities?type=PERSON").json()["items"][0]["key"]
    for path in (*READS, f"/v1/articles/{article}", f"/v1/articles/{article}/revisions", f"/v1/entities/{key}"):
        look(deployed, path)
    assert "dateline_redis_up 1.0" in deployed.call("ingest", "GET", "/metrics").text, refused(deployed)
    document = look(deployed, "/openapi.json").json()["paths"]
    lists = {path for path, calls in document.items() if "get" in calls and "{" not in path}
    assert lists - {path.partition("?")[0] for path in READS} == {"/v1/feed"}
    read_feed(deployed)
    correct(deployed, key, article)
    change(deployed, article)
    assert refused(deployed) - TRIED == set()


def look(deployed: Deployed, path: str) -> httpx2.Response:
    answer = deployed.call("query", "GET", path)
    assert answer.status_code == 200, (path, answer.text, refused(deployed) - TRIED)
    return answer


def read_feed(deployed: Deployed) -> None:
    headers = {"Authorization": f"Bearer {deployed.key}", "Last-Event-ID": "0-0"}
    with httpx2.stream("GET", f"{deployed.urls['query']}/v1/feed", headers=headers, timeout=20) as feed:
        assert next(line for line in feed.iter_lines() if line.startswith("data:"))


def correct(deployed: Deployed, key: str, article: str) -> None:
    at = f"/v1/entities/{key}"
    for method, path, body in (
        ("PUT", f"{at}/aliases", {"aliases": ["The Mayor"]}),
        ("DELETE", f"{at}/aliases", None),
        ("POST", f"{at}/split", {"articles": [article], "name": "Ann Lee (mayor)"}),
        ("DELETE", f"{at}/split", None),
    ):
        answer = deployed.call("query", method, path, json=body)
        assert answer.status_code == 202, (path, answer.text)


def change(deployed: Deployed, article: str) -> None:
    revised = deployed.call(
        "ingest", "PUT", f"/v1/articles/{article}", json={"text": "Troops are in Texas.", "published_at": "2018-10-30"},
        headers={"Idempotency-Key": "k1"},
    )  # fmt: skip
    assert revised.status_code == 202, revised.text
    assert deployed.follow(article) == "succeeded", refused(deployed)
    lines = "\n".join(json.dumps({"text": f"Rain fell on Leeds, {n}.", "published_at": "2020-01-01"}) for n in range(2))
    imported = deployed.call(
        "ingest", "POST", "/v1/imports", content=lines.encode(), headers={"Content-Type": "application/x-ndjson"}
    )
    assert imported.status_code in (200, 202), imported.text
    assert deployed.call("ingest", "POST", f"/v1/articles/{article}/retry").status_code == 409
    assert deployed.call("ingest", "POST", "/v1/reenrich?which=all").status_code in (200, 202)
    assert deployed.call("ingest", "GET", "/v1/status").status_code == 200
    deployed.follow(article)
    assert deployed.call("ingest", "DELETE", f"/v1/articles/{article}").status_code == 204
    assert deployed.call("query", "GET", f"/v1/articles/{article}").status_code == 404


FORBIDDEN = {
    "ingest": (
        ("FT.SEARCH", keys.EVENT_INDEX, "*"), ("GET", keys.enriched("main", "a")), ("HGETALL", keys.story("main", "s")),
        ("HSET", keys.corrections("main"), "version", "1"), ("HSET", keys.access_key("0"), "digest", "0"),
        ("SADD", keys.ACCESS_KEYS, "0"), ("SCAN", "0"), ("KEYS", "*"), ("FLUSHALL",), ("CONFIG", "GET", "*"),
        ("ACL", "LIST"), ("REPLICAOF", "NO", "ONE"), ("SUBSCRIBE", "rq:pubsub:x"),
    ),
    "query": (
        ("HSET", keys.event("main", "e"), "type", "X"), ("HSET", keys.article("main", "a"), "state", "queued"),
        ("DEL", keys.posted("main", "a")), ("XADD", keys.feed("main"), "*", "op", "created"),
        ("HDEL", keys.events("main", "a"), "e"), ("SADD", "rq:queue:dateline", "x"), ("DEL", "rq:queue:dateline"),
        ("HSET", keys.access_key("0"), "digest", "0"), ("FT.DROPINDEX", keys.EVENT_INDEX), ("FLUSHALL",), ("KEYS", "*"),
        ("CONFIG", "SET", "maxmemory", "1"), ("SCAN", "0"),
    ),
    "worker": (
        ("HGETALL", keys.access_key("0")), ("HSET", keys.access_key("0"), "digest", "0"),
        ("SADD", keys.ACCESS_KEYS, "0"), ("SMEMBERS", keys.ACCESS_KEYS), ("HSET", keys.KEY_USES, "0", "1"),
        ("FLUSHALL",), ("KEYS", "*"),
        ("CONFIG", "SET", "dir", "/data"), ("ACL", "SETUSER", "x", "on"), ("SET", "else", "1"),
    ),
    "probe": (("GET", "a"), ("INFO",), ("CLIENT", "LIST")),
    "admin": (("SHUTDOWN", "NOSAVE"), ("FAILOVER",), ("REPLICAOF", "h", "1"), ("ACL", "SETUSER", "x", "on")),
}  # fmt: skip


@pytest.mark.parametrize(
    ("user", "command"),
    [(user, command) for user, commands in FORBIDDEN.items() for command in commands],
    ids=lambda value: value if isinstance(value, str) else " ".join(value[:2]),
)
def test_each_user_is_refused_what_it_has_no_need_of(deployed: Deployed, user: str, command: tuple[str, ...]) -> None:
    with as_user(deployed.store, user) as client, pytest.raises(redis.exceptions.NoPermissionError):
        client.execute_command(*command)


def test_nobody_gets_in_without_a_name_or_with_a_wrong_password(deployed: Deployed) -> None:
    for login in ("", "ingest:guess@", "default:guess@"):
        with (
            connect(SecretStr(f"unix://{login}{deployed.store}"), 5) as client,
            pytest.raises(redis.AuthenticationError),
        ):
            client.ping()


@pytest.mark.parametrize(
    "command",
    [("keys", "list"), ("doctor",), ("retention", "show")],
    ids=lambda command: command[0],
)
def test_the_administrator_may_do_what_the_command_line_does(deployed: Deployed, command: tuple[str, ...]) -> None:
    administer(deployed, *command)


def test_the_administrator_may_back_up_and_restore(deployed: Deployed) -> None:
    archive = str(deployed.folder / "archive")
    administer(deployed, "backup", archive)
    administer(deployed, "restore", archive, "--collection", "main", "--into", "copy")


def administer(deployed: Deployed, *command: str) -> None:
    """Run `dateline` as the administrator."""
    log, url = deployed.folder / f"{command[0]}.log", address(deployed.store, "admin").get_secret_value()
    with run([sys.executable, "-m", "dateline.cli", *command], log, DATELINE_REDIS_URL=url) as process:
        assert process.wait(60) == 0, log.read_text()[-2000:]


def test_every_kind_of_key_is_decided_upon_for_ingest() -> None:
    """A kind that is new is given to ingest, whose scripts would else stop halfway, or listed here."""
    not_its_own = {
        "commits", "correction_log", "enriched", "listed_story", "retention", "stories_of", "story", "story_aliases",
        "story_block", "story_follower", "story_lease", "story_parked", "unmarked",
    }  # fmt: skip
    given = read_patterns("ingest")
    made = {
        name: make(*("x" for _ in inspect.signature(make).parameters))
        for name, make in vars(keys).items()
        if inspect.isfunction(make) and name != "base" and make.__module__ == keys.__name__
    }
    decided = {name for name, key in made.items() if any(fnmatch(key, pattern) for pattern in given)}
    assert decided | not_its_own == made.keys()


def read_patterns(user: str) -> list[str]:
    """The patterns of the keys that the shipped file lets a user read and write, or read."""
    text = (ROOT / "deploy" / "redis" / "users.acl").read_text()
    (line,) = (line for line in text.splitlines() if line.startswith(f"user {user} "))
    return [word.removeprefix("%R").removeprefix("~") for word in line.split() if word.startswith(("~", "%R~"))]
