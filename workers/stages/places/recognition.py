"""Whether a span names a place at all: numbers for each mention, once its group is resolved."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from spacy.tokens import Span, Token

from workers.gazetteer import name_key
from workers.stages.places import words
from workers.stages.places.features import CLASSES, Group, Matrix, is_country
from workers.stages.places.mentions import Mention

LABELS = ("GPE", "LOC", "FAC", "NORP", "ORG", "PERSON", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "")
SET_NAMES = (
    "division", "water", "built", "learning", "office", "company", "media", "team", "title", "person_verb",
    "preposition", "people", "direction", "article",
)  # fmt: skip
FEATURES = (
    *(f"label_{k}" for k in LABELS), *(f"inside_{k}" for k in LABELS), "at_head", "at_tail",
    *(f"next_{k}" for k in SET_NAMES), *(f"previous_{k}" for k in SET_NAMES), *(f"last_{k}" for k in SET_NAMES),
    "next_capital", "previous_capital", "next_comma", "next_possessive", "next_and_capital", "next_hyphen",
    "previous_hyphen", "next_verb", "previous_initial",
    "proper", "adjective", "noun", "demonym", "sentence_start", "caps", "one_word", "length", "lower_elsewhere",
    "noun_phrase_end",
    "has_candidates", "log_population", "top_probability", "mass", *(f"class_{k}" for k in CLASSES), "alternate",
    "shortened", "region",
    "share_GPE", "share_PERSON", "share_ORG", "in_person_name", "mentions", "has_holder", "is_holder", "listed",
    "home_country", "home_admin1", "home_near", "country_support", "admin1_support", "near_support", "name_equal",
    "log_candidates",
    "gpe_alone_elsewhere", "next_lower_noun", "compound", "org_of", "demonym_country", "ends_sentence",
)  # fmt: skip


# A list is indexed far faster than a Doc.
Tokens = list[Token]


class Context:
    """Counts over one article that the features of its mentions share."""

    def __init__(self, text: str, ents: Sequence[Span], mentions: list[Mention]) -> None:
        self.labels: dict[str, Counter[str]] = {}
        self.holders = {id(m.holder) for m in mentions if m.holder is not None}
        for m in mentions:
            self.labels.setdefault(name_key(m.name), Counter())[m.label + "+" * m.inside] += 1
        self.lower = set(text.split())
        self.persons: Counter[str] = Counter()
        for ent in ents:
            if ent.label_ == "PERSON" and len(ent) > 1:
                self.persons.update(t.text for t in ent)
        self.spans = {i: (ent.start, ent.end) for ent in ents for i in range(ent.start, ent.end)}


def describe_mention(
    doc: Tokens, mention: Mention, group: Group | None, dynamic: dict[str, float], context: Context
) -> list[float]:
    """The features of one mention of `doc`, a list of tokens; `dynamic` are those of its best candidate."""
    return [
        *_label(mention, context),
        *_neighbours(doc, mention),
        *_form(doc, mention, context),
        *_meaning(group),
        *_elsewhere(mention, group, context),
        *_support(group, dynamic),
        *_syntax(doc, mention, context),
    ]


def _label(mention: Mention, context: Context) -> list[float]:
    span = context.spans.get(mention.start, (mention.start, mention.end))
    label = mention.label if mention.label in LABELS else "PRODUCT"
    return [
        *(float(label == k and not mention.inside) for k in LABELS),
        *(float(label == k and mention.inside) for k in LABELS),
        float(mention.inside and span[0] == mention.start),
        float(mention.inside and span[1] == mention.end),
    ]


def _neighbours(doc: Tokens, mention: Mention) -> list[float]:
    after = doc[mention.end].lower_.rstrip(".") if mention.end < len(doc) else ""
    before = doc[mention.start - 1].lower_.rstrip(".") if mention.start > 0 else ""
    last = doc[mention.end - 1].lower_.rstrip(".")
    return [float(word in known) for word in (after, before, last) for known in words.SETS]


def _form(doc: Tokens, mention: Mention, context: Context) -> list[float]:
    after = doc[mention.end] if mention.end < len(doc) else None
    before = doc[mention.start - 1] if mention.start > 0 else None
    second = doc[mention.end + 1] if mention.end + 1 < len(doc) else None
    first, root = doc[mention.start], doc[mention.end - 1]
    one = mention.end - mention.start == 1
    return [
        float(after is not None and after.text[:1].isupper() and after.is_alpha),
        float(before is not None and before.text[:1].isupper() and before.is_alpha and not before.is_sent_start),
        float(after is not None and after.text == ","),
        float(after is not None and after.lower_ in words.POSSESSIVE),
        float(after is not None and after.lower_ in ("and", "&") and second is not None and second.text[:1].isupper()),
        float(after is not None and after.text in ("-", "–", "/")),
        float(before is not None and before.text in ("-", "–", "/")),
        float(after is not None and after.pos_ in ("VERB", "AUX")),
        float(before is not None and len(before.text) == 2 and before.text[0].isupper() and before.text[1] == "."),
        float(root.pos_ == "PROPN"),
        float(root.pos_ == "ADJ"),
        float(root.pos_ == "NOUN"),
        float(mention.demonym),
        float(bool(first.is_sent_start)),
        float(mention.name.isupper()),
        float(one),
        min(len(mention.name), 20) / 20,
        float(one and mention.name.lower() in context.lower),
        float(after is None or not (after.text[:1].isalpha())),
    ]


def _meaning(group: Group | None) -> list[float]:
    if group is None:
        return [0.0] * (7 + len(CLASSES))
    best = group.candidates[group.best]
    code = best.feature_code if best.feature_code in CLASSES else "PCLI" if is_country(best) else "other"
    return [
        1.0,
        math.log10(best.population + 1) / 7,
        float(group.probabilities[group.best]),
        group.mass,
        *(float(code == k) for k in CLASSES),
        float(best.kind == 1),
        float(best.kind == 2),
        float(best.id < 0),
    ]


def _elsewhere(mention: Mention, group: Group | None, context: Context) -> list[float]:
    counts = context.labels.get(name_key(mention.name), Counter())
    total = sum(counts.values()) or 1
    parts = mention.name.split()
    return [
        counts["GPE"] / total,
        (counts["PERSON"] + counts["PERSON+"]) / total,
        (counts["ORG"] + counts["ORG+"]) / total,
        float(any(part in context.persons for part in parts)),
        math.log(len(group.mentions) if group else 1),
        float(mention.holder is not None),
        float(id(mention) in context.holders),
        float(mention.listed),
    ]


def _support(group: Group | None, dynamic: dict[str, float]) -> list[float]:
    names = ("home_country", "home_admin1", "home_near", "country_support", "admin1_support", "near_support")
    best = group.candidates[group.best] if group else None
    name = group.mentions[0].name if group and group.mentions else ""
    return [
        *(dynamic.get(n, 0.0) for n in names),
        float(best is not None and best.name == name),
        math.log(len(group.candidates)) / 4 if group else 0.0,
    ]


def _syntax(doc: Tokens, mention: Mention, context: Context) -> list[float]:
    after = doc[mention.end] if mention.end < len(doc) else None
    before = doc[mention.start - 1] if mention.start > 0 else None
    root = doc[mention.end - 1]
    counts = context.labels.get(name_key(mention.name), Counter())
    lower_noun = after is not None and after.text[:1].islower() and after.pos_ == "NOUN"
    return [
        float(counts["GPE"] > (mention.label == "GPE" and not mention.inside)),
        float(lower_noun),
        float(root.dep_ == "compound"),
        float(mention.inside and before is not None and before.lower_ in ("of", "for", "in")),
        float(mention.demonym and bool(mention.candidates) and is_country(mention.candidates[0])),
        float(after is not None and after.text in (".", "!", "?", ";")),
    ]


def describe_mentions(rows: list[list[float]]) -> Matrix:
    """The rows as one matrix, also when there are none."""
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))
