"""What to find next: every unseen text and every missing answer, with the count that it could change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from headwater.origins.counting.answers import bare_answers, refusals, undated
from headwater.origins.counting.ends import Way
from headwater.origins.counting.group_rows import Counted
from headwater.origins.counting.pictures import pictures
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.turns import Turns
from headwater.origins.counting.unseen import Links, unseen
from headwater.records.articles import Credit
from headwater.records.origins import ToFind


def tasks_of(
    ways: Mapping[str, Sequence[Way]],
    counted: Sequence[Counted],
    credits_: Iterable[Credit],
    case: Reading,
    most: int,
) -> list[ToFind]:
    """Tasks, those first that could change the count of most reports; then those on which most leads hang."""
    turns, links = Turns(ways, counted, case), Links.of(credits_, case)
    found = [
        *unseen(turns, links, case),
        *bare_answers(ways, counted, turns, links, case),
        *refusals(turns, case),
        *undated(turns, case),
        *pictures(turns, case),
    ]
    return list({task.id: task for task in _ranked(found, turns)}.values())[:most]


def _ranked(found: Iterable[ToFind], turns: Turns) -> Iterator[ToFind]:
    def rank(task: ToFind) -> tuple[int, int, bool, str, str]:
        reports, leads = turns.weight(task.source or task.article or "")
        return (-reports, -leads, task.source is None, task.what, task.id)

    yield from sorted(found, key=rank)
