"""What a text has said so far: the anchors that relative expressions resolve against."""

import datetime as dt
from dataclasses import dataclass, field

from workers.stages.dates.expressions import Expression
from workers.stages.dates.periods import Period


@dataclass(slots=True)
class Context:
    """The publication day, and what the expressions before this one have established.

    `narrative`: the text tells of another time than its publication, so partial dates belong to the date
    told last.  `direction` is that of the governing verb: -1 past, 1 future, 0 unknown; `cue` likewise of the word
    before ("ended June 30").  `story_year` is the year
    that the story has reached where a partial date of it stands.  `era` is the value of the last
    date before Christ, where such a date was told last.  `report` is the quarter or year that a report on earnings is
    about, `beside` the day told later in the sentence, `since` what a range began with ("Thursday" of "Thursday to
    Saturday"), `neighbours` the expressions right after and right before.
    """

    published: dt.date
    narrative: bool = False
    direction: int = 0
    cue: int = 0
    told: Period | None = None
    told_id: str | None = None
    told_day: Period | None = None
    story_year: int | None = None
    era: str | None = None
    report: Period | None = None
    beside: Expression | None = None
    since: Period | None = None
    neighbours: tuple[object, ...] = field(default=())

    @property
    def narrative_day(self) -> dt.date:
        """The day from which a narrative counts on: the begin of what was told last, else the publication."""
        return self.told.begin if self.told else self.published
