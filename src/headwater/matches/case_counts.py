"""The stage ``matches.count_words``, and what it keeps for the next run: counts, and who holds each key.

In the next run the reports that went and came are taken out of the counts and into them. Only who holds a key whose rarity
that moves is looked at again; all other rows are the same objects, in the order of their sketches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import is_
from typing import Any

from headwater.matches.config import CountConfig
from headwater.matches.key_holders import KeyHolders
from headwater.matches.standing import Moved, moved, remembered_if_kept, spoken_for
from headwater.matches.tallies import Tally
from headwater.matches.word_counts import (
    Census,
    claim_rarities,
    portions,
    report_rarities,
    take_census_of_stream,
)
from headwater.records.matches import ClaimRarity, ClaimSketch, ReportRarity, ReportSketch
from headwater.records.ports import Models
from headwater.records.streaming import Made, is_streamed
from headwater.records.tables import Tables

_SHARE = 8
"""Of so many reports one may move before all are counted again."""


def count_words(tables: Tables, config: CountConfig, models: Models) -> Tables:
    """How rare each key of each report and claim is."""
    kept = remembered_if_kept(CaseCounts)
    if kept is not None:
        return kept.bring(tables)
    gone = spoken_for(tables)
    census = take_census_of_stream(row for row in tables.of(ReportSketch) if row.article not in gone)

    def of_reports() -> Iterator[ReportRarity]:
        rows = (row for row in tables.of(ReportSketch) if row.article not in gone)
        return (row for some in portions(rows) for row in report_rarities(census, some))

    def of_claims() -> Iterator[ClaimRarity]:
        rows = (row for row in tables.of(ClaimSketch) if row.article not in gone)
        return (row for some in portions(rows) for row in claim_rarities(census, some))

    if is_streamed(tables, ReportSketch):  # rows are made as they are written
        made: dict[type[Any], Any] = {ReportRarity: Made(of_reports), ClaimRarity: Made(of_claims)}
        return Tables(made)
    return Tables.of_rows(of_reports(), of_claims())


@dataclass
class _Counted:
    """The tallies of a case, and which claims hold which key."""

    names: Tally
    anchors: Tally
    words: dict[str, Tally]
    claim_names: KeyHolders
    claim_words: dict[str, KeyHolders]

    def census(self) -> Census:
        """What the tallies count."""
        words = {lang: tally.counts for lang, tally in self.words.items()}
        return Census(self.names.counts.reports, words, self.names.counts, self.anchors.counts)


@dataclass
class CaseCounts:
    """What is kept from run to run."""

    reports: Sequence[ReportSketch] | None = None
    claims: Sequence[ClaimSketch] | None = None
    gone: frozenset[str] = frozenset()
    counted: _Counted | None = None
    by_article: dict[str, ReportSketch] = field(default_factory=dict)
    by_claim: dict[str, ClaimSketch] = field(default_factory=dict)
    of_reports: dict[str, ReportRarity] = field(default_factory=dict)
    of_claims: dict[str, ClaimRarity] = field(default_factory=dict)
    given: tuple[list[ReportRarity], list[ClaimRarity]] = field(default_factory=lambda: ([], []))

    def bring(self, tables: Tables) -> Tables:
        """The rows of the case as it is now."""
        gone = frozenset(spoken_for(tables))
        reports = moved(tables, ReportSketch, self.reports, self.gone, gone)
        claims = moved(tables, ClaimSketch, self.claims, self.gone, gone)
        counted, self.counted = self.counted, None  # whoever is cut off here begins anew
        few = reports is not None and len(reports.gone) + len(reports.come) <= len(self.by_article) // _SHARE
        if counted is None or reports is None or claims is None or not few:
            counted = self._anew(tables, gone)
        else:
            self._move(counted, reports, claims)
        self.reports, self.claims, self.gone = tables.of(ReportSketch), tables.of(ClaimSketch), gone
        self.given = (
            _in_order(self.given[0], (self.of_reports.get(row.article) for row in self.reports)),
            _in_order(self.given[1], (self.of_claims.get(row.claim) for row in self.claims)),
        )
        self.counted = counted
        return Tables({ReportRarity: self.given[0], ClaimRarity: self.given[1]})

    def _anew(self, tables: Tables, gone: frozenset[str]) -> _Counted:
        self.by_article = {row.article: row for row in tables.of(ReportSketch) if row.article not in gone}
        self.by_claim = {row.claim: row for row in tables.of(ClaimSketch) if row.article not in gone}
        reports, claims = self.by_article.values(), self.by_claim.values()
        words = {
            lang: Tally((row.article, row.words) for row in reports if row.lang == lang)
            for lang in sorted({row.lang for row in reports})
        }
        counted = _Counted(
            Tally((row.article, row.names) for row in reports),
            Tally((row.article, row.anchors) for row in reports),
            words,
            KeyHolders((row.claim, row.names.hashes) for row in claims),
            {
                lang: KeyHolders((row.claim, row.words.hashes) for row in claims if row.lang == lang)
                for lang in sorted({row.lang for row in claims})
            },
        )
        told, self.of_reports = self.of_reports, {}
        self._tell_reports(counted, self.by_article, told)
        said, self.of_claims = self.of_claims, {}
        self._tell_claims(counted, self.by_claim, said)
        return counted

    def _move(self, counted: _Counted, reports: Moved[ReportSketch], claims: Moved[ClaimSketch]) -> None:
        for report in reports.gone:
            del self.by_article[report.article]
            self.of_reports.pop(report.article)
        self.by_article.update((row.article, row) for row in reports.come)
        for claim in claims.gone:
            del self.by_claim[claim.claim]
            self.of_claims.pop(claim.claim)
            counted.claim_names.drop(claim.claim)
            counted.claim_words[claim.lang].drop(claim.claim)
        for claim in claims.come:
            self.by_claim[claim.claim] = claim
            counted.claim_names.take(claim.claim, claim.names.hashes)
            counted.claim_words.setdefault(claim.lang, KeyHolders()).take(claim.claim, claim.words.hashes)
        touched, said = self._touched(counted, reports)
        touched.update(row.article for row in reports.come)
        said.update(row.claim for row in claims.come)
        self._tell_reports(counted, touched, self.of_reports)
        self._tell_claims(counted, said, self.of_claims)

    def _touched(self, counted: _Counted, reports: Moved[ReportSketch]) -> tuple[set[str], set[str]]:
        """The reports and claims that hold a key which is not as rare as it was."""
        gone, come = reports.gone, reports.come
        names = counted.names.move([(r.article, r.names) for r in gone], [(r.article, r.names) for r in come])
        proper = counted.anchors.move(
            [(r.article, r.anchors) for r in gone], [(r.article, r.anchors) for r in come]
        )
        if names is None or proper is None:  # all rows say of how many reports they are
            touched, said = set(self.by_article), set(self.by_claim)
        else:
            touched = counted.names.holders.of(names) | counted.anchors.holders.of(proper)
            said = counted.claim_names.of(names)
        for lang in sorted({row.lang for row in (*gone, *come)}):
            tally = counted.words.setdefault(lang, Tally(()))
            words = tally.move(
                [(r.article, r.words) for r in gone if r.lang == lang],
                [(r.article, r.words) for r in come if r.lang == lang],
            )
            if words is None:
                touched.update(tally.articles())
                said.update(row.claim for row in self.by_claim.values() if row.lang == lang)
            else:
                touched |= tally.holders.of(words)
                said |= counted.claim_words.get(lang, KeyHolders()).of(words)
        return touched, said

    def _tell_reports(
        self, counted: _Counted, articles: Iterable[str], known: dict[str, ReportRarity]
    ) -> None:
        rows = (self.by_article[article] for article in sorted(articles))
        for made in (row for some in portions(rows) for row in report_rarities(counted.census(), some)):
            before = known.get(made.article, made)
            self.of_reports[made.article] = before if before == made else made

    def _tell_claims(self, counted: _Counted, claims: Iterable[str], known: dict[str, ClaimRarity]) -> None:
        rows = (self.by_claim[claim] for claim in sorted(claims))
        for made in (row for some in portions(rows) for row in claim_rarities(counted.census(), some)):
            before = known.get(made.claim, made)
            self.of_claims[made.claim] = before if before == made else made


def _in_order(before: list[Any], rows: Iterator[Any]) -> list[Any]:
    """The rows that there are; the list of before where none of them is another."""
    found = [row for row in rows if row is not None]
    same = len(found) == len(before) and all(map(is_, found, before))
    return before if same else found
