"""From text to items: words, numbers and marks, each with a category and a meaning."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

from workers.stages.dates import holidays, lexicon
from workers.stages.dates.patterns import Codes, Item
from workers.stages.dates.periods import calendar_day

_HOLIDAYS = "|".join(
    re.escape(name).replace("'", "['’]").replace("\\ ", "[ ]") for name in sorted(holidays.NAMES, key=len, reverse=True)
)
_LEXEME = re.compile(
    rf"""
    (?P<BREAK> \n[ \t\r]*\n )
  | (?P<HOLIDAY> (?=[A-Z9]) (?i:{_HOLIDAYS}) \b )
  | (?P<STAMP> (?<![\w.]) \d{{4}}-\d\d-\d\dT\d\d:\d\d (?: :\d\d (?:\.\d{{1,6}})? )? (?: Z | [+-]\d\d:?\d\d )? \b )
  | (?P<ISO> (?<![\w.]) \d{{4}}-\d\d-\d\d (?! [\w] | -\d ) )
  | (?P<DASHED> (?<![\w./-]) (?:0\d|1[0-2])-[0-3]\d-
        (?: \d{{4}} (?![\w-]) | \d\d (?= [ \t]{{1,3}}[0-2]?\d:?[0-5]\d | [ \t]{{0,3}}$ ) ) )
  | (?P<SLASHED> (?<![\w./]) \d{{1,2}} (?: /\d{{1,2}}/ | \.\d{{1,2}}\. ) (?:\d{{4}}|\d\d) (?! [\w/] | \.\d ) )
  | (?P<CLOCK> (?<![\w.:$£€]) (?:[01]?\d|2[0-4])
        (?: :[0-5]\d (?: :[0-5]\d )? (?! \d | :\d ) | \.[0-5]\d (?= \ ?[ap]\.?m\b ) ) )
  | (?P<DECADE> (?<![\w.,$£€]) (?: \d{{3}}0['’]?s | \d{{2}}0s (?=\ BC) | ['’][1-9]0['’]?s ) \b )
  | (?P<TENS_PLURAL> (?<![\w.,$£€]) [2-9]0s \b )
  | (?P<ORDINAL> (?<![\w.,]) \d{{1,2}} (?:st|nd|rd|th) \b )
  | (?P<SHORT_YEAR> (?<!\w) ['’] \d\d \b (?!['’%]) )
  | (?P<FRACTION> (?: (?<=\d[ -])1/2 (?!\d) | ½ ) )
  | (?P<OTHER> [$£€#]\ ?\d[\d.,]{{0,30}} )
  | (?P<FIGURE> \d{{1,3}} (?:,\d{{3}}){{1,6}} | \d{{1,12}}\.\d{{1,12}} )
  | (?P<NUMBER> \d+ (?=(?P<STUCK>[A-Za-z])?) )
  | (?P<AMPM> (?:(?<=\d)|\b) [apAP] (?: \.\ ?[mM]\b\.? | [mM]\b ) )
  | (?P<ERA> B\.\ ?C\.?(?:E\.?)? | BCE?\b | A\.D\.? | AD\b | CE\b )
  | (?P<CLOCKWORD> o['’]clock\b )
  | (?P<POSSESSIVE> (?<=\w) ['’]s\b )
  | (?P<WORD> [^\W\d_]+ )
  | (?P<MARK> \S )
    """,
    re.VERBOSE | re.MULTILINE,
)
# What stands behind a number with a letter stuck to it: "10am", "2200hrs", "1230EDT", "7m".
_CLOCK_LETTERS = re.compile(r"[ap]\.?m\b|hrs?\b|h\b|[ecmp][ds]t\b|gmt\b|utc\b", re.IGNORECASE)
_DIGITS_BEFORE = re.compile(r"(\d{1,5})-$")
_DIGITS_AFTER = re.compile(r"-(\d{1,5})")
YEARS = range(1000, 2200)
PLAIN = "x"

# Categories by word; a later table wins.
TABLES = (
    ("CARDINAL", lexicon.CARDINALS), ("TENS", lexicon.TENS), ("SCALE", lexicon.SCALES), ("ORDINAL", lexicon.ORDINALS),
    ("TENS_PLURAL", lexicon.DECADES), ("MONTH", lexicon.MONTHS), ("MONTHABBR", lexicon.MONTH_ABBREVIATIONS),
    ("WEEKDAY", lexicon.WEEKDAYS), ("WEEKDAYS", lexicon.WEEKDAY_PLURALS),
    ("WEEKDAYABBR", lexicon.WEEKDAY_ABBREVIATIONS), ("UNIT", lexicon.UNITS), ("UNITS", lexicon.UNIT_PLURALS),
    ("SEASON", lexicon.SEASONS), ("SEASONS", lexicon.SEASON_PLURALS), ("DAYPART", lexicon.DAYPARTS),
    ("DAYPARTS", lexicon.DAYPART_PLURALS), ("ZONE", lexicon.ZONES), ("FREQUENCY", lexicon.FREQUENCIES),
)  # fmt: skip
MEMBERS = {word: category for category, table in TABLES for word in table}
MEANINGS: dict[str, object] = {word: meaning for _, table in TABLES for word, meaning in table.items()}
# Words of these categories are names: in lower case they are something else ("march", "sat").
NAMES = frozenset({"MONTH", "MONTHABBR", "WEEKDAYABBR", "ZONE"})


def scan(text: str, codes: Codes) -> tuple[str, list[re.Match[str]]]:
    """The codes of all lexemes of `text`, in one string, and their matches; PLAIN where no pattern cares."""
    matches = list(_LEXEME.finditer(text))
    return "".join([_code(match, codes) for match in matches]), matches


def _code(match: re.Match[str], codes: Codes) -> str:
    kind = match.lastgroup
    if kind == "WORD" or kind == "MARK":
        word = match.group()
        lower = word.lower()
        category = MEMBERS.get(lower)
        if category is None or (category in NAMES and not word[0].isupper()) or (category == "ZONE" and word.islower()):
            return codes.named(lower) if category is None and lower in codes.words else PLAIN
        return codes.of_word(lower, category)
    if kind == "NUMBER":
        return codes.named(_number_category(match))
    return PLAIN if kind == "OTHER" else codes.named(kind or "BREAK")


def _number_category(match: re.Match[str]) -> str:
    digits = match.group("NUMBER")
    if match.group("STUCK") and not _CLOCK_LETTERS.match(match.string, match.end("NUMBER")):
        return "JUNK"
    if len(digits) == 4 and int(digits) in YEARS:
        return "JUNK" if _is_part_of_code(match) else "YEARNUM"
    if len(digits) > 4:
        return "JUNK"
    return "DAYNUM" if len(digits) <= 2 and 1 <= int(digits) <= 31 else "NUMBER"


def _is_part_of_code(match: re.Match[str]) -> bool:
    """Whether a year's digits are joined by a hyphen to digits that are no year: a telephone number."""
    text, start, end = match.string, match.start("NUMBER"), match.end("NUMBER")
    before, after = _DIGITS_BEFORE.search(text[max(0, start - 6) : start]), _DIGITS_AFTER.match(text, end, end + 6)
    return (before is not None and len(before.group(1)) < 4) or (
        after is not None and len(after.group(1)) not in (2, 4)
    )


def read(codes: str, matches: list[re.Match[str]]) -> Iterator[Item]:
    """The lexemes as items, with their meanings."""
    for code, match in zip(codes, matches, strict=True):
        yield Item(code, match.start(), match.end(), _meaning(match))


def _meaning(match: re.Match[str]) -> object:
    kind, surface = match.lastgroup, match.group()
    word = surface.lower().replace("’", "'")
    if kind in ("WORD", "MARK"):
        return MEANINGS.get(word, word)
    if kind == "NUMBER":
        return int(surface) if len(surface) < 9 else 0
    if kind == "FIGURE":
        return float(surface.replace(",", ""))
    if kind in ("ORDINAL", "SHORT_YEAR", "DECADE", "TENS_PLURAL"):
        return int(re.sub(r"\D", "", surface))
    read_date = _DATES.get(kind or "")
    return read_date(surface) if read_date else word


def _clock(surface: str) -> tuple[int, ...]:
    return tuple(map(int, re.split("[:.]", surface)))


def _iso(surface: str) -> dt.date | None:
    return calendar_day(*map(int, surface.split("-")))


def _stamp(surface: str) -> tuple[dt.date | None, str]:
    """A day and a clock time, to the second where it is told."""
    day, _, clock = surface.partition("T")
    return _iso(day), clock[: 8 if clock[5:6] == ":" else 5]


def _slashed(surface: str) -> dt.date | None:
    """Month first with slashes or dashes (the American way) unless only day first is a date; day first with dots."""
    first, second, year = (int(part) for part in re.split(r"[/.-]", surface))
    if year < 100:
        year += 2000 if year < 50 else 1900
    orders = [(first, second), (second, first)]
    if "." in surface:
        orders.reverse()
    return next((day for month, number in orders if (day := calendar_day(year, month, number))), None)


_DATES: dict[str, Callable[[str], object]] = {
    "CLOCK": _clock, "ISO": _iso, "STAMP": _stamp, "SLASHED": _slashed, "DASHED": _slashed,
}  # fmt: skip
