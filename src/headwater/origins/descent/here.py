"""The sources of a whole case, each once, and as each article has them; for whom parties speak."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headwater.origins.descent.affiliation import bodies_of
from headwater.origins.descent.ties import ties_of
from headwater.origins.versions import superseded
from headwater.records.descent import CitedParty, DescentText, SourceCited
from headwater.records.origins import Source, SourceHere, SpeaksFor
from headwater.records.tables import Tables


def gathered_sources(tables: Tables) -> Tables:
    """Sources, sources and speakers article by article, and the articles on which one judgement may bear."""
    gone = superseded(tables)
    texts = {row.article: row for row in tables.of(DescentText) if row.article not in gone}
    parties = [row for row in tables.of(CitedParty) if row.article not in gone]
    cited: dict[str, list[SourceCited]] = {}
    for row in sorted(tables.of(SourceCited), key=lambda row: row.article):
        cited.setdefault(row.source, []).append(row)
    bodies = bodies_of(parties)
    here = list(_here(cited, texts))
    speaking = dict.fromkeys(
        SpeaksFor(row.article, row.key, bodies[row.key]) for row in parties if row.key in bodies
    )
    speaking |= dict.fromkeys(
        SpeaksFor(row.article, row.source, row.outlet_entity)
        for row in here
        if row.outlet_entity is not None and row.outlet_entity != row.entity
    )
    return Tables.of_rows(
        (_source(key, rows) for key, rows in sorted(cited.items())),
        here,
        sorted(speaking, key=lambda row: (row.article, row.party)),
        ties_of(tables, texts, parties, bodies, cited),
    )


def _source(key: str, rows: Sequence[SourceCited]) -> Source:
    """A source under the name that the first article has for it."""
    first = rows[0]
    cited_by = sorted(one for row in rows for one in row.cited_by)
    reason = next((row.because for row in rows if row.because), "")
    return Source(
        key, first.name, first.kind, first.entity, cited_by, _because(first, rows, cited_by, reason)
    )


def _because(first: SourceCited, rows: Sequence[SourceCited], cited_by: Sequence[str], reason: str) -> str:
    where = "1 text of this case" if len(rows) == 1 else f"{len(rows)} texts of this case"
    if reason and not cited_by:
        return f"{reason} The text itself is not in this case."
    return f"“{first.name}” is cited in {where}, and no text of this case is its own."


def _here(
    cited: Mapping[str, Sequence[SourceCited]], texts: Mapping[str, DescentText]
) -> Iterator[SourceHere]:
    """The sources that each article has or may mean."""
    own: dict[str, dict[str, SourceCited]] = {}
    for rows in cited.values():
        for one in rows:
            own.setdefault(one.article, {})[one.source] = one
    for article in sorted(texts):
        of_article = own.get(article, {})
        for key in sorted({*of_article, *(key for key in texts[article].sources if key in cited)}):
            first, row = cited[key][0], of_article.get(key)
            called = first.called
            yield SourceHere(
                article, key, first.name, first.kind, first.entity, row.cited_by if row is not None else [],
                called.key, called.name, called.kind, called.entity, called.state,
            )  # fmt: skip
