"""Keys with their numbers as columns of bytes: small, quick to load, many texts laid end to end as one array."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from headwater.records.matches import Keyed

OPENS, PLACE = 1, 2
"""Marks of a key: it stands in the opening; it is a place that a registry knows."""

Hashes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float32]


@lru_cache(maxsize=500_000)
def hash_of(key: str) -> int:
    """64 bits of a key, the same in every process."""
    return hash_of_id(key)


def hash_of_id(name: str) -> int:
    """The same of what is asked for once, such as an article's id: it is not kept."""
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


@lru_cache(maxsize=100_000)
def _digest_of(key: str) -> bytes:
    """The same as bytes, the least telling first."""
    return hash_of_id(key).to_bytes(8, "little")


def pack_hashes(keys: Iterable[str]) -> bytes:
    """The hashes of keys."""
    return b"".join(map(_digest_of, keys))


def pack_floats(values: Iterable[float]) -> bytes:
    """Numbers as float32."""
    return np.array(list(values), dtype="<f4").tobytes()


def unpack_floats(data: bytes) -> list[float]:
    """What ``pack_floats`` packed."""
    return [float(value) for value in np.frombuffer(data, dtype="<f4")]


def pack_keyed(
    weights: Mapping[str, float], shares: Mapping[str, float], marks: Mapping[str, int] | None = None
) -> Keyed:
    """Keys in the order of ``weights``."""
    keys = list(weights)
    told = bytes([marks.get(key, 0) for key in keys]) if marks is not None else b""
    return Keyed(
        "\n".join(keys),
        pack_hashes(keys),
        pack_floats(weights.values()),
        pack_floats([shares.get(key, 0.0) for key in keys]),
        told,
    )


def keys_in(keyed: Keyed) -> list[str]:
    """The keys, in order."""
    return keyed.keys.split("\n") if keyed.hashes else []


def weights_in(keyed: Keyed) -> dict[str, float]:
    """The keys with their weights."""
    return dict(zip(keys_in(keyed), unpack_floats(keyed.weights), strict=True))


def shares_in(keyed: Keyed) -> dict[str, float]:
    """The keys with their shares."""
    return dict(zip(keys_in(keyed), unpack_floats(keyed.shares), strict=True))


def marked(keyed: Keyed, mark: int) -> frozenset[str]:
    """The keys that have a mark."""
    return frozenset(key for key, marks in zip(keys_in(keyed), keyed.marks, strict=True) if marks & mark)


def hashes_in(data: bytes) -> frozenset[int]:
    """Packed hashes as a set."""
    return frozenset(np.frombuffer(data, dtype="<u8").tolist())


def text_hash(text: str) -> str:
    """A text in 32 letters: equal where the texts are; empty for none."""
    if not text:
        return ""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def joined(parts: Sequence[bytes], kind: str) -> npt.NDArray[np.generic]:
    """Packed columns of many rows, laid end to end."""
    return np.frombuffer(b"".join(parts), dtype=kind)
