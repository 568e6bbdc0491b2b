"""A bulk enrichment: blocks through an engine, to standard output in order or into a folder."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from rich.console import Console

from dateline.bulk.blocks import Block, cut, find_size
from dateline.bulk.folder import Folder, open_folder
from dateline.bulk.formats import Format
from dateline.bulk.progress import Account, show
from dateline.bulk.work import Engine, Part
from workers.pipeline import PIPELINE_VERSION


def enrich_to_stream(names: list[str], output: BinaryIO, console: Console, engine: Engine, jobs: int) -> Account:
    """Write the enriched articles of all inputs to `output` as JSON lines, in order; each as soon as it can be."""
    account = Account(find_size(names))
    with show(account, console) as display:
        for part in _in_order(engine(cut(names, 1), "jsonl", jobs)):
            output.write(part.data)
            output.flush()
            _note(account, part, console)
            display.update()
    return account


def enrich_to_folder(
    names: list[str], path: Path, form: Format, articles: int, console: Console, engine: Engine, jobs: int
) -> Account:
    """Write the enriched articles of all inputs into parts in the folder `path`, but for those that are there already.

    Parts of what the same files held at an earlier run, and hold no more, are removed at the end.
    Raises Setup and Conflict (`open_folder`).
    """
    account = Account(find_size(names))
    seen, broken = set[str](), set[str]()
    with open_folder(path, form, articles, PIPELINE_VERSION) as folder, show(account, console) as display:
        for part in engine(_missing(cut(names, articles), folder, seen, broken, account), form, jobs):
            folder.write(part)
            _note(account, part, console)
            display.update()
        # Of a file that could not be read to its end nobody knows what it holds no more.
        folder.remove_former([name for name in names if name not in broken], seen)
    return account


def _missing(
    blocks: Iterable[Block], folder: Folder, seen: set[str], broken: set[str], account: Account
) -> Iterator[Block]:
    """The blocks that are to be done; a file that is given twice is done once.  Files cut short go into `broken`."""
    for block in blocks:
        if any(item.is_broken for item in block.items):
            broken.add(block.source)
        done = (0, 0) if block.name in seen else folder.count_done(block)
        seen.add(block.name)
        if done is None:
            yield block
        else:
            account.add(size=block.size, articles=done[0], refused=done[1], is_kept=True)


def _in_order(parts: Iterable[Part]) -> Iterator[Part]:
    waiting: dict[int, Part] = {}
    following = 0
    for part in parts:
        waiting[part.number] = part
        while following in waiting:
            yield waiting.pop(following)
            following += 1


def _note(account: Account, part: Part, console: Console) -> None:
    account.add(size=part.size, articles=part.articles, refused=len(part.refused), events=part.events)
    account.partial += part.partial
    for refused in part.refused:
        console.print(f"{refused.where}: {refused.reason}", highlight=False, markup=False, soft_wrap=True)


def choose_engine(name: str, address: str | None, deadline_seconds: float) -> Engine:
    """The engine of this name.  Raises Setup where what it needs is not installed."""
    if name == "ray":
        from dateline.bulk.ray import require, run_ray

        require()
        return partial(run_ray, address=address, deadline_seconds=deadline_seconds)
    from dateline.bulk.local import run_local

    return partial(run_local, deadline_seconds=deadline_seconds)
