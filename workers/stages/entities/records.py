"""The contract's entities, made of clusters: canonical name, key, aliases, titles, place and country."""

from collections import Counter
from typing import cast

from dateline.identity import entity_key
from dateline.models import Entity, EntityType, Place, Span
from workers.document import Document
from workers.stages.entities import names, titles
from workers.stages.entities.candidates import PLACE_TYPES, Candidate
from workers.stages.entities.clusters import Cluster
from workers.stages.entities.gazetteer import Gazetteer
from workers.stages.entities.placeindex import PlaceIndex

# The first part of an entity's key, by its type.
KEY_KINDS = {
    "PERSON": "person", "ORG": "org", "GPE": "gpe", "LOC": "loc", "FAC": "fac", "NORP": "norp", "EVENT": "event",
    "LAW": "law", "PRODUCT": "product", "WORK_OF_ART": "work",
}  # fmt: skip
SINGLE_CONFIDENCE, REPEATED_CONFIDENCE = 0.8, 0.9
_MAX_COUNTRY_WORDS = 3
_KNOWN_BY_FORMS = frozenset({"ORG", "EVENT"})
# GeoNames classes of entries that are administrative, whatever the model took their names for.
_ADMINISTRATIVE = frozenset({"A", "P"})


def make(doc: Document, clusters: list[Cluster], places: PlaceIndex, gazetteer: Gazetteer) -> tuple[Entity, ...]:
    """One entity for each cluster, with ids "n1", "n2", ... in the order of the text."""
    starts = {i: m.start for c in clusters for m in c.mentions for i in range(m.start, m.end)}
    people = {id(c): titles.of_cluster(doc.parsed, c, starts) for c in clusters if c.type == "PERSON"}
    return tuple(
        _entity(doc, f"n{i}", cluster, places, gazetteer).model_copy(update={"titles": people.get(id(cluster), ())})
        for i, cluster in enumerate(clusters, 1)
    )


def span(doc: Document, mention: Candidate) -> Span:
    """The span of the article's text that `mention` covers."""
    tokens = doc.parsed[mention.start : mention.end]
    return doc.span(tokens.start_char, tokens.end_char)


def _entity(doc: Document, id_: str, cluster: Cluster, places: PlaceIndex, gazetteer: Gazetteer) -> Entity:
    spans = tuple(span(doc, mention) for mention in cluster.mentions)
    type_ = Counter(m.type for m in cluster.mentions).most_common(1)[0][0]
    name = _name(cluster, spans)
    place = places.at(spans[0].start, spans[0].end) if type_ in PLACE_TYPES else None
    if place and type_ == "FAC" and place.feature_class in _ADMINISTRATIVE:
        type_ = "GPE"
    return Entity(
        id=id_,
        key=_key(type_, name, place),
        type=cast(EntityType, type_),
        name=name,
        aliases=tuple(form for form in cluster.forms if form != name),
        mentions=spans,
        place=place.id if place else None,
        country=place.country if place else _country(type_, cluster, spans, places, gazetteer),
        confidence=REPEATED_CONFIDENCE if len(spans) > 1 else SINGLE_CONFIDENCE,
    )


def _key(type_: str, name: str, place: Place | None) -> str:
    """What names the entity in every article."""
    if place and place.geonameid is not None:
        return f"place/{place.geonameid}"
    return entity_key(KEY_KINDS[type_], names.key_name(name) if type_ in _KNOWN_BY_FORMS else name)


def _name(cluster: Cluster, spans: tuple[Span, ...]) -> str:
    """The fullest form: for people the commonest full name without initials, else the longest; never a handle."""
    forms = [f for f in cluster.forms if not f.startswith("@")] or cluster.forms
    if cluster.type != "PERSON":
        return max(forms, key=len)
    counts = Counter(" ".join(s.surface.split()) for s in spans)
    full = [f for f in forms if len(f.split()) > 1] or forms
    return max(full, key=lambda f: (not _has_initial(f), counts[f], len(f)))


def _has_initial(form: str) -> bool:
    return any(len(word.rstrip(".")) == 1 for word in form.split())


def _country(
    type_: str, cluster: Cluster, spans: tuple[Span, ...], places: PlaceIndex, gazetteer: Gazetteer
) -> str | None:
    """The country that the name tells by itself: "French", "US Northern Command", "Bank of England"."""
    if type_ not in {"NORP", "ORG"}:
        return None
    told = [places.country(s.start, s.end) for s in spans] + [_country_in(form, gazetteer) for form in cluster.forms]
    return next(filter(None, told), None)


def _country_in(form: str, gazetteer: Gazetteer) -> str | None:
    """The country whose name begins `form`, or ends it after "of"."""
    words = form.casefold().split()
    for size in range(min(_MAX_COUNTRY_WORDS, len(words)), 0, -1):
        tail = words[-size:] if len(words) > size and words[-size - 1] == "of" else []
        for part in (words[:size], tail):
            if " ".join(part) in gazetteer.countries:
                return gazetteer.countries[" ".join(part)]
    return None
