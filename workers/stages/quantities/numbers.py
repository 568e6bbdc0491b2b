"""Numbers in digits and words: where they stand and what they are worth."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from workers.stages.quantities import words

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_SUFFIXED = re.compile(
    r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)-?(m|mn|mln|bn|bln|b|tn|trn|k|million|billion)", re.I
)
MAX_WORDS = 8
MAX_DIGITS = 24
MAX_RATIO = 100
THOUSAND = 1000
_COUNTING = {**words.UNITS, **words.TENS}
_NUMBER_WORDS = frozenset(_COUNTING) | words.WORD_SCALES


@dataclass(frozen=True, slots=True)
class Number:
    """Tokens `start` to `end` (half-open); `value` is null for a vague one ("hundreds"), a part of one for a share."""

    start: int
    end: int
    value: float | None
    is_share: bool = False


def find(doc: Doc) -> list[Number]:
    """All cardinal numbers and shares ("one in five", "two-thirds"), in the order of the text."""
    found: list[Number] = []
    i = 0
    while i < len(doc):
        number = _fraction(doc, i) or _at(doc, i)
        if number is None:
            i += 1
            continue
        found.append(_ratio(doc, number) or number)
        i = found[-1].end
    return found


def _ratio(doc: Doc, number: Number) -> Number | None:
    """The share that two numbers make: "one in five", "nine out of 10"."""
    for link in (("in",), ("out", "of")):
        k = number.end + len(link)
        if k < len(doc) and tuple(t.lower_ for t in doc[number.end : k]) == link:
            whole = _at(doc, k)
            if whole and number.value and whole.value and number.value < whole.value <= MAX_RATIO:
                return Number(number.start, whole.end, number.value / whole.value, is_share=True)
    return None


def _fraction(doc: Doc, i: int) -> Number | None:
    """A share in words: "a third of", "two-thirds of", "half of"."""
    first = doc[i].lower_
    if first == "half":
        takes = i + 1 < len(doc) and doc[i + 1].lower_ in {"of", "the", "its", "their", "all"}
        return Number(i, i + 1, 0.5, is_share=True) if takes else None
    if first not in words.UNITS and first not in {"a", "an"}:
        return None
    k = i + 2 if i + 1 < len(doc) and doc[i + 1].text == "-" else i + 1
    part = words.FRACTIONS.get(doc[k].lower_) if k < len(doc) else None
    if part is None or k + 1 >= len(doc) or doc[k + 1].lower_ != "of":
        return None
    return Number(i, k + 1, words.UNITS.get(first, 1.0) * part, is_share=True)


def _at(doc: Doc, i: int) -> Number | None:
    text = doc[i].text
    if text[0].isdigit() or (text[0] == "." and text[1:].isdigit()):
        return _digits(doc, i)
    if doc[i].lower_ in words.VAGUE:
        return _vague(doc, i)
    return _words(doc, i)


def _digits(doc: Doc, i: int) -> Number | None:
    text = doc[i].text
    suffixed = _SUFFIXED.fullmatch(text)
    if suffixed:
        value = _value(suffixed[1]) * words.SCALES[suffixed[2].lower()]
        return Number(i, i + 1, value)
    if not _DIGITS.fullmatch(text) or len(text) > MAX_DIGITS:
        return None
    return _scaled(doc, i, i + 1, _value(text))


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))


def _scaled(doc: Doc, start: int, end: int, value: float) -> Number:
    """The number with the scale words after it: "1.2 million", "3-million"."""
    while end < len(doc):
        k = end + 1 if doc[end].text == "-" and end + 1 < len(doc) else end
        if k >= len(doc) or doc[k].lower_ not in words.WORD_SCALES:
            break
        value *= words.SCALES[doc[k].lower_]
        end = k + 1
    return Number(start, end, value)


def _vague(doc: Doc, i: int) -> Number | None:
    """A number without a value: "hundreds", "tens of thousands"."""
    end = i + 1
    while end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].lower_ in words.VAGUE:
        end += 2
    if doc[i].lower_ in {"scores", "tens"} and not (end < len(doc) and doc[end].lower_ == "of"):
        return None
    return Number(i, end, None)


def _words(doc: Doc, i: int) -> Number | None:
    """A number in words: "five hundred and twelve", "a dozen", "half a million"."""
    first = doc[i].lower_
    if first in {"a", "an"}:
        scaled = i + 1 < len(doc) and doc[i + 1].lower_ in words.WORD_SCALES
        return _scaled(doc, i, i + 1, 1.0) if scaled else None
    if first == "half":
        return _half(doc, i)
    return _sum(doc, i) if first in _COUNTING else None


def _sum(doc: Doc, i: int) -> Number:
    """The number whose words begin at `i`, read from the left: tens and units add up, scales multiply."""
    total, current, end = 0.0, _COUNTING[doc[i].lower_], i + 1
    while end < len(doc) and end - i < MAX_WORDS:
        word = doc[end].lower_
        if word in words.WORD_SCALES:
            current = max(current, 1.0) * words.SCALES[word]
            if words.SCALES[word] >= THOUSAND:
                total, current = total + current, 0.0
        elif word in _COUNTING:
            current += _COUNTING[word]
        elif not _links(doc, end):
            break
        end += 1
    return Number(i, end, total + current)


def _links(doc: Doc, i: int) -> bool:
    """Whether the hyphen or "and" at `i` stands inside a number in words."""
    if i + 1 >= len(doc) or doc[i + 1].lower_ not in _NUMBER_WORDS:
        return False
    if doc[i].text == "-":
        return not doc[i - 1].whitespace_
    return doc[i].lower_ == "and" and doc[i - 1].lower_ in words.WORD_SCALES


def _half(doc: Doc, i: int) -> Number | None:
    if i + 2 < len(doc) and doc[i + 1].lower_ == "a" and doc[i + 2].lower_ in words.WORD_SCALES:
        return Number(i, i + 3, 0.5 * words.SCALES[doc[i + 2].lower_])
    return None


def is_year(token: Token) -> bool:
    """Whether a bare number is written like a year."""
    return len(token.text) == 4 and token.text.isdigit() and 1400 <= int(token.text) <= 2200
