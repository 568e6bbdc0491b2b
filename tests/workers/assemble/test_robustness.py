"""Any text: no exception, spans inside the text, unique ids, equal runs, and time linear in its length."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from dateline.models import Article
from tests.operations import grows_linearly
from tests.workers.conftest import MakeDoc
from workers.assemble import assemble
from workers.document import Document, MissingParse

VOCABULARY = (
    "police rebels arrested attacked will not said that to and the troops were Peru , . “ he it by of in no strike"
)
WORDS = st.sampled_from([*VOCABULARY.split(), "\n\n"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.lists(WORDS, min_size=1, max_size=40).map(" ".join), st.text(min_size=1, max_size=80)))
def test_any_text_gives_events_with_true_spans_and_unique_ids(make_doc: MakeDoc, text: str) -> None:
    cleaned = "".join(c for c in text if c != "\x00" and not "\ud800" <= c <= "\udfff").strip() or "x"
    doc = make_doc(cleaned)
    events = assemble(doc)

    assert events == assemble(doc)
    assert len({e.id for e in events}) == len(events)
    assert sum(e.main for e in events) == bool(events)
    for event in events:
        spans = [event.trigger, event.evidence, *event.also, *event.actors]
        assert all(cleaned[s.start : s.end] == s.surface for s in spans)
        assert 0 < event.confidence <= 1


def test_document_without_a_parse_says_so() -> None:
    article = Article.model_validate({"id": "x", "text": "Hello.", "published_at": "2018-10-29"})

    with pytest.raises(MissingParse):
        assemble(Document(article, article.text))


def chain(length: int, lemma: str, pos: str, dep: str) -> Document:
    """A document of one word, repeated, each hanging on the one before it: the deepest of trees."""
    doc = Doc(
        Vocab(),
        words=[lemma] * length,
        lemmas=[lemma] * length,
        pos=[pos] * length,
        tags=["VBD" if pos == "VERB" else "NN"] * length,
        heads=[max(0, i - 1) for i in range(length)],
        deps=["ROOT"] + [dep] * (length - 1),
    )
    article = Article.model_validate({"id": "x", "text": doc.text, "published_at": "2018-10-29"})
    return Document(article, doc.text, language="en", parse=doc)


@pytest.mark.parametrize(
    ("lemma", "pos", "dep"),
    [("attack", "VERB", "conj"), ("attack", "NOUN", "pobj"), ("attack", "NOUN", "conj"), ("demand", "VERB", "xcomp")],
)
def test_time_is_linear_in_the_depth_and_length_of_the_parse(lemma: str, pos: str, dep: str) -> None:
    assert grows_linearly(lambda length: assemble(chain(length, lemma, pos, dep)), 500)
