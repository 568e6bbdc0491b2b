"""The mentions of an article: the model's spans repaired, and the names that it missed."""

from collections.abc import Iterator

from spacy.tokens import Doc

from workers.stages.entities import evidence, missed, persons, phrases, repairs, repeats, shortforms, shouting
from workers.stages.entities.candidates import Candidate, from_model, select
from workers.stages.entities.gazetteer import Clues


def find(doc: Doc, clues: Clues) -> list[Candidate]:
    """All mentions, in the order of the text, none overlapping; the surer sources go first."""
    shouted = shouting.zones(doc)
    ruled = shouting.calm(doc, shouted, sorted(phrases.find(doc), key=lambda c: c.start - c.end))
    model = [persons.extend(doc, piece) for span in from_model(doc) for piece in repairs.repair(doc, span)]
    model = shouting.calm(doc, shouted, model, shouting.MAX_MODEL_WORDS)
    headline = shouting.headlines(doc)
    ruled, model = shouting.plain(doc, headline, ruled), shouting.plain(doc, headline, model)
    fixed = [c for c in ruled if c.fixed]
    unsure = _compatible(model, [c for c in ruled if not c.fixed])
    people = (*shouting.officials(doc, shouted), *persons.peers(doc), *persons.titled(doc))
    found = select([*shortforms.spelled(doc), *fixed, *missed.handles(doc), *people, *unsure, *model])
    found = select([*shortforms.after(doc, found), *found])
    found = select([*found, *missed.places(doc, clues), *shouting.plain(doc, headline, persons.given(doc))])
    found = select([*found, *repeats.find(doc, found), *missed.resolved(clues)])
    found = select([*found, *shouting.plain(doc, headline, shouting.calm(doc, shouted, missed.runs(doc)))])
    return evidence.decide(doc, found, clues)


def _compatible(model: list[Candidate], unsure: list[Candidate]) -> Iterator[Candidate]:
    """The unsure phrases that hold whole spans of the model, none of them a person, or touch none."""
    owner = {i: m for m in model for i in range(m.start, m.end)}
    for c in unsure:
        met = (owner[i] for i in range(c.start, c.end) if i in owner)
        if all(c.start <= m.start and m.end <= c.end and m.type != "PERSON" for m in met):
            yield c
