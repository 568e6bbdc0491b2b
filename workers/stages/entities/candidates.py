"""Candidate mentions: spans of tokens with the type that the model or a rule gave them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from spacy.tokens import Doc, Token

from workers.stages.entities import neighbours

TYPES = frozenset({"PERSON", "NORP", "ORG", "GPE", "LOC", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
APOSTROPHES = "'’"
POSSESSIVES = frozenset({"'s", "’s", "'", "’", "`s"})
ARTICLES = frozenset({"the", "a", "an"})
_LOWER_STARTS = frozenset({"al", "d'", "d’"})
DASHES = frozenset({"-", "–", "—", "--", "---"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `start` to `end` (half-open) of the parse; `fixed` where a rule is sure of the type.

    UNKNOWN stands for a type that only the evidence can tell.
    """

    start: int
    end: int
    type: str
    fixed: bool = False

    def cut(self, start: int, end: int) -> Self:
        """The same with other bounds."""
        return replace(self, start=start, end=end)

    def of_type(self, type_: str) -> Self:
        """The same with another type."""
        return replace(self, type=type_)


def is_name_word(token: Token) -> bool:
    """Whether `token` is written like a part of a name: with a capital, also after an apostrophe or "al"."""
    text = token.text
    if text[0].isupper():
        return True
    if text[0] in APOSTROPHES:
        return text[1:2].isupper()
    return text[:2] in _LOWER_STARTS and not text.islower()


def opens_sentence(token: Token) -> bool:
    """Whether the capital of `token` may be due to its place: first of a sentence, a line or a quotation."""
    if token.i == 0 or token.is_sent_start:
        return True
    before = token.nbor(-1)
    return before.is_space or before.is_quote or before.text in {":", "*", "•", "(", "[", "--", "-", "“", "‘"}


def is_opener(token: Token) -> bool:
    """Whether `token` is a capitalised function word that only begins a sentence."""
    return token.lower_ in neighbours.OPENERS and not token.is_upper


def surface_key(doc: Doc, start: int, end: int) -> str:
    """The words of a span, case-folded and joined by one blank."""
    return " ".join(doc[i].lower_ for i in range(start, end)).casefold()


def select(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that do not overlap an earlier one of `candidates`, in the order of the text."""
    taken: set[int] = set()
    kept = []
    for candidate in candidates:
        tokens = range(candidate.start, candidate.end)
        if tokens and taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.start)


def from_model(doc: Doc) -> Iterator[Candidate]:
    """The model's own spans, of the types that we keep."""
    return (Candidate(e.start, e.end, e.label_) for e in doc.ents if e.label_ in TYPES)
