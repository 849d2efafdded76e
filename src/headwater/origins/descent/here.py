"""The sources of a whole case, each once, and as each article has them; for whom parties speak.

What is worked out is remembered: of an article that came or went only what it touches is made anew. Where a run holds
no rows, but makes them whenever they are gone through, little is held of each article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from headwater.origins.descent.affiliation import bodies_of
from headwater.origins.descent.standing_sources import StandingSources
from headwater.origins.descent.ties import ties_of
from headwater.origins.descent.told_here import Told, here_of, source_of, speaking_of
from headwater.origins.kept_rows import moves_in, seen_in
from headwater.origins.versions import superseded
from headwater.records.descent import CitedParty, DescentText, SourceCited
from headwater.records.judgements import OriginJudgement
from headwater.records.origins import Kin, Source, SourceHere, SpeaksFor
from headwater.records.remembered import remembered
from headwater.records.tables import Tables


def gathered_sources(tables: Tables) -> Tables:
    """Sources, sources and speakers article by article, and the articles on which one judgement may bear."""
    gone = superseded(tables)
    seen = seen_in(tables, (CitedParty, DescentText, SourceCited))
    if seen is None:
        return _made(tables, gone)
    standing = remembered(StandingSources)
    moves = moves_in(tables, standing.seen)
    standing.seen = None  # until all is well
    if moves is None:
        standing.begin(tables, gone)
    else:
        standing.bring_forward(moves, gone)
    kin = _kin(tables, standing.texts_here(), standing.parties_here(), standing.bodies, standing.cited)
    if kin != standing.kin:
        standing.kin = kin
    standing.seen = seen
    return Tables(
        {
            Source: standing.sources.rows,
            SourceHere: standing.here.rows,
            SpeaksFor: standing.speaking.rows,
            Kin: standing.kin,
        }
    )


def _kin(
    tables: Tables,
    texts: Iterable[DescentText],
    parties: Iterable[CitedParty],
    bodies: Mapping[str, str],
    cited: Mapping[str, Mapping[str, SourceCited]],
) -> list[Kin]:
    """The articles that judgements tie; nothing is gone through where nothing is judged."""
    if not any(row.status == "obeyed" for row in tables.of(OriginJudgement)):
        return []
    every = {row.article: row for row in texts}
    by_source = {key: [rows[article] for article in sorted(rows)] for key, rows in cited.items()}
    return list(ties_of(tables, every, parties, bodies, by_source))


def _made(tables: Tables, gone: Mapping[str, str]) -> Tables:
    """All rows, of tables that are gone through article by article."""
    told: dict[str, Told] = {}
    cited = tables.in_articles(SourceCited)
    for article in sorted(cited):
        for row in cited[article]:
            told.setdefault(row.source, Told(row)).add(row)
    bodies = bodies_of(row for row in tables.of(CitedParty) if row.article not in gone)
    here = list(_here(tables, gone, told))
    return Tables.of_rows(
        (source_of(key, told[key]) for key in sorted(told)),
        here,
        _speaking(tables, gone, bodies, here),
        _kin_of(tables, gone, bodies) if tables.of(OriginJudgement) else (),
    )


def _here(tables: Tables, gone: Mapping[str, str], told: Mapping[str, Told]) -> Iterator[SourceHere]:
    texts, cited = tables.in_articles(DescentText), tables.in_articles(SourceCited)
    for article in sorted(texts):
        if article not in gone:
            own = {row.source: row for row in cited.get(article, ())}
            yield from here_of(article, texts[article][0].sources, own, told)


def _speaking(
    tables: Tables, gone: Mapping[str, str], bodies: Mapping[str, str], here: Sequence[SourceHere]
) -> Iterator[SpeaksFor]:
    """Of articles in which somebody speaks for another; of most nobody does."""
    rows: dict[str, list[SourceHere]] = {}
    for row in here:
        if row.outlet_entity is not None and row.outlet_entity != row.entity:
            rows.setdefault(row.article, []).append(row)
    parties: dict[str, list[CitedParty]] = {}
    for party in tables.of(CitedParty) if bodies else ():
        if party.key in bodies and party.article not in gone:
            parties.setdefault(party.article, []).append(party)
    for article in sorted(rows.keys() | parties.keys()):
        yield from speaking_of(article, parties.get(article, ()), bodies, rows.get(article, ()))


def _kin_of(tables: Tables, gone: Mapping[str, str], bodies: Mapping[str, str]) -> list[Kin]:
    cited: dict[str, dict[str, SourceCited]] = {}
    for row in tables.of(SourceCited):
        cited.setdefault(row.source, {})[row.article] = row
    texts = [row for row in tables.of(DescentText) if row.article not in gone]
    return _kin(tables, texts, [p for p in tables.of(CitedParty) if p.article not in gone], bodies, cited)
