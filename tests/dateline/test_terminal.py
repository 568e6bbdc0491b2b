import datetime as dt
import json

import httpx2
import pytest

from dateline import terminal
from dateline.client import Dateline
from dateline.errors import Setup


@pytest.mark.parametrize(
    ("given", "parsed"),
    [
        (None, None),
        ("2026-11-22T18:00:00Z", dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)),
        ("2026-11-22T19:00:00+01:00", dt.datetime(2026, 11, 22, 18, tzinfo=dt.UTC)),
    ],
)
def test_a_time_is_read_with_its_offset(given: str | None, parsed: dt.datetime | None) -> None:
    assert terminal.parse_instant(given) == parsed


@pytest.mark.parametrize("given", ["soon", "2026-11-22", "2026-11-22T18:00:00"])
def test_a_time_without_its_offset_is_refused_by_the_name_of_its_option(given: str) -> None:
    with pytest.raises(Setup, match="--before"):
        terminal.parse_instant(given)


def test_articles_are_queued_step_by_step_until_none_remains(monkeypatch: pytest.MonkeyPatch) -> None:
    steps, asked = [(2, 3), (0, 3), (2, 1), (1, 0)], []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.params.get("before"))
        queued, remaining = steps[len(asked) - 1]
        told = {"pipeline_version": "2", "before": "2026-11-22T18:00:00Z", "waiting": 2}
        return httpx2.Response(200, text=json.dumps({**told, "queued": queued, "remaining": remaining}))

    monkeypatch.setattr("dateline.terminal.PACE_SECONDS", 0)
    with Dateline("http://test", transport=httpx2.MockTransport(answer)) as client:
        assert terminal.reenrich(client, "all", None, 2) == 5
    # What was enriched again since the first step is not taken up once more.
    assert asked == [None, *["2026-11-22T18:00:00+00:00"] * 3]
