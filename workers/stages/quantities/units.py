"""What a number counts: money, per cent, a share, or the noun that follows."""

from dataclasses import dataclass

from spacy.tokens import Doc

from workers.stages.quantities import words
from workers.stages.quantities.numbers import Number

REACH_TOKENS = 4
MAX_OF_TOKENS = 7
PERCENT, SHARE = "percent", "share"
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
    if number.is_share:
        return Unit(number.start, number.end, SHARE, _of(parse, number.end))
    return _money(parse, number) or _percent(parse, number) or _counted(parse, number)


def _money(parse: Doc, number: Number) -> Unit | None:
    if number.start and parse[number.start - 1].lower_ in words.CURRENCIES:
        return Unit(number.start - 1, number.end, words.CURRENCIES[parse[number.start - 1].lower_])
    if number.end < len(parse) and parse[number.end].lower_ in words.CURRENCY_NOUNS:
        return Unit(number.start, number.end + 1, words.CURRENCY_NOUNS[parse[number.end].lower_])
    return None


def _percent(parse: Doc, number: Number) -> Unit | None:
    following = [t.lower_ for t in parse[number.end : number.end + 2]]
    size = 2 if following == ["per", "cent"] else 1 if following[:1] and following[0] in words.PERCENT else 0
    if not size:
        return None
    end = number.end + size
    return Unit(number.start, end, PERCENT, _of(parse, end))


def _counted(parse: Doc, number: Number) -> Unit:
    """The counted noun: the last of the nouns that follow, a plural at once."""
    i = number.end
    if i < len(parse) and parse[i].lower_ == "of" and (number.value is None or parse[i - 1].lower_ == "dozen"):
        i += 1
    head: int | None = None
    for token in parse[i : i + REACH_TOKENS]:
        if token.tag_ not in _BETWEEN_TAGS or token.is_space:
            break
        if token.pos_ in {"NOUN", "PROPN"}:
            head = token.i
            if token.tag_ == "NNS":
                break
    if head is None:
        return Unit(number.start, number.end)
    return Unit(number.start, head + 1, parse[head].text, _of(parse, head + 1))


def _of(parse: Doc, i: int) -> str | None:
    """The "of ..." phrase at token `i`, without its clauses."""
    if i >= len(parse) or parse[i].lower_ != "of":
        return None
    end = i + 1
    while end < len(parse) and end - i < MAX_OF_TOKENS and parse[end].pos_ in _OF_TYPES:
        end += 1
    while end > i + 1 and parse[end - 1].pos_ in {"ADP", "DET"}:
        end -= 1
    return parse[i + 1 : end].text or None
