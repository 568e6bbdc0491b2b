"""The dates of one line of text."""

from collections.abc import Callable

import pytest

from dateline.models import Timex
from tests.workers.conftest import MakeDoc
from workers.stages import dates

Read = Callable[..., tuple[Timex, ...]]


@pytest.fixture(scope="session")
def read(make_doc: MakeDoc) -> Read:
    """Reads the temporal expressions of a text published on a day: by default Monday, 29 October 2018."""

    def read_dates(text: str, published: str = "2018-10-29") -> tuple[Timex, ...]:
        return dates.annotate(make_doc(text, published)).dates

    return read_dates
