"""Reported speech: the clause that a verb of saying governs, outside quotation marks or partly inside."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from workers.stages.quotes import attribution, cues
from workers.stages.quotes.context import Context
from workers.stages.quotes.speakers import Memory, Speaker

MAX_CLAUSE_TOKENS = 120


@dataclass(frozen=True, slots=True)
class Reported:
    """Offsets of the clause, its verb and who says it."""

    start: int
    end: int
    cue: Token
    speaker: Speaker | None


def clauses(context: Context) -> Iterator[tuple[Token, Token]]:
    """Each verb of saying outside quotation marks with the head of the clause it governs."""
    for verb in context.parse:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in cues.SPEECH or context.is_quoted(verb):
            continue
        clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
        if clause is None and verb.dep_ == "parataxis":
            clause = verb.head
        if clause is not None and not _is_addressed(verb):
            yield verb, clause


def _is_addressed(verb: Token) -> bool:
    """Whether the verb says what its subject was asked or told: "asked whether ..., Keller replied"."""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return verb.tag_ == "VBN" and (not auxiliaries or any(c.dep_ == "auxpass" for c in auxiliaries))


def report(context: Context, memory: Memory, verb: Token, clause: Token) -> Reported | None:
    """The reported clause as a span, or null where it is no proper clause beside its verb."""
    left, right = clause.left_edge.i, clause.right_edge.i
    if left <= verb.i <= right or not 2 <= right - left <= MAX_CLAUSE_TOKENS:
        return None
    if any("\n" in t.text for t in context.parse[min(left, verb.i) : max(right, verb.i)]):
        return None
    while right > left and (context.parse[right].is_punct or context.parse[right].is_space):
        right -= 1
    while left < right and _is_before_clause(context.parse[left]):
        left += 1
    last = context.parse[right]
    return Reported(context.parse[left].idx, last.idx + len(last), verb, attribution.subject(context, memory, verb))


def _is_before_clause(token: Token) -> bool:
    """Whether the token at the head of the clause is none of its words: "that", a comma, a mark."""
    return token.is_space or token.is_quote or token.lower_ in {"that", ",", ":"}
