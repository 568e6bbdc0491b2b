"""Events that differ in all that can be asked of them, and queries of all kinds."""

import datetime as dt
import json
import random
from typing import Any

from hypothesis import strategies as st

from dateline.models import Actor, EnrichedArticle, Entity, Event, EventPlace, EventSource, Place
from dateline.queries import Box, Circle, DayRange, EventQuery
from dateline.records import make_records
from tests.make import enriched, event, span

DAYS = [dt.date(2018, 10, day) for day in range(20, 32)]
TYPES = ["PROTEST", "ASSAULT", "AGREE", "STATEMENT"]
STATUSES = ["happened", "planned", "denied"]
SOURCES = ["The Paper", "Le Monde/AFP", "Ünited Press"]
WORDS = ["march", "marched", "marches", "police", "policing", "talks", "talked", "Zürich", "caravan", "to"]
NAMES = {"person/ann-lee": "Ann Lee", "person/bo-lee": "Bo Lee", "org/red-cross": "The Red Cross"}
SPOTS = {
    "Leeds": ("GB", 53.8, -1.55),
    "York": ("GB", 53.96, -1.08),
    "Suva": ("FJ", -18.14, 178.44),
    "Apia": ("WS", -13.83, -171.77),
    "Illinois": ("US", 40.0, -89.25),
}  # fmt: skip


def make_article(number: int, n_events: int = 2) -> EnrichedArticle:
    """One article, always the same for the same number."""
    draw = random.Random(number)  # noqa: S311  # nothing secret is drawn
    text = " ".join(draw.choices(WORDS, k=12)).capitalize() + "."
    entities = tuple(
        Entity(id=f"n{n}", key=key, type="ORG" if key[:3] == "org" else "PERSON", name=name, mentions=(), confidence=1)
        for n, (key, name) in enumerate(NAMES.items())
    )  # fmt: skip
    places = tuple(
        Place(id=f"p{n}", geonameid=n + 1, name=name, country=country, lat=lat, lon=lon, mentions=(), confidence=1)
        for n, (name, (country, lat, lon)) in enumerate(SPOTS.items())
    )
    return enriched(
        f"A{number}" if number % 2 else f"a{number - 1}",
        [_make_event(draw, f"e{number}-{n}", text, entities, places) for n in range(n_events)],
        text=text, entities=entities, places=places, source=draw.choice([None, *SOURCES]),
        published_at=draw.choice(DAYS).isoformat(),
    )  # fmt: skip


def _make_event(
    draw: random.Random, event_id: str, text: str, entities: tuple[Entity, ...], places: tuple[Place, ...]
) -> Event:
    begin = draw.choice([None, *DAYS[:-4], *DAYS[:-4], dt.date(2018, 9, 19), dt.date(2017, 12, 1), dt.date(2012, 1, 1)])
    made = event(
        event_id, begin.isoformat() if begin else None, type=draw.choice(TYPES), status=draw.choice(STATUSES),
        confidence=draw.choice([0.0, 0.29, 0.3, 0.3, 0.57, 1.0]), evidence=span(text, text),
        trigger=span(text.split()[0], text),
        actors=tuple(_actor(draw, role, entities, text) for role in ("actor", "recipient") if draw.random() < 0.6),
        places=tuple(_place(place) for place in draw.sample(places, draw.choice([0, 1, 1, 2, 3]))),
        source=EventSource(speaker="n0", key=entities[0].key, speaker_text="Lee") if draw.random() < 0.3 else None,
    )  # fmt: skip
    if made.date is None or draw.random() < 0.7:
        return made
    longest = dt.timedelta(days=draw.choice([1, 3, 31, 32, 200, 366, 367, 3000]))
    interval = made.date.interval.model_copy(update={"end": made.date.interval.begin + longest})
    return made.model_copy(update={"date": made.date.model_copy(update={"interval": interval})})


def _actor(draw: random.Random, role: Any, entities: tuple[Entity, ...], text: str) -> Actor:
    who, word = draw.choice(entities), text.split()[1]
    at = span(word, text)
    return Actor(role=role, entity=who.id, key=who.key, name=who.name, **dict(at))


def _place(place: Place) -> EventPlace:
    return EventPlace(
        place=place.id, role="where", basis="clause", geonameid=place.geonameid, name=place.name,
        country=place.country, lat=place.lat, lon=place.lon,
    )  # fmt: skip


def index_of(article: EnrichedArticle) -> dict[str, dict[str, Any]]:
    """What the index is to hold of each event of an article."""
    return {document.id: json.loads(document.index) for document in make_records("main", article).events}


def _some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2).map(tuple)


def _seldom(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.just(()) | st.just(()) | _some(values)


def _days() -> st.SearchStrategy[DayRange | None]:
    day = st.sampled_from(DAYS)
    both = st.tuples(day, day).map(sorted).map(lambda days: DayRange(begin=days[0], end=days[1]))
    one = day.map(lambda day: DayRange(begin=day)) | day.map(lambda day: DayRange(end=day)) | st.just(DayRange())
    return st.none() | st.none() | both | one


def boxes() -> st.SearchStrategy[Box]:
    lats = st.tuples(st.floats(-90, 90), st.floats(-90, 90)).map(sorted)
    wide = st.builds(lambda lat, w, e: Box(west=w, east=e, south=lat[0], north=lat[1]), lats, st.floats(-180, 180),
                     st.floats(-180, 180))  # fmt: skip
    spots = st.sampled_from([(lat, lon) for _, lat, lon in SPOTS.values()])
    small = st.builds(
        lambda at, d: Box(west=at[1] - d, east=at[1] + d, south=at[0] - d, north=at[0] + d), spots, st.floats(0.1, 1.5)
    )
    return wide | small | st.just(Box(west=170, east=-170, south=-30, north=0))


def circles() -> st.SearchStrategy[Circle]:
    spots = st.sampled_from([(lat, lon) for _, lat, lon in SPOTS.values()])
    return st.builds(lambda at, km: Circle(lat=at[0], lon=at[1], radius_km=km), spots, st.sampled_from([1, 100, 9000]))


PARTS = {
    "type": _seldom(TYPES),
    "status": _seldom(STATUSES),
    "entity": _seldom(["Ann Lee", "lee", "person/bo-lee", "red cross", "nobody"]),
    "actor_role": st.sampled_from(["any", "actor", "recipient"]),
    "speaker": _seldom(["Lee", "person/ann-lee"]),
    "place": _seldom(["leeds", "place/3", "4"]),
    "country": _seldom(["GB", "FJ", "US"]),
    "article": _seldom(["A1", "a1", "A5"]),
    "source": _seldom(SOURCES),
    "exclude_type": _seldom(TYPES),
    "exclude_status": _seldom(STATUSES),
    "exclude_entity": _seldom(["Ann Lee", "org/red-cross"]),
    "exclude_speaker": _seldom(["Lee"]),
    "exclude_place": _seldom(["leeds", "place/3"]),
    "exclude_country": _seldom(["GB", "US"]),
    "exclude_article": _seldom(["A1", "a2"]),
    "exclude_source": _seldom(SOURCES),
    "q": st.none() | st.none() | st.sampled_from(
        ["march", "talking", "POLICE", '"to march"', "ma*", "poli* talks", "zürich", "Ann", '"red cross"', "xyz"]),
    "bbox": st.none() | st.none() | boxes(),
    "near": st.none() | st.none() | circles(),
    "datetime": _days(),
    "published": _days(),
    "min_confidence": st.sampled_from([None, None, 0.0, 0.29, 0.3, 0.9]),
    "sort": st.sampled_from(["date", "-date", "published", "-published", "confidence", "-confidence"]),
    "limit": st.sampled_from([5, 7, 50]),
}  # fmt: skip


@st.composite
def queries(draw: st.DrawFn, /, **fixed: Any) -> EventQuery:
    """Queries of up to three parts, so that some events match; those that are `fixed`, too."""
    filters = sorted(PARTS.keys() - fixed.keys() - {"sort", "limit"})
    chosen = draw(st.lists(st.sampled_from(filters), max_size=3, unique=True))
    asked = [name for name in (*chosen, "sort", "limit") if name not in fixed]
    return EventQuery(**fixed, **{name: draw(PARTS[name]) for name in asked})
