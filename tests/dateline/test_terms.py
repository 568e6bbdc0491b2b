import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import Invalid
from dateline.terms import MAX_TERMS, Term, parse_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("police", [Term("word", ("police",))]),
        ("Police  MET", [Term("word", ("police",)), Term("word", ("met",))]),
        ('"met police" now', [Term("phrase", ("met", "police")), Term("word", ("now",))]),
        ("“Trump’s lawyers”", [Term("phrase", ("trump", "s", "lawyers"))]),
        ("cara*", [Term("beginning", ("cara",))]),
        ("anti-cara*", [Term("word", ("anti",)), Term("beginning", ("cara",))]),
        ('"cara*"', [Term("phrase", ("cara",))]),
        ('"" x', [Term("word", ("x",))]),
        ("Zürich", [Term("word", ("zürich",))]),
        ("a|b -c @d:{e}", [Term("word", (word,)) for word in "abcde"]),
    ],
)
def test_words_phrases_and_beginnings_are_told_apart(text: str, terms: list[Term]) -> None:
    assert list(parse_terms(text)) == terms


@pytest.mark.parametrize("text", ["", " ", '""', "!!", "*", "a*", "x " * (MAX_TERMS + 1)])
def test_what_holds_nothing_to_search_for_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="q"):
        parse_terms(text)


@given(st.text(max_size=60))
def test_terms_hold_nothing_but_letters_and_digits(text: str) -> None:
    try:
        terms = parse_terms(text)
    except Invalid:
        return
    assert all(
        (word.isalnum() and word == word.casefold()) or not word.isascii() for term in terms for word in term.words
    )
