"""An article whose every field holds markup and scripts: it is shown as it is, and nothing of it runs."""

import httpx2
import pytest
from playwright.sync_api import expect

from tests.explorer.browsing import Visitor
from tests.explorer.world import HOSTILE, IMAGE, SCRIPT
from tests.live import Live


def find_pages(live: Live) -> list[str]:
    event = httpx2.get(f"{live.url}/v1/events/hostile1", params={"collection": "hostile"}).json()
    story = [f"/story/{event['story']}"] if event["story"] else []
    return ["/", "/article/hostile", "/entity/person/img", "/entity/place/2644688", *story]


@pytest.mark.parametrize("number", range(5))
def test_nothing_of_a_hostile_article_runs(visitor: Visitor, live: Live, number: int) -> None:
    pages = find_pages(live)
    assert len(pages) == 5
    page = visitor.open(f"{pages[number]}?collection=hostile")
    expect(page.get_by_text("met police in Leeds").first).to_be_visible()
    page.mouse.move(300, 300)
    assert page.evaluate("window.ran") is None
    assert page.locator("main script, main img[src=x], main [onerror], main [onmouseover]").count() == 0


def test_it_is_shown_as_it_is(visitor: Visitor) -> None:
    page = visitor.open("/article/hostile?collection=hostile")
    expect(page.locator("h1")).to_have_text(f"{SCRIPT}{IMAGE}")
    expect(page.locator(".article-text .words")).to_have_text(HOSTILE)
    expect(page.get_by_role("link", name="the original")).to_have_attribute("rel", "noreferrer noopener external")
