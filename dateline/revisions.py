"""What changed between two revisions of an article: fields, and the words of the text.  Pure."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from pydantic import JsonValue

from dateline.fields import Model
from dateline.models import Article

# Bounds of what is compared and told; a text is compared sentence by sentence, then by word where that is short.
MAX_PASSAGES = 50
MAX_SHOWN = 300
MAX_WORDS_COMPARED = 400
MAX_SENTENCES_COMPARED = 800
_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?][\"'”’)]*(?=\s)|(?=\n)|$)", re.S)


class FieldChange(Model):
    """A field that differs; null where it was or is not given."""

    field: str
    was: JsonValue = None
    now: JsonValue = None


class Passage(Model):
    """Words that were taken out, put in, or replaced; `start` and `end` are offsets in the later text."""

    was: str = ""
    now: str = ""
    start: int
    end: int


class TextChange(Model):
    """How many words went and came, and the first passages where; `complete` is false where there are more."""

    words_removed: int
    words_added: int
    passages: tuple[Passage, ...]
    complete: bool = True


class Commit(Model):
    """One enrichment of a revision: when it ended, how, by which pipeline, and what it did to the events."""

    revision: int
    at: dt.datetime
    status: Literal["succeeded", "partial"]
    pipeline_version: str
    created: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    retracted: tuple[str, ...] = ()


class Revision(Model):
    """One revision of an article: when it was posted, what it changed against the one before, and its enrichments.

    `fields` and `text` are null of the first one.  `current` marks the one that stands.
    """

    revision: int
    posted_at: dt.datetime | None = None
    current: bool
    fields: tuple[FieldChange, ...] | None = None
    text: TextChange | None = None
    enrichments: tuple[Commit, ...] = ()


def compare_fields(was: Article, now: Article) -> tuple[FieldChange, ...]:
    """The fields beside id and text that differ; of the metadata each entry by itself."""
    a, b = (_flat(article) for article in (was, now))
    return tuple(
        FieldChange(field=name, was=a.get(name), now=b.get(name))
        for name in sorted({*a, *b})
        if a.get(name) != b.get(name)
    )


def _flat(article: Article) -> dict[str, JsonValue]:
    fields = article.model_dump(mode="json", exclude={"id", "text", "metadata"}, exclude_none=True)
    return {**fields, **{f"metadata.{name}": value for name, value in article.metadata.items()}}


def compare_texts(was: str, now: str) -> TextChange:
    """Which words of the text changed."""
    removed = added = 0
    passages: list[Passage] = []
    complete = True
    for a, b, start in _changed_words(was, now):
        removed += len(a.split())
        added += len(b.split())
        if len(passages) < MAX_PASSAGES:
            passages.append(Passage(was=_shorten(a), now=_shorten(b), start=start, end=start + len(b)))
        else:
            complete = False
    return TextChange(words_removed=removed, words_added=added, passages=tuple(passages), complete=complete)


def _changed_words(was: str, now: str) -> Iterator[tuple[str, str, int]]:
    """What was, what is now, and where that begins in `now`, for each run of words that changed."""
    old, new = _pieces(was), _pieces(now)
    for a, b, c, d in _differing([p for p, _ in old], [p for p, _ in new]):
        start = _begin(new, c, now)
        before, after = was[_begin(old, a, was) : _finish(old, a, b, was)], now[start : _finish(new, c, d, now)]
        yield from _by_word(before, after, start)


def _begin(pieces: Sequence[tuple[str, int]], a: int, text: str) -> int:
    return pieces[a][1] if a < len(pieces) else len(text)


def _finish(pieces: Sequence[tuple[str, int]], a: int, b: int, text: str) -> int:
    return pieces[b - 1][1] + len(pieces[b - 1][0]) if a < b else _begin(pieces, a, text)


def _by_word(was: str, now: str, start: int) -> Iterator[tuple[str, str, int]]:
    old, new = ([(word[0], word.start()) for word in re.finditer(r"\S+", text)] for text in (was, now))
    if not old or not new or max(len(old), len(new)) > MAX_WORDS_COMPARED:
        yield was, now, start
        return
    for a, b, c, d in _differing([w for w, _ in old], [w for w, _ in new]):
        begin = _begin(new, c, now)
        yield was[_begin(old, a, was) : _finish(old, a, b, was)], now[begin : _finish(new, c, d, now)], start + begin


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The runs that differ: from, to in `old`; from, to in `new`.  What both begin and end with costs nothing."""
    head = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(len(a), len(b)) > MAX_SENTENCES_COMPARED:
        yield head, head + len(a), head, head + len(b)
        return
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            yield head + i, head + j, head + k, head + m


def _pieces(text: str) -> list[tuple[str, int]]:
    """The sentences of `text`, roughly, with their offsets."""
    return [(piece[0], piece.start()) for piece in _SENTENCE.finditer(text)]


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
