"""Which candidates are temporal expressions, what they mean, and where they begin: judged by the parse.

How readily a word is taken was counted on annotated news: "now" nearly always is a temporal expression,
"recent" in half of its uses, "previously", "already" and "former" hardly ever.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from workers.stages.dates import lexicon
from workers.stages.dates.expressions import Around, Duration, Expression, Modified, Named, Offset, Recurrence, Year
from workers.stages.dates.tense import Tenses
from workers.stages.dates.values import duration_value

# Categories that are temporal only as a part of something longer.
_FRAGMENTS = frozenset({"DAYPART_T", "HALF_T", "SHARE_T"})
_QUARTER = Duration(1, "quarter")
_ARTICLES = frozenset({"the", "a", "an"})
_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC"})
_YEAR_PREPOSITIONS = frozenset({
    "in", "since", "by", "of", "from", "until", "till", "during", "before", "after", "through", "for", "between", "to",
    "around", "about", "circa", "late", "early", "mid", "than", "throughout", "due", "and", "or", "-", "–", "(", "the",
})  # fmt: skip
_CLOCK_PREPOSITIONS = frozenset(
    {"at", "by", "until", "till", "from", "around", "about", "to", "-", "–", "before", "after"}
)
# "$2 million a year", "four times a week": what stands before the article is counted.
_COUNTED_POS = frozenset({"NOUN", "NUM", "SYM", "PROPN"})
_COUNTED_TYPES = frozenset({"MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
# "60 miles an hour" is a speed.
_DISTANCES = frozenset({"miles", "mile", "kilometers", "kilometres", "km", "meters", "metres", "feet", "knots"})
_UNITS_PREPOSITIONS = frozenset({
    "for", "within", "in", "over", "after", "during", "throughout", "by", "follows", "took", "takes", "take", "spent",
    "spend", "lasted", "last", "through",
})  # fmt: skip

# A season's word that is a noun or verb of its own needs one of these before it.
_SEASON_CONTEXT = frozenset({
    "in", "by", "until", "till", "since", "during", "throughout", "over", "through", "before", "after", "early", "late",
    "the", "a", "that", "same", "into", "for", "this", "each", "and", "or", "every", "mid", "-", "from", "to",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a candidate stands: its tokens `first` to `last` of the parse, both included."""

    doc: Doc
    first: int
    last: int

    @property
    def head(self) -> Token:
        """The first token."""
        return self.doc[self.first]

    @property
    def tail(self) -> Token:
        """The last token."""
        return self.doc[self.last]

    @property
    def before(self) -> Token | None:
        """The token before."""
        return self.doc[self.first - 1] if self.first else None

    @property
    def after(self) -> Token | None:
        """The token after."""
        return self.doc[self.last + 1] if self.last + 1 < len(self.doc) else None


Judge = Callable[[Expression, Spot], Expression | None]


def judge(meaning: object, category: str, spot: Spot, tenses: Tenses) -> Expression | None:
    """What the candidate of that category means where it stands; None if it is no temporal expression."""
    if not isinstance(meaning, Expression):
        return None
    if _QUARTER in (meaning, getattr(meaning, "base", None)):
        return None  # "more than a quarter of the town": a share
    if category == "REF_T":
        return _reference(meaning, spot.head, tenses)
    if isinstance(meaning, Duration) and category in ("DUR_T", "HEDGED_T", "ONE_T"):
        meaning = _ahead(meaning, spot, tenses)
    if category in _FRAGMENTS or (category == "THE_T" and meaning == Around("day", 0)):
        return None
    judged = _JUDGES.get(category)
    return judged(meaning, spot) if judged else meaning


def starts_with_loose_article(spot: Spot) -> bool:
    """Whether the first token is an article of a noun outside the candidate: "the November 1995 killing"."""
    token = spot.head
    return token.lower_ in _ARTICLES and spot.first < spot.last and not spot.first <= token.head.i <= spot.last


def _month(meaning: Expression, spot: Spot) -> Expression | None:
    token = spot.head
    if isinstance(meaning, Named) and meaning.year is None and token.lower_ in ("may", "march"):
        return meaning if token.pos_ in ("PROPN", "NOUN") and token.ent_type_ not in _NAMES else None
    return None if token.ent_type_ == "PERSON" else meaning


def _name(meaning: Expression, spot: Spot) -> Expression | None:
    """Weekdays and holidays, but not inside other names: the Sunday Times, "White Christmas"."""
    return None if spot.head.ent_type_ in ("ORG", "WORK_OF_ART", "PERSON", "LAW", "PRODUCT") else meaning


def _season(meaning: Expression, spot: Spot) -> Expression | None:
    if isinstance(meaning, Named) and meaning.year is not None:
        return meaning
    token, before = spot.tail, spot.before
    if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in _NAMES:
        return None
    if token.lower_ in ("fall", "spring"):
        known = spot.head.lower_ == "the" or (before is not None and before.lower_ in _SEASON_CONTEXT)
        return meaning if known and (spot.after.lower_ if spot.after else "") != "of" else None
    return (
        meaning if before is None or before.pos_ in ("DET", "ADP", "ADJ", "PUNCT", "NOUN", "CCONJ", "SPACE") else None
    )


def _year(meaning: Expression, spot: Spot) -> Expression | None:
    token, before = spot.tail, spot.before
    if spot.head.is_alpha or token.is_alpha or before is None or token.ent_type_ == "DATE":
        return meaning
    if isinstance(meaning, Year) and meaning.year < 0:
        return meaning
    if token.ent_type_ == "CARDINAL":
        return meaning if before.lower_ in ("in", "since", "during") else None
    if token.ent_type_:
        return None
    in_range = (spot.after.lower_ if spot.after else "") in ("-", "–")
    return meaning if in_range or before.lower_ in _YEAR_PREPOSITIONS else None


def _one(meaning: Expression, spot: Spot) -> Expression | None:
    """A single unit ("a year") is a rate after something counted, else a length of time."""
    if isinstance(meaning, Offset):
        return meaning
    if not isinstance(meaning, Duration) or meaning.grain in ("second", "quarter", "half"):
        return None
    before = spot.before
    if before is not None and before.lower_ in _DISTANCES:
        return None
    if before is not None and (before.pos_ in _COUNTED_POS or before.ent_type_ in _COUNTED_TYPES or before.text == "%"):
        return Recurrence(duration_value(meaning.count, meaning.grain))
    return meaning


def _units(meaning: Expression, spot: Spot) -> Expression | None:
    before = spot.before
    if isinstance(meaning, Duration) and meaning.grain == "weekend":
        return Recurrence("XXXX-WXX-WE")
    follows = before is not None and before.lower_ in _UNITS_PREPOSITIONS
    return meaning if follows or (spot.after.lower_ if spot.after else "") == "of" else None


def _clock(meaning: Expression, spot: Spot) -> Expression | None:
    """A bare "3:10" may be a score or a verse; it takes a preposition to be a time."""
    if spot.last > spot.first or spot.tail.text[-1].isalpha():
        return meaning
    before = spot.before
    return meaning if before is not None and before.lower_ in _CLOCK_PREPOSITIONS else None


def _relative(meaning: Expression, spot: Spot) -> Expression | None:
    """Not a title: "This Week", said on television."""
    titled = spot.head.text[0].isupper() and spot.tail.text[0].isupper() and spot.tail.lower_ in lexicon.UNITS
    return None if titled else meaning


def _today(meaning: Expression, spot: Spot) -> Expression | None:
    before = spot.before
    titled = before is not None and spot.head.text[0].isupper() and before.text[0].isupper() and before.pos_ == "PROPN"
    return None if titled else meaning


def _frequency(meaning: Expression, spot: Spot) -> Expression | None:
    before = spot.before
    if before is not None and before.lower_ in _DISTANCES and spot.head.lower_ == "per":
        return None
    return None if spot.tail.lower_ in ("annual", "quarterly", "semiannual", "biennial", "annually") else meaning


def _reference(meaning: Expression, token: Token, tenses: Tenses) -> Expression | None:
    """The word "soon" looks ahead only where its verb does; in a narrative it is no more than "then"."""
    return meaning if token.lower_ != "soon" or tenses.direction(token) > 0 else None


def _ahead(length: Duration, spot: Spot, tenses: Tenses) -> Expression:
    """The day that lies so far ahead: "will return in two weeks"."""
    before = spot.before
    counted = length.count is not None and length.count == int(length.count)
    if not counted or before is None or before.lower_ != "in" or tenses.direction(spot.tail) <= 0:
        return length
    return Offset(length.count, length.grain, 1)


def _stands_alone(spot: Spot) -> bool:
    """Whether what follows is no object: "two days before, he had", but not "two days before the vote"."""
    if spot.after is None:
        return True
    return spot.after.pos_ in ("PUNCT", "VERB", "AUX", "CCONJ", "ADP", "SPACE") and spot.after.tag_ != "VBG"


def shorten(meaning: Expression, spot: Spot) -> tuple[Expression, Spot]:
    """The candidate without a preposition that does not belong to it.

    "11 years" of "11 years before the war", "two years" of "it rose over two years".
    """
    if isinstance(meaning, Modified) and spot.head.lower_ == "over" and spot.head.dep_ == "prep":
        return meaning.base, replace(spot, first=spot.first + 1)
    base = meaning.base if isinstance(meaning, Modified) else meaning
    if not isinstance(base, Offset) or spot.tail.lower_ != "before" or _stands_alone(spot):
        return meaning, spot
    length = Duration(base.count, base.grain)
    return (replace(meaning, base=length) if isinstance(meaning, Modified) else length), replace(
        spot, last=spot.last - 1
    )


def _beside(meaning: Expression, spot: Spot) -> Expression | None:
    """Such as "the day before", unless it goes on: "the day before the vote"."""
    return meaning if _stands_alone(spot) and spot.tail.pos_ in ("ADV", "ADP", "SCONJ") else None


def _day_number(meaning: Expression, spot: Spot) -> Expression | None:
    """Such as "on the 19th", but not "on the 19th hole"."""
    before = spot.before
    goes_on = spot.after is not None and spot.after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")
    known = (
        before is not None and before.lower_ in ("on", "until", "till", "since", "by") and spot.tail.text[0].isdigit()
    )
    return meaning if known and not goes_on else None


_JUDGES: dict[str, Judge] = {
    "MONTH_T": _month, "WDAY_T": _name, "HOLIDAY_T": _name, "SEASON_T": _season, "YEAR_T": _year, "ONE_T": _one,
    "UNITS_T": _units, "CLOCK_T": _clock, "REL_T": _relative, "RELYEAR_T": _relative, "TODAY_T": _today,
    "SET_T": _frequency, "DAYNUMBER_T": _day_number,
     "AROUND_T": _beside, }  # fmt: skip
