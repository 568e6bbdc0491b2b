"""Names from all over the world, with the spellings and the company that news gives them."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from dateline.models import Place
from workers.document import Document, Stage
from workers.stages import places
from workers.stages.places.weights import CONFIDENCE

MakeDoc = Callable[..., Document]


@pytest.fixture(scope="module")
def stage() -> Stage:
    return places.load()


def named(stage: Stage, doc: Document) -> dict[str, Place]:
    """The places by the surface of their mentions."""
    return {m.surface: p for p in stage.annotate(doc).places for m in p.mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Health authorities in Hubei province reported 12 new cases.", {"Hubei": "CN"}),
        ("The disease spread in Sierra Leone's Kailahun district.", {"Sierra Leone": "SL", "Kailahun district": "SL"}),
        ("The Democratic Republic of Congo closed its border.", {"Democratic Republic of Congo": "CD"}),
        ("A farmer in Guangdong fell ill after visiting Shenzhen.", {"Guangdong": "CN", "Shenzhen": "CN"}),
        ("Refugees reached Liberia's Lofa County from Guinea.", {"Liberia": "LR", "Lofa County": "LR", "Guinea": "GN"}),
        ("Rebels seized Bambari in the Central African Republic.", {"Bambari": "CF", "Central African Republic": "CF"}),
        ("Macedonia and Greece signed an agreement.", {"Macedonia": "MK", "Greece": "GR"}),
        ("Gang violence in San Pedro Sula has made Honduras dangerous.", {"San Pedro Sula": "HN", "Honduras": "HN"}),
        ("The governor of British Columbia resigned.", {"British Columbia": "CA"}),
        ("Lebanon's army deployed in Tripoli after clashes.", {"Lebanon": "LB", "Tripoli": "LB"}),
        ("Spain's police arrested three people in Cordoba.", {"Spain": "ES", "Cordoba": "ES"}),
        ("A court in Hamilton, Bermuda, freed the banker.", {"Hamilton": "BM", "Bermuda": "BM"}),
        ("Santo Domingo and Port-au-Prince restored ties.", {"Santo Domingo": "DO", "Port-au-Prince": "HT"}),
        ("Floods in Kerala left thousands homeless in Kochi.", {"Kerala": "IN", "Kochi": "IN"}),
        ("She landed in Saudi Arabia on Monday.", {"Saudi Arabia": "SA"}),
        ("A man from Luton was arrested at Heathrow Airport.", {"Luton": "GB", "Heathrow Airport": "GB"}),
        ("Riots broke out in Ferguson, Missouri, and Baltimore.", {"Missouri": "US", "Baltimore": "US"}),
    ],
)
def test_a_name_is_found_in_its_country(stage: Stage, make_doc: MakeDoc, text: str, expected: dict[str, str]) -> None:
    found = named(stage, make_doc(text))
    assert {surface: found[surface].country for surface in expected if surface in found} == expected


@pytest.mark.parametrize(
    ("text", "surface", "latitude", "longitude"),
    [
        ("The explorer reached the North Pole on skis.", "North Pole", 90, 0),
        ("The search moved to the Indian Ocean.", "Indian Ocean", -15, 75),
        ("Pirates seized a tanker in the Gulf of Guinea.", "Gulf of Guinea", 2, 2.5),
        ("The disease reached Sierra Leone's Kailahun district.", "Kailahun district", 8.28, -10.57),
    ],
)
def test_a_sea_or_district_has_the_coordinates_of_its_own(
    stage: Stage, make_doc: MakeDoc, text: str, surface: str, latitude: float, longitude: float
) -> None:
    place = named(stage, make_doc(text))[surface]
    assert place.lat == pytest.approx(latitude, abs=0.1)
    assert place.lon == pytest.approx(longitude, abs=0.1)


@pytest.mark.parametrize(
    ("text", "surface", "modifier"),
    [
        ("He was found about 20 miles (32 km) north of Bamako.", "Bamako", "20 miles (32 km) north of"),
        ("The wreck lies 12 km south-west of the Solomon Islands.", "Solomon Islands", "12 km south-west of"),
        ("Iraqi troops pushed into Tal Afar, west of Mosul.", "Mosul", "west of"),
        ("A ship sank off the western coast of Libya.", "Libya", "off the western coast of"),
        ("A ferry sank off Zanzibar with 600 people aboard.", "Zanzibar", "off"),
        ("A farm near Guildford in England was closed.", "Guildford", "near"),
        ("Villagers outside Bria in the Central African Republic fled.", "Bria", "outside"),
        ("Turkey shut the border with Syria.", "Syria", "border with"),
        ("The troops are on their way to southern Texas.", "Texas", "southern"),
        ("Snow fell in Texas.", "Texas", None),
        ("The city of Houston in Texas is growing.", "Houston", None),
    ],
)
def test_the_modifier_says_where_a_place_lies_from_the_name(
    stage: Stage, make_doc: MakeDoc, text: str, surface: str, modifier: str | None
) -> None:
    assert named(stage, make_doc(text))[surface].modifier == modifier


@pytest.mark.parametrize(
    "text",
    [
        "The Bank of England kept rates steady on Thursday, and the pound rose.",
        "The University of Texas and the Chicago Tribune declined to comment.",
        "An Air India Express plane landed safely.",
        "The European Union and the Georgia Senate agreed.",
    ],
)
def test_a_place_in_the_name_of_an_organisation_says_so(stage: Stage, make_doc: MakeDoc, text: str) -> None:
    found = [p for p in named(stage, make_doc(text)).values() if p.modifier != "demonym"]
    assert {p.modifier for p in found if p.feature_code != "RGN"} <= {"organisation"}


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        ("The Palestinian president met Jordan's king in Amman.", "Palestinian", "PS"),
        ("Latvian police detained two men in Riga.", "Latvian", "LV"),
        ("The Argentine senator was born in Rosario.", "Argentine", "AR"),
        ("A South African court freed the man.", "South African", "ZA"),
    ],
)
def test_a_people_is_its_country(stage: Stage, make_doc: MakeDoc, text: str, surface: str, country: str) -> None:
    place = named(stage, make_doc(text))[surface]
    assert (place.country, place.modifier) == (country, "demonym")


def test_of_a_city_and_its_division_the_city_is_meant_unless_a_word_for_the_division_follows(
    stage: Stage, make_doc: MakeDoc
) -> None:
    city = named(stage, make_doc("A bomb went off in Kandahar, in Afghanistan."))["Kandahar"]
    division = named(stage, make_doc("A bomb went off in Kandahar province, in Afghanistan."))["Kandahar"]
    assert (city.feature_class, division.feature_class) == ("P", "A")


@pytest.mark.parametrize(
    ("text", "surface", "code"),
    [
        ("The Vatican said the pope would visit Lampedusa.", "Vatican", "PCLI"),
        ("Panama and Colombia reopened the crossing.", "Panama", "PCLI"),
        ("Luxembourg signed the treaty on Monday.", "Luxembourg", "PCLI"),
        ("Djibouti let the ships dock.", "Djibouti", "PCLI"),
        ("She flew to Paris from Ben Gurion airport.", "Ben Gurion airport", "AIRP"),
        ("She flew to Boston from Charles de Gaulle airport.", "Charles de Gaulle airport", "AIRP"),
    ],
)
def test_a_country_or_an_airport_is_known_by_its_name(
    stage: Stage, make_doc: MakeDoc, text: str, surface: str, code: str
) -> None:
    assert named(stage, make_doc(text))[surface].feature_code == code


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The mayor of Kpalikpokro said the well was dry.", "Kpalikpokro"),
        ("Protests broke out in the town of Zarqumat, reporters said.", "Zarqumat"),
        ("Residents of Blentworth complained about the smell.", "Blentworth"),
        ("Villagers outside Kodimba fled into the bush.", "Kodimba"),
    ],
)
def test_an_unknown_name_that_the_text_calls_a_place_is_unresolved(
    stage: Stage, make_doc: MakeDoc, text: str, surface: str
) -> None:
    place = named(stage, make_doc(text))[surface]
    assert (place.lat, place.geonameid) == (None, None)


def test_the_confidence_rises_with_the_probability() -> None:
    assert CONFIDENCE[0] == (0.0, 0.0)
    assert all(a[0] < b[0] and a[1] <= b[1] <= 1 for a, b in pairwise(CONFIDENCE))


def test_a_name_that_no_gazetteer_has_is_unresolved(stage: Stage, make_doc: MakeDoc) -> None:
    found = stage.annotate(make_doc("Syrian forces shelled Idlib province and withdrew from Ma'rat-Kestel.")).places
    assert all(p.lat is not None or (p.geonameid is None and p.country is None) for p in found)


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        ("Flights from Boston to Mexico City and Guadalajara were delayed.", "Boston", "US"),
        ("Cases were found in Manchester, Liverpool and Dublin, and one in Ohio.", "Manchester", "GB"),
        ("The gang sold arms in Medellin, Miami and Panama City.", "Panama City", "PA"),
        ("Storm surge flooded Panama City and Pensacola in the Florida Panhandle.", "Panama City", "US"),
    ],
)
def test_a_city_of_the_world_is_meant_unless_the_article_is_about_where_its_namesake_lies(
    stage: Stage, make_doc: MakeDoc, text: str, surface: str, country: str
) -> None:
    assert named(stage, make_doc(text))[surface].country == country
