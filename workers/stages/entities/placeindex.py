"""The places of an article, looked up by span, so that entities point at them and take their countries."""

from bisect import bisect_left

from dateline.models import Place
from workers.document import Document

DEMONYM = "demonym"
# A place less sure than this may be a person or a body that bears the name of one.
SURE_CONFIDENCE = 0.75
_COUNTRY_CODES = frozenset({"PCLI", "PCLD", "PCLS", "PCLF", "PCLIX", "PCL", "TERR"})


def resolved_tokens(doc: Document) -> frozenset[tuple[int, int]]:
    """The token spans, half-open, of the names that were resolved to an entry; demonyms and split tokens aside."""
    starts = {token.idx: token.i for token in doc.parsed}
    ends = {token.idx + len(token): token.i + 1 for token in doc.parsed}
    sure = (p for p in doc.places if p.geonameid is not None and p.confidence >= SURE_CONFIDENCE)
    found = (m for p in sure if p.modifier != DEMONYM for m in p.mentions)
    return frozenset((starts[m.start], ends[m.end]) for m in found if m.start in starts and m.end in ends)


class PlaceIndex:
    """The mentions of places, sorted; they do not overlap."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self._found = sorted(((m.end, m.start, p) for p in places for m in p.mentions), key=lambda item: item[:2])
        self._ends = [end for end, _, _ in self._found]

    def _overlapping(self, start: int, end: int) -> list[Place]:
        found = []
        for i in range(bisect_left(self._ends, start + 1), len(self._found)):
            if self._found[i][1] >= end:
                break
            found.append(self._found[i][2])
        return found

    def at(self, start: int, end: int) -> Place | None:
        """The place that the span names, first by first; never one behind a demonym."""
        return next((p for p in self._overlapping(start, end) if p.modifier != DEMONYM), None)

    def country(self, start: int, end: int) -> str | None:
        """The country behind a demonym or a country's name in the span."""
        met = self._overlapping(start, end)
        return next((p.country for p in met if p.modifier == DEMONYM or p.feature_code in _COUNTRY_CODES), None)
