"""What an answer would do to a count: which one, from how many to how many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from headwater.origins.counting.ends import End, Way
from headwater.origins.counting.group_rows import Counted
from headwater.origins.counting.merging import may_be_one
from headwater.origins.counting.reading import Reading
from headwater.records.claims import Claim
from headwater.records.origins import Count

MOST_RIVALS = 40
"""Counted origins of a group among which one is looked for that may be the same."""
MOST_KEPT = 4
"""Claims remembered of each source; the first that leads an article comes first."""


class Turns:
    """The counts of a case by the sources and texts that they hang on. Made in one pass over all ways."""

    def __init__(self, ways: Mapping[str, Sequence[Way]], counted: Sequence[Counted], case: Reading) -> None:
        self._case, self._ways = case, ways
        self._rows: dict[str, Counted] = {}
        self._weight: dict[str, int] = {}
        self._claims: dict[str, list[Claim]] = {}
        self._ends: dict[str, End] = {}
        self._roles: dict[str, dict[str, str]] = {}
        self._groups: dict[str, Counted] = {}
        for row in sorted(counted, key=lambda r: (-len(r.group.articles), r.group.id)):
            self._enter(row)
        for claim_id in sorted(ways, key=lambda key: (not case.claims[key].lead, key)):
            for key in dict.fromkeys(key for way in ways[claim_id] for key in keys_of(way)):
                kept = self._claims.setdefault(key, [])
                if len(kept) < MOST_KEPT:
                    kept.append(case.claims[claim_id])
            for way in ways[claim_id]:
                if way.end.source:
                    self._ends.setdefault(way.end.source, way.end)

    def _enter(self, row: Counted) -> None:
        """The largest group that hangs on each source, text and end, and how many reports of groups do."""
        for support, ways in row.backed:
            self._groups.setdefault(support.claim.id, row)
            for key in dict.fromkeys((support.claim.article, *(k for way in ways for k in keys_of(way)))):
                self._rows.setdefault(key, row)
                self._weight[key] = self._weight.get(key, 0) + 1

    def weight(self, key: str) -> tuple[int, int]:
        """How many reports of groups hang on a source, an end or an article, and how many claims that lead one."""
        return self._weight.get(key, 0), sum(claim.lead for claim in self._claims.get(key, ()))

    def claims(self, key: str) -> list[Claim]:
        """Claims that stand on a source or an end, or pass it; those that lead an article first."""
        return list(self._claims.get(key, ()))

    def end_of(self, source: str) -> End | None:
        """The end that a source is, where a claim stands on it at last."""
        return self._ends.get(source)

    def said(self, key: str, end: End | None) -> str | None:
        """Which count could change, and how; null where no claim hangs on it."""
        row = self._rows.get(key)
        if row is not None:
            role, rival = self._role(row, end), self._rival(row, end)
            return of_group(self._heading(row), len(row.group.articles), row.tally.count, role, end, rival)
        claims = self._claims.get(key)
        return self._of_claim(claims[0], end) if claims else None

    def bare(self, claims: Sequence[Claim], end: End) -> str:
        """What is won with the source of claims for which a text gives none."""
        row = next((self._groups[c.id] for c in claims if c.id in self._groups), None)
        if row is None:
            return self._of_claim(claims[0], end)
        reports, role = len(row.group.articles), self._role(row, end)
        return of_group(self._heading(row), reports, row.tally.count, role, end, None)

    def articles(self, key: str) -> frozenset[str]:
        """The articles of the largest group that hangs on a source."""
        row = self._rows.get(key)
        return frozenset(row.group.articles) if row is not None else frozenset()

    def reply(self, article: str) -> str:
        """What an answer of whoever did not answer would change."""
        row = self._rows.get(article)
        if row is None:
            return "no count yet: whether the other side confirms or denies what is said of it"
        best = row.tally.count.best
        return (
            f"the separate origins of {self._heading(row)} ({_reports(len(row.group.articles))}): {best} becomes "
            f"{best + 1} if it confirms, and stays {best} if it denies"
        )

    def picture(self, claims: Sequence[str]) -> str:
        """What is won with the maker of pictures to which claims point."""
        if not claims:
            return "no count: no claim points to them"
        rows = [self._groups[key] for key in claims if key in self._groups]
        if rows:
            row = min(rows, key=lambda r: (-len(r.group.articles), r.group.id))
            best = row.tally.count.best
            label = f"the separate origins of {self._heading(row)} ({_reports(len(row.group.articles))})"
        else:
            claim = self._case.claims[claims[0]]
            best = len({w.end.key for w in self._ways.get(claim.id, ()) if w.end.kind != "no_source_given"})
            label = f"the origins of “{shortened(claim.text, 80)}”"
        return f"{label}: {best} becomes {best + 1} if their maker saw it and is not counted yet"

    def _role(self, row: Counted, end: End | None) -> str:
        """How an end counts in a group; "relay" where chains only pass through it."""
        if row.group.id not in self._roles:
            self._roles[row.group.id] = roles_of(row)
        return self._roles[row.group.id].get(end.key, "relay") if end is not None else "relay"

    def _heading(self, row: Counted) -> str:
        return heading_of(row, self._case)

    def _of_claim(self, claim: Claim, end: End | None) -> str:
        ends = {way.end.key: way.end for way in self._ways[claim.id]}
        return of_claim(claim, ends, sum(e.kind != "no_source_given" for e in ends.values()), end)

    @staticmethod
    def _rival(row: Counted, end: End | None) -> str | None:
        return rival_of((r.end for r in row.tally.counted[:MOST_RIVALS]), end)


def of_group(heading: str, reports: int, count: Count, role: str, end: End | None, rival: str | None) -> str:
    """What an answer does to the count of a group, in words."""
    return f"the separate origins of {heading} ({_reports(reports)}): {_turn(role, count, end, rival)}"


def of_claim(claim: Claim, ends: Collection[str], told: int, end: End | None) -> str:
    """What it does to the origins of a claim; ``told`` of its ends name a source."""
    count = Count(min(1, told), told, max(1, len(ends)))
    role = "relay" if end is None or end.key not in ends else _kind_role(end)
    return f"the origins of “{shortened(claim.text, 80)}”: {_turn(role, count, end, None)}"


def heading_of(row: Counted, case: Reading) -> str:
    """A group by the words of its heading."""
    heading = case.claims.get(row.group.heading)
    return f"“{shortened(heading.text, 80)}”" if heading else "one group"


def rival_of(counted: Iterable[End], end: End | None) -> str | None:
    """Another counted origin that may be one with an end."""
    return next(
        (o.name for o in counted if end is not None and o.key != end.key and may_be_one(end, o)), None
    )


def keys_of(way: Way) -> tuple[str, ...]:
    """Whatever a way ends in or passes."""
    return (way.end.key, *way.nodes) if way.end.source is None else (way.end.key, way.end.source, *way.nodes)


def roles_of(row: Counted) -> dict[str, str]:
    """How each end counts in a group, by its key."""
    tally = row.tally
    found = {way.end.key: "merged" for _, ways in row.backed for way in ways}
    found |= {r.end.key: "bare" for r in tally.bare}
    found |= {r.end.key: "part" for r in tally.partial}
    return found | {r.end.key: _kind_role(r.end) for r in tally.counted}


def _kind_role(end: End) -> str:
    kinds = {"anonymous": "unnamed", "no_source_given": "bare", "unseen_report": "report"}
    return kinds.get(end.kind, "named")


def _turn(role: str, count: Count, end: End | None, rival: str | None) -> str:
    """The change in words, from the count as it is."""
    best, most = count.best, count.max
    same = rival or "one that is counted already"
    if role == "bare" and not count.min:
        return "at least 0 becomes at least 1 if it names a source of its own"
    if role == "bare":
        less = f"; at most {most} becomes {most - 1} if it is one that is counted already" if most > 1 else ""
        return f"{best} becomes {best + 1} if it names a source of its own{less}"
    if role == "part":
        return f"{best} becomes {best + 1} if it speaks of the whole of it"
    if role == "merged":
        return f"{best} becomes {best + 1} if it is another than those with whom it counts as one"
    if role == "unnamed":
        fewer = f", {best - 1} if they rest on one source with another that is counted" if best > 1 else ""
        return f"{best} becomes {best + 1} if they are two who know it apart{fewer}"
    if role == "report":
        fewer = f", {best - 1} if it has this from {same}" if best > 1 else ""
        return f"{best} becomes {best + 1} if it names two sources of its own{fewer}"
    if role == "relay":
        return f"{best} becomes {best + 1} if it names a source that no report here keeps"
    if end is not None and end.access == "compiler":
        fewer = f", {best - 1} if it has this from {same}" if best > 1 else ""
        return f"{best} becomes {best + 1} if it names two who told it apart{fewer}"
    second = f", or if it has this from {rival}" if rival else ""
    return f"{best} becomes {best - 1} if its own words do not say so{second}"


def _reports(count: int) -> str:
    return f"{count} report{'s' if count != 1 else ''}"


def shortened(text: str, most: int = 140) -> str:
    """A text in one line, cut where it is too long."""
    joined = " ".join(text.split())
    return joined if len(joined) <= most else joined[: most - 1].rstrip() + "…"
