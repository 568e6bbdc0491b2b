"""The mentions of an article: the model's spans repaired, and the names that it missed."""

from collections.abc import Iterator

from spacy.tokens import Doc

from workers.stages.entities import evidence, missed, persons, phrases, repairs, repeats, shortforms
from workers.stages.entities.candidates import Candidate, from_model, select
from workers.stages.entities.gazetteer import Clues


def find(doc: Doc, clues: Clues) -> list[Candidate]:
    """All mentions, in the order of the text, none overlapping; the surer sources go first."""
    ruled = sorted(phrases.find(doc), key=lambda c: c.start - c.end)
    fixed = [c for c in ruled if c.fixed]
    model = [persons.extend(doc, piece) for span in from_model(doc) for piece in repairs.repair(doc, span)]
    unsure = _compatible(model, [c for c in ruled if not c.fixed])
    found = select([*shortforms.spelled(doc), *fixed, *missed.handles(doc), *persons.titled(doc), *unsure, *model])
    found = select([*shortforms.after(doc, found), *found])
    found = select([*found, *missed.places(doc, clues), *persons.given(doc)])
    found = select([*found, *repeats.find(doc, found), *missed.resolved(clues), *missed.runs(doc)])
    return evidence.decide(doc, found, clues)


def _compatible(model: list[Candidate], unsure: list[Candidate]) -> Iterator[Candidate]:
    """The unsure phrases that hold whole spans of the model, none of them a person, or touch none."""
    owner = {i: m for m in model for i in range(m.start, m.end)}
    for c in unsure:
        met = (owner[i] for i in range(c.start, c.end) if i in owner)
        if all(c.start <= m.start and m.end <= c.end and m.type != "PERSON" for m in met):
            yield c
