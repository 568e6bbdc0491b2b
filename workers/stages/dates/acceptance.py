"""Which candidates are temporal expressions, what they mean, and where they begin: judged by the parse.

How readily a word is taken was counted on annotated news: "now" nearly always is a temporal expression,
"recent" in half of its uses, "previously", "already" and "former" hardly ever.
"""

from dataclasses import replace

from spacy.tokens import Token

from workers.stages.dates.expressions import (
    Around,
    DayNumber,
    Duration,
    Expression,
    Modified,
    Offset,
    Recurrence,
    Reference,
    Year,
)
from workers.stages.dates.namesakes import (
    counts_something,
    judge_decade,
    judge_month,
    judge_name,
    judge_relative,
    judge_season,
    judge_today,
    judge_year,
)
from workers.stages.dates.spots import QUOTES, Judge, Spot
from workers.stages.dates.tense import Tenses
from workers.stages.dates.values import duration_value

# The nouns of "the recent past", "the near future", "the long term".
_REFERENTS = frozenset({"past", "future", "term", "time", "being"})
# Categories that are temporal only as a part of something longer.
_FRAGMENTS = frozenset({"DAYPART_T", "HALF_T", "SHARE_T"})
_QUARTER = Duration(1, "quarter")
_ARTICLES = frozenset({"the", "a", "an"})
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


def judge(meaning: object, category: str, spot: Spot, tenses: Tenses) -> Expression | None:
    """What the candidate of that category means where it stands; None if it is no temporal expression."""
    if not isinstance(meaning, Expression):
        return None
    if _counts(meaning, category, spot) or (isinstance(meaning, Duration) and _is_title(spot)):
        return None
    if category == "STORY_T":
        return meaning if spot.tail.dep_ in ("amod", "compound") and spot.tail.head.i > spot.last else None
    if category == "REF_T":
        return _reference(meaning, spot.head, tenses)
    if isinstance(meaning, Duration) and category in ("DUR_T", "HEDGED_T", "ONE_T"):
        meaning = _ahead(meaning, spot, tenses)
    if category in _FRAGMENTS or (category == "THE_T" and meaning == Around("day", 0)):
        return None
    if spot.tail.lower_ in ("dawn", "dusk") and spot.after is not None and spot.after.lower_ == "of":
        return None  # "the dawn of a new age"
    judged = _JUDGES.get(category)
    return judged(meaning, spot) if judged else meaning


def _counts(meaning: Expression, category: str, spot: Spot) -> bool:
    """Whether it is a share or a number of something: "a quarter of the town", "about 1500 people", "15, 30 people"."""
    base = meaning.base if isinstance(meaning, Modified) else meaning
    if _QUARTER in (meaning, getattr(meaning, "base", None)):
        return True
    if isinstance(meaning, Modified) and isinstance(base, Year) and spot.tail.dep_ == "nummod":
        return True
    return isinstance(meaning, DayNumber) and category == "DAY_T" and counts_something(spot)


def _is_title(spot: Spot) -> bool:
    """Whether a length of time is a title or names a war: "60 Minutes", the Thirty Years' War."""
    if not spot.tail.text[0].isupper() or spot.after is None:
        return False
    quoted = spot.before is not None and spot.before.text in QUOTES and spot.after.text in QUOTES
    behind = spot.doc[spot.last + 1 : spot.last + 3]
    return quoted or any(token.text == "War" for token in behind)


def starts_with_loose_article(spot: Spot) -> bool:
    """Whether the first token is an article of a noun outside the candidate: "the November 1995 killing"."""
    token = spot.head
    return token.lower_ in _ARTICLES and spot.first < spot.last and not spot.first <= token.head.i <= spot.last


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
    lasts = spot.tail.head.lemma_ in ("take", "last", "spend", "wait")
    return (
        meaning if follows or lasts or (spot.after.lower_ if spot.after else "") in ("of", "after", "before") else None
    )


def _clock(meaning: Expression, spot: Spot) -> Expression | None:
    """A bare "3:10" may be a score or a verse; it takes a preposition to be a time."""
    if spot.last > spot.first or spot.tail.text[-1].isalpha():
        return meaning
    before = spot.before
    return meaning if before is not None and before.lower_ in _CLOCK_PREPOSITIONS else None


def _frequency(meaning: Expression, spot: Spot) -> Expression | None:
    before = spot.before
    if before is not None and before.lower_ in _DISTANCES and spot.head.lower_ == "per":
        return None
    if spot.first == spot.last and spot.tail.pos_ == "PROPN" and spot.tail.text.istitle() and _is_named_after(spot):
        return None  # "the Daily News", "Variety Weekly"
    return None if spot.tail.lower_ in ("annual", "quarterly", "semiannual", "biennial", "annually") else meaning


def _is_named_after(spot: Spot) -> bool:
    """Whether a name goes on beside the candidate."""
    return any(
        token is not None and token.pos_ == "PROPN" and token.text[0].isupper() for token in (spot.before, spot.after)
    )


def _reference(meaning: Expression, token: Token, tenses: Tenses) -> Expression | None:
    """The word "soon" looks ahead only where its verb does; in a narrative it is no more than "then"."""
    if token.lower_ == "the" and token.head.lower_ not in _REFERENTS:
        return None  # "four of the past five games"
    return meaning if token.lower_ != "soon" or tenses.direction(token) > 0 else None


def _ahead(length: Duration, spot: Spot, tenses: Tenses) -> Expression:
    """The day that lies so far ahead: "will return in two weeks", "one day he will return"."""
    before = spot.before
    if length == Duration(1, "day") and spot.head.lower_ == "one" and spot.tail.dep_ == "npadvmod":
        return Reference("FUTURE_REF") if tenses.direction(spot.tail) > 0 else length
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


def _told_here(meaning: Expression, spot: Spot) -> Expression | None:
    """Such as "at that time", but not "by the time he left"."""
    return meaning if _stands_alone(spot) else None


def _day_number(meaning: Expression, spot: Spot) -> Expression | None:
    """Such as "on the 19th", but not "on the 19th hole"."""
    before = spot.before
    goes_on = spot.after is not None and spot.after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")
    known = (
        before is not None and before.lower_ in ("on", "until", "till", "since", "by") and spot.tail.text[0].isdigit()
    )
    return meaning if known and not goes_on else None


_JUDGES: dict[str, Judge] = {
    "MONTH_T": judge_month, "WDAY_T": judge_name, "HOLIDAY_T": judge_name, "SEASON_T": judge_season,
    "YEAR_T": judge_year, "LONG_T": judge_decade, "REL_T": judge_relative, "RELYEAR_T": judge_relative,
    "TODAY_T": judge_today, "ONE_T": _one, "UNITS_T": _units, "CLOCK_T": _clock, "SET_T": _frequency,
    "DAYNUMBER_T": _day_number, "AROUND_T": _beside, "TOLDHERE_T": _told_here,
}  # fmt: skip
