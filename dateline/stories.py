"""Which tellings are of one event: stories, grouped so that the order of arrival hardly matters.  Pure.

`group` takes tellings from the one that says most to the one that says least: each joins the story that most
speaks for, and joins two stories where it fits both and nothing sets them apart.  A telling that fits two stories
equally well, which are apart, says too little to choose: it stays alone.  `Book` holds stories while they are
changed; only those near a changed telling are grouped anew.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from dateline.accounts import Account
from dateline.blocks import blocks_of
from dateline.likeness import AreCopies, contradicts, is_same
from dateline.tellings import Telling

# Raised with every change of what makes one story: all events are then grouped anew, and stories keep their ids.
RULES_VERSION = "1"
# A story that is told so often is complete; what comes later begins another.
MAX_MEMBERS = 1_000
# Of larger stories, which are well established, only the account of the whole is compared.
MAX_COMPARED = 50
# Two stories whose points differ by less are equally likely.
_MARGIN = 0.5

Members = dict[str, Telling]


def group(tellings: Collection[Telling], are_copies: AreCopies) -> list[Members]:
    """The stories of `tellings`: event id -> telling."""
    groups: list[tuple[Account, Members]] = []
    for telling in sorted(tellings, key=_precedence):
        account = Account.of([telling])
        fitting = _fitting(account, groups, are_copies)
        if not fitting:
            groups.append((account, {telling.event: telling}))
            continue
        best, *others = fitting
        for joined in others:
            best[1].update(joined[1])
            groups = [known for known in groups if known[1] is not joined[1]]
        best[1][telling.event] = telling
        if others:
            groups = [known for known in groups if known[1] is not best[1]]
            groups.append((Account.of(sorted(best[1].values(), key=_precedence)), best[1]))
        else:
            best[0].add(telling)
    return [members for _, members in groups]


def _precedence(telling: Telling) -> tuple[object, ...]:
    """Those that say most come first; equal ones by their ids, never by arrival."""
    narrow = any(not spot.is_country for spot in telling.spots if spot.stated)
    says = 2 * narrow + 2 * telling.stated + bool(telling.parties) + bool(telling.numbers)
    return (-says, (telling.end - telling.begin).days, -telling.confidence, telling.event)


def _fitting(
    account: Account, groups: Iterable[tuple[Account, Members]], are_copies: AreCopies
) -> list[tuple[Account, Members]]:
    """The groups that `account` joins: the one that most speaks for, and those which that one does not exclude."""
    found = [(points, known) for known in groups if (points := _fit(account, *known, are_copies))]
    found.sort(key=lambda item: (-item[0], min(item[1][1])))
    if not found:
        return []
    (most, best), *others = found
    if any(most - points < _MARGIN and contradicts(best[0], known[0]) for points, known in others):
        return []
    joined, size = [best], len(best[1])
    for _, known in others:
        if size + len(known[1]) < MAX_MEMBERS and not any(contradicts(other[0], known[0]) for other in joined):
            joined.append(known)
            size += len(known[1])
    return joined


def _fit(account: Account, story: Account, members: Members, are_copies: AreCopies) -> float:
    """The points that speak for `account` in a story; 0 where it does not fit, or the story is complete."""
    return is_same(account, story, are_copies) if len(members) < MAX_MEMBERS else 0.0


@dataclass(slots=True)
class Book:
    """Stories under change.

    `load` reads stories by their ids, `near` gives the ids of those that a telling may fit, `name` makes an id for a
    new one, `are_copies` compares texts.  `stories` is what was read or made, an empty one is gone; `before` is what
    was read; `joined` leads from stories that were joined to those that have their members now.
    """

    load: Callable[[Collection[str]], Mapping[str, Members]]
    near: Callable[[Telling], Collection[str]]
    name: Callable[[str], str]
    are_copies: AreCopies
    stories: dict[str, Members] = field(default_factory=dict)
    before: dict[str, Members] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)
    _touched: set[str] = field(default_factory=set)
    _shelves: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _anew: set[str] = field(default_factory=set)
    _accounts: dict[str, Account] = field(default_factory=dict)
    _single: dict[str, Account] = field(default_factory=dict)

    def read(self, ids: Collection[str]) -> None:
        """Have the stories of `ids` here."""
        missing = [story for story in ids if story not in self.stories]
        if missing:
            found = self.load(missing)
            self.before.update(found)
            self.stories.update({story: dict(members) for story, members in found.items()})

    def changed(self) -> dict[str, Members]:
        """The stories whose members are not what they were, and those that were grouped anew."""
        return {
            story: members
            for story, members in self.stories.items()
            if members != self.before.get(story, {}) or story in self._anew
        }

    def remove(self, story: str, events: Collection[str]) -> None:
        """Take `events` out of a story; what they alone held together comes apart."""
        self.read([story])
        for event in events:
            self._single.pop(event, None)
        rest = {event: told for event, told in self.stories.get(story, {}).items() if event not in events}
        self._assign([story], group(list(rest.values()), self.are_copies))

    def regroup(self, story: str) -> None:
        """Group the events of a story anew, with those of the stories that they fit."""
        self.read([story])
        near = {story}.union(*(self._touching(told) for told in self.stories[story].values()))
        self._anew |= near
        pool = list(chain.from_iterable(self.stories[each].values() for each in near))
        self._assign(sorted(near), group(pool, self.are_copies))

    def replace(self, story: str, telling: Telling) -> None:
        """Put a telling in the place of that of the same event, which says nothing else about what happened."""
        self.read([story])
        self.stories[story][telling.event] = telling
        self._touch(story, telling)

    def add(self, telling: Telling) -> None:
        """Put one telling into the story that it fits, or a new one."""
        near = self._touching(telling)
        # What stood alone because it fits more than one story is to see all of them when it is grouped anew.
        for story in [story for story in near if len(self.stories[story]) == 1]:
            near |= self._touching(*self.stories[story].values())
        fitting = [story for story in near if self._fit(story, Account.of([telling]))]
        if len(near) == 1 and fitting:
            self._account(fitting[0]).add(telling)
            self.replace(fitting[0], telling)
            return
        pool = list(chain.from_iterable(self.stories[story].values() for story in near))
        self._assign(sorted(near), group([*pool, telling], self.are_copies))

    def _touching(self, telling: Telling) -> set[str]:
        """The stories that `telling` fits, or that have a member which it fits.

        Those changed here are looked at too, by the same blocks: where they are found now is not written yet.
        """
        near = self.near(telling)
        self.read(near)
        account = Account.of([telling])
        found = set(near).union(*(self._shelves.get(block, ()) for block in blocks_of(telling)))
        return {story for story in found if self.stories[story] and self._touches(story, account)}

    def _touch(self, story: str, telling: Telling) -> None:
        """Have a story that is changed found by `telling`, and by all that it holds."""
        fresh = [telling] if story in self._touched else [telling, *self.stories[story].values()]
        self._touched.add(story)
        for block in {block for told in fresh for block in blocks_of(told)}:
            self._shelves[block].add(story)

    def _touches(self, story: str, account: Account) -> bool:
        members = self.stories[story]
        if self._fit(story, account):
            return True
        return 1 < len(members) <= MAX_COMPARED and any(
            is_same(account, self._alone(told), self.are_copies) for told in members.values()
        )

    def _fit(self, story: str, account: Account) -> float:
        return _fit(account, self._account(story), self.stories[story], self.are_copies)

    def _account(self, story: str) -> Account:
        if story not in self._accounts:
            self._accounts[story] = Account.of(sorted(self.stories[story].values(), key=_precedence))
        return self._accounts[story]

    def _alone(self, telling: Telling) -> Account:
        if telling.event not in self._single:
            self._single[telling.event] = Account.of([telling])
        return self._single[telling.event]

    def _assign(self, old: Sequence[str], groups: Iterable[Members]) -> None:
        """Let `groups` take the place of the stories `old`: each keeps the id that most of its members had."""
        before = {story: self.stories[story] for story in old}
        free = set(old)
        kept_now = []
        for members in sorted(groups, key=lambda found: (-len(found), min(found))):
            shared = {story: len(before[story].keys() & members.keys()) for story in free}
            kept = max(shared, key=lambda story: (shared[story], len(before[story]), story), default=None)
            story = kept if kept is not None and shared[kept] else self.name(min(members))
            free.discard(story)
            self.stories[story] = members
            kept_now.append(story)
            for telling in members.values():
                self._touch(story, telling)
            self._accounts.pop(story, None)
            self.joined.pop(story, None)
        for story in free:
            self.stories[story] = {}
            if heir := self._heir(before[story], kept_now):
                self.joined[story] = heir

    def heir(self, story: str) -> str | None:
        """The story that one which was joined leads to, over all that were joined since."""
        heir = self.joined.get(story)
        while heir in self.joined:
            heir = self.joined[heir]
        return heir

    def _heir(self, members: Members, stories: Iterable[str]) -> str | None:
        """The one of `stories` that has most of `members` now."""
        now = {story: len(self.stories[story].keys() & members.keys()) for story in stories}
        heir = max(now, key=lambda story: (now[story], story), default=None)
        return heir if heir is not None and now[heir] else None
