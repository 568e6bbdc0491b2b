"""What a count means to an event: killed, injured, arrested, ... from the words that govern it."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from workers.stages.quantities.words import ROLES

_AUXILIARIES = frozenset({"were", "was", "are", "have", "has", "had", "been", "be", "being", "is", "others", "more"})
# Participles that "dead" may follow: "were shot dead".
_SHOT = frozenset({"shot", "found", "stabbed", "left", "pronounced", "gunned", "feared", "reported", "confirmed"})
_HOLDERS = frozenset({"toll", "number", "total", "count", "deaths", "death"})
# Forms of these words that tell the role by themselves, beside any noun: "11 dead".
_ADJECTIVES = frozenset(
    {"dead", "injured", "wounded", "missing", "arrested", "killed", "hurt", "homeless", "hospitalized"}
)


def find(parse: Doc, start: int, end: int) -> str | None:
    """The role of the count in tokens `start` to `end`; null where no word gives one."""
    root = parse[start:end].root
    if _is_told_beside(parse, end):
        return ROLES.get(parse[end].lemma_.lower()) or ROLES.get(parse[end].lower_)
    for token in (*_beside(parse, end), root, *_governing(root)):
        role = ROLES.get(token.lemma_.lower()) or ROLES.get(token.lower_)
        if role and _befalls(root, token):
            return role
    return None


def _is_told_beside(parse: Doc, end: int) -> bool:
    """Whether an adjective or participle right after the count says it, with no object of its own: "6 killed"."""
    if end >= len(parse) or parse[end].lower_ not in _ADJECTIVES:
        return False
    return end + 1 == len(parse) or parse[end + 1].tag_ not in {"DT", "CD", "PRP$", "NN", "NNS", "NNP", "JJ"}


def _beside(parse: Doc, end: int) -> Iterator[Token]:
    """The adjective or participle after the count, past auxiliaries: "11 dead", "three were injured"."""
    for token in parse[end : end + 4]:
        if token.lower_ in _ADJECTIVES:
            yield token
            return
        if token.lower_ in _SHOT:
            continue
        if token.tag_ == "VBN":
            yield token
            return
        if token.lower_ not in _AUXILIARIES and token.dep_ not in {"advmod", "neg"}:
            return


def _governing(root: Token) -> Iterator[Token]:
    """The count's own modifiers, its verb or noun, and the subject of "rose to 11"."""
    yield from (t for t in root.children if t.dep_ in {"amod", "acl", "relcl"})
    head = root.head
    if head is root:
        return
    yield head
    if head.dep_ == "prep":
        yield head.head
        for held in (t for t in head.head.children if t.dep_ in {"nsubj", "nsubjpass"} and t.lower_ in _HOLDERS):
            yield held
            yield from (t for of in held.children if of.dep_ == "prep" for t in of.children)
    if head.dep_ in {"conj", "appos"} and head.pos_ != "VERB":
        yield head.head


def _befalls(root: Token, token: Token) -> bool:
    """Whether the count is what the verb happens to: not the killers of "two gunmen killed a man"."""
    if token.pos_ != "VERB" or token.lemma_ in {"die", "flee", "march", "protest", "rally", "perish", "drown"}:
        return True
    acts = root.dep_ == "nsubj" and root.head == token
    return not acts or not any(c.dep_ in {"dobj", "ccomp"} for c in token.children)
