"""The stages of shared wording: fingerprints of each article, a survey of all, and each pair that meets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from threadpoolctl import threadpool_limits

from headwater.origins.reuse.aligned_before import AlignedBefore
from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.evidence import Pair, judge, meaning_evidence
from headwater.origins.reuse.fingerprints import fingerprints
from headwater.origins.reuse.standing_survey import MOST, StandingSurvey
from headwater.origins.reuse.surveys import Survey, survey
from headwater.origins.reuse.texts import Text, read_texts
from headwater.origins.reuse.wording import Background, Wording, background_of, share_wordings
from headwater.origins.versions import superseded
from headwater.records.articles import Article, Credit, Part, Sentence, Version
from headwater.records.entities import Mention
from headwater.records.matches import SentenceVector
from headwater.records.origins import Backdrop, Cluster, CountedText, Fingerprint, Meeting, Reuse
from headwater.records.ports import Models
from headwater.records.remembered import remembered
from headwater.records.stages import Stage
from headwater.records.streaming import Made
from headwater.records.tables import Tables

Couple = tuple[int, int]


def take_fingerprints(tables: Tables, config: ReuseConfig, models: Models) -> Tables:
    """What of each article is looked for among all, and what of it is compared with another."""
    return Tables.of_rows(fingerprints(tables, config.shingle))


def find_meetings(tables: Tables, config: ReuseConfig, models: Models) -> Tables:
    """Which articles are worth comparing, and how common the words of each are."""
    gone, rows = superseded(tables), tables.of(Fingerprint)
    held = remembered(StandingSurvey)
    if held is remembered(StandingSurvey) and isinstance(rows, list) and len(rows) <= MOST:
        held.survey(rows, tables.moves_since(Fingerprint, held.seen), gone, config)
        return Tables(held.rows())
    some = (row for row in rows if row.article not in gone)
    if isinstance(rows, list):
        return Tables.of_rows(survey(some, config))
    made = Survey(some, config)  # its rows are made as they are written
    streams: dict[type[Any], Any] = {
        Backdrop: Made(made.backdrops), Meeting: Made(made.meetings), Cluster: Made(made.clusters)
    }  # fmt: skip
    return Tables(streams)


def find_reuse(tables: Tables, config: ReuseConfig, models: Models) -> Tables:
    """One row for each pair of articles that meet and share wording."""
    meetings = tables.of(Meeting)
    if not meetings:
        return Tables()
    met = {article for row in meetings for article in (row.a, row.b)}
    texts = read_texts(tables, met)
    index = {text.article.id: place for place, text in enumerate(texts)}
    backdrops = {row.article: row for row in tables.of(Backdrop)}
    backgrounds = [background_of(text, backdrops.get(text.article.id), config) for text in texts]
    couples = sorted((((index[row.a], index[row.b]), row) for row in meetings), key=lambda one: one[0])
    sharing = [couple for couple, row in couples if row.words]
    alike = share_wordings(sharing, dict(enumerate(texts)), dict(enumerate(backgrounds)), config)
    wordings = dict(zip(sharing, alike, strict=True))
    meeting = [couple for couple, row in couples if row.meaning]
    with threadpool_limits(1, "blas"):  # products of a few sentences: threads only wait for one another
        pairs = _pairs(texts, backgrounds, wordings, meeting, config)
    return Tables.of_rows(_judged(pairs, config))


def _pairs(
    texts: Sequence[Text],
    backgrounds: Sequence[Background],
    wordings: dict[Couple, Wording],
    meeting: Sequence[Couple],
    config: ReuseConfig,
) -> list[Pair]:
    aligned = remembered(AlignedBefore).of(meeting, texts, config)
    return [
        Pair(
            a=texts[a],
            b=texts[b],
            background_a=backgrounds[a],
            background_b=backgrounds[b],
            wording=wordings.get((a, b)),
            meaning=tuple(aligned.get((a, b), ())),
        )
        for a, b in sorted({*wordings, *aligned})
    ]


def _judged(pairs: Sequence[Pair], config: ReuseConfig) -> list[Reuse]:
    """The rows of all pairs; each text's best match in the other's language is known to its rivals."""
    best: dict[tuple[str, str], float] = {}
    meanings = [meaning_evidence(pair) for pair in pairs]
    for pair, found in zip(pairs, meanings, strict=True):
        strength = found.strength if found is not None and found.across else 0.0
        for key in _rivalry(pair):
            best[key] = max(best.get(key, 0.0), strength)
    rows = []
    for pair, found in zip(pairs, meanings, strict=True):
        row = judge(pair, found, max(best[key] for key in _rivalry(pair)), config)
        if row is not None:
            rows.append(row)
    return rows


def _rivalry(pair: Pair) -> tuple[tuple[str, str], tuple[str, str]]:
    """(article, language of the other): rows with a key in common compete to be its translation."""
    a, b = pair.a.article, pair.b.article
    return (a.id, b.languages[0] if b.languages else ""), (b.id, a.languages[0] if a.languages else "")


FINGERPRINT = Stage(
    name="origins.fingerprint",
    run=take_fingerprints,
    reads=(Article, Part, Sentence, SentenceVector, Credit, Mention),
    writes=(Fingerprint, CountedText),
    config=ReuseConfig(),
    shape="rows",
    says="taking fingerprints of texts",
)

MEET = Stage(
    name="origins.meet",
    run=find_meetings,
    reads=(Version, Fingerprint),
    writes=(Backdrop, Meeting, Cluster),
    config=ReuseConfig(),
    shape="table",
    says="finding texts worth comparing",
)

REUSE = Stage(
    name="origins.reuse",
    run=find_reuse,
    reads=(Article, SentenceVector, CountedText, Backdrop, Meeting),
    writes=(Reuse,),
    config=ReuseConfig(),
    shape="blocks",
    links=(Meeting,),
    bundled="rivals",
    says="finding shared wording",
    data=("origins/reuse/*.toml",),
)

STAGES = (FINGERPRINT, MEET, REUSE)
"""What the plan runs."""
