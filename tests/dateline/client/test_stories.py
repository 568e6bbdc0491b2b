import datetime as dt

import httpx2
import pytest

from dateline.origins import Origin
from dateline.queries import Page
from dateline.revisions import Revision
from dateline.status import Reenrichment
from dateline.storylines import Story, StoryDetail, summarize
from tests.dateline.client.test_clients import Both, both, reply
from tests.dateline.telling import telling

__all__ = ["both"]  # the fixture

SUMMARY = summarize("s1", [telling("e1", "a1")], [Origin(sources=("a1",), articles=("a1",))], [])


def test_stories_come_from_all_pages(both: Both) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        following = None if "cursor" in request.url.params else "/v1/stories?place=Leeds&cursor=x"
        return reply(Page[Story](items=(SUMMARY,), next=following, total=2).model_dump_json())

    assert both.run(answer, "stories", place="Leeds", min_sources=2) == [SUMMARY, SUMMARY]
    first, second = both.requests
    assert dict(first.url.params) == {"place": "Leeds", "min_sources": "2"}
    assert dict(second.url.params) == {"place": "Leeds", "cursor": "x"}


def test_a_story_is_read_whole(both: Both) -> None:
    detail = StoryDetail(**dict(SUMMARY), members=(), origins=(), numbers_over_time=(), status_over_time=())
    assert both.run(lambda _: reply(detail.model_dump_json()), "story", "s1") == detail
    assert both.requests[0].url.path == "/v1/stories/s1"


def test_revisions_are_read(both: Both) -> None:
    found = Revision(revision=1, current=True)
    page = Page[Revision](items=(found,), total=1).model_dump_json()
    assert both.run(lambda _: reply(page), "revisions", "a1") == [found]
    assert both.requests[0].url.path == "/v1/articles/a1/revisions"


@pytest.mark.parametrize("before", [None, dt.datetime(2026, 11, 22, tzinfo=dt.UTC)])
def test_a_step_of_enriching_again_is_asked_for(both: Both, before: dt.datetime | None) -> None:
    step = Reenrichment(
        pipeline_version="2", before=dt.datetime(2026, 11, 22, tzinfo=dt.UTC), queued=5, remaining=7, waiting=5
    )
    assert both.run(lambda _: reply(step.model_dump_json()), "reenrich", "all", before=before, room=5) == step
    request = both.requests[0]
    sent = {"before": "2026-11-22T00:00:00+00:00"} if before else {}
    assert (request.method, dict(request.url.params)) == (
        "POST",
        {"which": "all", "room": "5", "limit": "5", **sent},
    )
