"""Reuse beside its peers, in one process and one run: candidates of datasketch and rensa, and the whole of D3lta's way.

    python bench/peers.py [--articles 5000] [--candidates 20000] [--length 400] [--peers 50000]

Candidates: texts of which some hold half of another, planted; each way's processor seconds and the share of the
planted pairs that it finds. Ours is the survey's shingle index; theirs is MinHash with locality-sensitive hashing, set
so that a pair of that likeness collides nearly always (the least costly setting that finds .98 or the best that it finds).

The whole: D3lta's published method re-enacted, for it is not installed here: sentence-encoder vectors of whole texts,
all pairs over a cosine of .715 by exact search (they use an index of faiss), then Levenshtein likeness of each of these
pairs. The vectors are given to both sides, so that no encoder is timed; ours is given what reading gives, and its seconds
hold fingerprints, survey and comparison. No figure of theirs is copied from elsewhere.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

HALF = 0.5
SHINGLE = 5
AT_ONCE = 10_000
PERMUTATIONS = 128
BANDS = ((64, 2), (42, 3), (32, 4))
"""(bands, rows) of 128 permutations, from the surest to the cheapest."""
D3LTA_COSINE = 0.715
D3LTA_LEVENSHTEIN = 0.69

Pairs = set[tuple[int, int]]


def planted(count: int, length: int, seed: int = 7) -> tuple[list[Any], Pairs]:
    """The shingles of texts, a tenth of them holding half of another one, and which pairs these are."""
    from headwater.origins.reuse.shingles import shingles
    from headwater.origins.reuse.tokens import Tokens, hash_of

    drawn = np.random.default_rng(seed)
    common, rare, none = 400, 60_000, np.empty(0, dtype=np.int64)
    known = np.array([hash_of(str(number)) for number in range(common + rare)], dtype=np.uint64)
    half = int(HALF * length)
    keys: list[Any] = []
    pairs: Pairs = set()
    for start in range(0, count, AT_ONCE):
        many = min(AT_ONCE, count - start)
        often = drawn.random((many, length)) < 0.5
        texts = np.where(
            often, drawn.integers(0, common, often.shape), drawn.integers(common, common + rare, often.shape)
        )
        for to in np.flatnonzero(drawn.random(many) < 0.1).tolist():
            of, at = int(drawn.integers(0, max(1, to))), int(drawn.integers(0, length - half + 1))
            if of < to:
                texts[to, :half] = texts[of, at : at + half]
                pairs.add((start + of, start + to))
        flat = np.zeros(many * length, dtype=np.uint64)
        found = shingles(Tokens(known[texts.ravel()], none, none), SHINGLE)
        flat[: len(found)] = found
        rows = flat.reshape(many, length)[:, : length - SHINGLE + 1].copy()  # none of two texts
        keys.extend(rows)
    return keys, pairs


def timed(way: Callable[[], Pairs]) -> tuple[Pairs, float]:
    """What a way finds, and its processor seconds."""
    begun = time.process_time()
    found = way()
    return found, time.process_time() - begun


def candidates(count: int, length: int, most: int) -> None:
    """A line for each way: processor seconds from shingle keys to pairs, recall, and how many pairs it proposes."""
    from headwater.origins.reuse.config import ReuseConfig
    from headwater.origins.reuse.shingles import share, weigh_shingles

    keys, wanted = planted(count, length)
    settings = ReuseConfig()

    def ours() -> Pairs:
        found = weigh_shingles(
            share(keys),
            settings.background_related,
            settings.most_articles,
            settings.common_articles,
            settings.candidate_rarity,
        ).pairs
        return set(zip(found.left.tolist(), found.right.tolist(), strict=True))

    print(f"{count:,} texts of {length} words, {len(wanted):,} planted pairs; shingles given: {_peak()}")
    _told("headwater", *timed(ours), wanted)
    print(f"most memory, shingles and planted pairs included: {_peak()}")
    for name, way in (("datasketch", with_datasketch), ("rensa", with_rensa)):
        for bands, rows in BANDS if count <= most else ():
            _told(f"{name} {bands}x{rows}", *timed(lambda: way(keys, bands, rows)), wanted)  # noqa: B023


def _peak() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MiB"


def _told(name: str, found: Pairs, seconds: float, wanted: Pairs) -> None:
    recall = len(found & wanted) / len(wanted)
    print(f"{name:18} {seconds:8.2f} s  recall {recall:.3f}  pairs {len(found):,}", flush=True)


def with_datasketch(keys: list[Any], bands: int, rows: int) -> Pairs:
    """MinHashLSH of datasketch, its hashes given as numbers so that none is hashed twice."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(bands, rows))
    found: Pairs = set()
    for number, some in enumerate(keys):
        sketch = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=lambda value: value)
        sketch.update_batch((some & np.uint64(0xFFFFFFFF)).tolist())
        found.update((other, number) for other in index.query(sketch))
        index.insert(number, sketch)
    return found


def with_rensa(keys: list[Any], bands: int, rows: int) -> Pairs:
    """Signatures of rensa, its bands matched by sorting."""
    import rensa

    offsets = np.concatenate([[0], np.cumsum([len(some) for some in keys])]).astype(np.uint64)
    flat = np.ascontiguousarray(np.concatenate(keys))
    matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, PERMUTATIONS, 1)
    signatures = np.array(matrix.to_rows(), dtype=np.uint32)
    found: Pairs = set()
    for band in range(bands):
        buckets: dict[bytes, list[int]] = {}
        for number in range(len(signatures)):
            bucket = buckets.setdefault(signatures[number, band * rows : (band + 1) * rows].tobytes(), [])
            found.update((other, number) for other in bucket)
            bucket.append(number)
    return found


def whole(count: int) -> None:
    """D3lta's method beside ours on simulated news with its reading: processor seconds and pairs."""
    from headwater.origins.reuse.stage import STAGES
    from headwater.records.arrow import from_table, schema_of
    from headwater.records.origins import Reuse
    from headwater.records.tables import TABLE_OF, TABLES, Tables
    from headwater.simulation import simulate
    from headwater.store import CaseFolder

    with TemporaryDirectory() as folder:
        simulate(Path(folder) / "news", count, with_reading=True)
        case = CaseFolder(Path(folder) / "news" / "reading")
        kinds = {kind for stage in STAGES for kind in stage.reads if case.table_path(TABLE_OF[kind]).exists()}
        tables = Tables(
            {
                kind: from_table(kind, case.read_table(TABLE_OF[kind], schema_of(TABLES[TABLE_OF[kind]])))
                for kind in sorted(kinds, key=lambda kind: TABLE_OF[kind])
            }
        )
    nobody: Any = None
    begun = time.process_time()
    made = tables
    for stage in STAGES:
        made = made.merged(stage.run(made, stage.config, nobody))
    ours = time.process_time() - begun
    found, theirs = timed(lambda: with_d3lta(tables))
    print(f"headwater          {ours:8.1f} s  {len(made.of(Reuse)):,} rows of reuse")
    print(f"D3lta, re-enacted  {theirs:8.1f} s  {len(found):,} pairs;  {theirs / ours:.1f} times ours")


def with_d3lta(tables: Any) -> Pairs:
    """Vectors of whole texts, exact search over the cosine, then Levenshtein likeness of each pair."""
    from rapidfuzz.distance import Levenshtein

    from headwater.records.articles import Article
    from headwater.records.matches import SentenceVector

    articles = sorted(tables.of(Article), key=lambda row: row.id)
    vectors = tables.by_article(SentenceVector)
    sums = [
        np.sum([np.frombuffer(row.vector, "<f2").astype(np.float32) for row in vectors[row.id]], axis=0)
        for row in articles
    ]
    matrix = np.stack(sums)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    found: Pairs = set()
    for start in range(0, len(matrix), 512):
        for row, column in np.argwhere(matrix[start : start + 512] @ matrix.T >= D3LTA_COSINE).tolist():
            a, b = start + row, column
            if a < b:
                one, other = articles[a], articles[b]
                same = one.languages == other.languages
                alike = Levenshtein.normalized_similarity(one.text, other.text) if same else 1.0
                if alike >= D3LTA_LEVENSHTEIN:
                    found.add((a, b))
    return found


def main() -> None:
    """Both comparisons."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, default=5_000)
    options.add_argument("--candidates", type=int, default=20_000)
    options.add_argument("--length", type=int, default=400)
    options.add_argument(
        "--peers", type=int, default=50_000, help="texts up to which the peers find candidates too"
    )
    given = options.parse_args()
    if given.candidates:
        candidates(given.candidates, given.length, given.peers)
    if given.articles:
        whole(given.articles)


if __name__ == "__main__":
    main()
