"""A report as a table: plain for a terminal, or as Markdown; and two reports beside each other.

`python -m bench.tables BEFORE.json AFTER.json [--into FILE]` prints the comparison of two runs that `python -m bench
--json` wrote, or puts it into a file, between the lines BEGIN and END.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import Figure, Report, Section

HEADER = ("", "median", "lowest to highest", "ratio", "aim")
COMPARISON = ("", "before", "after", "after / before", "ratio before", "ratio after", "aim, after")
NOTHING = "–"
BEGIN, END = "<!-- the comparison -->\n", "<!-- end of the comparison -->\n"

Row = Sequence[str]
Draw = Callable[[Row, Sequence[Row]], str]


def main() -> int:
    """Print the comparison of two runs as Markdown, or put it into a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--into", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    before, after = (
        Report.model_validate_json(path.read_text(encoding="utf-8")) for path in (arguments.before, arguments.after)
    )
    told = tell_comparison(before, after)
    if arguments.into is None:
        print(told)
    else:
        arguments.into.write_text(replace(arguments.into.read_text(encoding="utf-8"), told), encoding="utf-8")
    return 0


def replace(text: str, told: str) -> str:
    """`text` with what is told in place of all between BEGIN and END.  Raises ValueError where these are missing."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"there is no {BEGIN.strip()!r} with its end in the file")
    return f"{before}{begin}\n{told}\n{end}{after}"


def tell(report: Report, draw: Draw) -> str:
    """The report, its tables drawn by `draw`."""
    parts = [f"Machine: {report.machine}."]
    for section in report.sections:
        parts += [title(section.title, draw), section.note, draw(HEADER, [row(each) for each in section.figures])]
    return "\n\n".join(parts) + "\n"


def title(text: str, draw: Draw) -> str:
    """The heading of a section."""
    return f"### {text}" if draw is as_markdown else text.upper()


def row(figure: Figure) -> Row:
    """The cells of one figure."""
    return (
        figure.name,
        f"{number(figure.value)} {figure.unit}",
        spread(figure.samples),
        f"{tell_ratio(figure)} of {figure.against}" if figure.ratios else NOTHING,
        tell_aim(figure),
    )


def tell_ratio(figure: Figure) -> str:
    """The ratio, with its spread where there were several rounds."""
    if figure.ratio is None:
        return NOTHING
    around = f" ({spread(figure.ratios)})" if len(figure.ratios) > 1 else ""
    return number(figure.ratio) + around


def tell_aim(figure: Figure) -> str:
    """The aim of a figure, and whether it is met."""
    if figure.aim is None:
        return NOTHING
    bound = number(figure.aim.bound) + (f" {figure.unit}" if figure.aim.of == "value" else "")
    return f"{figure.aim.side} {bound}: {'met' if figure.is_met else 'missed'}"


def spread(samples: Sequence[float]) -> str:
    """The lowest and the highest of several samples."""
    return f"{number(min(samples))} to {number(max(samples))}" if len(samples) > 1 else NOTHING


def number(value: float) -> str:
    """Three digits that tell something, and no fewer before the point."""
    if value == 0:
        return "0"
    digits = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    return f"{value:,.{min(4, max(0, 3 - digits))}f}"


def as_text(header: Row, rows: Sequence[Row]) -> str:
    """Columns as wide as what stands in them."""
    lines = [header, *rows]
    widths = [max(len(line[at]) for line in lines) for at in range(len(header))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def as_markdown(header: Row, rows: Sequence[Row]) -> str:
    """A table of Markdown."""
    lines = [header, ["---"] * len(header), *([cell.replace("|", "\\|") for cell in each] for each in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def tell_comparison(before: Report, after: Report) -> str:
    """What both runs hold, side by side, as Markdown; what one of them lacks has a dash there."""
    parts = [f"Machine: {after.machine}."]
    if before.machine != after.machine:
        parts = [f"Machine before: {before.machine}; after: {after.machine}."]
    was, now = ({section.title: section for section in report.sections} for report in (before, after))
    for name, section in {**was, **now}.items():
        rows = _compare(was.get(name), now.get(name))
        parts += [title(name, as_markdown), section.note, as_markdown(COMPARISON, rows)]
    return "\n\n".join(parts) + "\n"


def _compare(before: Section | None, after: Section | None) -> list[Row]:
    was, now = ({figure.name: figure for figure in section.figures} if section else {} for section in (before, after))
    return [_compare_figure(name, was.get(name), now.get(name)) for name in {**now, **was}]


def _compare_figure(name: str, was: Figure | None, now: Figure | None) -> Row:
    both = was is not None and now is not None and was.value
    return (
        name,
        f"{number(was.value)} {was.unit}" if was else NOTHING,
        f"{number(now.value)} {now.unit}" if now else NOTHING,
        number(now.value / was.value) if both and was and now else NOTHING,
        tell_ratio(was) if was else NOTHING,
        tell_ratio(now) if now else NOTHING,
        tell_aim(now) if now else NOTHING,
    )


if __name__ == "__main__":
    sys.exit(main())
