"""Whether an event happened, goes on, is planned, threatened, considered or denied: tense, modals, matrix, negation."""

from dataclasses import dataclass
from typing import Literal

from dateline.models import EventStatus
from workers.assemble.lexicon import matrices
from workers.assemble.lexicon.vocabulary import words
from workers.assemble.syntax import SUBJECTS, Tree

Tense = Literal["past", "perfect", "pluperfect", "present", "progressive", "past progressive", "future", "none"]

_FUTURE = words("will 'll ’ll shall wo would 'd ’d ll")
_WOULD = words("would 'd ’d")
_POSSIBLE = words("may might could can should must ought ca")
# "is believed to have fled": said of a fact.
_BELIEVING = words("believe think suspect say report know fear presume assume allege seem appear claim")
_IS = words("'s ’s 're ’re 'm ’m")
_NO = words("no neither nor")
_NOBODY = words("nobody none nothing neither")
_NEVER = words("never hardly scarcely")
_STATES = words("be remain stay continue keep support oppose resist stand control occupy")
_OCCURRING = words("be begin start continue take erupt occur happen break")
_AIMING = words("call plan prepare push press ask appeal wait schedule slate slat hope set")
_OPEN: frozenset[EventStatus] = frozenset({"planned", "threatened", "considered", "denied"})
_SIMPLE: dict[str, Tense] = {"VBD": "past", "VBZ": "present", "VBP": "present"}
_MAX_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """The status of an event, and the tense of the finite verb that carries it."""

    status: EventStatus
    tense: Tense = "none"


def read_status(tree: Tree, i: int, depth: int = 0) -> Reading:
    """The reading of the predicate or event noun at `i`."""
    if depth > _MAX_DEPTH:
        return Reading("considered")
    reading = _verb(tree, i, depth) if tree.is_verb(i) else _noun(tree, i, depth)
    return Reading("denied", reading.tense) if is_negated(tree, i) else reading


def is_negated(tree: Tree, i: int) -> bool:
    """Negated by its own words: "did not", "never", "no attack", "nobody was", "without firing"."""
    if any(tree.words[c] in _NOBODY for c in tree.all_children(i, "dobj")):
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
    return word in _NEVER


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
    return "none" if forms & _POSSIBLE else _SIMPLE.get(tree.tags[verb])


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


def _verb(tree: Tree, verb: int, depth: int) -> Reading:
    if any(tree.words[c] in _POSSIBLE for c in tree.helpers(verb)):
        return Reading("considered")
    shown = tense(tree, verb)
    if _is_conditional(tree, verb):
        return Reading("considered", shown or "none")
    if shown is None:
        return _nonfinite(tree, verb, depth)
    if shown == "future":
        return Reading(_asserted(tree, verb, _will_or_would(tree, verb)), shown)
    if "progressive" in shown and tree.lemmas[verb] == "go" and tree.child(verb, "xcomp") is not None:
        return Reading("planned", "future")
    return Reading(_asserted(tree, verb, "ongoing" if _goes_on(tree, verb, shown) else "happened"), shown)


def _goes_on(tree: Tree, verb: int, shown: Tense) -> bool:
    """Progressives of main clauses, the present of "be" and "remain", and present passives."""
    if shown == "past progressive":
        return tree.deps[verb] in ("ROOT", "conj", "ccomp")
    return shown == "progressive" or (shown == "present" and (tree.lemmas[verb] in _STATES or tree.tags[verb] == "VBN"))


def _will_or_would(tree: Tree, verb: int) -> EventStatus:
    """The status of a future: "would" is a condition unless it reports a promise ("said they would leave")."""
    helpers = tree.helpers(verb)
    if not any(tree.words[c] in _WOULD for c in helpers):
        return "planned"
    perfect = any(tree.lemmas[c] == "have" for c in helpers)
    conditional = any(_is_conditional(tree, c) for c in tree.all_children(verb, "advcl"))
    return "considered" if perfect or conditional else "planned"


def _is_conditional(tree: Tree, verb: int) -> bool:
    return any(tree.deps[c] == "mark" and tree.words[c] in matrices.CONDITIONAL_MARKS for c in tree.children[verb])


def _asserted(tree: Tree, verb: int, status: EventStatus) -> EventStatus:
    """`status`, unless the finite clause hangs on words that do not assert it: "denied that", "claim that"."""
    head, dep = tree.heads[verb], tree.deps[verb]
    said = dep == "relcl" and any(tree.deps[c] == "mark" for c in tree.children[verb])
    if said or dep == "acl" or (dep == "ccomp" and not tree.is_verb(head)):
        return _content_of_noun(tree, head) or status
    if dep != "ccomp":
        return status
    matrix = tree.lemmas[head]
    if matrix in matrices.DENYING:
        return "denied"
    unsaid = is_negated(tree, head) and matrix in ("believe", "think", "say", "confirm", "suggest")
    return "considered" if unsaid or matrix in matrices.DOUBTING else status


def _content_of_noun(tree: Tree, noun: int) -> EventStatus | None:
    """The status of what a noun says ("its claim that"): denied where it is withdrawn or called false."""
    head = tree.heads[noun]
    if tree.deps[noun] in ("dobj", "nsubjpass") and tree.lemmas[head] in (*matrices.DENYING, "withdraw", "dismiss"):
        return "denied"
    if tree.deps[noun] == "nsubj" and any(tree.lemmas[c] in matrices.FALSE for c in tree.children[head]):
        return "denied"
    return matrices.NOUN_FRAMES.get(tree.lemmas[noun])


def _nonfinite(tree: Tree, verb: int, depth: int) -> Reading:
    dep, head, tag = tree.deps[verb], tree.heads[verb], tree.tags[verb]
    if dep == "conj":
        return read_status(tree, head, depth + 1) if tree.is_verb(head) else Reading("happened")
    if dep in ("xcomp", "ccomp", "oprd"):
        return _complement(tree, verb, head, depth)
    if dep == "advcl":
        return _adverbial(tree, verb, head, depth)
    if dep == "acl":
        if tag == "VB":
            return _under_noun(tree, head, depth)
        return Reading("ongoing" if tag == "VBG" else "happened", "past")
    if dep == "pcomp":
        return _gerund(tree, head, depth)
    if dep == "ROOT" and tag == "VB":
        # A headline's infinitive announces, an imperative only asks.
        announced = any(tree.words[c] == "to" for c in tree.helpers(verb))
        return Reading("planned", "future") if announced else Reading("considered")
    return Reading("happened", "past" if tag in ("VBN", "VBD") else "none")


def _complement(tree: Tree, verb: int, matrix: int, depth: int) -> Reading:
    if tree.lemmas[matrix] in _BELIEVING and any(tree.lemmas[c] == "have" for c in tree.helpers(verb)):
        outer = read_status(tree, matrix, depth + 1).status
        return Reading("happened" if outer == "ongoing" else outer, "past")
    return _governed(tree, matrix, depth, infinitive=tree.tags[verb] == "VB")


def _adverbial(tree: Tree, verb: int, head: int, depth: int) -> Reading:
    """A purpose ("to forestall") is not a fact; a participle shares the status of its governor."""
    if tree.tags[verb] == "VB":
        planned = tree.lemmas[head] in matrices.PLANNED
        return _governed(tree, head, depth, infinitive=True) if planned else Reading("considered")
    if any(tree.words[c] == "before" for c in tree.children[verb]):
        return Reading("considered")
    return read_status(tree, head, depth + 1)


def _gerund(tree: Tree, preposition: int, depth: int) -> Reading:
    """A gerund after a preposition: "accused of shelling", "the risk of losing", "measures including blocking"."""
    governor, word = tree.heads[preposition], tree.words[preposition]
    if tree.is_verb(governor):
        if word in ("after", "for") and tree.lemmas[governor] not in _AIMING:
            return Reading("happened", "past")
        return _governed(tree, governor, depth, infinitive=False)
    return _under_noun(tree, governor, depth)


def _governed(tree: Tree, matrix: int, depth: int, *, infinitive: bool) -> Reading:
    """The status of what `matrix` governs, by the class of `matrix` and its own status."""
    outer = read_status(tree, matrix, depth + 1)
    status = _class_of(tree.lemmas[matrix])
    if status is None and tree.lemmas[matrix] == "be" and infinitive:
        status = "planned"
    if status is None:
        return outer
    return Reading("denied" if outer.status == "denied" else status, outer.tense)


def _class_of(lemma: str) -> EventStatus | None:
    return next((status for status, members in matrices.GOVERNING if lemma in members), None)


def _under_noun(tree: Tree, noun: int, depth: int) -> Reading:
    status = _content_of_noun(tree, noun)
    return _noun(tree, noun, depth) if status is None else Reading(status)


def _noun(tree: Tree, noun: int, depth: int) -> Reading:
    """An event noun (or adjective): its modifiers, then the noun or verb that governs it, else a presupposed fact."""
    qualities = {tree.lemmas[c] for c in tree.children[noun] if tree.deps[c] in ("amod", "advmod")}
    if qualities & matrices.POSSIBLE:
        return Reading("considered")
    if qualities & matrices.COMING:
        return Reading("planned", "future")
    dep, head = tree.deps[noun], tree.heads[noun]
    if dep in ("conj", "acomp", "attr", "oprd") and head != noun:
        return read_status(tree, head, depth + 1)
    if dep in ("dobj", "nsubjpass") and tree.is_verb(head):
        return _object_noun(tree, head, depth)
    if dep == "nsubj" and tree.is_verb(head):
        return _subject_noun(tree, head, depth)
    if dep == "pobj":
        return _prepositional_noun(tree, head, depth)
    return Reading("happened")


def _object_noun(tree: Tree, verb: int, depth: int) -> Reading:
    outer = read_status(tree, verb, depth + 1)
    lemma = tree.lemmas[verb]
    scheduled = tree.is_passive(verb) and lemma in matrices.PLANNED
    if not scheduled and (lemma in matrices.LIGHT or lemma in matrices.FACTUAL):
        return outer
    status = _class_of(lemma)
    if status is not None:
        return Reading("denied" if outer.status == "denied" else status, outer.tense)
    return outer if outer.status in _OPEN else Reading("happened", outer.tense)


def _subject_noun(tree: Tree, verb: int, depth: int) -> Reading:
    outer = read_status(tree, verb, depth + 1)
    return outer if outer.tense == "future" or tree.lemmas[verb] in _OCCURRING else Reading("happened", outer.tense)


def _prepositional_noun(tree: Tree, preposition: int, depth: int) -> Reading:
    governor, word = tree.heads[preposition], tree.words[preposition]
    if not tree.is_verb(governor):
        framing = word in ("of", "for", "about", "against", "on")
        status = matrices.NOUN_FRAMES.get(tree.lemmas[governor]) if framing else None
        return Reading(status or "happened")
    outer = read_status(tree, governor, depth + 1)
    lemma = tree.lemmas[governor]
    if word == "for" and lemma in _AIMING:
        return Reading("planned" if lemma in matrices.PLANNED else "considered", outer.tense)
    if word == "with" and lemma == "threaten":
        return Reading("threatened", outer.tense)
    if word in ("in", "at", "during", "to", "on") and outer.status in ("planned", "ongoing"):
        return outer
    return Reading("happened", outer.tense)
