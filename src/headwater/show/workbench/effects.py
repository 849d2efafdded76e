"""What a run changed, by the code of ``headwater diff``: only the groups that moved are read, of the old case and the new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

from headwater.show.differing import Change, differences
from headwater.show.view import CaseView
from headwater.show.workbench.rows import Row, Rows
from headwater.show.workbench.slices import unmasked, view_of

_GROUPS = """SELECT id, separate_origins_min, separate_origins_best, separate_origins_max,
  (SELECT group_concat(origin, ' ') FROM (SELECT origin FROM group_origins WHERE "group" = g.id ORDER BY place)),
  (SELECT count(*) FROM group_claims WHERE "group" = g.id) FROM groups g"""
_EDGES = "SELECT child, parent FROM derivations"
_JUDGED = "SELECT id, status FROM judgements"
_TASKS = "SELECT what FROM to_find"
_REPORTS = "SELECT id FROM articles"
_MOST = 400
"""Groups of one side that are compared; a run that moves more is told by ``headwater diff``."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that changed; of a group whose count moved, the count before and after."""

    kind: str
    ids: list[str]
    says: str
    why: list[str]
    heading: str = ""
    before: dict[str, int] | None = None
    after: dict[str, int] | None = None

    def as_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return asdict(self)


def effect(old: Rows, new: Rows) -> list[Effect]:
    """What changed between two read models of one case, what weighs most first."""
    groups = _moved(old, new, _GROUPS)
    edges = _moved(old, new, _EDGES)
    judged, tasks, reports = (_moved(old, new, asked) for asked in (_JUDGED, _TASKS, _REPORTS))
    sides = []
    for rows, side in ((old, 0), (new, 1)):
        sides.append(
            _view(
                rows,
                groups=[row[0] for row in groups[side]][:_MOST],
                edges=edges[side],
                judged=sorted({row[0] for pair in judged for row in pair}),
                tasks=[row[0] for row in tasks[side]],
                reports=[row[0] for row in reports[side]],
                all_groups=[row[0] for pair in groups for row in pair][: 2 * _MOST],
            )
        )
    told = _telling(differences(*sides), {row[0] for pair in reports for row in pair})
    return [_effect(one, *sides) for one in told]


def _effect(change: Change, old: CaseView, new: CaseView) -> Effect:
    if change.kind != "count_moved":
        return Effect(change.kind, change.ids, change.says, change.why)
    group, earlier = new.by_id[change.ids[0]][1], old.by_id[change.ids[1]][1]
    words = new.heading(group)
    heading = "" if new.accuses_person(words) else words["text"]
    before, after = (row["separate_origins"] for row in (earlier, group))
    return Effect(change.kind, change.ids, change.says, change.why, heading, before, after)


def _moved(old: Rows, new: Rows, asked: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Rows that only the one gives, and rows that only the other gives."""
    before, after = old.select(asked), new.select(asked)
    had, has = set(before), set(after)
    return [row for row in before if row not in has], [row for row in after if row not in had]


def _telling(found: Iterable[Change], reports: set[str]) -> list[Change]:
    """Without reports that are in both cases and only in one of the parts that were read."""
    return [one for one in found if one.kind not in ("report_new", "report_gone") or one.ids[0] in reports]


def _view(
    rows: Rows,
    *,
    groups: list[str],
    edges: list[tuple[str, ...]],
    judged: list[str],
    tasks: list[str],
    reports: list[str],
    all_groups: list[str],
) -> CaseView:
    told = rows.by_ids("groups", dict.fromkeys((*groups, *all_groups)))
    inside = {article for group in told for article in group["articles"]}
    moved = {end for edge in edges for end in edge}
    held = [
        row
        for row in rows.among("derivations", "child", moved)
        if (row["child"], row["parent"]) in set(edges)
    ]
    origins = rows.by_ids("origins", chain.from_iterable(group["origins"] for group in told))
    ends = {edge[side] for edge in held for side in ("child", "parent")}
    claims = rows.by_ids("claims", {group["heading"] for group in told} | _some_claims(told), light=False)
    articles = rows.by_ids("articles", {*inside, *ends, *moved, *reports}, light=True)
    judgements: list[Row] = rows.by_ids("judgements", judged)
    return view_of(
        articles=articles,
        claims=claims,
        groups=told,
        origins=origins,
        derivations=held,
        sources=rows.by_ids("sources", {edge["parent"] for edge in held}),
        judgements=judgements,
        to_find=rows.among("to_find", "what", tasks),
        findings=rows.among("findings", "kind", ("retracted", "corrected", "changed_since")),
        entities=unmasked([]),
    )


def _some_claims(groups: Iterable[Row]) -> set[str]:
    """The first claim of each group: its words stand where a group has no heading."""
    return {group["claims"][0] for group in groups if group["claims"]}
