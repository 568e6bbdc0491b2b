"""The notation of patterns, and the cascade that applies a table of them."""

import pytest

from workers.stages.dates.patterns import Codes, Item, Match, Rule, compile_level, rewrite

MEMBERS = {"red": "COLOUR", "blue": "COLOUR", "car": "THING", "boat": "THING"}


def _words(match: Match) -> str:
    return " ".join(str(item.meaning) for item in match.items)


def _apply(text: str, *patterns: str) -> list[object]:
    rules = [Rule("FOUND", pattern, _words) for pattern in patterns]
    codes = Codes([rules], MEMBERS, {"ANY": "COLOUR THING"})
    items, start = [], 0
    for word in text.split():
        category = MEMBERS.get(word)
        code = codes.of_word(word, category) if category else codes.named(word) if word in codes.words else "x"
        items.append(Item(code, start, start + len(word), word))
        start += len(word) + 1
    return [item.meaning for item in rewrite(items, compile_level(rules, codes))]


@pytest.mark.parametrize(
    ("text", "patterns", "found"),
    [
        ("a red car", ["COLOUR THING"], ["a", "red car"]),
        ("a red car", ["the|a? COLOUR? THING"], ["a red car"]),
        ("a car", ["the|a? COLOUR? THING"], ["a car"]),
        ("red car red boat", ["COLOUR", "COLOUR boat"], ["red", "car", "red boat"]),
        ("red car blue car", ["~red car"], ["red", "car", "blue", "car"]),
        ("red car , blue boat", ["ANY ANY ~,"], ["red car", ",", "blue", "boat"]),
        ("old car", ["ANY"], ["old", "car"]),
    ],
)
def test_the_longest_match_from_the_left_becomes_one_item(text: str, patterns: list[str], found: list[str]) -> None:
    assert _apply(text, *patterns) == found


def test_a_rule_that_builds_nothing_leaves_the_items_to_the_next() -> None:
    rules = [Rule("NONE", "COLOUR THING", lambda _: None), Rule("FOUND", "COLOUR", _words)]
    codes = Codes([rules], MEMBERS, {})
    items = [Item(codes.of_word("red", "COLOUR"), 0, 3, "red"), Item(codes.of_word("car", "THING"), 4, 7, "car")]
    found = rewrite(items, compile_level(rules, codes))
    assert [(item.code, item.end) for item in found] == [(codes.named("FOUND"), 3), (items[1].code, 7)]
