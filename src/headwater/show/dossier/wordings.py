"""Wordings side by side, with what changed on the way marked inside the words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from markupsafe import Markup, escape

from headwater.show.dossier.chains import ClaimLine, claim_line
from headwater.show.dossier.marks import Mark, weave
from headwater.show.dossier.reader import markup
from headwater.show.dossier.showing import Showing, direction
from headwater.show.view import Row, date_order, language_of
from headwater.show.words import CHANGE, SLOT

_QUOTED = re.compile("“([^“”]+)”")
_FEW = 40
"""Words of at most so many characters are shown within their claim."""
_DROPPED = ("hedge_dropped", "source_dropped", "evidence_dropped", "omitted", "added")
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
    also: list[str] = field(default_factory=list)


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
        (article["published"]["value"] or showing.t("undated"))[:10],
        showing.href(row["article"]),
        markup(weave(article["text"], row["start"], row["end"], inside, masks)),
        claim_line(showing, [row]),
    )


def _changed_places(showing: Showing, changes: Iterable[Row]) -> dict[str, list[Mark]]:
    """By article, the words that differ from its parent's, each with what kinds of change they are."""
    notes: dict[tuple[str, int, int], dict[str, None]] = {}
    for row in changes:
        child = row["child"]
        if child["start"] is not None and row["kind"] != "added":
            since = f"{showing.t.say(CHANGE, row['kind'])}, {showing.t('from')} {showing.outlet(row['parent']['article'])}"
            for place in changed(child, row["parent"], row):
                notes.setdefault((child["article"], *place), {})[since] = None
    found: dict[str, list[Mark]] = {}
    for (article, start, end), told in sorted(notes.items()):
        marks = found.setdefault(article, [])
        if marks and start < marks[-1].end:
            joined = dict.fromkeys((*marks[-1].note.split("; "), *told))
            marks[-1] = replace(marks[-1], end=max(end, marks[-1].end), note="; ".join(joined))
        else:
            marks.append(Mark("change", start, end, note="; ".join(told)))
    return found


def changes_of(showing: Showing, changes: Iterable[Row]) -> list[Difference]:
    """What changed on the way, both sides with the changed words marked."""
    return [
        _difference(showing, row, "parent", "child", showing.t.say(CHANGE, row["kind"])) for row in changes
    ]


def conflicts_of(showing: Showing, group: Row) -> list[Difference]:
    """Where reports of a group cannot both hold; the same disagreement of copies is told once."""
    later = f" ({showing.t('a later count of the same counter')})"
    found: dict[tuple[str, str], Difference] = {}
    for row in showing.view.rows("conflicts"):
        if row["group"] == group["id"]:
            kind = showing.t.say(SLOT, row["slot"]) + (later if row["update"] else "")
            one = _difference(showing, row, "a", "b", kind)
            known = found.setdefault((kind, one.because.casefold()), one)
            if known is not one:
                known.also.append(f"{one.first.outlet}, {one.second.outlet}")
    return list(found.values())


def _difference(showing: Showing, row: Row, first: str, second: str, kind: str) -> Difference:
    return Difference(
        kind,
        _side(showing, row[first], row[second], row),
        _side(showing, row[second], row[first], row),
        showing.said(row["because"]),
    )


def _side(showing: Showing, side: Row, other: Row, row: Row) -> Side:
    view, article = showing.view, showing.view.articles[side["article"]]
    outlet = showing.outlet(side["article"])
    if side["start"] is None:
        return Side(outlet, Markup(escape(showing.t("nothing"))), showing.t.lang, "ltr", None)
    claim = view.row(side["claim"])
    lang = claim["lang"] if claim else language_of(article)
    places, start, end = changed(side, other, row), side["start"], side["end"]
    if claim and end - start <= _FEW and claim["start"] <= start and end <= claim["end"]:
        start, end = claim["start"], claim["end"]
    marks = [Mark("change", *place) for place in places]
    words = markup(weave(article["text"], start, end, marks, showing.masking.spans(side["article"])))
    return Side(outlet, words, lang, direction(lang), showing.href(side["claim"]))


def changed(side: Row, other: Row, row: Row) -> list[tuple[int, int]]:
    """Where in a side's words the changed ones stand.

    Those that the reason quotes, else those that the other side lacks; the whole of it where something
    was dropped, for then no word here shows it.
    """
    text = side["text"] or ""
    quoted = [(text.find(words), len(words)) for words in dict.fromkeys(_QUOTED.findall(row["because"]))]
    places = [(at, at + long) for at, long in quoted if at >= 0]
    if any(end - start < len(text) for start, end in places):
        places = [(start, end) for start, end in places if end - start < len(text)]
    elif str(row.get("kind", "")) not in _DROPPED:
        known = {word.casefold() for word in _WORD.findall(other["text"] or "")}
        words = list(_WORD.finditer(text))
        lacking = [(m.start(), m.end()) for m in words if m[0].casefold() not in known]
        places = lacking if 0 < len(lacking) * 2 <= len(words) else []
    found = places or [(0, len(text))]
    return [(side["start"] + start, side["start"] + end) for start, end in found]
