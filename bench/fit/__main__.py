"""Fits the two small networks of the places stage and writes them to `workers/stages/places/weights.py`.

    python -m bench.fit GOLD... [--parses FOLDER] [--folds] [--halves] [--write]

GOLD are files of toponym corpora (`{doc, text, published, source, toponyms}`, one article a line).  The ranker learns
which candidate a name means, by the likelihood of the right one among all; the recogniser learns whether a mention is
right, with its entry as the ranker gives it.  Made-up articles about the whole world join the corpora.  `--folds` fits
on three quarters and tells the figures of the fourth, by turns, and the reliability tables; `--halves` the same with
halves.  `--write` also writes the line from probabilities to confidences, as the quarters have it.
Set OPENBLAS_NUM_THREADS=1: with more threads it is ten times slower.
"""

import argparse
from pathlib import Path

from bench.fit.corpus import FOLDS, load_cases, make_cases
from bench.fit.lessons import make_lessons
from bench.fit.reports import cross_judge, fit_calibration, report_folds, report_halves
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
    if arguments.folds or arguments.write:
        readings = cross_read(cases, lessons, FOLDS)
        chances = cross_judge(readings)
    if arguments.folds:
        report_folds(readings, chances)
    if arguments.halves:
        report_halves(cases, lessons)
    if arguments.write:
        names = ", ".join(path.name for path in arguments.gold)
        recogniser = fit_recogniser(*stack(readings))
        line = fit_calibration(readings, chances)
        write(fit_ranker(cases, lessons), recogniser, line, f"{names} and made-up articles")


if __name__ == "__main__":
    main()
