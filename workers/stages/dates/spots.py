"""Where in the parse a candidate stands."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from workers.stages.dates.expressions import Expression

QUOTES = frozenset({'"', "'", "“", "”", "‘", "’", "``", "''"})


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a candidate stands: its tokens `first` to `last` of the parse, both included."""

    doc: Doc
    first: int
    last: int

    @property
    def head(self) -> Token:
        """The first token."""
        return self.doc[self.first]

    @property
    def tail(self) -> Token:
        """The last token."""
        return self.doc[self.last]

    @property
    def before(self) -> Token | None:
        """The token before."""
        return self.doc[self.first - 1] if self.first else None

    @property
    def after(self) -> Token | None:
        """The token after."""
        return self.doc[self.last + 1] if self.last + 1 < len(self.doc) else None


# What a candidate means where it stands; None if it is no temporal expression.
Judge = Callable[[Expression, Spot], Expression | None]
