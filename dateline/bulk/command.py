"""`dateline enrich` and `dateline load`: the pipeline over files, without a server, and its results into a store."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dateline.bulk.progress import Account, tell
from dateline.care import Collection, Data, RedisUrl, open_store
from dateline.errors import Setup
from dateline.settings import read_settings
from dateline.terminal import err

ARTICLES_PER_BLOCK = 250
INTERRUPTED = 130


class FormatName(StrEnum):
    """What parts are written as."""

    JSONL = "jsonl"
    PARQUET = "parquet"


class EngineName(StrEnum):
    """What does the work."""

    LOCAL = "local"
    RAY = "ray"


def enrich(
    files: Annotated[
        list[str],
        typer.Argument(help="JSON lines, an article each, or plain texts; also gzipped; - is standard input."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            help="Write into this folder, in parts: a run that was ended goes on where it was.", file_okay=False
        ),
    ] = None,
    form: Annotated[FormatName, typer.Option("--format", help="Of the parts.")] = FormatName.JSONL,
    jobs: Annotated[
        int | None,
        typer.Option(help="Processes; default: one for each core it may use, or CPU of the cluster.", min=1, max=1024),
    ] = None,
    engine: Annotated[EngineName, typer.Option(help="This machine, or a Ray cluster.")] = EngineName.LOCAL,
    address: Annotated[
        str | None,
        typer.Option(help="Of the Ray cluster, from one of its nodes: auto, HOST:PORT; default: one made here."),
    ] = None,
    block: Annotated[
        int, typer.Option(help="Articles in a part; what a crash costs a process at most.", min=1, max=100_000)
    ] = ARTICLES_PER_BLOCK,
) -> None:
    """Enrich without a server: one article as JSON per line on standard output, or parts in a folder.

    Ends with code 1 where some input was refused; the others are enriched all the same.
    """
    if form is FormatName.PARQUET and output is None:
        raise Setup("--format parquet: needs --output, a folder for its files")
    if address is not None and engine is EngineName.LOCAL:
        raise Setup("--address: is that of a Ray cluster; give --engine ray")
    from dateline.bulk.formats import require
    from dateline.bulk.run import choose_engine, enrich_to_folder, enrich_to_stream

    require(form.value)
    work = choose_engine(engine.value, address, read_settings({}).job_deadline_seconds)
    # A cluster knows how many it has.
    many = jobs or (0 if engine is EngineName.RAY else len(os.sched_getaffinity(0)))
    try:
        if output is None:
            account = enrich_to_stream(files, sys.stdout.buffer, err, work, many)
        else:
            account = enrich_to_folder(files, output, form.value, block, err, work, many)
    except KeyboardInterrupt:
        more = "; the same command goes on" if output else ""
        err.print(f"stopped{more}", highlight=False)
        raise typer.Exit(INTERRUPTED) from None
    _conclude(account, output)


def _conclude(account: Account, output: Path | None) -> None:
    if output is not None:
        err.print(
            f"{output}: {tell(account.articles, 'article')} with {tell(account.events, 'event')}"
            f" in {account.seconds:.1f} s ({account.articles / account.seconds:.1f}/s), {account.kept:,} done before",
            highlight=False,
            soft_wrap=True,
        )
    if account.partial:
        err.print(f"{account.partial:,} partial: a stage failed; each says which", highlight=False)
    if account.refused:
        from dateline.bulk.folder import ERRORS

        told = f"; see {output / ERRORS}" if output else ""
        err.print(f"{account.refused:,} refused{told}", highlight=False, soft_wrap=True)
        raise typer.Exit(1)


def load(
    paths: Annotated[
        list[str], typer.Argument(help="Enriched articles: JSON lines, gzipped or not, Parquet, or folders of these.")
    ],
    collection: Collection = "main",
    redis_url: RedisUrl = None,
    data: Data = None,
) -> None:
    """Bring enriched articles into a store, from where its Redis can be reached; workers may be at work meanwhile.

    What is there already, enriched and with the same content, stays as it is, so a load that was ended goes on when it
    is started again.  Other content makes a new revision.  Ends with code 1 where something was refused,
    or left to whoever is at work on it.
    """
    from dateline.bulk.loader import check_collection, load_files
    from dateline.bulk.reading import find_files
    from dateline.search import ensure_indexes

    files, collection = find_files(paths), check_collection(collection)
    with open_store(redis_url, data, is_new=True) as (client, settings):
        ensure_indexes(client)
        try:
            account = load_files(client, collection, settings, files, err)
        except KeyboardInterrupt:
            err.print("stopped; the same command goes on", highlight=False)
            raise typer.Exit(INTERRUPTED) from None
    err.print(account.describe(), highlight=False, soft_wrap=True)
    if account.refused or account.held:
        raise typer.Exit(1)
