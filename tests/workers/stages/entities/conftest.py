"""The entities of a line of text."""

from collections.abc import Callable

import pytest

from dateline.models import Entity, Place
from tests.workers.conftest import MakeDoc
from workers.document import Stage
from workers.stages import entities

Find = Callable[..., tuple[Entity, ...]]


@pytest.fixture(scope="session")
def entities_stage() -> Stage:
    return entities.load()


@pytest.fixture(scope="session")
def find(make_doc: MakeDoc, entities_stage: Stage) -> Find:
    def find_in(text: str, places: tuple[Place, ...] = ()) -> tuple[Entity, ...]:
        return entities_stage.annotate(make_doc(text).add(places=places)).entities

    return find_in
