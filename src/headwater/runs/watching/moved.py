"""What a round moved: the case before and after it, compared by what its rows stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from headwater.records.articles import Article, Version
from headwater.records.matches import MatchedGroup
from headwater.records.origins import GroupOrigins
from headwater.runs.results import Case

Count = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """A group whose count is another than before, or that is new (``before`` is None): ids and counts."""

    group: str
    reports: int
    count: Count
    before: Count | None
    reports_before: int


@dataclass(frozen=True, slots=True)
class State:
    """What of a case is compared: articles, versions, and groups of several reports with their claims."""

    articles: frozenset[str] = frozenset()
    recaptured: frozenset[str] = frozenset()  # articles that are one of several texts of their address
    versions: frozenset[str] = frozenset()
    groups: Mapping[str, tuple[frozenset[str], int, Count]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class News:
    """What is new after a round; every list is empty where nothing moved."""

    at: str
    articles: Sequence[str] = ()
    versions: Sequence[str] = ()
    groups: Sequence[Moved] = ()
    troubles: Sequence[tuple[str, str]] = ()  # (address, what is wrong and what comes of it)
    waiting: int = 0  # entries left for the next round

    @property
    def anything(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.articles or self.versions or self.groups or self.troubles)


def state_of(case: Case | None) -> State:
    """What of a case is compared; an empty state where there is none."""
    if case is None:
        return State()
    several = {a for row in case.rows(Version) for a in (row.article, row.earlier)}
    earlier = several - {row.speaks for row in case.rows(Version)}
    counts = {row.group: row.separate_origins for row in case.rows(GroupOrigins)}
    groups = {}
    for group in case.rows(MatchedGroup):
        reports = len([a for a in group.articles if a not in earlier])
        count = counts.get(group.id)
        if reports > 1 and count is not None:
            groups[group.id] = (frozenset(group.claims), reports, (count.min, count.best, count.max))
    return State(
        frozenset(row.id for row in case.rows(Article)),
        frozenset(several),
        frozenset(row.id for row in case.rows(Version) if _changed(row)),
        groups,
    )


def _changed(row: Version) -> bool:
    return bool(row.removed or row.added or row.changed or row.headline)


def moved(before: State, after: State) -> tuple[list[str], list[str], list[Moved]]:
    """Articles and versions that are new, and groups that are new or whose counts are others.

    A new text of an address is told as a version, where it says something else, and not as an article.
    """
    return (
        sorted(after.articles - before.articles - after.recaptured),
        sorted(after.versions - before.versions),
        list(_groups(before, after)),
    )


def _groups(before: State, after: State) -> Iterable[Moved]:
    """A group is the one of before that shares most of its claims: its id hangs on them, and moves with them."""
    holder: dict[str, list[str]] = {}
    for key in sorted(before.groups):
        for claim in before.groups[key][0]:
            holder.setdefault(claim, []).append(key)
    for key in sorted(after.groups):
        claims, reports, count = after.groups[key]
        shared: dict[str, int] = {}
        for claim in claims:
            for old in holder.get(claim, ()):
                shared[old] = shared.get(old, 0) + 1
        if not shared:
            yield Moved(key, reports, count, None, 0)
            continue
        best = min(shared, key=lambda old: (-shared[old], old))
        _, had, counted = before.groups[best]
        if counted != count:
            yield Moved(key, reports, count, counted, had)
