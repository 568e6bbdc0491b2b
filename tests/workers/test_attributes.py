"""The look-up of attributes comes to what spaCy's own ruler does."""

import warnings
from typing import cast

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler

from workers import attributes
from workers.stages.parse import MODEL

# Words of which a rule looks at one, at two, or at their role; white space; what no rule knows.
TEXTS = [
    "It's what you're gonna do: let's see, y'all. He's gotta go, c'm on!",
    "There are those who did it, and those that have; it was they who had been told to.",
    "The U.N. said that  some had fled\n\nLeeds on Monday, while 3.5 million did not.",
    "Which of these is it? That which gets, got; I, me, you, 'em, ol', somethin', 'nuff.",
    "xqzt ¤ 12:30 \t \t p.m. — “Blorp”",
    "",
]
TOLD: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_TYPE"]


@pytest.fixture(scope="module")
def plain() -> Language:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return spacy.load(MODEL)


@pytest.fixture(scope="module")
def quick(plain: Language) -> attributes.AttributeLookup:
    return attributes.AttributeLookup(cast(AttributeRuler, plain.get_pipe("attribute_ruler")))


@pytest.mark.parametrize("text", TEXTS)
def test_it_sets_what_the_ruler_sets(plain: Language, quick: attributes.AttributeLookup, text: str) -> None:
    with plain.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"]):
        tagged = plain(text)
    own = plain.get_pipe("attribute_ruler")(tagged.copy())
    # Once with words that are met for the first time, once with known ones.
    for _ in range(2):
        assert quick(tagged.copy()).to_array(TOLD).tolist() == own.to_array(TOLD).tolist()


def test_what_it_remembers_is_bounded(
    plain: Language, quick: attributes.AttributeLookup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attributes, "_MAX_KNOWN", 5)
    doc = plain.make_doc("one two three four five six seven eight nine ten eleven twelve")
    quick(doc)
    assert len(quick._known) <= 5
