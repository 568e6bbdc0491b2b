import pytest

from tests.workers.stages.entities.conftest import Find

ONE_PERSON = [
    ("Mr Keller", "Anna Keller met the press. Later Mr Keller left."),
    ("Donald J. Reed", "Donald Reed won. Donald J. Reed thanked them. Reed left."),
    ("@theDonaldReed", "Donald Reed won. “Thanks!” (@theDonaldReed) he wrote."),
    ("General O’Hara", "General Liam O’Hara spoke. Gen O’Hara left."),
]


@pytest.mark.parametrize(("_name", "text"), ONE_PERSON)
def test_forms_of_one_persons_name_are_one_entity(find: Find, _name: str, text: str) -> None:
    assert len([e for e in find(text) if e.type == "PERSON"]) == 1


def test_two_people_with_one_surname_stay_two(find: Find) -> None:
    found = find("Anna Keller met Boris Keller. Boris Keller smiled. Anna Keller left.")
    assert [e.key for e in found] == ["person/anna-keller", "person/boris-keller"]


def test_a_surname_joins_the_bearer_named_last(find: Find) -> None:
    found = find("Anna Keller arrived. Then Boris Keller arrived. Keller sat down.")
    assert [len(e.mentions) for e in found] == [1, 2]


def test_an_acronym_joins_its_expansion(find: Find) -> None:
    found = find("The European Space Agency launched it. ESA paid for it.")
    assert [(e.name, e.aliases) for e in found] == [("European Space Agency", ("ESA",))]


def test_a_body_without_its_country_joins_the_longer_name(find: Find) -> None:
    found = find("The head of US Northern Command spoke. Northern Command has troops.")
    assert [(e.key, len(e.mentions)) for e in found] == [("org/us-northern-command", 2)]


def test_the_name_of_a_person_is_the_full_one_without_initials(find: Find) -> None:
    found = find("Reed won. Donald J. Reed spoke. Donald Reed left.")
    assert [(e.name, e.key) for e in found] == [("Donald Reed", "person/donald-reed")]


def test_mentions_are_in_order_and_match_the_text(find: Find) -> None:
    text = "Anna Keller met Boris Novak in Oslo. Keller and Novak agreed."
    for entity in find(text):
        assert [m.start for m in entity.mentions] == sorted(m.start for m in entity.mentions)
        assert all(text[m.start : m.end] == m.surface for m in entity.mentions)


def test_a_form_of_address_keeps_two_people_of_one_surname_apart(find: Find) -> None:
    found = find("Mr. John Reed and Mrs. Mary Reed came. Mr. Reed spoke first. Mrs. Reed left.")
    assert [(e.name, len(e.mentions)) for e in found] == [("John Reed", 2), ("Mary Reed", 2)]


def test_a_pronoun_of_the_text_tells_whom_a_form_of_address_means(find: Find) -> None:
    found = find("Jo Reed said she was tired. Sam Reed said he was not. Ms. Reed went home.")
    assert [(e.name, len(e.mentions)) for e in found] == [("Jo Reed", 2), ("Sam Reed", 1)]


def test_a_form_of_address_that_nothing_decides_joins_nobody(find: Find) -> None:
    found = find("Jo Reed and Sam Reed met in May. Mr. Reed went home.")
    assert [(e.name, len(e.mentions)) for e in found if e.type == "PERSON"] == [
        ("Jo Reed", 1),
        ("Sam Reed", 1),
        ("Reed", 1),
    ]


def test_forms_of_one_well_known_body_are_one_entity(find: Find) -> None:
    found = find("The United Nations met. The UN agreed. The U.N. paid.")
    assert [(e.key, len(e.mentions)) for e in found] == [("org/united-nations", 3)]
