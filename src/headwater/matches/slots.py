"""The slots of claims: what can be compared between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headwater.matches.config import SlotsConfig
from headwater.matches.quantities import find_quantities
from headwater.matches.times import TimeSaid, day_of, find_times
from headwater.matches.tolls import choose_toll
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Claim
from headwater.records.matches import ClaimSlots, ClaimTime, Quantity
from headwater.records.ports import Models
from headwater.records.tables import Tables


def read_slots(tables: Tables, config: SlotsConfig, models: Models) -> Tables:
    """The slots of every claim, article by article."""
    return read_all(tables, config)


def read_all(tables: Tables, config: SlotsConfig) -> Tables:
    """As the stage: it asks no model."""
    sentences, claims = tables.by_article(Sentence), tables.by_article(Claim)
    return Tables.of_rows(
        *(
            read_article(article, sentences.get(article.id, []), claims.get(article.id, []), config)
            for article in tables.of(Article)
        )
    )


def read_article(
    article: Article, sentences: Sequence[Sentence], claims: Sequence[Claim], config: SlotsConfig
) -> list[ClaimSlots]:
    """The slots of one article's claims, in the claims' order."""
    published = day_of(article.published.value)
    counted: dict[int, list[Quantity]] = {}
    by_index = {s.index: s for s in sentences}

    def quantities_of(index: int) -> list[Quantity]:
        if index not in counted:
            s = by_index.get(index)
            counted[index] = find_quantities(article.text[s.start : s.end], s.lang, s.start) if s else []
        return counted[index]

    rows = []
    for claim in claims:
        inside = _within(quantities_of(claim.sentence), claim)
        if claim.lead:
            inside = _led_by_toll(inside, claim, quantities_of, config.neighbours)
        said = find_times(claim.text, claim.lang, published, claim.start)
        counts = [q for k in range(config.counted) for q in quantities_of(k)] if claim.lead else []
        rows.append(ClaimSlots(claim.id, article.id, "other", inside, [], None, _time(said), [], counts))
    return rows


def _within(quantities: Sequence[Quantity], claim: Claim) -> list[Quantity]:
    """The quantities inside a claim, with ``part_of`` counted anew."""
    kept = [k for k, q in enumerate(quantities) if claim.start <= q.start and q.end <= claim.end]
    place = {old: new for new, old in enumerate(kept)}
    return [
        replace(
            quantities[k],
            part_of=place.get(parent) if (parent := quantities[k].part_of) is not None else None,
        )
        for k in kept
    ]


def _led_by_toll(
    inside: list[Quantity], claim: Claim, quantities_of: object, neighbours: int
) -> list[Quantity]:
    """The quantities of a lead claim, the total of its incident first among the dead."""
    assert callable(quantities_of)
    order = [claim.sentence, 0, *range(1, 4), *range(claim.sentence + 1, claim.sentence + 1 + neighbours)]
    whole = [inside, *(quantities_of(index) for index in dict.fromkeys(order))]
    toll = choose_toll(whole)
    if toll is None:
        return inside
    toll = replace(toll, part_of=None)
    if toll in inside and next(q for q in inside if q.role == "killed") == toll:
        return inside
    rest = [replace(q, part_of=None if q.part_of is None else q.part_of + 1) for q in inside if q != toll]
    if len(rest) != len(inside):
        rest = [replace(q, part_of=None) for q in inside if q != toll]
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
    )
