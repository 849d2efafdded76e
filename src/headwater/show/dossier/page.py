"""The dossier: one self-contained page with the whole case, for reading, printing and handing on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from headwater.runs.results import Case
from headwater.show.dossier.charting import case_chart
from headwater.show.dossier.details import detail_of
from headwater.show.dossier.groups import group_sheet
from headwater.show.dossier.judged import judged_by, judgement_lines
from headwater.show.dossier.lineage import HEIGHT, WIDTH
from headwater.show.dossier.phrasing import Phrasing
from headwater.show.dossier.plain import plain_sheet
from headwater.show.dossier.reader import read_text
from headwater.show.dossier.sheets import sheet_of, task_of
from headwater.show.dossier.showing import Showing
from headwater.show.dossier.timeline import CHART, LABEL, case_timeline
from headwater.show.narrowing import group_id, narrowed
from headwater.show.stamps import stamp_of, stands
from headwater.show.summary import languages_in_words, summarise
from headwater.show.tongue import ENGLISH, Tongue
from headwater.show.view import CaseView
from headwater.show.words import ENTITY, SOURCE_KIND
from headwater.store.atomic import write_text

_PLAIN_VALUE = re.compile(r"""( [a-z-]+=)"([\w#.-]+)"(?=[ >])""")
"""A value that HTML needs no quotation marks for; in a text they are written as entities, so these are a tag's."""
_IMPLIED_END = re.compile("</(?:td|th|tr|dd|dt|li)>")
"""Ends that HTML reads from what follows. A large page is the shorter for both."""

_MOST_TASKS = 120
"""Tasks that are told whole; of the rest a large case tells what is missing."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source that is cited and is no article of the case."""

    id: str
    name: str
    kind: str
    cited: int
    because: str


@dataclass(frozen=True, slots=True)
class NameLine:
    """Names that were read as one actor, those of them that are only suggested apart."""

    name: str
    kind: str
    names: list[tuple[str, str]]
    suggested: list[str]
    because: str
    judged: list[str]


def write_dossier(case: Case, interface: str = "en") -> None:
    """Write ``index.html`` beside case.json, unless it stands there, made of the same case by the same code."""
    stamp = stamp_of(case, interface)
    if not stands(case, stamp):
        write_text(case.folder.index_html, render(CaseView(case.json), stamp, Tongue(interface)))


def write_group(case: Case, given: str, interface: str = "en") -> Path:
    """Write the dossier of one group beside case.json, as ``<its id>.html``; where it was written.

    Raises UnknownId where no group's id begins so, or several do.
    """
    view = CaseView(case.json)
    name = group_id(view, given)
    place = case.folder.index_html.with_name(f"{name}.html")
    write_text(place, render(narrowed(view, name), stamp_of(case, interface), Tongue(interface)))
    return place


def render(view: CaseView, stamp: str = "", t: Tongue = ENGLISH) -> str:
    """The whole page as HTML. The same case gives the same page."""
    showing = Showing(view, t)
    texts = {article["id"]: read_text(showing, article) for article in view.ordered}
    groups = view.shared_groups
    origins = {origin for group in groups for origin in group["origins"]}
    details = [row for rows in view.details_of.values() for row in rows]
    for row in (*view.ordered, *groups, *details, *view.rows("sources")):
        showing.place(row["id"])
    for row in view.rows("origins"):
        if row["id"] in origins:
            showing.place(row["id"])
    page = _template(t.lang).render(
        t=t,
        css=Markup(_css()),
        stamp=stamp,
        summary=summarise(view, showing.masking, t),
        languages_in_words=partial(languages_in_words, t=t),
        alone=len(view.articles) == 1,
        small=showing.small,
        sheets=[sheet_of(showing, article, texts[article["id"]]) for article in view.ordered],
        groups=[group_sheet(showing, group) for group in groups],
        details=[detail_of(showing, row) for row in view.details_of.get("", [])],
        judgements=judgement_lines(showing),
        timeline=case_timeline(showing, by_article=showing.small),
        timeline_box={"wide": LABEL + CHART},
        chart=case_chart(showing),
        tasks=[task_of(showing, row) for row in view.rows("to_find")],
        most_tasks=_MOST_TASKS,
        sources=_sources(showing),
        names=_names(showing),
        not_compared=_not_compared(showing),
        plural=t.count,
        plain_sheet=partial(plain_sheet, showing.t),
        box_width=WIDTH,
        box_height=HEIGHT,
        version=view.case["headwater"],
        format=view.case["format"],
    )
    return page if showing.small else _IMPLIED_END.sub("", _PLAIN_VALUE.sub(r"\1\2", page))


def _not_compared(showing: Showing) -> list[tuple[str, list[str], str]]:
    """(parent, its children, why) of what could not be compared, most children first."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in showing.view.rows("not_compared"):
        key = (showing.name(row["parent"]), showing.said(row["because"]))
        found.setdefault(key, []).append(showing.name(row["child"]))
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(parent, children, because) for (parent, because), children in ranked]


def _sources(showing: Showing) -> list[SourceLine]:
    rows = sorted(showing.view.rows("sources"), key=lambda row: (-len(row["cited_by"]), row["name"]))
    return [
        SourceLine(
            showing.place(row["id"]),
            showing.name(row["id"]),
            showing.t.say(SOURCE_KIND, row["kind"]),
            len(row["cited_by"]),
            showing.said(row["because"]),
        )
        for row in rows
    ]


def _names(showing: Showing) -> list[NameLine]:
    """Actors that go by several names in this case; masked persons are not listed."""
    found = []
    for row in showing.view.rows("entities"):
        written = list(dict.fromkeys((name["text"], name["lang"]) for name in row["names"]))
        met = {mention["text"] for mention in row["mentions"]}
        used = [(showing.said(text), lang) for text, lang in written if text in met]
        suggested = sorted({m["text"] for m in row["mentions"] if m["status"] == "suggested"})
        judged = judged_by(showing, row["id"])
        if judged or (not row["masked"] and (len(used) > 1 or suggested)):
            kept = [showing.said(text) for text in suggested]
            found.append(
                NameLine(
                    showing.name(row["id"]),
                    showing.t.say(ENTITY, row["type"]),
                    used,
                    kept,
                    showing.said(row["because"]),
                    judged,
                )
            )
    return sorted(found, key=lambda line: (line.kind, line.name))


@cache
def _css() -> str:
    return files("headwater.show.dossier").joinpath("style.css").read_text(encoding="utf-8")


@cache
def _template(lang: str) -> Template:
    phrasing = type("PhrasingOf", (Phrasing,), {"tongue": Tongue(lang)})
    environment = Environment(
        loader=PackageLoader("headwater.show.dossier", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[phrasing] if lang != "en" else [],
    )
    return environment.get_template("dossier.html.jinja")
