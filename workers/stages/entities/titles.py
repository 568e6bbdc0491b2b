"""Titles and roles met beside a person's name: "President", "Air Force General", "the harbour board's leader"."""

from spacy.tokens import Doc

from workers.stages.entities import people
from workers.stages.entities.candidates import ARTICLES, Candidate, is_name_word
from workers.stages.entities.clusters import Cluster

MAX_TITLE_WORDS = 6
MAX_APPOSITION_WORDS = 12


def of_cluster(doc: Doc, cluster: Cluster) -> tuple[str, ...]:
    """The distinct titles of all mentions of `cluster`, in the order of the text."""
    found = (t for m in cluster.mentions for t in (before(doc, m), after(doc, m)) if t)
    return tuple(dict.fromkeys(found))


def before(doc: Doc, mention: Candidate) -> str | None:
    """The title right before the name: the run of capitalised words or role nouns that ends in a title."""
    start = mention.start
    if not start or not _is_title_word(doc[start - 1].lower_):
        return None
    while start and mention.start - start < MAX_TITLE_WORDS and _continues_title(doc, start - 1):
        start -= 1
    while start < mention.start and doc[start].lower_ in ARTICLES | {"of"}:
        start += 1
    return doc[start : mention.start].text or None


def _is_title_word(word: str) -> bool:
    return word in people.HONORIFICS or word in people.OFFICES


def _continues_title(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.is_space or (token.is_punct and token.text != "-"):
        return False
    if _is_title_word(token.lower_) or token.lower_ in people.TITLE_MODIFIERS:
        return True
    if token.lower_ == "of":
        return i > 0 and _is_title_word(doc[i - 1].lower_)
    following = doc[i + 1].lower_ if i + 1 < len(doc) else ""
    return (
        is_name_word(token)
        and not token.is_sent_start
        and (_is_title_word(following) or following in people.TITLE_MODIFIERS or (i > 0 and doc[i - 1].lower_ == "of"))
    )


def after(doc: Doc, mention: Candidate) -> str | None:
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
    stop = next((k for k in range(roles[0], end) if _ends_role(doc, k)), end)
    return doc[start:stop].text or None


def _ends_role(doc: Doc, i: int) -> bool:
    """Whether the role ends before token `i`: at a verb, "who", or an "and" that joins no two names."""
    if doc[i].lower_ == "and":
        return not (is_name_word(doc[i - 1]) and i + 1 < len(doc) and is_name_word(doc[i + 1]))
    return doc[i].pos_ in {"VERB", "AUX"} or doc[i].lower_ == "who"
