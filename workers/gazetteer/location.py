"""Where the built file lies, and building it once for all processes of a machine."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workers.gazetteer import airports, aliases, areas, build, lands, names, regions, sources, states, waters
from workers.gazetteer.store import Gazetteer

VARIABLE = "DATELINE_GAZETTEER"


def default_folder() -> Path:
    """`$XDG_CACHE_HOME/dateline`, else `~/.cache/dateline`."""
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "dateline"


def locate() -> Path:
    """DATELINE_GAZETTEER if set, else a path in the cache folder whose name says what the file was built from."""
    given = os.environ.get(VARIABLE)
    return Path(given) if given else default_folder() / f"gazetteer-{version()}.sqlite"


def version() -> str:
    """A hash of the package versions and of the code and tables that build the file."""
    digest = hashlib.sha256(sources.package_versions().encode())
    for module in (airports, aliases, areas, build, lands, names, regions, sources, states, waters):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()[:12]


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer at `path` or its usual place, built first where it is missing or damaged."""
    path = path or locate()
    if not is_sound(path):
        with _locked(path):
            # Another process may have built it while this one waited.
            if not is_sound(path):
                build_at(path)
    return Gazetteer(path)


def build_at(path: Path) -> None:
    """Build in a folder beside `path`, then move the file there in one step, its checksum before it."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".building-") as folder:
        made = Path(folder) / path.name
        build.build(made)
        checksum_path(made).write_text(checksum(made), encoding="ascii")
        checksum_path(made).replace(checksum_path(path))
        made.replace(path)


def is_sound(path: Path) -> bool:
    """Whether the file is there and is what was built."""
    try:
        return checksum_path(path).read_text(encoding="ascii") == checksum(path)
    except FileNotFoundError:
        return False


def checksum_path(path: Path) -> Path:
    """The file with the checksum of `path`, beside it."""
    return path.with_name(path.name + ".sha256")


def checksum(path: Path) -> str:
    """SHA-256 of the file in hexadecimal digits; some 0.1 s."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the advisory lock beside `path`; its folder is made first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(path.name + ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
