"""A span that may name a place, and what the words around it make of it."""

from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from workers.gazetteer import Entry
from workers.stages.places import words
from workers.stages.places.offsets import Tokens, read_offset

ORGANISATION = "organisation"


@dataclass(slots=True, eq=False)
class Mention:
    """A span that may name a place.

    `start`, `end` are tokens, `name` is what is looked up; `candidates` are the entries that go by it;
    `label` is the label of the model's span that covers it, empty where there is none, and `inside` says
    that the span is larger; `demonym` marks words for people or adjectives; `modifier` narrows the name
    ("southern", "near", ORGANISATION);
    `holder` is the mention that follows as the place it lies in ("Paris" before ", Texas"); `listed` says
    that the name stands in a list of counties ("Clay and Douglas counties"), `division` that a word like
    "province" ends or follows it, `introduced` that the words before say what it is ("the town of").
    """

    start: int
    end: int
    name: str
    label: str
    inside: bool
    candidates: tuple[Entry, ...]
    demonym: bool = False
    modifier: str | None = None
    holder: "Mention | None" = field(default=None, repr=False)
    listed: bool = False
    division: bool = False
    introduced: bool = False


def chain(doc: Tokens, mentions: list[Mention]) -> None:
    """Link each mention to the next one where a comma or a bracket joins them."""
    starts = {m.start: m for m in reversed(mentions)}
    for mention in mentions:
        if mention.demonym or mention.end + 1 >= len(doc):
            continue
        joint = doc[mention.end].text
        after = starts.get(mention.end + (1 if joint in (",", "(", "in") else 2 if joint == "'s" else 0))
        if after is not None and after is not mention and not after.demonym:
            mention.holder = after


def mark_lists(doc: Tokens, mentions: list[Mention]) -> None:
    """Mark the names of lists that end in "counties" or "parishes", from the last to the first."""
    starts = {m.start: m for m in reversed(mentions)}
    for mention in reversed(mentions):
        at = mention.end
        if at < len(doc) and doc[at].lower_ in ("counties", "parishes"):
            mention.listed = True
            continue
        while at < len(doc) and at - mention.end < 2 and doc[at].lower_ in (",", "and", "&", "or"):
            at += 1
        after = starts.get(at)
        mention.listed = at > mention.end and after is not None and after.listed


def is_introduced(doc: Tokens, start: int) -> bool:
    """Whether the words before token `start` make a place of it, known or not: "the town of", "villagers outside"."""
    if start < 2:
        return False
    noun, joint = doc[start - 2].lower_, doc[start - 1].lower_
    return (joint == "of" and noun in words.SETTLEMENTS) or (joint in words.ABODES and noun in words.INHABITANTS)


def modify(doc: Tokens, mention: Mention, span: Span | None) -> str | None:
    """ORGANISATION for a place in an organisation's name, else the direction or the offset before it."""
    if _is_in_organisation(doc, mention, span):
        return ORGANISATION
    return mention.modifier or read_offset(doc, mention.start)


def _is_organisation_noun(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower_ in words.ORGANISATION_NOUNS


def _is_in_organisation(doc: Tokens, mention: Mention, span: Span | None) -> bool:
    """Whether the name is a part of an organisation's: "Chicago Tribune", "University of Texas"."""
    if mention.end < len(doc) and _is_organisation_noun(doc[mention.end]):
        return True
    if mention.start > 1 and doc[mention.start - 1].lower_ == "of" and _is_organisation_noun(doc[mention.start - 2]):
        return True
    if span is None or span.label_ != "ORG" or not mention.inside:
        return False
    rest = (t for t in span if t.i not in range(mention.start, mention.end) and t.lower_ not in words.ARTICLES)
    return any(t.text[:1].isupper() for t in rest)
