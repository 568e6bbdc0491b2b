"""What a number counts: money, per cent, a share, or the noun that follows."""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from workers.stages.quantities import words
from workers.stages.quantities.numbers import Number

REACH_TOKENS = 4
MAX_OF_TOKENS = 7
PERCENT, SHARE, PEOPLE = "percent", "share", "people"
_DETERMINERS = frozenset({"the", "those", "these", "his", "her", "their", "its", "our", "my"})
_BETWEEN_TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNP", "NNPS", "NNS", "HYPH", "RB", "POS"})
_OF_TYPES = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM", "ADP"})


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens `start` to `end`, number included; `name` is the unit, `of` the rest of what is counted."""

    start: int
    end: int
    name: str | None = None
    of: str | None = None

    @property
    def is_people_or_things(self) -> bool:
        """Whether what is counted can be killed, arrested and the like: no money, no share."""
        return self.name is None or not (self.name in {PERCENT, SHARE} or self.name in words.CURRENCY_CODES)


def find(parse: Doc, number: Number) -> Unit:
    """The unit of `number`."""
    if number.unit:
        return Unit(number.start, number.end, number.unit)
    if number.is_share:
        return Unit(number.start, number.end, SHARE, _of(parse, number.end) or _half_the(parse, number.end))
    return (
        _money(parse, number)
        or _percent(parse, number)
        or _degrees(parse, number)
        or _magnitude(parse, number)
        or _hyphenated(parse, number)
        or _among(parse, number)
        or _counted(parse, number)
    )


def _money(parse: Doc, number: Number) -> Unit | None:
    if number.start and parse[number.start - 1].lower_ in words.CURRENCIES:
        return Unit(number.start - 1, number.end, words.CURRENCIES[parse[number.start - 1].lower_])
    following = [t.lower_ for t in parse[number.end : number.end + 3]]
    for size in (2, 3):
        pair = following[size - 2 : size]
        code = words.NATIONAL_CURRENCIES.get((pair[0], pair[1])) if len(pair) > 1 else None
        if code:
            return Unit(number.start, number.end + size, code)
    if not following or following[0] not in words.CURRENCY_NOUNS or _is_weight(parse, number):
        return None
    return Unit(number.start, number.end + 1, words.CURRENCY_NOUNS[following[0]])


def _is_weight(parse: Doc, number: Number) -> bool:
    """Whether "pounds" weigh: "20 pounds of rice", "he lost 20 pounds"."""
    noun = parse[number.end]
    if noun.lower_ not in {"pound", "pounds"}:
        return False
    before = {t.lemma_.lower() for t in parse[max(0, number.start - REACH_TOKENS) : number.start]}
    of = number.end + 1 < len(parse) and parse[number.end + 1].lower_ == "of"
    return of or bool(before & words.WEIGHING)


def _percent(parse: Doc, number: Number) -> Unit | None:
    following = [t.lower_ for t in parse[number.end : number.end + 2]]
    size = 2 if following == ["per", "cent"] else 1 if following[:1] and following[0] in words.PERCENT else 0
    if not size:
        return None
    end = number.end + size
    return Unit(number.start, end, PERCENT, _of(parse, end))


def _degrees(parse: Doc, number: Number) -> Unit | None:
    """A temperature: "15 degrees", "38 °C", "100 degrees Fahrenheit"."""
    end = number.end
    if end >= len(parse) or parse[end].lower_ not in {"degrees", "degree", "°"}:
        return None
    scale = words.DEGREES.get(parse[end + 1].lower_) if end + 1 < len(parse) else None
    return Unit(number.start, end + 1 + (scale is not None), scale or "degrees")


def _magnitude(parse: Doc, number: Number) -> Unit | None:
    """How strong an earthquake is: "magnitude 7.5"."""
    before = parse[max(0, number.start - 2) : number.start]
    if not any(t.lower_ == "magnitude" for t in before) or any(t.is_punct for t in before[-1:]):
        return None
    return Unit(number.start, number.end, "magnitude")


def _hyphenated(parse: Doc, number: Number) -> Unit | None:
    """The measure in "a 30-foot wall", "a 5,000-member union", "a 300-strong force"; `of` is what has that size."""
    i = number.end
    if i + 2 >= len(parse) or parse[i].text != "-" or parse[i].whitespace_ or parse[i - 1].whitespace_:
        return None
    if parse[i + 1].lower_ in words.MEASURE_MODIFIERS and i + 4 < len(parse) and parse[i + 2].text == "-":
        head = _last_noun(parse, i + 4)
        name = f"{parse[i + 1].text} {parse[i + 3].text}"
        return None if head is None else Unit(number.start, head + 1, name, parse[i + 4 : head + 1].text)
    measure = parse[i + 1]
    if measure.tag_ not in {"NN", "NNP", "JJ"} or not (measure.whitespace_ or parse[i + 2].text == "-"):
        return None
    head = _last_noun(parse, i + 2)
    name = PEOPLE if measure.lower_ == "strong" else measure.text
    return None if head is None else Unit(number.start, head + 1, name, parse[i + 2 : head + 1].text)


def _among(parse: Doc, number: Number) -> Unit | None:
    """The noun of a part: "four of the victims", "three of them"."""
    i = number.end
    if i + 1 >= len(parse) or parse[i].lower_ != "of" or number.value is None:
        return None
    if parse[i + 1].lower_ in {"them", "us"}:
        return Unit(number.start, i + 2, PEOPLE if parse[i + 1].lower_ == "us" else None)
    head = _last_noun(parse, i + 2) if parse[i + 1].lower_ in _DETERMINERS else None
    return None if head is None else Unit(number.start, head + 1, parse[head].text, _of(parse, head + 1))


def _counted(parse: Doc, number: Number) -> Unit:
    """The counted noun: the last of the nouns that follow, a plural at once."""
    i = number.end
    if i < len(parse) and parse[i].lower_ == "of" and (number.value is None or parse[i - 1].lower_ == "dozen"):
        i += 1
    head = _last_noun(parse, i)
    if head is None:
        return Unit(number.start, number.end)
    if number.value == 0 and parse[head].tag_ == "NN":
        return Unit(number.start, number.end)
    start = head - 1 if head > i and parse[head - 1].lower_ in words.MEASURE_MODIFIERS else head
    end = head + 3 if parse[head + 1 : head + 2].text == "/" and not parse[head].whitespace_ else head + 1
    return Unit(number.start, end, parse[start:end].text.rstrip("."), _of(parse, end))


def _last_noun(parse: Doc, i: int) -> int | None:
    """The last of the nouns right after token `i`, the first where it is a plural."""
    head: int | None = None
    for token in parse[i : i + REACH_TOKENS]:
        if token.tag_ not in _BETWEEN_TAGS or token.is_space or token.lower_ == "worth":
            break
        if token.pos_ in {"NOUN", "PROPN"}:
            head = token.i
            if token.tag_ == "NNS":
                break
    return head


def _of(parse: Doc, i: int) -> str | None:
    """The "of ..." phrase at token `i`, without its clauses."""
    if i >= len(parse) or parse[i].lower_ != "of":
        return None
    end = i + 1
    while end < len(parse) and end - i < MAX_OF_TOKENS and _is_of_phrase(parse[end]):
        end += 1
    while end > i + 1 and parse[end - 1].pos_ in {"ADP", "DET"}:
        end -= 1
    return parse[i + 1 : end].text or None


def _half_the(parse: Doc, i: int) -> str | None:
    """What stands after a share without "of": the "the crew" of "half the crew"."""
    head = _last_noun(parse, i + 1) if i < len(parse) and parse[i].lower_ in _DETERMINERS else None
    return None if head is None else parse[i : head + 1].text


def _is_of_phrase(token: Token) -> bool:
    return token.pos_ in _OF_TYPES and token.lower_ != "worth"
