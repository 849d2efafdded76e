"""The words that head a group: somebody's own, in quotation marks, with whose they are."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.show.dossier.showing import Showing, direction
from headwater.show.view import Row


@dataclass(frozen=True, slots=True)
class Heading:
    """The words that head a group, with whose they are; none where they accuse a person."""

    words: str
    lang: str
    dir: str
    language: str
    outlet: str
    href: str | None


def heading_of(showing: Showing, group: Row) -> Heading:
    """The heading of one group."""
    row = showing.view.heading(group)
    lang = row["lang"]
    words = "" if showing.view.accuses_person(row) else showing.line(row["text"], 300)
    outlet = showing.outlet(row["article"])
    return Heading(words, lang, direction(lang), showing.t.language(lang), outlet, showing.href(row["id"]))
