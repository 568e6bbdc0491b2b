"""The story page: who tells it, who told it first, and how numbers and status changed."""

import httpx2
import pytest
from playwright.sync_api import expect

from tests.explorer.browsing import DESKTOP, PHONE, Visitor, find_barriers_in_both, overflow, picture
from tests.live import Live


@pytest.fixture
def story(live: Live) -> str:
    """The story of an attack: a wire's report, a copy of it, and one with another number."""
    page = httpx2.get(f"{live.url}/v1/stories", params={"collection": "stories", "sort": "-sources"}).json()
    told = [found for found in page["items"] if found["numbers"]]
    return str(max(told, key=lambda found: found["events"])["id"])


def test_a_story_tells_its_sources_and_how_its_numbers_changed(visitor: Visitor, live: Live, story: str) -> None:
    told = httpx2.get(f"{live.url}/v1/stories/{story}", params={"collection": "stories"}).json()
    page = visitor.open(f"/story/{story}?collection=stories")
    expect(page.locator("h1")).to_have_text(told["text"])
    expect(page.locator(".counts")).to_contain_text("Independent sources2 of 3 (1 only copied)")
    expect(page.locator(".counts")).to_contain_text("2018-10-27 15:00 UTC, The Wire")
    expect(page.locator("[aria-labelledby=numbers]")).to_contain_text("at least 3 people")
    rows = page.locator("[aria-labelledby=numbers] tbody tr")
    expect(rows).to_have_count(len(told["numbers_over_time"]))
    expect(page.locator("[aria-labelledby=statuses] tbody tr")).to_have_count(len(told["status_over_time"]))
    expect(page.locator("[aria-labelledby=members] li")).to_have_count(len(told["members"]))


def test_a_report_leads_to_its_words(visitor: Visitor, story: str) -> None:
    page = visitor.open(f"/story/{story}?collection=stories")
    page.locator("[aria-labelledby=members] a").first.click()
    expect(page.locator(".event.pinned")).to_have_count(1)
    expect(page.locator(".article-text .lit-trigger").first).to_be_visible()


def test_the_story_page_is_for_everyone(visitor: Visitor, story: str) -> None:
    for size in (DESKTOP, PHONE):
        page = visitor.open(f"/story/{story}?collection=stories", size)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator("[aria-labelledby=members] li").first).to_be_visible()
        assert overflow(page) == 0
        picture(page, f"story-{size[0]}")
    assert find_barriers_in_both(page) == []


def test_a_story_that_is_not_there_is_said_to_be_unknown(visitor: Visitor) -> None:
    visitor.watch.allow(404)
    expect(visitor.open("/story/s0").get_by_role("alert")).to_contain_text("no story has this id")
