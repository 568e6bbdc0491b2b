"""Accounts: what tellings that are taken to be of one event say together.  Pure.

A story is compared as a whole, so that a chain of tellings, each like the next, does not grow into one story.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.kinds import find_kinds
from dateline.models import EventType
from dateline.tellings import Party, Spot, Telling, content_words

# An article's id and revision: what a text is known by.
TextId = tuple[str, int]
# Modes that say little: two of them, or one of them and another, may be two words for one act.
LOOSE_MODES = frozenset({"kill", "fight", "demo", "riot", "obstruct", "military"})
# A paper tells of yesterday without saying so.
_ASSUMED_DAYS = 1
_MAX_WORDINGS = 40


@dataclass(slots=True)
class Account:
    """What tellings that are taken to be of one event say together; `add` keeps it up to date.

    `begin` to `end` are the days that all of them allow: those stated, once any is; else those assumed.
    """

    begin: dt.date
    end: dt.date
    stated: bool
    size: int = 0
    assumed: set[dt.date] = field(default_factory=set)
    types: Counter[EventType] = field(default_factory=Counter)
    modes: Counter[str] = field(default_factory=Counter)
    spots: Counter[tuple[object, ...]] = field(default_factory=Counter)
    spot_of: dict[tuple[object, ...], Spot] = field(default_factory=dict)
    parties: dict[tuple[str, str], Party] = field(default_factory=dict)
    tolls: dict[tuple[str, dt.date, float], str] = field(default_factory=dict)
    numbers: set[tuple[str | None, float]] = field(default_factory=set)
    wordings: dict[frozenset[str], TextId] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, tellings: Iterable[Telling]) -> "Account":
        """The account of one telling or more, in this order."""
        first, *others = tellings
        begin, end = days_of(first)
        account = cls(begin, end, first.stated)
        for telling in (first, *others):
            account.add(telling)
        return account

    def add(self, telling: Telling) -> None:
        """Take in one more telling, which fits."""
        self._add_days(telling)
        self.size += 1
        self.types[telling.type] += 1
        self.modes.update([telling.mode] if telling.mode else [])
        for spot in telling.spots:
            name = name_spot(spot)
            self.spots[name] += 1
            if name not in self.spot_of or spot.stated:
                self.spot_of[name] = spot
        self.parties.update({(party.role, party.key): party for party in telling.parties})
        for n in telling.numbers:
            self.numbers.add((n.role, n.value))
            if n.role and n.bound not in ("at_most", "less_than"):
                self.tolls.setdefault((n.role, telling.at.date(), n.value), telling.article)
        words = content_words(telling.evidence)
        self.kinds |= find_kinds(telling.evidence)
        if len(self.wordings) < _MAX_WORDINGS:
            self.wordings.setdefault(words, (telling.article, telling.revision))

    def _add_days(self, telling: Telling) -> None:
        begin, end = days_of(telling)
        if not telling.stated:
            self.assumed.add(telling.end)
        if telling.stated and not self.stated:
            self.begin, self.end, self.stated = begin, end, True
        elif telling.stated == self.stated:
            self.begin, self.end = max(begin, self.begin), min(end, self.end)

    @property
    def type(self) -> EventType:
        """The type that most tellings give; DEATH only where none says by what."""
        return min(self.types, key=lambda t: (t == "DEATH", -self.types[t], t))

    @property
    def mode(self) -> str | None:
        """The mode that most give; one that says how goes before "kill" and the like."""
        return min(self.modes, key=lambda m: (m in LOOSE_MODES, -self.modes[m], m), default=None)

    @property
    def places(self) -> list[Spot]:
        """The narrowest places that more than half as many tellings name as name the foremost, foremost first."""
        order = sorted(self.spots, key=lambda s: (-self.spots[s], str(s)))
        found = [self.spot_of[name] for name in order]
        found = [spot for spot in found if not spot.is_country] or found
        found = [spot for spot in found if not spot.is_region] or found
        return [spot for spot in found if self.spots[name_spot(spot)] * 2 > self.spots[name_spot(found[0])]]


def days_of(telling: Telling) -> tuple[dt.date, dt.date]:
    """The first and last day that a telling allows; one that only its publication dates may be of the day before."""
    early = dt.timedelta(days=0 if telling.stated else _ASSUMED_DAYS)
    return telling.begin - early, telling.end


def name_spot(spot: Spot) -> tuple[object, ...]:
    """What tells a place from another: its id, else its name and country."""
    return (spot.id,) if spot.id is not None else (spot.name.casefold(), spot.country)
