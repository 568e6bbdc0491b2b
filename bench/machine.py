"""The machine, named by its cores only, and what its processes hold (Linux)."""

import os
import platform
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")


def describe() -> str:
    """Its cores, as far as this process may use them, and the Python."""
    cores = len(os.sched_getaffinity(0))
    return f"{cores} core{'s' if cores > 1 else ''}, {platform.machine()}, Python {platform.python_version()}"


def find_children(pid: int) -> Iterator[int]:
    """The processes that `pid` has started and that run, in the order of their ids."""
    found = []
    for path in PROC.glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            continue
        if int(fields[1]) == pid:
            found.append(int(path.parent.name))
    yield from sorted(found)


def read_command(pid: int) -> str:
    """The command line of a process."""
    return (PROC / str(pid) / "cmdline").read_text(encoding="utf-8", errors="replace").replace("\0", " ").strip()


def read_memory(pid: int) -> tuple[float, float]:
    """Its proportional (PSS) and its own (USS) memory, in MB of 10^6 bytes.

    PSS counts a page that n processes share as an n-th of it, so it adds up; USS is what would be free without it.
    """
    lines = (PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    held = {name: int(size) * 1024 / 1e6 for name, size, *_ in (line.split() for line in lines)}
    return held["Pss:"], held["Private_Clean:"] + held["Private_Dirty:"]
