import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.identity import canonicalize_url, digest, fingerprint, identify
from tests.conftest import MakeArticle


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://Example.org/a", "https://example.org/a"),
        ("https://example.org:443/a/", "https://example.org/a"),
        ("https://example.org/a?b=1&a=2#part", "https://example.org/a?a=2&b=1"),
        ("https://example.org/a?utm_source=x&fbclid=y", "https://example.org/a"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
    ],
)
def test_addresses_of_one_document_are_equal(one: str, other: str) -> None:
    assert canonicalize_url(one) == canonicalize_url(other)


@pytest.mark.parametrize("other", ["https://example.org/b", "https://example.org/a?id=1", "https://example.com/a"])
def test_addresses_of_other_documents_differ(other: str) -> None:
    assert canonicalize_url("https://example.org/a") != canonicalize_url(other)


def test_an_id_wins_over_a_url_and_that_over_the_content(make_article: MakeArticle) -> None:
    url = "https://example.org/a"
    assert identify(make_article(id="x", url=url)) == "x"
    assert identify(make_article("One.", url=url)) == identify(make_article("Two.", url=url))
    assert identify(make_article("One.")) != identify(make_article("Two."))


def test_the_fingerprint_leaves_out_the_id_alone(make_article: MakeArticle) -> None:
    assert fingerprint(make_article(id="x")) == fingerprint(make_article(id="y"))
    assert fingerprint(make_article(title="A")) != fingerprint(make_article(title="B"))


@given(st.lists(st.text(), min_size=1, max_size=3), st.lists(st.text(), min_size=1, max_size=3))
def test_a_digest_keeps_the_boundaries_of_its_parts(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)
