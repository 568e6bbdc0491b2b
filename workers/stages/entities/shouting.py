"""Lines all in capitals, where a capital says nothing: which tokens they hold, and what names may stand there."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from spacy.tokens import Doc

from workers.stages.entities import known, neighbours, people
from workers.stages.entities.candidates import Candidate

MIN_WORDS = 4
MIN_SHARE = 0.8
MAX_MODEL_WORDS = 3
MAX_SMALL_WORD = 3
_KNOWN = known.KNOWN_ORGS | known.KNOWN_EVENTS | known.KNOWN_PLACES
_NOT_SURNAMES = neighbours.OPENERS | neighbours.NEVER_NAMES | people.OFFICES | people.TITLE_MODIFIERS


def zones(doc: Doc) -> frozenset[int]:
    """The tokens of lines of four words or more that are nearly all in capitals."""
    ends = [-1, *(t.i for t in doc if t.is_space and "\n" in t.text), len(doc)]
    return frozenset(
        i for before, end in pairwise(ends) if _is_shouted(doc, before + 1, end) for i in range(before + 1, end)
    )


def _is_shouted(doc: Doc, start: int, end: int) -> bool:
    words = [t for t in doc[start:end] if t.is_alpha and len(t) > 1]
    return len(words) >= MIN_WORDS and sum(t.is_upper for t in words) >= MIN_SHARE * len(words)


def headlines(doc: Doc) -> frozenset[int]:
    """The tokens of lines in the capitals of a title, where a capital does not tell where a name begins or ends."""
    ends = [-1, *(t.i for t in doc if t.is_space and "\n" in t.text), len(doc)]
    lines = ((before + 1, end) for before, end in pairwise(ends))
    return frozenset(i for start, end in lines if _is_headline(doc, start, end) for i in range(start, end))


def _is_headline(doc: Doc, start: int, end: int) -> bool:
    words = [t for t in doc[start:end] if t.is_alpha]
    long = [t for t in words if len(t) > MAX_SMALL_WORD]
    return (
        len(long) >= MIN_WORDS
        and doc[end - 1].text != "."
        and sum(t.text[0].isupper() for t in long) >= MIN_SHARE * len(long)
    )


def plain(doc: Doc, headline: frozenset[int], candidates: Iterable[Candidate]) -> list[Candidate]:
    """`candidates` without those of a headline that hold a verb or another word that is in no name."""
    return [
        c
        for c in candidates
        if c.start not in headline or not any(t.lower_ in neighbours.HEADLINE_WORDS for t in doc[c.start : c.end])
    ]


def calm(doc: Doc, shouted: frozenset[int], candidates: Iterable[Candidate], words: int = 0) -> list[Candidate]:
    """`candidates` without those in `shouted` that are neither well known nor of `words` words at most."""
    return [
        c
        for c in candidates
        if c.start not in shouted or c.end - c.start <= words or tuple(t.lower_ for t in doc[c.start : c.end]) in _KNOWN
    ]


def officials(doc: Doc, shouted: frozenset[int]) -> Iterator[Candidate]:
    """The word after an office, as a surname: the KELLER of "MAYOR KELLER SAYS ..."."""
    for i in sorted(shouted):
        if doc[i].lower_ not in people.OFFICES or i + 1 not in shouted:
            continue
        word = doc[i + 1]
        if word.is_alpha and word.lower_ not in _NOT_SURNAMES and word.pos_ in {"PROPN", "NOUN"}:
            yield Candidate(i + 1, i + 2, "PERSON", fixed=True)
