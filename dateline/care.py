"""`dateline retention`, `backup`, `restore` and `doctor`: the care of a store, from where it can be reached."""

import json
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from dateline.connection import WORKER_SECONDS, connect, connect_queue, wait_until_ready
from dateline.errors import Setup
from dateline.settings import Settings, read_settings
from dateline.terminal import err, out, show_progress

if TYPE_CHECKING:
    from redis import Redis

    from dateline.doctor import Report

READY_SECONDS = 10.0
# Of repairs, each of what the one before brought to light.
ROUNDS = 3
RedisUrl = Annotated[
    str | None, typer.Option(help="The Redis that holds the store; default: DATELINE_REDIS_URL, if it is set.")
]
Data = Annotated[Path | None, typer.Option(help="Else the folder of the embedded Redis, whether it runs or not.")]
Collection = Annotated[str, typer.Option("--collection", help="The collection.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON, not a table.")]
_ARCHIVE = typer.Argument(help="The archive.", metavar="FILE", dir_okay=False)
Archive = Annotated[Path, _ARCHIVE]

retention = typer.Typer(no_args_is_help=True, help="How long articles are kept, with all that came of them.")


@contextmanager
def open_store(redis_url: str | None, data: Path | None, *, is_new: bool = False) -> "Iterator[tuple[Redis, Settings]]":
    """A client of the store, and the settings with its address."""
    from dateline.attachment import attach, find_store

    with (
        attach(*find_store(redis_url, data), is_new=is_new) as address,
        closing(connect(address, WORKER_SECONDS)) as client,
    ):
        wait_until_ready(client, READY_SECONDS)
        yield client, read_settings({"redis_url": address})


@retention.command("show")
def show_retention(redis_url: RedisUrl = None, data: Data = None, as_json: AsJson = False) -> None:
    """Show the policy of each collection, and what it would remove now; nothing is removed by this."""
    from dateline import keys
    from dateline.retention import count_old, read_policy

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("collection", "kept", "by", "said by", "to go: articles", "events", "waiting"):
        table.add_column(column)
    with open_store(redis_url, data) as (client, settings):
        for collection in sorted(map(str, client.smembers(keys.COLLECTIONS))):
            policy = read_policy(client, collection, settings)
            old = count_old(client, collection, policy)
            if as_json:
                told = {"collection": collection, **asdict(policy), "to_go": asdict(old)}
                sys.stdout.write(json.dumps(told) + "\n")
            kept = "for ever" if policy.days is None else f"{policy.days} days"
            table.add_row(collection, kept, policy.by, policy.source, str(old.articles), str(old.events), str(old.busy))
    if not as_json:
        out.print(table)


@retention.command("set")
def set_retention(
    days: Annotated[int | None, typer.Option(help="Keep articles for so many days.")] = None,
    forever: Annotated[bool, typer.Option("--forever", help="Keep them for ever.")] = False,
    default: Annotated[bool, typer.Option("--default", help="As DATELINE_RETENTION_DAYS says.")] = False,
    by: Annotated[str, typer.Option(help="published: the article's date; arrival: when its last revision came.")] = (
        "published"
    ),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    collection: Collection = "main",
    redis_url: RedisUrl = None,
    data: Data = None,
) -> None:
    """Say how long a collection's articles are kept.  The workers remove what is older, a few at a time."""
    from dateline.retention import Policy, check_policy, clear_policy, count_old, require_collection, set_policy

    if (days is not None) + forever + default != 1:
        raise Setup("give one of --days, --forever and --default")
    checked = check_policy(days, by)
    with open_store(redis_url, data) as (client, settings):
        require_collection(client, collection)
        chosen = settings.retention_days if default else days
        policy = Policy(chosen, settings.retention_by if default else checked, "settings" if default else "collection")
        old = count_old(client, collection, policy)
        if not dry_run and default:
            clear_policy(client, collection)
        elif not dry_run:
            set_policy(client, collection, days, by)
    kept = "for ever" if policy.days is None else f"for {policy.days} days, by {policy.by}"
    would = "would be" if dry_run else "are"
    out.print(
        f"Articles of {collection} {would} kept {kept}: {old.articles} with {old.events} events are older"
        f"{f' ({old.busy} of them wait)' if old.busy else ''}.",
        highlight=False,
    )


def backup(
    file: Archive,
    keep: Annotated[
        int | None,
        typer.Option(min=1, help="Then remove older archives beside it, named like it but for digits, so many stay."),
    ] = None,
    redis_url: RedisUrl = None,
    data: Data = None,
) -> None:
    """Write all that is stored into an archive, while it is in use.  The archive holds all texts: keep it safe."""
    from dateline.archive import check_prunable, prune, write_archive
    from dateline.backup import back_up, count_articles, note_backup

    if keep is not None:
        check_prunable(file)
    with open_store(redis_url, data) as (client, _), show_progress() as bar:
        task = bar.add_task("backup", total=count_articles(client))
        with write_archive(file) as write:
            counts = back_up(client, write, lambda: bar.advance(task))
        note_backup(client)
    size = file.stat().st_size
    out.print(f"{file}: {_tell(counts)}; {size:,} bytes.", highlight=False)
    for older in prune(file, keep) if keep is not None else ():
        out.print(f"{older}: removed, {keep} are kept.", highlight=False)


def restore(
    file: Annotated[Path | None, _ARCHIVE] = None,
    collection: Annotated[str | None, typer.Option(help="Only this collection of the archive; needs --into.")] = None,
    into: Annotated[str | None, typer.Option(help="The name that it is to have; nothing may be in it yet.")] = None,
    abandon: Annotated[
        bool, typer.Option("--give-up", help="Read nothing; open what an interrupted restore has closed, as it is.")
    ] = False,
    redis_url: RedisUrl = None,
    data: Data = None,
) -> None:
    """Read an archive back into an empty store.  One that was interrupted goes on when it is started again."""
    if abandon:
        if file or collection or into:
            raise Setup("--give-up takes no archive and no other option")
        _give_up(redis_url, data)
    elif file is None:
        raise Setup("FILE: name the archive")
    else:
        _read_back(file, collection, into, redis_url, data)


def _give_up(redis_url: str | None, data: Path | None) -> None:
    from dateline.restore import give_up

    with open_store(redis_url, data) as (client, _):
        names = ", ".join(give_up(client))
    out.print(f"Given up. Open, with what has come back: {names}.", highlight=False)


def _read_back(file: Path, collection: str | None, into: str | None, redis_url: str | None, data: Path | None) -> None:
    from dateline.queue import open_queue
    from dateline.restore import Target
    from dateline.restore import restore as read_back
    from dateline.search import ensure_indexes

    columns = (TextColumn("{task.description:<10}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with open_store(redis_url, data, is_new=True) as (client, settings):
        ensure_indexes(client)
        jobs = open_queue(connect_queue(settings.queue_url, WORKER_SECONDS), settings.job_deadline_seconds)
        with Progress(*columns, console=err, disable=not err.is_terminal) as bar:
            task = bar.add_task("restore", total=file.stat().st_size if file.exists() else None)
            target = Target(client, jobs, settings, collection, into)
            counts = read_back(target, file, lambda at: bar.update(task, completed=at))
    out.print(f"{file}: {_tell(counts)} restored.", highlight=False)
    for kind, told in _LEFT_OUT.items():
        if counts.get(kind):
            out.print(f"  {counts[kind]} {told}", highlight=False)
    out.print("Workers bring its stories up to date; `dateline doctor` checks the store.", highlight=False)


def doctor(
    as_json: AsJson = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="Repair what follows from what stands beyond doubt; each is told.")
    ] = False,
    redis_url: RedisUrl = None,
    data: Data = None,
) -> None:
    """Check all that must hold of a store, while it is in use; nothing is changed unless asked to repair.

    Ends with code 1 where something is wrong.
    """
    from dateline.doctor import examine
    from dateline.queue import open_queue

    with open_store(redis_url, data) as (client, settings), show_progress() as bar:
        jobs = open_queue(connect_queue(settings.queue_url, WORKER_SECONDS), settings.job_deadline_seconds)
        # What a repair brings to light is repaired too, before the last look.
        for _ in range(ROUNDS if repair else 0):
            if not _tell_repairs(examine(client, jobs, settings, repair=True)):
                break
        task = bar.add_task("keys", total=int(client.dbsize()))
        report = examine(client, jobs, settings, on_keys=lambda n: bar.advance(task, n))
    if as_json:
        sys.stdout.write(json.dumps(report.tell()) + "\n")
    else:
        _show(report)
    if not report.is_good:
        raise typer.Exit(1)


def _tell_repairs(report: "Report") -> int:
    """Say what was repaired, on standard error; how much was."""
    for check in report.checks.values():
        if check.repaired:
            err.print(f"repaired: {check.repaired} of {check.name}", highlight=False)
            for example in check.examples:
                err.print(f"  {example}", highlight=False, markup=False)
    return sum(check.repaired for check in report.checks.values())


def _show(report: "Report") -> None:
    from dateline.doctor import WHAT

    marks = {"good": "[green]good[/]", "note": "[yellow]note[/]", "bad": "[bold red]BAD[/]", "repaired": "repaired"}
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("", "check", "looked at", "wrong", "what must hold"):
        table.add_column(column)
    for name, check in report.checks.items():
        table.add_row(marks[check.state], name, f"{check.looked:,}", f"{check.wrong:,}", WHAT[name])
        for told in (*check.examples, *check.notes):
            table.add_row("", "", "", "", f"  {escape(told)}")
    out.print(table)
    out.print("All is well." if report.is_good else "Something is wrong: see above.", highlight=False)


_MANY = {
    "article": "articles", "revision": "revisions", "story": "stories",
    "story_alias": "former stories", "correction": "corrections", "correction_line": "lines of their log",
    "access_key": "keys of access", "collection": "collections",
}  # fmt: skip

# What a restore says of what did not come back as it was.
_LEFT_OUT = {
    "known": "articles were there before, and were left alone.",
    "lost_url": "articles came back without their URL: another one was posted with it during the backup.",
    "claimed": "events were in two stories of the archive, and are in one.",
    "regrouped": "stories could not come back, and are grouped anew by the workers.",
}


def _tell(counts: dict[str, int]) -> str:
    return ", ".join(f"{counts[kind]} {name}" for kind, name in _MANY.items() if counts.get(kind)) or "nothing"
