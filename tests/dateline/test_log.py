import io
import json
from collections.abc import Iterator

import pytest
import structlog

from dateline import log
from dateline.models import Span


@pytest.fixture
def output() -> Iterator[io.StringIO]:
    """Where the log goes; afterwards it goes where it went before."""
    before, stream = structlog.get_config(), io.StringIO()
    structlog.reset_defaults()
    log.configure("info", stream)
    yield stream
    structlog.configure(**before)


def test_a_line_is_json_off_a_terminal(output: io.StringIO) -> None:
    structlog.get_logger().info("request.finished", status=200)
    line = json.loads(output.getvalue())
    assert (line["event"], line["status"], line["level"]) == ("request.finished", 200, "info")


def test_an_exception_tells_its_kind_and_place_and_no_text(output: io.StringIO) -> None:
    secret = "what the article says"
    try:
        Span(start=0, end=1, surface=secret)
    except ValueError:
        structlog.get_logger().exception("stage.failed")
    assert "ValidationError" in output.getvalue()
    assert secret not in output.getvalue()
