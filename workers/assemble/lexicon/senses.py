"""A sense: what a word means as a trigger, and the conditions on its arguments under which it does."""

from dataclasses import dataclass

from dateline.models import EventType


@dataclass(frozen=True, slots=True)
class Sense:
    """The event type of a word.

    `weight` (0 to 1) is how surely the word means it.  `subject`, `patient` and the second part of each of
    `phrases` (a preposition and its object) restrict it by classes of `classes.CLASSES`, joined by "|"; "@AID"
    asks for a noun that names an AID event.  `particle` is the "off" of "call off", `modifier` the "air" of
    "air strike".  `bare` senses hold only without an object, `clausal` ones only with a clause as
    complement, `infinitive` ones only with an infinitive ("told them to leave"), those with `governs` only
    with a verb of that class in an infinitive, gerund or clause below ("gathered to protest").
    """

    type: EventType
    weight: float = 0.8
    mode: str | None = None
    subject: str | None = None
    patient: str | None = None
    phrases: tuple[tuple[str, str | None], ...] = ()
    particle: str | None = None
    modifier: frozenset[str] = frozenset()
    bare: bool = False
    clausal: bool = False
    infinitive: bool = False
    governs: str | None = None

    @property
    def is_general(self) -> bool:
        """Whether the sense holds without conditions."""
        clauses = (self.bare, self.clausal, self.infinitive)
        return not any((self.subject, self.patient, self.phrases, self.particle, self.modifier, self.governs, *clauses))


Entry = tuple[str, Sense]
Table = tuple[tuple[Entry, ...], ...]


def means(
    lemmas: str,
    kind: EventType,
    weight: float = 0.8,
    mode: str | None = None,
    *,
    subject: str | None = None,
    patient: str | None = None,
    prep: str = "",
    particle: str | None = None,
    modifier: str = "",
    bare: bool = False,
    clausal: bool = False,
    infinitive: bool = False,
    governs: str | None = None,
) -> tuple[Entry, ...]:
    """One sense for each of `lemmas` (separated by blanks).  `prep` separates alternatives by commas: "on,at LAND"."""
    phrases = tuple(_phrase(part) for part in prep.split(",") if part)
    sense = Sense(
        kind, weight, mode, subject, patient, phrases, particle, frozenset(modifier.split()), bare, clausal, infinitive,
        governs,
    )  # fmt: skip
    return tuple((lemma, sense) for lemma in lemmas.split())


def _phrase(text: str) -> tuple[str, str | None]:
    """A preposition and the class of its object, if one is asked for: "on PEOPLE"."""
    preposition, _, kind = text.strip().partition(" ")
    return preposition, kind or None


def compile_table(*tables: Table) -> dict[str, tuple[Sense, ...]]:
    """Senses by lemma in the order of the tables, those without conditions last: the first that holds is taken."""
    found: dict[str, list[Sense]] = {}
    for table in tables:
        for group in table:
            for lemma, sense in group:
                found.setdefault(lemma, []).append(sense)
    return {lemma: tuple(sorted(senses, key=lambda s: s.is_general)) for lemma, senses in found.items()}
