"""One article's sheet: its claims and on whose word each stands, what is unconfirmed, what to find, its text."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.show.dossier.marks import Mark, Piece, cut
from headwater.show.dossier.words import (
    ACT,
    CERTAINTY,
    FINDING,
    ORIGIN_KIND,
    PART_KIND,
    SOURCE_KIND,
    STANCE,
    STANDING,
    say,
)
from headwater.show.masking import Masking
from headwater.show.view import CaseView, Row, clipped, outlet_of, source_name

_LONGEST_TEXT = 60_000  # characters of one article shown; the rest is in case.json


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: who, what kind of source, whether the text says so itself, and where."""

    name: str
    kind: str
    declared: bool
    href: str
    because: str


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim: its words, its chain, its ends, and how it is put."""

    id: str
    text: str
    lang: str
    href: str
    lead: bool
    title: bool
    chain: list[Link]
    ends: list[str]
    standing: str
    put: list[str]
    hedges: list[str]
    group: str | None
    because: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding, with the words that it is about."""

    kind: str
    words: str
    because: str
    href: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class PartText:
    """One part of the text, marked."""

    kind: str
    credited: str | None
    because: str
    lang: str | None
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that the page shows of one article."""

    id: str
    title: str
    outlet: str
    lang: str
    byline: str | None
    dated: str
    facts: list[str]
    sourced: list[ClaimLine]
    unsourced: list[ClaimLine]
    findings: list[FindingLine]
    parents: list[str]
    to_find: list[Row]
    parts: list[PartText]
    cut_off: bool


def sheet_of(view: CaseView, article: Row, masking: Masking) -> Sheet:
    """The sheet of one article."""
    name = article["id"]
    lines = [claim_line(view, claim, masking) for claim in view.claims.get(name, [])]
    return Sheet(
        id=name,
        title=masking.said(article["title"]) or masking.said(clipped(article["text"].strip(), 90)),
        outlet=masking.said(outlet_of(article)),
        lang=(article["languages"] or ["und"])[0],
        byline=masking.said(article["byline"]) or None,
        dated=dated(article),
        facts=_facts(view, article, masking),
        sourced=[line for line in lines if line.chain],
        unsourced=[line for line in lines if not line.chain],
        findings=[finding_line(row, masking) for row in view.findings.get(name, [])],
        parents=[_parent(view, row, masking) for row in view.parents.get(name, [])],
        to_find=view.to_find.get(name, []),
        parts=_parts(view, article, masking),
        cut_off=len(article["text"]) > _LONGEST_TEXT,
    )


def dated(article: Row) -> str:
    """The date with how it was found, or the bounds that the text proves."""
    published = article["published"]
    bounds = []
    if published["not_before"]:
        bounds.append(f"not before {published['not_before']}")
    if published["not_after"]:
        bounds.append(f"not after {published['not_after']}")
    proved = f" ({', '.join(bounds)}, from the text)" if bounds else ""
    if published["value"]:
        return f"{published['value']}, from {published['how']}{proved}"
    return f"undated{proved}"


def claim_line(view: CaseView, claim: Row, masking: Masking) -> ClaimLine:
    """One claim as a line of a sheet."""
    chain = [_link(row, masking) for row in view.chain(claim)]
    put = [say(CERTAINTY, claim["certainty"]), say(STANCE, claim["stance"]), say(ACT, claim["act"])]
    if claim["polarity"] == "deny":
        put.append("negated")
    hedges = [hedge["text"] for row in view.chain(claim) for hedge in row["hedges"]]
    return ClaimLine(
        id=claim["id"],
        text=masking.said(claim["text"]),
        lang=claim["lang"],
        href=f"#{claim['id']}",
        lead=claim["lead"],
        title=claim["title"],
        chain=chain,
        ends=[_end(view, origin, masking) for origin in claim["origins"]],
        standing=say(STANDING, claim["standing"]),
        put=[word for word in put if word],
        hedges=list(dict.fromkeys(masking.said(hedge) for hedge in hedges)),
        group=view.group_of_claim[claim["id"]]["id"] if claim["id"] in view.group_of_claim else None,
        because=masking.said(claim["because"]),
    )


def _link(row: Row, masking: Masking) -> Link:
    kind = (
        f"unnamed, {row['anonymous_type']}" if row["anonymous_type"] else say(SOURCE_KIND, row["source_kind"])
    )
    if row["told_to"]:
        kind += f", told {masking.said(row['told_to'])}"
    declared = row["source"] is not None and row["cue"] is not None
    return Link(masking.said(source_name(row)), kind, declared, f"#{row['id']}", masking.said(row["because"]))


def _end(view: CaseView, origin_id: str, masking: Masking) -> str:
    origin = view.row(origin_id)
    if origin is None:
        return origin_id
    party = "; speaks for a party to this claim" if origin["party"] else ""
    return f"{masking.said(origin['name'])} ({say(ORIGIN_KIND, origin['kind'])}{party})"


def finding_line(row: Row, masking: Masking) -> FindingLine:
    """One finding as a line."""
    words = masking.said(clipped(row["text"] or "", 240))
    href = f"#{row['id']}" if row["start"] is not None and row["article"] else None
    return FindingLine(say(FINDING, row["kind"]), words, masking.said(row["because"]), href, row["as_of"])


def _parent(view: CaseView, row: Row, masking: Masking) -> str:
    how = "declared" if row["declared"] else "inferred"
    seen = "" if row["parent"] in view.articles else ", not in this case"
    arrow = "came from" if row["directed"] else "is tied to (direction not known)"
    name = masking.said(view.name_of(row["parent"]))
    return f"{arrow} {name} ({row['kind']}, {how}{seen}): {masking.said(row['because'])}"


def _facts(view: CaseView, article: Row, masking: Masking) -> list[str]:
    facts = [
        f"{c['kind']}: {masking.said(c['name'] or c['href'] or '')}"
        for c in view.credits.get(article["id"], [])
    ]
    return list(dict.fromkeys(facts))


def _parts(view: CaseView, article: Row, masking: Masking) -> list[PartText]:
    marks = _marks(view, article, masking)
    masks = masking.spans(article["id"])
    shown = []
    for part in view.parts.get(article["id"], []):
        end = min(part["end"], _LONGEST_TEXT)
        if part["start"] >= end:
            continue
        pieces = cut(article["text"], part["start"], end, _within(marks, part["start"], end), masks)
        shown.append(
            PartText(
                say(PART_KIND, part["kind"]),
                masking.said(part["credited_name"]) or None,
                masking.said(part["because"]),
                part["lang"],
                pieces,
            )
        )
    return shown


def _within(marks: list[Mark], start: int, end: int) -> list[Mark]:
    return [mark for mark in marks if mark.start < end and mark.end > start]


def _marks(view: CaseView, article: Row, masking: Masking) -> list[Mark]:
    """Everything that is marked in an article's text; claims and findings are only anchors."""
    name = article["id"]
    marks = [Mark("", row["start"], row["end"], row["id"]) for row in view.claims.get(name, [])]
    marks += [
        Mark("", row["start"], row["end"], row["id"])
        for row in view.findings.get(name, [])
        if row["start"] is not None
    ]
    for row in view.attributions.get(name, []):
        because = masking.said(row["because"])
        for index, part in enumerate(row["content_parts"] or [row["content"]]):
            marks.append(
                Mark("content", part["start"], part["end"], row["id"] if index == 0 else None, because)
            )
        marks += [Mark(kind, row[kind]["start"], row[kind]["end"]) for kind in ("source", "cue") if row[kind]]
        marks += [Mark("hedge", hedge["start"], hedge["end"]) for hedge in row["hedges"]]
    for claim in view.claims.get(name, []):
        marks += [Mark("evidence", item["start"], item["end"]) for item in claim["evidence"]]
    if article["title"]:
        marks.append(Mark("headline", 0, len(article["title"])))
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind, mark.anchor or ""))
