"""Words a second: the parse alone, the pipeline, and the whole service, on the same articles in one run.

`python -m bench.throughput [--articles N] [--workers N] [--seed S]`; times are told as shares of the parse's, since the
machine they are taken on is not yours.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable

from bench.generate import generate
from bench.service import DATELINE, run_service
from dateline.client import Dateline
from dateline.identity import identify
from dateline.models import STAGES, Article, EnrichedArticle, Overview
from workers import pipeline
from workers.document import Document

WAIT_SECONDS = 1800


def main() -> int:
    """Measure, print a table and what `dateline status` says; 1 where an article failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    articles = [made.model_copy(update={"id": identify(made)}) for made in generate(arguments.articles, arguments.seed)]
    words = sum(len(article.text.split()) for article in articles)

    loaded = pipeline.load(time.perf_counter)
    parse = next(stage for stage in loaded.stages if stage.name == "parse")
    parsing = measure(lambda: [parse.annotate(Document(article, article.text)) for article in articles])
    enriched: list[EnrichedArticle] = []
    enriching = measure(lambda: enriched.extend(pipeline.enrich(loaded, article) for article in articles))
    with run_service(arguments.workers) as url:
        # The first article waits for the models; it is not part of the measurement.
        push(url, "warm", articles[:1])
        serving, counts = push(url, "bench", articles)
        status = subprocess.run(
            [DATELINE, "status", "--url", url, "--collection", "bench"], capture_output=True, check=True, text=True
        )

    print(f"{len(articles)} articles, {words} words, {arguments.workers} workers")
    for name, seconds in (("parse alone", parsing), ("pipeline", enriching), ("service, POST to committed", serving)):
        print(f"{name:<28}{words / seconds:>8.0f} words/s {parsing / seconds:>6.2f} of the parse alone")
    for name in STAGES:
        spent = sum(article.stages[name].milliseconds or 0 for article in enriched) / 1000
        print(f"stage {name:<22}{words / max(spent, 1e-9):>8.0f} words/s {spent / parsing:>6.3f} of the parse's time")
    print(f"dateline status: {status.stdout.strip()}")
    return 0 if counts.failed == 0 and counts.succeeded == len(articles) else 1


def measure(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def push(url: str, collection: str, articles: list[Article]) -> tuple[float, Overview]:
    """Post the articles one by one and wait for the last; the seconds that it took, and how they ended."""
    began = time.perf_counter()
    with Dateline(url, collection) as client:
        for article in articles:
            client.post(article)
        while time.perf_counter() - began < WAIT_SECONDS:
            counts = client.overview()
            if counts.queued + counts.running == 0:
                return time.perf_counter() - began, counts
            time.sleep(0.05)
    raise TimeoutError(f"{counts.queued} articles still wait after {WAIT_SECONDS} s")


if __name__ == "__main__":
    sys.exit(main())
