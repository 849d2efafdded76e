"""Pages from templates: escaped, in the reader's language, with nothing inline."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from headwater.show.dossier.lineage import HEIGHT, WIDTH
from headwater.show.dossier.phrasing import Phrasing
from headwater.show.dossier.showing import direction
from headwater.show.dossier.timeline import CHART, LABEL
from headwater.show.masking import visible
from headwater.show.view import clipped
from headwater.show.words import DERIVATION, SOURCE_KIND
from headwater.show.workbench.addresses import key_of, page_of, span_of
from headwater.show.workbench.tongue import tongue_of
from headwater.version import __version__

NAV = (
    ("", "Overview"), ("groups", "Subjects"), ("articles", "Articles"), ("entities", "Names"), ("sources", "Sources"),
    ("tasks", "To find"), ("timeline", "Timeline"), ("map", "Map"), ("judgements", "Judgements"), ("unread", "Not read"),
)  # fmt: skip
"""Pages in the bar: address and name."""


def render(lang: str, template: str, context: Mapping[str, Any]) -> str:
    """A template as HTML."""
    return _environment(lang).get_template(f"{template}.html.jinja").render(context)


@cache
def _environment(lang: str) -> Environment:
    t = tongue_of(lang)
    phrasing = type("PhrasingOfWorkbench", (Phrasing,), {"tongue": t})
    environment = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("headwater.show.workbench", "templates"),
                PackageLoader("headwater.show.dossier", "templates"),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[phrasing] if t.lang != "en" else [],
    )
    environment.globals.update(
        t=t, plural=t.count, version=__version__, key_of=key_of, page_of=page_of, span_of=span_of, dir_of=direction,
        box_width=WIDTH, box_height=HEIGHT, timeline_box={"wide": LABEL + CHART}, small=True, query=query, derivation=DERIVATION, source_kind=SOURCE_KIND,
        nav=NAV,
    )  # fmt: skip
    environment.filters.update(seen=visible_of, line=line)
    return environment


def visible_of(text: str | None) -> str:
    """Words as they stand, control characters written out."""
    return visible(text or "")


def line(text: str | None, length: int = 110) -> str:
    """Words on one line of at most so many characters, control characters written out."""
    return clipped(visible_of(text), length)


def query(given: Mapping[str, Any], **changed: Any) -> str:
    """A query with something changed; what is empty is left out."""
    told = {name: value for name, value in (dict(given) | changed).items() if value not in ("", None)}
    return f"?{urlencode(told)}" if told else "?"
