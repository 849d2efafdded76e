"""Reports of a case, compared: the bench on which lead claims are put into groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from headwater.matches.decision import log_odds
from headwater.matches.likeness import Likeness, Weighed, compare_reports, weigh
from headwater.matches.packing import keys_in, unpack_floats
from headwater.matches.rarity import SETTLED, Rarity
from headwater.matches.reports import Placed, Report, report_of
from headwater.matches.word_counts import report_rarities, take_census
from headwater.records.matches import Keyed, ReportRarity, ReportSketch
from headwater.records.remembered import ByArticle, remembered
from headwater.records.tables import Tables

GATHERED = 1.5
"""Log odds that a case gathered by hand adds, at most: two of a dozen reports that somebody collected are
likelier to tell of one incident than two of four hundred. Halved at ``rarity.SETTLED`` reports. It is added
only where both openings have a day in common or a rare proper word: a shared subject is no incident."""
SOUNDED = 1.5
"""Log odds that two reports in two languages gain where they call their incident by a name that no registry knows, alike
by its sound, and have it on one day. No labelled pairs tell the weight: those known across languages are translations,
which agree in much besides; two reporters of two languages agree in place and day, and seldom in the toll."""
ELSEWHERE = 2.0
"""Log odds taken off where two reports have two tolls in two towns, or under names that the other does not hold:
wire stories of one day on two strikes share their background and look alike."""
RARE = 3.0
"""Rarity of a proper word from which it ties two reports."""
COPIES = 6.0
"""Log odds of two copies to the letter."""


def prior_of(reports: int) -> float:
    """Log odds that a case of so many reports adds."""
    return GATHERED * SETTLED / (SETTLED + reports)


class KnownReports(ByArticle[Report]):
    """Reports as they were unpacked from their sketches."""


class KnownWeights(ByArticle[Weighed]):
    """Reports ready for comparison: as they were, where their words are as rare as they were."""


@dataclass
class KnownOdds:
    """The odds of pairs of reports, as they were where neither report is weighed otherwise; of many pairs the latest."""

    most: int = 50_000
    known: dict[tuple[str, str], tuple[Weighed, Weighed, float, float]] = field(default_factory=dict)

    def of(self, one: Weighed, two: Weighed, prior: float, ask: Callable[[], float]) -> float:
        """The odds of two reports in a case that adds so much."""
        pair = (one.report.article, two.report.article)
        found = self.known.get(pair)
        if found is None or found[0] is not one or found[1] is not two or found[2] != prior:
            self.known.pop(pair, None)
            found = self.known[pair] = (one, two, prior, ask())
            if len(self.known) > self.most:
                del self.known[next(iter(self.known))]
        return found[3]


def weigh_sketch(sketch: ReportSketch, report: Report, rare: ReportRarity) -> Weighed:
    """A report ready for comparison within its case."""
    words, names = _known(sketch.words, rare.words), _known(sketch.names, rare.names)
    return weigh(report, words, names, _known(sketch.anchors, rare.anchors))


class Reports:
    """Some reports of a case, in order of article id, with the rarity of their words and names in it."""

    def __init__(self, sketches: Sequence[ReportSketch], rarities: Mapping[str, ReportRarity]) -> None:
        self._sketches = sorted(sketches, key=lambda sketch: sketch.article)
        self._rarities = rarities
        self._read = remembered(KnownReports)
        self.all = [
            self._read.of(sketch.article, sketch, partial(report_of, sketch)) for sketch in self._sketches
        ]
        counted = rarities[self._sketches[0].article].reports if sketches else 0
        self._prior = prior_of(counted)
        self._own = remembered(KnownWeights)
        self._weighed: dict[int, Weighed] = {}
        self._known: dict[tuple[int, int], Likeness] = {}
        self._pairs = remembered(KnownOdds)

    @cached_property
    def words(self) -> dict[str, Rarity]:
        """How rare the words of each language are."""
        words: dict[str, dict[str, float]] = {}
        for sketch in self._sketches:
            own = _known(sketch.words, self._rarities[sketch.article].words)
            words.setdefault(sketch.lang, {}).update(own)
        return {lang: Rarity(known) for lang, known in words.items()}

    @cached_property
    def names(self) -> Rarity:
        """How rare names are."""
        names: dict[str, float] = {}
        for sketch in self._sketches:
            names.update(_known(sketch.names, self._rarities[sketch.article].names))
        return Rarity(names)

    def _weigh(self, place: int) -> Weighed:
        """A report ready for comparison: most are tied to no other, and never asked for."""
        if place not in self._weighed:
            sketch, report = self._sketches[place], self.all[place]
            rare = self._rarities[sketch.article]
            self._weighed[place] = self._own.of(
                sketch.article, (sketch, rare), partial(weigh_sketch, sketch, report, rare)
            )
        return self._weighed[place]

    def among(self, places: Sequence[int]) -> Reports:
        """The same reports as a case of their own."""
        return count_reports([self._sketches[k] for k in places])

    def likeness(self, a: int, b: int) -> Likeness:
        """The likeness of two reports by their places."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._known:
            self._known[pair] = compare_reports(self._weigh(pair[0]), self._weigh(pair[1]))
        return self._known[pair]

    def odds(self, a: int, b: int) -> float:
        """The log odds that two reports tell of one incident.

        Copies to the letter do, however common their words are in the case: rarity cannot tell that, since
        in a case of copies nothing is rare.
        """
        if self.all[a].wording and self.all[a].wording == self.all[b].wording:
            return COPIES
        pair = (a, b) if a < b else (b, a)
        return self._pairs.of(
            self._weigh(pair[0]), self._weigh(pair[1]), self._prior, partial(self._ask, *pair)
        )

    def _ask(self, a: int, b: int) -> float:
        # the likeness is not remembered: few pairs are ever asked for more than their odds
        likeness = self._known.get((a, b)) or compare_reports(self._weigh(a), self._weigh(b))
        return self._odds(likeness, in_two_places(self.all[a], self.all[b]))

    def _odds(self, likeness: Likeness, in_two_places: bool) -> float:
        tied = likeness.of("anchor") >= RARE or likeness.of("day_same") > 0
        apart = in_two_places and likeness.of("toll_differs") > 0
        more = (self._prior if tied else 0.0) + (SOUNDED if sounded(likeness) else 0.0)
        return round(log_odds(likeness) + more - (ELSEWHERE if apart else 0.0), 4)


def sounded(likeness: Likeness) -> bool:
    """Whether reports in two languages call their incident alike and have a day in common."""
    return likeness.of("calls") > 0 and likeness.of("day_same") > 0


def elsewhere(a: Placed, b: Placed) -> bool:
    """Whether two leads have it in two towns, of which neither report names the other's in its opening."""
    if a.town is None or b.town is None or a.town == b.town:
        return False
    return a.town not in b.opening_names and b.town not in a.opening_names


def strangers(a: Placed, b: Placed) -> bool:
    """Whether each lead calls its incident by names of which the other report, by sound, has none anywhere."""
    if not a.calls or not b.calls:
        return False
    return a.calls.isdisjoint(b.sounds) and b.calls.isdisjoint(a.sounds)


def in_two_places(a: Placed, b: Placed) -> bool:
    """Whether two reports have it in two towns, or under names that the other does not hold."""
    return elsewhere(a, b) or strangers(a, b)


def _known(keyed: Keyed, rarities: bytes) -> dict[str, float]:
    return dict(zip(keys_in(keyed), unpack_floats(rarities), strict=True))


def count_reports(sketches: Sequence[ReportSketch]) -> Reports:
    """Reports as a case of their own, their words counted among themselves."""
    rows = report_rarities(take_census(sketches), sketches)
    return Reports(sketches, {row.article: row for row in rows})


def read_reports(tables: Tables) -> Reports:
    """The reports of a set of articles, with the rarities of their case."""
    rarities = {row.article: row for row in tables.of(ReportRarity)}
    return Reports([row for row in tables.of(ReportSketch) if row.article in rarities], rarities)
