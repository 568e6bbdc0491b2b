"""Which pronoun the text itself gives the bearer of a name: by a form of address, a word of kinship, or a pronoun."""

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Token

from workers.stages.entities.candidates import Candidate
from workers.stages.entities.tables import words

HE, SHE = "he", "she"
_MALE = words(
    "mr sir lord king prince duke emperor father brother son husband uncle nephew grandfather grandson stepson",
    "congressman chairman spokesman councilman assemblyman actor businessman boyfriend widower fr monsieur herr señor",
    "policeman baron earl count",
)
_FEMALE = words(
    "mrs ms miss lady dame queen princess duchess empress mother sister daughter wife aunt niece grandmother",
    "granddaughter stepdaughter congresswoman chairwoman spokeswoman councilwoman assemblywoman actress",
    "businesswoman girlfriend widow madam frau baroness countess policewoman",
)
_PRONOUNS = {"he": HE, "him": HE, "his": HE, "himself": HE, "she": SHE, "her": SHE, "hers": SHE, "herself": SHE}
_BEFORE_TOKENS, _PRONOUN_TOKENS = 4, 30
_SKIPPED = frozenset({".", "-"})


def of_titles(doc: Doc, mention: Candidate) -> str | None:
    """The gender that a word right before the name tells: "Mr Keller", "his wife Anna"."""
    for token in reversed(doc[max(0, mention.start - _BEFORE_TOKENS) : mention.start]):
        word = token.lower_.rstrip(".")
        if word in _MALE:
            return HE
        if word in _FEMALE:
            return SHE
        if token.text not in _SKIPPED and not token.text[0].isupper():
            return None
    return None


def of_pronouns(doc: Doc, people: Iterable[Candidate]) -> dict[Candidate, str]:
    """The gender of each name that stands alone in its sentence and is taken up by a pronoun of one gender."""
    by_sentence: dict[int, list[Candidate]] = {}
    for c in people:
        by_sentence.setdefault(doc[c.start].sent.start, []).append(c)
    found: dict[Candidate, str] = {}
    for members in by_sentence.values():
        if len(members) == 1:
            met = {_PRONOUNS[t.lower_] for t in _after(doc, members[0], by_sentence) if t.lower_ in _PRONOUNS}
            if len(met) == 1:
                found[members[0]] = met.pop()
    return found


def _after(doc: Doc, c: Candidate, named: Mapping[int, list[Candidate]]) -> list[Token]:
    """The rest of the sentence of `c`, and the first word of the next where that names nobody."""
    end = doc[c.start].sent.end
    rest = list(doc[c.end : min(end, c.end + _PRONOUN_TOKENS)])
    return rest if end >= len(doc) or end in named else [*rest, doc[end]]
