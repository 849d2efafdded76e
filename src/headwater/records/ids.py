"""Ids: hashes of what identifies a row, so that a second run gives the same ids."""

from __future__ import annotations

import hashlib

_SEPARATOR = "\x1f"


def row_id(prefix: str, *identity: object) -> str:
    """A short stable id, such as ``at-3f9c2a7be1d04c55``, of whatever identifies the row.

    ``identity`` is joined by a control character, so that ("a", "bc") and ("ab", "c") differ.
    64 bits: the odds of two equal ids among a million rows are one in 37 million.
    """
    joined = _SEPARATOR.join("" if part is None else str(part) for part in identity)
    return f"{prefix}-{hashlib.blake2b(joined.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"


def bytes_id(data: bytes) -> str:
    """The SHA-256 of ``data`` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
