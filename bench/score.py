"""Score the pipeline on the seed document and every development corpus: `python -m bench.score [MODE/NAME ...]`.

The corpora and their scorer lie beside the project, in ../shared; nothing of them is copied here.  For
each gold file: its articles go through `dateline enrich -`, and the scorer compares what comes back.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATELINE = Path(sys.executable).with_name("dateline")


def main(wanted: list[str]) -> int:
    """Score what is `wanted` (as "dates/timebank"; all if empty); 1 where ../shared is absent or a run fails."""
    if not SHARED.is_dir():
        print(f"{SHARED} is absent: there is nothing to score against", file=sys.stderr)
        return 1
    for mode, gold in find_gold():
        name = f"{mode}/{gold.stem}"
        if not wanted or name in wanted:
            print(f"== {name}", flush=True)
            score(mode, gold)
    return 0


def find_gold() -> list[tuple[str, Path]]:
    """The gold files with the mode that scores each."""
    corpora = sorted((SHARED / "corpora").glob("*/*.jsonl"))
    return [("seed", SHARED / "gold" / "seed.json"), *((path.parent.name, path) for path in corpora)]


def score(mode: str, gold: Path) -> None:
    """Enrich the articles of `gold` and print the measures."""
    scorer = [sys.executable, str(SHARED / "score.py")]
    articles = subprocess.run([*scorer, "articles", str(gold)], capture_output=True, check=True).stdout
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as enriched:
        subprocess.run([str(DATELINE), "enrich", "-"], input=articles, stdout=enriched, check=True)
        subprocess.run([*scorer, mode, str(gold), enriched.name], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
