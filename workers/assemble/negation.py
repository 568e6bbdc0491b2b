"""Whether a predicate or event noun is negated by the words of its own clause."""

from workers.assemble.lexicon.vocabulary import words
from workers.assemble.syntax import SUBJECTS, Tree

_NO = words("no neither nor")
_NOBODY = words("nobody none nothing neither")
_NEVER = words("never hardly scarcely")
_MAX_DEPTH = 10


def is_negated(tree: Tree, i: int) -> bool:
    """Negated by its own words: "did not", "never", "no attack", "nobody was", "without firing"."""
    for o in tree.all_children(i, "dobj", "oprd"):
        if tree.words[o] in _NOBODY or any(tree.words[d] in _NO and tree.deps[d] == "det" for d in tree.children[o]):
            return True
    for _ in range(_MAX_DEPTH):
        if any(_negates(tree, c) for c in tree.children[i]):
            return True
        head, dep = tree.heads[i], tree.deps[i]
        if dep in ("pobj", "pcomp") and tree.words[head] == "without":
            return True
        # "did not shoot or wound"
        if dep != "conj" or tree.child(i, *SUBJECTS, "aux") is not None or not tree.is_verb(head):
            return False
        i = head
    return False


def _negates(tree: Tree, c: int) -> bool:
    dep, word = tree.deps[c], tree.words[c]
    if dep == "neg":
        return tree.words[c + 1 : c + 2] not in (["only"], ["just"], ["merely"])
    if dep == "det":
        return word in _NO
    if dep in SUBJECTS:
        return word in _NOBODY or any(tree.words[d] in _NO and tree.deps[d] == "det" for d in tree.children[c])
    return word in _NEVER or (word == "neither" and dep in ("preconj", "cc", "advmod"))
