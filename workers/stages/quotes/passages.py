"""The quotes of an article in the order of the text: direct passages with their speakers, and reported clauses."""

import re
from collections import deque
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.models import Quote
from workers.document import Document
from workers.stages.quotes import attribution, indirect, marks
from workers.stages.quotes.attribution import Attribution
from workers.stages.quotes.context import Context
from workers.stages.quotes.marks import Quoted
from workers.stages.quotes.speakers import Memory

MIN_PARTIAL_WORDS = 5
MIN_DIRECT_WORDS = 3
MAX_SMALL_WORD = 4
MAX_ASIDE_CHARS = 80
MAX_GAP_CHARS = 400
UNATTRIBUTED, REPORTED = 0.5, 0.7
_WORD = re.compile(r"\w+")
_ENDS = frozenset(",.?!—–-…")
_BEGINS_AFTER = frozenset(".?!:,;—–…)]\"”»’'")
_MARKS = frozenset("“”\"„«»‘’' \t\u00a0")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A passage between marks, who says it, and whether it is a whole utterance."""

    passage: Quoted
    attributed: Attribution | None
    direct: bool

    @property
    def is_cued(self) -> bool:
        """Whether a verb beside the passage itself says who speaks."""
        return self.attributed is not None and self.attributed.cue is not None


def find(doc: Document) -> tuple[Quote, ...]:
    """All quotes, with ids "q1", "q2", ..."""
    passages = marks.find(doc.text)
    context, memory = Context(doc, passages), Memory()
    reports = deque(sorted(indirect.clauses(context), key=lambda pair: pair[0].idx))
    found: list[Quote] = []
    spoken: list[Spoken] = []
    for passage in passages:
        while reports and reports[0][0].idx < passage.start:
            found += _reported(context, memory, *reports.popleft())
        spoken.append(_spoken(context, memory, passage, spoken[-1] if spoken else None))
    for verb, clause in reports:
        found += _reported(context, memory, verb, clause)
    found += [quote for s in _carried_back(spoken) for quote in _quoted(doc, s)]
    return tuple(q.model_copy(update={"id": f"q{i}"}) for i, q in enumerate(_without_overlaps(found), 1))


def _carried_back(spoken: list[Spoken]) -> list[Spoken]:
    """With the speaker of a quotation's last paragraph given to its earlier, unclosed paragraphs."""
    done: list[Spoken] = []
    for one in reversed(spoken):
        after = done[-1].attributed if done else None
        if one.passage.open and not one.is_cued and after is not None:
            one = replace(one, attributed=Attribution(after.speaker, None, attribution.CARRIED))
        done.append(one)
    return done[::-1]


def _spoken(context: Context, memory: Memory, passage: Quoted, previous: Spoken | None) -> Spoken:
    attributed = attribution.find(context, memory, passage)
    direct = _is_direct(context.doc.text, passage, attributed, previous)
    if attributed is None and previous is not None:
        attributed = _carried(context.doc.text, passage, previous)
    if attributed:
        memory.keep(attributed.speaker)
    return Spoken(passage, attributed, direct)


def _carried(text: str, passage: Quoted, previous: Spoken) -> Attribution | None:
    """The speaker of the passage before, where this one goes on in the same or the next paragraph."""
    between = text[previous.passage.end : passage.start]
    if previous.attributed is None or len(between) > MAX_GAP_CHARS or between.strip().count("\n\n") > 1:
        return None
    return Attribution(previous.attributed.speaker, None, attribution.CARRIED)


def _is_direct(text: str, passage: Quoted, attributed: Attribution | None, previous: Spoken | None) -> bool:
    """Whether the passage is an utterance of its own, not a phrase quoted inside the writer's sentence."""
    words = len(_WORD.findall(text, passage.start, passage.end))
    if words < MIN_DIRECT_WORDS and not (attributed and words and _is_closed(text, passage)):
        return bool(words) and previous is not None and _is_afterthought(text, passage, previous)
    introduced = attributed is not None and _is_introduced(text, passage, attributed)
    if text[passage.start].islower():
        goes_on = previous is not None and previous.direct and "\n" not in text[previous.passage.end : passage.start]
        said = introduced and attributed is not None and attributed.is_said
        return said or (goes_on and (introduced or _begins_utterance(text, passage)))
    return introduced or _begins_utterance(text, passage)


def _is_afterthought(text: str, passage: Quoted, previous: Spoken) -> bool:
    """Whether a word or two stand as a sentence after an attributed one: '"We lost," she said. "Badly."'."""
    between = text[previous.passage.end : passage.start - 1]
    near = previous.direct and previous.is_cued and len(between) <= MAX_ASIDE_CHARS and "\n" not in between
    return near and between.rstrip().endswith(".") and text[passage.end - 1] in ".?!"


def _begins_utterance(text: str, passage: Quoted) -> bool:
    """Whether a paragraph, a sentence or a colon stands right before the opening mark."""
    i = _end_before(text, passage)
    return i < 0 or text[i] == "\n" or text[i] in _BEGINS_AFTER


def _is_introduced(text: str, passage: Quoted, attributed: Attribution) -> bool:
    """Whether the verb of saying itself stands right before the mark of a closed passage."""
    cue, i = attributed.cue, _end_before(text, passage)
    return cue is not None and cue.idx <= i < cue.idx + len(cue) and _is_closed(text, passage)


def _end_before(text: str, passage: Quoted) -> int:
    """The offset of the last character before the opening mark that is no blank; -1 where there is none."""
    i = passage.start - 2
    while i >= 0 and text[i] in " \t\u00a0":
        i -= 1
    return i


def _is_closed(text: str, passage: Quoted) -> bool:
    """Whether the passage ends like a sentence or a clause of its own."""
    return passage.open or text[passage.end - 1] in _ENDS or text[passage.end - 1] in _MARKS


def _quoted(doc: Document, spoken: Spoken) -> list[Quote]:
    passage, attributed = spoken.passage, spoken.attributed
    words = _WORD.findall(doc.text, passage.start, passage.end)
    if not spoken.direct and (len(words) < MIN_PARTIAL_WORDS or _is_title(words)):
        return []
    return [_quote(doc, passage.start, passage.end, attributed, spoken.direct)]


def _is_title(words: list[str]) -> bool:
    """Whether the words are capitalised like a title: all but the short ones."""
    return all(w[0].isupper() or w[0].isdigit() for w in words if len(w) > MAX_SMALL_WORD)


def _quote(doc: Document, start: int, end: int, by: Attribution | None, direct: bool) -> Quote:
    entity = by.speaker.entity if by else None
    return Quote(
        id="q",
        start=start,
        end=end,
        surface=doc.text[start:end],
        speaker=entity.id if entity else None,
        speaker_text=by.speaker.text if by else None,
        cue=by.cue.text if by and by.cue is not None else None,
        direct=direct,
        confidence=by.confidence if by else UNATTRIBUTED,
    )


def _reported(context: Context, memory: Memory, verb: Token, clause: Token) -> list[Quote]:
    reported = indirect.report(context, memory, verb, clause)
    if reported is None or reported.speaker is None:
        return []
    memory.keep(reported.speaker)
    by = Attribution(reported.speaker, reported.cue, REPORTED)
    return [_quote(context.doc, reported.start, reported.end, by, direct=False)]


def _without_overlaps(found: list[Quote]) -> list[Quote]:
    """Direct passages first, then the longer of the others; none shares a character with another."""
    kept: list[Quote] = []
    for quote in sorted(found, key=lambda q: (q.start, not q.direct, -q.end)):
        while kept and quote.direct and not kept[-1].direct and kept[-1].end > quote.start:
            kept.pop()
        if not kept or kept[-1].end <= quote.start:
            kept.append(quote)
    return kept
