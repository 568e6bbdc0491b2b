"""The gazetteer's size, the time until it is ready, and what memory it costs a worker: `python -m bench.gazetteer`.

Memory is what this process alone has written (Linux's Private_Dirty), before and after it opened the gazetteer and
looked up 20,000 names.  Clean pages are left out: they are those of the mapped file, which all workers share, and
count as private only as long as a single process runs.
"""

import sqlite3
import sys
import time
from pathlib import Path

from workers.gazetteer import Gazetteer, open_gazetteer

LOOKUPS = 20_000


def main() -> int:
    """Measure and print; 1 where the kernel does not tell the memory."""
    began = time.perf_counter()
    gazetteer = open_gazetteer()
    gazetteer.find("Paris")
    print(f"file {gazetteer.path.stat().st_size / 1e6:.1f} MB, ready in {time.perf_counter() - began:.2f} s")
    names = read_names(gazetteer.path)
    del gazetteer
    before = read_private_kb()
    if before is None:
        return 1
    fresh = open_gazetteer()
    seconds = look_up(fresh, names)
    after = read_private_kb() or before
    print(f"{len(names)} names looked up in {seconds:.2f} s; {(after - before) / 1024:.1f} MB of private memory more")
    return 0


def read_names(path: Path) -> list[str]:
    """Names of cities, read past the gazetteer, so that no memory is left over from them."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    query = "SELECT name FROM place WHERE class = 'P' GROUP BY name ORDER BY max(population) DESC LIMIT ?"
    names = [row[0] for row in connection.execute(query, (LOOKUPS,))]
    connection.close()
    return names


def look_up(gazetteer: Gazetteer, names: list[str]) -> float:
    """Seconds that the look-ups take."""
    began = time.perf_counter()
    for name in names:
        gazetteer.find(name)
    return time.perf_counter() - began


def read_private_kb() -> int | None:
    """Private memory of this process in kB; null where there is no such file."""
    path = Path("/proc/self/smaps_rollup")
    if not path.exists():
        return None
    lines = [line.split() for line in path.read_text(encoding="ascii").splitlines()]
    return sum(int(words[1]) for words in lines if words[0] == "Private_Dirty:")


if __name__ == "__main__":
    sys.exit(main())
