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


# `python -m bench.scale --measure 300`; another machine gives others: `--write FILE`, then `--costs FILE`.
MEASURED = Costs(
    machine="2 cores, x86_64, Python 3.11.7",
    articles=200,
    words=490.955,
    events=23.62,
    worker_seconds=0.2241379,
    worker_variation=0.3938867,
    redis_seconds=0.004372015,
    story_redis_seconds=0.001036785,
    story_seconds=0.006192364,
    api_seconds=0.0002996933,
    feed_bytes=1701.2,
    memory_bytes=146_182.0,
    index_bytes=24_310.0,
    log_bytes=108_086.0,
    base_bytes=53_236.0,
    archive_bytes=9005.775,
    posted_bytes=3228.2,
    redis_network_bytes=106_339.0,
    shared_memory_bytes=551_541_760.0,
    own_memory_bytes=49_741_824.0,
)


def read(path: Path | None) -> Costs:
    """The costs in a file that `--write` wrote; those above where none is named.  Raises ValidationError, OSError."""
    return MEASURED if path is None else Costs.model_validate_json(path.read_bytes())
