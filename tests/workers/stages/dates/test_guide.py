"""The guide page shows what the stage gives."""

from pathlib import Path

import pytest

from tests.workers.stages.dates.conftest import Read

GUIDE = Path(__file__).parents[4] / "docs" / "dates.md"


def _rows() -> list[list[str]]:
    """The cells of the table of sentences: class, sentence, expression, type, value and mod, days."""
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in GUIDE.read_text(encoding="utf8").splitlines()]
    return [row for row in cells if len(row) == 6 and row[3] in ("DATE", "TIME", "DURATION", "SET")]


def test_the_guide_has_a_table_of_sentences() -> None:
    assert len(_rows()) > 60


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row[2])
def test_a_row_of_the_guide_is_what_the_stage_gives(read: Read, row: list[str]) -> None:
    _, sentence, surface, kind, value, days = row
    (found,) = [timex for timex in read(sentence) if timex.surface == surface]
    assert found.type == kind
    assert ", ".join(filter(None, (found.value, found.mod))) == value
    begin, _, end = days.partition(" to ")
    interval = found.interval
    told = (interval.begin.isoformat(), interval.end.isoformat()) if interval else ("", "")
    assert told == (begin, end or begin)
