"""The gazetteer of this machine, built once if it is missing."""

import pytest

from workers.gazetteer import Gazetteer, open_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer()
