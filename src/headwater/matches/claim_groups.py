"""Groups of claims of the body: one statement, or one part of an incident, in two reports or more.

Equal wordings are one: a sentence copied from text to text is told by ``origins.reuse``, and makes no group
until somebody says the same in other words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set

from headwater.matches.decision import probability
from headwater.matches.grouping import agglomerate
from headwater.matches.headings import choose_heading
from headwater.matches.sayings import ENOUGH, Saying, odds, saying_of, shared_names
from headwater.records.claims import Claim
from headwater.records.entities import Mention
from headwater.records.ids import row_id
from headwater.records.matches import ClaimPair, ClaimRarity, ClaimSketch, ClaimSlots, MatchedGroup
from headwater.records.tables import Tables

_SURE = 0.9
"""Mean probability from which such a group is confirmed."""
_WIDEST = 12
"""Members of a group whose pairs are counted for its probability."""
_DEED = frozenset({"attack", "clash", "capture", "arrest", "transfer", "movement"})


def claim_groups(
    tables: Tables, leads: Sequence[MatchedGroup], names: Mapping[str, str]
) -> list[MatchedGroup]:
    """The groups of claims that are no leads. ``names`` are those of entities, for the reader."""
    tied = tables.of(ClaimPair)
    if not tied:
        return []
    wordings = _wordings(read_sayings(tables, {c for row in tied for c in (row.one, row.other)}))
    firsts = [group[0] for group in wordings]
    place_of = {saying.claim: place for place, saying in enumerate(firsts)}
    pairs_of = ((place_of.get(row.one), place_of.get(row.other)) for row in tied)
    pairs = sorted((min(a, b), max(a, b)) for a, b in pairs_of if a is not None and b is not None)
    langs = [s.wording.lang for s in firsts]
    whole = {article: g.id for g in leads for article in g.articles}
    bench = _Bench(tables, whole, names)
    rows = []
    for members in agglomerate(len(firsts), pairs, lambda a, b: odds(firsts[a], firsts[b]), ENOUGH, langs):
        found = [s for k in members for s in wordings[k]]
        if len(members) > 1 and len({s.article for s in found}) > 1:
            rows.append(bench.row(found, [firsts[k] for k in members]))
    return sorted(rows, key=lambda row: row.id)


def read_sayings(tables: Tables, wanted: Set[str]) -> list[Saying]:
    """The claims that are tied to others, in order of article and place."""
    rarities = {row.claim: row for row in tables.of(ClaimRarity)}
    sketches = [row for row in tables.of(ClaimSketch) if row.claim in wanted]
    return [saying_of(row, rarities[row.claim]) for row in sorted(sketches, key=lambda row: row.article)]


def _wordings(sayings: Sequence[Saying]) -> list[list[Saying]]:
    """Sayings by their folded words."""
    found: dict[tuple[str, str], list[Saying]] = {}
    for saying in sayings:
        found.setdefault((saying.wording.lang, saying.folded), []).append(saying)
    return list(found.values())


class _Bench:
    """What the rows of such groups are made from."""

    def __init__(self, tables: Tables, whole: Mapping[str, str], names: Mapping[str, str]) -> None:
        self._claims: Mapping[str, Claim] = tables.by_id(Claim)
        self._mentions = tables.by_article(Mention)
        self._slots = {row.claim: row for row in tables.of(ClaimSlots)}
        self._whole, self._names = whole, names

    def row(self, found: Sequence[Saying], firsts: Sequence[Saying]) -> MatchedGroup:
        """The row of one group; ``firsts`` has one claim for each wording."""
        claims = sorted({s.claim for s in found})
        articles = sorted({s.article for s in found})
        heading, warning = choose_heading([self._claims[c] for c in claims], self._mentions, self._slots)
        some = firsts[:_WIDEST]
        values = [odds(a, b) for i, a in enumerate(some) for b in some[i + 1 :]]
        sure = probability(math.fsum(values) / len(values))
        frames = [self._slots[c].frame for c in claims if c in self._slots]
        deeds = sum(frame in _DEED for frame in frames)
        lead_groups = {self._whole.get(article, "") for article in articles}
        return MatchedGroup(
            row_id("gr", *claims),
            claims,
            articles,
            heading,
            "confirmed" if sure >= _SURE else "suggested",
            f"{self._because(firsts, sure, len(claims), len(articles))} {warning}".rstrip(),
            "incident" if 2 * deeds > len(frames) else "statement",
            next(iter(lead_groups)) or None if len(lead_groups) == 1 else None,
        )

    def _because(self, firsts: Sequence[Saying], sure: float, claims: int, reports: int) -> str:
        """What most of the wordings have in common, and how sure that makes the group."""
        told = []
        named = [self._names[e] for e in shared_names(firsts[0], firsts[1]) if e in self._names][:3]
        if named:
            told.append(f"name {', '.join(named)}")
        numbers = sorted(firsts[0].numbers & firsts[1].numbers)
        if numbers:
            told.append(f"give the number {numbers[0]}")
        if firsts[0].wording.lang == firsts[1].wording.lang:
            words = sorted(
                (k for k in firsts[0].words if k in firsts[1].words),
                key=lambda k: (-round(firsts[0].words[k], 4), k),
            )[:4]
            told.append("share the words " + ", ".join(f"“{w}”" for w in words))
        return (
            f"These {claims} claims of {reports} reports {' and '.join(told)}; "
            f"likelihood that they say the same thing {sure:.2f}."
        )
