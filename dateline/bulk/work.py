"""The work on one block, wherever it is done: inputs in, one part out.  What engines share."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dateline.bulk.blocks import Block, Item
from dateline.bulk.formats import Format, encode
from dateline.errors import DatelineError, Invalid
from dateline.identity import identify
from dateline.intake import invalid, read_json, read_plain
from dateline.models import Article, EnrichedArticle
from workers import pipeline


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that was not enriched: where it stands (`line` 0: the whole file), the field and why."""

    source: str
    line: int
    field: str
    reason: str

    @property
    def where(self) -> str:
        """As a reader of messages has it."""
        return f"{self.source}:{self.line}" if self.line else self.source


@dataclass(frozen=True, slots=True)
class Part:
    """What came of a block: its enriched articles in the format's bytes, and what was refused.  It can be sent."""

    number: int
    source: str
    name: str
    size: int
    data: bytes
    articles: int
    events: int
    refused: tuple[Refused, ...]
    # Articles of which a stage failed; they are among `articles`.
    partial: int


# Enriches blocks by so many processes (0: as many as there is room for) and gives their parts as they are done, in any
# order, each block exactly once.
# Few blocks are taken from the iterable before somebody works on them: all of them do not fit into memory.
# What kills its worker is tried TRIES times, then refused (`Block.refuse`), and the others go on.
Engine = Callable[[Iterable[Block], Format, int], Iterator[Part]]
TRIES = 3


def enrich_block(
    loaded: pipeline.Pipeline, block: Block, form: Format, at: Callable[[int], None] = lambda _: None
) -> Part:
    """Enrich one block; `at` is told the index of each item before the work on it.  Raises nothing of an input's."""
    made: list[EnrichedArticle] = []
    refused: list[Refused] = []
    for n, item in enumerate(block.items):
        at(n)
        result = _enrich(loaded, block.source, item)
        if isinstance(result, Refused):
            refused.append(result)
        else:
            made.append(result)
    at(-1)
    return Part(
        number=block.number,
        source=block.source,
        name=block.name,
        size=block.size,
        data=encode(made, form),
        articles=len(made),
        events=sum(len(article.events) for article in made),
        refused=tuple(refused),
        partial=sum(article.status == "partial" for article in made),
    )


def _enrich(loaded: pipeline.Pipeline, source: str, item: Item) -> EnrichedArticle | Refused:
    if item.refused:
        return Refused(source, item.line, "", item.refused)
    try:
        article = read_one(item.content)
    except DatelineError as error:
        field = error.errors[0]["field"] if isinstance(error, Invalid) and error.errors else ""
        return Refused(source, item.line, field, str(error))
    try:
        return pipeline.enrich(loaded, article.model_copy(update={"id": identify(article)}))
    except Exception as error:
        # Stages report their own failures; a defect around them is this article's alone.
        return Refused(source, item.line, "", f"the pipeline failed: {type(error).__name__}")


def read_one(content: bytes) -> Article:
    """An article out of JSON or of a plain text with a date header.  Raises Invalid and TooLarge."""
    if content.lstrip().startswith(b"{"):
        return read_json(content)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise invalid("text", f"is not valid utf-8 at byte {error.start}") from None
    return read_plain(text, {})
