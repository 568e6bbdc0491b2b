from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.models import Place
from workers.document import Document, Stage
from workers.stages import places

MakeDoc = Callable[..., Document]


@pytest.fixture(scope="module")
def stage() -> Stage:
    return places.load()


def find(stage: Stage, doc: Document) -> tuple[Place, ...]:
    return stage.annotate(doc).places


def ids(found: tuple[Place, ...]) -> dict[str, int | None]:
    """The GeoNames id by surface, demonyms aside."""
    return {m.surface: p.geonameid for p in found if p.modifier != "demonym" for m in p.mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fair opens in Paris, Texas, on Monday.", {"Paris": 4717560, "Texas": 4736286}),
        ("Police in Long Beach, CA, arrested two men.", {"Long Beach": 5367929, "CA": 5332921}),
        ("She teaches in Cambridge, Mass., near Boston.", {"Cambridge": 4931972, "Mass.": 6254926, "Boston": 4930956}),
        ("Georgia's president met Russian officials in Tbilisi on Monday.", {"Georgia": 614540, "Tbilisi": 611717}),
        ("The storm hit Atlanta, Georgia, on Monday.", {"Atlanta": 4180439, "Georgia": 4197000}),
        ("Flights between New York and Washington were delayed.", {"New York": 5128581, "Washington": 4140963}),
        ("Rebels in the east of Congo attacked a village near Kinshasa.", {"Congo": 203312, "Kinshasa": 2314302}),
        ("Talks between the two leaders on Korea were held in Seoul.", {"Korea": 1835841, "Seoul": 1835848}),
        ("Troops went to Texas, followed by Arizona.", {"Texas": 4736286, "Arizona": 5551752}),
        ("A caravan moved from Guatemala to Mexico.", {"Guatemala": 3595528, "Mexico": 3996063}),
        ("He lives in Springfield, Illinois.", {"Springfield": 4250542, "Illinois": 4896861}),
        ("KABUL, Afghanistan (AP) - A bomb exploded on Tuesday.", {"KABUL": 1138958, "Afghanistan": 1149361}),
        ("Roads in Clay and Polk counties in Iowa shut.", {"Clay": 4851866, "Polk": 4871782, "Iowa": 4862182}),
    ],
)  # fmt: skip
def test_each_name_is_resolved_to_the_entry_that_is_meant(
    stage: Stage, make_doc: MakeDoc, text: str, expected: dict[str, int]
) -> None:
    assert ids(find(stage, make_doc(text))) == expected


def test_one_name_may_mean_two_places_where_the_text_says_so(stage: Stage, make_doc: MakeDoc) -> None:
    found = find(stage, make_doc("He moved from Springfield, Illinois, to Springfield, Missouri."))
    assert [(p.name, p.admin1) for p in found if p.feature_class == "P"] == [
        ("Springfield", "Illinois"),
        ("Springfield", "Missouri"),
    ]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Paris Hilton arrived on Friday.", "Paris"),
        ("The Washington Post reported that the Pentagon would send troops.", "Washington"),
        ("The Washington Post reported that the Pentagon would send troops.", "Pentagon"),
        ("Give us a chance, he said, and we will go.", "us"),
        ("Mr. London told reporters that he would resign.", "London"),
        ("He may come in March, or in May.", "March"),
    ],
)
def test_names_of_other_things_are_no_places(stage: Stage, make_doc: MakeDoc, text: str, surface: str) -> None:
    assert surface not in ids(find(stage, make_doc(text)))


def test_a_demonym_is_the_country_and_says_so(stage: Stage, make_doc: MakeDoc) -> None:
    found = find(stage, make_doc("The French president arrived in Germany, and a German minister met him in Paris."))
    demonyms = {p.mentions[0].surface: (p.geonameid, p.country) for p in found if p.modifier == "demonym"}
    assert demonyms == {"French": (3017382, "FR"), "German": (2921044, "DE")}
    assert "FR" in {p.country for p in found if p.modifier is None and p.feature_class == "P"}


def test_a_direction_is_the_modifier_not_the_name(stage: Stage, make_doc: MakeDoc) -> None:
    (place,) = find(stage, make_doc("The troops are on their way to southern Texas."))
    assert (place.name, place.modifier, place.mentions[0].surface) == ("Texas", "southern", "Texas")


def test_all_mentions_of_a_place_are_one(stage: Stage, make_doc: MakeDoc) -> None:
    text = "The US sent aid to Kenya. Officials in Kenya thanked the United States. The U.S. will send more."
    found = find(stage, make_doc(text))
    assert [(p.id, p.name, len(p.mentions)) for p in found] == [("p1", "United States", 3), ("p2", "Kenya", 2)]


def test_a_resolved_place_carries_what_the_gazetteer_knows(stage: Stage, make_doc: MakeDoc) -> None:
    place = next(p for p in find(stage, make_doc("Two people were hurt in El Paso, Texas.")) if p.name == "El Paso")
    assert (place.country, place.admin1, place.feature_class, place.feature_code) == ("US", "Texas", "P", "PPL")
    assert place.lat == pytest.approx(31.76, abs=0.1)
    assert place.lon == pytest.approx(-106.49, abs=0.1)
    assert place.population
    assert 0.5 < place.confidence <= 1


def test_the_home_of_the_source_decides_an_open_case(stage: Stage, make_doc: MakeDoc) -> None:
    text = "A man was arrested in Richmond on Friday, police in Richmond said."
    virginia = find(stage, make_doc(text, source="Richmond Times-Dispatch"))
    london = find(stage, make_doc(text, source="richmondnews.co.uk"))
    assert {p.country for p in virginia} == {"US"}
    assert {p.country for p in london} == {"GB"}


def test_a_text_without_places_has_none(stage: Stage, make_doc: MakeDoc) -> None:
    assert find(stage, make_doc("He sat down and wept.")) == ()


def test_two_runs_are_equal(stage: Stage, make_doc: MakeDoc) -> None:
    doc = make_doc("Fighting went on in Aleppo, Syria, while Turkish troops moved from Gaziantep to the border.")
    assert find(stage, doc) == find(stage, doc)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Paris", "US", ",", "the", "of", "Texas", "(", "Georgia", "-", "'s", "\n", "St.", "💥", "Korean", "County"]
        ),
        max_size=14,
    )
)
def test_surfaces_match_offsets_and_mentions_do_not_overlap(stage: Stage, make_doc: MakeDoc, words: list[str]) -> None:
    text = "In " + " ".join(words)
    found = find(stage, make_doc(text))
    spans = sorted((m.start, m.end) for p in found for m in p.mentions)
    assert all(text[m.start : m.end] == m.surface for p in found for m in p.mentions)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert [p.id for p in found] == [f"p{n}" for n in range(1, len(found) + 1)]
