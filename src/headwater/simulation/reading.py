"""The tables that reading a simulated case would give, written as stage outputs of a case folder.

Benchmarks of matching and descent begin here. Embeddings are synthetic; parses are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from headwater.records.arrow import schema_of, to_table
from headwater.records.articles import (
    Article,
    ArticleFinding,
    Credit,
    Part,
    Rejected,
    Sentence,
    Version,
    VersionFinding,
)
from headwater.records.claims import Attribution, Claim, ClaimFinding, Parse, Proposal, ReaderFinding
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity, Relation
from headwater.records.judgements import (
    ClaimJudgement,
    EdgeJudgement,
    EntityJudgement,
    GroupJudgement,
    OriginJudgement,
    Remark,
)
from headwater.records.matches import ClaimSlots, SentenceVector
from headwater.records.tables import TABLE_OF
from headwater.simulation.cast import Cast
from headwater.simulation.ecology import Ecology
from headwater.simulation.people import People
from headwater.simulation.printing import Printed
from headwater.simulation.read_rows import rows_of
from headwater.simulation.vectors import Vectors
from headwater.store import CaseFolder, Manifest, StageRecord
from headwater.store.folder import file_sha256

STAGES: Mapping[str, tuple[type[Any], ...]] = {
    "articles.read": (Article, Part, Sentence, Credit, Rejected, ArticleFinding),
    "articles.versions": (Version, VersionFinding),
    "judgements.read": (
        EntityJudgement,
        ClaimJudgement,
        GroupJudgement,
        EdgeJudgement,
        OriginJudgement,
        Remark,
    ),
    "claims.parse": (Parse,),
    "entities.find": (Mention,),
    "claims.extract": (Attribution, Claim, ClaimFinding),
    "claims.compare_readers": (Proposal, ReaderFinding),
    "entities.resolve": (MentionEntity, Entity, Relation, AttributionEntity),
    "matches.embed": (SentenceVector,),
    "matches.read_slots": (ClaimSlots,),
}
"""The tables that are written, by the stage whose place they take."""

_BATCH = 1000
"""Articles that are held before they are written."""


class Reading:
    """Writes the tables of incidents as they come; the manifest when it is left."""

    def __init__(self, folder: Path, seed: int, cast: Cast) -> None:
        self._folder = CaseFolder(folder)
        self._folder.stages.mkdir(parents=True, exist_ok=True)
        self._people = People(cast)
        self._vectors = Vectors(seed)
        self._rows: dict[type[Any], list[Any]] = {}
        self._articles: list[str] = []
        self._sentences: list[int] = []
        self._bytes: list[bytes] = []
        self._waiting = 0
        self._counts: dict[str, int] = {}
        self._writers: dict[str, pq.ParquetWriter] = {}

    def __enter__(self) -> Reading:
        for kinds in STAGES.values():
            for kind in kinds:
                name = TABLE_OF[kind]
                path = self._folder.table_path(name)
                self._writers[name] = pq.ParquetWriter(
                    path, schema_of(kind), compression="zstd", version="2.6"
                )
                self._counts[name] = 0
        self._hold(self._people.everywhere())
        return self

    def __exit__(self, *error: object) -> None:
        self._flush()
        for writer in self._writers.values():
            writer.close()
        manifest = Manifest(inputs=["simulated"], models={})
        for stage, kinds in STAGES.items():
            names = [TABLE_OF[kind] for kind in kinds]
            shas = {name: file_sha256(self._folder.table_path(name)) for name in names}
            manifest.stages[stage] = StageRecord(
                "simulated", shas, {name: self._counts[name] for name in names}, 0.0
            )
        self._folder.write_manifest(manifest)

    def add(self, ecology: Ecology, printed: Mapping[int, Printed]) -> None:
        """Hold the rows of one incident; write when enough are held."""
        self._hold(self._people.of_event(ecology.event))
        vectors = self._vectors.of_incident(ecology.event.number, list(printed.values()))
        for article, data in zip(printed.values(), vectors, strict=True):
            self._hold(rows_of(article, self._people))
            self._articles += [article.report.id] * len(data)
            self._sentences += range(len(data))
            self._bytes += data
        self._waiting += len(printed)
        if self._waiting >= _BATCH:
            self._flush()

    def _hold(self, rows: Iterable[Any]) -> None:
        for row in rows:
            self._rows.setdefault(type(row), []).append(row)

    def _flush(self) -> None:
        for kind, rows in self._rows.items():
            self._write(TABLE_OF[kind], to_table(kind, rows))
        vectors = {"article": self._articles, "sentence": self._sentences, "vector": self._bytes}
        self._write(TABLE_OF[SentenceVector], pa.table(vectors, schema=schema_of(SentenceVector)))
        self._rows, self._articles, self._sentences, self._bytes, self._waiting = {}, [], [], [], 0

    def _write(self, name: str, table: pa.Table) -> None:
        self._writers[name].write_table(table)
        self._counts[name] += table.num_rows
