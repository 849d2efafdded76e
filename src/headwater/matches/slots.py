"""The slots of claims: what can be compared between two of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from headwater.matches.config import SlotsConfig
from headwater.matches.counters import Counter, with_as_of, with_counter
from headwater.matches.frames import find_frame
from headwater.matches.places import find_place
from headwater.matches.quantities import find_quantities
from headwater.matches.roles import read_actors
from headwater.matches.times import TimeSaid, day_of, find_times
from headwater.matches.tolls import choose_lead_toll
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Claim, Parse
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity
from headwater.records.matches import ClaimSlots, ClaimTime, Quantity
from headwater.records.ports import Models
from headwater.records.spans import Span
from headwater.records.tables import Tables
from headwater.text.edtf import edtf_of


def read_slots(tables: Tables, config: SlotsConfig, models: Models) -> Tables:
    """The slots of every claim, article by article."""
    return read_all(tables, config)


def read_all(tables: Tables, config: SlotsConfig) -> Tables:
    """As the stage: it asks no model."""
    sentences, claims = tables.by_article(Sentence), tables.by_article(Claim)
    parses, mentions = tables.by_article(Parse), tables.by_article(Mention)
    named = {e.id: e.name for e in tables.of(Entity)}
    entities = {
        row.mention: (row.entity, named.get(row.entity, ""))
        for row in tables.of(MentionEntity)
        if row.status == "confirmed"
    }
    parties = {e.id for e in tables.of(Entity) if e.party}
    counters = {
        row.attribution: Counter(row.entity, row.entity in parties) for row in tables.of(AttributionEntity)
    }
    rows: list[ClaimSlots] = []
    for article in tables.of(Article):
        reading = _Reading(
            article,
            {s.index: s for s in sentences.get(article.id, [])},
            {p.sentence: p for p in parses.get(article.id, [])},
            sorted(mentions.get(article.id, []), key=lambda m: (m.start, m.end, m.id)),
            entities,
            counters,
            {},
            config,
        )
        rows.extend(reading.slots(claim) for claim in claims.get(article.id, []))
    return Tables.of_rows(rows)


@dataclass(frozen=True)
class _Reading:
    """One article, and what is known of its names."""

    article: Article
    sentences: Mapping[int, Sentence]
    parses: Mapping[int, Parse]
    mentions: Sequence[Mention]
    entities: Mapping[str, tuple[str, str]]  # mention -> entity, its name
    counters: Mapping[str, Counter]  # attribution -> who counts
    counted: dict[int, list[Quantity]]
    config: SlotsConfig

    def slots(self, claim: Claim) -> ClaimSlots:
        """The slots of one claim."""
        text = self.article.text
        inside = self._quantities(claim)
        mentions = [m for m in self.mentions if claim.start <= m.start and m.end <= claim.end]
        ids = {m.id: self.entities[m.id][0] for m in mentions if m.id in self.entities}
        said = find_times(claim.text, claim.lang, day_of(self.article.published.value), claim.start)
        return ClaimSlots(
            claim.id,
            self.article.id,
            find_frame(claim.text, claim.lang),
            inside,
            read_actors(text, claim, self.parses.get(claim.sentence), mentions, ids),
            find_place(text, self._where(claim), claim.lang, self.mentions, self.entities),
            _time(said) or self._time_beside(claim),
            [Span(m.text, m.start, m.end) for m in mentions if m.type == "weapon"],
            [q for k in range(self.config.counted) for q in self._of_sentence(k)] if claim.lead else [],
        )

    def _of_sentence(self, index: int) -> list[Quantity]:
        if index not in self.counted:
            s = self.sentences.get(index)
            found = find_quantities(self.article.text[s.start : s.end], s.lang, s.start) if s else []
            self.counted[index] = found
        return self.counted[index]

    def _quantities(self, claim: Claim) -> list[Quantity]:
        found = _within(self._of_sentence(claim.sentence), claim)
        if claim.lead:
            found = _led_by_toll(found, claim, self._of_sentence, self.config.neighbours)
        counter = next((self.counters[a] for a in reversed(claim.chain) if a in self.counters), None)
        if not found:
            return found
        sentence = self.sentences.get(claim.sentence)
        start, end = (sentence.start, sentence.end) if sentence else (claim.start, claim.end)
        text = self.article.text[start:end]
        found = with_as_of(found, text, start, claim.lang, day_of(self.article.published.value))
        return with_counter(found, text, start, claim.lang, counter)

    def _where(self, claim: Claim) -> list[tuple[int, int]]:
        """Where a claim's place is looked for: itself, its sentence; for a lead the headline and the next sentence."""
        spans = [(claim.start, claim.end)]
        beside = [claim.sentence, *((0, claim.sentence + 1) if claim.lead else ())]
        spans += [(self.sentences[k].start, self.sentences[k].end) for k in beside if k in self.sentences]
        return spans

    def _time_beside(self, claim: Claim) -> ClaimTime | None:
        """The time that a claim's sentence names outside the claim's own words."""
        sentence = self.sentences.get(claim.sentence)
        if sentence is None:
            return None
        text = self.article.text[sentence.start : sentence.end]
        return _time(find_times(text, sentence.lang, day_of(self.article.published.value), sentence.start))


def _within(quantities: Sequence[Quantity], claim: Claim) -> list[Quantity]:
    """The quantities inside a claim, with ``part_of`` counted anew."""
    kept = [k for k, q in enumerate(quantities) if claim.start <= q.start and q.end <= claim.end]
    place = {old: new for new, old in enumerate(kept)}
    found = []
    for k in kept:
        parent = quantities[k].part_of
        found.append(replace(quantities[k], part_of=place.get(parent) if parent is not None else None))
    return found


def _led_by_toll(
    inside: list[Quantity], claim: Claim, quantities_of: Callable[[int], list[Quantity]], neighbours: int
) -> list[Quantity]:
    """The quantities of a lead claim, the total of its incident first among the dead."""
    order = [claim.sentence, *range(1, 4), *range(claim.sentence + 1, claim.sentence + 1 + neighbours)]
    toll = choose_lead_toll(
        inside, quantities_of(0), [quantities_of(index) for index in dict.fromkeys(order)]
    )
    if toll is None:
        return inside
    toll = replace(toll, part_of=None)
    place = {old: new for new, old in enumerate([k for k, q in enumerate(inside) if q != toll], start=1)}
    rest = [
        replace(q, part_of=None if q.part_of is None else place.get(q.part_of, 0))
        for q in inside
        if q != toll
    ]
    return [toll, *rest]


def _time(said: Sequence[TimeSaid]) -> ClaimTime | None:
    """The most precise time of a claim; of equals the first."""
    if not said:
        return None
    best = min(said, key=lambda t: (t.precision, t.start))
    return ClaimTime(
        best.text,
        best.start,
        best.end,
        best.from_.isoformat() if best.from_ else None,
        best.to.isoformat() if best.to else None,
        best.precision,
        edtf_of(best.from_, best.to),
    )
