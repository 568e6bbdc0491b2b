"""Fixtures of the worker side: one loaded parser per test run, and documents made from a line of text."""

from collections.abc import Callable

import pytest

from dateline.models import Article
from workers.document import Document, Stage
from workers.stages import parse

MakeDoc = Callable[..., Document]


@pytest.fixture(scope="session")
def parse_stage() -> Stage:
    return parse.load()


@pytest.fixture(scope="session")
def make_doc(parse_stage: Stage) -> MakeDoc:
    def make(text: str, published: str = "2018-10-29", **article: object) -> Document:
        posted = Article.model_validate({"id": "test", "text": text, "published_at": published, **article})
        return parse_stage.annotate(Document(posted, text, language="en"))

    return make
