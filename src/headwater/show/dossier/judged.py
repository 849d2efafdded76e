"""What persons have judged of names: who, when, why, and what came of it; those that differ side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from headwater.show.dossier.showing import Showing
from headwater.show.view import Row
from headwater.show.words import JUDGED, JUDGEMENT

_CHANGING = ("merge", "split", "rename", "not_same")


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """One judgement of one person."""

    id: str
    names: list[str]
    says: str
    called: str
    who: str
    when: str
    why: str
    status: str
    disputed: bool
    because: str


def judgement_lines(showing: Showing) -> list[list[JudgementLine]]:
    """Judgements in the order given; disputed ones that speak of one name are together."""
    shown = (
        row for row in showing.view.rows("judgements") if row["kind"] != "code"
    )  # those have their sheets
    return [[_line(showing, row) for row in rows] for rows in _together(shown)]


def _together(rows: Iterable[Row]) -> Iterator[list[Row]]:
    bundles: list[tuple[set[tuple[str, str]], list[Row]]] = []
    for row in rows:
        names = {(mention["article"], mention["name"].casefold()) for mention in row["mentions"]} | {
            (anchor["article"], (anchor["text"] or "").casefold()) for anchor in row.get("at", [])
        }
        if row["status"] == "disputed":
            meant = [one for one in bundles if one[1][0]["status"] == "disputed" and one[0] & names]
            if meant:
                meant[0][0].update(names)
                meant[0][1].append(row)
                continue
        bundles.append((names, [row]))
    return (rows for _, rows in bundles)


def _line(showing: Showing, row: Row) -> JudgementLine:
    return JudgementLine(
        showing.place(row["id"]),
        list(dict.fromkeys(showing.line(words, 120) for words in _pointed(showing, row))),
        showing.t.say(JUDGEMENT, row["kind"]),
        showing.line(row.get("value") or row["name"], 120),
        showing.line(row["who"], 80),
        row["when"][:10],
        showing.line(row["why"], 400),
        showing.t.say(JUDGED, row["status"]),
        row["status"] == "disputed",
        showing.said(row["because"]),
    )


def _pointed(showing: Showing, row: Row) -> Iterator[str]:
    """The words that a judgement points at; an article by its outlet."""
    yield from (mention["name"] for mention in row["mentions"])
    for anchor in row.get("at", []):
        yield anchor["text"] or showing.view.name_of(anchor["article"])


def judged_by(showing: Showing, entity: str) -> list[str]:
    """ "Ana Orrel (2031-04-02): are one": whose judgements made an entity what it is here."""
    rows = showing.view.rows("judgements")
    made = [r for r in rows if r["entity"] == entity and r["status"] == "obeyed" and r["kind"] in _CHANGING]
    return [
        f"{showing.line(r['who'], 80)} ({r['when'][:10]}): {showing.t.say(JUDGEMENT, r['kind'])}"
        for r in made
    ]
