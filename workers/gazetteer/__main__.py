"""`python -m workers.gazetteer [PATH]`: build the gazetteer now rather than at first use, and say where it lies."""

import argparse
import sys
from pathlib import Path

from workers.gazetteer.location import locate, open_gazetteer


def main() -> None:
    """Build the file if it is missing or damaged."""
    parser = argparse.ArgumentParser(prog="python -m workers.gazetteer", description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, help="default: DATELINE_GAZETTEER, else the user's cache folder")
    path = parser.parse_args().path or locate()
    gazetteer = open_gazetteer(path)
    sys.stdout.write(f"{gazetteer.path} {gazetteer.path.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
