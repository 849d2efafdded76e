"""Groups, articles and lineages as a notebook shows them: HTML without script, masked, light and dark.

It takes every colour from the notebook's own text colour, so that it reads on any theme, and needs no style that
a notebook may take away: without it the words and their order stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from headwater.records.errors import InputError, UnknownId
from headwater.runs.results import Case
from headwater.show.dossier.descent import Lineage, lineage_of
from headwater.show.dossier.groups import group_sheet
from headwater.show.dossier.headings import heading_of
from headwater.show.dossier.lineage import HEIGHT, WIDTH
from headwater.show.dossier.plain import plain_sheet
from headwater.show.dossier.reader import Text
from headwater.show.dossier.sheets import sheet_of
from headwater.show.dossier.showing import Showing
from headwater.show.view import CaseView, Row, plural

What = Literal["sheet", "lineage"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a notebook shows where it is a cell's last expression; ``print`` gives the same as plain text."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text


def shown(case: Case, row_id: str | None = None, what: str = "sheet") -> Shown:
    """A group, an article, or where either came from; without an id, the subjects of the case."""
    return show(Showing(CaseView(case.json)), row_id, what)


def show(showing: Showing, row_id: str | None = None, what: str = "sheet") -> Shown:
    """The same of a case that is being shown. Raises UnknownId, InputError."""
    if what not in get_args(What):
        raise InputError(f"{what[:40]!r} cannot be shown; there are: {', '.join(get_args(What))}")
    if row_id is None:
        return _subjects(showing)
    kind, row = _row(showing.view, row_id)
    if cast(What, what) == "lineage":
        return _lineage(showing, row if kind == "groups" else _kin(showing.view, row))
    return _group(showing, row) if kind == "groups" else _article(showing, row)


def _row(view: CaseView, given: str) -> tuple[str, Row]:
    """The one group or article whose id is this, or begins so."""
    rows = [(kind, row) for kind in ("groups", "articles") for row in view.rows(kind)]
    whole = [found for found in rows if found[1]["id"] == given]
    found = whole or [found for found in rows if given and found[1]["id"].startswith(given)]
    if len(found) != 1:
        raise UnknownId(
            f"{len(found)} groups and articles of this case have an id that begins with {given[:60]!r}"
        )
    return found[0]


def _subjects(showing: Showing) -> Shown:
    rows = []
    for group in showing.view.shared_groups:
        head = heading_of(showing, group)
        words = head.words or "A claim about a person, not repeated as a heading"
        rows.append(
            (head, words, len(group["articles"]), showing.t.range(group["separate_origins"]), group["id"])
        )
    lines = [
        f"{words} ({plural(reports, 'report')}; separate origins: {count}) [{name}]"
        for _, words, reports, count, name in rows
    ]
    title = f"{plural(len(showing.view.articles), 'text')}, {plural(len(rows), 'shared subject')}"
    return Shown(_html("subjects", title=title, rows=rows), "\n".join([title, *lines]))


def _group(showing: Showing, group: Row) -> Shown:
    sheet = group_sheet(showing, group)
    head = sheet.heading.words or "A claim about a person, not repeated as a heading"
    lines = [
        head,
        f"{plural(sheet.reports, 'report')}; separate origins: {sheet.count}",
        sheet.counted_because,
        *(f"- on the word of {origin.name} ({origin.kind})" for origin in sheet.origins),
        *(f"- {wording.outlet}, {wording.dated}: “{wording.line.text}”" for wording in sheet.wordings),
        sheet.row_id,
    ]
    return Shown(_html("group", g=sheet, head=head, **_drawn(sheet.lineage, group)), "\n".join(lines))


def _article(showing: Showing, article: Row) -> Shown:
    sheet = sheet_of(showing, article, Text([], False))
    return Shown(_html("article", s=sheet), plain_sheet(showing.t, sheet))


def _lineage(showing: Showing, group: Row) -> Shown:
    lineage = lineage_of(showing, group)
    lines = [
        f"{e.child} {e.says} {e.parent} ({'declared' if e.declared else 'inferred'}): {e.because}"
        for e in lineage.edges
    ]
    html = _html("lineage", **_drawn(lineage, group))
    return Shown(html, "\n".join(lines) or "Nothing in this case says where it came from.")


def _drawn(lineage: Lineage, group: Row) -> dict[str, Any]:
    """What the drawing's template needs; ``arrow`` names its arrowhead apart from those of other cells."""
    arrow = "headwater-" + "".join(letter for letter in group["id"] if letter.isalnum() and letter.isascii())
    return {"lineage": lineage, "arrow": arrow, "box_width": WIDTH, "box_height": HEIGHT}


def _kin(view: CaseView, article: Row) -> Row:
    """An article with all that it came from and all that came from it, as a group of the lineage."""
    found = {article["id"]: None}
    for step, end in ((view.parents, "parent"), (view.children, "child")):
        waiting, met = [article["id"]], {article["id"]}
        while waiting:
            for edge in step.get(waiting.pop(), []):
                if edge[end] in view.articles and edge[end] not in met:
                    met.add(edge[end])
                    found[edge[end]] = None
                    waiting.append(edge[end])
    origins = {
        name: None
        for a in found
        for claim in view.claims.get(a, [])
        if claim["lead"]
        for name in claim["origins"]
    }
    return {"id": article["id"], "articles": list(found), "origins": list(origins)}


def _html(name: str, **given: Any) -> str:
    return _template().render(shape=name, **given)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("headwater.show", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("notebook.html.jinja")
