"""The gazetteer opened for reading: candidates of a name, and entries by id."""

import os
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workers.gazetteer.names import acronym_key, name_key

MAX_CANDIDATES = 250
# "WA" is not the town of Wa: capitals of up to three letters (and the key's "=") are looked up as an acronym alone.
MAX_CODE = 4

_COLUMNS = "p.id, p.name, p.country, p.admin1, p.admin2, p.lat, p.lon, p.class, p.code, p.population"
_BY_NAME = f"SELECT {_COLUMNS}, n.kind FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC LIMIT {MAX_CANDIDATES}"  # noqa: S608, E501  # constants
_BY_ID = f"SELECT {_COLUMNS}, 0 FROM place p WHERE p.id = ?"  # noqa: S608  # constants

_COUNTRY = f"SELECT {_COLUMNS}, 0 FROM country c JOIN place p ON p.id = c.place WHERE c.code = ?"  # noqa: S608  # constants

_CITIES = f"SELECT {_COLUMNS}, 0 FROM place p WHERE p.class = 'P' AND p.population >= ? ORDER BY p.id"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Entry:
    """A gazetteer entry as found under a name.

    `id` is the GeoNames id, or negative for a hand-written region whose GeoNames id is not known;
    `admin1`, `admin2` are ids of the divisions that hold it; `kind` says how the name belongs to it:
    0 its name, 1 an alternate name, 2 a shortened name ("Texas" for Texas County).
    """

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
    kind: int

    @property
    def geonameid(self) -> int | None:
        """The GeoNames id, or null for a hand-written region."""
        return self.id if self.id > 0 else None


class Gazetteer:
    """Read-only access to a built file; each process opens it for itself, also after a fork."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pid = 0
        self._connection: sqlite3.Connection | None = None
        self._short: dict[str, tuple[int, ...]] | None = None
        self._find = lru_cache(maxsize=20_000)(self._find_key)

    def find(self, name: str) -> tuple[Entry, ...]:
        """The entries that go by `name`, largest population first; an acronym is looked up in its own case first."""
        acronym = acronym_key(name.removeprefix("The ").removeprefix("the "))
        if acronym:
            found = self._find(acronym)
            if found or len(acronym) <= MAX_CODE:
                return found
        key = name_key(name)
        return self._find(key) if key else ()

    def find_joined(self, letters: str) -> tuple[Entry, ...]:
        """The entries whose name is `letters` once its spaces are left out ("santacruz")."""
        keys = [row[0] for row in self._open().execute("SELECT key FROM joined WHERE letters = ?", (letters,))]
        return tuple(e for key in keys for e in self._find(key)) or self._find(letters)

    def resolve(self, target: str | int) -> tuple[Entry, ...]:
        """The entry that a demonym stands for: a GeoNames id, "=" and a country's code, or a region's name."""
        if isinstance(target, int):
            entry = self.get(target)
            return (entry,) if entry else ()
        if target.startswith("="):
            country = self.find_country(target[1:])
            return (country,) if country else ()
        found = self.find(target)
        return tuple(sorted((e for e in found if e.feature_class != "P"), key=lambda e: e.feature_class == "A"))[:1]

    def find_country(self, code: str | None) -> Entry | None:
        """The country with that ISO alpha-2 code."""
        row = self._open().execute(_COUNTRY, (code,)).fetchone()
        return Entry(*row) if row else None

    def list_cities(self, inhabitants: int) -> list[Entry]:
        """The cities of at least so many inhabitants."""
        return [Entry(*row) for row in self._open().execute(_CITIES, (inhabitants,))]

    def find_abbreviation(self, text: str) -> tuple[Entry, ...]:
        """The first level divisions that `text` abbreviates ("CA", "Calif.")."""
        ids = self._abbreviations().get(text.replace(".", "").casefold(), ())
        return tuple(e for e in map(self.get, ids) if e)

    def get(self, place_id: int) -> Entry | None:
        """The entry with that id."""
        row = self._open().execute(_BY_ID, (place_id,)).fetchone()
        return Entry(*row) if row else None

    def _abbreviations(self) -> dict[str, tuple[int, ...]]:
        if self._short is None:
            self._short = {}
            for key, place in self._open().execute("SELECT key, place FROM abbreviation"):
                self._short[key] = (*self._short.get(key, ()), place)
        return self._short

    def _find_key(self, key: str) -> tuple[Entry, ...]:
        return tuple(Entry(*row) for row in self._open().execute(_BY_NAME, (key,)))

    def _open(self) -> sqlite3.Connection:
        # A connection must not be used in a process forked from the one that opened it.
        if self._connection is None or self._pid != os.getpid():
            self._pid = os.getpid()
            self._connection = sqlite3.connect(
                f"file:{self.path}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._connection.execute("PRAGMA mmap_size = 100000000")
            self._connection.execute("PRAGMA cache_size = -4000")
        return self._connection
