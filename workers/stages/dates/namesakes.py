"""Names of the calendar that may be something else: May the person, Route 1950, the Sunday Times, degrees."""

from spacy.tokens import Token

from workers.stages.dates import lexicon
from workers.stages.dates.expressions import Expression, Named, Year
from workers.stages.dates.spots import QUOTES, Spot

_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC"})
# What a four-digit number behind it numbers: "Route 1950", "Room 2012".
_NUMBERED = frozenset({
    "route", "flight", "highway", "interstate", "room", "page", "section", "article", "channel", "unit", "no.", "form",
    "bill", "box", "suite", "building", "apartment", "lot", "docket", "model", "bus", "train", "number", "windows",
})  # fmt: skip
_STREETS = frozenset({"street", "st.", "avenue", "ave.", "road", "rd.", "drive", "dr.", "lane", "boulevard", "blvd."})
# Days with a name of their own: "Black Monday", "Super Tuesday".
_NAMED_DAYS = frozenset({"black", "bloody", "super", "cyber", "blue", "casual", "giving", "sheffield", "mega"})
# "The low will be in the 60s": degrees, not years.
_DEGREES = frozenset(
    {"temperature", "temperatures", "high", "highs", "low", "lows", "degrees", "mercury", "fahrenheit"}
)
_DEGREES_BEFORE = 12
_ANY = frozenset({"recent", "one", "a", "any", "some"})
# Two numbers of four digits are a range of years where they are not further apart.
LONGEST_RANGE = 100
_GAMES = frozenset({"olympics", "olympic", "games", "paralympics"})
_YEAR_PREPOSITIONS = frozenset({
    "in", "since", "by", "of", "from", "until", "till", "during", "before", "after", "through", "for", "between", "to",
    "around", "about", "circa", "late", "early", "mid", "than", "throughout", "due", "and", "or", "-", "–", "(", "the",
})  # fmt: skip

# A season's word that is a noun or verb of its own needs one of these before it.
_SEASON_CONTEXT = frozenset({
    "in", "by", "until", "till", "since", "during", "throughout", "over", "through", "before", "after", "early", "late",
    "the", "a", "that", "same", "into", "for", "this", "each", "and", "or", "every", "mid", "-", "from", "to",
})  # fmt: skip


def judge_month(meaning: Expression, spot: Spot) -> Expression | None:
    """Months, but not people of that name, and not what they do: "troops march", "she may"."""
    token = spot.head
    if isinstance(meaning, Named) and meaning.year is None and token.lower_ in ("may", "march"):
        known = token.pos_ in ("PROPN", "NOUN") and token.ent_type_ not in _NAMES and not _is_named(token)
        return meaning if known else None
    return None if token.ent_type_ == "PERSON" else meaning


def _is_named(token: Token) -> bool:
    """Whether a name or an article makes it a person or an event: "Theresa May", "the Long March"."""
    left = [child for child in token.lefts if child.dep_ in ("compound", "amod", "poss", "det", "nmod")]
    named = any(
        child.text[0].isupper() and child.is_alpha and child.dep_ != "det" for child in left if not _is_month(child)
    )
    return named or (token.dep_ not in ("compound", "nmod") and any(child.dep_ == "det" for child in left))


def _is_month(token: Token) -> bool:
    return token.lower_ in lexicon.MONTHS or token.lower_ in lexicon.WEEKDAYS


def counts_something(spot: Spot) -> bool:
    """Whether a number after a date is no day: "on March 15, 30 people died"."""
    joined = spot.before is not None and spot.before.text in ("-", "–")
    return not joined and spot.after is not None and spot.after.pos_ in ("NOUN", "ADJ", "PROPN", "NUM")


def judge_decade(meaning: Expression, spot: Spot) -> Expression | None:
    """Tens in the plural, but not of degrees."""
    if len(spot.tail.text.strip("'’s")) > 2:
        return meaning
    before = spot.doc[max(0, spot.first - _DEGREES_BEFORE) : spot.first]
    return None if any(token.lower_ in _DEGREES for token in before) else meaning


def judge_name(meaning: Expression, spot: Spot) -> Expression | None:
    """Weekdays and holidays, but not inside other names: the Sunday Times, "White Christmas"."""
    before = spot.before
    if before is not None and before.lower_ in _NAMED_DAYS and before.text[0].isupper():
        return None
    if before is not None and before.lower_ in _ANY and spot.last == spot.first and spot.tail.dep_ != "compound":
        return None  # "on a recent Monday": whichever
    return None if spot.head.ent_type_ in ("ORG", "WORK_OF_ART", "PERSON", "LAW", "PRODUCT") else meaning


def judge_season(meaning: Expression, spot: Spot) -> Expression | None:
    """Seasons, but not "prices fall", "springs into action", the Winter Olympics."""
    if isinstance(meaning, Named) and meaning.year is not None:
        return meaning
    token, before = spot.tail, spot.before
    if spot.after is not None and spot.after.lower_ in _GAMES:
        return None
    if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in _NAMES:
        return None
    if token.lower_ in ("fall", "spring"):
        known = spot.head.lower_ == "the" or (before is not None and before.lower_ in _SEASON_CONTEXT)
        return meaning if known and (spot.after.lower_ if spot.after else "") != "of" else None
    return (
        meaning if before is None or before.pos_ in ("DET", "ADP", "ADJ", "PUNCT", "NOUN", "CCONJ", "SPACE") else None
    )


def judge_year(meaning: Expression, spot: Spot) -> Expression | None:
    """Four digits that are a year, by the name that the parse gives them and by the words around them."""
    token, before = spot.tail, spot.before
    if _is_number(spot):
        return None
    if spot.head.is_alpha or token.is_alpha or before is None or token.ent_type_ == "DATE" or _is_in_range(spot):
        return meaning
    if isinstance(meaning, Year) and meaning.year < 0:
        return meaning
    if token.ent_type_ == "CARDINAL":
        single = before.lower_ == "the" and spot.after is not None and spot.after.tag_ == "NN"
        return meaning if single or before.lower_ in ("in", "since", "during") else None
    if token.ent_type_ in ("LAW", "EVENT"):
        return meaning if before.lower_ in ("of", "(", "the") else None
    if token.ent_type_:
        return None
    in_range = (spot.after.lower_ if spot.after else "") in ("-", "–")
    return meaning if in_range or before.lower_ in _YEAR_PREPOSITIONS else None


def _is_in_range(spot: Spot) -> bool:
    """Whether two years in order are joined by a dash: "the campaign 1861-1863"."""
    doc, i = spot.doc, spot.last
    for first in (i, i - 2):
        pair = doc[max(0, first) : first + 3]
        if len(pair) == 3 and first >= 0 and pair[1].text in ("-", "–", "—"):
            years = [token.text for token in (pair[0], pair[2])]
            if all(len(year) == 4 and year.isdecimal() for year in years):
                return 0 < int(years[1]) - int(years[0]) <= LONGEST_RANGE
    return False


def _is_number(spot: Spot) -> bool:
    """Whether the digits number a room, a road or a house."""
    if spot.before is not None and spot.before.lower_ in _NUMBERED:
        return True
    return any(token.lower_ in _STREETS for token in spot.doc[spot.last + 1 : spot.last + 4])


def judge_relative(meaning: Expression, spot: Spot) -> Expression | None:
    """Not a title: "This Week", said on television."""
    titled = spot.head.text[0].isupper() and spot.tail.text[0].isupper() and spot.tail.lower_ in lexicon.UNITS
    return None if titled else meaning


def judge_today(meaning: Expression, spot: Spot) -> Expression | None:
    """Not a title: USA Today, the "Today" show."""
    before, tail = spot.before, spot.tail
    if before is None or not tail.text[0].isupper() or tail.is_upper:
        return meaning
    quoted = before.text in QUOTES and spot.after is not None and spot.after.text in QUOTES
    titled = spot.head.text[0].isupper() and before.text[0].isupper() and before.pos_ == "PROPN"
    return None if titled or quoted else meaning
