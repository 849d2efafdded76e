"""The count of one group: its ends, least, best and greatest number, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from headwater.entities import compare_names
from headwater.origins.counting.ends import End, Way
from headwater.origins.counting.incident import Support
from headwater.origins.counting.lexicon import words
from headwater.origins.counting.merging import least_number, may_be_one
from headwater.records.origins import Count
from headwater.text.names import words_of

SPEAKING = ("named", "anonymous", "party_statement", "own_reporter")
"""Kinds of ends that are somebody's own word."""
ONE_PERSON = 0.8
"""How alike two names must be, in any script, to be one person's."""
STEM = 5
"""Letters by which two words are one ("rescue", "rescuers")."""
LEAST_WORDS = 2
"""Words of a description that must all stand in the name of another source before the two are one."""


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
    counted = _merged(_without_relays([r for r in told if r.whole], told, passed))
    if not counted:
        counted = _merged(told)  # nobody is cited for the whole of it: whoever is cited for part of it
    if not counted:
        counted = _merged([r for r in bare if r.end.kind == "unseen_report" and r.whole])
        bare = [r for r in bare if r not in counted]
    keys = {r.end.key for r in counted}
    partial = [r for r in _merged([*counted, *(r for r in told if not r.whole)]) if r.end.key not in keys]
    partial = [r for r in partial if r.end.kind != "unseen_report"]
    return Tally(tuple(counted), tuple(partial), tuple(bare), _count(counted, partial, bare))


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


def _agency_with_sources(reached: Reached, others: Sequence[Reached]) -> bool:
    """Whether an agency's report is all that a text gives though other texts name sources for the same."""
    return reached.end.source is not None and not reached.end.local and not reached.end.state and bool(others)


def _merged(rows: Sequence[Reached]) -> list[Reached]:
    """Ends that are probably one made one: like unnamed sources of one outlet, a compiler not named."""
    kept: list[Reached] = []
    members: list[list[End]] = []
    for row in rows:
        home = next((i for i, ends in enumerate(members) if _at_home(row.end, ends)), None)
        if home is None:
            kept.append(row)
            members.append([row.end])
        else:
            held = kept[home]
            articles = tuple(dict.fromkeys((*held.articles, *row.articles)))
            kept[home] = Reached(held.end, held.whole or row.whole, articles)
            members[home].append(row.end)
    return kept


def _at_home(end: End, ends: Sequence[End]) -> bool:
    """Whether an end is one with the first of those put together, or bears one person's name with any."""
    if any(end.key in other.apart for other in ends):
        return False
    return probably_one(ends[0], end) or any(one_person(other, end) for other in ends[1:])


def probably_one(a: End, b: End) -> bool:
    """Whether two ends count as one in ``best``."""
    if a.key == b.key:
        return True
    if b.key in a.apart:
        return False
    if a.kind == b.kind == "anonymous":
        return _one_unnamed(a, b)
    if a.kind == b.kind == "unseen_report":
        return (a.generic or b.generic) and _one_voice(a, b)
    if a.access == b.access == "compiler":
        return a.generic or b.generic
    return one_person(a, b) or _described(a, b) or _described(b, a) or _one_service(a, b) or _one_camp(a, b)


def _one_unnamed(a: End, b: End) -> bool:
    """Whether two unnamed sources are of one kind, heard by one outlet or told of in texts made one from another."""
    if a.distinct or b.distinct:
        return False
    if a.through == b.through:
        return family(a.type) == family(b.type) or _fuller(a, b) or _fuller(b, a)
    untold = {None, "unspecified"} & {a.type, b.type}
    return bool(a.kin & b.kin) and (family(a.type) == family(b.type) or bool(untold))


def _fuller(short: End, full: End) -> bool:
    """Whether one text only says more of whom the other calls by the same words ("residents")."""
    return bool(short.said_as) and short.said_as <= full.said_as and bool(short.kin & full.kin)


def one_person(a: End, b: End) -> bool:
    """Whether the words for two sources hold one person's name, in any script and with any title."""
    if "named" not in (a.kind, b.kind) or not {a.kind, b.kind} <= {"named", "anonymous"}:
        return False
    left, right = proper_name(a.called), proper_name(b.called)
    if not left or not right:
        return False
    if len(left) > 1 and len(right) > 1:
        return compare_names(" ".join(left), " ".join(right), "Person").score >= ONE_PERSON
    if not a.kin & b.kin:
        return False
    # one name alone, in texts of which one was made from the other
    alone, full = (left, right) if len(left) == 1 else (right, left)
    return any(compare_names(alone[0], name, "Person").score >= ONE_PERSON for name in full)


def proper_name(called: str) -> list[str]:
    """The longest run of words that no small letter opens: a name without its titles, where the script tells."""
    runs: list[list[str]] = [[]]
    for word in words_of(called):
        if word.text[0].islower():
            runs.append([])
        else:
            runs[-1].append(word.text)
    return max(runs, key=len)


def _one_voice(a: End, b: End) -> bool:
    """Whether two outlets may be one state's, one of them called only by what it is."""
    if a.state is not None and b.state is not None:
        return a.state == b.state
    return bool(a.state or a.generic) and bool(b.state or b.generic)


def _one_camp(a: End, b: End) -> bool:
    """Whether both are a camp called only by what it is against ("the opposition", "opponents of the junta")."""
    return (
        a.entity is None and b.entity is None and bool(a.said_as & words().camp and b.said_as & words().camp)
    )


def _one_service(a: End, b: End) -> bool:
    """Whether a body only described and its unnamed people share a word ("a rescue service", "rescuers")."""
    kinds = {a.kind, b.kind}
    if "anonymous" not in kinds or len(kinds) != 2 or a.entity is not None or b.entity is not None:
        return False
    if not (a.local or b.local):
        return False
    stems = {word[:STEM] for word in a.said_as if len(word) >= STEM}
    return any(word[:STEM] in stems for word in b.said_as if len(word) >= STEM)


def _described(short: End, full: End) -> bool:
    """Whether one only describes whom the other names ("the Harl governor", "Harl Governor Ada Lind")."""
    if short.entity is not None or full.kind == "anonymous" or "unseen_report" in (short.kind, full.kind):
        return False
    return len(short.said_as) >= LEAST_WORDS and short.said_as < full.said_as


def family(type_: str | None) -> str | None:
    """Which kinds of unnamed sources pass for each other from text to text: a police source is an official."""
    return "official" if type_ in ("official", "security") else type_


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
        if end.kind == "unseen_report":
            found.append(
                f"If {end.name} names its source and that source is counted already, {best} becomes {max(1, best - 1)}."
            )
    return list(dict.fromkeys(found))
