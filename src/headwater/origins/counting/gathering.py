"""Tasks for sources that texts far from each other cite, from what each of these tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from headwater.origins.counting.ends import End
from headwater.origins.counting.kept_ends import end_of_row
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.told_sources import (
    NAMELESS,
    SILENT,
    Cited,
    Links,
    cited_of,
    is_pronoun,
)
from headwater.origins.counting.turns import MOST_KEPT, of_claim, of_group, rival_of
from headwater.origins.counting.unseen import task_of
from headwater.origins.descent.outlet_book import OutletBook
from headwater.records.articles import Article, Link, Published
from headwater.records.asked import Asking, GroupAsked
from headwater.records.claims import Claim
from headwater.records.entities import Entity
from headwater.records.origins import Derivation, Source, ToFind

Groups = Mapping[str, GroupAsked]


def task_for(
    source: Source | None, rows: Sequence[Asking], hanging: Hanging, entities: Mapping[str, Entity]
) -> ToFind | None:
    """The task for a source that several texts have, by what each of them tells, ``rows`` in the order of their articles."""
    if source is None or is_pronoun(source):
        return None
    links, case = _links(rows), _case(source, rows, entities)
    cited = cited_of(source.id, hanging, links, case)
    if _says_something(cited, rows) and not _asked_above(cited, rows):
        return task_of(cited, hanging, links, case)
    return None


class Hanging:
    """What hangs on one source, of all that its texts tell."""

    def __init__(self, rows: Sequence[Asking], groups: Groups) -> None:
        self._rows = rows
        claims = {claim.id: claim for row in rows for claim in row.claims}
        standing = [claims[key] for row in rows for key in row.standing]
        self._standing = sorted(standing, key=_in_order)[:MOST_KEPT]
        self._ends = {row.standing[0]: row for row in rows if row.standing}
        ended = [(claims[row.ended], row.end) for row in rows if row.ended and row.end]
        self._end = end_of_row(min(ended, key=lambda one: _in_order(one[0]))[1]) if ended else None
        known = [groups[row.group] for row in rows if row.group is not None]
        self._group = min(known, key=lambda row: (-row.reports, row.group), default=None)

    def weight(self) -> tuple[int, int]:
        """How many reports of groups hang on it, and how many claims that lead an article."""
        return sum(row.reports for row in self._rows), sum(claim.lead for claim in self._standing)

    def articles(self, key: str) -> frozenset[str]:
        """The articles of the largest group that hangs on it, as far as they are among its texts."""
        group = self._group
        return frozenset(row.article for row in self._rows if group is not None and group.group in row.groups)

    def claims(self, key: str) -> list[Claim]:
        """The first claims that stand on it."""
        return list(self._standing)

    def end_of(self, source: str) -> End | None:
        """The end that it is, as the first claim has it."""
        return self._end

    def said(self, key: str, end: End | None) -> str | None:
        """Which count could change, and how; null where no claim hangs on it."""
        group = self._group
        if group is not None:
            roles = dict(zip(group.ends, group.roles, strict=True))
            role = roles.get(end.key, "relay") if end is not None else "relay"
            rival = rival_of((end_of_row(row) for row in group.rivals), end)
            return of_group(group.heading, group.reports, group.count, role, end, rival)
        if not self._standing:
            return None
        row = self._ends[self._standing[0].id]
        return of_claim(self._standing[0], row.ends, row.sourced, end)


def _in_order(claim: Claim) -> tuple[bool, str]:
    return (not claim.lead, claim.id)


def _says_something(cited: Cited, rows: Sequence[Asking]) -> bool:
    if not cited.claims or cited.edges or any(row.spoken for row in rows):
        return True
    own = {attribution.id for attribution in cited.said}
    near = [c for c in cited.claims if not own.isdisjoint(c.chain)] or cited.claims
    return any(claim.stance not in SILENT for claim in near)


def _asked_above(cited: Cited, rows: Iterable[Asking]) -> bool:
    """Whether each text that cites one without a name was made from one that does so in the same words."""
    if cited.source.kind not in NAMELESS or cited.edges or not cited.articles:
        return False
    return all(row.above for row in rows if row.article in cited.articles)


def _links(rows: Sequence[Asking]) -> Links:
    claims = {claim.id: claim for row in rows for claim in row.claims}
    citing: dict[str, list[Claim]] = {}
    for claim in sorted(claims.values(), key=_in_order):
        for attribution in claim.chain:
            citing.setdefault(attribution, []).append(claim)
    return Links(
        {row.article: row.originals for row in rows}, {row.article: row.called for row in rows}, citing
    )


def _case(source: Source, rows: Sequence[Asking], entities: Mapping[str, Entity]) -> Reading:
    """A case of what is known of one source."""
    return replace(
        Reading.of_nothing(OutletBook()),
        articles={row.article: _article(row) for row in rows},
        entities=entities,
        sources={source.id: source},
        attributions={one.id: one for row in rows for one in row.said},
        claims_of={
            row.article: [claim for claim in row.claims if claim.article == row.article] for row in rows
        },
        slots={slots.claim: slots for row in rows for slots in row.slots},
        children={source.id: [edge for row in rows for edge in _edges(row)]},
        named={row.article: row.outlet for row in rows},
    )


def _article(row: Asking) -> Article:
    """An article as far as a search needs it."""
    return Article(
        row.article,
        None,
        row.site,
        "",
        row.headline,
        "",
        None,
        None,
        Published(row.published),
        row.languages,
        [Link("", 0, 0, href) for href in row.links],
    )


def _edges(row: Asking) -> Iterator[Derivation]:
    for kind, score in zip(row.edges, row.scores, strict=True):
        yield Derivation("", row.article, row.source, [], kind, False, False, score, "")
