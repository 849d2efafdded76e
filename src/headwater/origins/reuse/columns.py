"""The fingerprints of a case as columns, by article: rows are gone through once and need not all be at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from headwater.origins.reuse.packed import Bytes, Sentences, packed_sentences
from headwater.origins.reuse.tokens import Hashes
from headwater.records.origins import Fingerprint

_AT_ONCE = 4096
"""Rows whose numbers lie side by side: the rows themselves are let go, and these once all have been used."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Each list has an entry an article, in order of their ids."""

    articles: list[str]
    shingles: list[Hashes]
    tongues: list[tuple[str, ...]]  # languages of the sentences of its body
    headlines: list[tuple[str, ...]]  # of those before it
    vectors: list[
        Bytes
    ]  # of the same sentences as ``tongues``, one behind the other; given away by ``sentences_of``

    def __len__(self) -> int:
        return len(self.articles)


def fingerprints_of(rows: Iterable[Fingerprint]) -> Fingerprints:
    """The rows as columns; equal lists of languages are one."""
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    found = Fingerprints([], [], [], [], [])
    rows = iter(rows)
    while some := list(islice(rows, _AT_ONCE)):
        found.articles.extend(row.article for row in some)
        for row in some:
            for where, given in ((found.tongues, row.languages), (found.headlines, row.headlines)):
                where.append(known.setdefault(tuple(given), tuple(given)))
        shingles = _side_by_side([row.shingles for row in some], "<u8")
        found.shingles.extend(one.astype(np.uint64, copy=False) for one in shingles)
        found.vectors.extend(_side_by_side([row.vectors for row in some], "i1"))
    _put_in_order(found)
    return found


def _side_by_side(pieces: Sequence[bytes], kind: str) -> list[Any]:
    """The numbers of each piece, as parts of one array."""
    joined = np.frombuffer(b"".join(pieces), dtype=kind)
    ends = np.cumsum([len(piece) // joined.itemsize for piece in pieces]).tolist()
    return [joined[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def _put_in_order(found: Fingerprints) -> None:
    order = sorted(range(len(found)), key=found.articles.__getitem__)
    if order != list(range(len(order))):
        columns: list[list[Any]] = [
            found.articles, found.shingles, found.tongues, found.headlines, found.vectors
        ]  # fmt: skip
        for column in columns:
            column[:] = [column[at] for at in order]


def sentences_of(found: Fingerprints, which: Sequence[int]) -> Sentences | None:
    """The sentences of some articles; None where they have none. Their vectors are taken out of ``found``."""
    sizes = np.array([len(found.tongues[index]) for index in which], dtype=np.int64)
    total = int(sizes.sum()) if len(sizes) else 0
    if not total:
        return None
    width = next(len(found.vectors[i]) // len(found.tongues[i]) for i in which if found.tongues[i])
    vectors = np.empty((total, width), dtype=np.int8)
    at, used = 0, np.empty(0, dtype=np.int8)
    for index, size in zip(which, sizes.tolist(), strict=True):
        vectors[at : at + size] = found.vectors[index].reshape(-1, width)
        found.vectors[index] = used
        at += size
    owners = np.repeat(np.array(which, dtype=np.int64), sizes)
    return packed_sentences(vectors, owners, [lang for index in which for lang in found.tongues[index]])
