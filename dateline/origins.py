"""Independent sources: which articles of a story count as one.  Pure."""

from collections.abc import Callable, Iterable
from itertools import chain

from dateline.fields import Model
from dateline.tellings import Telling, in_order

# Of more articles than this, the later ones are compared with the first ones alone.
MAX_COMPARED = 100


class Origin(Model):
    """Articles that count as one source: of one outlet, or copies of one text.  An unknown outlet is null."""

    sources: tuple[str | None, ...]
    articles: tuple[str, ...]


def find_origins(tellings: Iterable[Telling], are_copies: Callable[[str, str], bool]) -> list[Origin]:
    """The articles of `tellings` by independent source, earliest first.

    Articles whose outlet is unknown count as one outlet: nothing shows that they are two.  `are_copies` says of two
    article ids, the earlier first, whether their texts resemble one another; it is asked where it matters only.
    """
    outlets: dict[str, str | None] = {}
    for told in in_order(tellings):
        outlets.setdefault(told.article, told.outlet)
    groups: dict[str | None, list[str]] = {}
    for article, outlet in outlets.items():
        groups.setdefault(outlet, []).append(article)
    compared = frozenset(list(outlets)[:MAX_COMPARED])
    found: list[list[str]] = []
    for articles in groups.values():
        same = [known for known in found if _share_a_text(known, articles, compared, are_copies)]
        found = [known for known in found if known not in same]
        found.append([*chain.from_iterable(same), *articles])
    order = {article: n for n, article in enumerate(outlets)}
    origins = sorted((sorted(articles, key=order.__getitem__) for articles in found), key=lambda a: order[a[0]])
    return [
        Origin(sources=tuple(dict.fromkeys(outlets[article] for article in articles)), articles=tuple(articles))
        for articles in origins
    ]


def _share_a_text(
    known: list[str], articles: list[str], compared: frozenset[str], are_copies: Callable[[str, str], bool]
) -> bool:
    return any(are_copies(a, b) for a in known for b in articles if a in compared or b in compared)
