import pytest

from workers.gazetteer import Gazetteer, open_gazetteer
from workers.stages.places.source import find_home


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("source", "geonameid", "country"),
    [
        ("Houston Chronicle", 4699066, None),
        ("www.chicagotribune.com", 4887398, None),
        ("santacruzsentinel.com", 5393052, None),
        ("The New York Times", 5128581, None),
        ("nytimes.com", 5128581, None),
        ("Boston Globe", 4930956, None),
        ("cambridge-news.co.uk", 2653941, "GB"),
        ("dallasnews.com", 4684888, None),
        ("Manila Times", 1701668, None),
    ],
)
def test_an_outlets_name_tells_its_home(gazetteer: Gazetteer, source: str, geonameid: int, country: str | None) -> None:
    entries, domain = find_home(source, gazetteer)
    assert geonameid in [e.id for e in entries]
    assert domain == country


@pytest.mark.parametrize(
    "source",
    [None, "", "Press Association", "daily-news.com", "www", ".", "a.b", "Zeitgeist Weekly", "x" * 500, "the" * 160],
)
def test_other_names_tell_none(gazetteer: Gazetteer, source: str | None) -> None:
    assert find_home(source, gazetteer)[0] in ((), find_home("daily-news.com", gazetteer)[0])
