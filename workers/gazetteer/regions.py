"""Regions above, across or inside countries, and physical features: written by hand.

GeoNames's dump of cities and divisions has none of them.  Their GeoNames ids are left out, so each has an id of
this project, which is negative; coordinates are central points, good to some 100 km for the large ones.
A line is `name; code; latitude; longitude; country or -; other names separated by "|"`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from workers.gazetteer.airports import AIRPORTS
from workers.gazetteer.areas import AREAS
from workers.gazetteer.lands import DESERTS, LANDS
from workers.gazetteer.states import STATES
from workers.gazetteer.waters import WATERS

# GeoNames's feature classes by its codes.
CLASSES = {
    "RGN": "L", "AREA": "L", "CST": "L", "CONT": "L", "TERR": "L", "PRK": "L", "MILB": "L", "RESV": "L",
    "AMUS": "S", "AIRP": "S", "AIRB": "S", "RUIN": "S", "EST": "H", "FLLS": "H", "SHOL": "H", "GLCR": "H",
    "OCN": "H", "SEA": "H", "GULF": "H", "BAY": "H", "STRT": "H", "LK": "H", "LKS": "H", "STM": "H", "CNL": "H",
    "CHN": "H", "SD": "H",
    "MTS": "T", "MT": "T", "DSRT": "T", "PEN": "T", "ISL": "T", "ISLS": "T", "PLAT": "T", "VAL": "T", "CAPE": "T",
    "PASS": "T", "DLTA": "T",
    "CNYN": "T", "FRST": "V", "PLN": "T", "VLC": "T",
}  # fmt: skip

# In the order of their ids, by which articles to learn from are drawn, too (`bench.fit`).
TABLES = (LANDS, WATERS, DESERTS, STATES, AREAS, AIRPORTS)


@dataclass(frozen=True, slots=True)
class Region:
    """A hand-written entry; `names` are its name and all others."""

    id: int
    names: tuple[str, ...]
    feature_class: str
    code: str
    lat: float
    lon: float
    country: str | None


def read_regions() -> Iterator[Region]:
    """The regions of all tables; ids count down from -1."""
    for number, line in enumerate("".join(TABLES).split("\n"), 1):
        if not line:
            continue
        name, code, lat, lon, country, others = (cell.strip() for cell in line.split(";"))
        names = (name, *(other for other in others.split("|") if other))
        feature_class = CLASSES.get(code, "A")
        yield Region(-number, names, feature_class, code, float(lat), float(lon), None if country == "-" else country)
