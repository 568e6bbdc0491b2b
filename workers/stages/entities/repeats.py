"""Further mentions of names that were found elsewhere in the article: in full, by surname, or in short."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc

from workers.stages.entities import names, neighbours
from workers.stages.entities.candidates import Candidate, is_name_word, is_opener, opens_sentence, surface_key

MAX_NAME_WORDS = 6
MIN_ACRONYM = 3
_REPEATED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT"})


@dataclass(slots=True)
class _Known:
    """Names of the article with their types, acronyms of bodies, and the last words of bodies ("the Bruins")."""

    types: dict[str, str] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)
    tails: set[str] = field(default_factory=set)


def find(doc: Doc, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Mentions outside `found` of the names in `found`."""
    found = list(found)
    known = _collect(doc, found)
    taken = {i for c in found for i in range(c.start, c.end)}
    for i in range(len(doc)):
        if i not in taken and is_name_word(doc[i]) and not (is_opener(doc[i]) and opens_sentence(doc[i])):
            repeat = _full(doc, i, known) or _short(doc, i, known)
            if repeat:
                yield repeat


def _collect(doc: Doc, found: list[Candidate]) -> _Known:
    known = _Known()
    for c in found:
        if c.type not in _REPEATED or c.end - c.start > MAX_NAME_WORDS:
            continue
        known.types.setdefault(surface_key(doc, c.start, c.end), c.type)
        last = doc[c.end - 1]
        if c.end - c.start < 2 or not is_name_word(last) or len(last) < 3:
            continue
        if c.type == "PERSON":
            known.types.setdefault(last.lower_, "PERSON")
        elif c.type == "ORG":
            known.acronyms.setdefault(names.acronym(doc[c.start : c.end].text), c.type)
            known.tails.add(last.lower_)
    return known


def _full(doc: Doc, i: int, known: _Known) -> Candidate | None:
    for size in range(min(MAX_NAME_WORDS, len(doc) - i), 0, -1):
        type_ = known.types.get(surface_key(doc, i, i + size))
        if type_ and not (size == 1 and doc[i].lower_ in neighbours.NEVER_NAMES | neighbours.OPENERS):
            return Candidate(i, i + size, type_)
    return None


def _short(doc: Doc, i: int, known: _Known) -> Candidate | None:
    """The acronym of a body, or "the Bruins" for the Boston Bruins."""
    token = doc[i]
    if token.is_upper and len(token) >= MIN_ACRONYM and token.text in known.acronyms:
        return Candidate(i, i + 1, known.acronyms[token.text])
    alone = i + 1 == len(doc) or not is_name_word(doc[i + 1])
    if token.lower_ in known.tails and alone and i and doc[i - 1].lower_ == "the" and not token.is_upper:
        return Candidate(i, i + 1, "ORG")
    return None
