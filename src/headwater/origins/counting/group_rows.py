"""Rows of groups: how many separate origins, slot by slot, and what every chain passes through."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from headwater.origins.counting.dominators import dominators
from headwater.origins.counting.ends import Way
from headwater.origins.counting.incident import Support, supports_of
from headwater.origins.counting.joint import apart
from headwater.origins.counting.origin_rows import origin_id
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.retractions import SAID, Retraction
from headwater.origins.counting.tally import Reached, Tally, tally_of, would_change
from headwater.origins.counting.telling import asserts
from headwater.records.matches import MatchedGroup, Slot
from headwater.records.origins import GroupOrigins, SlotCount

DELIVERIES = frozenset(("transfer", "support"))
Backed = tuple[Support, Sequence[Way]]


@dataclass(frozen=True)
class Counted:
    """A group with its count and the ways that led to it."""

    group: MatchedGroup
    tally: Tally
    backed: tuple[Backed, ...]
    bottlenecks: tuple[str, ...]


def count_group(
    group: MatchedGroup, ways: Mapping[str, Sequence[Way]], case: Reading, noticed: Collection[str] = ()
) -> Counted:
    """Counts one group's separate origins; ``noticed`` are claims only repeated to be taken back: they never add."""
    supports = [s for s in supports_of(group, case) if s.claim.id not in noticed]
    backed = tuple(apart((s, ways.get(s.claim.id, ())) for s in supports))
    tally = tally_of(backed)
    return Counted(group, tally, backed, tuple(_bottlenecks(group, tally, backed, case)))


def _bottlenecks(group: MatchedGroup, tally: Tally, backed: Iterable[Backed], case: Reading) -> list[str]:
    """Sources through which every counted chain of two reports or more passes."""
    keys = {r.end.key for r in tally.counted}
    ways = [way.nodes for s, found in backed if s.weight == "whole" for way in found if way.end.key in keys]
    if len({way[0] for way in ways}) < 2:
        return []
    members = set(group.articles)
    return [
        node
        for node in dominators(ways)
        if node not in members and (node in case.sources or node in case.articles)
    ]


def group_row(
    counted: Counted, case: Reading, taken_back: Mapping[str, Sequence[Retraction]]
) -> GroupOrigins:
    """The row of a counted group."""
    without = _without(counted, taken_back)
    tally, group = counted.tally, counted.group
    ends = [r.end for r in (*tally.counted, *tally.partial, *tally.bare)]
    return GroupOrigins(
        group=group.id,
        origins=list(dict.fromkeys(origin_id(end) for end in ends)),
        separate_origins=tally.count,
        counted_claim=_counted_claim(counted, case),
        counts=_slot_counts(counted, case),
        bottlenecks=list(counted.bottlenecks),
        because=" ".join((_because(counted, case), *(said for said, _ in without))),
        would_change=[*(change for _, change in without), *would_change(tally, {})],
    )


def _without(counted: Counted, taken_back: Mapping[str, Sequence[Retraction]]) -> list[tuple[str, str]]:
    """For each report taken back under a group: which texts stand on it, and the count without it."""
    rows = {r.node: r for s, _ in counted.backed for r in taken_back.get(s.claim.id, ())}
    found = []
    for node, row in sorted(rows.items()):
        texts = {s.claim.article for s, _ in counted.backed if row in taken_back.get(s.claim.id, ())}
        kept = [
            (
                s,
                [way for way in ways if node not in way.nodes]
                if row in taken_back.get(s.claim.id, ())
                else ways,
            )
            for s, ways in counted.backed
        ]
        best, now = counted.tally.count.best, tally_of(kept).count.best
        many = f"{len(texts)} report{'s stand' if len(texts) != 1 else ' stands'} on it"
        change = f"becomes {now}" if now != best else f"stays {best}"
        found.append(
            (f"{row.words}; {many}.", f"Without what {row.outlet} {SAID[row.notice.kind]}, {best} {change}.")
        )
    return found


def _counted_claim(counted: Counted, case: Reading) -> str:
    """What is counted, in the group's own words with their outlet: its heading, or else what affirms it."""
    heading = case.claims.get(counted.group.heading)
    members = set(counted.group.claims)
    whole = [s.claim for s, _ in counted.backed if s.weight == "whole" and s.claim.id in members]
    if heading is None or not asserts(heading):
        heading = next(iter(whole), heading)
    if heading is None:
        return ""
    return f"{' '.join(heading.text.split())} ({case.outlet_name(heading.article)})"


def _denials(counted: Counted, case: Reading) -> list[str]:
    """The outlets or sources that deny it; they never add to the count. Where all deny, that is what is counted."""
    found: dict[str, None] = {}
    if not any(asserts(support.claim) for support, _ in counted.backed):
        return []
    for key in counted.group.claims:
        claim = case.claims.get(key)
        if claim is None or (claim.polarity == "assert" and claim.stance != "denies"):
            continue
        told = [p.name for i in claim.chain if (p := case.cited.get(i))]
        found[told[-1] if told else case.outlet_name(claim.article)] = None
    return list(found)


def _because(counted: Counted, case: Reading) -> str:
    tally, reports = counted.tally, len(counted.group.articles)
    texts = f"{reports} report{'s' if reports != 1 else ''}"
    if not tally.counted:
        return f"{texts}, and none names a source for it."
    said = f"{texts} rest on {_list(tally.counted)}"
    if tally.partial:
        said += (
            f"; {_list(tally.partial)} {'speaks' if len(tally.partial) == 1 else 'speak'} only of part of it"
        )
    if tally.bare:
        said += f"; {_list(tally.bare)}"
    if counted.bottlenecks:
        names = [_node_name(node, case) for node in counted.bottlenecks]
        said += f". Every chain passes through {' and through '.join(names)}"
    denied = _denials(counted, case)
    if denied:
        said += f". Denied by {', '.join(denied[:5])}, which adds nothing to the count"
    return said + "."


def _list(reached: Sequence[Reached]) -> str:
    names = [r.end.name for r in reached]
    shown = ", ".join(names[:5])
    return shown + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _node_name(node: str, case: Reading) -> str:
    return case.sources[node].name if node in case.sources else case.outlet_name(node)


def _slot_counts(counted: Counted, case: Reading) -> list[SlotCount]:
    """One row for each value of each slot that the group's claims fill."""
    by_value: dict[tuple[Slot, str], list[Backed]] = {}
    for support, ways in counted.backed:
        for slot, value in _values(support, case):
            by_value.setdefault((slot, value), []).append((Support(support.claim, "whole"), ways))
    found = []
    for (slot, value), backed in sorted(by_value.items()):
        tally = tally_of(backed)
        ends = [r.end for r in (*tally.counted, *tally.bare)]
        count = tally.count
        found.append(SlotCount(slot, value, count.min, count.best, count.max, [origin_id(e) for e in ends]))
    return found


def _values(support: Support, case: Reading) -> list[tuple[Slot, str]]:
    slots = case.slots.get(support.claim.id)
    found: list[tuple[Slot, str]] = []
    if slots is None:
        return [("occurrence", "that it happened")]
    found.append(
        ("delivery", "that it was handed over")
        if slots.frame in DELIVERIES
        else ("occurrence", "that it happened")
    )
    for quantity in slots.quantities:
        if quantity.role == "killed" and quantity.part_of is None:
            found.append(("killed", _number(quantity.low, quantity.high)))
        elif quantity.role == "injured" and quantity.part_of is None:
            found.append(("injured", _number(quantity.low, quantity.high)))
    for actor in slots.actors:
        if actor.role == "perpetrator":
            entity = case.entities.get(actor.entity or "")
            found.append(("perpetrator", entity.name if entity else " ".join(actor.text.split())))
    return list(dict.fromkeys(found))


def _number(low: int | None, high: int | None) -> str:
    if low is None:
        return f"up to {high}" if high is not None else "a number"
    if high is None:
        return f"{low} or more"
    return str(low) if low == high else f"{low} to {high}"
