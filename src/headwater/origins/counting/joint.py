"""Sources that one sentence names together: who speaks alone of less does not carry the whole of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from headwater.origins.counting.ends import Way
from headwater.origins.counting.incident import Support

Backed = tuple[Support, Sequence[Way]]


def apart(backed: Iterable[Backed]) -> Iterator[Backed]:
    """The supports, with the ends of joint ones set down as "part" where alone they say only that.

    "A monitor and the state agency said that fifty died" sums up two sources. Where the text then has the
    dead from the monitor alone, and from the agency alone only that there was an attack, the agency does
    not vouch for the dead.
    """
    rows = list(backed)
    whole, part = _alone(rows)
    for support, ways in rows:
        keys = {way.end.key for way in ways}
        lesser = (part - whole) & keys if support.weight == "whole" and keys & whole else set()
        if not lesser:
            yield support, ways
            continue
        yield support, [way for way in ways if way.end.key not in lesser]
        yield Support(support.claim, "part"), [way for way in ways if way.end.key in lesser]


def _alone(rows: Sequence[Backed]) -> tuple[set[str], set[str]]:
    """The ends that some claim rests on alone: for the whole, and for part of it."""
    found: tuple[set[str], set[str]] = (set(), set())
    for support, ways in rows:
        keys = {way.end.key for way in ways}
        if len(keys) == 1:
            found[support.weight != "whole"].update(keys)
    return found
