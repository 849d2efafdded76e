"""A source as all its texts together tell it, as one article has it, and for whom parties of an article speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from headwater.records.descent import CitedParty, SourceCited
from headwater.records.origins import Source, SourceHere, SpeaksFor


class Told:
    """A source by the rows of its articles: the first of these, who cites it, why an edge leads to it."""

    __slots__ = ("cited_by", "first", "reason", "texts")

    def __init__(self, first: SourceCited) -> None:
        self.first = first
        self.cited_by: list[str] = []
        self.reason = ""
        self.texts = 0

    def add(self, row: SourceCited) -> None:
        """Enter a row; they come in the order of their articles."""
        self.cited_by += row.cited_by
        self.reason = self.reason or row.because
        self.texts += 1


def source_of(key: str, told: Told) -> Source:
    """A source under the name that the first article has for it."""
    first, cited_by = told.first, sorted(told.cited_by)
    return Source(key, first.name, first.kind, first.entity, cited_by, _because(told))


def _because(told: Told) -> str:
    where = "1 text of this case" if told.texts == 1 else f"{told.texts} texts of this case"
    if told.reason and not told.cited_by:
        return f"{told.reason} The text itself is not in this case."
    return f"“{told.first.name}” is cited in {where}, and no text of this case is its own."


def here_of(
    article: str, meant: Iterable[str], own: Mapping[str, SourceCited], told: Mapping[str, Told]
) -> Iterator[SourceHere]:
    """The sources that an article has or may mean."""
    for key in sorted({*own, *(key for key in meant if key in told)}):
        first, row = told[key].first, own.get(key)
        called = first.called
        yield SourceHere(
            article, key, first.name, first.kind, first.entity, row.cited_by if row is not None else [],
            called.key, called.name, called.kind, called.entity, called.state,
        )  # fmt: skip


def speaking_of(
    article: str, parties: Iterable[CitedParty], bodies: Mapping[str, str], here: Sequence[SourceHere]
) -> list[SpeaksFor]:
    """For whom the parties that an article cites speak, and for whom its sources do that are outlets."""
    found = dict.fromkeys(
        SpeaksFor(article, row.key, bodies[row.key]) for row in parties if row.key in bodies
    )
    found |= dict.fromkeys(
        SpeaksFor(article, row.source, row.outlet_entity)
        for row in here
        if row.outlet_entity is not None and row.outlet_entity != row.entity
    )
    return sorted(found, key=lambda row: row.party)
