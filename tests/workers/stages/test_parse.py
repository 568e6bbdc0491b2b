import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.models import Article
from tests.workers.conftest import MakeDoc
from workers.document import Document, Stage
from workers.stages.parse import CHUNK_CHARS, MAX_RUN_CHARS, split


@pytest.mark.parametrize(
    "text",
    [
        "One.",
        " One.\n\nTwo. ",
        "x" * 1000,
        "a " + "[" * 1000 + " b",
        "[" * 1000 + "\n\nNext one.",
        "a\u00a0b\u2003c",
        "\n\na\n\n\n",
    ],
)
def test_the_text_of_the_parse_is_the_text(make_doc: MakeDoc, text: str) -> None:
    doc = make_doc(text)
    assert doc.parsed.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc.parsed)


def test_a_long_run_without_white_space_is_few_tokens(make_doc: MakeDoc) -> None:
    parsed = make_doc("Before " + "[" * 100_000 + " after.").parsed
    assert len(parsed) < 100_000 / MAX_RUN_CHARS + 10
    assert {"Before", "after"} <= {token.text for token in parsed}


def test_what_follows_an_empty_line_begins_a_sentence(make_doc: MakeDoc) -> None:
    parsed = make_doc("The mayor of the town\n\nresigned on Monday.").parsed
    assert next(token for token in parsed if token.text == "resigned").is_sent_start


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["word ", "End. ", "\n", "\n\n", "x" * 700]), max_size=200))
def test_pieces_are_bounded_and_together_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    pieces = split(text)
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= CHUNK_CHARS


def test_a_text_is_cut_at_paragraphs_where_it_can_be() -> None:
    paragraph = "word " * 300 + "\n"
    assert all(piece.endswith("\n") for piece in split(paragraph * 20))


@pytest.mark.parametrize(
    "dateline",
    ["LEEDS, England — ", "BAGHDAD (AP) -- ", "WASHINGTON, June 5 (Xinhua) -- ", "NEW YORK – ", "KIEV (AP) _ "],
)
def test_a_sentence_begins_after_the_dateline(make_doc: MakeDoc, dateline: str) -> None:
    parsed = make_doc(dateline + "Thousands of nurses marched through the centre on Tuesday.").parsed
    assert next(token for token in parsed if token.text == "Thousands").is_sent_start


@pytest.mark.parametrize("opening", ["NATO - led ", "IBM — the maker of computers — ", "U.S. - backed "])
def test_a_name_before_a_dash_is_no_dateline(make_doc: MakeDoc, opening: str) -> None:
    parsed = make_doc(opening + "forces left the town on Tuesday.").parsed
    assert next(token for token in parsed if token.text == "forces").sent.start == 0


def test_a_title_is_parsed_with_its_text_and_as_it_is_alone(parse_stage: Stage) -> None:
    title, text = "LEEDS, England (Reuters) — Marchers meet police", "Marchers met police in Leeds on Monday."
    article = Article(id="a", text=text, title=title, published_at="2018-10-29")
    other = Article(id="b", text=title, published_at="2018-10-29")
    alone = parse_stage.annotate(Document(other, title)).parsed
    parse_stage.annotate(Document(article, text))
    # Another article between the two: nothing of the one is taken for the other's.
    assert parse_stage.annotate(Document(other, title)).parsed is not alone
    parse_stage.annotate(Document(article, text))
    beside = parse_stage.annotate(Document(article, title)).parsed
    again = parse_stage.annotate(Document(article, title)).parsed
    told: list[int | str] = ["TAG", "POS", "LEMMA", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "SENT_START"]
    for parsed in (beside, again):
        assert parsed.text == title
        assert parsed.to_array(told).tolist() == alone.to_array(told).tolist()
    assert parse_stage.annotate(Document(article, text)).parsed.text == text
