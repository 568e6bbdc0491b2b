"""The facts of one made-up story, and the words that fill the slots of its sentences."""

import datetime as dt
import random
import re
from collections.abc import Callable

from bench.phrases import SAYINGS
from bench.places import BODIES, FAMILY, FIRMS, GIVEN, GROUPS, PLACES, TRADES

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


class Story:
    """Slots of a story published on a day: some fixed when it is made, the others new at each use."""

    def __init__(self, rng: random.Random, published: dt.date, outlet: str) -> None:
        self._rng = rng
        self._published = published
        self._sayings: list[str] = []
        self._named: set[str] = set()
        self._fixed = self._facts() | {"outlet": outlet}
        families = rng.sample(FAMILY, 3)
        self._people = {slot: f"{rng.choice(GIVEN)} {family}" for slot, family in zip("abc", families, strict=True)}

    def __getitem__(self, slot: str) -> str:
        """The words for `slot`; KeyError for a slot that does not exist."""
        if slot in self._fixed:
            return self._fixed[slot]
        if slot in self._people:
            return self._name(slot)
        if slot.lower() in self._people:
            return _family(self._people[slot.lower()])
        return _DRAWS[slot](self)

    def tell(self, template: str) -> str:
        """`template` with its choices made and its slots filled."""
        chosen = _CHOICE.sub(lambda choice: self._rng.choice(choice[1].split("|")), template)
        # {city} ends in a comma, which may meet the template's own.
        return _SLOT.sub(lambda slot: self[slot[1]], chosen).replace(",,", ",")

    def person(self) -> str:
        """A new full name."""
        return f"{self._rng.choice(GIVEN)} {self._rng.choice(FAMILY)}"

    def _facts(self) -> dict[str, str]:
        rng = self._rng
        place = rng.choice(PLACES)
        near = [other for other in PLACES if other.country == place.country and other.name != place.name]
        far = rng.choice(near or [other for other in PLACES if other.name != place.name])
        win = rng.randint(501, 640)
        facts = {
            "town": place.name,
            "city": f"{place.name}, {place.context},",
            "country": place.country,
            "far": far.name,
            "day": WEEKDAYS[self._day(-rng.randint(0, 5)).weekday()],
            "win": f"{win / 10}",
            "lose": f"{rng.randint(300, 990 - win) / 10}",
        }
        made = {name: rng.choice(kinds) for name, kinds in (("group", GROUPS), ("firm", FIRMS), ("firm2", FIRMS))}
        for name, kind in made.items():
            family, family2 = rng.sample(FAMILY, 2)
            facts[name] = kind.format(town=place.name, family=family, family2=family2)
        return facts

    def _name(self, slot: str) -> str:
        """The full name the first time, then the family name."""
        name = self._people[slot]
        if slot in self._named:
            return _family(name)
        self._named.add(slot)
        return name

    def _day(self, days: int) -> dt.date:
        return self._published + dt.timedelta(days=days)

    def _saying(self) -> str:
        if not self._sayings:
            self._sayings = self._rng.sample(SAYINGS, len(SAYINGS))
        return self._sayings.pop()

    def _few(self) -> str:
        number = self._rng.randint(2, 19)
        return SMALL[number - 2] if number < 10 else str(number)

    def _money(self) -> str:
        rng = self._rng
        amount = rng.choice((f"{rng.randint(11, 98) / 10}", f"{rng.randint(12, 900)}"))
        return rng.choice((f"${amount} million", f"€{amount} million", f"{amount} million euros",
                           f"£{rng.randint(20, 950)},000", f"${rng.randint(11, 49) / 10} billion"))  # fmt: skip

    def _percent(self) -> str:
        rng = self._rng
        number = rng.choice((f"{rng.randint(3, 48)}", f"{rng.randint(21, 399) / 10}"))
        return rng.choice((f"{number}%", f"{number} percent", f"{number} per cent"))

    def _before(self) -> str:
        """A time before the publication, as an adverb."""
        rng = self._rng
        day = self._day(-rng.randint(7, 300))
        return rng.choice((
            "last month", "last week", "over the weekend", "yesterday", "last year", "in recent days",
            f"on {self._weekday(-rng.randint(1, 6))}", f"late on {self._weekday(-rng.randint(1, 6))}",
            f"{rng.choice(SMALL)} days earlier", f"on {_short(rng, day)}", f"on {_full(rng, day)}",
            f"in {MONTHS[day.month - 1]} {day.year}", f"last {self._weekday(-rng.randint(1, 6))}",
        ))  # fmt: skip

    def _ahead(self) -> str:
        """A time after the publication, as an adverb."""
        rng = self._rng
        day = self._day(rng.randint(3, 90))
        return rng.choice((
            "next week", "next month", "tomorrow", "early next year", "in two weeks' time", "in the coming days",
            f"on {self._weekday(rng.randint(1, 6))}", f"next {self._weekday(rng.randint(1, 6))}",
            f"within {rng.choice(SMALL)} days", f"on {_short(rng, day)}", f"on {_full(rng, day)}",
            f"in {MONTHS[day.month - 1]}", f"in the {rng.choice(('spring', 'summer', 'autumn'))}",
        ))  # fmt: skip

    def _deadline(self) -> str:
        rng = self._rng
        day = self._day(rng.randint(20, 330))
        return rng.choice((
            "by the end of the year", "by the end of the week", "before the end of next month",
            f"by the end of {MONTHS[day.month - 1]}", f"by {_short(rng, day)}", f"by {self._published.year + 2}",
            f"within {rng.choice(SMALL)} months", f"in the next {rng.choice(SMALL)} years",
        ))  # fmt: skip

    def _ago(self) -> str:
        rng = self._rng
        year = self._published.year - rng.randint(2, 12)
        return rng.choice((
            f"{rng.choice(SMALL)} years ago", f"{rng.choice(SMALL)} months earlier", "a decade ago", "a year ago",
            "the year before", f"in {rng.choice(MONTHS)} {year}", f"in the spring of {year}",
        ))  # fmt: skip

    def _since(self) -> str:
        rng = self._rng
        day = self._day(-rng.randint(7, 200))
        begin = f"the beginning of {MONTHS[day.month - 1]}"
        return rng.choice(("last month", begin, _short(rng, day), _full(rng, day)))

    def _date(self) -> str:
        rng = self._rng
        day = self._day(rng.randint(7, 60))
        return rng.choice(("next week", self._weekday(rng.randint(1, 6)), _short(rng, day), _full(rng, day)))

    def _weekday(self, days: int) -> str:
        return WEEKDAYS[self._day(days).weekday()]

    def _clock(self) -> str:
        rng = self._rng
        half = rng.choice(("am", "pm"))
        hour = rng.randint(1, 12)
        exact = f"{rng.randint(6, 23)}:{rng.randint(10, 59)}"
        return rng.choice((f"{hour}{half}", f"{hour}.30{half}", exact, "noon", "midnight"))

    def _body(self) -> str:
        return self._rng.choice(BODIES)

    def _trade(self) -> str:
        return self._rng.choice(TRADES)

    def _thousands(self) -> str:
        return f"{self._rng.choice((self._rng.randint(11, 99) * 100, self._rng.randint(10, 48) * 1000)):,}"

    def _year(self) -> str:
        return str(self._published.year - self._rng.randint(2, 25))


def _family(name: str) -> str:
    return name.split(" ", 1)[1]


def _short(rng: random.Random, day: dt.date) -> str:
    """Day and month, in the British or the American order."""
    month = MONTHS[day.month - 1]
    return rng.choice((f"{day.day} {month}", f"{month} {day.day}"))


def _full(rng: random.Random, day: dt.date) -> str:
    """Day, month and year, in the British or the American order."""
    month = MONTHS[day.month - 1]
    return rng.choice((f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"))


_DRAWS: dict[str, Callable[[Story], str]] = {
    "witness": Story.person,
    "trade": Story._trade,
    "saying": Story._saying,
    "body": Story._body,
    "few": Story._few,
    "n": lambda story: str(story._rng.randint(20, 480)),
    "k": Story._thousands,
    "pct": Story._percent,
    "money": Story._money,
    "km": lambda story: str(story._rng.randint(4, 380)),
    "wind": lambda story: str(story._rng.randrange(90, 245, 5)),
    "clock": Story._clock,
    "year": Story._year,
    "before": Story._before,
    "ago": Story._ago,
    "ahead": Story._ahead,
    "deadline": Story._deadline,
    "since": Story._since,
    "date": Story._date,
}
