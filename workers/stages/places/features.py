"""What speaks for an entry as the meaning of a name: numbers for the ranking, one row for each candidate."""

import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from workers.gazetteer import Entry
from workers.gazetteer.aliases import USUAL
from workers.stages.places.mentions import Mention

# Candidates below this probability do not count; nearer ones than this are one area.
NEGLIGIBLE, SAME_AREA_KM = 0.03, 80.0
# The share of a division's people from which on a city of its name is meant rather.
CITY_SHARE = 0.3

Matrix = npt.NDArray[np.floating[Any]]

ENGLISH_SPEAKING = {"US": 0, "GB": 1, "CA": 2, "AU": 2, "NZ": 2, "IE": 2}
CLASSES = ("PCLI", "ADM1", "ADM2", "PPLC", "PPL", "other")
STATIC = (
    "log_population", "share_of_population", "rank", "alone", "log_candidates", *(f"class_{c}" for c in CLASSES),
    "alternate", "shortened",
    "US", "GB", "other_english", "holder_fits", "holder_misfits", "holder_given", "county_list", "name_equal",
    "region", "label_LOC_region",
    "label_GPE_class_P", "acronym", "inside", "caps", "words", "in_county", "first", "home", "fame", "lead", "usual",
)  # fmt: skip
DYNAMIC = (
    "country_support", "admin1_support", "admin2_support", "near_support", "named_country", "named_admin1",
    "named_admin2", "holds_country", "holds_admin1", "holds_admin2",
    "home_country", "home_admin1", "home_admin2", "home_near", "home_same", "home_missing", "domain_country",
    "any_support", "same_named",
)  # fmt: skip


@dataclass(slots=True)
class Group:
    """The mentions of one name that share one meaning, and its candidates.

    `static` has a row of STATIC features for each candidate, `weight` says how much the group counts as
    support of others, `probabilities` are those of the candidates; `best` is the one that is chosen, and
    `mass` the probability that the place is where it lies (GeoNames has a city and the divisions called after it).
    """

    mentions: list[Mention]
    candidates: tuple[Entry, ...]
    weight: float
    is_home: bool = False
    static: Matrix = field(default_factory=lambda: np.zeros((0, len(STATIC))))
    probabilities: Matrix = field(default_factory=lambda: np.zeros(0))
    best: int = 0
    mass: float = 0.0

    def settle(self) -> None:
        """Choose the best candidate: the likeliest of those that lie where most of the probability is."""
        if not len(self.probabilities):
            return
        top = int(self.probabilities.argmax())
        if self.probabilities[top] > 1 - NEGLIGIBLE:
            self.best, self.mass = self._prefer_city(top), float(self.probabilities[top])
            return
        likely = [int(i) for i in np.flatnonzero(self.probabilities > NEGLIGIBLE)] or [top]
        mass = {
            i: sum(float(self.probabilities[j]) for j in likely if is_same_area(self.candidates[i], self.candidates[j]))
            for i in likely
        }
        top = max(likely, key=lambda i: (round(mass[i], 6), self.probabilities[i]))
        self.best, self.mass = self._prefer_city(top), mass[top]

    def _prefer_city(self, top: int) -> int:
        """Of a division and the city that most of it lives in the city is meant, unless "province" or so follows."""
        best = self.candidates[top]
        if best.feature_code not in ("ADM1", "ADM2") or any(m.division or m.listed for m in self.mentions):
            return top
        cities = (i for i, c in enumerate(self.candidates) if c.feature_class == "P" and c.kind <= best.kind)
        least = best.population * CITY_SHARE
        large = (i for i in cities if self.candidates[i].population > least)
        return next((i for i in large if is_same_area(self.candidates[i], best)), top)


def is_same_area(a: Entry, b: Entry) -> bool:
    """Whether two entries lie so near that they are one answer to the question where."""
    return a.country == b.country and _distance_km(a, b) < SAME_AREA_KM


def is_country(entry: Entry) -> bool:
    """Whether the entry is a country or a dependent territory."""
    return entry.feature_code in ("PCLI", "PCL")


def holds(holder: Entry, entry: Entry) -> bool:
    """Whether `holder`, a country or a division, holds `entry`."""
    if is_country(holder):
        return holder.country == entry.country and holder.id != entry.id
    return holder.id in (entry.admin1, entry.admin2)


def describe(group: Group) -> Matrix:
    """The static features of the group's candidates."""
    total = sum(c.population for c in group.candidates) + 1.0
    holders = [m.holder for m in group.mentions if m.holder is not None and m.holder.candidates]
    shared = _shared(group)
    rows = [_describe(group, holders, c, rank, total, shared) for rank, c in enumerate(group.candidates)]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(STATIC))


def _shared(group: Group) -> list[float]:
    mention = group.mentions[0] if group.mentions else None
    name = mention.name if mention else ""
    return [
        float(any(m.holder is not None for m in group.mentions)),
        float(name.isupper() and len(name) < 5),
        float(all(m.inside for m in group.mentions)),
        float(name.isupper() and len(name) > 4),
        len(name.split()) / 3,
        float(any(m.division for m in group.mentions)),
        float(any(m.listed for m in group.mentions)),
    ]


def _describe(
    group: Group, holders: list[Mention], c: Entry, rank: int, total: float, shared: list[float]
) -> list[float]:
    code = c.feature_code if c.feature_code in CLASSES else "PCLI" if is_country(c) else "other"
    fits = any(holds(h, c) for m in holders for h in m.candidates[:30])
    english = ENGLISH_SPEAKING.get(c.country or "", -1)
    label = group.mentions[0].label if group.mentions else ""
    name = group.mentions[0].name if group.mentions else ""
    given, acronym, inside, caps, length, in_county, listed = shared
    return [
        math.log10(c.population + 1) / 7,
        c.population / total,
        1 / (rank + 1),
        float(len(group.candidates) == 1),
        math.log(len(group.candidates)) / 4,
        *(float(code == k) for k in CLASSES),
        float(c.kind == 1),
        float(c.kind == 2),
        float(english == 0),
        float(english == 1),
        float(english == 2),
        float(fits),
        float(bool(holders) and not fits),
        given,
        listed * float(c.feature_code == "ADM2"),
        float(c.name == name),
        float(c.id < 0),
        float(c.id < 0 and label in ("LOC", "FAC")),
        float(c.feature_class == "P" and label == "GPE"),
        acronym,
        inside,
        caps,
        length,
        in_county * float(c.feature_code in ("ADM1", "ADM2")),
        float(bool(group.mentions) and group.mentions[0].start < 3),
        float(group.is_home),
        max(0.0, math.log10(c.population + 1) - 5) / 2 if c.feature_class == "P" else 0.0,
        _lead(group, rank),
        float(c.id < 0 or (c.id in USUAL and c.kind == 0)),
    ]


def _lead(group: Group, rank: int) -> float:
    """How far the most populous candidate is ahead of the second, in powers of ten (by 4); 0 for the others."""
    if rank > 0 or len(group.candidates) < 2:
        return 0.0
    first, second = (math.log10(c.population + 1) for c in group.candidates[:2])
    return (first - second) / 4


class Support:
    """How much the other groups of an article speak for a country, a division, a neighbourhood."""

    def __init__(self, groups: list[Group]) -> None:
        self.country: dict[str, float] = defaultdict(float)
        self.division: dict[int, float] = defaultdict(float)
        self.named: dict[int, float] = defaultdict(float)
        self.around: dict[tuple[int, int], float] = defaultdict(float)
        self.total = 0.0
        for group in groups:
            masses = (group.probabilities * group.weight).tolist()
            for c, mass in zip(group.candidates, masses, strict=True):
                self._add(c, mass)

    def _add(self, c: Entry, mass: float) -> None:
        if mass < 0.005:
            return
        self.total += mass
        self.named[c.id] += mass
        if is_country(c):
            self.named[-hash_country(c.country)] += mass
        if c.country:
            self.country[c.country] += mass
        for division in _divisions(c):
            self.division[division] += mass
        if not is_country(c) and c.id > 0:
            lat, lon = _cell(c)
            for i in (lat - 1, lat, lat + 1):
                for j in (lon - 1, lon, lon + 1):
                    self.around[i, j] += mass

    def near(self, c: Entry) -> float:
        """The mass within some 100 km."""
        return 0.0 if is_country(c) else self.around.get(_cell(c), 0.0)


def hash_country(code: str | None) -> int:
    """A number for a country's code, apart from all ids."""
    return 10**9 + (ord(code[0]) * 256 + ord(code[1]) if code else 0)


def _divisions(c: Entry) -> list[int]:
    own = [c.id] if c.feature_code in ("ADM1", "ADM2") else []
    return own + [d for d in (c.admin1, c.admin2) if d is not None]


def _cell(c: Entry) -> tuple[int, int]:
    """A cell of 1 degree, in the middle latitudes some 100 km."""
    return math.floor(c.lat), math.floor(c.lon)


def relate(group: Group, support: Support, home: Group | None, domain: str | None) -> Matrix:
    """The dynamic features of the group's candidates: what the rest of the article says."""
    shares = (group.probabilities * group.weight).tolist()
    rows = [_relate(c, own, group, support, home, domain) for c, own in zip(group.candidates, shares, strict=True)]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(DYNAMIC))


def relate_best(group: Group, support: Support, home: Group | None, domain: str | None) -> dict[str, float]:
    """The dynamic features of the chosen candidate by name."""
    own = float(group.probabilities[group.best]) * group.weight
    values = _relate(group.candidates[group.best], own, group, support, home, domain)
    return dict(zip(DYNAMIC, values, strict=True))


def _relate(
    c: Entry, own: float, group: Group, support: Support, home: Group | None, domain: str | None
) -> list[float]:
    own = own if own >= 0.005 else 0.0
    total = max(support.total - group.weight, 0.0)
    in_country = (support.country.get(c.country or "", 0.0) - own) if c.country else 0.0
    admin1 = c.id if c.feature_code == "ADM1" else c.admin1
    admin2 = c.id if c.feature_code == "ADM2" else c.admin2
    in_admin1 = max(support.division.get(admin1, 0.0) - own, 0.0) if admin1 else 0.0
    in_admin2 = max(support.division.get(admin2, 0.0) - own, 0.0) if admin2 else 0.0
    near = max(support.near(c) - (own if not is_country(c) and c.id > 0 else 0.0), 0.0)
    country_named = 0.0 if is_country(c) else support.named.get(-hash_country(c.country), 0.0) if c.country else 0.0
    return [
        _squash(in_country, total),
        _squash(in_admin1, total),
        _squash(in_admin2, total),
        _squash(near, total),
        min(country_named, 2.0) / 2,
        min(support.named.get(c.admin1, 0.0), 2.0) / 2 if c.admin1 else 0.0,
        min(support.named.get(c.admin2, 0.0), 2.0) / 2 if c.admin2 else 0.0,
        _squash(in_country, total) * float(is_country(c)),
        _squash(in_admin1, total) * float(c.feature_code == "ADM1"),
        _squash(in_admin2, total) * float(c.feature_code == "ADM2"),
        *_relate_home(c, home if not group.is_home else None),
        float(domain is not None and c.country == domain),
        min(total, 5.0) / 5,
        min(max(support.named.get(c.id, 0.0) - own, 0.0), 2.0) / 2,
    ]


def _squash(mass: float, total: float) -> float:
    """Mass as a share of all with one unit of doubt, so that a little evidence is not all of it."""
    return max(mass, 0.0) / (total + 1.0)


def _relate_home(c: Entry, home: Group | None) -> list[float]:
    if home is None or not home.candidates:
        return [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]
    country = admin1 = admin2 = near = same = 0.0
    for h, p in zip(home.candidates, home.probabilities, strict=True):
        if p < 0.01:
            continue
        country += p * (h.country is not None and h.country == c.country)
        admin1 += p * (_admin1(h) is not None and _admin1(h) == _admin1(c))
        admin2 += p * (h.admin2 is not None and h.admin2 in (c.admin2, c.id))
        near += p * math.exp(-_distance_km(h, c) / 60) if h.country == c.country and not is_country(c) else 0.0
        same += p * (h.id == c.id)
    return [float(country), float(admin1), float(admin2), float(near), float(same), 0.0]


def _admin1(c: Entry) -> int | None:
    return c.id if c.feature_code == "ADM1" else c.admin1


def _distance_km(a: Entry, b: Entry) -> float:
    """The distance on a plane, good enough for neighbours."""
    dx = (a.lon - b.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, dx)
