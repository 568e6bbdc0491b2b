"""Texts that an attacker, or a broken feed, would send; and what must hold of whatever the pipeline says of them."""

from collections.abc import Iterator

from dateline.models import Article, EnrichedArticle, Span
from workers.pipeline import Pipeline, enrich

# What texts are put together from: words that start each stage's rules, and characters that upset software.
FRAGMENTS = (
    "On Saturday a gunman killed 11 people in Pittsburgh. ",
    "“We will,” said Mr. Lee, ",
    "two days after the vote",
    "Oct. 3-5, 1492 B.C. ",
    "between 1992 and ",
    "$1.2bn, 3 to 5, one in five, hundreds of ",
    "Paris, Texas, ",
    "the U.S.-Mexico border ",
    "@somebody #tag https://host.example/a?b=<c> ",
    "‮⁦abc‬",
    "​‍﻿­",
    "é̴̡̢͡",
    "👩‍👩‍👧‍👦🇫🇷",
    "\x01\x1b[31m\x7f\x85",
    " \t\r\n\n\n",
    "((((((((((",
    "]]]}}}>>>",
    "“‘\"'«„",
    "................",
    "9999999999999999999999",
    "0x1F 1e309 NaN -inf ",
    "٣٤٥ ⅓ ² Ⅻ ",
    "²-3 and 5–² by ²²²² or ①②③④, 6-٤, the 7-Eleven, six-2 ",
    "<script>alert(1)</script>&#0;&lt;",
    "'; DROP TABLE --{{7*7}}${jndi:ldap://x}%n%s",
    "漢字かなเมือง",
    "ﬁﬃ ſ İ ß",
    "=cmd|' /C calc'!A0,",
    "Sunday Monday Tuesday ",
    "of the of the ",
    "Mr. Mrs. Dr. Gen. ",
    "—–-‑",
    "x" * 400,
)


def enrich_text(pipeline: Pipeline, text: str) -> EnrichedArticle:
    """The text as an article, enriched."""
    return enrich(
        pipeline, Article.model_validate({"id": "h", "text": text, "title": text[:500], "published_at": "2018-10-29"})
    )


def faults(article: EnrichedArticle) -> Iterator[str]:
    """What is wrong: stages that failed, spans that are not of the text, an article that its own JSON is not."""
    for name, report in article.stages.items():
        if report.state == "failed":
            yield f"{name} failed: {report.error}"
    for span in spans(article):
        if article.text[span.start : span.end] != span.surface:
            yield f"{span.start}-{span.end} is not of the text"
    if EnrichedArticle.model_validate_json(article.model_dump_json()) != article:
        yield "its JSON reads back as another"


def spans(article: EnrichedArticle) -> Iterator[Span]:
    """Every span of the text that the article holds."""
    yield from (*article.dates, *article.quotes, *article.quantities)
    for entity in article.entities:
        yield from entity.mentions
    for place in article.places:
        yield from place.mentions
    for event in article.events:
        yield from (event.trigger, event.evidence, *event.actors, *event.also)
