"""The entity page, and the corrections that can be made on it."""

import itertools
import re
import threading
from collections.abc import Iterator

import httpx2
import pytest
import redis
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr

from dateline.access import AccessKeys
from dateline.refresh import refresh
from dateline.settings import Settings
from tests.dateline.people import BOB, ROBERT, open_desk
from tests.explorer.browsing import DESKTOP, PHONE, Visitor, Watch, find_barriers_in_both, overflow, picture
from tests.live import Live, run_live

_numbers = itertools.count(1)


@pytest.fixture
def remaking(stored: redis.Redis, settings: Settings) -> Iterator[None]:
    """What corrections concern is made anew, as the reconciler does."""
    over = threading.Event()

    def run() -> None:
        while not over.wait(0.05):
            refresh(stored, settings)

    thread = threading.Thread(target=run)
    thread.start()
    yield
    over.set()
    thread.join(30)


def test_an_entity_is_shown_with_all_that_is_known_of_it(visitor: Visitor, live: Live) -> None:
    page = visitor.open("/entity/place/2644688")
    expect(page.locator("h1")).to_have_text("Leeds")
    known = httpx2.get(f"{live.url}/v1/entities/place/2644688").json()
    for heading in ("Names", "When", "Places", "Who is in its events", "Its events", "Newest articles that name it"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(page.locator(".counts")).to_contain_text(f"Articles{known['articles']}")
    expect(page.locator("[aria-labelledby=newest] li")).to_have_count(len(known["newest"]))
    page.get_by_role("link", name="Nurses march through Leeds").first.click()
    expect(page.locator("h1")).to_have_text("Nurses march through Leeds")
    expect(page.locator(".event.pinned")).to_have_count(1)


def test_what_somebody_said_is_listed_with_its_sentence(visitor: Visitor, live: Live) -> None:
    page = visitor.open("/entity/person/ann-lee?collection=made")
    expect(page.locator("[aria-labelledby=said] li")).to_have_count(1)
    expect(page.locator("[aria-labelledby=said]")).to_contain_text("Marchers met police 👮🏽 in Léeds 𝔛 on Monday.")
    expect(page.locator("[aria-labelledby=said] a")).to_have_attribute(
        "href", "/article/symbols?collection=made#event-sym1"
    )


def test_the_bars_stand_beside_a_table_that_says_the_same(visitor: Visitor) -> None:
    page = visitor.open("/entity/place/2644688")
    page.get_by_text("The same as a table").click()
    rows = page.locator("[aria-labelledby=when] tbody tr")
    expect(rows.first).to_be_visible()
    counts = [int(count) for count in rows.locator(".number").all_text_contents()]
    bars = page.locator(".bars rect").evaluate_all(
        "found => found.filter((bar) => Number(bar.getAttribute('height')) > 0)"
    )
    assert len(bars) == len(counts) > 0


def test_the_entity_page_is_for_everyone(visitor: Visitor) -> None:
    for size in (DESKTOP, PHONE):
        page = visitor.open("/entity/place/2644688", size)
        expect(page.locator("h1")).to_have_text("Leeds")
        assert overflow(page) == 0
        picture(page, f"entity-{size[0]}")
    assert find_barriers_in_both(page) == []


@pytest.fixture
def desk(stored: redis.Redis) -> str:
    """A collection with a man who has two keys."""
    collection = f"desk-{next(_numbers)}"
    open_desk(stored, collection)
    return collection


@pytest.fixture
def bob(visitor: Visitor, desk: str, remaking: None) -> Page:
    """The page about him under one of them."""
    page = visitor.open(f"/entity/{BOB}?collection={desk}")
    expect(page.locator("h1")).to_have_text("Bob Smith")
    return page


def test_names_given_on_the_page_are_stored(bob: Page) -> None:
    bob.get_by_label("Names that mean it").fill("Smith the Elder\n\nBobby")
    bob.get_by_role("button", name="Store the names").click()
    expect(bob.locator(".chips").filter(has_text="Smith the Elder")).to_contain_text("Bobby")
    expect(bob.get_by_label("Names that mean it")).to_have_value("Smith the Elder\nBobby")


def test_two_are_merged_and_the_merge_is_undone(bob: Page) -> None:
    field = bob.get_by_label("Merge into")
    field.press_sequentially("robert")
    expect(bob.locator("datalist option")).to_have_attribute("value", ROBERT)
    field.fill(ROBERT)
    bob.get_by_role("button", name="Merge", exact=True).click()
    expect(bob.locator("h1")).to_have_text("Robert Smith")
    expect(bob.locator("[aria-labelledby=names]")).to_contain_text(BOB)
    bob.get_by_role("button", name=f"Undo the merge of {BOB}").click()
    expect(bob.locator("h1")).to_have_text("Bob Smith")


def test_an_article_is_split_off_and_put_back(visitor: Visitor, bob: Page, desk: str) -> None:
    visitor.watch.allow(404)
    bob.get_by_role("checkbox", name="a1").check()
    bob.get_by_label("What that one is called").fill("Bob Smith (bishop)")
    bob.get_by_role("button", name="Split off").click()
    expect(bob.locator("h1")).to_have_text("Bob Smith (bishop)")
    bob.goto(f"{bob.url.partition('/entity/')[0]}/entity/{BOB}?collection={desk}")
    expect(bob.get_by_role("alert")).to_have_text("No article names an entity of this key.")
    bob.get_by_role("button", name="Undo all its splits").click()
    expect(bob.locator("h1")).to_have_text("Bob Smith")
    expect(bob.locator(".counts")).to_contain_text("Articles1")


def test_what_cannot_be_corrected_is_said_at_once(visitor: Visitor, bob: Page) -> None:
    visitor.watch.allow(422)
    bob.get_by_label("Merge into").fill("person/nobody-at-all")
    bob.get_by_role("button", name="Merge", exact=True).click()
    expect(bob.locator(".message.error")).to_have_text("into: no entity has this key")
    expect(bob.get_by_role("button", name="Merge", exact=True)).to_be_enabled()


def test_the_log_tells_what_was_corrected(bob: Page) -> None:
    bob.get_by_label("Names that mean it").fill("Robbie")
    bob.get_by_role("button", name="Store the names").click()
    expect(bob.locator(".chips").filter(has_text="Robbie")).to_be_visible()
    bob.get_by_text("The log of corrections").click()
    expect(bob.locator(".log li").first).to_contain_text(re.compile(r"^aliases person/bob-smith .*Robbie"))
    assert find_barriers_in_both(bob) == []


def test_a_key_that_may_only_look_is_told_so(
    browser: Browser, stored: redis.Redis, redis_url: SecretStr, desk: str
) -> None:
    _, key = AccessKeys(stored).create("looks", desk, ["read"], None)
    with run_live(Settings(redis_url=redis_url, require_keys="always")) as guarded:
        visitor = Visitor(browser, Watch(guarded.url))
        visitor.watch.allow(401, 403)
        context = visitor.context()
        # A blank page, which comes first, has no storage.
        context.add_init_script(f"location.origin === 'null' || sessionStorage.setItem('dateline-key', '{key}')")
        page = context.new_page()
        page.goto(f"{guarded.url}/entity/{BOB}")
        expect(page.locator("h1")).to_have_text("Bob Smith")
        page.get_by_role("button", name="Store the names").click()
        expect(page.locator(".message")).to_have_text("Your key may look, but not correct: that needs the scope admin.")
        expect(page.get_by_role("button", name="Store the names")).to_be_disabled()
        visitor.close()
