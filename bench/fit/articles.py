"""Made-up articles about real places: the two corpora are news of the United States for the most part.

Each is about one country, of any part of the world; its names are drawn from the gazetteer, those of many inhabitants
more often, and the gold is known.  Some sentences name people and firms after villages.
"""

import random
import sqlite3
import string
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.fit.templates import COUNTY_SENTENCES, DATELINES, OPENINGS, SENTENCES, STATE_WORDS
from bench.places import FAMILY, FIRMS, GIVEN
from workers.gazetteer import Entry, Gazetteer, name_key
from workers.gazetteer.aliases import COUNTRIES
from workers.gazetteer.demonyms import COUNTRY_WORDS
from workers.gazetteer.regions import read_regions

TOWN_POPULATION, CITY_POPULATION = 2_000, 100_000
MIN_COUNTRY_POPULATION = 400_000
REGION_CLASSES = frozenset("HT")
# Of the openings and the sentences, both bounds included.
SENTENCE_COUNT = (2, 5)
PLAIN_SHARE, ANGLO_SHARE = 0.8, 0.2
FAMILY_SHARE, ALIAS_SHARE, VARIANT_SHARE = 0.4, 0.6, 0.25
NAMED_FIRMS = [firm for firm in FIRMS if "town" not in firm]
ENGLISH_SPEAKING = ("US", "US", "US", "GB", "CA", "AU", "IN", "ZA", "NG", "KE")

Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class World:
    """The gazetteer's places by country: towns (all cities), cities, first and second level divisions."""

    towns: dict[str, list[Entry]]
    cities: dict[str, list[Entry]]
    states: dict[str, list[Entry]]
    districts: dict[str, list[Entry]]
    countries: dict[str, Entry]
    regions: list[Entry]
    variants: dict[int, list[str]]


def read_world(gazetteer: Gazetteer) -> World:
    """Everything that may stand in a made-up article."""
    towns: dict[str, list[Entry]] = defaultdict(list)
    for city in gazetteer.list_cities(TOWN_POPULATION):
        if is_plain(city.name):
            towns[city.country or ""].append(city)
    countries = {code: entry for code in towns if (entry := gazetteer.find_country(code)) is not None}
    cities = {code: [c for c in found if c.population >= CITY_POPULATION] or found for code, found in towns.items()}
    known = {code for code, entry in countries.items() if entry.population >= MIN_COUNTRY_POPULATION}
    held = {c.admin1 for code in known for c in towns[code]}, {c.admin2 for code in known for c in towns[code]}
    divisions = [_by_country(gazetteer, ids) for ids in held]
    regions = [gazetteer.get(r.id) for r in read_regions() if r.feature_class in REGION_CLASSES]
    kept = {code: countries[code] for code in sorted(known)}
    return World(
        towns, cities, divisions[0], divisions[1], kept, [r for r in regions if r is not None], read_variants(gazetteer)
    )


def _by_country(gazetteer: Gazetteer, ids: set[int | None]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for division in sorted(i for i in ids if i is not None):
        entry = gazetteer.get(division)
        if entry is not None and is_plain(entry.name):
            found[entry.country or ""].append(entry)
    return found


def is_plain(name: str) -> bool:
    """Whether a name is one to three words of letters, as an English text would have it."""
    words = name.replace("-", " ").replace("’", "").replace("‘", "").split()
    return len(words) <= 3 and all(w.isalpha() for w in words) and name[0].isupper()


def read_variants(gazetteer: Gazetteer) -> dict[int, list[str]]:
    """Other spellings of places' names, as far as they look like them."""
    known = sqlite3.connect(f"file:{gazetteer.path}?mode=ro", uri=True)
    rows = known.execute("SELECT n.place, n.key, p.name FROM name n JOIN place p ON p.id = n.place WHERE n.kind = 1")
    variants: dict[int, list[str]] = defaultdict(list)
    for place, key, name in rows:
        if key[0] == name[0].casefold() and not key.startswith("=") and name_key(name)[:4] != key[:4]:
            variants[place].append(key.title())
    known.close()
    return variants


def spell(name: str, dice: random.Random) -> str:
    """The name, mostly without its accents."""
    name = name.replace("‘", "").replace("’", "'" if dice.random() < 0.3 else "")
    if dice.random() < PLAIN_SHARE:
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return name


def name_country(country: Entry, dice: random.Random) -> str:
    """A country's name: often another than the gazetteer's."""
    given = [n for n in COUNTRIES.get(country.country or "", "").split("|") if n]
    return dice.choice(given) if given and dice.random() < ALIAS_SHARE else country.name


def make_articles(gazetteer: Gazetteer, count: int, seed: int) -> list[tuple[str, list[Gold]]]:
    """`count` texts with their gold toponyms."""
    dice = random.Random(seed)  # noqa: S311  # no secrets
    world = read_world(gazetteer)
    return [_make_article(world, dice) for _ in range(count)]


def _make_article(world: World, dice: random.Random) -> tuple[str, list[Gold]]:
    codes = list(world.countries)
    weights = [world.countries[code].population ** 0.4 for code in codes]
    code = dice.choice(ENGLISH_SPEAKING) if dice.random() < ANGLO_SHARE else dice.choices(codes, weights)[0]
    slots = _fill(world, code, dice)
    text, gold = "", list[Gold]()
    templates = [dice.choice(DATELINES) + dice.choice(OPENINGS)]
    choice = SENTENCES + (COUNTY_SENTENCES * 3 if code == "US" else ())
    templates += dice.sample(choice, dice.randint(*SENTENCE_COUNT))
    for template in templates:
        text = _write(template, slots, text, gold) + " "
    return text.strip(), gold


def _write(template: str, slots: Callable[[str], tuple[str, Entry | None]], text: str, gold: list[Gold]) -> str:
    """`text` with the filled template behind it; its toponyms join `gold`."""
    for literal, slot, _, _ in string.Formatter().parse(template):
        text += literal
        if slot is None:
            continue
        name, entry = slots(slot)
        if entry is not None:
            place = {"geonameid": entry.id, "lat": entry.lat, "lon": entry.lon}
            gold.append({"start": len(text), "end": len(text) + len(name), **place})
        text += name
    return text


def _choose_name(entry: Entry, world: World, dice: random.Random) -> str:
    found = world.variants.get(entry.id)
    return dice.choice(found) if found and dice.random() < VARIANT_SHARE else entry.name


def _fill(world: World, code: str, dice: random.Random) -> Callable[[str], tuple[str, Entry | None]]:
    """What stands in each slot of one article: the name, and the entry that it means, null where it is no place."""

    def pick(entries: list[Entry], least: int = 1) -> Entry:
        return dice.choices(entries, [max(e.population, least) ** 0.5 for e in entries])[0]

    towns, cities = world.towns[code], world.cities[code]
    states = world.states.get(code) or cities
    districts = world.districts.get(code) or states
    country, other = world.countries[code], world.countries[dice.choice(list(world.countries))]
    capitals = [c for c in towns if c.feature_code == "PPLC"] or cities
    town = dice.choice(towns)
    state = next((s for s in states if s.id == town.admin1), None) or pick(states, 10_000)
    word = STATE_WORDS.get(code, "province")
    nearby = [t for t in towns if t.admin1 == town.admin1] or towns
    district = next((d for d in districts if d.id == town.admin2), None) or dice.choice(districts)
    chosen = {
        "city": pick(cities), "city2": pick(cities), "town": town, "town2": dice.choice(nearby), "state": state,
        "state2": pick(states, 10_000), "country": country, "other": other, "capital": capitals[0],
        "region": dice.choice(world.regions), "division": state, "district": district, "county": district,
    }  # fmt: skip
    names = {slot: spell(_choose_name(entry, world, dice), dice) for slot, entry in chosen.items()}
    for slot in ("country", "other"):
        names[slot] = name_country(chosen[slot], dice)
    names["division"] = f"{names['state']} {word}".strip()
    names["district"] = names["district"] if " " in names["district"] else f"{names['district']} district"
    village = pick(dice.choice(list(world.towns.values())))
    words = COUNTRY_WORDS.get(code, "").split()
    people = {
        "person": f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}",
        "surname": dice.choice(FAMILY) if dice.random() < FAMILY_SHARE else spell(village.name, dice),
        "firm": dice.choice(NAMED_FIRMS).format(family=dice.choice(FAMILY), family2=dice.choice(FAMILY)),
    }

    def fill(slot: str) -> tuple[str, Entry | None]:
        key = slot.lower()
        if key in people:
            return people[key], None
        if key == "demonym":
            return (words[0].replace("-", " "), country) if words else (names["country"], country)
        name = names[key]
        return (name.upper() if slot.isupper() else name), chosen[key]

    return fill
