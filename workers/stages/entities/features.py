"""Features of a candidate: of the words of its name, of the words beside it, of the names beside it."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from workers.stages.entities import heads, known, neighbours, people
from workers.stages.entities.candidates import (
    DASHES,
    PLACE_TYPES,
    Candidate,
    is_name_word,
    opens_sentence,
    surface_key,
)
from workers.stages.entities.gazetteer import STATE_WEIGHT, Clues
from workers.stages.entities.given_names import GIVEN_NAMES

PLACE = "PLACE"
_INITIAL = re.compile(r"[A-Z]\.([A-Z]\.)?")
_CAMEL = re.compile(r"(?!Mc|Mac|De|Le|La|Di|Van|O)[A-Z]?[a-z]+[A-Z][A-Za-z]*")
_MODEL_NUMBER = re.compile(r"[A-Z]{1,4}-?\d{1,4}[A-Z]?")
_OPENING, _CLOSING = frozenset('"“‘'), frozenset("\"”’,'")
_GAZETTEER_CLASSES = ((6.0, "country"), (4.0, "state"), (3.0, "large_city"), (1.2, "city"), (0.1, "town"))
_TYPED_BY_MODEL = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
_PLACE_HEADS = heads.LOC_HEADS | heads.FAC_HEADS | heads.DISTRICT_HEADS
_JOINTS = frozenset({"and", "&", "of", "for"})
_LIST_WORDS = frozenset({",", "and", "or", "&", "the"})
# Endings of demonyms and adherents.
_PEOPLES_ENDINGS = ("an", "ish", "ese", "i", "ic", "men", "ist", "ite", "s", "ch", "ek", "ab")
_BEFORE = (
    (frozenset({"in", "throughout"}), "in"),
    (frozenset({"near", "outside", "across", "around"}), "near"),
    (frozenset({"from", "to"}), "from_to"),
    (frozenset({"toward", "towards", "into", "via"}), "toward"),
    (frozenset({"at"}), "at"),
    (frozenset({"by"}), "by"),
    (frozenset({"the"}), "the"),
    (neighbours.ORG_NOUNS, "org_noun"),
    (people.KIN, "kin"),
    (people.HONORIFICS, "honorific"),
    (people.OFFICES, "office"),
    (neighbours.PRODUCT_NOUNS, "product_noun"),
)
_AFTER = (
    (neighbours.PERSON_VERBS, "person_verb"),
    (neighbours.ORG_FOLLOWERS, "org_follower"),
    (neighbours.PLACE_NOUNS, "place_noun_after"),
    (frozenset({"who"}), "who"),
    (neighbours.TENURES, "tenure"),
)
_DEFINITIONS = (
    (neighbours.PLACE_NOUNS | _PLACE_HEADS, "is_place"),
    (neighbours.ORG_NOUNS | heads.ORG_HEADS, "is_org"),
    (people.OFFICES, "is_person"),
    (neighbours.PRODUCT_NOUNS, "is_product"),
)
_DIRECTIONS = heads.COMPASS | {"northeast", "northwest", "outskirts"}
_DEFINITION_TOKENS = 9
_BRACKET_TOKENS, _LIFETIME_TOKENS = 24, 14
YEAR_DIGITS, _SCORE_DIGITS = 4, 3


def coarse(type_: str) -> str:
    """GPE, LOC and FAC are one class here."""
    return PLACE if type_ in PLACE_TYPES else type_


def of_form(doc: Doc, c: Candidate, clues: Clues) -> Iterator[str]:
    """Features of the words of the name itself."""
    yield f"{'fixed' if c.fixed else 'found'}:{coarse(c.type)}"
    if (c.start, c.end) in clues.resolved:
        yield "resolved"
    name = doc[c.start : c.end]
    weight = clues.weight(surface_key(doc, c.start, c.end))
    yield from [label for floor, label in _GAZETTEER_CLASSES if weight >= floor][:1]
    if tuple(t.lower_ for t in name) in known.KNOWN_ORGS and name[0].text[0].isupper():
        yield "known_org"
    if name[0].lower_ in GIVEN_NAMES and name[0].is_title:
        yield "given_first" if 2 <= len(name) <= 4 and is_name_word(name[-1]) else "given_only"
    if c.type == "NORP" and _is_no_people(doc, c):
        yield "no_people"
    if any(ch.isdigit() for ch in name.text):
        yield "digit"
    yield from _of_single(name[0], c) if len(name) == 1 else _of_several(name, c)


def _is_no_people(doc: Doc, c: Candidate) -> bool:
    """Whether the name stands where a place does and ends like no name of a people: "at Stalingrad"."""
    stands_in = c.start > 0 and doc[c.start - 1].lower_ in {"at", "in", "near"}
    return stands_in and not doc[c.end - 1].lower_.endswith(_PEOPLES_ENDINGS)


def _of_single(token: Token, c: Candidate) -> Iterator[str]:
    if token.is_upper and 2 <= len(token) <= 6:
        yield "abbreviation" if token.lower_ in neighbours.ABBREVIATIONS else "acronym"
    elif _CAMEL.fullmatch(token.text):
        yield "camel"
    if token.tag_ == "NNPS" and c.type != "NORP":
        yield "plural"
    if token.tag_ not in {"NNP", "NNPS"} and c.type in _TYPED_BY_MODEL:
        yield "not_proper"
    if opens_sentence(token):
        yield "opens_sentence"
    if _MODEL_NUMBER.fullmatch(token.text):
        yield "model_number"


def _of_several(name: Span, c: Candidate) -> Iterator[str]:
    last = name[-1].lower_
    if any(_INITIAL.fullmatch(t.text) for t in name[:-1]):
        yield "initial"
    if last in heads.ORG_HEADS:
        yield "org_head"
    if last in _PLACE_HEADS:
        yield "place_head"
    if any(t.lower_ in _JOINTS for t in name):
        yield "joined"
    if c.type == "UNKNOWN":
        yield "unknown_run"
    if _MODEL_NUMBER.fullmatch(name[0].text) or (len(name) > 2 and name[1].text == "-" and name[2].text.isdigit()):
        yield "model_number"
    if len(name) > 4:
        yield "long"


def of_context(doc: Doc, c: Candidate, clues: Clues) -> Iterator[str]:
    """Features of the words beside the name."""
    before = doc[c.start - 1].lower_ if c.start else ""
    yield from (label for words, label in _BEFORE if before in words)
    if c.start > 1:
        yield from _of_noun_before(before, doc[c.start - 2].lower_)
    if _plays(doc, c, clues):
        yield "plays"
    if c.end - c.start == 1 and doc[c.start].dep_ == "nsubj" and doc[c.start].head.tag_ in {"VBD", "VBZ"}:
        yield "subject"
    if _is_shouted(doc, c):
        yield "shouted"
    if c.end < len(doc):
        if before in _OPENING and doc[c.end].text in _CLOSING:
            yield "quoted"
        yield from _of_following(doc, c.end, clues)


def _of_following(doc: Doc, end: int, clues: Clues) -> Iterator[str]:
    """Features of the words after the name that ends before token `end`."""
    after = doc[end]
    yield from (label for words, label in _AFTER if after.lower_ in words)
    if after.tag_ == "POS":
        yield "possessive"
    if after.text == ",":
        yield from _of_apposition(doc, end + 1, clues)
    yield from _of_definition(doc, _after_brackets(doc, end))
    yield from _of_lifetime(doc, end)


def _of_lifetime(doc: Doc, i: int) -> Iterator[str]:
    """Whether the bracket at token `i` holds somebody's dates: "(born 1961)", "(1901-1987)"."""
    if doc[i].text != "(":
        return
    inside = doc[i + 1 : i + 1 + _LIFETIME_TOKENS]
    years = [k for k, t in enumerate(inside) if t.is_digit and len(t) == YEAR_DIGITS]
    lived = len(years) > 1 and any(t.text in DASHES for t in inside[years[0] : years[-1]])
    if lived or any(t.lower_ in {"born", "b.", "née", "died"} for t in inside[:2]):
        yield "lifetime"


def _after_brackets(doc: Doc, i: int) -> int:
    """The token after the brackets that open at `i`; `i` where none do, or where they are long."""
    if doc[i].text != "(":
        return i
    close = next((t.i for t in doc[i + 1 : i + 1 + _BRACKET_TOKENS] if t.text == ")"), i - 1)
    return close + 1 if close + 1 < len(doc) else i


def _plays(doc: Doc, c: Candidate, clues: Clues) -> bool:
    """Whether the name of a town stands for its team: "Leeds beat Hull", "Leeds 3-1 Hull"."""
    if coarse(c.type) != PLACE or clues.weight(surface_key(doc, c.start, c.end)) >= STATE_WEIGHT:
        return False
    before = doc[c.start - 1].lower_ if c.start else ""
    after = [t.lower_ for t in doc[c.end : c.end + 3]]
    scored = len(after) > 2 and after[0].isdigit() and len(after[0]) <= _SCORE_DIGITS
    if scored and ((after[1] in DASHES and after[2].isdigit()) or doc[c.end + 1].is_title or before.isdigit()):
        return True
    return before in neighbours.CONTESTS or bool(neighbours.CONTESTS.intersection(after[:1]))


def _of_noun_before(link: str, noun: str) -> Iterator[str]:
    """What the noun before "of" or a comma tells: "the town of X", "north of X", "her first novel, X"."""
    if link == "," and noun in neighbours.PRODUCT_NOUNS:
        yield "is_product"
    if link != "of":
        return
    if noun in neighbours.PLACE_NOUNS:
        yield "place_noun_of"
    elif noun in _DIRECTIONS:
        yield "direction_of"


def _is_shouted(doc: Doc, c: Candidate) -> bool:
    """Whether the name stands among words all in capitals, which then say nothing."""
    if not doc[c.start].is_upper:
        return False
    beside = [t for part in (doc[max(0, c.start - 3) : c.start], doc[c.end : c.end + 3]) for t in part if t.is_alpha]
    return len(beside) > 2 and sum(t.is_upper and len(t) > 1 for t in beside) >= len(beside) - 1


def _of_apposition(doc: Doc, i: int, clues: Clues) -> Iterator[str]:
    """What stands at token `i`, after a comma: who, an age, the region that holds the place."""
    if i < len(doc) and doc[i].lower_ == "who":
        yield "who"
    if i + 1 < len(doc) and doc[i].is_digit and len(doc[i]) <= 2 and doc[i + 1].text == ",":
        yield "age"
    if any(clues.weight(surface_key(doc, i, i + n)) >= STATE_WEIGHT for n in (1, 2) if i + n <= len(doc)):
        yield "before_region"


def _of_definition(doc: Doc, i: int) -> Iterator[str]:
    """The class of the noun in "X is a small village ..." or "X, a rock band ...", read from token `i`."""
    if i + 2 >= len(doc) or doc[i].lower_ not in {",", "is", "was", "are", "were"}:
        return
    if doc[i + 1].lower_ not in {"a", "an", "the", "one"}:
        return
    head: str | None = None
    for token in doc[i + 2 : i + 2 + _DEFINITION_TOKENS]:
        if token.pos_ in {"NOUN", "PROPN"}:
            head = token.lower_
        elif token.pos_ not in {"ADJ", "ADV"} and token.text not in {"-", "'s", "’s"}:
            break
    yield from [label for nouns, label in _DEFINITIONS if head in nouns][:1]


def of_neighbours(doc: Doc, candidates: list[Candidate], i: int) -> Iterator[str]:
    """The types of the names right beside the one at `i` in a list: "Leeds, York and Hull"."""
    c = candidates[i]
    for k in (i - 1, i + 1):
        if not 0 <= k < len(candidates):
            continue
        other = candidates[k]
        start, end = min(c.end, other.end), max(c.start, other.start)
        if 1 <= end - start <= 3 and all(t.lower_ in _LIST_WORDS for t in doc[start:end]):
            yield f"beside:{coarse(other.type)}"
