"""Offsets in the page: code points become UTF-16 units, and overlapping spans become pieces."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.live import Live

_CUT = "async ([text, spans]) => (await import('/assets/views/article_spans.js')).cut(text, spans)"
_MEASURE = """async ([text, offsets]) => {
    const toUnit = (await import('/assets/views/article_spans.js')).measure(text);
    return offsets.map(toUnit);
}"""
TEXTS = st.text(st.sampled_from("ab é\n🦊𝔛👮🏽\u200d🇬🇧“"), min_size=1, max_size=40)


@pytest.fixture(scope="module")
def script(browser: Browser, live: Live) -> Iterator[Page]:
    """A page that runs the modules of the explorer."""
    page = browser.new_page()
    page.goto(f"{live.url}/post")
    yield page
    page.close()


@st.composite
def spanned(draw: st.DrawFn) -> tuple[str, list[dict[str, int]]]:
    text = draw(TEXTS)
    edges = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = [{"start": a, "end": b, "id": n} for n, (a, b) in enumerate(draw(st.lists(edges, max_size=8)))]
    return text, spans


@examples(max_examples=150, deadline=None)
@given(case=spanned())
def test_pieces_put_together_are_the_text_and_each_span_its_own_words(
    script: Page, case: tuple[str, list[dict[str, int]]]
) -> None:
    text, spans = case
    pieces: list[dict[str, Any]] = [piece for paragraph in script.evaluate(_CUT, [text, spans]) for piece in paragraph]
    assert "".join(piece["text"] for piece in pieces) == text
    for piece in pieces:
        assert piece["text"] == text[piece["start"] : piece["end"]]
    for span in spans:
        words = "".join(piece["text"] for piece in pieces if span["id"] in [own["id"] for own in piece["spans"]])
        assert words == text[span["start"] : span["end"]]


@examples(max_examples=50, deadline=None)
@given(text=TEXTS)
def test_an_offset_in_code_points_is_found_in_utf_16(script: Page, text: str) -> None:
    expected = [len(text[:offset].encode("utf-16-le")) // 2 for offset in range(len(text) + 1)]
    assert script.evaluate(_MEASURE, [text, list(range(len(text) + 1))]) == expected


def test_an_empty_line_begins_a_paragraph(script: Page) -> None:
    paragraphs = script.evaluate(_CUT, ["🦊 one.\n\nTwo.\nStill two.\n \nThree.", [{"start": 0, "end": 10, "id": 1}]])
    assert ["".join(piece["text"] for piece in pieces) for pieces in paragraphs] == [
        "🦊 one.\n\n",
        "Two.\nStill two.\n \n",
        "Three.",
    ]


def test_spans_beyond_the_text_are_left_out(script: Page) -> None:
    spans = [{"start": 2, "end": 9, "id": 1}, {"start": -1, "end": 1, "id": 2}, {"start": 1, "end": 1, "id": 3}]
    assert script.evaluate(_CUT, ["abc", spans]) == [[{"start": 0, "end": 3, "text": "abc", "spans": []}]]
