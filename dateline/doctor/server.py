"""Checks of Redis itself, of its indexes, and of the work that waits or is under way."""

from typing import Any, cast

from redis import Redis, ResponseError
from rq import Queue

from dateline import keys, queue
from dateline.connection import MODULES
from dateline.doctor.report import Report
from dateline.doctor.store import Store
from dateline.search.census import read_indexes, read_timeout_policy
from dateline.settings import Settings

# The first version with the engine built in is 8; the streams of 7 are needed.
OLDEST = (7, 2)
# A lease that ended is taken over within seconds, and what RQ lost is sent again.
LATE_SECONDS = 30.0
SAMPLE = 100
# Of the memory that Redis may use.
MOSTLY = 0.9


def examine_server(client: "Redis", report: Report) -> None:
    """Version, modules, persistence, memory and who may log in."""
    report.look("redis")
    info = client.info()
    version = str(info.get("redis_version", "0"))
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
        report.find("redis", f"its version is {version}; {'.'.join(map(str, OLDEST))} or later is needed")
    loaded = {str(module["name"]).lower() for module in cast("list[dict[str, Any]]", client.module_list())}
    for name, what in MODULES.items():
        if name not in loaded:
            report.find("redis", f"it lacks {what}")
    _examine_memory(info, report)
    if not int(info.get("aof_enabled", 0)):
        report.find("redis", "appendonly is off: a restart loses what came since the last snapshot")
    for name in ("aof_last_write_status", "aof_last_bgrewrite_status", "rdb_last_bgsave_status"):
        if info.get(name, "ok") != "ok":
            report.find("redis", f"{name} is {info[name]}: is the disk full?")
    _examine_configuration(client, report)
    _examine_access(client, report)


def _examine_memory(info: dict[str, Any], report: Report) -> None:
    policy = info.get("maxmemory_policy", "noeviction")
    if policy != "noeviction":
        report.find("redis", f"maxmemory-policy is {policy}: Redis throws articles away when it is full")
    if (most := int(info.get("maxmemory", 0))) and int(info["used_memory"]) > MOSTLY * most:
        report.find(
            "redis", f"{int(info['used_memory']) / most:.0%} of its memory is used; posts are refused when it is full"
        )


def _examine_configuration(client: "Redis", report: Report) -> None:
    try:
        on_timeout = read_timeout_policy(client)
        appendfsync = client.config_get("appendfsync").get("appendfsync")
    except ResponseError as error:
        report.note("redis", f"its configuration cannot be read: {error}")
        return
    if on_timeout != "fail":
        report.find("redis", "a search that takes too long is answered in part: set search-on-timeout to fail")
    if appendfsync == "no":
        report.find("redis", "appendfsync is no: a power cut loses up to half a minute")


def _examine_access(client: "Redis", report: Report) -> None:
    host = client.connection_pool.connection_kwargs.get("host", "")
    try:
        default = cast("dict[str, Any]", client.acl_getuser("default"))
    except ResponseError:
        return  # who may not look at that is no default user
    if "nopass" in default["flags"] and "on" in default["flags"] and host not in ("", "localhost", "127.0.0.1", "::1"):
        report.find("redis", "anybody who reaches it may log in without a password")


def examine_indexes(client: "Redis", report: Report) -> None:
    """Each index is there, has taken in what is stored, and refused nothing."""
    for name, info in read_indexes(client).items():
        report.look("indexes")
        if not info:
            report.find("indexes", f"{name} is missing; it is made when a worker or an API starts")
            continue
        if failures := int(info.get("hash_indexing_failures", 0)):
            report.find("indexes", f"{name} could not take in {failures} documents")
        if int(info.get("indexing", 0)):
            report.note("indexes", f"{name} is being built: {float(info.get('percent_indexed', 0)):.0%}")


def examine_work(store: Store, jobs: Queue, settings: Settings, report: Report) -> None:
    """Leases that ended long ago, and articles that wait without a job."""
    client, name = store.client, store.collection
    now_ms = client.time()[0] * 1_000
    running = keys.state(name, "running")
    report.look("leases", int(client.zcard(running)))
    for article_id in client.zrangebyscore(running, "-inf", now_ms - LATE_SECONDS * 1_000, start=0, num=SAMPLE):
        report.find("leases", f"the lease of {article_id} ended {LATE_SECONDS:.0f} s ago: do workers run?")
    waiting = int(client.zcard(keys.state(name, "queued")))
    report.look("queue", waiting)
    late = LATE_SECONDS + settings.queued_grace_seconds
    for article_id in client.zrangebyscore(
        keys.state(name, "queued"), "-inf", now_ms - late * 1_000, start=0, num=SAMPLE
    ):
        revision = int(client.hget(keys.article(name, str(article_id)), "revision") or 0)
        parked = client.zscore(keys.parked(name), str(article_id)) is not None
        if not parked and not queue.holds(jobs, name, str(article_id), revision):
            report.find("queue", f"{article_id} waits, and is not in the queue: do workers run?")
    if waiting:
        report.note("queue", f"{name}: {waiting} articles wait on the ledger; {len(jobs)} jobs are in the queue")
    if dead := int(client.zcard(keys.state(name, "failed"))):
        report.note("states", f"{name}: {dead} dead letters; `POST /v1/articles/ID/retry` tries one again")
