"""The fingerprints of a case as columns, by article: rows are gone through once and need not all be at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from headwater.origins.reuse.packed import Bytes, Sentences, packed_sentences
from headwater.origins.reuse.tokens import Hashes
from headwater.records.origins import Fingerprint
from headwater.records.put_by import PutBy

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
    rows, put_by = iter(rows), None
    while some := list(islice(rows, _AT_ONCE)):
        put_by = put_by or (PutBy() if len(some) == _AT_ONCE else None)
        found.articles.extend(row.article for row in some)
        for row in some:
            for where, given in ((found.tongues, row.languages), (found.headlines, row.headlines)):
                where.append(known.setdefault(tuple(given), tuple(given)))
        shingles = _side_by_side([row.shingles for row in some], "<u8", put_by)
        found.shingles.extend(one.astype(np.uint64, copy=False) for one in shingles)
        found.vectors.extend(_side_by_side([row.vectors for row in some], "i1", put_by))
    _put_in_order(found)
    return found


def _side_by_side(pieces: Sequence[bytes], kind: str, put_by: PutBy | None) -> list[Any]:
    """The numbers of each piece, as parts of one array; of very many articles it lies in a file."""
    joined = put_by.put(pieces, kind) if put_by else np.frombuffer(b"".join(pieces), dtype=kind)
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
    if len(which) > _AT_ONCE:
        vectors = PutBy().put(_given_away(found, which), "i1").reshape(-1, width)
    else:
        vectors = np.concatenate(list(_given_away(found, which))).reshape(-1, width)
    owners = np.repeat(np.array(which, dtype=np.int64), sizes)
    return packed_sentences(vectors, owners, [lang for index in which for lang in found.tongues[index]])


def _given_away(found: Fingerprints, which: Sequence[int]) -> Iterator[Any]:
    used = np.empty(0, dtype=np.int8)
    for index in which:
        some, found.vectors[index] = found.vectors[index], used
        yield some
