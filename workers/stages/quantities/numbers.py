"""Numbers in digits and words: where they stand and what they are worth."""

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from workers.stages.quantities import words

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_SUFFIXED = re.compile(
    r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)-?(m|mn|mln|bn|bln|b|tn|trn|k|million|billion)", re.I
)
# Both ends of a range; a currency before the number; a temperature.
_GLUED = re.compile(r"(\d[\d,]*(?:\.\d+)?)(m|bn|tn|k|b|)[-–][$€£]?(\d[\d,]*(?:\.\d+)?)(m|bn|tn|k|b|)", re.I)
_JOINED = re.compile(r"([A-Z]{1,3}\$|Rs\.?)(\d[\d,]*(?:\.\d+)?)(m|mn|bn|tn|k|b|)", re.I)
_HEAT = re.compile(r"(-?\d{1,3}(?:\.\d)?)°?([CF])")
MAX_WORDS = 8
MAX_DIGITS = 24
MAX_RATIO = 100
THOUSAND = 1000
_COUNTING = {**words.UNITS, **words.TENS}
_NUMBER_WORDS = frozenset(_COUNTING) | words.WORD_SCALES


@dataclass(frozen=True, slots=True)
class Number:
    """Tokens `start` to `end` (half-open); `value` is null for a vague one ("hundreds"), a part of one for a share.

    `scale` is what "million" and the like multiplied it by; `unit` is set where it stands in the same token ("38C").
    Of a range in one token ("10–15"), the low end has `until`, the high end `since`, its offset in the text.
    """

    start: int
    end: int
    value: float | None
    is_share: bool = False
    scale: float = 1.0
    unit: str | None = None
    until: int | None = None
    since: int | None = None


def find(doc: Doc) -> list[Number]:
    """All cardinal numbers and shares ("one in five", "two-thirds"), in the order of the text."""
    found: list[Number] = []
    i = 0
    while i < len(doc):
        glued = _glued(doc, i)
        number = None if glued else _fraction(doc, i) or _at(doc, i)
        found += glued or ([_ratio(doc, number) or number] if number else [])
        i = found[-1].end if glued or number else i + 1
    return found


def _glued(doc: Doc, i: int) -> list[Number]:
    """Both ends of a range in one token: "10–15", "5m-$6" before "m"; none for a score or years."""
    match = _GLUED.fullmatch(doc[i].text)
    if not match or len(doc[i]) > MAX_DIGITS:
        return []
    low, high = _value(match[1]), _scaled(doc, i, i + 1, _value(match[3]) * words.SCALES.get(match[4].lower(), 1.0))
    if not doc[i].text[0].isdigit() or low >= _value(match[3]) or 1400 <= low <= 2200:
        return []
    low *= words.SCALES.get(match[2].lower(), 1.0)
    sign = match[0][match.start(3) - 1] not in "-–"  # a currency before the high end
    until, since = doc[i].idx + match.end(2), doc[i].idx + match.start(3) - sign
    return [Number(i, i + 1, low, until=until), replace(high, since=since)]


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
    if part is not None and k == i + 2 and (k + 1 == len(doc) or doc[k + 1].lower_ != "of"):
        return Number(i, k + 1, words.UNITS.get(first, 1.0) * part, is_share=True)
    if part is None or k + 1 >= len(doc) or doc[k + 1].lower_ != "of":
        return None
    if k + 3 < len(doc) and doc[k + 2].lower_ == "a" and doc[k + 3].lower_ in words.WORD_SCALES:
        scale = words.SCALES[doc[k + 3].lower_]  # "a quarter of a million homes" counts homes
        return Number(i, k + 4, words.UNITS.get(first, 1.0) * part * scale, scale=scale)
    return Number(i, k + 1, words.UNITS.get(first, 1.0) * part, is_share=True)


def _at(doc: Doc, i: int) -> Number | None:
    text = doc[i].text
    joined = _JOINED.fullmatch(text)
    if joined and joined[1].lower() in words.CURRENCIES and len(text) <= MAX_DIGITS:
        scaled = _scaled(doc, i, i + 1, _value(joined[2]) * words.SCALES.get(joined[3].lower(), 1.0))
        return replace(scaled, unit=words.CURRENCIES[joined[1].lower()])
    heat = _HEAT.fullmatch(text)
    if heat and len(text) <= MAX_DIGITS:
        return Number(i, i + 1, float(heat[1]), unit=words.DEGREES[heat[2].lower()])
    if text[0].isdigit() or (text[0] == "." and text[1:].isdigit()):
        return _digits(doc, i)
    if doc[i].lower_ in words.VAGUE:
        return _vague(doc, i)
    if doc[i].lower_ == "a" or doc[i].lower_ in words.LOOSE:
        loose = _loose(doc, i)
        if loose:
            return loose
    return _words(doc, i)


def _digits(doc: Doc, i: int) -> Number | None:
    text = doc[i].text
    suffixed = _SUFFIXED.fullmatch(text)
    if suffixed:
        scale = words.SCALES[suffixed[2].lower()]
        return Number(i, i + 1, _value(suffixed[1]) * scale, scale=scale)
    if not _DIGITS.fullmatch(text) or len(text) > MAX_DIGITS or (len(text) > 1 and text[0] == "0" and text.isdigit()):
        return None
    return _scaled(doc, i, i + 1, _value(text))


def _value(digits: str) -> float:
    return float(digits.replace(",", ""))


def _scaled(doc: Doc, start: int, end: int, value: float) -> Number:
    """The number with the scale words after it: "1.2 million", "3-million", "3.1" before "m"."""
    scale = 1.0
    until = None
    if end < len(doc) and _is_suffix(doc, start, end):
        scale, end = words.SCALES[doc[end].lower_.rstrip(".")], end + 1
        until = doc[end - 1].idx + len(doc[end - 1].text.rstrip("."))
    while end < len(doc):
        k = end + 1 if doc[end].text == "-" and end + 1 < len(doc) else end
        if k >= len(doc) or doc[k].lower_ not in words.WORD_SCALES:
            break
        scale *= words.SCALES[doc[k].lower_]
        end = k + 1
    return Number(start, end, value * scale, scale=scale, until=until if end == start + 2 else None)


def _is_suffix(doc: Doc, start: int, i: int) -> bool:
    """Whether token `i`, right behind the digits, scales them; an "m" does beside money or people, or is metres."""
    suffix = doc[i].lower_.rstrip(".")
    if doc[i - 1].whitespace_ or suffix not in words.SUFFIXES:
        return False
    if suffix != "m" or (start and doc[start - 1].lower_ in words.CURRENCIES):
        return True
    if any(c in doc[start].text for c in "$€£"):
        return True
    return i + 1 < len(doc) and doc[i + 1].tag_ in {"NNS", "NNPS", "JJ"} and bool(doc[i].whitespace_)


def _loose(doc: Doc, i: int) -> Number | None:
    """A number by a noun or with a loose word before it: "a couple of", "a handful of", "several hundred"."""
    first, following = doc[i].lower_, [t.lower_ for t in doc[i + 1 : i + 3]]
    if first == "a" and following[1:] == ["of"] and following[0] in words.GROUPS:
        return Number(i, i + 3, words.GROUPS[following[0]])
    start = i + (first == "a")
    if start + 1 < len(doc) and doc[start].lower_ in words.LOOSE and doc[start + 1].lower_ in words.WORD_SCALES:
        end = start + 2
        while end < len(doc) and doc[end].lower_ in words.WORD_SCALES:
            end += 1
        return Number(i, end, None)
    return None


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
    return len(token.text) == 4 and token.text.isdecimal() and 1400 <= int(token.text) <= 2200
