"""An article's tokens, entities and quoted passages, indexed so that attribution can look around a passage."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.models import Entity
from workers.document import Document
from workers.stages.quotes.marks import Quoted

SPEAKER_TYPES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of an entity: tokens `start` to `end`."""

    start: int
    end: int
    entity: Entity


class Context:
    """Look-ups of one document: tokens by offset, names by token, people by role, and which tokens are quoted."""

    def __init__(self, doc: Document, quoted: list[Quoted]) -> None:
        self.doc = doc
        self.parse: Doc = doc.parsed
        self._starts = [t.idx for t in self.parse]
        self.quoted_tokens = bytearray(len(self.parse))
        for q in quoted:
            for i in range(self.token_at(q.start), self.token_before(q.end) + 1):
                self.quoted_tokens[i] = 1
        pairs = [(m, e) for e in doc.entities if e.type in SPEAKER_TYPES for m in e.mentions]
        self.names = sorted(
            (Name(self.token_at(m.start), self.token_before(m.end) + 1, e) for m, e in pairs), key=lambda n: n.start
        )
        self._name_starts = [n.start for n in self.names]
        self.by_role: dict[str, list[Entity]] = defaultdict(list)
        for entity in sorted(doc.entities, key=lambda e: e.mentions[0].start):
            for word in {w for title in entity.titles for w in _role_words(title)}:
                self.by_role[word].append(entity)
        self._by_token = {i: n for n in self.names for i in range(n.start, n.end)}

    def token_at(self, offset: int) -> int:
        """The index of the token that holds `offset`, or the first after it."""
        i = bisect_right(self._starts, offset) - 1
        if i >= 0 and offset >= self.parse[i].idx + len(self.parse[i]):
            i += 1
        return max(i, 0)

    def token_before(self, offset: int) -> int:
        """The index of the last token that begins before `offset`; -1 where there is none."""
        return bisect_left(self._starts, offset) - 1

    def name_at(self, token: int) -> Name | None:
        """The name that the token is part of."""
        return self._by_token.get(token)

    def is_quoted(self, token: Token) -> bool:
        """Whether the token stands between quotation marks."""
        return bool(self.quoted_tokens[token.i])

    def people_before(self, token: int, limit: int = 40) -> list[Name]:
        """Up to `limit` names before `token`, the nearest first."""
        i = bisect_left(self._name_starts, token)
        return self.names[max(0, i - limit) : i][::-1]


def _role_words(title: str) -> list[str]:
    """The words of the role itself, without whose or of what it is: "aide" of "President Keller's aide"."""
    own = re.split(r"['’]s\s", title)[-1]
    return re.split(r"\s(?:of|for|at|in|to|with)\s", own)[0].lower().split()
