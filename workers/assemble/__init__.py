"""Annotations -> events: who did what to whom, when, where, by whose word, and whether it happened."""

from dataclasses import replace

from dateline.identity import name_events
from dateline.models import Event, Place
from workers.assemble import arguments, countries, dates, merging, numbers, places, prominence, sources, syntax
from workers.assemble.drafts import Draft
from workers.assemble.lookup import Lookup, look_up, main_place
from workers.assemble.reading import read_drafts
from workers.assemble.syntax import Tree
from workers.document import Document

__all__ = ["assemble"]

# Nobody named, or words between quotation marks: less likely to report what happened.
_IMPERSONAL_WEIGHT = 0.85
_QUOTED_WEIGHT = 0.7
# What remains less sure than this is not given.
_LEAST_CONFIDENCE = 0.22


def assemble(doc: Document) -> tuple[Event, ...]:
    """The events of `doc` in order of the text; MissingParse where it was not parsed."""
    tree = syntax.read(doc.parsed)
    lookup = look_up(tree, doc)
    named = places.toponyms(tree, lookup)
    local = {i: places.is_local(tree, i) for here in named.values() for i, _ in here}
    drafts = merging.merge(tree, _fill(tree, doc, read_drafts(tree), lookup, named, main_place(tree, lookup, local)))
    main = prominence.main_index(tree, drafts, doc.article.title)
    if main is not None:
        # The main event is what the article is about, so a lesser lead among the article's places tells where.
        drafts[main] = places.settle(drafts[main], main_place(tree, lookup, local, least=1))
    return _events(tree, doc, drafts, main)


def _fill(
    tree: Tree, doc: Document, drafts: list[Draft], lookup: Lookup, named: places.Toponyms, main: Place | None
) -> list[Draft]:
    """`drafts` with participants, date, places, quantities and source, each from the draft's own clause."""
    calendar = dates.read_calendar(tree, doc)
    counted = numbers.by_sentence(tree, doc)
    narrative: dates.Narrative | None = None
    filled = []
    for plain in drafts:
        draft = dates.date_event(tree, plain, calendar, narrative)
        narrative = dates.narrative_after(tree, draft, narrative)
        word = draft.trigger.word
        quote = sources.quote_at(doc, tree.starts[word])
        draft = replace(
            draft,
            actors=arguments.participants(tree, draft.trigger, lookup, doc),
            places=places.places_of(tree, draft, syntax.around(named.get(draft.sentence, ()), word), main),
            quantities=numbers.quantities_of(tree, draft, syntax.around(counted.get(draft.sentence, ()), word)),
            source=sources.source(tree, draft.trigger.predicate, quote, lookup, doc),
        )
        quoted = quote is not None and quote.direct
        filled.append(_weigh(countries.settle(tree, draft), quoted=quoted))
    return [d for d in filled if d.outcome.confidence >= _LEAST_CONFIDENCE or d.outcome.type == "OTHER"]


def _weigh(draft: Draft, *, quoted: bool) -> Draft:
    """`draft` with its confidence lowered where nobody takes part or it is part of what somebody said."""
    weight = (1.0 if draft.actors else _IMPERSONAL_WEIGHT) * (_QUOTED_WEIGHT if quoted else 1.0)
    return replace(draft, outcome=replace(draft.outcome, confidence=draft.outcome.confidence * weight))


def _events(tree: Tree, doc: Document, drafts: list[Draft], main: int | None) -> tuple[Event, ...]:
    events = []
    for i, draft in enumerate(drafts):
        trigger = doc.span(tree.starts[draft.words[0]], tree.ends[draft.words[1]])
        clause = doc.span(tree.starts[draft.evidence[0]], tree.ends[draft.evidence[1]])
        events.append(
            Event(
                id="",
                type=draft.outcome.type,
                mode=draft.outcome.mode,
                context=draft.context,
                main=i == main,
                trigger=trigger,
                actors=draft.actors,
                date=draft.date,
                places=draft.places,
                quantities=draft.quantities,
                status=draft.outcome.reading.status,
                source=draft.source,
                evidence=clause,
                also=tuple(doc.span(tree.starts[low], tree.ends[high]) for low, high in draft.also),
                confidence=round(draft.outcome.confidence, 3),
            )
        )
    return tuple(name_events(doc.article.id or "", events))
