"""What one article costs, as measured: the input of all that is reckoned and simulated."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, PositiveFloat


class Costs(BaseModel):
    """What one article of `bench.generate` takes of each resource.

    Seconds are of one core of the machine that they were measured on; bytes are means over the articles measured.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    machine: str
    articles: int
    words: PositiveFloat
    events: PositiveFloat
    # A worker: CPU from the claim to the commit, and the spread of it (standard deviation by mean).
    worker_seconds: PositiveFloat
    worker_variation: PositiveFloat
    # Redis: CPU of its one thread for post, queue, claim and commit; and for the stories.
    redis_seconds: PositiveFloat
    story_redis_seconds: PositiveFloat
    # The one follower of a collection, which keeps its stories.
    story_seconds: PositiveFloat
    # The API: CPU to take one article of an import.
    api_seconds: PositiveFloat
    # Of the feed, which keeps a million events (`DATELINE_FEED_LENGTH`); and of all else, the indexes among it.
    feed_bytes: PositiveFloat
    memory_bytes: PositiveFloat
    index_bytes: PositiveFloat
    # What the append-only file is written with, and what is left of that when it was rewritten.
    log_bytes: PositiveFloat
    base_bytes: PositiveFloat
    archive_bytes: PositiveFloat
    posted_bytes: PositiveFloat
    redis_network_bytes: PositiveFloat
    # A machine's workers share models and gazetteer; each has so much of its own beside.
    shared_memory_bytes: PositiveFloat
    own_memory_bytes: PositiveFloat


# `python -m bench.scale --measure 200`; another machine gives others: `--write FILE`, then `--costs FILE`.
MEASURED = Costs(
    machine="2 cores, x86_64, Python 3.11.7",
    articles=200,
    words=490.955,
    events=23.62,
    worker_seconds=0.2189895,
    worker_variation=0.4002048,
    redis_seconds=0.00431645,
    story_redis_seconds=0.00113614,
    story_seconds=0.005257288,
    api_seconds=0.0002839326,
    feed_bytes=1702.0,
    memory_bytes=146_232.92,
    index_bytes=24_310.025,
    log_bytes=103_436.36,
    base_bytes=53_234.18,
    archive_bytes=9032.82,
    posted_bytes=3228.2,
    redis_network_bytes=106_355.065,
    shared_memory_bytes=576_410_624.0,
    own_memory_bytes=49_995_776.0,
)


def read(path: Path | None) -> Costs:
    """The costs in a file that `--write` wrote; those above where none is named.  Raises ValidationError, OSError."""
    return MEASURED if path is None else Costs.model_validate_json(path.read_bytes())
