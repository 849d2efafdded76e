"""The count of one group: its ends, least, best and greatest number, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from headwater.origins.counting.ends import SPEAKING, End, Way
from headwater.origins.counting.identity import at_home, is_summary, is_vague
from headwater.origins.counting.incident import Support
from headwater.origins.counting.merging import least_number, may_be_one
from headwater.records.origins import Count

TOLD_TOGETHER = 2
"""Sources that a text must name for its "activists and officials" to be those."""


@dataclass(frozen=True, slots=True)
class Reached:
    """An end with how it was reached: in full (it carries what is counted) or only in part."""

    end: End
    whole: bool
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """Ends of one group by how they count."""

    counted: tuple[Reached, ...]  # carry the counted claim, each surely or probably one of its own
    partial: tuple[Reached, ...]  # say only part of it: they count in max alone
    bare: tuple[Reached, ...]  # assertions without source: they count in max alone
    count: Count


def tally_of(supports: Iterable[tuple[Support, Sequence[Way]]]) -> Tally:
    """Sorts the ends of a group's claims and counts them."""
    supports = list(supports)
    reached = _reached(supports)
    passed = _passed(way for _, ways in supports for way in ways)
    bare = [r for r in reached if _is_bare(r.end)]
    told = [r for r in reached if not _is_bare(r.end)]
    sourced = {article for r in told for article in r.articles}  # its lead rests on whom it goes on to cite
    bare = [r for r in bare if not set(r.articles) <= sourced]
    whole = _without_summaries([r for r in told if r.whole])
    counted = _merged(_without_relays(whole, told, passed))
    if not counted:
        counted = _merged(told)  # nobody is cited for the whole of it: whoever is cited for part of it
    if not counted:
        counted = _merged([r for r in bare if _is_report(r)])
        bare = [r for r in bare if r not in counted]
    keys = {r.end.key for r in counted}
    partial = [r for r in _merged([*counted, *(r for r in told if not r.whole)]) if r.end.key not in keys]
    partial = [r for r in partial if r.end.kind != "unseen_report"]
    return Tally(tuple(counted), tuple(partial), tuple(bare), _count(counted, partial, bare))


def _is_report(reached: Reached) -> bool:
    """Whether an end is one outlet's report that nobody here has read, told in full; "the media" are nobody's."""
    return reached.end.kind == "unseen_report" and reached.whole and not reached.end.hearsay


def _is_bare(end: End) -> bool:
    """Whether a text cites nobody for it: it asserts it, or prints it from a report that is not here."""
    return end.kind == "no_source_given" or end.descended or end.hearsay


def _count(counted: Sequence[Reached], partial: Sequence[Reached], bare: Sequence[Reached]) -> Count:
    if not counted:
        most = len(partial) + len({r.end.key for r in bare})
        return Count(0, min(1, most), max(min(1, most), most))
    best = len(counted)
    least = min(best, least_number([r.end for r in counted]))
    return Count(least, best, best + len(partial) + len({r.end.key for r in bare}))


def _reached(supports: Iterable[tuple[Support, Sequence[Way]]]) -> list[Reached]:
    """One row an end: whole where one claim that it backs carries what is counted."""
    whole: dict[str, bool] = {}
    ends: dict[str, End] = {}
    articles: dict[str, dict[str, None]] = {}
    for support, ways in supports:
        for way in ways:
            held = ends.setdefault(way.end.key, way.end)
            if not (way.end.said_as <= held.said_as and way.end.told_in <= held.told_in):
                ends[way.end.key] = replace(
                    held,
                    said_as=held.said_as | way.end.said_as,
                    told_in=held.told_in | way.end.told_in,
                    kin=held.kin | way.end.kin,
                )
            whole[way.end.key] = whole.get(way.end.key, False) or (
                support.weight == "whole" and not way.doubtful
            )
            articles.setdefault(way.end.key, {})[support.claim.article] = None
    return [Reached(end, whole[key], tuple(articles[key])) for key, end in ends.items()]


def _passed(ways: Iterable[Way]) -> frozenset[str]:
    """The reports on the way to somebody's own word: who passes that on is no second witness."""
    return frozenset(
        node for way in ways if way.end.kind in SPEAKING and not way.end.hearsay for node in way.nodes[:-1]
    )


def _without_relays(
    whole: Sequence[Reached], all_: Sequence[Reached], passed: frozenset[str]
) -> list[Reached]:
    """Unseen reports left out where the source that one of them heard is reached by another way."""
    heard = {r.end.through for r in all_ if r.end.through}
    others = [r for r in whole if r.end.kind != "unseen_report"]
    kept = [
        r
        for r in whole
        if r.end.kind != "unseen_report"
        or (r.end.key not in heard and r.end.source not in passed and not _agency_with_sources(r, others))
    ]
    return kept or list(whole)


def _without_summaries(whole: Sequence[Reached]) -> list[Reached]:
    """The ends without unnamed ones told together ("activists and officials") where their texts go on to name them."""
    others = [r for r in whole if not is_summary(r.end)]
    return [r for r in whole if r in others or not all(_names_more(text, others) for text in r.articles)]


def _names_more(text: str, others: Sequence[Reached]) -> bool:
    return sum(text in other.articles for other in others) >= TOLD_TOGETHER


def _agency_with_sources(reached: Reached, others: Sequence[Reached]) -> bool:
    """Whether an agency's report is all that a text gives though other texts name sources for the same."""
    return reached.end.source is not None and not reached.end.local and not reached.end.state and bool(others)


def _merged(rows: Sequence[Reached]) -> list[Reached]:
    """Ends that are probably one made one: like unnamed sources of one outlet, a body and its spokesman.

    Names go before what is only described: a state called by its name alone is then one with the ministry that
    another text names, and two ministries of it stay two.
    """
    order = sorted(range(len(rows)), key=lambda at: (is_vague(rows[at].end), at))
    kept: list[Reached] = []
    members: list[list[int]] = []
    for at in order:
        row = rows[at]
        home = next(
            (i for i, held in enumerate(members) if at_home(row.end, [rows[m].end for m in held])), None
        )
        if home is None:
            kept.append(row)
            members.append([at])
        else:
            held = kept[home]
            articles = tuple(dict.fromkeys((*held.articles, *row.articles)))
            kept[home] = Reached(held.end, held.whole or row.whole, articles)
            members[home].append(at)
    return [
        row for _, row in sorted(zip([min(held) for held in members], kept, strict=True), key=lambda p: p[0])
    ]


def would_change(tally: Tally, names: Mapping[str, str]) -> list[str]:
    """Sentences on what would raise or lower the count."""
    best = tally.count.best
    found = []
    ends = [r.end for r in tally.counted]
    for i, a in enumerate(ends):
        for b in ends[i + 1 :]:
            if may_be_one(a, b) and a.kind != "anonymous" != b.kind:
                found.append(
                    f"If {a.name} has this from {b.name}, or both from one source, {best} becomes {best - 1}."
                )
            elif may_be_one(a, b):
                found.append(f"If {a.name} and {b.name} rest on one source, {best} becomes {best - 1}.")
    for reached in tally.partial:
        found.append(
            f"If {reached.end.name} is found to speak of the whole of it, {best} becomes {best + 1}."
        )
    for reached in tally.bare:
        outlet = names.get(reached.end.key, reached.end.name.removesuffix(", no source given"))
        found.append(
            f"If {outlet} names a source of its own, {best} becomes {best + 1}."
            if best
            else f"If {outlet} names a source, it can be counted."
        )
    for end in ends:
        if end.kind == "unseen_report" and best > 1:
            found.append(
                f"If {end.name} names its source and that source is counted already, {best} becomes {best - 1}."
            )
    return list(dict.fromkeys(found))
