"""Which groups of a bulk run speak of what is asked for: by words first, by meaning among what the words leave."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow.compute as pc

from headwater.records.errors import InputError
from headwater.records.ports import Embedder
from headwater.runs.bulk.whole import Whole

_SENTENCES = 200
_FLOOR = 0.3  # cosine: below it nearness by meaning says nothing


def groups_about(whole: Whole, query: str, embedder: Embedder, most: int = 1) -> list[str]:
    """Ids of the groups whose articles have most of the nearest sentences, best first; raises InputError where none has.

    Vectors are gone through a shard at a time.
    """
    wanted = embedder.embed([query])[0]
    near: list[tuple[float, str]] = []
    for number in range(len(whole.shelves)):
        near += _nearest(whole, number, wanted)
        near = sorted(near, key=lambda one: (-one[0], one[1]))[:_SENTENCES]
    groups = whole.table("matched_groups")
    of_article: dict[str, list[int]] = {}
    for at, articles in enumerate(groups["articles"].to_pylist()):
        for article in articles:
            of_article.setdefault(article, []).append(at)
    score: dict[int, float] = {}
    best: dict[tuple[int, str], float] = {}
    for cosine, article in near:
        for at in of_article.get(article, ()):
            best[at, article] = max(best.get((at, article), 0.0), cosine)
    for (at, _), cosine in best.items():
        score[at] = score.get(at, 0.0) + cosine
    if not score:
        raise InputError(f"no group of the bulk run speaks of {query!r}; the list groups names all")
    ids = groups["id"].to_pylist()
    ordered = sorted(score, key=lambda at: (-round(score[at], 4), ids[at]))
    return [ids[at] for at in ordered[:most]]


def _nearest(whole: Whole, number: int, wanted: Sequence[float] | np.ndarray) -> list[tuple[float, str]]:
    """(cosine, article) of a shard's sentences that are nearest."""
    table = whole.of_shard(number, "sentence_vectors")
    if table.num_rows == 0:
        return []
    data = b"".join(table["vector"].to_pylist())
    vectors = np.frombuffer(data, dtype="<f2").reshape(table.num_rows, -1).astype(np.float32)
    cosines = np.round(vectors @ np.asarray(wanted, dtype=np.float32), 4)
    places = np.argsort(-cosines, kind="stable")[:_SENTENCES]
    places = places[cosines[places] >= _FLOOR]
    articles = pc.take(table["article"], places).to_pylist()
    return list(zip(cosines[places].tolist(), articles, strict=True))
