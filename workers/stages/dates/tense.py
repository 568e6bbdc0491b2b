"""The direction of time that the governing verb gives, read from the parse: past, future or unknown."""

from itertools import islice

from spacy.tokens import Token

MAX_STEPS = 8
_FUTURE_AUXILIARIES = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d"})
_PAST_AUXILIARIES = frozenset({"had", "has", "have", "was", "were", "did", "'ve", "’ve"})
_PRESENT_AUXILIARIES = frozenset({"is", "are", "am", "be", "'re", "’re", "'s", "’s", "'m", "’m"})
_MODALS = frozenset({"may", "might", "could", "should", "must", "can"})
# Verbs and adjectives that put what depends on them ahead: "slated for Tuesday", "due Friday".
_PLANS = frozenset({
    "schedule", "slate", "plan", "expect", "set", "intend", "due", "payable", "effective", "upcoming", "forecast",
    "project", "anticipate", "await", "postpone", "delay", "reschedule",
})  # fmt: skip
# What leads to an infinitive of something still to come: "is to resume Tuesday", "agreed to meet Friday".
_INTENTIONS = frozenset({"be", "agree", "vow", "promise", "threaten", "prepare", "hope", "ready", "likely"})
# Participles whose lemma the model does not know.
_PLANNED = frozenset({"slated", "scheduled", "rescheduled", "postponed"})
# A plan that has been overtaken: "previously had been scheduled for Friday".
_OVERTAKEN = frozenset({"previously", "originally", "initially", "earlier"})
_DEADLINES = frozenset({"until", "till", "by"})
_PRESENT_TAGS = frozenset({"VBP", "VBZ"})
_CUES = {
    "ended": -1, "since": -1, "dated": -1, "effective": 1, "payable": 1, "due": 1,
}  # fmt: skip
# Events of a timetable: their present tense speaks of the future ("the rights expire Tuesday").
_TIMETABLE = frozenset({
    "expire", "begin", "start", "open", "close", "end", "meet", "resume", "arrive", "leave", "vote", "mature", "take",
    "go", "come", "return", "face", "run", "play", "host", "kick", "conclude",
    "head",
})  # fmt: skip


class Tenses:
    """The directions in one parse.  Each verb is looked at once: a verb of a long list has thousands of children."""

    def __init__(self) -> None:
        self._verbs: dict[int, int | None] = {}

    def direction(self, token: Token) -> int:
        """-1, 0 or 1 for the verb that governs `token`: past, unknown, future."""
        for _ in range(MAX_STEPS):
            if token.i not in self._verbs:
                self._verbs[token.i] = _of_token(token)
            found = self._verbs[token.i]
            if found is not None:
                return found
            if token.head.i == token.i:
                return 0
            token = token.head
        return 0


def is_deadline(before: Token) -> bool:
    """Whether the word before a date puts it ahead: "they have until Sunday", "told to leave by Sunday", "ahead of"."""
    if before.lower_ == "of" and before.i and before.nbor(-1).lower_ == "ahead":
        return True
    verb = _verb_above(before) if before.lower_ in _DEADLINES else None
    return verb is not None and (verb.tag_ in _PRESENT_TAGS or any(child.lower_ == "to" for child in verb.lefts))


def is_told(tail: Token) -> bool:
    """Whether a verb of being in the present tells the day itself: "the vote is Tuesday"."""
    verb = _verb_above(tail)
    if verb is None or verb.lemma_ != "be" or verb.tag_ not in _PRESENT_TAGS or verb.i > tail.i:
        return False
    told = [child for child in verb.children if child.dep_ in ("attr", "acomp", "ccomp", "advcl")]
    return all(child.ent_type_ in ("DATE", "TIME") for child in told)


def _verb_above(token: Token) -> Token | None:
    return next((above for above in islice(token.ancestors, MAX_STEPS) if above.pos_ in ("VERB", "AUX")), None)


def _of_token(token: Token) -> int | None:
    """The direction that a verb or an adjective of planning gives; None where what is above it decides."""
    if token.pos_ not in ("VERB", "AUX", "ADJ"):
        return None
    if token.lemma_.lower() in _PLANS or token.lower_ in _PLANNED:
        if any(child.lower_ in _OVERTAKEN for child in token.children):
            return -1
        return 0 if token.tag_ == "VBD" and token.lemma_ != "set" else 1
    return None if token.pos_ == "ADJ" else _of_verb(token)


def cue(token: Token) -> int:
    """-1, 0 or 1 for the word right before a date: "ended June 30" looks back, "effective June 1" ahead."""
    return _CUES.get(token.lower_, 0)


def _of_verb(verb: Token) -> int | None:
    """The direction of a verb; None where the verb above it decides."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & (_FUTURE_AUXILIARIES | _MODALS):
        return -1 if "have" in helpers else 1
    if helpers & _PAST_AUXILIARIES:
        return -1
    if "to" in helpers:
        return 1 if verb.head.lemma_ in _INTENTIONS else None
    return _of_form(verb, bool(helpers & _PRESENT_AUXILIARIES))


def _of_form(verb: Token, present: bool) -> int | None:
    """The direction of a verb's own form; `present`: an auxiliary in the present helps it."""
    if verb.tag_ in ("VBD", "VBN") and not present:
        return -1
    if verb.tag_ == "VBG":
        return 1 if present else None
    return int(verb.tag_ in ("VBZ", "VBP", "VB") and verb.lemma_ in _TIMETABLE)
