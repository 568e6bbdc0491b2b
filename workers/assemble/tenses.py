"""The tense of a verb, from its form and its auxiliaries."""

from typing import Literal

from workers.assemble.lexicon.vocabulary import words
from workers.assemble.syntax import Tree

Tense = Literal["past", "perfect", "pluperfect", "present", "progressive", "past progressive", "future", "none"]

_FUTURE = words("will 'll ’ll shall wo would 'd ’d ll")
POSSIBLE = words("may might could can should must ought ca")
_IS = words("'s ’s 're ’re 'm ’m")
_SIMPLE: dict[str, Tense] = {"VBD": "past", "VBZ": "present", "VBP": "present"}


def tense(tree: Tree, verb: int) -> Tense | None:
    """The tense that the verb and its auxiliaries show; null for infinitives and participles without auxiliary."""
    helpers = tree.helpers(verb)
    forms = {tree.words[c] for c in helpers}
    lemmas = {tree.lemmas[c] for c in helpers}
    if forms & _FUTURE:
        return "future"
    if "to" in forms:
        return None
    if "have" in lemmas:
        return _perfect(tree, verb, forms)
    if "be" in lemmas or forms & _IS:
        return _with_be(tree, verb, helpers)
    if "do" in lemmas:
        return "past" if "did" in forms else "present"
    return "none" if forms & POSSIBLE else _SIMPLE.get(tree.tags[verb])


def _perfect(tree: Tree, verb: int, forms: set[str]) -> Tense:
    if "had" in forms:
        return "pluperfect"
    return "progressive" if tree.tags[verb] == "VBG" else "perfect"


def _with_be(tree: Tree, verb: int, helpers: list[int]) -> Tense | None:
    past = any(tree.tags[c] == "VBD" for c in helpers)
    if tree.tags[verb] == "VBG" or any(tree.words[c] == "being" for c in helpers):
        return "past progressive" if past else "progressive"
    if past:
        return "past"
    return "present" if any(tree.tags[c] in ("VBZ", "VBP") or tree.words[c] in _IS for c in helpers) else None
