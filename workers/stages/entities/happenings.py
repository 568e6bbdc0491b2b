"""Names of events, laws and honours by their head words: elections, wars, storms, operations, treaties, prizes."""

from spacy.tokens import Doc, Token

from workers.stages.entities import heads
from workers.stages.entities.candidates import Candidate, is_name_word, is_opener, opens_sentence
from workers.stages.entities.wordruns import MAX_WORDS, OF, after_of, left, right

_HONOURED = frozenset({"of", "for", "in"})
_STORM_KINDS = frozenset({"tropical", "subtropical", "winter", "super"})
_LINKS = frozenset({"-", "&", "and"})
_AFTER_HEAD = heads.EVENT_HEADS | {"i", "ii"}


def _is_year(token: Token) -> bool:
    return token.is_digit and len(token) == 4


def ballot(doc: Doc, i: int) -> Candidate | None:
    """What is voted on, with a year or a name before it: "2014 European Parliament election"."""
    if doc[i].lower_ not in heads.BALLOTS:
        return None
    start, named = i, False
    while start > 0 and i - start < MAX_WORDS and _is_of_ballot(doc, start - 1, named):
        start -= 1
        named = named or _is_year(doc[start]) or is_name_word(doc[start])
        if _is_year(doc[start]):
            break
    while start < i and doc[start].lower_ in _LINKS:
        start += 1
    return Candidate(start, i + 1, "EVENT", fixed=True) if named and i - start > 1 else None


def _is_of_ballot(doc: Doc, i: int, named: bool) -> bool:
    """Whether the word at `i` belongs to the name of the ballot that ends after it."""
    token = doc[i]
    if is_name_word(token):
        return not (is_opener(token) and opens_sentence(token))
    if token.lower_ == "and":
        return named and i > 0 and is_name_word(doc[i - 1])
    return token.lower_ in heads.BALLOT_KINDS or token.text in _LINKS or _is_year(token)


def event(doc: Doc, i: int) -> Candidate | None:
    """A happening: "Operation Desert Storm", "Battle of the Bulge", "2010 Haiti earthquake"."""
    word = doc[i].lower_
    if word in heads.EVENT_OPENERS and doc[i].is_title:
        end = right(doc, i + 1)
        start = i - 1 if i and doc[i - 1].lower_ in _STORM_KINDS and is_name_word(doc[i - 1]) else i
        return Candidate(start, end, "EVENT", fixed=True) if end > i + 1 else None
    if word not in heads.EVENT_HEADS and word not in heads.EVENT_OF_HEADS:
        return None
    return _named_event(doc, i, word) if is_name_word(doc[i]) else _dated_event(doc, i, word)


def _dated_event(doc: Doc, i: int, word: str) -> Candidate | None:
    """With a head in lower case, which needs a year and a name before it."""
    start = left(doc, i)
    dated = 0 < start < i and _is_year(doc[start - 1])
    return Candidate(start - 1, i + 1, "EVENT", fixed=True) if dated and word in heads.EVENT_HEADS else None


def _named_event(doc: Doc, i: int, word: str) -> Candidate | None:
    start, end = left(doc, i), right(doc, i)
    if 0 < start < i and _is_year(doc[start - 1]):
        start -= 1
    if end > i + 1 and word in heads.EVENT_HEADS and doc[i + 1].lower_ not in _AFTER_HEAD:
        return None
    if word in heads.EVENT_OF_HEADS:
        end = after_of(doc, end, OF)
    return Candidate(start, end, "EVENT", fixed=True) if end - start > 1 else None


def law(doc: Doc, i: int) -> Candidate | None:
    """A law or treaty: "Patriot Act", "Treaty of Versailles"."""
    if doc[i].lower_ not in heads.LAW_HEADS or not is_name_word(doc[i]) or right(doc, i) > i + 1:
        return None
    start, end = left(doc, i), after_of(doc, i + 1, OF)
    return Candidate(start, end, "LAW", fixed=True) if end - start > 1 else None


def honour(doc: Doc, i: int) -> Candidate | None:
    """A prize: "Nobel Peace Prize", "Medal of Honor"; like works of art, it is made by people and bears a title."""
    if not is_name_word(doc[i]) or (i + 1 < len(doc) and doc[i + 1].lower_ in heads.HONOUR_HEADS):
        return None
    start, end = left(doc, i), after_of(doc, i + 1, _HONOURED)
    return Candidate(start, end, "WORK_OF_ART", fixed=True) if end - start > 1 else None
