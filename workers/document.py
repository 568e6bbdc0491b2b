"""An article while it is enriched: immutable text plus the annotations of the stages that ran."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from spacy.tokens import Doc

from dateline.models import Article, Entity, Place, Quantity, Quote, Span, Timex


@dataclass(frozen=True, slots=True)
class Document:
    """`text` (the article's, or its title) and what the stages added; a stage returns a changed copy.

    `parse` covers all of `text`: `parse.text == text`, so `token.idx` is an offset in the text, and
    `parse.sents` are its sentences.  It is null until the parse stage ran, and stays null where the
    text is not in English.
    """

    article: Article
    text: str
    language: str | None = None
    parse: Doc | None = None
    dates: tuple[Timex, ...] = ()
    places: tuple[Place, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    @property
    def published(self) -> dt.date:
        """The day that "today" means."""
        return self.article.published_day

    @property
    def parsed(self) -> Doc:
        """The parse, for stages that cannot run without it; raises MissingParse."""
        if self.parse is None:
            raise MissingParse
        return self.parse

    def span(self, start: int, end: int) -> Span:
        """The contract's span for the half-open offsets `start`, `end` of the text."""
        return Span(start=start, end=end, surface=self.text[start:end])

    def add(self, **annotations: object) -> Self:
        """A copy with `annotations` (field names of this class) added."""
        return replace(self, **annotations)  # type: ignore[arg-type]  # the names are checked by replace itself


class MissingParse(Exception):
    """A stage needs the parse, and the parse stage failed or was skipped."""

    def __init__(self) -> None:
        super().__init__("needs the parse, which is missing")


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the pipeline.

    `annotate` is a pure function of the document: it fills the field `adds` and nothing else, reads no
    clock, and never edits the text or an earlier annotation.  `labels` are all the types that it may
    give (empty where its annotations carry none).
    """

    name: str
    adds: str
    labels: frozenset[str]
    annotate: Callable[[Document], Document]
