"""What stands on a report that was taken back or put right: every claim whose way passes through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from headwater.origins.counting.ends import Way
from headwater.origins.counting.notices import Notice, notices_in
from headwater.origins.counting.reading import Reading
from headwater.origins.descent.source_rows import source_id
from headwater.records.claims import Claim
from headwater.records.ids import row_id
from headwater.records.origins import OriginFinding

SAID = {"retracted": "took back", "corrected": "corrected"}
SHORT = 200


@dataclass(frozen=True, slots=True)
class Retraction:
    """A notice in one article on one report: an article of the case, or an outlet's that is not here."""

    notice: Notice
    article: str
    node: str
    outlet: str
    numbers: frozenset[int]

    @property
    def words(self) -> str:
        """What happened, in plain words, with the notice."""
        said = " ".join(self.notice.span.text.split())
        shown = said if len(said) <= SHORT else said[: SHORT - 1].rstrip() + "…"
        return f"{self.outlet} {SAID[self.notice.kind]} the report on which this stands: “{shown}”"


def retractions_of(case: Reading) -> list[Retraction]:
    """Every notice of the case with each report that it means."""
    found = []
    for article in sorted(case.articles):
        text, title = case.articles[article].text, len(case.articles[article].title)
        for notice in sorted(notices_in(text), key=lambda n: (n.span.start < title, n.span.start)):
            numbers = _numbers(article, notice, case)
            for node, outlet in _meant(article, notice, case):
                found.append(Retraction(notice, article, node, outlet, numbers))
    return list({(r.node, r.notice.kind, r.article): r for r in reversed(found)}.values())[::-1]


def repeated_in(retractions: Sequence[Retraction], case: Reading) -> frozenset[str]:
    """The claims that a text only repeats in the sentence by which they are taken back."""
    return frozenset(
        claim.id
        for row in retractions
        if row.notice.kind == "retracted"
        for claim in case.claims_of.get(row.article, ())
        if row.notice.span.start <= claim.start and claim.end <= row.notice.span.end
    )


def _numbers(article: str, notice: Notice, case: Reading) -> frozenset[int]:
    """The numbers that a notice gives: what it puts right is one of them."""
    span = notice.span
    return frozenset(
        q.low
        for claim in case.claims_of.get(article, ())
        if (slots := case.slots.get(claim.id)) is not None
        for q in slots.quantities
        if q.low and span.start <= q.start < span.end
    )


def _meant(article: str, notice: Notice, case: Reading) -> Iterator[tuple[str, str]]:
    """The reports that a notice means, each with the name of its outlet."""
    outlet = case.book.publisher(article) if notice.own else case.book.in_phrase(notice.span.text)
    if notice.own:
        yield article, case.outlet_name(article)
    if outlet is None:
        return
    theirs = [
        a
        for a in sorted(case.articles)
        if a != article and case.book.is_publisher(outlet, a) and _not_later(a, article, case)
    ]
    near = [a for a in theirs if _near(a, article, case)]
    # among articles that hang together: whether it is the only one of the whole case, the survey of outlets says
    near = near or [a for a in theirs if (article, a, notice.span.start) in case.leads]
    for other in near:
        yield other, outlet.name
    if not near and not notice.own:
        yield source_id(outlet.key), outlet.name


def _not_later(a: str, b: str, case: Reading) -> bool:
    return not_later(case.articles[a].published.value, case.articles[b].published.value)


def not_later(first: str | None, then: str | None) -> bool:
    """Whether one day is no later than another, as far as both are stated."""
    return not first or not then or first[:10] <= then[:10]


def _near(a: str, b: str, case: Reading) -> bool:
    """Whether a notice's text leads to a report, shares words with it, or speaks of what it speaks of."""
    url = case.articles[a].url
    if url and any(link.href == url for link in case.articles[b].links):
        return True
    if a in case.reprints.partners(b):
        return True
    groups = {g for claim in case.claims_of.get(b, ()) for g in case.groups_of.get(claim.id, ())}
    return any(a in case.articles_of(g) for g in groups)


def reached_by(
    retractions: Sequence[Retraction], ways: Mapping[str, Sequence[Way]], case: Reading
) -> dict[str, list[Retraction]]:
    """For each claim the retractions that reach it. A notice does not strike its own article's words."""
    at: dict[str, list[Retraction]] = {}
    for row in retractions:
        at.setdefault(row.node, []).append(row)
    found: dict[str, list[Retraction]] = {}
    for key in sorted(ways) if at else ():
        nodes = dict.fromkeys(node for way in ways[key] for node in way.nodes)
        claim = case.claims[key]
        for row in (r for node in nodes for r in at.get(node, ())):
            if claim.article != row.article and _speaks_of(claim, row, case):
                found.setdefault(key, []).append(row)
    return found


def _speaks_of(claim: Claim, row: Retraction, case: Reading) -> bool:
    """Whether a claim gives what was put right, where a correction names numbers; all stand on what was taken back."""
    if row.notice.kind == "retracted" or not row.numbers:
        return True
    slots = case.slots.get(claim.id)
    return slots is not None and any(q.low in row.numbers for q in slots.quantities)


def retraction_findings(
    reached: Mapping[str, Sequence[Retraction]], case: Reading
) -> Iterator[OriginFinding]:
    """One finding for each text and each retraction that reaches it, at the first claim that it reaches."""
    held: dict[tuple[str, str, str], list[Claim]] = {}
    rows: dict[tuple[str, str, str], Retraction] = {}
    for key, found in reached.items():
        for row in found:
            place: tuple[str, str, str] = (case.claims[key].article, row.node, row.notice.kind)
            rows.setdefault(place, row)
            held.setdefault(place, []).append(case.claims[key])
    for place, stood in sorted(held.items(), key=lambda pair: pair[0]):
        row, claims = rows[place], sorted(stood, key=lambda c: (not c.lead, c.start, c.id))
        many = f" {len(claims)} claims of this text stand on it." if len(claims) > 1 else ""
        yield OriginFinding(
            row_id("fi", *place),
            row.notice.kind,
            claims[0].article,
            next(iter(case.groups_of.get(claims[0].id, ())), None),
            claims[0].text,
            claims[0].start,
            claims[0].end,
            f"{row.words} ({case.outlet_name(row.article)}).{many}",
            as_of=case.articles[row.article].published.value,
        )
