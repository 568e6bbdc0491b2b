"""What `q` asks of the words of an event: words, phrases in double quotes, beginnings with a star.  Pure."""

from dataclasses import dataclass
from typing import Literal

from dateline.intake import invalid
from dateline.names import split_words

# The engine wants so many letters of a beginning.
MIN_BEGINNING = 2
MAX_TERMS = 32
_QUOTES = str.maketrans("“”„", '"""')


@dataclass(frozen=True, slots=True)
class Term:
    """One condition on the words of a text.

    `word`: it has the word, in any inflection; `phrase`: it has the words side by side, as they are; `beginning`:
    it has a word that begins so.
    """

    kind: Literal["word", "phrase", "beginning"]
    words: tuple[str, ...]


def parse_terms(text: str) -> tuple[Term, ...]:
    """The terms of `text`, all of which must hold.  Raises Invalid where there is none, or a beginning is too short."""
    terms: list[Term] = []
    for i, piece in enumerate(text.translate(_QUOTES).split('"')):
        if i % 2:
            words = tuple(split_words(piece))
            terms += [Term("phrase", words)] if words else []
        else:
            terms += [term for each in piece.split() for term in _parse_piece(each)]
    if not terms:
        raise invalid("q", 'holds no word to search for; give words, "a phrase" in double quotes, or a beginning*')
    if len(terms) > MAX_TERMS:
        raise invalid("q", f"holds more than {MAX_TERMS} words")
    return tuple(terms)


def _parse_piece(piece: str) -> list[Term]:
    words = split_words(piece)
    if not words or not piece.endswith("*"):
        return [Term("word", (word,)) for word in words]
    if len(words[-1]) < MIN_BEGINNING:
        raise invalid("q", f"a beginning* needs {MIN_BEGINNING} letters or more")
    return [*(Term("word", (word,)) for word in words[:-1]), Term("beginning", (words[-1],))]
