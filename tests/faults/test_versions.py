"""A rolling upgrade: processes of two versions at work on one store, each leaving to the other what it cannot read."""

import json
import time
from collections.abc import Iterator

import httpx2
import pytest
import redis
from rq import Retry

from dateline import keys, queue
from dateline.connection import connect_queue
from dateline.ledger import Ledger
from dateline.models import Article
from dateline.schema import SCHEMA_VERSION
from dateline.settings import Settings
from tests.faults.counting import report, tally
from tests.faults.harness import COLLECTION, Stack, run_stack, text, wait_for
from tests.faults.later import LATER


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with run_stack(tmp_path_factory.mktemp("f")) as running:
        yield running


def post_all(stack: Stack, numbers: range, to: str) -> list[str]:
    answers = [stack.post(text(n), to=to) for n in numbers]
    return [answer.json()["id"] for answer in answers if answer is not None]


def get(stack: Stack, name: str, path: str) -> httpx2.Response:
    return httpx2.get(f"http://127.0.0.1:{stack.ports[name]}/v1{path}")


def schema_of(client: redis.Redis, article_id: str) -> int:
    stored = json.loads(client.get(keys.enriched(COLLECTION, article_id)) or "")
    return int(stored["schema_version"])


def test_each_version_leaves_to_the_other_what_it_cannot_read_and_nothing_is_lost(stack: Stack) -> None:
    client = stack.client
    for name in ("query", "later-ingest"):
        stack.start(name)
    first = post_all(stack, range(6), "ingest")
    later = post_all(stack, range(6, 12), "later-ingest")
    first += post_all(stack, range(12, 18), "ingest")
    wait_for(lambda: client.zcard(keys.state(COLLECTION, "succeeded")) == len(first))
    # Set aside: no attempt is used up, and nobody takes them up again and again.
    wait_for(lambda: client.zcard(keys.parked(COLLECTION)) == len(later))
    before = client.hgetall(keys.totals(COLLECTION))
    # The reconciler looks three times a second.
    time.sleep(1)
    assert client.hgetall(keys.totals(COLLECTION)) == before
    assert {client.hget(keys.article(COLLECTION, one), "attempts") for one in later} == {"0"}

    stack.start("later-workers")
    stack.settle()
    assert {schema_of(client, one) for one in later} == {LATER}
    assert {schema_of(client, one) for one in first} == {SCHEMA_VERSION}
    wait_for(lambda: not client.exists(keys.parked(COLLECTION), keys.story_parked(COLLECTION)))
    check_reads(stack, first, later)

    # Both at work on what either can read; workers of both are killed.
    both = post_all(stack, range(18, 38), "ingest")
    stack.restart("workers")
    stack.restart("later-workers")
    stack.settle()
    counted = report("processes of two versions", tally(stack))
    assert (counted.accepted, counted.enriched) == (len({*first, *later, *both}), len({*first, *later, *both}))
    assert (counted.lost, counted.duplicated, counted.dead) == (0, 0, 0)


def check_reads(stack: Stack, first: list[str], later: list[str]) -> None:
    """The older API says what it cannot read, and shows the rest; the later one reads all."""
    refused = get(stack, "query", f"/articles/{later[0]}")
    assert (refused.status_code, refused.json()["title"]) == (503, "Stored by a later version")
    assert refused.headers["retry-after"]
    assert get(stack, "query", f"/articles/{first[0]}").status_code == 200
    page = get(stack, "query", "/events?limit=200").json()
    assert page["unread"] > 0
    assert {event["article"]["id"] for event in page["items"]} <= set(first)
    assert page["total"] == page["unread"] + len(page["items"])
    assert get(stack, "query", "/articles?limit=100").json()["unread"] == len(later)
    for path in ("/entities", "/places", "/stories", "/timeline", "/facets"):
        assert get(stack, "query", path).status_code == 200, path
    assert get(stack, "query", "/export").status_code == 503, "what is to be all is not given in part"
    stack.start("later-query")
    page = get(stack, "later-query", "/events?limit=200").json()
    assert {event["article"]["id"] for event in page["items"]} == {*first, *later}
    assert "unread" not in page
    assert {event["schema_version"] for event in page["items"]} == {LATER}


def test_a_job_of_another_versions_shape_costs_no_attempt(stack: Stack) -> None:
    client = stack.client
    article = Article.model_validate({"id": "shaped", "text": "Troops arrived in Texas.", "published_at": "2018-10-29"})
    Ledger(client, COLLECTION, Settings()).accept(article)
    jobs = queue.open_queue(connect_queue(Settings.model_validate(url_of(stack)).redis_url, 10), 20)
    jobs.enqueue(
        queue.TASK,
        COLLECTION,
        "shaped",
        "an argument that this version does not take",
        job_id=queue.job_id(COLLECTION, "shaped", 1),
        retry=Retry(max=queue.RETRIES),
    )
    wait_for(lambda: client.hget(keys.article(COLLECTION, "shaped"), "state") == "succeeded")
    assert client.hget(keys.article(COLLECTION, "shaped"), "attempts") == "1"


def url_of(stack: Stack) -> dict[str, str]:
    return {"redis_url": stack.environment["DATELINE_REDIS_URL"]}
