"""What to find next: every unseen text and every missing answer, with the count that it could change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from headwater.origins.counting.answers import bare_answers, refusals, undated
from headwater.origins.counting.asking import asking_rows, groups_asked, told_words, with_above
from headwater.origins.counting.ends import Way
from headwater.origins.counting.group_rows import Counted
from headwater.origins.counting.pictures import pictures
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.told_sources import Links
from headwater.origins.counting.turns import Turns
from headwater.origins.counting.unseen import unseen
from headwater.records.articles import Credit
from headwater.records.asked import Asked, SharedSource
from headwater.records.origins import ToFind
from headwater.records.tables import Tables


def tasks_of(
    ways: Mapping[str, Sequence[Way]],
    counted: Sequence[Counted],
    credits_: Iterable[Credit],
    shared: Iterable[SharedSource],
    case: Reading,
) -> Tables:
    """The tasks of articles that are counted together, and what they tell of sources that others have, too."""
    turns, links = Turns(ways, counted, case), Links.of(credits_, case)
    elsewhere = {row.source for row in shared if row.source in case.sources}
    rows = asking_rows(ways, counted, elsewhere, links, case)
    own = [key for key in case.sources if key not in elsewhere]
    of_sources, first = unseen(own, told_words(rows, case), turns, links, case)
    found = [
        *of_sources,
        *bare_answers(ways, counted, turns, links, case),
        *refusals(turns, case),
        *undated(turns, case),
        *pictures(turns, case),
    ]
    asked = _asked(found, turns, elsewhere, case)
    return Tables.of_rows(asked, with_above(rows, first, case), groups_asked(rows, counted, case))


def _asked(
    found: Iterable[ToFind], turns: Turns, elsewhere: Collection[str], case: Reading
) -> Iterator[Asked]:
    """The tasks as rows; what hangs on a source that texts elsewhere have is not known here."""
    for task in found:
        known = task.source not in elsewhere
        reports, leads = turns.weight(task.source or task.article or "") if known else (0, 0)
        yield Asked(_place(task, case), task, reports, leads)


def _place(task: ToFind, case: Reading) -> str:
    """The article under which a task is kept: its own, else the first that has its source."""
    if task.article is not None:
        return task.article
    source = task.source or ""
    edges = [edge.child for edge in case.children.get(source, ())]
    said = [a.article for id_ in case.sources[source].cited_by if (a := case.attributions.get(id_))]
    return min([*edges, *said], default="")
