"""What the workers do behind the articles: upgrades, records made anew, and retention; some at a time."""

import structlog
from redis import Redis

from dateline.refresh import PASS, refresh
from dateline.retention import BATCH, retire
from dateline.settings import Settings
from dateline.upgrade import find_older, upgrade_collections

log = structlog.get_logger()

# Of an upgrade in one pass; leases are ended between passes.
STEPS = 50


def keep_up(client: "Redis", settings: Settings) -> bool:
    """One pass over all collections; whether more is to be done at once.  Safe to run any number of times at once."""
    upgrade_collections(client, STEPS)
    if remade := refresh(client, settings):
        log.info("upkeep.refreshed", articles=remade)
    retired = retire(client, settings)
    return remade >= PASS or retired >= BATCH or bool(find_older(client))
