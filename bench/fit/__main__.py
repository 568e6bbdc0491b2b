"""Fits the two small networks of the places stage and writes them to `workers/stages/places/weights.py`.

    python -m bench.fit GOLD... [--parses FOLDER] [--folds] [--halves] [--write]

GOLD are files of toponym corpora (`{doc, text, published, source, toponyms}`, one article a line).  The ranker learns
which candidate a name means, by the likelihood of the right one among all; the recogniser learns whether a mention is
right, with its entry as the ranker gives it.  Made-up articles about the whole world join the corpora.  `--folds` fits
on three quarters and tells the figures of the fourth, by turns, and the reliability table; `--halves` the same with
halves.  Set OPENBLAS_NUM_THREADS=1: with more threads it is ten times slower.
"""

import argparse
from pathlib import Path

from bench.fit.corpus import FOLDS, load_cases, make_cases
from bench.fit.lessons import make_lessons
from bench.fit.reports import report_folds, report_halves
from bench.fit.training import cross_read, fit_ranker, fit_recogniser, stack
from bench.fit.writing import write
from workers.gazetteer import open_gazetteer


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--parses", type=Path, help="a folder that keeps the parses")
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--halves", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    gazetteer = open_gazetteer()
    cases = load_cases(arguments.gold, gazetteer, arguments.parses) + make_cases(gazetteer, arguments.parses)
    lessons = make_lessons(gazetteer)
    if arguments.folds:
        report_folds(cases, lessons)
    if arguments.halves:
        report_halves(cases, lessons)
    if arguments.write:
        recogniser = fit_recogniser(*stack(cross_read(cases, lessons, FOLDS)))
        names = [path.name for path in arguments.gold]
        write(fit_ranker(cases, lessons), recogniser, f"{', '.join(names)} and made-up articles")


if __name__ == "__main__":
    main()
