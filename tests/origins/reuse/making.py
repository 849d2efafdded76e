"""Invented articles with sentence vectors that a test chooses: equal meanings lie close, others far apart."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.stage import STAGES
from headwater.records.articles import Article, Part, PartKind, Published, Sentence
from headwater.records.matches import SentenceVector
from headwater.records.origins import Cluster, Reuse
from headwater.records.ports import Models
from headwater.records.tables import Tables

WIDTH = 64

QUAY = (
    "A fire on the grain quay at Port Sallow killed 14 dock workers late on Tuesday, the harbour office said.",
    "The flames spread from a barge that was unloading barley when a pump exploded shortly before midnight.",
    "Crews from three neighbouring towns fought the blaze until the wind dropped towards dawn.",
    "Harbour master Ilse Korran told the Meridian Wire that the pump had failed an inspection in March.",
    "The owner of the barge, Tallow Freight, said it would wait for the findings of the inquiry.",
    "Relatives gathered in the customs hall, where a list of the missing was pinned to the door.",
)
VOTE = (
    "Members of the upland council voted by a narrow margin on Monday to reopen the salt road to lorries.",
    "The road had been shut since a landslide carried away two bridges above Ostermere last autumn.",
    "Traders in the valley have complained that the detour doubles the price of feed and fuel.",
    "Engineers warned that a second slope was moving and asked for another month of measurements.",
    "Councillor Brade Venn, who cast the deciding vote, said that no valley can live on warnings.",
)


def vector_of(meaning: str, wording: str = "", closeness: float = 0.8) -> bytes:
    """A unit vector near that of ``meaning``: two wordings of one meaning have a cosine of about ``closeness``."""
    vector = _drawn(meaning)
    if wording:
        vector = np.sqrt(closeness) * vector + np.sqrt(1 - closeness) * _drawn(meaning + "|" + wording)
    return (vector / np.linalg.norm(vector)).astype("<f2").tobytes()


def _drawn(seed: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
    vector = np.random.default_rng(number).normal(size=WIDTH)
    return vector / np.linalg.norm(vector)  # type: ignore[no-any-return]


def told(
    id_: str,
    sentences: Sequence[str],
    *,
    publisher: str | None = None,
    lang: str = "en",
    title: str = "",
    meanings: Sequence[str] | None = None,
    kinds: Sequence[PartKind] = (),
) -> list[object]:
    """The rows of one article, one sentence a line. ``meanings`` default to the sentences themselves."""
    title = title or f"Headline number {id_}"
    text = "\n".join((title, *sentences))
    article = Article(
        id=id_, path=None, url=None, sha256=id_, title=title, text=text, publisher=publisher or f"outlet of {id_}",
        byline=None, published=Published(), languages=[lang], links=[],
    )  # fmt: skip
    rows: list[object] = [article]
    start = 0
    for index, line in enumerate((title, *sentences)):
        meaning = line if index == 0 or meanings is None else meanings[index - 1]
        wording = "" if meanings is None else f"{lang}{line}"
        kind: PartKind = kinds[index - 1] if index and kinds else "body"
        rows.append(Part(f"{id_}/{index}", id_, start, start + len(line), kind, lang, None, "a line"))
        rows.append(Sentence(id_, index, start, start + len(line), lang, f"{id_}/{index}", index == 0))
        rows.append(SentenceVector(id_, index, vector_of(meaning, wording)))
        start += len(line) + 1
    return rows


def compared(tables: Tables, config: ReuseConfig | None = None, models: Models | None = None) -> Tables:
    """The tables of a case with what the stages of the room write, each given all rows."""
    nobody: Models = models  # type: ignore[assignment]
    for stage in STAGES:
        tables = tables.merged(stage.run(tables, config or ReuseConfig(), nobody))
    return tables


def found(*articles: list[object], config: ReuseConfig | None = None) -> tuple[list[Reuse], list[Cluster]]:
    """The rows of a case of ``articles``. No model is asked."""
    tables = compared(Tables.of_rows(*articles), config)
    return list(tables.of(Reuse)), list(tables.of(Cluster))
