"""The stage ``matches.join``: which reports, and which claims, can matter to each other; and what it keeps for the next run.

In the next run only the pairs of what moved are compared again, and those which that put on or off the lists of candidates.
All other rows are the same objects, in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import zip_longest
from operator import attrgetter
from typing import Any

from headwater.matches.claim_pairs import claim_pairs
from headwater.matches.config import JoinConfig
from headwater.matches.joining import report_pairs
from headwater.matches.many_claims import ManyClaims
from headwater.matches.many_reports import ManyReports
from headwater.matches.standing import Moved, moved, remembered_if_kept, spoken_for
from headwater.matches.standing_claims import StandingClaims
from headwater.matches.standing_reports import StandingReports
from headwater.records.matches import (
    ClaimPair,
    ClaimRarity,
    ClaimSketch,
    ReportPair,
    ReportRarity,
    ReportSketch,
)
from headwater.records.ports import Models
from headwater.records.tables import Tables

_article = attrgetter("article")
_NAMES: dict[type[Any], Callable[[Any], str]] = {ReportSketch: _article, ClaimSketch: attrgetter("claim")}
"""By what a row finds its rarity."""
MANY = 2048
"""Reports beyond which none is kept as a row."""


def join(tables: Tables, config: JoinConfig, models: Models) -> Tables:
    """Pairs of articles that may tell of one incident, and pairs of claims that may say one thing."""
    kept = remembered_if_kept(CasePairs)
    if kept is not None:
        return kept.bring(tables, config)
    gone = frozenset(spoken_for(tables))
    try:
        return _joined(tables, config, gone, ordered=not isinstance(tables.of(ReportSketch), list))
    except _OutOfOrder:
        return _joined(tables, config, gone, ordered=False)


def _joined(tables: Tables, config: JoinConfig, gone: Set[str], *, ordered: bool) -> Tables:
    reports = _Beside(tables, (ReportSketch, ReportRarity), gone, ordered=ordered)
    claims = _Beside(tables, (ClaimSketch, ClaimRarity), gone, ordered=ordered)
    if len(reports) > MANY:
        return Tables.of_rows(ManyReports(reports, config).pairs(), ManyClaims(claims).pairs())
    told, said = list(reports()), list(claims())
    return Tables.of_rows(
        report_pairs([sketch for sketch, _ in told], [rarity for _, rarity in told], config),
        claim_pairs([sketch for sketch, _ in said], [rarity for _, rarity in said], config),
    )


class _OutOfOrder(Exception):  # noqa: N818 - named for what is found
    """Rows do not come in the order of their articles, or their rarities not beside them."""


class _Beside:
    """Rows with their rarities, in order of their articles; gone through again whenever it is called."""

    def __init__(
        self, tables: Tables, kinds: tuple[type[Any], type[Any]], gone: Set[str], *, ordered: bool
    ) -> None:
        self._gone, key = gone, _NAMES[kinds[0]]
        self._rows, self._rarities, self._key = tables.of(kinds[0]), tables.of(kinds[1]), key
        if not ordered:
            rarities = {key(row): row for row in self._rarities}
            self._rows = sorted((row for row in self._rows if row.article not in gone), key=_article)
            self._rarities = [rarities[key(row)] for row in self._rows]

    def __call__(self) -> Iterator[tuple[Any, Any]]:
        rarities = (row for row in self._rarities if row.article not in self._gone)
        rows = (row for row in self._rows if row.article not in self._gone)
        last, key = "", self._key
        for row, rarity in zip_longest(rows, rarities):
            if row is None or rarity is None or key(row) != key(rarity) or row.article < last:
                raise _OutOfOrder
            last = row.article
            yield row, rarity

    def __len__(self) -> int:
        return len(self._rows)


@dataclass
class _Seen:
    """The rows from which pairs were made."""

    reports: Sequence[ReportSketch]
    report_rarities: Sequence[ReportRarity]
    claims: Sequence[ClaimSketch]
    claim_rarities: Sequence[ClaimRarity]
    gone: frozenset[str]

    @classmethod
    def of(cls, tables: Tables) -> _Seen:
        """What is there now."""
        rows = (tables.of(ReportSketch), tables.of(ReportRarity), tables.of(ClaimSketch))
        return cls(*rows, tables.of(ClaimRarity), frozenset(spoken_for(tables)))


@dataclass
class _Moves:
    """What moved in each table."""

    reports: Moved[ReportSketch]
    report_rarities: Moved[ReportRarity]
    claims: Moved[ClaimSketch]
    claim_rarities: Moved[ClaimRarity]

    @classmethod
    def since(cls, tables: Tables, seen: _Seen, gone: frozenset[str]) -> _Moves | None:
        """None where nobody knows."""
        reports = moved(tables, ReportSketch, seen.reports, seen.gone, gone)
        report_rarities = moved(tables, ReportRarity, seen.report_rarities, seen.gone, gone)
        claims = moved(tables, ClaimSketch, seen.claims, seen.gone, gone)
        claim_rarities = moved(tables, ClaimRarity, seen.claim_rarities, seen.gone, gone)
        if reports is None or report_rarities is None or claims is None or claim_rarities is None:
            return None
        return cls(reports, report_rarities, claims, claim_rarities)

    def of_reports(self) -> set[str]:
        """The articles whose reports moved."""
        return self.reports.articles() | self.report_rarities.articles()

    def of_claims(self) -> set[str]:
        """The articles whose claims moved."""
        return self.claims.articles() | self.claim_rarities.articles()


@dataclass
class CasePairs:
    """What is kept from run to run."""

    seen: _Seen | None = None
    config: JoinConfig | None = None
    reports: StandingReports | None = None
    claims: StandingClaims | None = None
    given: tuple[list[ReportPair], list[ClaimPair]] = field(default_factory=lambda: ([], []))
    sketches: dict[str, ReportSketch] = field(default_factory=dict)
    rarities: dict[str, ReportRarity] = field(default_factory=dict)
    sayings: dict[str, list[ClaimSketch]] = field(default_factory=dict)
    rare: dict[str, ClaimRarity] = field(default_factory=dict)

    def bring(self, tables: Tables, config: JoinConfig) -> Tables:
        """The pairs of the case as it is now."""
        seen, self.seen = self.seen, None  # whoever is cut off here begins anew
        now = _Seen.of(tables)
        moves = _Moves.since(tables, seen, now.gone) if seen and self.config == config else None
        if moves is None or seen is None:
            self._anew(tables, config, now)
        else:
            self._move(tables, config, moves)
        assert self.reports is not None
        assert self.claims is not None
        self.seen, self.config, self.given = now, config, (self.reports.pairs, self.claims.pairs)
        return Tables({ReportPair: self.given[0], ClaimPair: self.given[1]})

    def _anew(self, tables: Tables, config: JoinConfig, now: _Seen) -> None:
        self.sketches = {row.article: row for row in now.reports if row.article not in now.gone}
        self.rarities = {row.article: row for row in now.report_rarities if row.article not in now.gone}
        self.rare = {row.claim: row for row in now.claim_rarities if row.article not in now.gone}
        self.sayings = {}
        for row in now.claims:
            if row.article not in now.gone:
                self.sayings.setdefault(row.article, []).append(row)
        self._reports_anew(config)
        self._claims_anew()

    def _reports_anew(self, config: JoinConfig) -> None:
        held = {article: (row, self.rarities[article]) for article, row in self.sketches.items()}
        self.reports = StandingReports(held, config, self.given[0])

    def _claims_anew(self) -> None:
        held = {
            article: [(row, self.rare[row.claim]) for row in rows] for article, rows in self.sayings.items()
        }
        self.claims = StandingClaims(held, self.given[1])

    def _move(self, tables: Tables, config: JoinConfig, moves: _Moves) -> None:
        assert self.reports is not None
        assert self.claims is not None
        for report in moves.reports.gone:
            del self.sketches[report.article]
        self.sketches.update((row.article, row) for row in moves.reports.come)
        for rarity in moves.report_rarities.gone:
            del self.rarities[rarity.article]
        self.rarities.update((row.article, row) for row in moves.report_rarities.come)
        articles = moves.of_reports()
        if self.reports.takes(moves.reports.articles()) and self.reports.fits(moves.reports.come):
            here = {article for article in articles if article in self.sketches}
            come = {article: (self.sketches[article], self.rarities[article]) for article in here}
            self.reports.move(articles - here, come)
        else:
            self._reports_anew(config)
        for claim in moves.claim_rarities.gone:
            del self.rare[claim.claim]
        self.rare.update((row.claim, row) for row in moves.claim_rarities.come)
        self._take_claims(tables, moves.claims)
        articles = moves.of_claims()
        if self.claims.takes(len(moves.claims.articles())):
            self.claims.move(
                {
                    a: [(row, self.rare[row.claim]) for row in self.sayings.get(a, ())]
                    for a in sorted(articles)
                }
            )
        else:
            self._claims_anew()

    def _take_claims(self, tables: Tables, moves: Moved[ClaimSketch]) -> None:
        """The claims of each article, in the order of their table."""
        gone = set(map(id, moves.gone))
        come: dict[str, list[ClaimSketch]] = {}
        for row in moves.come:
            come.setdefault(row.article, []).append(row)
        mixed = set()
        for article in {*(row.article for row in moves.gone), *come}:
            left = [row for row in self.sayings.get(article, ()) if id(row) not in gone]
            if left and article in come:
                mixed.add(article)
                self.sayings[article] = []
            elif left or article in come:
                self.sayings[article] = left or come[article]
            else:
                self.sayings.pop(article, None)
        if mixed:  # where among the others those stand that came, only the table tells
            for row in tables.of(ClaimSketch):
                if row.article in mixed:
                    self.sayings[row.article].append(row)
