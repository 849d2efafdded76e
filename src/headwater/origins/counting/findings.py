"""Findings of counting: one origin behind many reports, circles, and claims that only parties make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from headwater.origins.counting.ends import Way
from headwater.origins.counting.group_rows import Counted
from headwater.origins.counting.reading import Reading
from headwater.records.ids import row_id
from headwater.records.origins import OriginFinding


def group_findings(counted: Iterable[Counted]) -> Iterator[OriginFinding]:
    """``single_origin`` and ``party_only`` of each group."""
    for row in counted:
        ends = [r.end for r in row.tally.counted]
        reports = len(row.group.articles)
        if reports >= 2 and len(ends) == 1:
            yield _finding(
                "single_origin",
                row.group.id,
                f"{reports} reports, and all that name a source lead to {ends[0].name}.",
            )
        if ends and all(end.party for end in ends):
            names = ", ".join(end.name for end in ends)
            yield _finding("party_only", row.group.id, f"Only parties to the fight say so: {names}.")


def _finding(kind: str, group: str, because: str) -> OriginFinding:
    return OriginFinding(row_id("fi", kind, group), kind, None, group, None, None, None, because)


def circles(ways: Mapping[str, Sequence[Way]], case: Reading) -> Iterator[OriginFinding]:
    """``circular``: one finding for each set of articles that cite each other round and round."""
    seen: set[tuple[str, ...]] = set()
    for claim_id in sorted(ways):
        for way in ways[claim_id]:
            if not way.circular:
                continue
            ring = way.nodes[way.nodes.index(way.nodes[-1]) :]
            key = tuple(sorted(set(ring)))
            if key in seen:
                continue
            seen.add(key)
            claim = case.claims[claim_id]
            names = " cites ".join(case.outlet_name(node) for node in ring)
            because = f"{names}, and no other source is given."
            group = next(iter(case.groups_of.get(claim_id, ())), None)
            yield OriginFinding(
                row_id("fi", "circular", *key),
                "circular",
                claim.article,
                group,
                claim.text,
                claim.start,
                claim.end,
                because,
            )
