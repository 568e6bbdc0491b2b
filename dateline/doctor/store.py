"""One collection under examination: what checks read with, and how a look at a store in use is made sure of."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline import keys

# Between two steps of a commit there is nothing to see, but between two looks there may be a commit.
PAUSES_SECONDS = (0.05, 0.3, 1.0)
# Members of a set, list or hash looked at in one step.
BATCH = 200

# Words of a command to Redis.
Command = tuple[Any, ...]
# What is wrong, by the id of what it is wrong with.
Wrong = dict[str, str]


@dataclass(frozen=True, slots=True)
class Store:
    """One collection."""

    client: Any
    collection: str

    def base(self, name: str) -> str:
        """A key of the collection."""
        return f"{keys.base(self.collection)}{name}"

    def ask(self, commands: Iterable[Command | tuple[Command, ...]]) -> list[Any]:
        """The answers to all commands, in one step, so that they are of one moment."""
        with self.client.pipeline(transaction=True) as pipe:
            for command in commands:
                for one in (command,) if isinstance(command[0], str) else command:
                    pipe.execute_command(*one)
            return list(pipe.execute())

    def members(self, name: str) -> Iterator[list[str]]:
        """The members of a set by scores, some at a time."""
        cursor = 0
        while True:
            cursor, found = self.client.zscan(name, cursor, count=BATCH)
            yield [str(member) for member, _ in found]
            if cursor == 0:
                return

    def have(self, names: Sequence[str]) -> list[bool]:
        """Which of these keys there are."""
        return [bool(found) for found in self.ask(("EXISTS", name) for name in names)]


def make_sure(look: Callable[[Sequence[str]], Wrong], ids: Sequence[str]) -> Wrong:
    """What is still wrong when it is looked at again, and again: it was not a change that was under way."""
    found = look(ids) if ids else {}
    for pause in PAUSES_SECONDS:
        if not found:
            break
        time.sleep(pause)
        found = look(list(found))
    return found
