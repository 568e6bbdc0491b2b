import pytest

from dateline.models import Place, Span
from tests.workers.stages.entities.conftest import Find
from workers.stages.entities import names


def place(id_: str, text: str, surface: str, **more: object) -> Place:
    start = text.index(surface)
    span = Span(start=start, end=start + len(surface), surface=surface)
    return Place.model_validate({"id": id_, "name": surface, "mentions": (span,), "confidence": 0.9, **more})


def test_a_place_name_takes_the_key_and_country_of_its_place(find: Find) -> None:
    text = "The shop in Pittsburgh closed."
    found = find(text, (place("p1", text, "Pittsburgh", geonameid=5206379, country="US"),))
    assert [(e.key, e.place, e.country) for e in found] == [("place/5206379", "p1", "US")]


def test_two_names_of_one_place_are_one_entity(find: Find) -> None:
    text = "Officials in the United States met. The US agreed."
    at = [place(id_, text, s, geonameid=6252001, country="US") for id_, s in (("p1", "United States"), ("p2", "US"))]
    found = find(text, tuple(at))
    assert [(e.key, e.name, e.aliases) for e in found] == [("place/6252001", "United States", ("US",))]


def test_a_place_without_an_entry_has_a_key_of_its_name(find: Find) -> None:
    assert [e.key for e in find("They met in Germany.")] == ["gpe/germany"]


def test_a_demonym_gives_a_group_its_country_and_no_place(find: Find) -> None:
    text = "French voters were calm."
    found = find(text, (place("p1", text, "French", geonameid=3017382, country="FR", modifier="demonym"),))
    assert [(e.type, e.key, e.place, e.country) for e in found] == [("NORP", "norp/french", None, "FR")]


@pytest.mark.parametrize(
    ("text", "country"),
    [("US Northern Command moved.", "US"), ("The Bank of England met.", "GB"), ("Enough of Scotland Yard.", "GB")],
)
def test_a_country_in_the_name_of_a_body_is_its_country(find: Find, text: str, country: str) -> None:
    assert [e.country for e in find(text) if e.type == "ORG"] == [country]


TITLES = [
    ("President Anna Keller spoke.", ("President",)),
    ("Air Force General Liam Reed spoke.", ("Air Force General",)),
    ("Anna Keller, the mayor of Torvik, spoke.", ("mayor of Torvik",)),
    (
        "Kevin Moore, commissioner of Customs and Border Protection, left.",
        ("commissioner of Customs and Border Protection",),
    ),
    ("Anna Keller, who is tired, spoke.", ()),
]


@pytest.mark.parametrize(("text", "titles"), TITLES)
def test_titles_are_attributes_of_a_person(find: Find, text: str, titles: tuple[str, ...]) -> None:
    person = next(e for e in find(text) if e.type == "PERSON")
    assert person.titles == titles
    assert person.key in {"person/anna-keller", "person/liam-reed", "person/kevin-moore"}


SLUGS = [
    ("Liam O’Hara", "liam-ohara"),
    ("Bloc Québécois", "bloc-quebecois"),
    ("U.S. Senate", "us-senate"),
    ("AT&T", "at-t"),
]


@pytest.mark.parametrize(("name", "slug"), SLUGS)
def test_a_slug_is_plain_words_joined_by_hyphens(name: str, slug: str) -> None:
    assert names.slug(name) == slug


KEYS = [
    ("The U.N. agreed.", "org/united-nations"),
    ("Officers of the FBI agreed.", "org/federal-bureau-of-investigation"),
    ("U.S. Customs and Border Protection agreed.", "org/us-customs-and-border-protection"),
    ("Customs and Border Protection agreed.", "org/us-customs-and-border-protection"),
    ("Shares of Varde Holdings Inc. fell.", "org/varde-holdings"),
    ("Many died in the Second World War.", "event/world-war-ii"),
]


@pytest.mark.parametrize(("text", "key"), KEYS)
def test_other_forms_of_a_name_give_the_same_key(find: Find, text: str, key: str) -> None:
    assert [e.key for e in find(text)] == [key]


MORE_TITLES = [
    ("Lt. Col. Anna Keller spoke.", ("Lt. Col.",)),
    ("Secretary of Defense Anna Keller spoke.", ("Secretary of Defense",)),
    ("The harbour board's leader, Anna Keller, spoke.", ("harbour board's leader",)),
    ("King Harald, Queen Sonja and Anna Keller spoke.", ()),
]


@pytest.mark.parametrize(("text", "titles"), MORE_TITLES)
def test_a_title_is_whole_and_that_of_nobody_else(find: Find, text: str, titles: tuple[str, ...]) -> None:
    assert next(e for e in find(text) if e.name == "Anna Keller").titles == titles


def test_a_title_does_not_begin_inside_a_name(find: Find) -> None:
    found = find("Torvik United striker Anna Keller scored.")
    assert "United striker" not in next(e for e in found if e.name == "Anna Keller").titles
