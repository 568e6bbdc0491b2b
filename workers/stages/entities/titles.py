"""Titles and roles met beside a person's name: "President", "Air Force General", "the harbour board's leader"."""

from collections.abc import Mapping

from spacy.tokens import Doc

from workers.stages.entities import people
from workers.stages.entities.candidates import ARTICLES, Candidate, is_name_word
from workers.stages.entities.clusters import Cluster

MAX_TITLE_WORDS = 6
MAX_APPOSITION_WORDS = 12


def of_cluster(doc: Doc, cluster: Cluster, starts: Mapping[int, int]) -> tuple[str, ...]:
    """The distinct titles of all mentions of `cluster`, in the order of the text.

    `starts` has, for each token of a mention of any cluster, where that mention begins: no title begins inside one.
    """
    found = (t for m in cluster.mentions for t in (before(doc, m, starts), apposed(doc, m), after(doc, m, starts)) if t)
    return tuple(dict.fromkeys(found))


def before(doc: Doc, mention: Candidate, starts: Mapping[int, int]) -> str | None:
    """The title right before the name: the run of capitalised words or role nouns that ends in a title."""
    start = _of_portfolio(doc, mention.start)
    if start == mention.start and not (start and _is_title_word(doc, start - 1)):
        return None
    while start and mention.start - start < MAX_TITLE_WORDS and _continues_title(doc, start - 1):
        start -= 1
    start = min(start, starts.get(start, start))
    while start < mention.start and doc[start].lower_ in ARTICLES | {"of", "."}:
        start += 1
    return doc[start : mention.start].text or None


def _of_portfolio(doc: Doc, end: int) -> int:
    """Where the office of "Secretary of Defense", "chief of staff" begins that ends before token `end`; else `end`."""
    for size in (1, 2):
        of = end - size - 1
        if of > 0 and doc[of].lower_ == "of" and doc[of - 1].lower_ in people.OFFICES:
            named = all(is_name_word(t) or t.lower_ in people.PORTFOLIOS | ARTICLES for t in doc[of + 1 : end])
            return of - 1 if named else end
    return end


def apposed(doc: Doc, mention: Candidate) -> str | None:
    """The role that the name explains: "the harbour board's leader, Anna Keller," gives "harbour board's leader"."""
    if mention.start < 2 or doc[mention.start - 1].text != ",":
        return None
    head = doc[mention.start - 2]
    if head.lower_ not in people.OFFICES or doc[mention.start : mention.end].root.dep_ != "appos":
        return None
    start = max(head.left_edge.i, head.i - MAX_TITLE_WORDS)
    while start < head.i and doc[start].lower_ in ARTICLES | {"his", "her", "their", "its", "'s", "’s"}:
        start += 1
    words = doc[start : head.i + 1]
    return None if any(t.is_punct and t.text != "-" for t in words) else words.text


def _is_title_word(doc: Doc, i: int) -> bool:
    """Whether token `i` is a title, or the dot of an abbreviated one."""
    if doc[i].text == ".":
        return i > 0 and doc[i - 1].lower_ + "." in people.HONORIFICS
    return doc[i].lower_ in people.HONORIFICS or doc[i].lower_ in people.OFFICES


def _continues_title(doc: Doc, i: int) -> bool:
    token = doc[i]
    if _is_title_word(doc, i) or token.lower_ in people.TITLE_MODIFIERS:
        return True
    if token.is_space or (token.is_punct and token.text != "-"):
        return False
    if token.lower_ == "of":
        return i > 0 and _is_title_word(doc, i - 1)
    if not is_name_word(token) or token.is_sent_start:
        return False
    follows_title = i + 1 < len(doc) and (_is_title_word(doc, i + 1) or doc[i + 1].lower_ in people.TITLE_MODIFIERS)
    return follows_title or (i > 0 and doc[i - 1].lower_ == "of")


def after(doc: Doc, mention: Candidate, starts: Mapping[int, int]) -> str | None:
    """The role in apposition after the name: ", the harbour board's leader," gives "harbour board's leader"."""
    i = mention.end
    if i + 1 >= len(doc) or doc[i].text != ",":
        return None
    start = end = i + 1
    while end < len(doc) and end - start < MAX_APPOSITION_WORDS and not doc[end].is_punct and not doc[end].is_space:
        end += 1
    while start < end and doc[start].lower_ in ARTICLES | {"his", "her", "their"}:
        start += 1
    roles = [k for k in range(start, end) if doc[k].lower_ in people.OFFICES]
    if not roles or end == len(doc) or any(doc[k].pos_ in {"VERB", "AUX"} for k in range(start, roles[0])):
        return None
    if any(doc[k].lower_ in {"and", "who", "with", "to"} for k in range(start, roles[0])):
        return None
    if roles[0] in starts or roles[0] + 1 in starts:
        return None  # the title of the next in a list: "King Harald, Queen Sonja"
    stop = next((k for k in range(roles[0], end) if _ends_role(doc, k)), end)
    return doc[start:stop].text or None


def _ends_role(doc: Doc, i: int) -> bool:
    """Whether the role ends before token `i`: at a verb, "who", or an "and" that joins no two names."""
    if doc[i].lower_ == "and":
        return not (is_name_word(doc[i - 1]) and i + 1 < len(doc) and is_name_word(doc[i + 1]))
    return doc[i].pos_ in {"VERB", "AUX"} or doc[i].lower_ == "who"
