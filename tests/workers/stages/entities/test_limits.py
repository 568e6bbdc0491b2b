import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dateline.models import Article
from tests.operations import grows_linearly
from workers.document import Document, Stage

WORDS = ["The", "of", "Bank", "and", "(", ")", "Anna", "election", "2014", "-", "’s", "US", "@x_y", "Lake", ",", "\n"]


def bare(words: list[str]) -> Document:
    """A document with tokens and tags but without a parser's work."""
    starts: list[bool | int | None] = [i % 20 == 0 for i in range(len(words))]
    parse = Doc(Vocab(), words=words, tags=["NNP"] * len(words), sent_starts=starts)
    article = Article(id="x", text=parse.text, published_at=dt.date(2018, 10, 29))
    return Document(article, parse.text, language="en", parse=parse)


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=2, max_size=40).filter(lambda w: any(x.isalpha() for x in w)))
def test_spans_never_overlap_and_always_match_the_text(entities_stage: Stage, words: list[str]) -> None:
    doc = entities_stage.annotate(bare(words))
    spans = sorted((m.start, m.end) for e in doc.entities for m in e.mentions)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(doc.text[m.start : m.end] == m.surface for e in doc.entities for m in e.mentions)


@pytest.mark.parametrize(
    "word",
    ["1", "(", "of the", "Bank of the", "Anna", "-", "election", "A and", "Mr Keller", "THE MAYOR", "@ab", ", Anna ,"],
)
def test_junk_takes_time_in_proportion_to_its_length(entities_stage: Stage, word: str) -> None:
    assert grows_linearly(lambda times: entities_stage.annotate(bare(word.split() * times)), 1000)
