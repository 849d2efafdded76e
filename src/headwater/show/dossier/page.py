"""Puts the sheets on one page and writes it beside the case."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from headwater.runs.results import Case
from headwater.show.dossier.groups import group_sheet
from headwater.show.dossier.lineage import HEIGHT, WIDTH
from headwater.show.dossier.sheets import sheet_of
from headwater.show.masking import Masking
from headwater.show.summary import summarise
from headwater.show.view import CaseView, plural
from headwater.store.atomic import write_text


def write_dossier(case: Case) -> None:
    """Write ``index.html`` beside case.json, unless it stands there made of the same case."""
    page = case.folder.index_html
    if case.worked or not page.exists():
        write_text(page, render(CaseView(case.json)))


def render(view: CaseView, *, unmasked: bool = False) -> str:
    """The whole page as HTML. The same case gives the same page."""
    masking = Masking(view, unmasked=unmasked)
    groups = [group for group in view.groups_by_size if len(group["articles"]) > 1]
    return _template().render(
        css=Markup(_css()),
        summary=summarise(view),
        sheets=[sheet_of(view, article, masking) for article in view.rows("articles")],
        groups=[group_sheet(view, group, masking) for group in groups],
        sources=_sources(view, masking),
        to_find=view.rows("to_find"),
        not_compared=[
            {"child": view.name_of(r["child"]), "parent": view.name_of(r["parent"]), "because": r["because"]}
            for r in view.rows("not_compared")
        ],
        rejected=view.rows("rejected"),
        masked=masking.count,
        said=masking.said,
        plural=plural,
        box_width=WIDTH,
        box_height=HEIGHT,
        version=view.case["headwater"],
        format=view.case["format"],
    )


def _sources(view: CaseView, masking: Masking) -> list[dict[str, object]]:
    rows = sorted(view.rows("sources"), key=lambda row: (-len(row["cited_by"]), row["name"]))
    return [
        {
            "name": masking.said(row["name"]),
            "kind": row["kind"],
            "cited": len(row["cited_by"]),
            "because": masking.said(row["because"]),
        }
        for row in rows
    ]


@cache
def _css() -> str:
    return files("headwater.show.dossier").joinpath("style.css").read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("headwater.show.dossier", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("dossier.html.jinja")
