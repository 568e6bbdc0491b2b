import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.revisions import MAX_PASSAGES, MAX_SHOWN, compare_fields, compare_texts
from tests.conftest import MakeArticle

WAS = "Three people were killed in Leeds on Monday. Police said so.\n\nNobody was arrested. It rained."


@pytest.mark.parametrize(
    ("now", "changes"),
    [
        (WAS, []),
        (WAS.replace("Three", "Eleven"), [("Three", "Eleven")]),
        (WAS.replace("Nobody was", "Two men were"), [("Nobody was", "Two men were")]),
        (WAS.replace(" Police said so.", ""), [("Police said so.", "")]),
        (WAS + " More will come.", [("", "More will come.")]),
        (WAS.replace("Three", "Eleven").replace("rained", "snowed"), [("Three", "Eleven"), ("rained.", "snowed.")]),
        ("Other words.", [(WAS, "Other words.")]),
    ],
)
def test_the_words_that_changed_are_told(now: str, changes: list[tuple[str, str]]) -> None:
    found = compare_texts(WAS, now)
    assert [(passage.was, passage.now) for passage in found.passages] == changes
    assert found.words_removed == sum(len(was.split()) for was, _ in changes)
    assert found.words_added == sum(len(now.split()) for _, now in changes)


@settings(deadline=None)
@given(st.text("ab. \n", max_size=80), st.text("ab. \n", max_size=80))
def test_passages_are_spans_of_the_later_text_and_words_add_up(was: str, now: str) -> None:
    found = compare_texts(was, now)
    assert all(now[passage.start : passage.end] == passage.now for passage in found.passages)
    assert len(now.split()) - len(was.split()) == found.words_added - found.words_removed


def test_what_is_shown_of_a_large_change_is_bounded() -> None:
    was, now = ("\n".join(f"{word if n % 2 else 'Zero'} {n} is here." for n in range(600)) for word in ("One", "Two"))
    found = compare_texts(was, now)
    assert (len(found.passages), found.complete, found.words_added) == (MAX_PASSAGES, False, 300)
    long = compare_texts("", "word " * 1000)
    assert len(long.passages[0].now) == MAX_SHOWN


def test_the_fields_that_changed_are_told_with_both_values(make_article: MakeArticle) -> None:
    was = make_article(title="A", source="Paper", metadata={"desk": "x", "old": 1})
    now = make_article(title="B", source="Paper", metadata={"desk": "y"}, authors=("Ann Lee",))
    assert [(change.field, change.was, change.now) for change in compare_fields(was, now)] == [
        ("authors", [], ["Ann Lee"]),
        ("metadata.desk", "x", "y"),
        ("metadata.old", 1, None),
        ("title", "A", "B"),
    ]
