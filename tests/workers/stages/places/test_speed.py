"""The stage stays linear in the text, on texts that other designs choke on."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from dateline.models import Article
from tests.operations import grows_linearly
from workers.document import Document
from workers.gazetteer import open_gazetteer
from workers.stages import places

JUNK = {
    "digits": "1234567890",
    "brackets": "( [ ) ]",
    "of the": "of the",
    "capitals": "New York of the North Sea and",
    "commas": "Paris ,",
    "counties": "Clay , Douglas and",
    "letters": "A B C D E F G",
}


def make_document(words: list[str]) -> Document:
    doc = Doc(spacy.blank("en").vocab, words=words, sent_starts=[True, *[False] * (len(words) - 1)])
    article = Article(id="x", text=doc.text[:200_000], published_at="2018-10-29")
    return Document(article, doc.text, language="en", parse=doc)


@pytest.mark.parametrize("name", JUNK)
def test_twice_the_junk_takes_twice_the_work(name: str) -> None:
    gazetteer = open_gazetteer()
    assert grows_linearly(lambda times: places.annotate(gazetteer, make_document(JUNK[name].split() * times)), 1000)


def toponyms(names: list[str]) -> Document:
    words = [word for name in names for word in (*name.split(" "), ",")]
    doc = make_document(words)
    ents, at = [], 0
    for name in names:
        size = len(name.split(" "))
        ents.append(Span(doc.parsed, at, at + size, label="GPE"))
        at += size + 1
    doc.parsed.ents = ents
    return doc


def test_twice_the_toponyms_take_twice_the_work() -> None:
    gazetteer = open_gazetteer()
    rows = gazetteer._open().execute(
        "SELECT name FROM place WHERE class = 'P' AND name GLOB '[A-Z]*' GROUP BY name LIMIT 4000"
    )
    names = [row[0] for row in rows if " ".join(row[0].split()) == row[0]]
    assert len(places.annotate(gazetteer, toponyms(names)).places) > 2_000
    assert grows_linearly(lambda n: places.annotate(gazetteer, toponyms(names[:n])), 1_500)
