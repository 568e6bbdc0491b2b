import datetime as dt

import pytest

from dateline.models import Actor, ArticleRef, EventRecord, EventSource, Quantity
from dateline.tellings import Count, Party, Spot, name_outlet, pack, tell, unpack
from tests.dateline.telling import PITTSBURGH, killed, person, telling
from tests.make import LEEDS, TRUMP, event, place_of, span


def record(**fields: object) -> EventRecord:
    """A march in Leeds, as an article tells it."""
    made = {"places": (place_of(LEEDS),), "confidence": 0.8, **fields}
    article = ArticleRef(id="a1", revision=2, published_at="2018-10-29T18:00:00+01:00", source="The  Paper")
    return EventRecord(**dict(event("e1", **made)), article=article, pipeline_version="1")  # type: ignore[arg-type]


def test_a_telling_holds_what_stories_compare() -> None:
    actor = Actor(**dict(span("Trump")), role="actor", key=TRUMP.key, name="Donald Trump")
    source = EventSource(speaker_text="police")
    number = Quantity(**dict(span("met")), id="m1", value=11, unit="people", role="killed", confidence=0.9)
    vague = number.model_copy(update={"value": None})
    made = record(actors=(actor,), source=source).model_copy(update={"numbers": (number, vague)})
    told = tell(made)
    assert told is not None
    assert (told.article, told.revision, told.outlet) == ("a1", 2, "the paper")
    assert told.at == dt.datetime(2018, 10, 29, 17, tzinfo=dt.UTC)
    assert told.spots == (Spot(id=2644688, name="Leeds", country="GB", admin1="England", lat=53.8, lon=-1.55),)
    assert told.parties == (Party(role="actor", key=TRUMP.key, name="Donald Trump"),)
    assert told.numbers == (Count(role="killed", value=11, unit="people"),)
    assert (told.speaker, told.stated) == ("police", False)


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "STATEMENT"},
        {"type": "OTHER"},
        {"status": "considered"},
        {"confidence": 0.2},
        {"day": None},
        {"places": (), "evidence": span("police")},
    ],
)
def test_what_is_no_event_that_others_report_too_tells_nothing(fields: dict[str, object]) -> None:
    assert tell(record(**fields)) is None


def test_a_clause_of_many_words_is_recognised_by_them_alone() -> None:
    assert tell(record(places=())) is None
    words = "Eighteen farmers were detained beside blocked tractors"
    assert tell(record(places=(), evidence={"start": 0, "end": len(words), "surface": words})) is not None


@pytest.mark.parametrize(
    ("source", "url", "outlet"),
    [
        ("The  Paper", "https://example.org/1", "the paper"),
        (None, "https://www.Example.org:8080/1", "example.org"),
        (None, None, None),
    ],
)
def test_the_outlet_is_the_source_or_the_host(source: str | None, url: str | None, outlet: str | None) -> None:
    assert name_outlet(source, url) == outlet


def test_a_telling_is_stored_and_read_again() -> None:
    told = telling("e1", parties=(person("ann-lee"),), numbers=(killed(3, bound="at_least"),), spots=(PITTSBURGH,))
    assert unpack("e1", pack(told)) == told
    assert unpack("e2", pack(telling("e2", spots=()))) == telling("e2", spots=())
