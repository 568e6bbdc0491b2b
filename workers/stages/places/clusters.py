"""From resolved mentions to places: one place for each entry (or unresolved name), in order of first mention."""

from dataclasses import dataclass

from dateline.models import Place
from workers.document import Document
from workers.gazetteer import Entry, Gazetteer, name_key
from workers.stages.places.mentions import Mention


@dataclass(frozen=True, slots=True)
class Resolution:
    """A mention with its entry, or null, and how sure that is."""

    mention: Mention
    entry: Entry | None
    confidence: float


def make_places(doc: Document, gazetteer: Gazetteer, resolutions: list[Resolution]) -> tuple[Place, ...]:
    """The places; demonyms and narrowed names ("southern Texas") are places of their own."""
    groups: dict[tuple[object, ...], list[Resolution]] = {}
    for r in resolutions:
        groups.setdefault(_identity(r), []).append(r)
    return tuple(_make_place(doc, gazetteer, f"p{n}", group) for n, group in enumerate(groups.values(), 1))


def _identity(r: Resolution) -> tuple[object, ...]:
    modifier = "demonym" if r.mention.demonym else r.mention.modifier
    return (r.entry.id if r.entry else name_key(r.mention.name), modifier)


def _make_place(doc: Document, gazetteer: Gazetteer, place_id: str, group: list[Resolution]) -> Place:
    parsed, mention, entry = doc.parsed, group[0].mention, group[0].entry
    spans = []
    for r in group:
        first, last = parsed[r.mention.start], parsed[r.mention.end - 1]
        spans.append(doc.span(first.idx, last.idx + len(last.text)))
    confidence = round(sum(r.confidence for r in group) / len(group), 3)
    modifier = "demonym" if mention.demonym else mention.modifier
    if entry is None:
        return Place(
            id=place_id,
            geonameid=None,
            name=mention.name,
            modifier=modifier,
            mentions=tuple(spans),
            confidence=confidence,
        )
    admin1 = entry if entry.feature_code == "ADM1" else gazetteer.get(entry.admin1) if entry.admin1 else None
    return Place(
        id=place_id,
        geonameid=entry.geonameid,
        name=entry.name,
        country=entry.country,
        admin1=admin1.name if admin1 else None,
        lat=entry.lat,
        lon=entry.lon,
        feature_class=entry.feature_class,
        feature_code=entry.feature_code,
        population=entry.population or None,
        modifier=modifier,
        mentions=tuple(spans),
        confidence=confidence,
    )
