"""Builds the gazetteer file from the packages and the hand-written tables."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workers.gazetteer import aliases, sources
from workers.gazetteer.names import acronym_key, name_key
from workers.gazetteer.regions import read_regions

SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 INTEGER, admin2 INTEGER,
                    lat REAL, lon REAL, class TEXT, code TEXT, population INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, kind INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE abbreviation (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE joined (letters TEXT, key TEXT, PRIMARY KEY (letters, key)) WITHOUT ROWID;
CREATE TABLE country (code TEXT PRIMARY KEY, place INTEGER) WITHOUT ROWID;
"""
# Names without their spaces are kept for places of so many inhabitants: outlets are called "santacruzsentinel.com".
JOINED_POPULATION = 2_000
NAME, ALTERNATE, SHORTENED = 0, 1, 2
# A division leaves what is not its own name to its city of that name and so many inhabitants: "Paris" is no region.
HELD_POPULATION = 100_000
# How many times as large a place must be to take its name away from those that have it as an alternate name.
OUTSHINING = 20
# Words that say what a division is: "Los Angeles County" is also met as "Los Angeles".
_GENERIC_END = re.compile(
    r" (?:County|Parish|Borough|District|Province|Region|Governorate|Oblast|Prefecture|Municipality|Department)$"
)
_GENERIC_START = re.compile(
    r"^(?:Provincia de|Departamento de|Province of|District of|Borough of|County of|City of|State of) "
)
# Countries whose divisions have English names of their own.
EXONYMS = frozenset(
    ("DE", "IT", "ES", "FR", "PT", "AT", "BE", "CH", "NL", "CZ", "PL", "SE", "DK", "GR", "UA", "RU", "RO", "BG")
)
# GeoNames gives countries by these points; the package has others.
_COUNTRY_POINTS = {"US": (39.76, -98.5), "GB": (54.75845, -2.69531), "PS": (31.92157, 35.20329), "XK": (42.58333, 21.0)}

# Key, place, kind.
Name = tuple[str, int, int]
Point = tuple[float, float]
Located = dict[int, list[tuple[int, float, float]]]
# The points of cities by their first level division and key.
Namesakes = dict[tuple[int, str], Point]


@dataclass(slots=True)
class Row:
    """One place while the file is built; `names` maps keys to the kind of the name."""

    id: int
    name: str
    country: str | None
    admin1: int | None
    admin2: int | None
    lat: float
    lon: float
    feature_class: str
    feature_code: str
    population: int
    names: dict[str, int] = field(default_factory=dict)

    def call(self, names: Iterable[str], kind: int) -> None:
        """Add `names` of that kind; the better kind wins."""
        for name in names:
            acronym = acronym_key(name)
            key = acronym if acronym and kind == NAME else name_key(name)
            if key and (kind == NAME or (not acronym and is_readable(name))):
                self.names[key] = min(kind, self.names.get(key, kind))


def is_readable(name: str) -> bool:
    """Whether an alternate name could stand in an English text: Latin letters, a capital first, not a code."""
    return 3 <= len(name) <= 60 and name[0].isupper() and all(ord(c) < 0x250 or c in "’‘ʻʼ" for c in name)


def build(path: Path) -> None:
    """Write the gazetteer to `path`, which must not exist; some 10 s and 600 MB."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        names: list[Name] = []
        populations: dict[int, int] = {}
        joined: set[str] = set()
        held: set[tuple[str, int | None]] = set()
        with connection:
            for row in read_rows():
                values = (row.id, row.name, row.country, row.admin1, row.admin2, round(row.lat, 5), round(row.lon, 5))
                connection.execute(
                    "INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?)",
                    (*values, row.feature_class, row.feature_code, row.population),
                )
                if row.feature_class == "A" and row.feature_code in ("PCLI", "PCL") and row.id > 0:
                    connection.execute("INSERT INTO country VALUES (?,?)", (row.country, row.id))
                if row.population >= JOINED_POPULATION or row.id < 0:
                    joined.update(key for key, kind in row.names.items() if kind != ALTERNATE and " " in key)
                if row.feature_class == "P" and row.population >= HELD_POPULATION:
                    own = [key for key, kind in row.names.items() if kind == NAME]
                    held.update((key, division) for key in own for division in (row.admin1, row.admin2))
                populations[row.id] = row.population
                names += [(key, row.id, kind) for key, kind in row.names.items()]
            connection.executemany("INSERT INTO abbreviation VALUES (?,?)", read_abbreviations())
            connection.executemany(
                "INSERT INTO joined VALUES (?,?)", sorted((key.replace(" ", ""), key) for key in joined)
            )
            names = [name for name in names if name[2] == NAME or name[:2] not in held]
            names = _drop_outshone(names, populations)
            # In order of the key, so that the tree is filled page after page.
            connection.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", sorted(names))
    finally:
        connection.close()


def _drop_outshone(names: list[Name], populations: dict[int, int]) -> list[Name]:
    """Without the alternate names that a far larger place has as its name: mostly former names of villages."""
    largest: dict[str, int] = {}
    for key, place, kind in names:
        if kind == NAME:
            largest[key] = max(largest.get(key, 0), populations[place])
    return [
        (key, place, kind)
        for key, place, kind in names
        if kind != ALTERNATE or largest.get(key, 0) < OUTSHINING * max(populations[place], 1_000)
    ]


def read_rows() -> Iterator[Row]:
    """All places: cities, then divisions (which take coordinates from their cities), countries, regions."""
    countries = sources.read_countries()
    divisions = {d.row: d for d in sources.read_divisions()}
    within = sources.read_city_divisions()
    # The most populous first: of two of one name the district is called after the larger.
    cities = sorted(filter(_is_town, sources.read_cities()), key=lambda city: -city["population"])
    capitals = _capitals(cities, countries)
    located: Located = defaultdict(list)
    seats: dict[str, Point] = {}
    namesakes: Namesakes = {}
    for city in cities:
        row = _city(city, [divisions[r] for r in within.get(city["geonameid"], ()) if r in divisions], capitals)
        _locate(row, located, namesakes)
        if row.feature_code == "PPLC":
            seats[row.country or ""] = (row.lat, row.lon)
        yield row
    points = _country_points(countries, seats)
    known: dict[tuple[str | None, str], Row] = {}
    for row in _divisions(divisions, located, namesakes, points):
        if row.feature_code == "ADM1":
            known.update({(row.country, key): row for key, kind in row.names.items() if kind == NAME})
        yield row
    official = sources.read_country_names()
    for code, country in countries.items():
        yield _country(code, country, points[code], official.get(code, ()))
    yield from _continents()
    yield from _regions(known)


def _is_town(city: dict[str, Any]) -> bool:
    """Whether the entry is no campus, which the United States count as a place of its own."""
    return not city["name"].startswith("University of ")


def _locate(city: Row, located: Located, namesakes: Namesakes) -> None:
    """Note where `city` lies, for the divisions that hold it or are called after it."""
    for division in (city.admin1, city.admin2):
        if division:
            located[division].append((city.population, city.lat, city.lon))
    for key in city.names:
        namesakes.setdefault((city.admin1 or 0, key), (city.lat, city.lon))


def _regions(known: dict[tuple[str | None, str], Row]) -> Iterator[Row]:
    """The hand-written regions; `known` are the first level divisions by country and key."""
    for region in read_regions():
        same = known.get((region.country, name_key(region.names[0])))
        if same is not None:
            # GeoNames has it as a division: the names of the table are the division's.
            same.call(region.names, NAME)
            yield same
            continue
        row = Row(
            region.id, region.names[0], region.country, None, None,
            region.lat, region.lon, region.feature_class, region.code, 0,
        )  # fmt: skip
        row.call(region.names, NAME)
        yield row


def read_abbreviations() -> Iterator[tuple[str, int]]:
    """Abbreviations of first level divisions, each with the GeoNames id."""
    for d in sources.read_divisions():
        if d.level == 1 and d.geonameid:
            for key in aliases.DIVISIONS.get(d.iso, "").split():
                yield key, d.geonameid


def _capitals(cities: list[dict[str, Any]], countries: dict[str, dict[str, Any]]) -> set[int]:
    """The ids of capitals: of the cities of that name in the country, the largest."""
    sought = {(code, name_key(country["capital"])) for code, country in countries.items()}
    largest: dict[tuple[str, str], dict[str, Any]] = {}
    for city in cities:
        for key in {(city["countrycode"], name_key(n)) for n in (city["name"], *city["alternatenames"])} & sought:
            if key not in largest or city["population"] > largest[key]["population"]:
                largest[key] = city
    return {city["geonameid"] for city in largest.values()}


def _city(city: dict[str, Any], divisions: list[sources.Division], capitals: set[int]) -> Row:
    by_level = {d.level: d.geonameid for d in reversed(divisions)}
    code = "PPLC" if city["geonameid"] in capitals else "PPL"
    row = Row(
        city["geonameid"], city["name"], city["countrycode"], by_level.get(1), by_level.get(2),
        city["latitude"], city["longitude"], "P", code, city["population"],
    )  # fmt: skip
    row.call([city["name"]], NAME)
    row.call(_hand_written(row.id), NAME)
    row.call(city["alternatenames"], ALTERNATE)
    return row


def _hand_written(geonameid: int) -> list[str]:
    return [n for n in aliases.PLACES.get(geonameid, "").split("|") if n]


def _divisions(
    divisions: dict[int, sources.Division], located: Located, namesakes: Namesakes, points: dict[str, Point]
) -> Iterator[Row]:
    fixed = sources.read_division_points()
    english = sources.read_division_names()
    for d in divisions.values():
        if d.geonameid is None or d.level not in (1, 2):
            continue
        parent = divisions[d.parent].geonameid if d.parent in divisions and d.level > 1 else None
        cities = located.get(d.geonameid, [])
        # A district is mostly called after its seat.
        seat = namesakes.get((parent or 0, name_key(_shorten(d.name))))
        middle = _middle(cities) or seat or _middle(located.get(parent or 0, [])) or points.get(d.country)
        point = fixed.get(d.iso) or middle if d.level == 1 else middle
        if point is None:
            continue
        names = english.get(d.iso, ())
        shown = _shown_name(d, names)
        population = sum(people for people, _, _ in cities)
        row = Row(d.geonameid, shown, d.country, parent, None, *point, "A", f"ADM{d.level}", population)
        row.call([d.name, *names[:2], *_hand_written(row.id)], NAME)
        row.call((*names, *d.aliases), ALTERNATE)
        row.call([_shorten(n) for n in (d.name, *names)], SHORTENED)
        yield row


def _shorten(name: str) -> str:
    """The name of a division without the word that says what it is."""
    return _GENERIC_START.sub("", _GENERIC_END.sub("", name))


def _shown_name(division: sources.Division, names: tuple[str, ...]) -> str:
    """GeoNames's name, or an English one of the same initial where that is usual ("Bavaria")."""
    english = [
        name for name in names[1:] if name[0] == division.name[0] and len(name.split()) <= len(division.name.split())
    ]
    if division.level > 1 or not english or division.country not in EXONYMS or division.name in english:
        return division.name
    return english[0]


def _middle(cities: list[tuple[int, float, float]]) -> Point | None:
    """The mean of the cities' coordinates, each weighted by the square root of its inhabitants."""
    if not cities:
        return None
    weights = [max(people, 1) ** 0.5 for people, _, _ in cities]
    total = sum(weights)
    lat = sum(w * lat for w, (_, lat, _) in zip(weights, cities, strict=True)) / total
    return lat, sum(w * lon for w, (_, _, lon) in zip(weights, cities, strict=True)) / total


def _country_points(countries: dict[str, dict[str, Any]], capitals: dict[str, Point]) -> dict[str, Point]:
    given = sources.read_country_points() | _COUNTRY_POINTS
    return {code: given.get(code) or capitals.get(code, (0.0, 0.0)) for code in countries}


def _country(code: str, country: dict[str, Any], point: Point, official: tuple[str, ...]) -> Row:
    feature_code = "PCLI" if country["population"] else "PCL"
    row = Row(country["geonameid"], country["name"], code, None, None, *point, "A", feature_code, country["population"])
    names = [n for n in aliases.COUNTRIES.get(code, "").split("|") if n]
    row.call([country["name"], *names], NAME)
    row.call(official, ALTERNATE)
    return row


def _continents() -> Iterator[Row]:
    for continent in sources.read_continents().values():
        row = Row(
            continent["geonameId"], continent["name"], None, None, None,
            float(continent["lat"]), float(continent["lng"]), "L", "CONT", continent["population"],
        )  # fmt: skip
        row.call([continent["name"]], NAME)
        yield row
