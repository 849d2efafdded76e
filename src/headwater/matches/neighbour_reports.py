"""One new report against a case that stands: which reports it tells the same incident as.

The case's openings and bodies lie in two matrices, and its rare names and words lead to their holders, so that a
newcomer is compared slot by slot with a few dozen reports, whatever the size of the case.
"""

from __future__ import annotations

import math
from collections import Counter

import numpy as np

from headwater.matches.candidates import rare_keys
from headwater.matches.config import GroupConfig
from headwater.matches.incidents import Reports
from headwater.matches.neighbours import nearest
from headwater.matches.reports import Report
from headwater.matches.vectors import Matrix, at_unit_length

_SHARED = 24
"""Reports that may share a key for it to be rare."""


class StandingReports:
    """A case's reports, ready for newcomers. A newcomer does not change how rare a word is."""

    def __init__(self, reports: Reports, config: GroupConfig | None = None) -> None:
        self._reports, self._config = reports, config or GroupConfig()
        self._placed = [k for k, r in enumerate(reports.all) if r.opening.size and r.body.size]
        self._openings = _stacked([_opening(reports.all[k]) for k in self._placed])
        self._bodies = _stacked([reports.all[k].body for k in self._placed])
        self._holders: dict[tuple[str, str], list[int]] = {}
        for k, report in enumerate(reports.all):
            for key in rare_keys(report, reports.words, reports.names):
                self._holders.setdefault(key, []).append(k)

    def matches(self, report: Report) -> list[tuple[str, float]]:
        """Articles that tell of the newcomer's incident, with their log odds, likeliest first."""
        threshold = round(math.log(self._config.threshold / (1 - self._config.threshold)), 4)
        odds = self._reports.odds_of(report, self.candidates(report))
        found = [(self._reports.all[k].article, value) for k, value in odds if value >= threshold]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def candidates(self, report: Report) -> list[int]:
        """Places of the reports that are worth comparing, in order."""
        found: set[int] = set()
        most, least = self._config.most_candidates, self._config.least_cosine
        if report.opening.size and report.body.size and self._placed:
            for matrix, vector in ((self._openings, _opening(report)), (self._bodies, report.body)):
                found.update(self._placed[k] for k, _ in nearest([matrix], vector, most, least))
        together: Counter[int] = Counter()
        for key in rare_keys(report, self._reports.words, self._reports.names):
            holders = self._holders.get(key, ())
            if len(holders) <= _SHARED:
                together.update(holders)
        return sorted(found | {k for k, count in together.items() if count >= 2})


def _opening(report: Report) -> Matrix:
    return np.asarray(at_unit_length(report.opening.mean(axis=0, keepdims=True))[0], dtype=np.float32)


def _stacked(rows: list[Matrix]) -> Matrix:
    return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)
