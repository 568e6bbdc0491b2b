"""Triggers: the verbs, nouns and adjectives that name an event, in the sense that their arguments tell."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.models import EventType
from workers.assemble import roles
from workers.assemble.lexicon import ADJECTIVES, NOUNS, PLAIN_NOUNS, VERBS, Sense
from workers.assemble.lexicon.classes import CLASSES, LABELS
from workers.assemble.lexicon.matrices import GUESSING, LIGHT, REPORTING
from workers.assemble.lexicon.vocabulary import words
from workers.assemble.syntax import Tree

# Nouns that lend their syntax to the event word before them: "mediation efforts", "rescue operation".
_WRAPPERS = words(
    "effort operation campaign mission process attempt bid round session package programme program activity plan "
    "agreement series wave move action strike drive order team talk"
)
_OBLIGATION = Sense("REQUEST", 0.7, "change")
# "wants the other side to": of oneself ("wants to leave") it is no request.
_WISH = Sense("REQUEST", 0.55, "change")
_OBLIGED = ("must", "should", "ought")
_CLAUSAL = ("xcomp", "ccomp")
_UNVERBAL = ("amod", "compound", "nmod", "aux", "auxpass", "prep")
_PREDICATIVE = ("acomp", "conj", "oprd", "advcl", "ROOT")
_MAX_SERIES = 3
_TRIES = words("attempt effort bid order move")
# As participles behind a noun these describe it: "men armed with knives", "a firm based in Lima".
_DESCRIBING = words("arm equip base locate train")


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event word.

    `word` carries the sense; `node` is its place in the parse (the head of "mediation efforts"); `light` the verb
    that lends it tense and actors ("launched" of "launched an attack").
    """

    word: int
    node: int
    sense: Sense
    light: int | None = None

    @property
    def predicate(self) -> int:
        """The token whose clause is the event's."""
        return self.node if self.light is None else self.light


def find(tree: Tree) -> Iterator[Trigger]:
    """All triggers in order of the text."""
    for i, pos in enumerate(tree.pos):
        if pos in ("VERB", "AUX"):
            described = tree.deps[i] == "acl" and tree.lemmas[i] in _DESCRIBING
            if tree.deps[i] not in _UNVERBAL and not described:
                yield from _verbs(tree, i)
        elif pos in ("NOUN", "PROPN"):
            if tree.lemmas[i] in NOUNS:
                yield from _nouns(tree, i)
        elif tree.lemmas[i] in ADJECTIVES and pos == "ADJ" and tree.deps[i] in _PREDICATIVE:
            sense = _choose(tree, i, ADJECTIVES[tree.lemmas[i]])
            if sense is not None:
                yield Trigger(i, i, sense)


def _verbs(tree: Tree, i: int) -> Iterator[Trigger]:
    sense = _choose(tree, i, VERBS.get(tree.lemmas[i], ()))
    if sense is not None:
        yield Trigger(i, i, sense)
    if _is_obligation(tree, i):
        yield Trigger(i, tree.heads[i], _OBLIGATION)
    if tree.lemmas[i] == "want" and any(tree.child(c, "nsubj") is not None for c in tree.all_children(i, "ccomp")):
        yield Trigger(i, i, _WISH)


def _is_obligation(tree: Tree, verb: int) -> bool:
    """Whether a clause reports a demand: "X said that Y must"."""
    lemma = tree.lemmas[tree.heads[verb]]
    if tree.deps[verb] != "ccomp" or lemma not in REPORTING or lemma in GUESSING:
        return False
    obliged = tree.child(verb, "nsubj", "nsubjpass")
    if obliged is None or tree.words[obliged] in ("we", "i", "one", "it", "there"):
        return False
    return any(tree.words[c] in _OBLIGED for c in tree.helpers(verb))


def _nouns(tree: Tree, i: int) -> Iterator[Trigger]:
    node = i
    if tree.deps[i] in ("compound", "nmod", "amod"):
        node = tree.heads[i]
        if tree.lemmas[node] not in _WRAPPERS:
            return
    if tree.deps[i] == "poss" or (tree.pos[i] == "PROPN" and (tree.labels[i] in ("PERSON", "ORG", "GPE") or node != i)):
        return
    sense = _choose(tree, i, NOUNS[tree.lemmas[i]], node)
    if sense is not None:
        yield Trigger(i, node, sense, light_verb(tree, node))


def light_verb(tree: Tree, noun: int) -> int | None:
    """The light verb that has the event noun as object, or as subject when passive."""
    noun = tree.first_conjunct(noun)
    for _ in range(_MAX_SERIES):
        head = tree.heads[noun]
        if tree.deps[noun] in ("dobj", "nsubjpass") and tree.lemmas[head] in LIGHT:
            # "called the raid a disgrace" speaks about it.
            return head if tree.child(head, "oprd") is None else None
        # "launched a series of attacks"
        if tree.words[head] != "of" or tree.content_head(tree.heads[head]) == tree.heads[head]:
            return None
        noun = tree.heads[head]
    return None


def _choose(tree: Tree, i: int, senses: tuple[Sense, ...], node: int | None = None) -> Sense | None:
    return next((s for s in senses if _holds(tree, i if node is None else node, s)), None)


def _holds(tree: Tree, i: int, sense: Sense) -> bool:
    return (
        _has_words(tree, i, sense)
        and (not sense.clausal or tree.child(i, *_CLAUSAL) is not None)
        and (not sense.infinitive or _has_infinitive(tree, i))
        and (sense.governs is None or any(tree.lemmas[c] in CLASSES[sense.governs] for c in _governed(tree, i)))
        and not (sense.bare and roles.patients(tree, i))
        and (sense.patient is None or any(in_class(tree, o, sense.patient) for o in _objects(tree, i)))
        and (sense.subject is None or any(in_class(tree, s, sense.subject) for s in _subjects(tree, i)))
        and (not sense.phrases or any(_has_phrase(tree, i, prep, of) for prep, of in sense.phrases))
    )


def _has_infinitive(tree: Tree, i: int) -> bool:
    clauses = tree.all_children(i, *_CLAUSAL, "acl")
    return any(tree.words[c] == "to" for clause in clauses for c in tree.helpers(clause))


def _governed(tree: Tree, i: int) -> list[int]:
    """Verbs of the clauses below `i`: complements, purposes, and gerunds after a preposition."""
    found = tree.all_children(i, *_CLAUSAL, "acl")
    found += [c for c in tree.all_children(i, "advcl") if any(tree.words[h] == "to" for h in tree.helpers(c))]
    found += [p for c in tree.all_children(i, "prep") for p in tree.all_children(c, "pcomp")]
    # "flew to Amman in an attempt to meet"
    tried = [n for c in tree.all_children(i, "prep") for n in tree.all_children(c, "pobj") if tree.lemmas[n] in _TRIES]
    found += [c for n in tried for c in tree.all_children(n, "acl")]
    # "agreed to stop and to withdraw", "flew to Amman for talks and to meet": what is joined counts as well.
    return found + [j for c in found for j in tree.all_children(c, "conj")]


def _has_words(tree: Tree, i: int, sense: Sense) -> bool:
    """Whether the particle and the modifier that `sense` asks for stand beside `i`."""
    if sense.particle and not any(tree.words[c] == sense.particle and _is_particle(tree, c) for c in tree.children[i]):
        return False
    beside = {form for c in tree.children[i] for form in (tree.words[c], tree.lemmas[c])} if sense.modifier else ()
    return not sense.modifier or bool(sense.modifier & set(beside))


def _is_particle(tree: Tree, i: int) -> bool:
    """Whether a word beside a verb stands alone; the parser calls some particles prepositions."""
    loose = tree.words[i] in ("down", "up", "off") or tree.child(i, "pobj") is None
    return tree.deps[i] in ("prt", "advmod") or (tree.deps[i] == "prep" and loose)


def _objects(tree: Tree, i: int) -> list[int]:
    if tree.is_verb(i):
        # "allowed inspectors to enter": whoever is to do it is the object.
        enabled = [c for c in tree.all_children(i, "ccomp") if tree.tags[c] in ("VB", "JJ")]
        return roles.patients(tree, i) + [s for c in enabled for s in tree.all_children(c, "nsubj")]
    return tree.preposition_objects(i, "of", "on", "against", "for")


def _subjects(tree: Tree, i: int) -> list[int]:
    if tree.is_verb(i):
        return roles.agents(tree, i)
    above = next((h for h in tree.climb(i)[1:] if tree.is_verb(h)), None)
    return tree.all_children(i, "poss") + ([] if above is None else roles.agents(tree, above))


def _has_phrase(tree: Tree, i: int, preposition: str, of: str | None) -> bool:
    # "took part in talks", "arrived in Baku for a visit", "walked out of the talks": the phrase hangs one step lower.
    lower = [
        c
        for b in tree.all_children(i, "prep", "dobj")
        for a in (b, tree.child(b, "pobj") or b)
        for c in tree.children[a]
    ]
    loose = [c for b in tree.all_children(i, "prep") if tree.child(b, "pobj") is None for c in tree.children[b]]
    near = tree.children[i] + (loose if of is None else lower)
    here = [c for c in near if tree.words[c] == preposition and tree.deps[c] not in ("det", "dobj")]
    if of is not None:
        return any(in_class(tree, p, of) for c in here for p in tree.all_children(c, "pobj", "pcomp"))
    if here:
        return True
    return preposition == "to" and tree.child(i, "xcomp") is not None


def in_class(tree: Tree, i: int, spec: str) -> bool:
    """Whether the phrase headed by `i` is in a class of `spec` ("PEOPLE|LAND") or names an event of a type ("@AID")."""
    heads = {i, tree.content_head(i)}
    return any(_is(tree, head, name) for head in heads for name in spec.split("|"))


def _is(tree: Tree, i: int, name: str) -> bool:
    if name == "ANY":
        return True
    if name[0] == "@":
        return name[1:] in event_types(tree, i)
    return tree.lemmas[i] in CLASSES[name] or tree.labels[i] in LABELS.get(name, ())


def event_types(tree: Tree, noun: int) -> set[EventType]:
    """The types of event that the noun or a noun that modifies it names: "peace talks", "strike action"."""
    found: set[EventType] = set()
    for i in (noun, *tree.all_children(noun, "compound", "amod")):
        sense = _choose(tree, i, PLAIN_NOUNS.get(tree.lemmas[i], ()), noun)
        if sense is not None:
            found.add(sense.type)
    return found
