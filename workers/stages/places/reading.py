"""One article's names with their groups and what is known of each: the input of the last decision."""

from dataclasses import dataclass

from workers.document import Document
from workers.gazetteer import Gazetteer
from workers.stages.places.detection import find_mentions
from workers.stages.places.features import Group, Matrix, Support, relate_best
from workers.stages.places.mentions import Mention
from workers.stages.places.network import Network
from workers.stages.places.recognition import Context, describe_mention, describe_mentions
from workers.stages.places.resolution import find_home_group, gather, resolve


@dataclass(frozen=True, slots=True)
class Reading:
    """Mentions, the group of each (null without candidates), and the features that tell whether it is a place."""

    mentions: list[Mention]
    groups: list[Group | None]
    features: Matrix


def read(doc: Document, gazetteer: Gazetteer, ranker: Network) -> Reading:
    """Find all mentions, resolve them together and describe each."""
    parsed = doc.parsed
    mentions = find_mentions(parsed, gazetteer)
    groups = gather(mentions)
    home, domain = find_home_group(doc, gazetteer)
    resolve(groups, home, domain, ranker)
    return describe_reading(doc, mentions, groups, home, domain)


def describe_reading(
    doc: Document, mentions: list[Mention], groups: list[Group], home: Group | None, domain: str | None
) -> Reading:
    """The features of all mentions, from resolved groups."""
    support = Support([*groups, home] if home is not None else groups)
    context = Context(doc.text, doc.parsed.ents, mentions)
    group_of: dict[int, Group] = {}
    best: dict[int, dict[str, float]] = {}
    for group in groups:
        known = relate_best(group, support, home, domain)
        for m in group.mentions:
            group_of[id(m)], best[id(m)] = group, known
    tokens = list(doc.parsed)
    rows = [describe_mention(tokens, m, group_of.get(id(m)), best.get(id(m), {}), context) for m in mentions]
    return Reading(mentions, [group_of.get(id(m)) for m in mentions], describe_mentions(rows))
