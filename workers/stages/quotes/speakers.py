"""Who speaks: the words that name a speaker, and the entity behind them, pronouns included."""

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.models import Entity
from workers.stages.quotes.context import Context, Name

HE, SHE, IT, THEY = "he", "she", "it", "they"
PRONOUNS = {"he": HE, "she": SHE, "it": IT, "they": THEY, "him": HE, "her": SHE, "his": HE}
_MALE = frozenset({"mr", "mr.", "sir", "lord", "king", "prince", "congressman", "chairman", "spokesman", "father"})
_FEMALE = frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "lady", "dame", "queen", "princess", "congresswoman",
                     "chairwoman", "spokeswoman", "mother", "sister", "actress"})  # fmt: skip
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_NOUN_PHRASE = frozenset({"compound", "amod", "nmod", "poss", "det", "nummod", "case", "flat", "advmod", "quantmod"})
WINDOW_TOKENS = 400
_DEFINITE = frozenset({"the", "this", "that"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """`text` names the speaker in the article; `entity` is who that is, where known."""

    text: str
    entity: Entity | None
    token: int


class Memory:
    """Which pronoun each person took; `titled`, by entity, the one that its titles call for."""

    def __init__(self) -> None:
        self.pronouns: dict[str, str] = {}
        self.titled: dict[str, str | None] = {}

    def keep(self, speaker: Speaker) -> None:
        """Remember who spoke."""
        pronoun = PRONOUNS.get(speaker.text.lower())
        if pronoun and speaker.entity:
            self.pronouns.setdefault(speaker.entity.id, pronoun)


def from_token(context: Context, memory: Memory, head: Token) -> Speaker:
    """The speaker whose noun phrase has `head`."""
    pronoun = PRONOUNS.get(head.lower_)
    if pronoun:
        return Speaker(head.text, resolve(context, memory, head.i, pronoun), head.i)
    name = context.name_at(head.i) or _name_inside(context, head)
    if name:
        text = context.parse[name.start : name.end].text
        return Speaker(text, name.entity, name.start)
    start, end = _phrase(head)
    text = context.parse[start:end].text
    return Speaker(text, by_role(context, head), head.i)


def _name_inside(context: Context, head: Token) -> Name | None:
    """A name in apposition to `head`, or the person whose title it is."""
    for child in head.children:
        if child.dep_ in {"appos", "flat"} and context.name_at(child.i):
            return context.name_at(child.i)
    beside = context.name_at(head.i + 1)
    if beside and beside.entity.type == "PERSON" and not any(c.dep_ == "det" for c in head.lefts):
        return beside  # "Witness Anna Keller, 34, said", where the parse takes the role for a verb
    return None


def _phrase(head: Token) -> tuple[int, int]:
    """The bounds of the noun phrase around `head`, without clauses and appositions."""
    start, end = head.i, head.i + 1
    for child in head.lefts:
        if child.dep_ in _NOUN_PHRASE:
            start = min(start, child.left_edge.i)
    for child in head.rights:
        if child.dep_ == "prep" and child.i == end and child.lower_ in {"of", "for", "from", "at", "with"}:
            end = child.right_edge.i + 1
    return start, min(end, head.i + 12)


def by_role(context: Context, head: Token) -> Entity | None:
    """The one person met before whose titles hold the role that `head` names ("the president")."""
    if not any(child.lower_ in _DEFINITE for child in head.lefts):
        return None
    # In order of the text, so that of many the first two tell.
    fitting = [e for e in context.by_role.get(head.lower_, [])[:2] if e.mentions[0].start < head.idx]
    return fitting[0] if len(fitting) == 1 else None


def gender(memory: Memory, entity: Entity) -> str | None:
    """The pronoun that the text's own words call for: a title, or one met before."""
    if entity.id not in memory.titled:
        memory.titled[entity.id] = _gender_of_titles(entity)
    return memory.titled[entity.id] or memory.pronouns.get(entity.id)


def _gender_of_titles(entity: Entity) -> str | None:
    titles = {w.lower() for t in entity.titles for w in t.split()}
    if titles & _MALE:
        return HE
    return SHE if titles & _FEMALE else None


def resolve(context: Context, memory: Memory, token: int, pronoun: str) -> Entity | None:
    """The nearest fitting name before the pronoun: the last speaker, else the last subject, else the last name."""
    wanted = {"PERSON"} if pronoun in {HE, SHE} else {"ORG", "GPE", "NORP"} if pronoun == IT else {"ORG", "NORP"}
    fits = [
        n for n in context.people_before(token)
        if token - n.start < WINDOW_TOKENS and n.entity.type in wanted and _agrees(memory, n.entity, pronoun)
        and not context.quoted_tokens[n.start]
    ]  # fmt: skip
    if not fits:
        return None
    sentence = context.parse[token].sent
    same = [n for n in fits if n.start >= sentence.start]
    previous = [n for n in fits if n.start < sentence.start]
    for names in (same, previous[:6]):
        subject = next((n for n in names if _is_subject(context, n)), None)
        if subject:
            return subject.entity
    return fits[0].entity


def _agrees(memory: Memory, entity: Entity, pronoun: str) -> bool:
    return pronoun not in {HE, SHE} or gender(memory, entity) in {None, pronoun}


def _is_subject(context: Context, name: Name) -> bool:
    root = context.parse[name.start : name.end].root
    return root.dep_ in SUBJECTS
