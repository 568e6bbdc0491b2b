"""The head of the table that `make faults` prints."""

import pytest

from tests.faults.counting import HEADER


@pytest.fixture(autouse=True, scope="package")
def _head() -> None:
    print(f"\n{HEADER}")  # noqa: T201
