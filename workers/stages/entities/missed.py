"""Names that the model passed over: social handles, places, runs of capitalised words."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from workers.stages.entities import neighbours, people
from workers.stages.entities.candidates import (
    PLACE_TYPES,
    Candidate,
    is_name_word,
    is_opener,
    opens_sentence,
    surface_key,
)
from workers.stages.entities.gazetteer import STATE_WEIGHT, Clues

MAX_RUN = 5
MAX_PLACE_WORDS = 3
_MIN_LOWER_PLACE = 5
_SEEN = PLACE_TYPES | {"NORP"}
# Names of countries and states that are common words in lower case.
_WORDS_TOO = frozenset({"turkey", "china", "jersey", "georgia", "guinea", "queens", "levant", "pacific", "atlantic"})
_NOT_RUNS = neighbours.NEVER_NAMES | people.HONORIFICS | people.OFFICES | people.TITLE_MODIFIERS


def handles(doc: Doc) -> Iterator[Candidate]:
    """Social handles: "@example"."""
    for token in doc:
        if len(token) > 2 and token.text[0] == "@" and token.text[1:].replace("_", "").isalnum():
            yield Candidate(token.i, token.i + 1, "PERSON")


def places(doc: Doc, clues: Clues) -> Iterator[Candidate]:
    """Names of countries and states, the longest at each token."""
    for token in doc:
        if token.ent_type_ in _SEEN:
            continue
        if is_name_word(token):
            yield from _longest_place(doc, token.i, clues)
        elif _is_lower_place(token, clues):
            yield Candidate(token.i, token.i + 1, "GPE")


def _longest_place(doc: Doc, i: int, clues: Clues) -> Iterator[Candidate]:
    for size in range(min(MAX_PLACE_WORDS, len(doc) - i), 0, -1):
        if clues.weight(surface_key(doc, i, i + size)) >= STATE_WEIGHT:
            if size > 1 or not (opens_sentence(doc[i]) and is_opener(doc[i])):
                yield Candidate(i, i + size, "GPE")
            return


def _is_lower_place(token: Token, clues: Clues) -> bool:
    """Whether a lower-case word names a country or state, as careless writers have it: "a trip to mississippi"."""
    word = token.text
    return len(word) >= _MIN_LOWER_PLACE and clues.weight(word) >= STATE_WEIGHT and word not in _WORDS_TOO


def resolved(clues: Clues) -> Iterator[Candidate]:
    """What the places stage resolved."""
    return (Candidate(start, end, "GPE") for start, end in sorted(clues.resolved))


def runs(doc: Doc) -> Iterator[Candidate]:
    """Runs of capitalised proper nouns that nothing else has named; their type is left to the evidence."""
    i = 0
    while i < len(doc):
        end = i
        while end < len(doc) and end - i < MAX_RUN and _is_unnamed(doc[end]):
            end += 1
        if end > i and not (end == i + 1 and opens_sentence(doc[i]) and not doc[i].is_upper):
            yield Candidate(i, end, "UNKNOWN")
        i = max(end, i + 1)


def _is_unnamed(token: Token) -> bool:
    if token.tag_ not in {"NNP", "NNPS"} or token.ent_type_ or not token.is_alpha or len(token) < 2:
        return False
    return is_name_word(token) and not is_opener(token) and token.lower_ not in _NOT_RUNS
