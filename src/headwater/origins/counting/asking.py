"""Sources that texts far from each other cite: what each text tells of one, to be put together behind counting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from headwater.origins.counting.ends import End, Way
from headwater.origins.counting.group_rows import Counted
from headwater.origins.counting.kept_ends import end_row
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.told_sources import (
    MOST_CITING,
    MOST_OF_ONE,
    NAMELESS,
    SILENT,
    Links,
    told_above,
    words_for,
)
from headwater.origins.counting.tongues import home_of
from headwater.origins.counting.turns import MOST_KEPT, MOST_RIVALS, heading_of, keys_of, roles_of
from headwater.origins.descent.hosts import site_of, squashed
from headwater.records.asked import Asking, GroupAsked
from headwater.records.claims import Attribution, Claim
from headwater.records.origins import Derivation

Ways = Mapping[str, Sequence[Way]]


@dataclass
class _Held:
    """What one article has of one source."""

    edges: list[Derivation] = field(default_factory=list)
    said: list[Attribution] = field(default_factory=list)
    standing: list[Claim] = field(default_factory=list)
    end: tuple[Claim, End] | None = None
    reports: int = 0
    group: Counted | None = None


def asking_rows(
    ways: Ways, counted: Sequence[Counted], shared: Collection[str], links: Links, case: Reading
) -> list[Asking]:
    """A row an article and shared source that it cites, comes from or passes; ``above`` is not told yet."""
    held: dict[tuple[str, str], _Held] = {}
    _enter_texts(held, shared, case)
    _enter_ways(held, ways, shared, case)
    for row in sorted(counted, key=lambda r: (-len(r.group.articles), r.group.id)):
        for support, backed in row.backed:
            for key in dict.fromkeys(k for way in backed for k in keys_of(way) if k in shared):
                one = held.setdefault((support.claim.article, key), _Held())
                one.reports += 1
                one.group = one.group or row
    return [
        _row(article, source, held[article, source], ways, links, case) for article, source in sorted(held)
    ]


def _enter_texts(held: dict[tuple[str, str], _Held], shared: Collection[str], case: Reading) -> None:
    for source in sorted(shared):
        for edge in case.children.get(source, ()):
            held.setdefault((edge.child, source), _Held()).edges.append(edge)
        row = case.sources.get(source)
        for id_ in sorted(row.cited_by) if row is not None else ():
            if attribution := case.attributions.get(id_):
                held.setdefault((attribution.article, source), _Held()).said.append(attribution)


def _enter_ways(
    held: dict[tuple[str, str], _Held], ways: Ways, shared: Collection[str], case: Reading
) -> None:
    for claim_id in sorted(ways, key=lambda key: (not case.claims[key].lead, key)):
        claim = case.claims[claim_id]
        for key in dict.fromkeys(k for way in ways[claim_id] for k in keys_of(way) if k in shared):
            one = held.setdefault((claim.article, key), _Held())
            if len(one.standing) < MOST_KEPT:
                one.standing.append(claim)
        for way in ways[claim_id]:
            if way.end.source in shared:
                one = held.setdefault((claim.article, str(way.end.source)), _Held())
                one.end = one.end or (claim, way.end)


def _row(article: str, source: str, held: _Held, ways: Ways, links: Links, case: Reading) -> Asking:
    text, row = case.articles[article], case.sources[source]
    said = held.said[:MOST_CITING]
    citing = [c for a in said for c in links.citing.get(a.id, ())]
    own = case.claims_of.get(article, ())
    told = [c for a in said for c in links.citing.get(a.id, ())[:MOST_OF_ONE]]
    told += [*held.standing, *(c for c in own if c.lead), *([held.end[0]] if held.end else [])]
    claims = list({c.id: c for c in told}.values())
    ends = {way.end.key: way.end for way in ways[held.standing[0].id]} if held.standing else {}
    name = squashed(row.name) if row.kind == "media" else ""
    return Asking(
        article=article,
        source=source,
        outlet=case.outlet_name(article),
        site=home_of(article, case) if row.kind in NAMELESS else None,
        languages=text.languages[:1],
        published=text.published.value,
        headline=text.title,
        cites=bool(held.edges or held.said),
        edges=[edge.kind for edge in held.edges],
        scores=[edge.score for edge in held.edges],
        originals=list(links.originals.get(article, ())) if held.edges else [],
        links=[link.href for link in text.links if name and site_of(link.href) == name],
        called=list(links.called.get(article, ())),
        said=said,
        claims=claims,
        slots=[
            replace(slots, quantities=slots.quantities[:1], actors=slots.actors[:2], weapons=[], counts=[])
            for claim in claims
            if (slots := case.slots.get(claim.id)) is not None
        ],
        standing=[c.id for c in held.standing],
        ends=list(ends),
        sourced=sum(end.kind != "no_source_given" for end in ends.values()),
        reports=held.reports,
        group=held.group.group.id if held.group else None,
        groups=sorted({g for c in own for g in case.groups_of.get(c.id, ())}),
        end=end_row(held.end[1]) if held.end else None,
        ended=held.end[0].id if held.end else None,
        spoken=any(c.stance not in SILENT for c in citing),
        above=False,
    )


def told_words(rows: Iterable[Asking], case: Reading) -> Iterator[tuple[str, str]]:
    """The words by which texts cite shared sources that say something."""
    for row in rows:
        silent = bool(row.claims) and not row.spoken and not row.edges
        if row.cites and not silent:
            yield words_for(case.sources[row.source]), row.article


def with_above(rows: Sequence[Asking], first: Collection[tuple[str, str]], case: Reading) -> Iterator[Asking]:
    """The rows, those of a source without a name with whether a text made from it has it in the same words."""
    own: dict[str, list[str]] = {}
    for row in rows:
        if row.cites:
            own.setdefault(row.source, []).append(row.article)
    for row in rows:
        source = case.sources[row.source]
        if source.kind in NAMELESS and row.cites:
            yield replace(row, above=told_above(source, row.article, own[row.source], first, case))
        else:
            yield row


def groups_asked(rows: Iterable[Asking], counted: Iterable[Counted], case: Reading) -> Iterator[GroupAsked]:
    """The groups that hang on shared sources."""
    wanted = {row.group for row in rows}
    for row in counted:
        if row.group.id in wanted:
            roles = roles_of(row)
            rivals = [end_row(r.end) for r in row.tally.counted[:MOST_RIVALS]]
            reports = len(row.group.articles)
            yield GroupAsked(
                row.group.id, heading_of(row, case), reports, row.tally.count, list(roles), list(roles.values()), rivals
            )  # fmt: skip
