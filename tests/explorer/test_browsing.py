"""The watch over pages sees what it must not miss: otherwise no other test here would mean anything."""

import pytest
from playwright.sync_api import Page, Route

from tests.explorer.browsing import Visitor, find_barriers, overflow

PAGE = "<!doctype html><html lang=en><title>t</title><meta name=viewport content='width=device-width'><main><h1>t</h1>"
STRICT = {"content-security-policy": "default-src 'none'; script-src 'self'; connect-src *; img-src *"}


def show(visitor: Visitor, body: str, headers: dict[str, str] | None = None) -> Page:
    """A page of `body` in the place of the explorer."""

    def fulfill(route: Route) -> None:
        route.fulfill(body=PAGE + body, content_type="text/html; charset=utf-8", headers=headers or {})

    context = visitor.context()
    context.route("**/shown", fulfill)
    page = context.new_page()
    page.goto(f"{visitor.watch.origin}/shown")
    return page


@pytest.mark.parametrize(
    ("body", "headers", "seen"),
    [
        ("<script>console.error('wrong')</script>", None, "console: wrong"),
        ("<script>throw Error('thrown')</script>", None, "error: thrown"),
        ("<script>alert(1)</script>", None, "dialog: 1"),
        ("<script>document.title='ran'</script>", STRICT, "policy: script-src-elem inline"),
        ("<p style='color:red'>red</p>", STRICT, "policy: style-src-attr inline"),
        ("<img alt='' src='http://elsewhere.example/x.png'>", STRICT, "request: http://elsewhere.example/x.png"),
        ("<img alt='' src='/missing.png'>", STRICT, "console: Failed to load resource"),
    ],
)
def test_what_no_page_may_do_is_seen(visitor: Visitor, body: str, headers: dict[str, str] | None, seen: str) -> None:
    show(visitor, body, headers).wait_for_timeout(50)
    assert any(wrong.startswith(seen) for wrong in visitor.watch.wrong)
    visitor.watch.wrong.clear()


def test_a_refusal_that_a_test_expects_is_no_error(visitor: Visitor) -> None:
    visitor.watch.allow(404)
    show(visitor, "<img alt='' src='/missing.png'>", STRICT).wait_for_timeout(50)
    assert visitor.watch.wrong == []


def test_barriers_and_too_wide_pages_are_seen(visitor: Visitor) -> None:
    page = show(visitor, "<div style='width:2000px'><button></button></div>")
    assert any(barrier.startswith("button-name") for barrier in find_barriers(page))
    assert overflow(page) > 0
