"""How the indexes are: for those who watch the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from redis import Redis, ResponseError

from dateline import keys

INDEXES = {"events": keys.EVENT_INDEX, "subjects": keys.SUBJECT_INDEX, "stories": keys.STORY_INDEX}
_MEGABYTE = 1_048_576


@dataclass(frozen=True, slots=True)
class IndexState:
    """One index: documents, bytes, documents that it could not take, and the share of the store that it has read."""

    name: str
    documents: int
    bytes: int
    failures: int
    ready_ratio: float


def read_indexes(client: "Redis") -> list[IndexState]:
    """The state of each index; one that is missing, or that this user may not ask about, is left out."""
    found = []
    for name, index in INDEXES.items():
        try:
            told = cast(Sequence[Any], client.execute_command("FT.INFO", index))
        except ResponseError:
            continue
        found.append(_read(name, told if isinstance(told, Mapping) else dict(zip(told[::2], told[1::2], strict=True))))
    return found


def _read(name: str, told: Mapping[str, Any]) -> IndexState:
    return IndexState(
        name,
        documents=int(told["num_docs"]),
        bytes=int(float(told["total_index_memory_sz_mb"]) * _MEGABYTE),
        failures=int(told["hash_indexing_failures"]),
        ready_ratio=float(told["percent_indexed"]),
    )
