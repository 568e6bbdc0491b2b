"""Who does and who undergoes what a predicate says: subjects and objects through passives, control and relatives."""

from workers.assemble.lexicon.classes import CLASSES, LABELS
from workers.assemble.lexicon.vocabulary import words
from workers.assemble.syntax import OBJECTS, SUBJECTS, Tree

_RELATIVE = words("who which that whom whose")
# The parser reads some particles as prepositions: "voted down the motion".
_PARTICLES = ("down", "up", "off")
_MAX_DEPTH = 8
# "accused X of shelling": the object of these does what the prepositional clause says.
_BLAMING = words(
    "accuse blame suspect convict charge stop prevent ban bar block prohibit keep acquit arrest detain criticize "
    "condemn sentence try"
)


def subject(tree: Tree, verb: int, depth: int = 0) -> int | None:
    """The head of the verb's grammatical subject, its own or the one that it shares with its governor."""
    if depth > _MAX_DEPTH:
        return None
    own = tree.child(verb, *SUBJECTS)
    dep, head = tree.deps[verb], tree.heads[verb]
    if own is not None:
        return head if dep == "relcl" and tree.words[own] in _RELATIVE else own
    if dep == "conj":
        return subject(tree, head, depth + 1) if tree.is_verb(head) else None
    if dep in ("advcl", "ccomp", "dep") and tree.is_verb(head):
        return subject(tree, head, depth + 1)
    if dep in ("xcomp", "oprd"):
        return _controller(tree, head, depth)
    if dep == "acl":
        return _acl_subject(tree, verb, head, depth)
    if dep == "pcomp":
        return _gerund_subject(tree, tree.heads[head], depth)
    return None


def _controller(tree: Tree, matrix: int, depth: int) -> int | None:
    controlled = tree.child(matrix, "dobj", "dative")
    if (
        controlled is not None
        and _is_somebody(tree, controlled)
        and tree.lemmas[matrix] not in ("promise", "vow", "have")
    ):
        return controlled
    if not tree.is_verb(matrix) and tree.deps[matrix] in ("acomp", "oprd", "attr"):
        matrix = tree.heads[matrix]
    return subject(tree, matrix, depth + 1)


def _is_somebody(tree: Tree, i: int) -> bool:
    return any(
        tree.lemmas[n] in CLASSES["ACTOR"] or tree.labels[n] in LABELS["ACTOR"] for n in (i, tree.content_head(i))
    )


def _acl_subject(tree: Tree, verb: int, noun: int, depth: int) -> int | None:
    """The noun itself for a participle; for an infinitive ("its plan to send") the owner of the noun."""
    if tree.tags[verb] in ("VBG", "VBN", "VBD"):
        return noun
    owner = tree.child(noun, "poss")
    return owner if owner is not None else _gerund_subject(tree, noun, depth)


def _gerund_subject(tree: Tree, governor: int, depth: int) -> int | None:
    if tree.is_verb(governor):
        harmed = tree.child(governor, "dobj", "nsubjpass")
        if tree.lemmas[governor] in _BLAMING and harmed is not None:
            return harmed
        return subject(tree, governor, depth + 1)
    above = next((i for i in tree.climb(governor) if tree.is_verb(i)), None)
    return None if above is None else subject(tree, above, depth + 1)


def agents(tree: Tree, verb: int) -> list[int]:
    """Heads of the noun phrases that do what the verb says."""
    if not tree.is_passive(verb):
        doer = subject(tree, verb)
        return [] if doer is None else tree.conjuncts(doer)
    by = [i for i in tree.preposition_objects(verb, "by") if tree.pos[i] in ("NOUN", "PROPN", "PRON")]
    return [j for i in by for j in tree.conjuncts(i)]


def patients(tree: Tree, verb: int) -> list[int]:
    """Heads of the noun phrases that undergo it: direct objects, passive subjects, the head of an object relative."""
    if tree.is_passive(verb):
        undergoer = subject(tree, verb)
        found = ([] if undergoer is None else [undergoer]) + tree.all_children(verb, "oprd", "dobj")
    else:
        found = tree.all_children(verb, *OBJECTS) or tree.preposition_objects(verb, *_PARTICLES)
        if tree.deps[verb] == "relcl" and (not found or tree.words[found[0]] in _RELATIVE):
            found = _relative_object(tree, verb) or found
        if not found and tree.deps[verb] != "conj":
            # "kidnapped and killed three soldiers": the object hangs on the last of the joined verbs.
            joined = [c for c in tree.all_children(verb, "conj") if tree.child(c, *SUBJECTS) is None]
            found = [o for c in joined for o in tree.all_children(c, "dobj")]
    return [j for i in found for j in tree.conjuncts(i)]


def _relative_object(tree: Tree, verb: int) -> list[int]:
    own = tree.child(verb, *SUBJECTS)
    if (
        own is None
        or tree.words[own] in _RELATIVE
        or any(tree.words[c] in ("where", "when") for c in tree.children[verb])
    ):
        return []
    return [tree.heads[verb]]


def targets(tree: Tree, i: int) -> list[int]:
    """Heads of the phrases that name the other side: "against", "with", "to", "on" and the dative."""
    found = tree.all_children(i, "dative")
    found = [j for d in found for j in ([d] if tree.pos[d] != "ADP" else tree.all_children(d, "pobj"))]
    found += tree.preposition_objects(i, "against", "with", "to", "on", "upon", "at", "toward", "towards", "from", "of")
    return [k for j in found if tree.pos[j] in ("NOUN", "PROPN", "PRON") for k in tree.conjuncts(j)]
