"""The linked views: whatever narrows one of them narrows all, and stands in the address as the API would take it."""

import itertools
import re
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
import redis
from playwright.sync_api import Page, Request, Route, expect

from tests.explorer.browsing import PHONE, Visitor, find_barriers_in_both, overflow, picture, wait_for_views
from tests.explorer.world import commit
from tests.live import Live

_numbers = itertools.count(1)


@pytest.fixture
def page(visitor: Visitor) -> Page:
    """All events, with every view drawn."""
    opened = visitor.open("/")
    wait_for_views(opened)
    return opened


def ask(live: Live, path: str) -> Any:
    return httpx2.get(live.url + path).raise_for_status().json()


def expect_as_the_api(page: Page, live: Live, *, collection: str = "main") -> int:
    """The views show what the API gives for the query string of their address; how many events that is."""
    query = urlsplit(page.url).query
    own = "" if collection == "main" else f"?collection={collection}"
    found, everything = ask(live, f"/v1/events?{query}"), ask(live, f"/v1/events{own}")["total"]
    total: int = found["total"]
    noun = "event" if everything == 1 else "events"
    expect(page.locator(".total")).to_have_text(f"{total} of {everything} {noun}")
    ids = [item["id"] for item in found["items"]]
    expect(page.locator(f"article.row[data-id='{ids[-1]}']")).to_have_count(1)
    assert page.locator("article.row").evaluate_all("rows => rows.map((row) => row.dataset.id)")[: len(ids)] == ids
    return total


def test_all_events_are_shown_newest_first(page: Page, live: Live) -> None:
    assert expect_as_the_api(page, live) == ask(live, "/v1/events")["total"]
    picture(page, "linked", is_whole=False)


def test_a_facet_narrows_all_views_and_is_taken_back(page: Page, live: Live) -> None:
    everything = ask(live, "/v1/events")["total"]
    facet = page.locator("[data-facet='status=planned']")
    facet.click()
    expect(facet).to_have_attribute("aria-pressed", "true")
    assert urlsplit(page.url).query == "status=planned"
    assert 0 < expect_as_the_api(page, live) < everything
    facet.click()
    expect(page.locator(".total")).to_have_text(f"{everything} of {everything} events")
    assert urlsplit(page.url).query == ""


def test_a_place_of_the_map_narrows_all_views(page: Page, live: Live) -> None:
    page.get_by_text("Places as a table").click()
    row = page.locator(".map tbody tr").filter(has_text="Leeds")
    row.get_by_role("button").click()
    expect(page).to_have_url(re.compile(r"\?place=place%2F2644688$"))
    assert expect_as_the_api(page, live) == 1
    expect(page.locator(".map-box .mark.held")).to_have_count(1)


def test_a_mark_of_the_map_narrows_or_leads_closer(page: Page, live: Live) -> None:
    page.goto(f"{live.url}/?country=GB")
    wait_for_views(page)
    page.locator(".map-box .mark.point").first.click()
    expect(page).to_have_url(re.compile(r"country=GB&place=place%2F\d+$"))
    expect_as_the_api(page, live)


def test_the_part_of_the_world_in_sight_narrows_all_views(page: Page, live: Live) -> None:
    page.goto(f"{live.url}/?country=GB")
    wait_for_views(page)
    page.get_by_role("button", name="Only this area").click()
    expect(page).to_have_url(re.compile(r"bbox="))
    expect_as_the_api(page, live)


def test_drawing_over_the_timeline_narrows_to_its_days(page: Page, live: Live) -> None:
    everything = ask(live, "/v1/events")["total"]
    box = page.locator(".chart .u-over").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.98, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"\?datetime=\d{4}-\d\d-\d\d%2F\d{4}-\d\d-\d\d$"))
    assert 0 < expect_as_the_api(page, live) < everything


def test_the_arrows_choose_days_of_the_timeline(page: Page, live: Live) -> None:
    chart = page.get_by_role("slider", name="When")
    chart.focus()
    page.keyboard.press("End")
    page.keyboard.press("Shift+ArrowLeft")
    expect(chart).to_have_attribute("aria-valuetext", re.compile(r"\d+ events?"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?datetime="))
    expect_as_the_api(page, live)


def test_a_suggested_name_narrows_all_views(page: Page, live: Live) -> None:
    page.keyboard.press("/")
    search = page.get_by_role("combobox", name="Search the events")
    expect(search).to_be_focused()
    page.keyboard.type("leeds")
    expect(page.get_by_role("option").filter(has_text="England, GB")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?place=place%2F2644688$"))
    assert expect_as_the_api(page, live) == 1


def test_words_are_searched_for(page: Page, live: Live) -> None:
    page.get_by_role("combobox", name="Search the events").fill("arrested")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=arrested$"))
    assert expect_as_the_api(page, live) > 0


def test_an_address_gives_its_view_and_back_the_one_before(visitor: Visitor, live: Live) -> None:
    page = visitor.open("/?status=happened&type=ASSAULT&sort=date")
    wait_for_views(page)
    total = expect_as_the_api(page, live)
    expect(page.locator("[data-facet='type=ASSAULT']")).to_have_attribute("aria-pressed", "true")
    page.locator("[data-facet='type=ASSAULT']").click()
    assert expect_as_the_api(page, live) > total
    page.go_back()
    assert urlsplit(page.url).query == "status=happened&type=ASSAULT&sort=date"
    assert expect_as_the_api(page, live) == total


def test_the_same_view_can_be_had_from_the_api(visitor: Visitor, live: Live) -> None:
    page = visitor.open("/?status=planned")
    wait_for_views(page)
    total = expect_as_the_api(page, live)
    links = {link.inner_text(): str(link.get_attribute("href")) for link in page.locator(".files a").all()}
    assert ask(live, links["API call"])["total"] == total
    assert len(httpx2.get(live.url + links["JSONL"]).text.splitlines()) == total
    assert len(ask(live, links["GeoJSON"])["features"]) == total
    assert len(httpx2.get(live.url + links["CSV"]).text.splitlines()) >= total + 1


def test_a_wrong_filter_is_named(visitor: Visitor) -> None:
    visitor.watch.allow(422)
    page = visitor.open("/?bbox=here")
    expect(page.locator(".problem")).to_contain_text("bbox")


def test_the_keys_walk_through_the_list_and_open_an_article(page: Page, live: Live) -> None:
    first, second = ask(live, "/v1/events?limit=2")["items"]
    page.keyboard.press("j")
    expect(page.locator("article.row.selected")).to_have_attribute("data-id", first["id"])
    page.keyboard.press("j")
    expect(page.locator("article.row.selected")).to_have_attribute("data-id", second["id"])
    page.keyboard.press("k")
    expect(page.locator("article.row.selected")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".event.pinned")).to_have_attribute("data-event", first["id"])
    assert urlsplit(page.url).path == f"/article/{first['article']['id']}"


def test_what_is_committed_shows_at_once_unless_it_is_paused(visitor: Visitor, live: Live, stored: redis.Redis) -> None:
    collection = f"live-{next(_numbers)}"
    commit(stored, collection, "one")
    page = visitor.open(f"/?collection={collection}")
    wait_for_views(page)
    expect(page.locator(".total")).to_have_text("1 of 1 event")
    expect(page.locator(".live")).to_have_text(re.compile("Live$"))
    commit(stored, collection, "two")
    expect(page.locator(".total")).to_have_text("2 of 2 events")
    expect(page.locator("article.row[data-id='event-two']")).to_be_visible()
    expect(page.get_by_text("1 event changed.")).to_be_attached()
    page.locator(".live").click()
    expect(page.locator(".live")).to_have_text(re.compile("Paused$"))
    commit(stored, collection, "three")
    page.wait_for_timeout(1500)
    expect(page.locator(".total")).to_have_text("2 of 2 events")
    page.locator(".live").click()
    expect(page.locator(".total")).to_have_text("3 of 3 events")


def test_an_empty_collection_says_what_to_do(visitor: Visitor) -> None:
    page = visitor.open("/?collection=empty")
    expect(page.locator(".total")).to_have_text("0 of 0 events")
    expect(page.locator(".list").get_by_role("link", name="Post an article")).to_be_visible()


def test_the_linked_views_are_for_everyone(page: Page) -> None:
    page.get_by_text("Places as a table").click()
    page.get_by_text("Timeline as a table").click()
    page.get_by_text("Dates, confidence, order").click()
    assert find_barriers_in_both(page) == []


def test_the_linked_views_fit_a_phone(visitor: Visitor) -> None:
    page = visitor.open("/", PHONE)
    wait_for_views(page)
    assert overflow(page) == 0
    picture(page, "linked-phone", is_whole=False)
    assert find_barriers_in_both(page) == []


def test_the_theme_can_be_chosen(page: Page) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    system = page.evaluate(colour)
    switch = page.locator("header button")
    seen = set()
    for _ in range(3):
        switch.click()
        seen.add(page.evaluate(colour))
    assert len(seen) == 2
    assert system in seen


def test_the_feed_is_taken_up_where_it_broke_off_and_a_reset_fetches_all_anew(visitor: Visitor, live: Live) -> None:
    page = visitor.context().new_page()
    asked: list[str | None] = []
    listed: list[str] = []
    broken = ["id: 7-0\nevent: created\ndata: {}\n\n", "id: 9-0\nevent: reset\ndata: {}\n\n"]

    def answer(route: Route) -> None:
        asked.append(route.request.headers.get("last-event-id"))
        if broken:
            route.fulfill(status=200, content_type="text/event-stream", body=broken.pop(0))
        else:
            route.continue_()

    def count(request: Request) -> None:
        if urlsplit(request.url).path == "/v1/events":
            listed.append(request.url)

    page.route("**/v1/feed*", answer)
    page.on("request", count)
    page.goto(live.url + "/")
    wait_for_views(page)
    for _ in range(300):
        if len(asked) >= 3:
            break
        page.wait_for_timeout(100)
    assert asked[1:] == ["7-0", "9-0"]
    expect(page.locator(".live .state")).to_have_text("Live")
    # The list was asked for at the start, after the change, and after the reset.
    assert len(listed) >= 3
    expect_as_the_api(page, live)


def test_filters_are_spelt_as_the_answers_have_them(visitor: Visitor, live: Live) -> None:
    page = visitor.open("/?status=PLANNED")
    wait_for_views(page)
    held = page.locator("[data-facet='status=planned']")
    expect(held).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-facet='status=PLANNED']")).to_have_count(0)


def test_with_a_key_links_to_the_api_carry_it(visitor: Visitor, live: Live) -> None:
    page = visitor.open("/")
    wait_for_views(page)
    page.evaluate("sessionStorage.setItem('dateline-key', 'dl_0_0')")
    with page.expect_request("**/v1/export?format=csv") as sent, page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    assert sent.value.headers["authorization"] == "Bearer dl_0_0"
    assert saved.value.suggested_filename == "dateline-events.csv"
