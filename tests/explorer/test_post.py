"""Posting an article from the page, and having one tried again."""

import pytest
from playwright.sync_api import Page, expect

from tests.explorer.browsing import DESKTOP, PHONE, Visitor, find_barriers_in_both, overflow, picture

STORY = "On Saturday a gunman killed 11 people in Pittsburgh. “We will rebuild 🕊,” said Mayor Ann Lee."


@pytest.fixture
def form(visitor: Visitor) -> Page:
    page = visitor.open("/post?collection=posted")
    expect(page.get_by_role("heading", name="Post an article")).to_be_visible()
    return page


def test_a_posted_article_lands_on_its_view(form: Page) -> None:
    form.get_by_label("Text").fill(STORY)
    form.get_by_label("Publication date").fill("2018-10-29")
    form.get_by_label("Time (UTC)").fill("18:30")
    form.get_by_label("Title").fill("A city mourns 🕯")
    form.get_by_label("Source").fill("Northern Courier")
    form.get_by_label("Address").fill("https://courier.example/mourns")
    form.get_by_role("button", name="Post the article").click()
    expect(form.locator("h1")).to_have_text("A city mourns 🕯")
    expect(form.locator(".lead").first).to_contain_text("Northern Courier · published 2018-10-29 18:30 UTC")
    expect(form.locator(".event").filter(has_text="ASSAULT").first).to_contain_text("2018-10-27")
    expect(form.locator("[data-state=done]").first).to_be_visible()
    assert "/article/" in form.url
    assert form.url.endswith("collection=posted")


def test_the_keyboard_alone_posts_an_article(form: Page) -> None:
    form.get_by_label("Text").focus()
    form.keyboard.type("Nurses marched through Leeds on Saturday.")
    form.keyboard.press("Tab")
    form.keyboard.type("10292018")
    for _ in range(12):
        form.keyboard.press("Tab")
        if form.evaluate("document.activeElement.type") == "submit":
            break
    form.keyboard.press("Enter")
    expect(form.locator(".event").first).to_contain_text("PROTEST")


def test_what_is_missing_is_said_at_its_field(form: Page) -> None:
    form.get_by_role("button", name="Post the article").click()
    expect(form.get_by_label("Text")).to_be_focused()
    expect(form.get_by_label("Text")).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_label("Publication date")).to_have_attribute("aria-invalid", "true")
    assert find_barriers_in_both(form) == []


def test_what_the_service_refuses_is_said_at_its_field(visitor: Visitor, form: Page) -> None:
    visitor.watch.allow(422)
    form.get_by_label("Text").fill(STORY)
    form.get_by_label("Publication date").fill("1200-01-01")
    form.get_by_label("Address").fill("javascript:alert(1)")
    form.get_by_label("Id").fill("no spaces")
    form.get_by_role("button", name="Post the article").click()
    for field in ("published_on", "url", "id"):
        expect(form.locator(f"#error-{field}")).to_be_visible()
        expect(form.locator(f"#field-{field}")).to_have_attribute("aria-invalid", "true")
    expect(form.locator("#error-text")).to_be_hidden()
    expect(form.get_by_label("Text")).to_have_value(STORY)


def test_an_article_that_failed_is_tried_again(visitor: Visitor) -> None:
    visitor.watch.allow(404)
    page = visitor.open("/article/failing?collection=retries")
    expect(page.locator(".state")).to_have_text("failed: could not be enriched")
    expect(page.locator(".progress")).to_contain_text("the worker was killed three times")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".event").first).to_contain_text("PROTEST")


def test_the_form_is_for_everyone(visitor: Visitor) -> None:
    for size in (DESKTOP, PHONE):
        page = visitor.open("/post", size)
        expect(page.get_by_role("heading", name="Post an article")).to_be_visible()
        assert overflow(page) == 0
        picture(page, f"post-{size[0]}")
    assert find_barriers_in_both(page) == []
