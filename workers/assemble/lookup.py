"""The annotations of a document by the tokens that they cover, and what its pronouns stand for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from dateline.models import Entity, Place, Span
from workers.assemble.lexicon.matrices import REPORTING
from workers.assemble.lexicon.vocabulary import words
from workers.assemble.syntax import Tree
from workers.document import Document

# Names of peoples and names inside names of organisations tell a country, but not where something is.
NO_PLACES = ("demonym", "organisation")
_PERSONAL = words("he she him her")
_REPORTED = words("it they he she")
_SUBJECTS = ("nsubj", "nsubjpass")
# How many sentences back "he" may point.
_MAX_SENTENCES_BACK = 3
_MAX_WORD = 40
# Fewer mentions do not make a place the article's own.
MIN_VOTES = 3
# An entity's country is told at one of its first mentions, if at all.
_MAX_HEADS = 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lookup:
    """Entities and places by token.

    `antecedents` are the persons that "he" and "she" stand for; `referents` the heads of the phrases that a pronoun
    of reported speech repeats ("Peru said it would"); `heads` those of the first mentions of each entity, by its id.
    """

    entities: dict[int, Entity]
    places: dict[int, Place]
    by_place: dict[str, Place]
    by_entity: dict[str, Entity]
    antecedents: dict[int, Entity]
    referents: dict[int, int]
    heads: dict[str, list[int]]

    def entity(self, i: int) -> Entity | None:
        """The entity that the token names or, as a pronoun, stands for."""
        return self.entities.get(i) or self.antecedents.get(i)


def look_up(tree: Tree, doc: Document) -> Lookup:
    """The annotations of `doc` by token; of two that share a token the longer mention wins."""
    entities = _by_token(tree, [(mention, entity) for entity in doc.entities for mention in entity.mentions])
    places = _by_token(tree, [(mention, place) for place in doc.places for mention in place.mentions])
    by_place, by_entity = {p.id: p for p in doc.places}, {e.id: e for e in doc.entities}
    antecedents, referents = _antecedents(tree, entities), _referents(tree)
    return Lookup(entities, places, by_place, by_entity, antecedents, referents, _heads(tree, entities))


def _heads(tree: Tree, entities: dict[int, Entity]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, entity in sorted(entities.items()):
        known = found.setdefault(entity.id, [])
        if entities.get(tree.heads[i]) is not entity and len(known) < _MAX_HEADS:
            known.append(i)
    return found


def _by_token(tree: Tree, mentions: list[tuple[Span, T]]) -> dict[int, T]:
    found: dict[int, T] = {}
    for span, annotation in sorted(mentions, key=lambda pair: pair[0].end - pair[0].start):
        found.update(dict.fromkeys(_tokens(tree, span), annotation))
    return found


def _tokens(tree: Tree, span: Span) -> Iterator[int]:
    """The tokens of `span`; one that starts inside a token ("pro-Russian") takes that token."""
    starts = (tree.index.get(start) for start in range(span.start, max(-1, span.start - _MAX_WORD), -1))
    i = next((i for i in starts if i is not None), None)
    while i is not None and i < len(tree.starts) and tree.starts[i] < span.end:
        yield i
        i += 1


def _antecedents(tree: Tree, entities: dict[int, Entity]) -> dict[int, Entity]:
    """For each "he" or "she": the person who was last the subject of a clause, at most three sentences back."""
    found: dict[int, Entity] = {}
    last: tuple[Entity, int] | None = None
    for i, word in enumerate(tree.words):
        if word in _PERSONAL:
            if last is not None and tree.sentences[i] - last[1] <= _MAX_SENTENCES_BACK:
                found[i] = last[0]
                last = (last[0], tree.sentences[i])
        elif tree.deps[i] in _SUBJECTS and i in entities and entities[i].type == "PERSON":
            last = (entities[i], tree.sentences[i])
    return found


def _referents(tree: Tree) -> dict[int, int]:
    """For each pronoun that is the subject of reported speech: the subject of the verb of saying."""
    found: dict[int, int] = {}
    for i, word in enumerate(tree.words):
        clause = tree.heads[i]
        if word not in _REPORTED or tree.deps[i] not in _SUBJECTS or tree.deps[clause] != "ccomp":
            continue
        speaker = tree.child(tree.heads[clause], *_SUBJECTS)
        if speaker is None or not tree.is_noun(speaker) or tree.lemmas[tree.heads[clause]] not in REPORTING:
            continue
        # "it" is no person, and "he" is no thing.
        if word == "they" or (word == "it") != (tree.labels[speaker] == "PERSON"):
            found[i] = speaker
    return found


def main_place(tree: Tree, lookup: Lookup, is_local: dict[int, bool], least: int = MIN_VOTES) -> Place | None:
    """The place that an article is about: its dateline's, else the one where most of it is told to happen.

    `is_local` tells for each token with a place whether it stands in a locative phrase; `least` is how many such
    mentions it takes.
    """
    first = _dateline(tree, lookup)
    if first is not None:
        return first
    local = [lookup.places[i] for i, stands in is_local.items() if stands]
    # "near Basra" and "Basra" are two places of the article, and one entry of the gazetteer.
    votes = Counter(place.geonameid or place.id for place in local)
    (elected, count), *_ = votes.most_common(1) or [("", 0)]
    if count < least or count * 2 <= votes.total():
        return None
    named = [place for place in local if elected in (place.geonameid, place.id)]
    return next((place for place in named if place.modifier is None), named[0])


def _dateline(tree: Tree, lookup: Lookup) -> Place | None:
    """The place of "BEIRUT (AP) -": a name that opens the text, with a dash soon after it."""
    opening = [i for i in range(min(14, len(tree.words))) if tree.pos[i] != "SPACE"]
    if not opening or not any(tree.words[i] in ("-", "–", "—", "--") for i in opening):
        return None
    place = lookup.places.get(opening[0])
    return None if place is None or place.modifier in NO_PLACES else place
