from workers.gazetteer import Gazetteer, aliases
from workers.gazetteer.demonyms import REGION_WORDS, read_demonyms, spell
from workers.gazetteer.regions import CLASSES, read_regions


def test_every_demonym_stands_for_an_entry(gazetteer: Gazetteer) -> None:
    missing = [word for word, target in read_demonyms().items() if not gazetteer.resolve(target)]
    assert missing == []


def test_demonyms_have_plurals() -> None:
    assert spell("Swede Dutch South-African") == ["Swede", "Swedes", "Dutch", "South African", "South Africans"]


def test_regions_have_a_class_and_a_point() -> None:
    regions = list(read_regions())
    assert len(regions) > 150
    assert all(-90 <= r.lat <= 90 and -180 <= r.lon <= 180 for r in regions)
    assert {r.code for r in regions} <= CLASSES.keys() | {"PCLH", "PCLI", "ADM1", "ADM1H", "ADM2", "ADM2H"}
    assert set(REGION_WORDS) <= {name for r in regions for name in r.names} | {
        "Europe", "Africa", "Asia", "North America", "South America", "Antarctica",
    }  # fmt: skip


def test_names_of_the_tables_lead_to_their_entries(gazetteer: Gazetteer) -> None:
    wrong = [
        (geonameid, name)
        for geonameid, names in aliases.PLACES.items()
        for name in names.split("|")
        if name and geonameid not in [e.id for e in gazetteer.find(name)]
    ]
    assert wrong == []
