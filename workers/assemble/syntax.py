"""The parse as plain lists, so that reading it costs no call into spaCy; tokens are named by their index."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from spacy.tokens import Doc

from workers.assemble.lexicon.forms import COMPOUNDS, CUT_VERBS, LEMMAS
from workers.assemble.lexicon.vocabulary import words

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "obj", "attr", "oprd")
# Heads that only count or group what follows "of": "tens of thousands of people", "a series of attacks".
_MEASURES = words(
    "number ten dozen score hundred thousand million group series member lot majority part some most many several all "
    "none couple handful pair wave round team string spate kind sort form type piece one two three four five six "
    "seven crowd batch class ton tonne kilo barrel dollar bunch body act case rest half third quarter each any few "
    "amount total state bulk"
)
_FINAL = frozenset('.!?:”"')
_HELPERS = ("aux", "auxpass")
_MAX_CLIMB = 24
# More hang on one word only in junk; the bound keeps the work per word constant.
_MAX_CHILDREN = 60
_MAX_OF = 4
# A sentence with more dates, places or numbers than this is a list; those about the event are looked at.
_MAX_AROUND = 30

T = TypeVar("T", bound=tuple[Any, ...])


@dataclass(frozen=True)
class Tree:
    """The dependency tree of one text: one entry per token in each list.

    `heads[i] == i` for a root.  `labels` are the model's entity types, empty outside entities; `starts` and
    `ends` offsets in the text; `sentences` and `paragraphs` running numbers; `sentence_bounds` the first token
    of each sentence and the one after its last.
    """

    words: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    labels: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[int]
    sentence_bounds: list[tuple[int, int]]
    paragraphs: list[int]

    @cached_property
    def children(self) -> list[list[int]]:
        """The tokens that hang on each token, in order of the text; of a word with very many, the first."""
        children: list[list[int]] = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head != i and len(children[head]) < _MAX_CHILDREN:
                children[head].append(i)
        return children

    @cached_property
    def index(self) -> dict[int, int]:
        """The token that starts at an offset."""
        return {start: i for i, start in enumerate(self.starts)}

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of `i` that hangs on it by one of `deps`."""
        return next((c for c in self.children[i] if self.deps[c] in deps), None)

    def all_children(self, i: int, *deps: str) -> list[int]:
        """The children of `i` that hang on it by one of `deps`."""
        return [c for c in self.children[i] if self.deps[c] in deps]

    def helpers(self, verb: int) -> list[int]:
        """The auxiliaries of a verb."""
        return self.all_children(verb, *_HELPERS)

    @cached_property
    def _paths(self) -> dict[int, tuple[int, ...]]:
        return {}

    def climb(self, i: int) -> tuple[int, ...]:
        """`i` and the tokens above it, up to the root or to _MAX_CLIMB steps.  Many ask for the same."""
        path = self._paths.get(i)
        if path is None:
            steps, above = [i], self.heads[i]
            while above != steps[-1] and len(steps) < _MAX_CLIMB:
                steps.append(above)
                above = self.heads[above]
            path = self._paths[i] = tuple(steps)
        return path

    def conjuncts(self, i: int) -> list[int]:
        """`i` and what is joined to it by conjunctions, in order of the text."""
        found, queue = [i], [i]
        while queue and len(found) < _MAX_CLIMB:
            queue = [c for q in queue for c in self.children[q] if self.deps[c] == "conj"]
            found += queue
        return found[:_MAX_CLIMB]

    def first_conjunct(self, i: int) -> int:
        """The first of the words that `i` is joined to."""
        for node in self.climb(i):
            if self.deps[node] != "conj":
                return node
        return i

    def content_head(self, i: int) -> int:
        """What a noun phrase headed by `i` is about: `thousands` of "thousands of people" gives `people`."""
        for _ in range(_MAX_OF):
            if self.lemmas[i] not in _MEASURES:
                break
            of = next((c for c in self.children[i] if self.words[c] == "of"), None)
            inner = None if of is None else self.child(of, "pobj")
            if inner is None:
                break
            i = inner
        return i

    def is_verb(self, i: int) -> bool:
        """Whether `i` heads a clause or could."""
        return self.pos[i] in ("VERB", "AUX")

    def is_noun(self, i: int) -> bool:
        """A common or proper noun."""
        return self.pos[i] in ("NOUN", "PROPN")

    def is_passive(self, i: int) -> bool:
        """A passive verb: with its auxiliary or subject, or a past participle that modifies a noun."""
        for _ in range(_MAX_OF):
            if any(self.deps[c] in ("nsubjpass", "auxpass", "csubjpass") for c in self.children[i]):
                return True
            if self.tags[i] != "VBN":
                return False
            # "was arrested and charged"
            if self.deps[i] != "conj" or self.child(i, "nsubj", "aux", "dobj") is not None:
                break
            i = self.heads[i]
        if self.deps[i] in ("ROOT", "ccomp") and self.child(i, "nsubj") is not None:
            # A headline leaves the auxiliary out: "Suspect arrested".
            return self.child(i, *_HELPERS, "dobj") is None
        return self.deps[i] in ("acl", "advcl", "oprd", "xcomp") and self.child(i, "aux", "nsubj", "dobj") is None

    def preposition_objects(self, i: int, *prepositions: str) -> list[int]:
        """Heads of the phrases that hang on `i` by one of `prepositions`."""
        found = []
        for c in self.children[i]:
            if self.deps[c] in ("prep", "agent", "dative") and self.words[c] in prepositions:
                found += self.all_children(c, "pobj", "pcomp")
                for inner in self.all_children(c, "prep"):
                    found += self.all_children(inner, "pobj", "pcomp")
        return found


def read(doc: Doc) -> Tree:
    """The tree of `doc`, cut where the parser joined words of two paragraphs.

    What is cut off hangs on the root of its sentence, where that stands in the same paragraph, or is a root.
    """
    tokens = list(doc)
    surfaces = [t.lower_ for t in tokens]
    paragraphs, heads, deps = _paragraphs(surfaces), [t.head.i for t in tokens], [t.dep_ for t in tokens]
    bounds = [(sentence.start, sentence.end) for sentence in doc.sents]
    for sentence in doc.sents:
        root = sentence.root.i
        for i in range(sentence.start, sentence.end):
            if paragraphs[i] != paragraphs[heads[i]]:
                beside = paragraphs[i] == paragraphs[root]
                heads[i], deps[i] = (root, deps[i]) if beside else (i, "ROOT")
    lemmas = [LEMMAS.get(surface) or t.lemma_.lower() for surface, t in zip(surfaces, tokens, strict=True)]
    pos = [t.pos_ for t in tokens]
    _join_compounds(surfaces, heads, lemmas, pos)
    return Tree(
        words=surfaces,
        lemmas=lemmas,
        pos=pos,
        tags=[t.tag_ for t in tokens],
        deps=deps,
        heads=heads,
        labels=[t.ent_type_ for t in tokens],
        starts=[t.idx for t in tokens],
        ends=[t.idx + len(t) for t in tokens],
        sentences=[n for n, (start, end) in enumerate(bounds) for _ in range(start, end)],
        sentence_bounds=bounds,
        paragraphs=paragraphs,
    )


def _join_compounds(surfaces: list[str], heads: list[int], lemmas: list[str], pos: list[str]) -> None:
    """Gives the head of a compound that was cut at its hyphen ("cease-fire") the lemma of the whole, in place."""
    for i, surface in enumerate(surfaces):
        if surface != "-" or not 0 < i < len(surfaces) - 1:
            continue
        noun = COMPOUNDS.get((surfaces[i - 1], surfaces[i + 1]))
        if noun is not None:
            head = i + 1 if heads[i - 1] == i + 1 else i - 1
            lemmas[head], pos[head] = noun, "NOUN"
        verb = CUT_VERBS.get((surfaces[i - 1], lemmas[i + 1]))
        if verb is not None:
            lemmas[i + 1] = verb


def _paragraphs(surfaces: list[str]) -> list[int]:
    """The paragraph of each token: a blank line ends one, and so does a line break after the end of a sentence."""
    found, paragraph, before = [], 0, ""
    for surface in surfaces:
        found.append(paragraph)
        breaks = surface.count("\n")
        paragraph += breaks > 1 or (breaks == 1 and before in _FINAL)
        before = surface
    return found


def around(found: Sequence[T], word: int) -> Sequence[T]:
    """Of what begins with its first token, in order of the text: the nearest before and after `word`, of many."""
    if len(found) <= _MAX_AROUND:
        return found
    at = bisect_left(found, word, key=lambda item: item[0])
    return found[max(0, at - _MAX_AROUND // 2) : at + _MAX_AROUND // 2]
