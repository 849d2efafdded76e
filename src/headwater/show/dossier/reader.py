"""The reader's view of a text: its parts, and in them source, cue, content, hedge, evidence, headline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from headwater.show.dossier.marks import Close, Mark, Open, Run, Token, weave
from headwater.show.dossier.showing import Showing, direction
from headwater.show.view import Row
from headwater.show.words import PART_KIND

LONGEST_TEXT = 60_000
"""Characters of one article that are shown; the rest is in case.json."""
_DEEPEST = 3
_CLASSES = {"source": "s", "cue": "q", "hedge": "g", "evidence": "e", "headline": "h", "place": ""}


@dataclass(frozen=True, slots=True)
class PartText:
    """One part of the text, marked."""

    id: str
    href: str | None
    kind: str
    own: bool
    idle: bool
    credited: str | None
    because: str
    lang: str
    dir: str
    language: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text as parts; ``cut_off`` where only its beginning is shown."""

    parts: list[PartText]
    cut_off: bool

    @property
    def several(self) -> bool:
        """Whether parts are told apart in the text."""
        return any(not part.own for part in self.parts)

    @property
    def others(self) -> list[PartText]:
        """Parts that are not the article's own text, boilerplate left out."""
        return [part for part in self.parts if not part.own and not part.idle]


def read_text(showing: Showing, article: Row, since: int = 0) -> Text:
    """The text of an article from a place on, its claims, findings and attributions placed for links to reach them."""
    name, text = article["id"], article["text"]
    marks = _marks(showing, article)
    masks = showing.masking.spans(name)
    shown = []
    for part in showing.view.parts.get(name, []):
        start, end = max(part["start"], since), min(part["end"], since + LONGEST_TEXT)
        if start >= end:
            continue
        inside = [m for m in marks if m.start < end and m.end > start]
        tokens = list(weave(text, start, end, inside, masks))
        shown.append(_part(showing, part, markup(tokens, showing)))
    return Text(shown, len(text) > since + LONGEST_TEXT)


def _part(showing: Showing, part: Row, html: Markup) -> PartText:
    lang = part["lang"] or "und"
    return PartText(
        showing.place(part["id"]),
        showing.href(part["id"]),
        showing.t.say(PART_KIND, part["kind"]),
        part["kind"] == "body" and not part["credited_name"],
        part["kind"] == "boilerplate",
        showing.line(part["credited_name"], 80) or None,
        showing.said(part["because"]),
        lang,
        direction(lang),
        showing.t.language(lang),
        html,
    )


def markup(tokens: Iterable[Token], showing: Showing | None = None) -> Markup:
    """Tokens as HTML. With ``showing`` the rows that marks stand for become targets, each once."""
    out: list[str] = []
    given, joined = list(tokens), set[int]()
    for index, token in enumerate(given):
        if isinstance(token, Run):
            words = str(escape(token.text))
            out.append(f'<span class="x">{words}</span>' if token.masked else words)
        elif isinstance(token, Close):
            out.append("" if id(token.mark) in joined else _closing(token))
        elif _is_only_a_place(token, given[index + 1]):
            joined.add(id(token.mark))  # the content within it bears its id
        else:
            before = given[index - 1] if index else None
            place = before.mark if isinstance(before, Open) and id(before.mark) in joined else None
            out.append(_opening(token, showing, place))
    return Markup("".join(out))


def _is_only_a_place(token: Open, after: Token) -> bool:
    """Whether a place to reach holds one whole content and nothing else."""
    if token.mark.kind != "place" or not isinstance(after, Open) or after.mark.kind != "content":
        return False
    mark, within = token.mark, after.mark
    whole = token.first and token.last and after.first and after.last
    return whole and within.anchor is None and (mark.start, mark.end) == (within.start, within.end)


def _opening(token: Open, showing: Showing | None, place: Mark | None) -> str:
    mark, placed = token.mark, ""
    anchor = place.anchor if place else mark.anchor
    if token.first and anchor and showing and showing.href(anchor) is None:
        placed = f' id="{showing.place(anchor)}"'
    if mark.kind == "change":
        return f"<mark{placed}>"
    classes = _CLASSES.get(mark.kind, "")
    if mark.kind == "content":
        borders = f"{' b' if token.first else ''}{' z' if token.last else ''}"
        classes = f"c{min(mark.depth, _DEEPEST)}{borders}"
    styled = f' class="{classes}"' if classes else ""
    return f"<span{placed}{styled}>"


def _closing(token: Close) -> str:
    if token.mark.kind != "change":
        return "</span>"
    note = f'<small class="kind"> {escape(token.mark.note)}</small>' if token.last and token.mark.note else ""
    return f"</mark>{note}"


def _marks(showing: Showing, article: Row) -> list[Mark]:
    """Everything that is marked in an article's text; claims and findings are only places to reach."""
    view, name = showing.view, article["id"]
    placed: dict[tuple[int, int], str] = {}
    for row in (*view.claims.get(name, []), *view.findings.get(name, [])):
        if row["start"] is not None:
            first = placed.setdefault((row["start"], row["end"]), row["id"])
            if first != row["id"]:
                showing.share(row["id"], first)
    marks = [Mark("place", start, end, row_id) for (start, end), row_id in placed.items()]
    credited: dict[tuple[int, int], str] = {}
    for row in view.attributions.get(name, []):
        if row["credit"] and row["cue"] is None:
            where = (row["source"]["start"], row["source"]["end"])
            if credited.setdefault(where, row["id"]) == row["id"]:
                marks.append(Mark("source", *where, row["id"]))
            else:
                showing.share(row["id"], credited[where])
        else:
            marks += _attribution_marks(showing, row, placed)
    for claim in view.claims.get(name, []):
        marks += [Mark("evidence", item["start"], item["end"]) for item in claim["evidence"]]
    if article["title"]:
        marks.append(Mark("headline", 0, len(article["title"])))
    return list({(m.kind, m.start, m.end, m.anchor): m for m in marks}.values())


def _attribution_marks(showing: Showing, row: Row, placed: dict[tuple[int, int], str]) -> list[Mark]:
    depth = 1
    above = showing.view.row(row["parent"])
    while above and depth < _DEEPEST:
        depth, above = depth + 1, showing.view.row(above["parent"])
    parts = row["content_parts"] or [row["content"]]
    marks = [Mark("content", part["start"], part["end"], None, depth) for part in parts]
    same = placed.get((parts[0]["start"], parts[0]["end"]))
    if same:
        showing.share(row["id"], same)
    else:
        marks[0] = replace(marks[0], anchor=row["id"])
    for kind in ("source", "cue"):
        if row[kind]:
            marks.append(Mark("source" if kind == "source" else "cue", row[kind]["start"], row[kind]["end"]))
    return marks + [Mark("hedge", hedge["start"], hedge["end"]) for hedge in row["hedges"]]
