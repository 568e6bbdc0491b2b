"""Stories, revisions and re-enrichment over the real processes."""

import os
import signal
import subprocess
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from dateline.client import Dateline
from tests.test_end_to_end import DATELINE, Running, descendants, start, wait_for

WIRE = (
    "A gunman killed at least three people in a synagogue in Pittsburgh on Saturday, police said. The man opened fire"
    " during a morning service and wounded four officers before he gave himself up, witnesses told reporters."
)
OWN = (
    "On Saturday a gunman killed 11 people in Pittsburgh, the chief of police told reporters on Sunday. The mayor said"
    " that vigils would be held in every quarter of the city."
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = start(tmp_path_factory.mktemp("d"))
    yield running
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(30) == 0


def post(client: Dateline, article_id: str, text: str, published_at: str) -> None:
    article = {"id": article_id, "text": text, "published_at": published_at, "source": f"Paper {article_id}"}
    assert client.post_and_wait(article).status == "succeeded"


def get(running: Running, path: str) -> Any:
    return httpx2.get(running.url + path).raise_for_status().json()


def attack(client: Dateline, article_id: str) -> Any:
    return max(client.events(article=article_id, type="ASSAULT"), key=lambda event: len(event.numbers))


def test_a_story_forms_although_its_follower_is_killed(served: Running) -> None:
    with Dateline(served.url) as client:
        post(client, "w1", f"PITTSBURGH (Wire) - {WIRE}", "2018-10-27T15:00:00Z")
        workers = [pid for pid, line in descendants(served.process.pid).items() if "-m workers" in line]
        # The supervisor, then its children in the order of their start; the last one follows the feed.
        os.kill(sorted(workers)[-1], signal.SIGKILL)
        post(client, "w2", WIRE, "2018-10-27T16:00:00Z")
        post(client, "w3", OWN, "2018-10-28T09:00:00Z")
        wait_for(
            lambda: [story["articles"] for story in get(served, "/v1/stories?place=Pittsburgh")["items"]][:1] == [3]
        )
        story = get(served, f"/v1/stories/{attack(client, 'w1').story}")
    assert (story["sources"], story["independent_sources"]) == (3, 2)
    assert [(n["value"], n["bound"], n["reports"]) for n in story["numbers_over_time"] if n["role"] == "killed"] == [
        (3, "at_least", 2),
        (11, None, 1),
    ]


def test_a_revision_that_leaves_the_sentence_alone_keeps_the_event_and_its_story(served: Running) -> None:
    with Dateline(served.url) as client:
        before = attack(client, "w1")
        post(client, "w1", f"PITTSBURGH (Wire) - {WIRE} More followed.", "2018-10-27T15:00:00Z")
        after = attack(client, "w1")
        assert (after.id, after.story, after.article.revision) == (before.id, before.story, 2)
    last, first = get(served, "/v1/articles/w1/revisions")["items"]
    assert last["text"]["passages"][0]["now"] == "More followed."
    assert before.id in first["enrichments"][0]["created"]
    assert before.id not in [event for op in ("created", "retracted") for event in last["enrichments"][0][op]]


def test_articles_enriched_again_keep_events_and_are_no_news(served: Running) -> None:
    with Dateline(served.url) as client:
        before = sorted((event.id, event.story) for event in client.events())
        command = [DATELINE, "reenrich", "--all", "--pace", "2", "--url", served.url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
        assert "queued" in done.stdout
        wait_for(lambda: client.overview().succeeded == 3 and client.overview().running == 0)
        assert sorted((event.id, event.story) for event in client.events()) == before
        assert client.reenrich().remaining == 0
    last = get(served, "/v1/articles/w3/revisions")["items"][0]
    assert [(e["created"] != [], e["updated"], e["retracted"]) for e in last["enrichments"]] == [
        (True, [], []),
        (False, [], []),
    ]
