"""The cascade of all tables, compiled once, and the candidates that it finds in a text."""

import re
from collections.abc import Iterator

from workers.stages.dates import atoms, attachments, counts, joins, lexemes, relations
from workers.stages.dates.patterns import Codes, Item, compile_level, rewrite

# What the lexer makes besides the words of its tables.
_LEXEMES = (
    "BREAK HOLIDAY STAMP ISO SLASHED DASHED CLOCK DECADE ORDINAL SHORT_YEAR NUMBER DAYNUM YEARNUM AMPM ERA CLOCKWORD "
    "POSSESSIVE JUNK OTHER FIGURE FRACTION TENS_PLURAL"
)
_TABLES = (
    counts.RULES, atoms.RULES, relations.RELATIVE, attachments.ATTACHED, joins.EDGES, joins.JOINED, joins.HEDGED,
)  # fmt: skip
CODES = Codes(_TABLES, lexemes.MEMBERS, {"AMOUNT": "COUNT NUMBER DAYNUM FIGURE", "LEXEME": _LEXEMES})
LEVELS = tuple(compile_level(rules, CODES) for rules in _TABLES)
CATEGORIES = {CODES.named(rule.category): rule.category for rules in _TABLES for rule in rules}

# A stretch of lexemes that the tables speak of; only those that hold a trigger are looked at closer.
_TRIGGERS = (
    "HOLIDAY", "STAMP", "ISO", "SLASHED", "DASHED", "CLOCK", "DECADE", "TENS_PLURAL", "SHORT_YEAR", "YEARNUM", "ZONE",
    "AMPM", "ERA", "CLOCKWORD", "MONTH", "MONTHABBR", "WEEKDAY", "WEEKDAYS", "WEEKDAYABBR", "UNIT", "UNITS", "SEASON",
    "SEASONS", "DAYPART", "DAYPARTS", "FREQUENCY",
    "today", "yesterday", "tomorrow", "tonight", "overnight", "noon", "midday", "midnight", "now", "currently",
    "current", "nowadays", "presently", "recently", "recent", "soon", "past", "future", "former", "term", "half",
    "date", "period", "time", "nineteen", "eighteen", "seventeen", "q",
)  # fmt: skip
# So many of them in a row, with no other word between, are no sentence but a table or junk.
LONGEST_STRETCH = 1000
_STRETCH = re.compile(f"[^{lexemes.PLAIN}{CODES.named('BREAK')}]+")
# Of the ordinals only those in digits ("the 21st") are a trigger, and the words that no pattern names.
_TRIGGER = re.compile(f"[{''.join(map(CODES.members, _TRIGGERS))}{CODES.named('ORDINAL')}]")


def candidates(text: str) -> Iterator[Item]:
    """All items of a temporal category (`..._T`) in `text`, in order."""
    codes, matches = lexemes.scan(text, CODES)
    for stretch in _STRETCH.finditer(codes):
        too_long = stretch.end() - stretch.start() > LONGEST_STRETCH
        if too_long or not _TRIGGER.search(codes, stretch.start(), stretch.end()):
            continue
        items = list(lexemes.read(stretch.group(), matches[stretch.start() : stretch.end()]))
        for level in LEVELS:
            items = rewrite(items, level)
        yield from (item for item in items if category_of(item).endswith("_T"))


def category_of(item: Item) -> str:
    """The category of an item; empty for a plain lexeme."""
    return CATEGORIES.get(item.code, "")
