"""What is committed while one looks disturbs nobody: focus, selection, half-made input and scrolling stay."""

import itertools
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import redis
from playwright.sync_api import Page, Route, expect

from tests.explorer.browsing import Visitor, find_barriers_in_both, wait_for_views
from tests.explorer.world import commit
from tests.live import Live

FOCUSED = "document.activeElement.closest('[data-key]')?.dataset.key"
PROBLEM = {"status": 503, "title": "Not ready", "detail": "The store is being loaded."}
_numbers = itertools.count(1)


@pytest.fixture
def desk(stored: redis.Redis) -> str:
    """A collection of two events."""
    collection = f"updates-{next(_numbers)}"
    commit(stored, collection, "one", "two")
    return collection


@pytest.fixture
def page(visitor: Visitor, desk: str) -> Page:
    """The views of its events that happened, followed."""
    opened = visitor.open(f"/?status=happened&collection={desk}")
    wait_for_views(opened)
    expect_live(opened, 2)
    return opened


def expect_live(page: Page, total: int) -> None:
    expect(page.locator(".total")).to_have_text(f"{total} of {total} events")
    expect(page.locator(".live .state")).to_have_text("Live")
    expect(page.locator(".busy")).to_have_count(0)


def refuse(route: Route) -> None:
    route.fulfill(status=503, json=PROBLEM, content_type="application/problem+json")


def test_what_has_the_focus_keeps_it_through_updates(page: Page, stored: redis.Redis, desk: str) -> None:
    page.get_by_text("Places as a table").click()
    held = {
        "event-one": page.locator("article.row[data-id='event-one'] .origin a").first,
        "status=happened": page.locator(".chip"),
        "happened": page.locator("[data-facet='status=happened']"),
        "place/2644688": page.locator(".map tbody button"),
    }
    for total, (key, control) in enumerate(held.items(), start=3):
        control.evaluate("control => { control.focus(); window.held = control; }")
        commit(stored, desk, f"later-{total}")
        expect_live(page, total)
        expect(page.locator(f"article.row[data-id='event-later-{total}']")).to_be_visible()
        assert page.evaluate("document.activeElement === window.held"), key
        assert page.evaluate(FOCUSED) == key
    expect(page.locator("[data-facet='status=happened'] .count")).to_have_text("6")
    expect(page.locator(".map tbody .number")).to_have_text("6")


def test_selected_words_and_the_row_in_sight_stay_through_an_update(page: Page, stored: redis.Redis, desk: str) -> None:
    page.locator("article.row[data-id='event-one'] blockquote").evaluate(
        "words => { window.row = words.closest('article'); getSelection().selectAllChildren(words); }"
    )
    commit(stored, desk, "three")
    expect_live(page, 3)
    assert page.evaluate("String(getSelection())") == "Marchers met police in Leeds on Monday."
    assert page.evaluate("window.row.isConnected && window.row.getAttribute('aria-setsize')") == "3"


def test_a_filter_that_is_taken_away_leaves_the_focus_at_its_neighbour(page: Page) -> None:
    page.locator("[data-facet='type=PROTEST']").click()
    expect(page.locator(".chip")).to_have_count(2)
    page.locator(".chip").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator(".chip")).to_be_focused()


def test_half_a_date_stays_through_an_update_and_counts_once_it_is_whole(
    page: Page, stored: redis.Redis, desk: str
) -> None:
    page.get_by_text("Dates, confidence, order").click()
    field = page.get_by_label("Happened from")
    field.press_sequentially("10")
    commit(stored, desk, "three")
    expect_live(page, 3)
    assert field.evaluate("field => field.validity.badInput")
    page.locator(".total").focus()
    commit(stored, desk, "four")
    expect_live(page, 4)
    assert field.evaluate("field => field.validity.badInput")
    field.press_sequentially("1029201")
    assert "datetime" not in page.url
    page.keyboard.press("8")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"datetime=2018-10-29%2F\.\.&"))
    expect(page.locator(".chip").last).to_contain_text("from 29 Oct 2018")


def test_days_that_are_being_drawn_over_stay_through_an_update(page: Page, stored: redis.Redis, desk: str) -> None:
    box = page.locator(".chart .u-over").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2, steps=3)
    commit(stored, desk, "three")
    expect_live(page, 3)
    width = page.locator(".chart .u-select").evaluate("drawn => drawn.clientWidth")
    assert width > box["width"] / 3
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2, steps=3)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"datetime=2018-10-29%2F2018-10-29&"))


def test_bars_that_the_keys_chose_stay_chosen_through_an_update(page: Page, stored: redis.Redis, desk: str) -> None:
    chart = page.get_by_role("slider", name="When")
    chart.focus()
    page.keyboard.press("End")
    expect(page.locator(".told")).to_contain_text("2 events")
    commit(stored, desk, "three")
    expect(page.locator(".told")).to_contain_text("3 events")
    expect(chart).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"datetime=2018-10-29%2F2018-10-29&"))


def test_what_comes_while_the_feed_opens_is_not_missed(visitor: Visitor, desk: str, stored: redis.Redis) -> None:
    page = visitor.context().new_page()
    held: list[Route] = []
    page.route("**/v1/feed*", lambda route: held.append(route))
    page.goto(f"{visitor.watch.origin}/?collection={desk}")
    expect(page.locator(".total")).to_have_text("2 of 2 events")
    commit(stored, desk, "three")
    held[0].continue_()
    expect_live(page, 3)


def test_under_other_filters_the_feed_goes_on_from_where_it_was(page: Page) -> None:
    with page.expect_request("**/v1/feed*") as asked:
        page.locator("[data-facet='type=PROTEST']").click()
    assert re.fullmatch(r"\d+-\d+", asked.value.headers["last-event-id"])


def test_a_failure_at_first_is_told_and_can_be_tried_again(visitor: Visitor, desk: str) -> None:
    visitor.watch.allow(503)
    page = visitor.context().new_page()
    page.route("**/v1/*", refuse)
    page.goto(f"{visitor.watch.origin}/?collection={desk}")
    problem = page.locator(".problem")
    expect(problem.get_by_role("alert")).to_have_text("Not readyThe store is being loaded.")
    expect(problem).to_contain_text("The list, the counts, the map, and the timeline could not be loaded.")
    expect(page.get_by_text("Loading")).to_have_count(0)
    assert find_barriers_in_both(page) == []
    page.unroute("**/v1/*")
    page.get_by_role("button", name="Retry").click()
    wait_for_views(page)
    expect(problem).to_be_hidden()
    expect(page.locator(".total")).to_have_text("2 of 2 events")


def test_after_a_failure_an_old_answer_says_that_it_is_old(
    visitor: Visitor, page: Page, stored: redis.Redis, desk: str
) -> None:
    visitor.watch.allow(503)
    page.route("**/v1/events?*", refuse)
    commit(stored, desk, "three")
    problem = page.locator(".problem")
    expect(problem).to_contain_text(re.compile(r"Shown still: the list, as of \d\d:\d\d:\d\d UTC, \d+ seconds? old\."))
    expect(page.locator("article.row")).to_have_count(2)
    page.locator("[data-facet='type=PROTEST']").click()
    expect(problem).to_contain_text("Shown still: the list, of the filters before, as of ")
    page.unroute("**/v1/events?*")
    page.get_by_role("button", name="Retry").press("Enter")
    expect(problem).to_be_hidden()
    expect(page.locator(".total")).to_be_focused()
    expect(page.locator("article.row")).to_have_count(3)


def test_a_map_of_too_many_places_says_of_how_many(visitor: Visitor, desk: str) -> None:
    page = visitor.context().new_page()

    def answer(route: Route) -> None:
        found: dict[str, Any] = route.fetch().json()
        asked = int(parse_qs(urlsplit(route.request.url).query)["top"][0])
        place = found["items"][0]
        found["items"] = [
            {**place, "key": f"place/{number}", "lat": number and place["lat"]} for number in range(asked)
        ]
        found["items"][1]["lat"] = None
        route.fulfill(json=found)

    page.route("**/v1/map*", answer)
    page.goto(f"{visitor.watch.origin}/?collection={desk}")
    expect(page.locator(".map .caption .note")).to_have_text(
        "the 500 most frequent of more than 500 places, 1 of them not located"
    )


def test_where_names_cannot_be_suggested_words_still_can_be_searched_for(visitor: Visitor, page: Page) -> None:
    visitor.watch.allow(503)
    page.route("**/v1/entities?*", refuse)
    page.keyboard.press("/")
    page.keyboard.type("leeds")
    option = page.locator("#suggestions").get_by_role("option")
    expect(option).to_have_text("Events with the words “leeds”names cannot be looked up just now")
    option.click()
    expect(page).to_have_url(re.compile(r"q=leeds"))


def test_a_comparison_that_fails_says_so(visitor: Visitor, live: Live) -> None:
    visitor.watch.allow(503)
    page = visitor.open("/article/revised?collection=made")
    page.route("**/v1/articles/revised/revisions/1?*", refuse)
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".comparison")).to_have_text("Not compared: The store is being loaded.")
    page.unroute("**/v1/articles/revised/revisions/1?*")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".sides del")).to_have_text("Three")


def test_a_late_suggestion_does_not_replace_a_newer_one(visitor: Visitor) -> None:
    page = visitor.open("/entity/person/ann-lee?collection=made")
    late: list[Route] = []
    asked: list[str] = []

    def answer(route: Route) -> None:
        typed = parse_qs(urlsplit(route.request.url).query)["q"][0]
        asked.append(typed)
        if typed == "ann":
            late.append(route)
        else:
            route.fulfill(json={"items": [{"key": f"person/{typed}", "name": typed, "articles": 1}]})

    page.route("**/v1/entities?*", answer)
    field = page.get_by_label("Merge into")
    with page.expect_request("**/v1/entities?*"):
        field.fill("ann")
    field.fill("bob")
    expect(page.locator("datalist option")).to_have_attribute("value", "person/bob")
    with page.expect_response("**/v1/entities?q=ann*"):
        late[0].fulfill(json={"items": [{"key": "person/ann", "name": "ann", "articles": 1}]})
    page.wait_for_timeout(50)
    expect(page.locator("datalist option")).to_have_attribute("value", "person/bob")
    assert asked == ["ann", "bob"]
