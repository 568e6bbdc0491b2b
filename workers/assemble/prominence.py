"""The main event: the one that an article is about."""

from workers.assemble.drafts import Draft
from workers.assemble.syntax import Tree

# What counts beside confidence, in its unit.
_LEAD_BONUS = 0.6
_LEAD_SENTENCES = 3
_SURE = 0.5
_TITLE_BONUS = 0.5
_ALSO_BONUS = 0.08
_MAX_ALSO = 4
_DATED_BONUS = 0.05
_STATUS_BONUS = {"happened": 0.1, "ongoing": 0.05}
_MINOR = {"STATEMENT": -0.15, "OTHER": -0.1, "TRAVEL": -0.05}
# "had attacked" tells what was before.
_BEFORE = -0.15
_MIN_WORD = 4


def main_index(tree: Tree, drafts: list[Draft], title: str | None) -> int | None:
    """The index of the main event among `drafts`; null where there is none."""
    if not drafts:
        return None
    named = _stems((title or "").casefold().split())
    first = min(d.sentence for d in drafts)
    return max(range(len(drafts)), key=lambda i: (_weight(tree, drafts[i], named, first), -i))


def _weight(tree: Tree, draft: Draft, title: frozenset[str], first: int) -> float:
    """How much speaks for `draft`: confidence, nearness to the head of the text, words of the title, repetition."""
    weight = draft.outcome.confidence + _STATUS_BONUS.get(draft.outcome.reading.status, 0.0)
    # What is unsure leads nothing.
    lead = _LEAD_BONUS * min(1.0, draft.outcome.confidence / _SURE)
    weight += lead * max(0.0, 1 - (draft.sentence - min(first, 1)) / _LEAD_SENTENCES)
    weight += _ALSO_BONUS * min(len(draft.also), _MAX_ALSO) + _MINOR.get(draft.outcome.type, 0.0)
    weight += _BEFORE * (draft.outcome.reading.tense == "pluperfect")
    weight += _DATED_BONUS * (draft.date is not None)
    if title:
        low, high = draft.evidence
        told = _stems(tree.lemmas[low : high + 1])
        weight += _TITLE_BONUS * len(title & told) / len(title)
        weight += _TITLE_BONUS * bool(_stems([tree.lemmas[draft.trigger.word]]) & title)
    return weight


def _stems(words: list[str]) -> frozenset[str]:
    """The first letters of the longer words: enough to match "kills" with "killed"."""
    return frozenset(w.strip(".,:;'\"’“”?!")[: _MIN_WORD + 1] for w in words if len(w) >= _MIN_WORD)
