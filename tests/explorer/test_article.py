"""The article view: the words, what was found in them, the events that they tell, and how the article fared."""

import json
import re
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.explorer.browsing import PHONE, Visitor, find_barriers_in_both, overflow, picture
from tests.explorer.world import SEED, SYMBOLS, SYMBOLS_TITLE
from tests.live import Live

LAYERS = ("entities", "dates", "places", "quantities", "quotes")


def words(page: Page, selector: str) -> str:
    """The words of the pieces of the text that `selector` finds, put together."""
    return "".join(page.locator(f".article-text .words {selector}").all_text_contents())


def lit(page: Page, part: str) -> str:
    return words(page, f".lit-{part}")


def card(page: Page, event_id: str) -> Locator:
    return page.locator(f"li.event[data-event='{event_id}']")


@pytest.fixture
def symbols(visitor: Visitor) -> Page:
    """The article in which emoji stand before and within everything."""
    page = visitor.open("/article/symbols?collection=made")
    expect(card(page, "sym1")).to_be_visible()
    return page


def test_marks_are_on_their_words_where_symbols_take_two_units(symbols: Page) -> None:
    assert words(symbols, ".on-entities") == "Ann 🦊 Lee"
    assert words(symbols, ".on-places") == "Léeds 𝔛"
    assert words(symbols, ".on-dates") == "Monday"
    assert words(symbols, ".on-quotes") == "No 𝟗 years of this,"
    assert words(symbols, ".on-quantities") == "Three 🧍 people"
    assert words(symbols, ".on-events") == "met"
    assert words(symbols, "") == SYMBOLS


def test_the_title_has_marks_of_its_own(symbols: Page) -> None:
    title = symbols.locator("h1")
    expect(title).to_have_text(SYMBOLS_TITLE)
    expect(title.locator(".on-places")).to_have_text("Leeds")
    expect(title.locator(".on-dates")).to_have_text("Monday")


def test_pointing_at_an_event_lights_its_words_with_the_part_of_each(symbols: Page) -> None:
    card(symbols, "sym1").hover()
    parts = ("trigger", "actor", "recipient", "place", "date", "number", "speaker")
    assert [lit(symbols, part) for part in parts] == [
        "met", "Marchers", "police 👮🏽", "Léeds 𝔛", "Monday", "Three 🧍 people", "Ann 🦊 Lee",
    ]  # fmt: skip
    named = symbols.locator(".words [data-part]").evaluate_all("found => found.map((piece) => piece.dataset.part)")
    assert named == ["evidence", "who", "protest", "to whom", "where", "when", "who says so", "how many"]
    symbols.mouse.move(0, 0)
    expect(symbols.locator(".words .lit")).to_have_count(0)


def test_pointing_at_words_lights_their_event_and_says_what_they_are(symbols: Page) -> None:
    symbols.locator(".article-text .on-places").hover()
    expect(card(symbols, "sym1")).to_have_class(re.compile(r"\blit\b"))
    expect(symbols.locator(".about")).to_have_text("Leeds, England, GB: a town or city")


def test_a_chosen_event_stays_lit_and_is_in_the_address(symbols: Page) -> None:
    pin = card(symbols, "sym1").locator(".pin")
    pin.click()
    symbols.mouse.move(0, 0)
    expect(pin).to_have_attribute("aria-pressed", "true")
    assert lit(symbols, "trigger") == "met"
    assert symbols.url.endswith("/article/symbols?collection=made#event-sym1")
    symbols.keyboard.press("Escape")
    expect(symbols.locator(".words .lit")).to_have_count(0)
    assert symbols.url.endswith("/article/symbols?collection=made")


def test_a_held_event_stays_lit_while_others_are_pointed_at(visitor: Visitor) -> None:
    page = visitor.open("/article/revised?collection=made#event-rev-hurt-2")
    expect(page.locator(".article-text .lit-trigger")).to_have_text("hurt")
    card(page, "rev-march").hover()
    expect(page.locator(".article-text .lit-trigger")).to_have_text("hurt")
    card(page, "rev-march").locator(".pin").click()
    expect(page.locator(".article-text .lit-trigger")).to_have_text("met")


def test_an_address_with_an_event_shows_its_words(visitor: Visitor) -> None:
    page = visitor.open("/article/symbols?collection=made#event-sym1")
    expect(card(page, "sym1").locator(".pin")).to_have_attribute("aria-pressed", "true")
    assert lit(page, "actor") == "Marchers"


def test_the_keyboard_goes_from_words_to_their_event_and_back(symbols: Page) -> None:
    trigger = symbols.locator(".words a.piece")
    trigger.focus()
    expect(card(symbols, "sym1")).to_have_class(re.compile(r"\blit\b"))
    symbols.keyboard.press("Enter")
    pin = card(symbols, "sym1").locator(".pin")
    expect(pin).to_be_focused()
    expect(pin).to_have_attribute("aria-pressed", "true")
    symbols.keyboard.press("Enter")
    expect(pin).to_have_attribute("aria-pressed", "false")


def test_a_layer_can_be_hidden_and_shown(symbols: Page) -> None:
    place = symbols.locator(".article-text .on-places")
    mark = "found => getComputedStyle(found).backgroundImage"
    assert "linear-gradient" in place.evaluate(mark)
    symbols.get_by_role("checkbox", name="Places").uncheck()
    assert "gradient" not in place.evaluate(mark)
    symbols.get_by_role("checkbox", name="Places").check()
    assert "linear-gradient" in place.evaluate(mark)


def test_no_two_layers_are_told_apart_by_colour_alone(symbols: Page) -> None:
    """With every colour taken away, the marks of the legend still differ."""
    forms = symbols.locator(".layers .sample").evaluate_all(
        """found => found.map((sample) => {
            const style = getComputedStyle(sample);
            const image = style.backgroundImage.replace(/rgba?\\([^)]*\\)/g, 'ink');
            return [image, style.borderTopWidth, style.backgroundColor === 'rgba(0, 0, 0, 0)'].join('|');
        })"""
    )
    assert len(set(forms)) == len(forms) == 6


def test_every_annotation_is_in_a_list_that_leads_to_its_words(symbols: Page) -> None:
    symbols.locator(".found-dates summary").click()
    item = symbols.locator(".found-dates li")
    expect(item).to_have_text("Monday date: 2018-10-29, counted from the publication, very sure (90 %)")
    item.get_by_role("button").focus()
    expect(symbols.locator(".words .marked")).to_have_text("Monday")


def test_status_source_and_confidence_stand_in_plain_words(symbols: Page) -> None:
    facts = card(symbols, "sym1")
    expect(facts).to_contain_text("happened")
    expect(facts).to_contain_text("asserted by Ann Lee (“Ann 🦊 Lee”)")
    expect(facts).to_contain_text("not sure (50 %)")
    expect(facts).to_contain_text("2018-10-29 (stated in the same clause)")
    expect(facts).to_contain_text("3 people injured")


def test_a_stage_that_found_nothing_differs_from_one_that_failed_and_one_left_out(visitor: Visitor) -> None:
    page = visitor.open("/article/in-part?collection=made")
    expect(page.locator("[data-stage]")).to_have_count(8)
    stage = {row.get_attribute("data-stage"): row for row in page.locator("[data-stage]").all()}
    assert list(stage) == ["language", "parse", "dates", "places", "entities", "quotes", "quantities", "events"]
    told = {name: row.locator("td").first.inner_text() for name, row in stage.items()}
    assert told["dates"] == "✓ ran and found 1"
    assert told["quotes"] == "○ ran and found nothing"
    assert told["quantities"] == "✕ failed: ValueError"
    assert told["places"] == "– skipped: language (the text is not in English)"
    expect(page.locator(".state")).to_have_text("partial: not every stage ran; without places, quantities")


def test_an_article_in_another_language_says_so(visitor: Visitor) -> None:
    page = visitor.open("/article/berlin-bericht")
    expect(page.locator("[data-stage=events]")).to_contain_text("skipped: language")
    expect(page.locator(".events")).to_contain_text("did not run to its end")


def test_two_revisions_are_compared_side_by_side(visitor: Visitor) -> None:
    page = visitor.open("/article/revised?collection=made")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".sides del")).to_have_text("Three")
    expect(page.locator(".sides ins")).to_have_text("Eleven")
    expect(page.locator(".change-created")).to_contain_text("Eleven people were hurt.")
    expect(page.locator(".change-retracted")).to_contain_text("rev-hurt-1")
    expect(page.locator(".history > li")).to_have_count(2)
    assert find_barriers_in_both(page) == []


@pytest.mark.skipif(not SEED.exists(), reason="the seed document is not beside the project")
def test_the_seed_shows_all_its_events_on_their_words(visitor: Visitor, live: Live) -> None:
    page = visitor.open("/article/seed?collection=seed")
    article: dict[str, Any] = httpx2.get(f"{live.url}/v1/articles/seed", params={"collection": "seed"}).json()
    assert len(article["events"]) >= 14
    expect(page.locator("li.event")).to_have_count(len(article["events"]))
    for event in article["events"]:
        card(page, event["id"]).locator(".pin").focus()
        shown = page.evaluate(
            """[...document.querySelectorAll('.article-text .lit-trigger')]
                .map((piece) => piece.textContent).join('')"""
        )
        assert shown == event["trigger"]["surface"], event["id"]
    paragraphs = page.locator(".article-text .words").all_text_contents()
    assert "\n".join(paragraphs).split() == article["text"].split()
    assert find_barriers_in_both(page) == []
    picture(page, "article-seed")


def test_the_article_fits_a_phone(visitor: Visitor) -> None:
    page = visitor.open("/article/symbols?collection=made", PHONE)
    expect(page.locator("li.event")).to_be_visible()
    assert overflow(page) == 0
    assert find_barriers_in_both(page) == []
    picture(page, "article-phone")


def test_an_address_that_is_none_of_the_web_is_no_link(visitor: Visitor, live: Live) -> None:
    """The API takes no such address; should one ever be stored, the page does not follow it."""
    article = httpx2.get(f"{live.url}/v1/articles/leeds-march").json() | {"url": "javascript:window.ran=1"}
    context = visitor.context()
    context.route("**/v1/articles/leeds-march", lambda route: route.fulfill(body=json.dumps(article)))
    page = context.new_page()
    page.goto(f"{live.url}/article/leeds-march")
    expect(page.locator("h1")).to_have_text("Nurses march through Leeds")
    expect(page.locator("a[href^='javascript']")).to_have_count(0)


def test_an_article_that_is_not_there_is_said_to_be_unknown(visitor: Visitor) -> None:
    visitor.watch.allow(404)
    page = visitor.open("/article/nowhere")
    expect(page.get_by_role("alert")).to_contain_text("no article has this id")
