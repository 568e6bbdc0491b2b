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
