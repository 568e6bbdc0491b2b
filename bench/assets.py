"""The vendored files of the explorer, against the npm packages that they come from.

`python -m bench.assets` fetches the packages that services/query/web/vendor/README.md lists, at the versions that it
names, and compares; `--write` replaces the files, and the sums in the list.  Needs npm, which asks its own registry.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).parent.parent / "services" / "query" / "web" / "vendor"
TIMEOUT_SECONDS = 120.0
_ROW = re.compile(r"\| (\S+) \| (\d\S*) \| (\S+) \| (\S+) \| (\S+) \| ([0-9a-f]{64}) \|")


@dataclass(frozen=True, slots=True)
class Vendored:
    """A file: where it comes from, where it lies, and what it must be."""

    package: str
    version: str
    licence: str
    origin: str
    path: str
    sha256: str


def main() -> int:
    """Compare, or with `--write` replace; 1 where a file is not that of its package."""
    parser = argparse.ArgumentParser(description="Compares the vendored files with their npm packages.")
    parser.add_argument("--write", action="store_true", help="replace the files and their sums")
    write = parser.parse_args().write
    with tempfile.TemporaryDirectory() as folder:
        changed = [(row, data) for row, data in fetch_all(Path(folder)) if hash_of(data) != row.sha256]
    for row, data in changed:
        print(f"{row.path}: {row.sha256} in the list, {hash_of(data)} in {row.package} {row.version}")
        if write:
            replace(row, data)
    print(f"{len(read_list())} files, {len(changed)} {'replaced' if write else 'differ'}")
    return 1 if changed and not write else 0


def read_list() -> list[Vendored]:
    """The rows of the list."""
    return [Vendored(*found.groups()) for found in _ROW.finditer((VENDOR / "README.md").read_text(encoding="utf-8"))]


def hash_of(data: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def fetch_all(folder: Path) -> Iterator[tuple[Vendored, bytes]]:
    """Each row with its file as the package holds it."""
    rows = read_list()
    for name in sorted({f"{row.package}@{row.version}" for row in rows}):
        with tarfile.open(fetch(name, folder)) as package:
            for row in rows:
                if f"{row.package}@{row.version}" == name:
                    yield row, _extract(package, row.origin)


def fetch(name: str, folder: Path) -> Path:
    """The package NAME@VERSION as an archive in `folder`."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), name]
    packed = subprocess.run(command, check=True, capture_output=True, text=True, timeout=TIMEOUT_SECONDS)
    return folder / packed.stdout.strip().splitlines()[-1]


def _extract(package: tarfile.TarFile, origin: str) -> bytes:
    member = package.extractfile(f"package/{origin}")
    if member is None:
        raise FileNotFoundError(origin)
    return member.read()


def replace(row: Vendored, data: bytes) -> None:
    """Write the file, and its sum into the list."""
    (VENDOR / row.path).write_bytes(data)
    listed = VENDOR / "README.md"
    listed.write_text(listed.read_text(encoding="utf-8").replace(row.sha256, hash_of(data)), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
