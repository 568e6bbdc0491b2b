"""The verb of saying and the speaker of a quoted passage, looked for after it, before it, and around it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from workers.stages.quotes import cues, speakers
from workers.stages.quotes.context import Context
from workers.stages.quotes.marks import Quoted
from workers.stages.quotes.speakers import SUBJECTS, Memory, Speaker

REACH_TOKENS = 30
# How sure an attribution is: with a verb of saying, before a colon, carried on from the passage before.
CUED, NAMED_BEFORE_COLON, CARRIED = 0.9, 0.7, 0.6
_CLOSERS = frozenset("”\"»’'“")
# Verbs whose subject need not have said the exclamation or question right before it.
_NEW_SENTENCE = frozenset({"call", "describe", "be", "put", "praise", "slam", "dub", "open", "end", "close"})
MAX_NAME_TOKENS = 5
_RELATIVES = frozenset({"that", "which", "what"})
_STOPS = frozenset({".", "?", "!", ";"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """`cue` is the verb's token, null for "Name: ..." and for a speaker carried on."""

    speaker: Speaker
    cue: Token | None
    confidence: float

    @property
    def is_said(self) -> bool:
        """Whether the verb speaks by itself, not only beside quotation marks."""
        return self.cue is not None and self.cue.lemma_.lower() in cues.SPEECH


def find(context: Context, memory: Memory, quoted: Quoted) -> Attribution | None:
    """The attribution in the words right after or before `quoted`, of the same paragraph."""
    return _after(context, memory, quoted) or _before(context, memory, quoted)


def _after(context: Context, memory: Memory, quoted: Quoted) -> Attribution | None:
    text = context.doc.text
    if quoted.open or (text[quoted.end - 1] in ".…" and text[quoted.end + 1 : quoted.end + 2] not in {","}):
        return None
    tokens = list(_following(context, quoted))
    found = _from(context, memory, tokens)
    if found and found.cue and text[quoted.end - 1] in "?!" and found.cue.lemma_.lower() in _NEW_SENTENCE:
        return None
    return found


def _before(context: Context, memory: Memory, quoted: Quoted) -> Attribution | None:
    tokens = list(_preceding(context, quoted))
    found = _from(context, memory, tokens)
    return found or _colon(context, memory, tokens)


def _following(context: Context, quoted: Quoted) -> Iterator[Token]:
    """Tokens after the closing mark up to the end of the sentence, the paragraph or the next passage."""
    i = context.token_at(quoted.end)
    for token in context.parse[i : i + REACH_TOKENS]:
        if token.idx < quoted.end or token.text in _CLOSERS:
            continue
        if "\n" in token.text or token.text in _STOPS or context.is_quoted(token):
            return
        yield token


def _preceding(context: Context, quoted: Quoted) -> Iterator[Token]:
    """Tokens before the opening mark back to the sentence's beginning, the nearest first."""
    i = context.token_before(quoted.start - 1)
    for k in range(i, max(-1, i - REACH_TOKENS), -1):
        token = context.parse[k]
        if token.is_quote and k == i:
            continue
        if "\n" in token.text or token.text in _STOPS or context.is_quoted(token):
            return
        yield token


def _from(context: Context, memory: Memory, tokens: list[Token]) -> Attribution | None:
    inside = {t.i for t in tokens}
    for token in tokens:
        if token.lower_ == "according":
            speaker = _according(context, memory, token, inside)
            if speaker:
                return Attribution(speaker, token, CUED)
        if token.lemma_.lower() in cues.BESIDE_MARKS and token.pos_ in {"VERB", "AUX"}:
            speaker = subject(context, memory, token, inside)
            if speaker:
                return Attribution(speaker, token, CUED)
    return None


def _according(context: Context, memory: Memory, token: Token, inside: set[int]) -> Speaker | None:
    for following in context.parse[token.i + 1 : token.i + 8]:
        if following.i not in inside:
            return None
        if following.dep_ == "pobj" and not context.is_quoted(following):
            return speakers.from_token(context, memory, following)
    return None


def subject(context: Context, memory: Memory, verb: Token, inside: set[int] | None = None) -> Speaker | None:
    """The subject of the verb of saying: its own, or that of the verb it depends on ("..., tweeting:")."""
    for candidate in _chain(verb):
        child = next((c for c in candidate.children if _is_speaker(context, c)), None)
        if child is not None:
            return speakers.from_token(context, memory, candidate.head if child.lower_ == "who" else child)
    return _beside(context, memory, verb, inside) if inside else None


def _is_speaker(context: Context, token: Token) -> bool:
    return token.dep_ in SUBJECTS and not context.is_quoted(token) and token.lower_ not in _RELATIVES


def _chain(verb: Token) -> Iterator[Token]:
    """The verb, then the verbs that lend it their subject."""
    yield verb
    for _ in range(3):
        if verb.dep_ not in {"conj", "advcl", "xcomp", "aux", "prep", "pcomp", "acl"} or verb.head is verb:
            return
        verb = verb.head
        yield verb


def _beside(context: Context, memory: Memory, verb: Token, inside: set[int]) -> Speaker | None:
    """A name or pronoun right after or before the verb, where the parse knows no subject."""
    for i in (verb.i + 1, verb.i - 1, verb.i + 2, verb.i - 2, verb.i + 3, verb.i - 3):
        if i not in inside:
            continue
        token = context.parse[i]
        if token.lower_ in {"he", "she", "they", "it"} or context.name_at(i):
            return speakers.from_token(context, memory, token)
    return None


def _colon(context: Context, memory: Memory, tokens: list[Token]) -> Attribution | None:
    """The name before a colon at the head of a line, as in transcripts and headlines: "Name: ..."."""
    if not tokens or tokens[0].text != ":":
        return None
    for token in tokens[1:]:
        if context.name_at(token.i):
            return Attribution(speakers.from_token(context, memory, token), None, NAMED_BEFORE_COLON)
    return _label(context, tokens[-1].i, tokens[0].i)


def _label(context: Context, start: int, colon: int) -> Attribution | None:
    """The name, unknown elsewhere, that alone opens a line before the colon: "Keller: ..."."""
    words = context.parse[start:colon]
    opens = start == 0 or "\n" in context.parse[start - 1].text
    if not opens or not 0 < len(words) <= MAX_NAME_TOKENS or not all(t.text[0].isupper() for t in words):
        return None
    return Attribution(Speaker(words.text, None, start), None, NAMED_BEFORE_COLON)
