"""Wordings side by side, with what changed on the way marked inside the words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from headwater.show.dossier.chains import ClaimLine, claim_line
from headwater.show.dossier.marks import Mark, weave
from headwater.show.dossier.reader import markup
from headwater.show.dossier.showing import Showing, direction
from headwater.show.view import Row, date_order, language_of
from headwater.show.words import CHANGE, SLOT, say

_QUOTED = re.compile("“([^“”]+)”")
_FEW = 40
"""Words of at most so many characters are shown within their claim."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wording:
    """One report's words for the claim."""

    outlet: str
    language: str
    dated: str
    sheet: str | None
    words: Markup
    line: ClaimLine


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change or disagreement."""

    outlet: str
    words: Markup
    lang: str
    dir: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What one edge altered, or where two reports cannot both hold."""

    kind: str
    first: Side
    second: Side
    because: str


def wordings_of(showing: Showing, group: Row, changes: list[Row]) -> list[Wording]:
    """The claims of a group, oldest report first, undated last."""
    rows = [row for row in map(showing.view.row, group["claims"]) if row]
    rows.sort(key=lambda row: (date_order(showing.view.articles[row["article"]]), row["start"]))
    marks = _changed_places(showing, changes)
    return [_wording(showing, row, marks) for row in rows]


def _wording(showing: Showing, row: Row, marks: dict[str, list[Mark]]) -> Wording:
    article = showing.view.articles[row["article"]]
    inside = [m for m in marks.get(row["article"], []) if m.start < row["end"] and m.end > row["start"]]
    masks = showing.masking.spans(row["article"])
    return Wording(
        showing.outlet(row["article"]),
        showing.language(row["article"]),
        article["published"]["value"] or "undated",
        showing.href(row["article"]),
        markup(weave(article["text"], row["start"], row["end"], inside, masks)),
        claim_line(showing, [row]),
    )


def _changed_places(showing: Showing, changes: Iterable[Row]) -> dict[str, list[Mark]]:
    """By article, the words that differ from its parent's, each with what kind of change it is."""
    found: dict[str, list[Mark]] = {}
    for row in changes:
        child = row["child"]
        if child["start"] is not None and row["kind"] != "added":
            since = f"{say(CHANGE, row['kind'])}, from {showing.outlet(row['parent']['article'])}"
            for start, end in _changed(child, row["parent"], row["because"]):
                found.setdefault(child["article"], []).append(Mark("change", start, end, note=since))
    return found


def changes_of(showing: Showing, changes: Iterable[Row]) -> list[Difference]:
    """What changed on the way, both sides with the changed words marked."""
    return [_difference(showing, row, "parent", "child", say(CHANGE, row["kind"])) for row in changes]


def conflicts_of(showing: Showing, group: Row) -> list[Difference]:
    """Where reports of a group cannot both hold."""
    rows = [row for row in showing.view.rows("conflicts") if row["group"] == group["id"]]
    later = " (a later count of the same counter)"
    return [
        _difference(showing, row, "a", "b", say(SLOT, row["slot"]) + (later if row["update"] else ""))
        for row in rows
    ]


def _difference(showing: Showing, row: Row, first: str, second: str, kind: str) -> Difference:
    because = row["because"]
    return Difference(
        kind,
        _side(showing, row[first], row[second], because),
        _side(showing, row[second], row[first], because),
        showing.said(because),
    )


def _side(showing: Showing, side: Row, other: Row, because: str) -> Side:
    view, article = showing.view, showing.view.articles[side["article"]]
    outlet = showing.outlet(side["article"])
    if side["start"] is None:
        return Side(outlet, Markup("nothing"), "en", "ltr", None)
    claim = view.row(side["claim"])
    lang = claim["lang"] if claim else language_of(article)
    places, start, end = _changed(side, other, because), side["start"], side["end"]
    if claim and end - start <= _FEW and claim["start"] <= start and end <= claim["end"]:
        places, start, end = [(start, end)], claim["start"], claim["end"]
    marks = [Mark("change", *place) for place in places]
    words = markup(weave(article["text"], start, end, marks, showing.masking.spans(side["article"])))
    return Side(outlet, words, lang, direction(lang), showing.href(side["claim"]))


def _changed(side: Row, other: Row, because: str) -> list[tuple[int, int]]:
    """Where in a side's words the changed ones stand: those that the reason quotes, else those the other lacks."""
    text = side["text"] or ""
    quoted = [(text.find(words), len(words)) for words in dict.fromkeys(_QUOTED.findall(because))]
    places = [(at, at + long) for at, long in quoted if at >= 0 and long < len(text)]
    if not places:
        known = {word.casefold() for word in _WORD.findall(other["text"] or "")}
        words = list(_WORD.finditer(text))
        lacking = [(m.start(), m.end()) for m in words if m[0].casefold() not in known]
        places = lacking if len(lacking) * 2 <= len(words) else []
    return [(side["start"] + start, side["start"] + end) for start, end in places]
