"""Which entry each name means: all names of an article are resolved together, each the support of others."""

import math
from collections import Counter, defaultdict
from functools import lru_cache

import numpy as np

from workers.document import Document
from workers.gazetteer import Entry, Gazetteer, name_key
from workers.stages.places.features import DYNAMIC, STATIC, Group, Matrix, Support, describe, holds, relate
from workers.stages.places.mentions import Mention
from workers.stages.places.network import Network, softmax
from workers.stages.places.source import find_home

ROUNDS = 3
_FAME, _COUNTRY, _HOME_MISSING = ((STATIC + DYNAMIC).index(name) for name in ("fame", "class_PCLI", "home_missing"))
MAX_CANDIDATES = 50
# Added to the fitted ranking: the corpora are chosen for unusual meanings and have too few of these.
GUIDANCE = {
    "usual": 3.5, "holds_country": 14.0, "holds_admin1": 3.0, "country_support": 3.0, "named_country": 1.5,
    "near_support": 1.5, "class_PCLI": 1.5,
}  # fmt: skip
# Added to a city of the world's, by its "fame", and to a country, where the source's home is not known: nothing says
# then that the article is from a region that has a namesake ("Cases in Dublin and London, and one in Ohio").
FAME_ABROAD = 3.0
# Articles with thousands of names (lists, tables) get fewer candidates a name, and with this many in all one round.
MANY_NAMES, FEW_CANDIDATES = 500, 4
CROWDED = 5_000
# How much a mention counts as support of others, by the model's label; "" is none, "+" a longer span around it.
TRUST = {
    "GPE": 1.0,
    "LOC": 0.8,
    "NORP": 0.7,
    "FAC": 0.6,
    "ORG": 0.4,
    "ORG+": 0.6,
    "": 0.3,
    "PERSON": 0.1,
    "PERSON+": 0.05,
}
OTHER_TRUST = 0.3
HOME_WEIGHT = 1.0
# Weights to start from, set by hand: the first round is theirs, and the fitting of the ranker is drawn to them,
# so that they hold where the corpora say nothing.
PRIOR = {
    "log_population": 7.0, "class_PCLI": 4.0, "class_ADM1": 1.0, "class_ADM2": -1.5, "class_PPLC": 1.5,
    "region": 3.0, "usual": 3.0,
    "alternate": -2.0, "shortened": -2.0, "holder_fits": 6.0, "US": 0.7, "GB": 0.5, "other_english": 0.3,
    "county_list": 5.0,
}  # fmt: skip
# The same for what the article says; they come in with the second round.
PRIOR_SUPPORT = {
    "country_support": 3.0, "admin1_support": 3.0, "near_support": 2.0, "named_country": 1.0, "named_admin1": 3.0,
    "holds_country": 2.0,
    "holds_admin1": 2.0, "home_country": 1.5, "home_admin1": 2.0, "home_near": 3.0, "domain_country": 1.0,
}  # fmt: skip


def gather(mentions: list[Mention]) -> list[Group]:
    """The mentions in groups of one name and one meaning; a name held by two places ("Paris, Texas") has two."""
    by_name: dict[object, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.candidates:
            by_name[(mention.demonym, name_key(mention.name), mention.candidates[0].id)].append(mention)
    limit = MAX_CANDIDATES if len(by_name) < MANY_NAMES else FEW_CANDIDATES
    groups = []
    for same in by_name.values():
        parts = _split_by_holder(same)
        groups += [_make_group(part, limit, apart=len(parts) > 1) for part in parts]
    return groups


def _split_by_holder(mentions: list[Mention]) -> list[list[Mention]]:
    parts: dict[str, list[Mention]] = defaultdict(list)
    free: list[Mention] = []
    for mention in mentions:
        holder = _fitting_holder(mention)
        (parts[holder] if holder else free).append(mention)
    if not parts:
        return [free]
    largest = Counter({name: len(part) for name, part in parts.items()}).most_common(1)[0][0]
    parts[largest] += free
    return list(parts.values())


def _fitting_holder(mention: Mention) -> str:
    if mention.holder is None:
        return ""
    fits = any(holds(h, c) for h in mention.holder.candidates[:30] for c in mention.candidates)
    return name_key(mention.holder.name) if fits else ""


def _make_group(mentions: list[Mention], limit: int, apart: bool) -> Group:
    """A group; where the name has several holders in the article, they alone decide (`apart`)."""
    candidates = _prune(mentions, limit)
    if apart:
        holders = [h for m in mentions if m.holder is not None for h in m.holder.candidates[:5]]
        candidates = tuple(c for c in candidates if any(holds(h, c) for h in holders)) or candidates
    trust = max(TRUST.get(m.label + "+" * m.inside, OTHER_TRUST) for m in mentions)
    group = Group(mentions, candidates, trust * (1 + math.log(len(mentions))))
    group.static = describe(group)
    return group


def _prune(mentions: list[Mention], limit: int) -> tuple[Entry, ...]:
    """The candidates, of many only the most populous and those that a following name holds."""
    candidates = mentions[0].candidates
    if len(candidates) <= limit:
        return candidates
    holders = [h for m in mentions if m.holder is not None for h in m.holder.candidates[:5]]
    rest = tuple(c for c in candidates[limit:] if any(holds(h, c) for h in holders))
    return candidates[:limit] + rest[:limit]


def find_home_group(doc: Document, gazetteer: Gazetteer) -> tuple[Group | None, str | None]:
    """The source's home as a group of its own, and the country of its domain."""
    candidates, domain = find_home(doc.article.source, gazetteer)
    if not candidates:
        return None, domain
    group = Group([], candidates[:MAX_CANDIDATES], HOME_WEIGHT, is_home=True)
    group.static = describe(group)
    return group, domain


def prior(static: Matrix) -> Matrix:
    """Probabilities of candidates before the article is looked at, to start from: population, class, holder."""
    return softmax(static @ prior_weights()[: len(STATIC)])


@lru_cache(maxsize=1)
def prior_weights() -> Matrix:
    """The weights set by hand, for the static and then the dynamic features."""
    return np.array([(PRIOR | PRIOR_SUPPORT).get(name, 0.0) for name in STATIC + DYNAMIC])


@lru_cache(maxsize=1)
def guidance_weights() -> Matrix:
    """GUIDANCE as a vector, for the static and then the dynamic features."""
    return np.array([GUIDANCE.get(name, 0.0) for name in STATIC + DYNAMIC])


def resolve(
    groups: list[Group], home: Group | None, domain: str | None, network: Network | None, rounds: int = ROUNDS
) -> None:
    """Set the probabilities of all groups, in rounds: each round knows what the one before made of the others."""
    every = [*groups, home] if home is not None else groups
    for group in every:
        group.probabilities = prior(group.static)
    if network is not None:
        _rank(every, home, domain, network, rounds)
    for group in every:
        group.settle()


def _rank(every: list[Group], home: Group | None, domain: str | None, network: Network, rounds: int) -> None:
    crowded = sum(len(g.candidates) for g in every) > CROWDED
    for _ in range(1 if crowded else rounds):
        support = Support(every)
        rows = [np.hstack((g.static, relate(g, support, home, domain))) for g in every]
        stacked = np.vstack(rows) if rows else np.zeros((0, len(STATIC + DYNAMIC)))
        scores = network.score(stacked) + stacked @ guidance_weights()
        scores += FAME_ABROAD * (stacked[:, _FAME] + stacked[:, _COUNTRY] / 3) * stacked[:, _HOME_MISSING]
        at = 0
        for group in every:
            group.probabilities = softmax(scores[at : at + len(group.candidates)])
            at += len(group.candidates)
