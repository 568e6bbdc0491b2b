"""The notation of patterns over items, and the cascade that applies tables of them.

A pattern is a line of terms: `MONTH DAYNUM ,? YEARNUM?`.  A term is an upper-case category, a lower-case
word or a mark, or alternatives of them joined by `|`; `?` makes it optional.  The first and the last terms may
be `~term` (must stand there, is not part of the match) or `!term` (must not stand there), one sign at each side.

Each item carries one character, the code of its category, or of its word where some pattern names that
word; a text's items become a string of codes, and a pattern a regular expression over such strings.
Patterns have no unbounded repeats, so a table takes time linear in the number of items.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_EDGE = "^"  # stands before the first item; no code
_SEEN_LIMIT = 20_000  # windows of codes that a table remembers
_FIRST_CODE = 0xE000  # the private use area: no character of it has a meaning in a regular expression


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of the text, half-open offsets, with its code and what it means."""

    code: str
    start: int
    end: int
    meaning: object


Build = Callable[["Match"], object]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of a table: the category that it makes, of what, and the function that builds its meaning.

    `build` may give None to turn the match down.
    """

    category: str
    pattern: str
    build: Build


class Codes:
    """The code of every category and of every word that some pattern names.

    `members` maps a word to its categories and `unions` a name to the categories that it stands for.
    """

    def __init__(self, tables: Iterable[Sequence[Rule]], members: Mapping[str, str], unions: Mapping[str, str]) -> None:
        rules = [rule for table in tables for rule in table]
        terms = {name for rule in rules for name in _names(rule.pattern)}
        self.words = {word for word in terms if not _is_category(word)}
        categories = {rule.category for rule in rules} | set(members.values()) | {t for t in terms if _is_category(t)}
        categories |= {name for union in unions.values() for name in union.split()}
        names = sorted(categories - set(unions)) + sorted(self.words)
        self._codes = {name: chr(_FIRST_CODE + n) for n, name in enumerate(names)}
        self._classes = {name: self._codes.get(name, "") for name in categories}
        for word in self.words & set(members):
            self._classes[members[word]] += self._codes[word]
        for name, union in unions.items():
            self._classes[name] = "".join(self._classes[part] for part in union.split())

    def of_word(self, word: str, category: str) -> str:
        """The code of a word of the text that belongs to `category`."""
        return self._codes[word] if word in self.words else self._codes[category]

    def named(self, name: str) -> str:
        """The code of a category or of a named word."""
        return self._codes[name]

    def members(self, name: str) -> str:
        """All codes that the category, union or word `name` stands for; none for a word that no pattern names."""
        return self._classes[name] if _is_category(name) else self._codes.get(name, "")

    def term(self, term: str) -> str:
        """The regular expression of one term of a pattern."""
        optional = "?" if _is_optional(term) else ""
        codes = "".join(map(self.members, _split(term)))
        return f"[{codes}]{optional}"


@dataclass(frozen=True, slots=True)
class Match:
    """The items that a pattern matched, and how to ask for them by category or word."""

    items: Sequence[Item]
    codes: Codes

    def all(self, name: str) -> list[object]:
        """The meanings of all items of a category, union or word."""
        members = self.codes.members(name)
        return [item.meaning for item in self.items if item.code in members]

    def has(self, *names: str) -> bool:
        """Whether some item is of one of these categories or words."""
        return any(self.all(name) for name in names)


@dataclass(frozen=True, slots=True)
class Level:
    """A compiled table, one step of the cascade: its rules by the code that they may start with.

    `start` finds where some rule matches, `before` and `reach` are how many items before and after a place its rules
    look at, so that what matched at a place (`seen`) holds wherever the same codes stand around it.
    """

    rules: Mapping[str, tuple[tuple[re.Pattern[str], Rule], ...]]
    start: re.Pattern[str]
    codes: Codes
    before: int
    reach: int
    seen: dict[str, tuple[tuple[int, Rule], ...]] = field(default_factory=dict, compare=False)

    def matches(self, codes: str, start: int) -> tuple[tuple[int, Rule], ...]:
        """How many items each rule that matches at `start` takes, and the rule: the longest first."""
        window = codes[max(0, start - self.before) : start + self.reach]
        if start < self.before:
            window = _EDGE * (self.before - start) + window
        found = self.seen.get(window)
        if found is None:
            found = self._match(codes, start)
            if len(self.seen) < _SEEN_LIMIT:
                self.seen[window] = found
        return found

    def _match(self, codes: str, start: int) -> tuple[tuple[int, Rule], ...]:
        rules = self.rules[codes[start]]
        matched = [(m.end() - start, -n) for n, (pattern, _) in enumerate(rules) if (m := pattern.match(codes, start))]
        return tuple((length, rules[-n][1]) for length, n in sorted(matched, reverse=True))


def compile_level(rules: Sequence[Rule], codes: Codes) -> Level:
    """The table ready to be applied."""
    by_start: dict[str, list[tuple[re.Pattern[str], Rule]]] = {}
    sources, before, reach = list[str](), 0, 0
    for rule in rules:
        behind, inner, after = _parts(rule.pattern)
        sources.append(_look(behind, "(?<", codes) + "".join(map(codes.term, inner)) + _look(after, "(?", codes))
        before, reach = max(before, len(behind)), max(reach, len(inner) + len(after))
        for code in _starts(inner, codes):
            by_start.setdefault(code, []).append((re.compile(sources[-1]), rule))
    start = re.compile(f"(?=[{''.join(by_start)}])(?:{'|'.join(sources)})")
    return Level({code: tuple(found) for code, found in by_start.items()}, start, codes, before, reach)


def rewrite(items: list[Item], level: Level) -> list[Item]:
    """`items` with every leftmost longest match of the table replaced by one item."""
    codes, out, at = "".join([item.code for item in items]), list[Item](), 0
    while found := level.start.search(codes, at):
        start = found.start()
        out += items[at:start]
        item, at = _longest(items, codes, start, level)
        out.append(item)
    return out + items[at:] if at else items


def _longest(items: list[Item], codes: str, start: int, level: Level) -> tuple[Item, int]:
    """The item that the longest rule builds at `start`, else the item there unchanged; and where to go on."""
    for length, rule in level.matches(codes, start):
        end = start + length
        meaning = rule.build(Match(items[start:end], level.codes))
        if meaning is not None:
            return Item(level.codes.named(rule.category), items[start].start, items[end - 1].end, meaning), end
    return items[start], start + 1


def _parts(pattern: str) -> tuple[list[str], list[str], list[str]]:
    """The terms of the context before, of the match itself, and of the context after."""
    terms = pattern.split()
    inner = [term for term in terms if not _is_context(term)]
    first = terms.index(inner[0])
    return terms[:first], inner, terms[first + len(inner) :]


def _starts(terms: Sequence[str], codes: Codes) -> str:
    """The codes that a match may start with."""
    starts = ""
    for term in terms:
        starts += "".join(map(codes.members, _split(term)))
        if not _is_optional(term):
            break
    return "".join(dict.fromkeys(starts))


def _is_optional(term: str) -> bool:
    return len(term) > 1 and term.endswith("?")


def _look(terms: Sequence[str], opening: str, codes: Codes) -> str:
    if not terms:
        return ""
    sign = "=" if terms[0][0] == "~" else "!"
    return f"{opening}{sign}{''.join(codes.term(term[1:]) for term in terms)})"


def _is_context(term: str) -> bool:
    return len(term) > 1 and term[0] in "~!"


def _names(pattern: str) -> list[str]:
    return [name for term in pattern.split() for name in _split(term[1:] if _is_context(term) else term)]


def _split(term: str) -> list[str]:
    return (term.removesuffix("?") if _is_optional(term) else term).split("|")


def _is_category(name: str) -> bool:
    return name[0].isupper()
