"""Who an article is: the given id, else a hash of the canonical URL, else of text, date and source.

Wire copies of two sources stay two articles, since the source is part of the identity.  And who its events are, and
what an entity's name gives to its key.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dateline.models import Article, Event

ID_HEX = 24
# Parameters that name a campaign or a click, not a document.
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ocid", "igshid")
_PORTS = {"http": ":80", "https": ":443"}
_WORD = re.compile(r"[a-z0-9]+")


def identify(article: Article) -> str:
    """The article's id within its collection."""
    if article.id is not None:
        return article.id
    if article.url is not None:
        return "u" + digest(canonicalize_url(article.url))
    return "c" + digest(article.text, article.published_at.isoformat(), article.source or "")


def digest(*parts: str) -> str:
    """A hash of `parts` that keeps their boundaries, in ID_HEX hexadecimal digits (96 bits)."""
    framed = b"".join(len(data).to_bytes(8, "big") + data for data in (part.encode() for part in parts))
    return hashlib.blake2b(framed, digest_size=ID_HEX // 2).hexdigest()


def name_events(article_id: str, events: Iterable[Event]) -> Iterator[Event]:
    """The events of an article, in the order of its text, each with the id that it has in every store.

    No offsets go into it: an event keeps its id in a revision that leaves its sentence alone.
    """
    seen: dict[str, int] = {}
    for event in events:
        base = digest(article_id, event.type, event.trigger.surface.casefold(), event.evidence.surface)
        seen[base] = ordinal = seen.get(base, -1) + 1
        event_id = "e" + (digest(base, str(ordinal)) if ordinal else base)
        yield event if event.id == event_id else event.model_copy(update={"id": event_id})


def fingerprint(article: Article) -> str:
    """A hash of everything posted but the id: equal fingerprints mean the same content."""
    return digest(article.model_dump_json(exclude={"id"}))


def canonicalize_url(url: str) -> str:
    """`url` without what does not tell documents apart: case of the host, default port, fragment, tracking."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(_PORTS[parts.scheme.lower()])
    query = urlencode(
        sorted(p for p in parse_qsl(parts.query, keep_blank_values=True) if not p[0].lower().startswith(_TRACKING))
    )
    return urlunsplit(("https", host, parts.path.rstrip("/") or "/", query, ""))


def slug(name: str) -> str:
    """Case-folded ASCII words of `name` joined by "-": "Liam O’Hara" is "liam-ohara"; "" where it has none."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "").replace("'", "").replace(".", ""))
    return "-".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).casefold()))


def entity_key(kind: str, name: str) -> str:
    """The key of an entity of this kind and name.

    A name without a letter of the Latin alphabet has no slug; its hash is the same in every article too.
    """
    return f"{kind}/{slug(name) or digest(name.casefold())}"
