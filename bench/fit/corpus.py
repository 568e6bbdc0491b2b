"""The articles to learn from: those of the corpora, and made-up ones."""

import hashlib
import json
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin

from bench.fit.articles import make_articles
from dateline.models import Article
from workers.document import Document
from workers.gazetteer import Gazetteer
from workers.stages import parse
from workers.stages.places.detection import find_mentions
from workers.stages.places.features import Group
from workers.stages.places.mentions import Mention
from workers.stages.places.resolution import find_home_group, gather

FOLDS = 4
MADE_UP_COUNT, MADE_UP_SEED, MADE_UP_WEIGHT = 700, 11, 1.0
MADE_UP_DAY = "2018-10-29"


@dataclass(slots=True)
class Case:
    """One article with its gold toponyms, its mentions and groups.

    `half` is 0 or 1 by turns in its corpus; `judged` says that it counts in the figures: made-up articles and second
    copies without the source do not.
    """

    doc: Document
    gold: list[dict[str, Any]]
    mentions: list[Mention]
    groups: list[Group]
    home: Group | None
    domain: str | None
    corpus: str
    half: int
    fold: int
    weight: float = 1.0
    judged: bool = True


def load_cases(paths: list[Path], gazetteer: Gazetteer, cache: Path | None) -> list[Case]:
    """All articles of the corpora, parsed (the parses are kept in `cache`)."""
    cases = []
    for path in paths:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        outlets = Counter(r.get("source") for r in records)
        articles = [
            Article(id="x", text=r["text"], published_at=r["published"], source=r.get("source")) for r in records
        ]
        for i, (record, doc) in enumerate(zip(records, _parse(articles, path.stem, cache), strict=True)):
            cases.append(_make_case(doc, record["toponyms"], gazetteer, path.stem, i))
            # Once more without its source, where the corpus is not made of a few sources with local names.
            if len(outlets) > len(records) / 2:
                bare = doc.add(article=doc.article.model_copy(update={"source": None}))
                cases.append(_make_case(bare, record["toponyms"], gazetteer, path.stem, i, judged=False))
    return cases


def make_cases(gazetteer: Gazetteer, cache: Path | None) -> list[Case]:
    """The made-up articles."""
    made = make_articles(gazetteer, MADE_UP_COUNT, MADE_UP_SEED)
    articles = [Article(id="x", text=text, published_at=MADE_UP_DAY) for text, _ in made]
    docs = _parse(articles, "made-up", cache)
    return [
        _make_case(doc, gold, gazetteer, "made-up", i, judged=False, weight=MADE_UP_WEIGHT)
        for i, (doc, (_, gold)) in enumerate(zip(docs, made, strict=True))
    ]


def _make_case(
    doc: Document, gold: list[dict[str, Any]], gazetteer: Gazetteer, corpus: str, number: int, judged: bool = True,
    weight: float = 1.0,
) -> Case:  # fmt: skip
    mentions = find_mentions(doc.parsed, gazetteer)
    home, domain = find_home_group(doc, gazetteer)
    groups = gather(mentions)
    fold = (number // 2) % FOLDS
    return Case(doc, gold, mentions, groups, home, domain, corpus, number % 2, fold, weight, judged)


def _parse(articles: list[Article], name: str, cache: Path | None) -> list[Document]:
    docs = [Document(article, article.text, language="en") for article in articles]
    digest = hashlib.sha256("\0".join(a.text for a in articles).encode()).hexdigest()[:12]
    stored = cache / f"places-{name}-{digest}.spacy" if cache else None
    if stored is not None and stored.exists():
        return [d.add(parse=p) for d, p in zip(docs, _read(stored), strict=True)]
    stage = parse.load()
    docs = [stage.annotate(d) for d in docs]
    if stored is not None:
        binary = DocBin(store_user_data=True)
        for d in docs:
            binary.add(d.parsed)
        binary.to_disk(stored)
    return docs


def _read(stored: Path) -> list[Doc]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        vocab = spacy.load(parse.MODEL).vocab
    return list(DocBin().from_disk(stored).get_docs(vocab))
