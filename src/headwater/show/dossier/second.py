"""What a second reader proposes for one article, apart from what the article is read as saying."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.show.dossier.showing import Showing, direction
from headwater.show.view import Row
from headwater.show.words import PROPOSAL

_MOST = 60  # proposals of one article that the page shows
_ORDER = ("other_source", "only_second", "not_verbatim")


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """One proposal on which the two readers differ."""

    says: str
    source: str
    content: str
    lang: str
    dir: str
    because: str


@dataclass(frozen=True, slots=True)
class Second:
    """A second reader's proposals on one article."""

    reader: str
    total: int
    same: int
    lines: list[ProposalLine]
    more: int  # that are not shown


def second_of(showing: Showing, article: Row) -> Second | None:
    """Where the two readers agree, in a number, and where not, line by line; None where no second one answered."""
    rows = showing.view.proposals.get(article["id"], [])
    if not rows:
        return None
    apart = [row for row in rows if row["verdict"] != "same"]
    apart.sort(
        key=lambda row: (_ORDER.index(row["verdict"]), (row["content"] or {"start": 0})["start"], row["id"])
    )
    return Second(
        showing.line(rows[0]["reader"], 200),
        len(rows),
        len(rows) - len(apart),
        [_line(showing, article, row) for row in apart[:_MOST]],
        max(0, len(apart) - _MOST),
    )


def _line(showing: Showing, article: Row, row: Row) -> ProposalLine:
    content, source = row["content"], row["source"]
    lang = showing.view.language_at(article, content["start"] if content else 0)
    return ProposalLine(
        showing.t.say(PROPOSAL, row["verdict"]),
        showing.line(source["text"], 120) if source else "",
        showing.line(content["text"], 240) if content else "",
        lang,
        direction(lang),
        showing.said(row["because"]),
    )
