"""A process of the next version of Dateline: `python -m tests.faults.later MODULE [ARGUMENTS]` runs MODULE as one.

It writes schema 2, and says of an article of schema 1, in its metadata, that it read it.
"""

import runpy
import sys
from typing import Any

from dateline import schema

LATER = schema.SCHEMA_VERSION + 1


def mark(fields: dict[str, Any]) -> dict[str, Any]:
    """A posted article of schema 1, as schema 2 would have it."""
    return {**fields, "metadata": {**fields.get("metadata", {}), "posted_as": schema.SCHEMA_VERSION - 1}}


if __name__ == "__main__":
    # Before anything else of Dateline is imported: the models take the number when they are made.
    schema.SCHEMA_VERSION = LATER
    schema.STEPS["posted", LATER - 1] = mark
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
