"""Whom a speaker cites for what he says: "the agency reported, citing two officers, that ..."."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from headwater.claims.cued.cues import Cue
from headwater.claims.cued.drafting import Found
from headwater.claims.drafts import Stretch

CITES = "cites"
"""What a class of cues takes whose source stands behind another speaker."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Words ``first`` to before ``end``: a cue that cites, with the source it cites."""

    cue: Cue
    first: int
    end: int
    source: Stretch | None


class Citations:
    """The citations of one sentence. Readers step over them when they look for a speaker."""

    def __init__(self, cues: Sequence[Cue], read: Callable[[Cue], Citation]) -> None:
        self.speaking = [cue for cue in cues if CITES not in cue.verb.takes]
        self.found = [read(cue) for cue in cues if CITES in cue.verb.takes]

    def start(self, low: int, k: int, blank: Callable[[int], bool]) -> int:
        """Word ``k``, or the first word of the citation that ends right before it, blanks between them."""
        for one in reversed(self.found):
            if low < one.first < k and all(blank(n) for n in range(min(one.end, k), k)):
                k = one.first
        return k

    def within(self, start: int, end: int) -> Citation | None:
        """The first citation that begins in ``[start, end)``."""
        return next((one for one in self.found if start <= one.first < end), None)

    def attached(self, found: Sequence[Found], alone: Callable[[Cue], Found | None]) -> Iterator[Found]:
        """What is found, each citation behind whoever cites; one that nobody makes speaks for itself."""
        hosts: dict[int, list[Citation]] = {}
        for one in self.found:
            host = _host(one, found)
            if host is not None:
                hosts.setdefault(host, []).append(one)
            elif (by_itself := alone(one.cue)) is not None:
                yield by_itself
        for n, each in enumerate(found):
            yield each
            for one in hosts.get(n, ()):
                if one.source is not None:
                    yield replace(each, cue=one.cue, source=one.source, how="phrase", head=None, host=each)


def _host(one: Citation, found: Sequence[Found]) -> int | None:
    """Who cites: the nearest whose cue is in the same sentence and whose words do not hold the citation."""
    if one.source is None:
        return None
    at = one.source[0]
    near = [
        (abs(each.cue.first - one.cue.first), n)
        for n, each in enumerate(found)
        if each.cue is not None and not any(low <= at < high for low, high in each.parts)
    ]
    return min(near)[1] if near else None
