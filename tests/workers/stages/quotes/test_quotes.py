from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.operations import grows_linearly
from tests.workers.conftest import MakeDoc
from workers.document import Document, Stage
from workers.stages import entities, quotes
from workers.stages.quotes import marks

Annotate = Callable[[str], Document]


@pytest.fixture(scope="module")
def entities_stage() -> Stage:
    return entities.load()


@pytest.fixture(scope="module")
def annotate(make_doc: MakeDoc, entities_stage: Stage) -> Annotate:
    return lambda text: quotes.annotate(entities_stage.annotate(make_doc(text)))


def told(doc: Document) -> list[tuple[str, str | None, str | None, bool]]:
    """Surface, name of the speaker, cue and whether direct, of each quote."""
    name = {e.id: e.name for e in doc.entities}
    return [(q.surface, name.get(q.speaker or ""), q.cue, q.direct) for q in doc.quotes]


DIRECT = [
    ("“We will rebuild the bridge,” said Anna Keller.", "We will rebuild the bridge,", "Anna Keller", "said"),
    ('"We will rebuild the bridge," Anna Keller said.', "We will rebuild the bridge,", "Anna Keller", "said"),
    ('Anna Keller wrote: "Send the tents now."', "Send the tents now.", "Anna Keller", "wrote"),
    ("Anna Keller, smiling, told reporters: “We won the vote.”", "We won the vote.", "Anna Keller", "told"),
    ("Anna Keller: “There is no plan for this.”", "There is no plan for this.", "Anna Keller", None),
    ("“The ice is gone,” according to Anna Keller.", "The ice is gone,", "Anna Keller", "according"),
    ("‘We’ve lost the workers’ trust,’ said Anna Keller.", "We’ve lost the workers’ trust,", "Anna Keller", "said"),
    ("'I won't go,' Anna Keller said.", "I won't go,", "Anna Keller", "said"),
    ("‘He called it “a farce” and left,’ Anna Keller said.", "He called it “a farce” and left,", "Anna Keller", "said"),
    ("„The ice is gone“, said Anna Keller.", "The ice is gone", "Anna Keller", "said"),
    ("«The ice is gone», said Anna Keller.", "The ice is gone", "Anna Keller", "said"),
    (
        "Anna Keller cautioned “let us not get ahead of ourselves.”",
        "let us not get ahead of ourselves.",
        "Anna Keller",
        "cautioned",
    ),
    ("Witness Anna Keller, 34, said: “It was very dark.”", "It was very dark.", "Anna Keller", "said"),
]


@pytest.mark.parametrize(("text", "surface", "speaker", "cue"), DIRECT)
def test_direct_speech_has_its_speaker_and_cue(
    annotate: Annotate, text: str, surface: str, speaker: str, cue: str | None
) -> None:
    assert told(annotate(text)) == [(surface, speaker, cue, True)]


def test_a_split_quote_is_two_of_one_speaker(annotate: Annotate) -> None:
    found = told(annotate("“Go home,” Anna Keller urged them, “and you will be safe there”."))
    assert [(surface, who) for surface, who, _, _ in found] == [
        ("Go home,", "Anna Keller"),
        ("and you will be safe there", "Anna Keller"),
    ]


def test_a_quote_goes_on_with_its_speaker_in_the_same_paragraph(annotate: Annotate) -> None:
    found = told(annotate("“Nobody told us,” Mr Brandt said. “We had no choice at all.”"))
    assert [who for _, who, _, _ in found] == ["Brandt", "Brandt"]


def test_an_unclosed_paragraph_belongs_to_the_speaker_of_the_next(annotate: Annotate) -> None:
    found = told(annotate("“The first part goes on.\n\n“And here is the second part,” Tom Reed told reporters."))
    assert [(surface, who) for surface, who, _, _ in found] == [
        ("The first part goes on.", "Tom Reed"),
        ("And here is the second part,", "Tom Reed"),
    ]


PRONOUNS = [
    ("Anna Keller opened the school. “It is a good day,” she said.", "Anna Keller"),
    ("Mr Brandt met Ms Lind. “We will not sell the house,” he said.", "Brandt"),
    ("“It was dark,” Tom Reed said. He added: “I saw nothing at all.”", "Tom Reed"),
]


@pytest.mark.parametrize(("text", "speaker"), PRONOUNS)
def test_a_pronoun_is_the_nearest_fitting_person(annotate: Annotate, text: str, speaker: str) -> None:
    assert [who for _, who, _, direct in told(annotate(text)) if direct][-1] == speaker


def test_a_role_names_the_one_person_who_has_it(annotate: Annotate) -> None:
    found = told(annotate("Anna Keller, the mayor of Torvik, stayed. The mayor said the town was ready."))
    assert found == [("the town was ready", "Anna Keller", "said", False)]


def test_reported_speech_is_indirect(annotate: Annotate) -> None:
    found = told(annotate("Tom Reed said that 70 nurses were ready to leave."))
    assert found == [("70 nurses were ready to leave", "Tom Reed", "said", False)]


def test_a_clause_quoted_inside_a_sentence_is_not_direct(annotate: Annotate) -> None:
    found = annotate("Tom Reed said the plan was “a waste of money and of time”.").quotes
    assert [q.direct for q in found] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "He called it a “bad joke” at once.",
        "They sang “The Long Road” twice.",
        "The so-called “experts” left.",
        "The so-called 'bedroom tax' was dropped.",
        "The film “The Long Road to Nowhere in Particular” opens on Friday.",
    ],
)
def test_scare_quotes_and_titles_are_no_quotes(annotate: Annotate, text: str) -> None:
    assert annotate(text).quotes == ()


def test_words_without_a_speaker_stay_without(annotate: Annotate) -> None:
    found = annotate("“All the lights in the town went out.”").quotes
    assert [(q.speaker, q.speaker_text, q.cue) for q in found] == [(None, None, None)]


MARKED = [
    ("“one two”", ["one two"]),
    ('"one" and "two"', ["one", "two"]),
    ("“one ‘two’ three”", ["one ‘two’ three"]),
    ("“one\n“two” three", ["one", "two"]),
    ("“ one ”", ["one"]),
    ('6 ft 2" tall', []),
    ("“”", []),
    ("‘one two’", ["one two"]),
    ("'one two.'", ["one two."]),
    ("the dogs' owners' club at St John's", []),
    ("rock 'n' roll of the '60s, 'tis true", []),
    ("'the workers' union agreed,' he said", ["the workers' union agreed,"]),
    ("a 'big society' and 'small talk'", ["big society", "small talk"]),
    ("“one 'two three' four” and “five”", ["one 'two three' four", "five"]),
    ("“a” “b” and ‘three four’", ["a", "b"]),
    ("‘one two.\n‘three four.’", ["one two.", "three four."]),
    ("„one two“ three", ["one two"]),
    ("''one two'' three", []),
]


@pytest.mark.parametrize(("text", "inside"), MARKED)
def test_marks_are_paired(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in marks.find(text)] == inside


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="“”\"'‘’ab \n.,", max_size=60))
def test_passages_are_in_order_and_do_not_overlap(text: str) -> None:
    found = marks.find(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("piece", ["'", "' a", "a' ", "‘a’ ", "’s ", "\n'a", '"', "“", '" a', "“a”", '"a," he said. '])
def test_pairing_takes_time_in_proportion_to_the_text(piece: str) -> None:
    assert grows_linearly(lambda times: marks.find(piece * times), 2000)


def test_who_was_asked_says_nothing_by_it(annotate: Annotate) -> None:
    found = told(annotate("Asked whether he would resign, Tom Reed replied: “Absolutely not.”"))
    assert found == [("Absolutely not.", "Tom Reed", "replied", True)]


def test_a_word_or_two_after_an_attributed_sentence_are_said_too(annotate: Annotate) -> None:
    found = told(annotate("“We lost the vote today,” Tom Reed said. “Very badly.”"))
    assert [(surface, who) for surface, who, _, _ in found][-1] == ("Very badly.", "Tom Reed")


def test_the_next_sentence_does_not_speak_an_exclamation(annotate: Annotate) -> None:
    found = told(annotate("“It is over,” said Tom Reed. “We won it!” Anna Keller called it a sad day."))
    assert [who for _, who, _, _ in found] == ["Tom Reed", "Tom Reed"]


def test_the_role_of_an_aide_is_not_that_of_the_president(annotate: Annotate) -> None:
    text = "President Tom Reed came with President Reed's aide, Anna Keller. The president said the talks went well."
    assert [who for _, who, _, _ in told(annotate(text))] == ["Tom Reed"]
