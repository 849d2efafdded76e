"""Work on many things, of which one may kill whoever works on it: it is found by halving, and given up alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from headwater.runs.engines.port import Died, Engine, Work

Thing = TypeVar("Thing")

TRIES = 3
"""How often one thing alone may end its process before it is given up: once may be chance."""
KILLS = 10
"""How often it may be killed from outside: whoever kills processes kills more than one, and nobody's rows may be lost by that."""


@dataclass(frozen=True, slots=True)
class GivenUp(Generic[Thing]):
    """A thing that killed its process each time; ``reason`` says how."""

    thing: Thing
    reason: str


def isolated(
    engine: Engine,
    work: Work,
    batches: Iterable[Sequence[Thing]],
    pack: Callable[[Sequence[Thing]], bytes],
    halves: Callable[[Sequence[Thing]], Sequence[Sequence[Thing]]],
) -> Iterator[tuple[Sequence[Thing], bytes | GivenUp[Thing]]]:
    """Each batch with its result, in order; a batch whose worker died comes as its halves, down to what did it.

    ``halves`` gives the batch as two, or as one where it cannot be cut.
    """
    waiting: list[Sequence[Thing]] = []

    def payloads() -> Iterator[bytes]:
        for batch in batches:
            waiting.append(batch)
            yield pack(batch)

    later: list[tuple[Sequence[Thing], bytes | Died]] = []  # an engine does one map at a time
    for number, result in enumerate(engine.map(work, payloads())):
        batch = waiting[number]
        waiting[number] = ()  # it is done: only its place is needed
        if later or isinstance(result, Died):
            later.append((batch, result))
        else:
            yield batch, result
    for batch, result in later:
        if isinstance(result, Died):
            yield from _halved(engine, work, batch, pack, halves, result)
        else:
            yield batch, result


def _halved(
    engine: Engine,
    work: Work,
    batch: Sequence[Thing],
    pack: Callable[[Sequence[Thing]], bytes],
    halves: Callable[[Sequence[Thing]], Sequence[Sequence[Thing]]],
    died: Died,
) -> Iterator[tuple[Sequence[Thing], bytes | GivenUp[Thing]]]:
    parts = halves(batch)
    if len(parts) == 1:
        yield batch, _tried_again(engine, work, batch, pack(batch), died)
        return
    for part in parts:
        (result,) = _alone(engine, work, pack(part))
        if isinstance(result, Died):
            yield from _halved(engine, work, part, pack, halves, result)
        else:
            yield part, result


def _tried_again(
    engine: Engine, work: Work, batch: Sequence[Thing], payload: bytes, died: Died
) -> bytes | GivenUp[Thing]:
    ends, kills = int(not died.from_outside), int(died.from_outside)
    while ends < TRIES and kills < KILLS:
        (result,) = _alone(engine, work, payload)
        if not isinstance(result, Died):
            return result
        died = result
        ends += not died.from_outside
        kills += died.from_outside
    return GivenUp(batch[0], died.reason)


def _alone(engine: Engine, work: Work, payload: bytes) -> list[bytes | Died]:
    return list(engine.map(work, [payload]))
