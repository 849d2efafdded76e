"""The order of certificates in a time stamp, as the strict reader of the library asks for.

RFC 5652 has them as a set, which DER sorts; OpenSSL, with which many authorities answer, leaves them in the order in
which they were given. The set is not signed, so sorting a copy of it changes nothing that counts. What is kept
is the answer as it came.
"""

from __future__ import annotations

from typing import NamedTuple

_CERTIFICATES = 0xA0  # [0] IMPLICIT of SignedData


class _Element(NamedTuple):
    """One element: where it begins, where its contents begin, where it ends."""

    tag: int
    start: int
    inside: int
    end: int


def with_sorted_certificates(answer: bytes) -> bytes:
    """The answer with its certificates in DER's order; as it is where it has another shape."""
    try:
        token = _children(answer, _element(answer, 0))[1]
        content = _children(answer, _children(answer, token)[1])[0]
        certificates = next(one for one in _children(answer, content) if one.tag == _CERTIFICATES)
        parts = [answer[one.start : one.end] for one in _children(answer, certificates)]
    except (IndexError, StopIteration):
        return answer
    return answer[: certificates.inside] + b"".join(sorted(parts)) + answer[certificates.end :]


def _element(data: bytes, start: int) -> _Element:
    """The element at ``start``; raises IndexError where it is cut off or of a form that DER has not."""
    length, inside = data[start + 1], start + 2
    if length & 0x80:
        octets = length & 0x7F
        if not 1 <= octets <= 4:
            raise IndexError
        length, inside = int.from_bytes(data[inside : inside + octets], "big"), inside + octets
    if inside + length > len(data):
        raise IndexError
    return _Element(data[start], start, inside, inside + length)


def _children(data: bytes, parent: _Element) -> list[_Element]:
    found: list[_Element] = []
    place = parent.inside
    while place < parent.end:
        found.append(_element(data, place))
        place = found[-1].end
    return found
