"""The fingerprints of a case as columns, by article: rows are gone through once and need not all be at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from headwater.origins.reuse.packed import Sentences, packed_sentences
from headwater.origins.reuse.tokens import Hashes
from headwater.records.origins import Fingerprint


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Each list has an entry an article, in order of their ids."""

    articles: list[str]
    shingles: list[Hashes]
    tongues: list[tuple[str, ...]]  # languages of the sentences of its body
    headlines: list[tuple[str, ...]]  # of those before it
    vectors: list[bytes]  # of the same sentences as ``tongues``; given away by ``sentences_of``

    def __len__(self) -> int:
        return len(self.articles)


def fingerprints_of(rows: Iterable[Fingerprint]) -> Fingerprints:
    """The rows as columns; equal lists of languages are one."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    found = Fingerprints([], [], [], [], [])
    for row in rows:
        found.articles.append(row.article)
        found.shingles.append(np.frombuffer(row.shingles, dtype="<u8").astype(np.uint64, copy=False))
        for where, given in ((found.tongues, row.languages), (found.headlines, row.headlines)):
            where.append(known.setdefault(tuple(given), tuple(given)))
        found.vectors.append(row.vectors)
    order = sorted(range(len(found)), key=found.articles.__getitem__)
    if order != list(range(len(order))):
        columns: list[list[Any]] = [
            found.articles, found.shingles, found.tongues, found.headlines, found.vectors
        ]  # fmt: skip
        for column in columns:
            column[:] = [column[at] for at in order]
    return found


def sentences_of(found: Fingerprints, which: Sequence[int]) -> Sentences | None:
    """The sentences of some articles; None where they have none. Their vectors are taken out of ``found``."""
    sizes = np.array([len(found.tongues[index]) for index in which], dtype=np.int64)
    total = int(sizes.sum()) if len(sizes) else 0
    if not total:
        return None
    width = next(len(found.vectors[i]) // len(found.tongues[i]) for i in which if found.tongues[i])
    vectors = np.empty((total, width), dtype=np.int8)
    at = 0
    for index, size in zip(which, sizes.tolist(), strict=True):
        vectors[at : at + size] = np.frombuffer(found.vectors[index], dtype=np.int8).reshape(-1, width)
        found.vectors[index] = b""
        at += size
    owners = np.repeat(np.array(which, dtype=np.int64), sizes)
    return packed_sentences(vectors, owners, [lang for index in which for lang in found.tongues[index]])
