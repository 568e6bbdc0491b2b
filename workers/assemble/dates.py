"""When an event happened: by the temporal expression of its clause or sentence, the narrative, or the publication."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from dateline.models import EventDate, EventType, Interval, Timex
from workers.assemble.drafts import Draft
from workers.assemble.syntax import SUBJECTS, Tree, around
from workers.document import Document

_DATED = ("DATE", "TIME")
# A commitment or a demand is itself made in the present, whatever its deed's time.
_UTTERED: frozenset[EventType] = frozenset({"THREATEN", "AGREE", "REQUEST"})
# A document most of whose dates lie more than this many days before its publication is history, not news.
_HISTORY_DAYS = 400
_HISTORY_DATES = 6
# The narrative's date holds in its own paragraph and for events of the same type, this many sentences on.
_NARRATIVE_REACH = 4
_MAX_NARRATIVE_DAYS = 31
# "at a rally", "during the raid": the noun shares the time of its verb.
_SIMULTANEOUS = frozenset({"at", "in", "during", "with", "by", "amid"})


@dataclass(frozen=True, slots=True)
class Narrative:
    """The date that the text has reached, and the event that set it."""

    date: EventDate
    type: EventType
    sentence: int
    paragraph: int


class Dated(NamedTuple):
    """A temporal expression with an interval, its first token and the token that the rest of it hangs on."""

    first: int
    top: int
    timex: Timex
    interval: Interval


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dated expressions of a document by sentence; `history` where most of them are long past."""

    by_sentence: dict[int, list[Dated]]
    published: EventDate
    history: bool


def read_calendar(tree: Tree, doc: Document) -> Calendar:
    """The calendar of `doc`: its expressions that denote calendar days."""
    by_sentence: dict[int, list[Dated]] = {}
    found = 0
    past = 0
    for timex in doc.dates:
        first = tree.index.get(timex.start)
        if first is None or timex.type not in _DATED or timex.interval is None or timex.precision is None:
            continue
        dated = Dated(first, _top(tree, first, timex), timex, timex.interval)
        by_sentence.setdefault(tree.sentences[first], []).append(dated)
        found += 1
        past += (doc.published - timex.interval.end).days > _HISTORY_DAYS
    published = EventDate(
        value=doc.published.isoformat(),
        interval=Interval(begin=doc.published, end=doc.published),
        precision="day",
        basis="publication",
    )
    return Calendar(by_sentence, published, found >= _HISTORY_DATES and past * 2 > found)


def _top(tree: Tree, first: int, timex: Timex) -> int:
    """The token of the expression that the others hang on."""
    i = first
    while tree.heads[i] != i and timex.start <= tree.starts[tree.heads[i]] < timex.end:
        i = tree.heads[i]
    return i


def governors(tree: Tree, i: int) -> Iterator[int]:
    """The tokens that a temporal or local phrase at `i` hangs on, up to and with the verb of its own clause."""
    for below in tree.climb(i):
        above = tree.heads[below]
        if above == below:
            return
        yield above
        if tree.is_verb(above) and tree.deps[above] not in ("aux", "auxpass"):
            return


def clause_of(tree: Tree, i: int) -> int:
    """The verb (or the top) of the clause in which a phrase at `i` stands."""
    last = i
    for governor in governors(tree, i):
        last = governor
    return last


def date_event(tree: Tree, draft: Draft, calendar: Calendar, narrative: Narrative | None) -> Draft:
    """`draft` with its date and basis; a noun or progressive that is dated after publication becomes planned."""
    here = around(calendar.by_sentence.get(draft.sentence, ()), draft.trigger.word)
    governing = [d for d in here if _governs(tree, d, draft)]
    if _is_redirected(tree, draft, governing, calendar):
        reading = replace(draft.outcome.reading, status="planned", tense="future")
        draft = replace(draft, outcome=replace(draft.outcome, reading=reading))
    fitting = [d for d in governing if _agrees(d, draft, calendar)]
    if fitting:
        nearest = min(fitting, key=lambda d: (_distance(tree, d, draft), abs(d.top - draft.trigger.word)))
        return replace(draft, date=_event_date(nearest.timex, "clause"))
    shared = [d for d in here if _agrees(d, draft, calendar) and _is_shared(tree, d.top, draft)]
    if len(shared) == 1:
        return replace(draft, date=_event_date(shared[0].timex, "sentence"))
    return replace(draft, date=_by_default(tree, draft, calendar, narrative))


def _is_redirected(tree: Tree, draft: Draft, governing: list[Dated], calendar: Calendar) -> bool:
    """Whether a date after publication makes a plan of a noun ("elections next week") or of a present progressive."""
    reading, today = draft.outcome.reading, calendar.published.interval.begin
    if reading.status not in ("happened", "ongoing") or calendar.history:
        return False
    open_to_it = not tree.is_verb(draft.trigger.predicate) or reading.tense == "progressive"
    return open_to_it and any(d.interval.begin > today for d in governing)


def _by_default(tree: Tree, draft: Draft, calendar: Calendar, narrative: Narrative | None) -> EventDate | None:
    """The date of an event that no expression dates; null for plans, backgrounds and histories."""
    reading, uttered = draft.outcome.reading, draft.outcome.type in _UTTERED
    if reading.status in ("planned", "threatened", "considered") and not uttered:
        return None
    if _is_presupposed(tree, draft):
        return None
    if narrative is not None and reading.status == "happened" and reading.tense in ("past", "pluperfect", "none"):
        near = draft.sentence - narrative.sentence <= _NARRATIVE_REACH
        related = tree.paragraphs[draft.trigger.word] == narrative.paragraph or draft.outcome.type == narrative.type
        if calendar.history or (near and related):
            return narrative.date
    return None if reading.tense == "pluperfect" or calendar.history else calendar.published


def _is_presupposed(tree: Tree, draft: Draft) -> bool:
    """A noun that refers to an event told elsewhere: "after the attack", "upheld the ruling"."""
    if draft.trigger.light is not None or tree.pos[draft.trigger.node] not in ("NOUN", "PROPN"):
        return False
    dep, head = tree.deps[draft.trigger.node], tree.heads[draft.trigger.node]
    if dep == "pobj":
        return tree.words[head] not in _SIMULTANEOUS
    return dep in ("dobj", "conj", "appos", "compound", "poss", "nmod")


def _governs(tree: Tree, dated: Dated, draft: Draft) -> bool:
    """Whether the expression hangs on the trigger, follows it ("elections next week"), or dates a verb beside it."""
    trigger = draft.trigger
    if dated.first == trigger.node + 1 and tree.pos[trigger.node] in ("NOUN", "PROPN"):
        return True
    last = dated.top
    for last in governors(tree, dated.top):
        if last in (trigger.node, trigger.word, trigger.predicate):
            return True
    if not tree.is_verb(last):
        return False
    if tree.is_verb(trigger.predicate):
        return last in _sharing(tree, trigger.predicate)
    if _is_presupposed(tree, draft):
        return False
    verb = clause_of(tree, trigger.predicate)
    return last == verb or last in _sharing(tree, verb)


def _sharing(tree: Tree, verb: int) -> set[int]:
    """Verbs whose adverbials also hold for `verb`: its controller, its infinitive, a conjunct with the same subject."""
    found = set(tree.all_children(verb, "xcomp"))
    node = verb
    for _ in range(4):
        head, replaced = tree.heads[node], _replaces(tree, node)
        joined = tree.deps[node] == "conj" and (replaced or tree.child(node, *SUBJECTS) is None)
        if not tree.is_verb(head) or not (joined or tree.deps[node] == "xcomp"):
            break
        found.add(head)
        if replaced:
            found.update(tree.all_children(head, "ccomp"))
        node = head
    return found


def _replaces(tree: Tree, verb: int) -> bool:
    """Whether an "instead" makes the verb take over the time of what it replaces."""
    return any(tree.words[c] == "instead" for c in tree.children[verb])


def _distance(tree: Tree, dated: Dated, draft: Draft) -> int:
    if dated.first == draft.trigger.node + 1:
        return 0
    for steps, governor in enumerate(governors(tree, dated.top)):
        if governor in (draft.trigger.node, draft.trigger.word):
            return steps
    return _NARRATIVE_REACH


def _agrees(dated: Dated, draft: Draft, calendar: Calendar) -> bool:
    """Whether time runs as the status says: nothing done begins after publication, no plan ends before it."""
    if calendar.history:
        return True
    today, reading = calendar.published.interval.begin, draft.outcome.reading
    if reading.status in ("happened", "ongoing"):
        return dated.interval.begin <= today
    if reading.status == "planned" and reading.tense in ("future", "progressive", "present"):
        return dated.interval.end >= today
    return True


def _is_shared(tree: Tree, top: int, draft: Draft) -> bool:
    """Whether the expression dates the report of the event ("said on Tuesday that") or its governor."""
    last = clause_of(tree, top)
    factual = draft.outcome.reading.status in ("happened", "ongoing")
    if not (factual and tree.is_verb(last)) or _is_presupposed(tree, draft):
        return False
    node = draft.trigger.predicate
    for _ in range(6):
        if node == last:
            return True
        if tree.deps[node] not in ("ccomp", "xcomp", "advcl", "dobj", "nsubj", "pobj", "prep", "nsubjpass"):
            return False
        node = tree.heads[node]
    return False


def _event_date(timex: Timex, basis: Literal["clause", "sentence"]) -> EventDate | None:
    if timex.interval is None or timex.precision is None:
        return None
    return EventDate(
        value=timex.value,
        interval=timex.interval,
        precision=timex.precision,
        basis=basis,
        timex=timex.id,
    )


def narrative_after(tree: Tree, draft: Draft, narrative: Narrative | None) -> Narrative | None:
    """What the narrative has reached after `draft`: the date of the last event told to have happened on stated days."""
    date, reading = draft.date, draft.outcome.reading
    if date is None or date.basis != "clause" or reading.status != "happened" or reading.tense == "pluperfect":
        return narrative
    if (date.interval.end - date.interval.begin).days > _MAX_NARRATIVE_DAYS:
        return narrative
    reached = date.model_copy(update={"basis": "narrative"})
    return Narrative(reached, draft.outcome.type, draft.sentence, tree.paragraphs[draft.trigger.word])
