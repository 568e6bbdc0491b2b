"""The country that an actor belongs to, by the words of the article."""

from collections.abc import Iterator
from dataclasses import replace

from dateline.models import Actor, Entity, EventType
from workers.assemble.drafts import Draft
from workers.assemble.lexicon.vocabulary import words
from workers.assemble.lookup import Lookup
from workers.assemble.syntax import Tree

_WITHIN = ("amod", "compound", "nmod", "poss")
# "anti-Syrian", "pro-Russian" name whom somebody is against or for.
_STANCES = words("anti pro ex non")
# Who acts at home: without a word to the contrary, they are of the country where they act.
_LOCAL = words(
    "police policeman government authority parliament court judge army military soldier troop student protester "
    "protestor demonstrator prisoner inmate resident villager worker teacher miner farmer opposition minister "
    "president mayor governor voter crowd mob rioter doctor nurse driver official lawmaker activist supporter "
    "prosecutor junta regime ministry union journalist monk civilian"
)
_DOMESTIC: frozenset[EventType] = frozenset({"PROTEST", "COERCE", "CONCEDE", "ELECTION", "LEGAL"})


def country(tree: Tree, heads: tuple[int, ...], entity: Entity | None, lookup: Lookup) -> str | None:
    """ISO alpha-2 of the country that the actor of the phrases headed by `heads` belongs to.

    The entity's country, or its place's; else a demonym or country inside the phrase or its apposition
    ("French police", "students throughout Indonesia"), else in another phrase that names the same person;
    null where the words tell none.
    """
    if entity is not None and entity.country:
        return entity.country
    place = lookup.by_place.get(entity.place) if entity is not None and entity.place else None
    if place is not None and place.country:
        return place.country
    told = _told(tree, heads, lookup)
    if told is not None or entity is None or entity.type != "PERSON":
        return told
    named = lookup.heads.get(entity.id, ())
    return next((home for i in named if (home := _told(tree, (i,), lookup))), None)


def _told(tree: Tree, heads: tuple[int, ...], lookup: Lookup) -> str | None:
    for i in (j for head in heads for j in (head, *_modifiers(tree, head))):
        if i > 1 and tree.words[i - 1] == "-" and tree.words[i - 2] in _STANCES:
            continue
        near, named = lookup.places.get(i), lookup.entities.get(i)
        told = (near.country if near else None) or (named.country if named else None)
        if told:
            return told
    return None


def _modifiers(tree: Tree, head: int) -> Iterator[int]:
    """Tokens of the phrase, nearest relation first: adjectives and owners, then "of" and "in", then the apposition."""
    for c in tree.all_children(head, *_WITHIN):
        yield c
        yield from tree.children[c]
    for i in tree.preposition_objects(head, "of", "in", "from", "throughout", "for"):
        yield i
        yield from tree.all_children(i, *_WITHIN)
    for c in tree.all_children(head, "appos"):
        yield c
        yield from tree.all_children(c, *_WITHIN)


def settle(tree: Tree, draft: Draft) -> Draft:
    """`draft` with its local actors ("the prisoners") in the one country that its own clause names as scene."""
    scenes = {p.country for p in draft.places if p.role == "where" and p.basis == "clause"}
    if draft.outcome.type not in _DOMESTIC or len(scenes) != 1:
        return draft
    (scene,) = scenes
    return replace(draft, actors=tuple(_at_home(tree, a, scene) for a in draft.actors))


def _at_home(tree: Tree, actor: Actor, scene: str | None) -> Actor:
    if actor.country is not None or actor.entity is not None:
        return actor
    first = tree.index.get(actor.start)
    i = first
    while i is not None and i < len(tree.ends) and tree.ends[i] <= actor.end:
        if tree.lemmas[i] in _LOCAL:
            return actor.model_copy(update={"country": scene})
        i += 1
    return actor
