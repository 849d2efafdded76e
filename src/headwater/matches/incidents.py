"""Reports of a case, compared: the bench on which lead claims are put into groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headwater.matches.decision import log_odds
from headwater.matches.likeness import Likeness, compare_reports, weigh
from headwater.matches.rarity import SETTLED, background, count_reports, keys_of_text
from headwater.matches.reports import Report, read_report
from headwater.matches.vectors import Matrix, from_bytes
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Claim
from headwater.records.entities import Entity, Mention, MentionEntity
from headwater.records.matches import ClaimSlots, SentenceVector
from headwater.records.tables import Tables
from headwater.text.names import fold

GATHERED = 1.5
"""Log odds that a case gathered by hand adds, at most: two of a dozen reports that somebody collected are
likelier to tell of one incident than two of four hundred. Halved at ``rarity.SETTLED`` reports. It is added
only where both openings have a day in common or a rare proper word: a shared subject is no incident."""
ELSEWHERE = 2.0
"""Log odds taken off where two reports have two tolls in two towns, or under names that the other does not hold:
wire stories of one day on two strikes share their background and look alike."""
_RARE = 3.0
COPIES = 6.0
"""Log odds of two copies to the letter."""


class Reports:
    """All reports of a case, in order of article id, with the rarity of their words and names."""

    def __init__(self, reports: Sequence[Report], shares: Mapping[str, float]) -> None:
        self.all = list(reports)
        self._shares = shares
        self._prior = GATHERED * SETTLED / (SETTLED + len(self.all))
        self.names = count_reports((r.names for r in self.all), shares)
        known: dict[str, float] = {}
        for report in self.all:
            for key, share in report.anchors.all.items():
                known[key] = max(known.get(key, 0.0), share)
        self.anchors = count_reports((r.anchors.all for r in self.all), known)
        self.words = {
            lang: count_reports((r.words for r in self.all if r.lang == lang), background(lang).shares)
            for lang in sorted({r.lang for r in self.all})
        }
        self._weighed = [weigh(r, self.words[r.lang], self.names, self.anchors) for r in self.all]
        self._known: dict[tuple[int, int], Likeness] = {}

    def among(self, places: Sequence[int]) -> Reports:
        """The same reports as a case of their own."""
        return Reports([self.all[k] for k in places], self._shares)

    def likeness(self, a: int, b: int) -> Likeness:
        """The likeness of two reports by their places."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._known:
            self._known[pair] = compare_reports(self._weighed[pair[0]], self._weighed[pair[1]])
        return self._known[pair]

    def odds(self, a: int, b: int) -> float:
        """The log odds that two reports tell of one incident.

        Copies to the letter do, however common their words are in the case: rarity cannot tell that, since
        in a case of copies nothing is rare.
        """
        if self.all[a].wording and self.all[a].wording == self.all[b].wording:
            return COPIES
        one, two = (a, b) if a < b else (b, a)
        # not remembered: of a large case's candidates few are ever asked for more than their odds
        likeness = self._known.get((one, two)) or compare_reports(self._weighed[one], self._weighed[two])
        return self._odds(likeness, _in_two_places(self.all[a], self.all[b]))

    def odds_of(self, newcomer: Report, places: Sequence[int]) -> list[tuple[int, float]]:
        """The same of a report that is not in the case with those at some places; rarity stays the case's."""
        words = self.words.get(newcomer.lang) or count_reports((), background(newcomer.lang).shares)
        weighed = weigh(newcomer, words, self.names, self.anchors)
        return [
            (k, COPIES)
            if newcomer.wording and newcomer.wording == self.all[k].wording
            else (
                k,
                self._odds(compare_reports(weighed, self._weighed[k]), _in_two_places(newcomer, self.all[k])),
            )
            for k in places
        ]

    def _odds(self, likeness: Likeness, in_two_places: bool) -> float:
        tied = likeness.of("anchor") >= _RARE or likeness.of("day_same") > 0
        apart = in_two_places and likeness.of("toll_differs") > 0
        return round(log_odds(likeness) + (self._prior if tied else 0.0) - (ELSEWHERE if apart else 0.0), 4)


def elsewhere(a: Report, b: Report) -> bool:
    """Whether two leads have it in two towns, of which neither report names the other's in its opening."""
    if a.town is None or b.town is None or a.town == b.town:
        return False
    return a.town not in b.opening_names and b.town not in a.opening_names


def strangers(a: Report, b: Report) -> bool:
    """Whether each lead calls its incident by names of which the other report, by sound, has none anywhere."""
    if not a.calls or not b.calls:
        return False
    return a.calls.isdisjoint(b.sounds) and b.calls.isdisjoint(a.sounds)


def _in_two_places(a: Report, b: Report) -> bool:
    return elsewhere(a, b) or strangers(a, b)


def read_reports(tables: Tables) -> Reports:
    """The reports of a case: one for each article with a lead claim."""
    sentences, claims = tables.by_article(Sentence), tables.by_article(Claim)
    slots = {row.claim: row for row in tables.of(ClaimSlots)}
    vectors = read_vectors(tables.of(SentenceVector))
    mentions = read_mentions(tables)
    found = []
    for article in sorted(tables.of(Article), key=lambda a: a.id):
        mine = claims.get(article.id, [])
        lead = next((c for c in mine if c.lead), None)
        if lead is not None:
            found.append(
                read_report(
                    article,
                    sentences.get(article.id, []),
                    vectors.get(article.id, {}),
                    lead,
                    slots,
                    mentions.get(article.id, []),
                )
            )
    return Reports(found, _shares(tables.of(Entity)))


def read_vectors(rows: Sequence[SentenceVector]) -> dict[str, dict[int, Matrix]]:
    """The vectors of each article's first sentences, by article and sentence."""
    found: dict[str, dict[int, Matrix]] = {}
    for row in rows:
        if row.sentence < 60:
            found.setdefault(row.article, {})[row.sentence] = from_bytes(row.vector)
    return found


def read_mentions(tables: Tables) -> dict[str, list[tuple[Mention, str]]]:
    """Mentions with the key of their entity; suggested merges are not counted on.

    What no registry knows goes by its entity's folded name, so that a village is one key in two
    languages of one script even where its mentions stayed two entities.
    """
    keys = {e.id: e.id if e.known_as else f"name:{fold(e.name)}" for e in tables.of(Entity)}
    entity = {
        row.mention: keys.get(row.entity, row.entity)
        for row in tables.of(MentionEntity)
        if row.status == "confirmed"
    }
    found: dict[str, list[tuple[Mention, str]]] = {}
    for mention in tables.of(Mention):
        named = entity.get(mention.id) or mention.known_as
        if named:
            found.setdefault(mention.article, []).append((mention, named))
    return found


def _shares(entities: Sequence[Entity]) -> Mapping[str, float]:
    """In what share of all reports an entity is named, as far as the words of its name tell."""
    table = background("en").shares
    shares = {}
    for entity in entities:
        keys = keys_of_text(entity.name, "en")
        key = entity.id if entity.known_as else f"name:{fold(entity.name)}"
        shares[key] = min((table.get(word, 0.0) for word in keys), default=0.0)
    return shares
