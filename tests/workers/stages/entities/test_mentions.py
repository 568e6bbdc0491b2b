import pytest

from tests.workers.stages.entities.conftest import Find

NAMES = [
    ("The plan was drawn up by Customs and Border Protection.", "Customs and Border Protection", "ORG"),
    ("She sued with the American Civil Liberties Union’s help.", "American Civil Liberties Union", "ORG"),
    ("He ran the Ministry of Health, Labour and Welfare for years.", "Ministry of Health, Labour and Welfare", "ORG"),
    ("Lessons at the University of Torvik began late.", "University of Torvik", "ORG"),
    ("The 65th Air Division left in June.", "65th Air Division", "ORG"),
    ("They backed the Workers' Party of Norland in May.", "Workers' Party of Norland", "ORG"),
    ("Troops began Operation Silent River on Monday.", "Operation Silent River", "EVENT"),
    ("Turnout fell in the 2014 Norwegian local elections.", "2014 Norwegian local elections", "EVENT"),
    ("Thousands died in the 2010 Haiti earthquake.", "2010 Haiti earthquake", "EVENT"),
    ("Leaders met before the Treaty of Versailles was signed.", "Treaty of Versailles", "LAW"),
    ("The boat sank off Newcastle upon Tyne.", "Newcastle upon Tyne", "GPE"),
    ("Prices rose in Central and Eastern Europe.", "Central and Eastern Europe", "LOC"),
    ("A fan of the Boston Bruins wept.", "Boston Bruins", "ORG"),
    ("We spoke to Jean-Claude Dupont at home.", "Jean-Claude Dupont", "PERSON"),
    ("A reply came from @anna_keller at noon.", "@anna_keller", "PERSON"),
    ("It began before Tropical Storm Edgar formed.", "Tropical Storm Edgar", "EVENT"),
    ("General Barclay de Lund retreated at dawn.", "Barclay de Lund", "PERSON"),
    ("The Duke of Wellmark won the day.", "Duke of Wellmark", "PERSON"),
    ("Prime Minister Theresa May met them.", "Theresa May", "PERSON"),
    ("Moon Jae-in smiled at the crowd.", "Moon Jae-in", "PERSON"),
    ("It stopped on the Bristol and Exeter Railway line.", "Bristol and Exeter Railway", "ORG"),
    ("Her second novel, Harbour Nights, sold well.", "Harbour Nights", "WORK_OF_ART"),
    ("The Keller administration sent more aid.", "Keller", "PERSON"),
    ("Olen Varde (born 1961) is a chemist.", "Olen Varde", "PERSON"),
]


@pytest.mark.parametrize(("text", "name", "type_"), NAMES)
def test_a_name_is_found_whole_with_its_type(find: Find, text: str, name: str, type_: str) -> None:
    assert (name, type_) in [(m.surface, e.type) for e in find(text) for m in e.mentions]


def test_a_photo_credit_is_a_person_and_an_agency(find: Find) -> None:
    found = find("Anna Keller speaks to reporters (Joe Bloggs/Reuters).")
    assert [(e.name, e.type) for e in found] == [
        ("Anna Keller", "PERSON"),
        ("Joe Bloggs", "PERSON"),
        ("Reuters", "ORG"),
    ]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_possessives_and_articles_stay_outside_a_name(find: Find, mark: str) -> None:
    found = find(f"The Pentagon{mark}s budget and Germany{mark}s army grew.")
    assert {m.surface for e in found for m in e.mentions} == {"Pentagon", "Germany"}


def test_names_on_two_lines_are_two_names(find: Find) -> None:
    found = find("Regards,\n\nAnna Keller\n\nJohn Reed\n")
    assert [e.name for e in found] == ["Anna Keller", "John Reed"]


def test_two_bodies_joined_by_and_are_two(find: Find) -> None:
    found = find("The loan came from the World Bank and the IMF.")
    assert [e.name for e in found] == ["World Bank", "IMF"]


def test_a_bracketed_short_form_has_the_type_of_its_name(find: Find) -> None:
    found = find("The New Pole for Norland (NPN) won. Later the NPN split.")
    assert [(e.name, e.type, len(e.mentions)) for e in found] == [("New Pole for Norland", "ORG", 3)]


def test_one_name_has_one_type_in_an_article(find: Find) -> None:
    text = "Maria Lund won the vote. Lund thanked voters. When asked about Lund, rivals were silent. Lund smiled."
    assert {e.type for e in find(text)} == {"PERSON"}


def test_a_capitalised_common_word_is_no_name(find: Find) -> None:
    assert find("The convoy moved on. Nobody slept in the Convoy that night.") == ()


def test_a_demonym_stays_a_group_of_people(find: Find) -> None:
    assert [(e.name, e.type) for e in find("French voters were calm.")] == [("French", "NORP")]


def test_an_agency_in_a_credit_is_a_body(find: Find) -> None:
    assert [(e.name, e.type) for e in find("(Anna Keller/Getty Images)")] == [
        ("Anna Keller", "PERSON"),
        ("Getty Images", "ORG"),
    ]


def test_a_score_is_no_part_of_a_teams_name(find: Find) -> None:
    assert "Chelsea" in {m.surface for e in find("Leeds beat Chelsea 3-1 on Saturday.") for m in e.mentions}


def test_a_town_that_beats_another_is_its_team(find: Find) -> None:
    assert [e.type for e in find("Leeds beat them easily.")] == ["ORG"]


@pytest.mark.parametrize("text", ["Sen. Anna Keller, D-Mass., spoke.", "Rep. Anna Keller, R-Calif., spoke."])
def test_party_and_state_are_no_person(find: Find, text: str) -> None:
    assert [e.name for e in find(text) if e.type == "PERSON"] == ["Anna Keller"]


def test_the_portfolio_of_a_secretary_is_no_body(find: Find) -> None:
    assert [e.name for e in find("Secretary of Defense Jim Lind agreed.")] == ["Jim Lind"]


def test_a_headline_in_capitals_is_no_name(find: Find) -> None:
    found = find("MAYOR KELLER SAYS CITY COUNCIL WILL SUE THE HARBOUR BOARD")
    assert [(e.name, e.type, e.titles) for e in found] == [("KELLER", "PERSON", ("MAYOR",))]


def test_a_headline_in_capitals_names_who_is_named_below(find: Find) -> None:
    found = find("ANNA KELLER WINS VOTE IN CAPITAL\n\nAnna Keller won the vote. Keller smiled.")
    assert [len(e.mentions) for e in found if e.type == "PERSON"] == [3]


def test_no_name_of_a_headline_holds_a_verb(find: Find) -> None:
    names = [m.surface for e in find("Mayor Says Harbour Board Will Sue City Over Pier") for m in e.mentions]
    assert not any(word in name.split() for name in names for word in ("Says", "Will", "Over"))


def test_a_full_name_without_capitals_is_found(find: Find) -> None:
    assert [e.name for e in find("so says hillary clinton and nobody else") if e.type == "PERSON"] == [
        "hillary clinton"
    ]


def test_a_company_by_its_short_name_is_a_body(find: Find) -> None:
    found = find("Shares of Varde Corp. rose. Varde said it would hire.")
    assert [(e.type, e.key, len(e.mentions)) for e in found] == [("ORG", "org/varde", 2)]


def test_what_a_name_is_said_to_be_once_holds_for_all_of_its_mentions(find: Find) -> None:
    text = "Lunby is a village near Torvik. Many left. Lunby can be spelt otherwise. Old maps have Lunby, too."
    assert {e.type for e in find(text) if e.name == "Lunby"} == {"GPE"}
