"""Repairs of the model's spans: cut where two names were joined, trimmed of what is no part of a name."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from workers.stages.entities import heads, neighbours, people, persons
from workers.stages.entities.candidates import ARTICLES, DASHES, POSSESSIVES, Candidate, is_name_word

POSTCODE_DIGITS = 5
# What stands for party and state behind a politician's name: "R-Calif.", "D-Mass".
_PARTY_AND_STATE = re.compile(r"[DRI]-[A-Z][A-Za-z]{1,8}\.?")
_TRIMMED = frozenset(".,;:!?()[]{}<>\"“”‘’'`*|/\\_…•=+&#") | DASHES
_JOINED_TYPES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
_LIST_TYPES = _JOINED_TYPES - {"FAC"}


def repair(doc: Doc, candidate: Candidate) -> Iterator[Candidate]:
    """The names that `candidate` really holds: none, one, or several where the model joined them."""
    for piece in _split(doc, candidate):
        trimmed = trim(doc, _without_rank(doc, piece))
        if trimmed.start < trimmed.end and not _is_junk(doc, trimmed):
            yield trimmed


def _without_rank(doc: Doc, candidate: Candidate) -> Candidate:
    """A person where the model took rank and name for a body: "General Barclay de Tolly"."""
    words = doc[candidate.start : candidate.end]
    if candidate.type not in {"ORG", "PRODUCT", "WORK_OF_ART"} or len(words) < 2 or words[0].lower_ not in people.RANKS:
        return candidate
    if {t.lower_ for t in words[1:]} & (people.RANKED_BODIES | heads.ORG_HEADS | {"of", "and", "for"}):
        return candidate
    return candidate.cut(candidate.start + 1, candidate.end).of_type("PERSON")


def _split(doc: Doc, candidate: Candidate) -> Iterator[Candidate]:
    start = candidate.start
    for i in range(candidate.start, candidate.end):
        if _is_cut(doc, candidate, i):
            yield candidate.cut(start, i)
            start = i + 1
    yield candidate.cut(start, candidate.end)


def _is_cut(doc: Doc, candidate: Candidate, i: int) -> bool:
    """Whether a name ends before token `i` and another begins after it."""
    token = doc[i]
    if token.is_space:
        return "\n" in token.text
    if token.text in "()[]<>|{}" or token.like_url or token.like_email:
        return True
    if candidate.type not in _JOINED_TYPES:
        return False
    if token.text in {"/", ";", "•", ":"}:
        return True
    after = doc[i + 1] if i + 1 < candidate.end else None
    if token.text == ",":
        return candidate.type in _LIST_TYPES and not _continues_after_comma(doc, candidate, i)
    if token.text in DASHES:
        return bool(token.whitespace_) and i > candidate.start and bool(doc[i - 1].whitespace_)
    return token.lower_ == "and" and after is not None and _joins_two_names(doc, candidate, i)


def _continues_after_comma(doc: Doc, candidate: Candidate, i: int) -> bool:
    """Whether the comma at `i` stands inside one name: "Acme, Inc.", "Ministry of Health, Labour and Welfare"."""
    if i + 1 >= candidate.end:
        return False
    if doc[i + 1].lower_ in heads.CORPORATE or doc[i + 1].lower_ in people.SUFFIXES:
        return True
    before = [doc[k].lower_ for k in range(candidate.start, i)]
    after = [doc[k].lower_ for k in range(i + 1, candidate.end)]
    return candidate.type == "ORG" and "and" in after and ("of" in before or "on" in before) and "of" not in after


def _joins_two_names(doc: Doc, candidate: Candidate, i: int) -> bool:
    """Whether "and" at `i` stands between two whole names."""
    if candidate.type != "ORG":
        return candidate.type in {"PERSON", "GPE"}
    before, after = doc[i - 1], doc[i + 1]
    tail = doc[candidate.end - 1]
    if "of" in (doc[k].lower_ for k in range(i + 1, candidate.end)):
        return before.lower_ in heads.ORG_HEADS
    both_short = i - candidate.start == 1 and candidate.end - i == 2
    acronyms = after.is_upper and len(after) > 1 and candidate.end - i == 2
    return acronyms or (both_short and tail.lower_ not in heads.ORG_HEADS and before.is_upper is not after.is_upper)


def trim(doc: Doc, candidate: Candidate) -> Candidate:
    """`candidate` without articles, punctuation, possessives and dangling function words at its ends."""
    start, end = candidate.start, candidate.end
    while start < end and _is_leading(doc[start], candidate):
        start += 1
    while start < end and _is_trailing(doc[end - 1], candidate):
        end -= 1
    return candidate.cut(start, end)


def _is_leading(token: Token, candidate: Candidate) -> bool:
    if token.is_space or token.text in _TRIMMED or token.text in POSSESSIVES:
        return True
    if token.lower_ in ARTICLES:
        return candidate.type != "WORK_OF_ART"
    if candidate.type == "PERSON":
        return token.lower_ in people.HONORIFICS and candidate.end - candidate.start > 1
    return candidate.type in {"ORG", "NORP", "GPE"} and token.lower_ in {"this", "that", "our", "their", "its", "and"}


def _is_trailing(token: Token, candidate: Candidate) -> bool:
    if _is_of_score(token):
        return True
    if token.is_space or token.text in _TRIMMED - {"."} or token.text in POSSESSIVES:
        return True
    if candidate.type == "PERSON" and (token.text[0].isdigit() or token.lower_ in {"ps", "phone"}):
        return True
    if candidate.type in {"GPE", "ORG"} and token.is_digit and len(token) == POSTCODE_DIGITS:
        return True
    return token.text == "." or token.lower_ in {"of", "and", "the", "in", "for", "at", "on", "to", "by", "or", "a"}


def _is_of_score(token: Token) -> bool:
    """Whether `token` is one side of a score, as in "Leeds 3-1"."""
    if not token.is_digit or len(token) > 3 or not token.i:
        return False
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return any(t is not None and t.text in DASHES for t in (token.nbor(-1), after))


def _is_junk(doc: Doc, candidate: Candidate) -> bool:
    """Whether the span cannot be a name: digits, addresses, a lower-case word, a word that never is one."""
    tokens = doc[candidate.start : candidate.end]
    text = tokens.text
    if _PARTY_AND_STATE.fullmatch(text) or not any(c.isalpha() for c in text):
        return True
    if "@" in text[1:] or "://" in text or "www." in text or "___" in text:
        return True
    if len(tokens) == 1 and _is_junk_word(tokens[0], candidate.type):
        return True
    if candidate.type == "PERSON" and persons.is_careless(doc, candidate.start, candidate.end):
        return False
    return candidate.type in {"ORG", "PERSON"} and not any(is_name_word(t) for t in tokens)


def _is_junk_word(token: Token, type_: str) -> bool:
    """Whether the word by itself is no name of the type."""
    if token.lower_ in people.PORTFOLIOS and token.i > 1 and token.nbor(-1).lower_ == "of":
        return token.nbor(-2).lower_ in people.OFFICES
    if token.lower_ in people.TITLE_MODIFIERS and type_ != "NORP":
        following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
        if following in people.OFFICES and token.nbor().is_title:
            return type_ in {"PRODUCT", "WORK_OF_ART", "PERSON"} or token.lower_ in people.PORTFOLIOS
    if type_ == "PERSON" and token.lower_ in people.OFFICES | people.TITLE_MODIFIERS:
        return True
    if token.lower_ in neighbours.NEVER_NAMES or (len(token) == 1 and type_ != "PERSON"):
        return True
    return token.text[0].islower() and not any(c.isupper() for c in token.text) and type_ in {"PERSON", "ORG"}
