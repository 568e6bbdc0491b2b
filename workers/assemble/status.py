"""Whether an event happened, goes on, is planned, threatened, considered or denied: tense, modals, matrix, negation."""

from collections.abc import Container
from dataclasses import dataclass

from dateline.models import EventStatus
from workers.assemble.lexicon import matrices
from workers.assemble.lexicon.vocabulary import words
from workers.assemble.negation import is_negated
from workers.assemble.syntax import SUBJECTS, Tree
from workers.assemble.tenses import POSSIBLE, Tense, tense

_WOULD = words("would 'd ’d")
# "is believed to have fled": said of a fact.
_BELIEVING = words("believe think suspect say report know fear presume assume allege seem appear claim")
# What these purposes name is done by the act itself: "gathered to protest".
_ENACTED = words("protest demonstrate denounce demand mourn celebrate commemorate mark express show condemn urge press")
_AUXILIARIES = ("aux", "auxpass")
_STATES = words("be remain stay continue keep support oppose resist stand control occupy")
_OCCURRING = words("be begin start continue take erupt occur happen break")
_AIMING = words("call plan prepare push press ask appeal wait schedule slate slat hope set")
_OPEN: frozenset[EventStatus] = frozenset({"planned", "threatened", "considered", "denied"})
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


def _verb(tree: Tree, verb: int, depth: int) -> Reading:
    if any(tree.words[c] in POSSIBLE for c in tree.helpers(verb)):
        return Reading("considered")
    shown = tense(tree, verb)
    if _is_conditional(tree, verb) or _is_asked(tree, verb):
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
    if shown == "perfect" and tree.lemmas[verb] in ("be", "remain", "stay"):
        return True
    return shown == "progressive" or (shown == "present" and (tree.lemmas[verb] in _STATES or tree.tags[verb] == "VBN"))


def _will_or_would(tree: Tree, verb: int) -> EventStatus:
    """The status of a future: "would" is a condition unless it reports a promise ("said they would leave")."""
    helpers = tree.helpers(verb)
    if not any(tree.words[c] in _WOULD for c in helpers):
        return "planned"
    perfect = any(tree.lemmas[c] == "have" for c in helpers)
    # "would strike unless": what is made to depend on the others' yielding is threatened.
    conditional = any(_is_conditional(tree, c, exceptive=False) for c in tree.all_children(verb, "advcl"))
    # "said it would strike back if attacked" announces the deed, with its condition.
    announced = _is_announced(tree, verb)
    return "considered" if perfect or (conditional and not announced) else "planned"


def _is_announced(tree: Tree, verb: int) -> bool:
    """Whether the clause is what its own subject says: "the army said it would"."""
    own, head = tree.child(verb, *SUBJECTS), tree.heads[verb]
    said = tree.deps[verb] == "ccomp" and tree.lemmas[head] in matrices.REPORTING - matrices.GUESSING
    return said and own is not None and tree.words[own] in ("it", "they", "he", "she", "we")


def _is_conditional(tree: Tree, verb: int, *, exceptive: bool = True) -> bool:
    if _is_inverted(tree, verb, ("had", "should", "were")) and tree.deps[verb] == "advcl":
        return True
    marks = (tree.words[c] for c in tree.children[verb] if tree.deps[c] == "mark")
    return any(m in matrices.CONDITIONAL_MARKS and (exceptive or m != "unless") for m in marks)


def _is_inverted(tree: Tree, verb: int, helpers: Container[str] | None = None) -> bool:
    """Whether an auxiliary (one of `helpers`) stands before the subject: "had they attacked", "did they attack"."""
    own = tree.child(verb, *SUBJECTS)
    first = tree.child(verb, *_AUXILIARIES)
    if own is None or first is None or first > own:
        return False
    return helpers is None or tree.words[first] in helpers


def _is_asked(tree: Tree, verb: int) -> bool:
    """Whether the clause is a question that may be answered with no; "why did they attack" takes it for granted."""
    if not _is_inverted(tree, verb):
        return False
    last = tree.sentence_bounds[tree.sentences[verb]][1] - 1
    asked = "?" in tree.words[max(0, last - 2) : last + 1]
    return asked and not any(tree.tags[c] in ("WRB", "WP", "WDT") for c in tree.children[verb])


def _is_untrue(tree: Tree, matrix: int) -> EventStatus | None:
    """What a word beside a verb above says of the clause: "it is not true that", "wrongly reported that"."""
    beside = {tree.lemmas[c] for c in tree.children[matrix]}
    if beside & matrices.FALSELY or (tree.lemmas[matrix] == "be" and beside & matrices.FALSE):
        return "denied"
    if tree.lemmas[matrix] != "be":
        return None
    if beside & matrices.UNSURE:
        return "considered"
    return "denied" if beside & matrices.TRUE and is_negated(tree, matrix) else None


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
    untrue = _is_untrue(tree, head)
    if untrue is not None:
        return untrue
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
    if tree.lemmas[matrix] in ("have", "be") and any(tree.words[c] == "yet" for c in tree.children[matrix]):
        return Reading("denied", tense(tree, matrix) or "none")
    if tree.words[matrix] == "about":
        past = (tense(tree, tree.heads[matrix]) or "none") == "past"
        return Reading("considered" if past else "planned", "future")
    return _governed(tree, matrix, depth, infinitive=tree.tags[verb] == "VB")


def _adverbial(tree: Tree, verb: int, head: int, depth: int) -> Reading:
    """A purpose ("to forestall") is not a fact; a participle shares the status of its governor."""
    if tree.tags[verb] == "VB":
        if tree.lemmas[verb] in _ENACTED:
            return read_status(tree, head, depth + 1)
        planned = tree.lemmas[head] in matrices.PLANNED and tree.child(head, "prt") is None
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
    status = None if tree.child(matrix, "prt") is not None else _class_of(tree.lemmas[matrix])
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
    if (
        tree.deps[noun] == "nsubj"
        and tree.lemmas[tree.heads[noun]] in _OCCURRING
        and is_negated(tree, tree.heads[noun])
    ):
        return Reading("denied")
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
    if any(tree.lemmas[c] in matrices.PLANNED for c in tree.all_children(verb, "acomp")):
        return Reading("planned", "future")
    outer = read_status(tree, verb, depth + 1)
    return outer if outer.tense == "future" or tree.lemmas[verb] in _OCCURRING else Reading("happened", outer.tense)


def _prepositional_noun(tree: Tree, preposition: int, depth: int) -> Reading:
    governor, word = tree.heads[preposition], tree.words[preposition]
    if not tree.is_verb(governor):
        framing = word in ("of", "for", "about", "against", "on")
        status = _content_of_noun(tree, governor) if framing else None
        return Reading("denied" if framing and is_negated(tree, governor) else status or "happened")
    outer = read_status(tree, governor, depth + 1)
    lemma = tree.lemmas[governor]
    if word == "for" and lemma in _AIMING:
        return Reading("planned" if lemma in matrices.PLANNED else "considered", outer.tense)
    if word == "with" and lemma == "threaten":
        return Reading("threatened", outer.tense)
    if word in ("in", "at", "during", "to", "on", "under") and outer.status in ("planned", "ongoing"):
        return outer
    return Reading("happened", outer.tense)
