"""No text is a slow corner: in every stage, and in what a commit writes, lines are run in proportion to the text."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dateline.models import Article
from dateline.records import make_records, read_record
from dateline.tellings import tell
from tests.operations import find_steep
from workers import pipeline

if TYPE_CHECKING:
    from workers.pipeline import Pipeline

SIZE = 32
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CITIES = ("Leeds", "Lima", "Osaka", "Basra", "Mosul", "Quito", "Perth", "Turin", "Lyon", "Kyoto", "Aden", "Delhi")
Text = Callable[[int], str]


def last(i: int) -> str:
    """A surname for each number, all of one length."""
    return f"{'BCDFGHKLMNPRSTVW'[i % 16]}{'aeiou'[i // 16 % 5]}{'lnrstkmp'[i // 80 % 8]}ton"


def first(i: int) -> str:
    """A first name for each number, all of one length."""
    return f"{'BCDFGHKLMNPRSTVW'[i % 16]}{'aeiou'[i // 16 % 5]}{'lnrstkmp'[i // 80 % 8]}ia"


def city(i: int) -> str:
    """A place for each number, over and over."""
    return CITIES[i % len(CITIES)]


def each(sentence: Callable[[int], str], joint: str = " ") -> Text:
    """So many sentences."""
    return lambda n: joint.join(sentence(i) for i in range(n))


TEXTS: dict[str, Text] = {
    "dates": each(lambda i: f"On {1 + i % 28} March {1950 + i % 60}, a {DAYS[i % 7]}, they met.", "\n\n"),
    "people of one surname": each(lambda i: f"{first(i)} Keller told Keller off."),
    "people of one first name": each(lambda i: f"John {last(i)} told John and Mr {last(i)}."),
    "men and women of one surname": each(lambda i: f"Mrs {first(i)} Keller saw that J. Keller said he was ill."),
    "handles": each(lambda i: f"{first(i)} {last(i)} is @{first(i)}{last(i)} and @{last(i)}."),
    "namesakes": each(lambda i: "Paris, Texas and Paris, Ontario."),
    "places": each(lambda i: f"Floods reached {city(i)} and {city(i + 5)}."),
    "bodies": each(lambda i: f"The {last(i)} Council ({last(i)[0]}XC) met the Council."),
    "titles": each(lambda i: f"President {first(i)} {last(i)} spoke. The president said that he was glad."),
    "quotes": each(lambda i: f'"We will attack the town now," said Mr {last(i)}.'),
    "quotes without an end": each(lambda i: '"We will attack the town now.', "\n\n"),
    "speech": each(lambda i: f"{last(i)} said that rebels attacked, but he did not."),
    "attacks": each(lambda i: f"{last(i)} attacked {city(i)} on {DAYS[i % 7]}."),
    "casualties": each(lambda i: f"The blast killed {i + 3} people and hurt {i + 9} of them."),
    "one sentence of attacks": each(lambda i: f"attacked {city(i)} on {DAYS[i % 7]}", " and "),
    "one sentence of people": each(lambda i: f"{first(i)} {last(i)}", ", "),
    "one sentence of phrases": each(lambda i: "of the city that rebels said", " "),
    "brackets": each(lambda i: "( [ ) ] {"),
    "digits": each(lambda i: "1234567890 12 1 "),
    "one word": each(lambda i: "abcdefghijklmnopqrstuvwxyz" * 10, ""),
    "one run of marks": each(lambda i: '"([)]-' * 20, ""),
    "lines": each(lambda i: "Rebels\n\n"),
    "names and nothing else": each(last),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_each_function_runs_lines_in_proportion_to_the_text(loaded_pipeline: "Pipeline", name: str) -> None:
    def work(size: int) -> Callable[[], object]:
        article = Article(id="x", text=TEXTS[name](size), published_at="2018-10-29", language="en")
        return lambda: commit(loaded_pipeline, article)

    assert find_steep(work, SIZE) == {}


def commit(loaded: "Pipeline", article: Article) -> None:
    """All that is made of an article, from its text to what is written and to what stories are told by."""
    enriched = pipeline.enrich(loaded, article)
    assert enriched.status == "succeeded"
    records = make_records("main", enriched)
    for event in records.events:
        tell(read_record(records.header, event.json))
