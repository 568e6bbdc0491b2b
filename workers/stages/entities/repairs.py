"""Repairs of the model's spans: cut where two names were joined, trimmed of what is no part of a name."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from workers.stages.entities import heads, neighbours, people
from workers.stages.entities.candidates import ARTICLES, DASHES, POSSESSIVES, Candidate, is_name_word

POSTCODE_DIGITS = 5
_TRIMMED = frozenset(".,;:!?()[]{}<>\"“”‘’'`*|/\\_…•=+&#") | DASHES
_JOINED_TYPES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
_LIST_TYPES = _JOINED_TYPES - {"FAC"}


def repair(doc: Doc, candidate: Candidate) -> Iterator[Candidate]:
    """The names that `candidate` really holds: none, one, or several where the model joined them."""
    for piece in _split(doc, candidate):
        trimmed = trim(doc, piece)
        if trimmed.start < trimmed.end and not _is_junk(doc, trimmed):
            yield trimmed


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
    if token.is_space or token.text in _TRIMMED - {"."} or token.text in POSSESSIVES:
        return True
    if candidate.type == "PERSON" and (token.text[0].isdigit() or token.lower_ in {"ps", "phone"}):
        return True
    if candidate.type in {"GPE", "ORG"} and token.is_digit and len(token) == POSTCODE_DIGITS:
        return True
    return token.text == "." or token.lower_ in {"of", "and", "the", "in", "for", "at", "on", "to", "by", "or", "a"}


def _is_junk(doc: Doc, candidate: Candidate) -> bool:
    """Whether the span cannot be a name: digits, addresses, a lower-case word, a word that never is one."""
    tokens = doc[candidate.start : candidate.end]
    text = tokens.text
    if not any(c.isalpha() for c in text) or "@" in text[1:] or "://" in text or "www." in text or "___" in text:
        return True
    if len(tokens) == 1:
        token = tokens[0]
        if candidate.type == "PERSON" and token.lower_ in people.OFFICES | people.TITLE_MODIFIERS:
            return True
        if token.lower_ in neighbours.NEVER_NAMES or (len(text) == 1 and candidate.type != "PERSON"):
            return True
        if token.text[0].islower() and not any(c.isupper() for c in text) and candidate.type in {"PERSON", "ORG"}:
            return True
    return candidate.type in {"ORG", "PERSON"} and not any(is_name_word(t) for t in tokens)
