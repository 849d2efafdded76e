"""An article's claims by the chain they stand on: whose word carries which claims, and which stand on nobody's."""

from __future__ import annotations

from dataclasses import dataclass, field

from headwater.show.dossier.measures import notes_of
from headwater.show.dossier.showing import Showing, direction
from headwater.show.view import Row, source_name
from headwater.show.words import (
    ACT,
    ANONYMOUS,
    CERTAINTY,
    EVIDENCE,
    ORIGIN_KIND,
    SOURCE_KIND,
    STANCE,
    STANDING,
)

_SHORT = 48
"""Characters of a claim that the table of a large case shows; its words are one click away."""
_TELLING = ("unseen_report", "party_statement")
"""Kinds of origin that say more than the chain's last link does."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain: who, what kind of source, and how the text says so."""

    name: str
    kind: str
    declared: bool
    cue: str
    href: str | None
    because: str
    credited: bool
    says: str
    """ "declared by “said”", "credited to AFP", "inferred"."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim: its words, its chain, and how it is put. ``hrefs`` are all places where it stands."""

    id: str
    text: str
    short: str
    lang: str
    dir: str
    hrefs: list[str]
    lead: bool
    title: bool
    links: list[Link]
    put: list[str]
    hedges: list[str]
    evidence: list[str]
    group: str | None
    because: str
    notes: list[str]


@dataclass(slots=True)
class Block:
    """Claims that stand on one chain, with where that chain ends."""

    links: list[Link]
    ends: list[str]
    bare: str
    lines: list[ClaimLine] = field(default_factory=list)

    @property
    def lead(self) -> bool:
        """Whether the article's lead claim is among them."""
        return any(line.lead for line in self.lines)


def chain_blocks(showing: Showing, article: Row) -> list[Block]:
    """The blocks of an article: that of the lead first, then in the order of the text, unsourced ones last."""
    blocks: dict[tuple[object, ...], Block] = {}
    for rows in showing.view.claims_once(article["id"]):
        row, line = rows[0], claim_line(showing, rows)
        if line.links:
            ends = [end for end in (_end(showing, line.links, name) for name in row["origins"]) if end]
            key: tuple[object, ...] = (*((link.name, link.kind) for link in line.links), *ends)
            block = blocks.setdefault(key, Block(line.links, ends, ""))
        else:
            bare = _bare(showing, row)
            block = blocks.setdefault((bare,), Block([], [], bare))
        block.lines.append(line)
    return sorted(blocks.values(), key=lambda block: (not block.links, not block.lead))


def _bare(showing: Showing, row: Row) -> str:
    """On whose word a claim without a source stands: the outlet's, or that of whom its part is credited to."""
    part = showing.view.row(row["part"]) or {}
    word = showing.line(part.get("credited_name"), 80)
    kind, outlet = showing.t.say(STANDING, row["standing"]), showing.outlet(row["article"])
    if word:
        said = showing.t("the part is the word of {who}, not of {outlet}", who=word, outlet=outlet)
        return f"{kind[:1].upper()}{kind[1:]}; {said}"
    return f"{kind[:1].upper()}{kind[1:]}: {showing.t('the word of {outlet} alone', outlet=outlet)}"


def claim_line(showing: Showing, rows: list[Row]) -> ClaimLine:
    """Claims of one wording and one chain as one line."""
    row, said = rows[0], showing.said
    chain = showing.view.chain(row)
    put = [
        showing.t.say(CERTAINTY, row["certainty"]),
        showing.t.say(STANCE, row["stance"]),
        showing.t.say(ACT, row["act"]),
    ]
    if row["polarity"] == "deny" and "denies" not in row["stance"]:
        put.append(showing.t("negated"))
    hedges = [said(hedge["text"]) for link in chain for hedge in link["hedges"]]
    evidence = [
        f"{showing.t.say(EVIDENCE, item['kind'])}: {showing.line(item['text'], 80)}"
        for item in row["evidence"]
    ]
    group = showing.view.group_of_claim.get(row["id"])
    return ClaimLine(
        id=row["id"],
        text=said(row["text"]),
        short=showing.line(row["text"], _SHORT),
        lang=row["lang"],
        dir=direction(row["lang"]),
        hrefs=[href for href in (showing.href(one["id"]) for one in rows) if href],
        lead=any(one["lead"] for one in rows),
        title=any(one["title"] for one in rows),
        links=[link_of(showing, link) for link in chain],
        put=[word for word in put if word],
        hedges=list(dict.fromkeys(hedges)),
        evidence=list(dict.fromkeys(evidence)),
        group=showing.href(group["id"]) if group else None,
        because=said(row["because"]),
        notes=notes_of(showing, row),
    )


def link_of(showing: Showing, row: Row) -> Link:
    """One attribution as a link of a chain."""
    credited = row["credit"] and row["cue"] is None
    kind = showing.t.say(SOURCE_KIND, row["source_kind"])
    if row["anonymous_type"]:
        kind = f"{showing.t('unnamed')}, {showing.t.say(ANONYMOUS, row['anonymous_type'])}"
    if row["told_to"]:
        kind += f", {showing.t('told')} {showing.line(row['told_to'], 60)}"
    name, cue = showing.line(showing.t.source(source_name(row)), 120), row["cue"]
    declared = row["source"] is not None and (cue is not None or credited)
    said_by = showing.line(cue["text"], 40) if cue else ""
    return Link(
        name,
        kind,
        declared,
        said_by,
        showing.href(row["id"]),
        showing.said(row["because"]),
        credited,
        _says(showing, name, said_by if declared else "", credited=credited),
    )


def _says(showing: Showing, name: str, cue: str, *, credited: bool) -> str:
    if credited:
        return f"{showing.t('credited to')} {name}"
    return f"{showing.t('declared by')} “{cue}”" if cue else showing.t("inferred")


def _end(showing: Showing, links: list[Link], origin_id: str) -> str:
    """An origin in words: its name where the chain does not name it, its kind, whether it speaks for a party."""
    origin = showing.view.row(origin_id)
    if origin is None:
        return origin_id
    name, kind = showing.called(origin["name"], 100), showing.t.say(ORIGIN_KIND, origin["kind"])
    party = showing.t("speaks for a party to this claim") if origin["party"] else ""
    if not any(link.name.casefold() in name.casefold() for link in links):
        return f"{name} ({kind})" + (f", {showing.t('which')} {party}" if party else "")
    telling = kind if origin["kind"] in _TELLING else ""
    return ", ".join(word for word in (telling, party) if word)
