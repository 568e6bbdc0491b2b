import datetime as dt

from dateline.models import Actor, ArticleRef, EventRecord, EventSource, Quantity
from dateline.rows import COLUMNS, flatten, points
from tests.make import ILLINOIS, LEEDS, event, place_of, span


def record(**fields: object) -> EventRecord:
    article = ArticleRef(id="a1", revision=2, published_at=dt.date(2018, 10, 29), source="The Paper")
    return EventRecord(**{**dict(event("e1")), **fields}, article=article, pipeline_version="7")


def test_a_row_has_every_column_in_order() -> None:
    assert tuple(flatten(record())) == COLUMNS


def test_a_row_tells_date_article_and_pipeline() -> None:
    row = flatten(record())
    assert (row["date"], row["date_begin"], row["date_precision"]) == ("2018-10-29", "2018-10-29", "day")
    assert (row["article"], row["revision"], row["published_at"], row["source"]) == ("a1", 2, "2018-10-29", "The Paper")
    assert row["pipeline_version"] == "7"


def test_the_place_of_a_row_is_where_it_happened() -> None:
    origin = place_of(ILLINOIS).model_copy(update={"role": "origin"})
    row = flatten(record(places=(origin, place_of(LEEDS))))
    assert (row["place"], row["place_role"], row["country"], row["lat"]) == ("Leeds", "where", "GB", 53.8)
    assert (row["places"], row["countries"]) == ("Illinois; Leeds", "US; GB")


def test_actors_speaker_and_numbers_are_told_in_words() -> None:
    marchers = Actor(**dict(span("Marchers")), role="actor", name="Marchers")
    police = Actor(**dict(span("police")), role="recipient", name="police", key="org/police")
    killed = Quantity(
        **dict(span("Monday")), id="m1", value=11, unit="people", role="killed", bound="at_least", confidence=0.5
    )
    said = EventSource(speaker_text="Trump", key="person/donald-trump")
    row = flatten(record(actors=(marchers, police), numbers=(killed,), source=said))
    assert (row["actors"], row["actor_keys"], row["recipients"]) == ("Marchers", None, "police")
    assert row["recipient_keys"] == "org/police"
    assert (row["speaker"], row["speaker_key"]) == ("Trump", "person/donald-trump")
    assert row["numbers"] == "killed: at least 11 people"


def test_an_event_without_a_date_or_place_has_empty_cells() -> None:
    row = flatten(record(date=None))
    assert [row[name] for name in ("date", "date_begin", "place", "lat", "actors", "numbers")] == [None] * 6


def test_points_name_each_place_once_by_longitude_and_latitude() -> None:
    unlocated = place_of(LEEDS).model_copy(update={"lat": None, "lon": None})
    assert points(record(places=(place_of(LEEDS), unlocated, place_of(LEEDS)))) == ((-1.55, 53.8),)
