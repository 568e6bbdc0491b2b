import os

import pytest

from workers.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("name", "geonameid"),
    [
        ("United States", 6252001),
        ("US", 6252001),
        ("U.S.", 6252001),
        ("the U.S.", 6252001),
        ("Mexico", 3996063),
        ("Texas", 4736286),
        ("El Paso", 5520993),
        ("Britain", 2635167),
        ("Ivory Coast", 2287781),
        ("Bavaria", 2951839),
        ("Los Angeles County", 5368381),
        ("Gaza Strip", 281132),
        ("Europe", 6255148),
    ],
)
def test_a_name_finds_the_entry_of_geonames(gazetteer: Gazetteer, name: str, geonameid: int) -> None:
    assert geonameid in [e.geonameid for e in gazetteer.find(name)]


@pytest.mark.parametrize("name", ["", "   ", "us", "Xqzzville", "WAX"])
def test_other_words_find_no_country(gazetteer: Gazetteer, name: str) -> None:
    assert not [e for e in gazetteer.find(name) if e.feature_code == "PCLI"]


def test_a_code_in_capitals_is_not_a_village(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("WA") == ()
    assert gazetteer.find("Wa") != ()


def test_the_most_populous_candidate_comes_first(gazetteer: Gazetteer) -> None:
    people = [e.population for e in gazetteer.find("Springfield")]
    assert len(people) > 10
    assert people == sorted(people, reverse=True)


def test_a_city_knows_its_divisions(gazetteer: Gazetteer) -> None:
    el_paso = next(e for e in gazetteer.find("El Paso") if e.id == 5520993)
    assert (el_paso.country, el_paso.admin1, el_paso.admin2) == ("US", 4736286, 5521001)
    assert el_paso.feature_class == "P"
    assert el_paso.lat == pytest.approx(31.76, abs=0.05)


def test_a_capital_is_the_largest_city_of_that_name_alone(gazetteer: Gazetteer) -> None:
    capitals = [e.id for e in gazetteer.find("Washington") if e.feature_code == "PPLC"]
    assert capitals == [4140963]


@pytest.mark.parametrize(
    ("text", "geonameid"), [("CA", 5332921), ("Calif.", 5332921), ("Mass.", 6254926), ("Ont.", 6093943)]
)
def test_an_abbreviation_finds_its_division(gazetteer: Gazetteer, text: str, geonameid: int) -> None:
    assert [e.id for e in gazetteer.find_abbreviation(text)] == [geonameid]


def test_letters_without_spaces_find_a_name(gazetteer: Gazetteer) -> None:
    assert "Santa Cruz" in [e.name for e in gazetteer.find_joined("santacruz")]


def test_a_region_of_our_own_has_no_geonameid(gazetteer: Gazetteer) -> None:
    sahara = next(e for e in gazetteer.find("Sahara") if e.id < 0)
    assert sahara.geonameid is None
    assert (sahara.feature_class, sahara.feature_code) == ("T", "DSRT")


def test_no_entry_lies_off_the_globe(gazetteer: Gazetteer) -> None:
    entries = [e for name in ("Georgia", "San Jose", "Victoria", "Fiji", "Alaska") for e in gazetteer.find(name)]
    assert all(-90 <= e.lat <= 90 and -180 <= e.lon <= 180 for e in entries)


def test_a_forked_process_opens_the_file_for_itself(gazetteer: Gazetteer) -> None:
    gazetteer.find("Oslo")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        found = [e.country for e in gazetteer.find("Reykjavik")]
        os.write(writing, b"1" if "IS" in found else b"0")
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reading, 1) == b"1"
    os.close(reading)
    os.close(writing)
    assert "NO" in [e.country for e in gazetteer.find("Oslo")]


@pytest.mark.parametrize(
    ("name", "country", "code"),
    [
        ("Heathrow Airport", "GB", "AIRP"),
        ("JFK", "US", "AIRP"),
        ("Schiphol", "NL", "AIRP"),
        ("Bagram Air Base", "AF", "AIRB"),
        ("County Antrim", "GB", "ADM2H"),
        ("Katanga", "CD", "ADM1H"),
        ("Lake Prespa", None, "LK"),
    ],
)
def test_what_geonames_lists_of_cities_lack_is_in_our_tables(
    gazetteer: Gazetteer, name: str, country: str | None, code: str
) -> None:
    entry = next(e for e in gazetteer.find(name) if e.id < 0)
    assert (entry.country, entry.feature_code) == (country, code)


def test_a_district_without_known_cities_lies_at_the_town_of_its_name(gazetteer: Gazetteer) -> None:
    (district,) = (e for e in gazetteer.find("Kailahun District") if e.feature_code == "ADM2")
    town = next(e for e in gazetteer.find("Kailahun") if e.feature_class == "P")
    assert (district.lat, district.lon) == (town.lat, town.lon)


def test_a_village_does_not_keep_a_former_name_that_a_large_place_has(gazetteer: Gazetteer) -> None:
    assert {e.name for e in gazetteer.find("Baltimore") if e.feature_class == "P"} == {"Baltimore"}


def test_a_campus_is_no_town(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("University of Texas") == ()
