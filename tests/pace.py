"""Limits of time that hold on any machine: one that is slower, or busy, is allowed more, as measured beside the work."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PIECE = 0.022
"""Seconds of processor time that ``_piece`` took on the quiet machine for which limits are written."""


@contextmanager
def within(seconds: float, of: object = "it") -> Iterator[None]:
    """The body takes no more of this thread's time than so many seconds of the quiet machine; several times what it needs."""
    begun = time.thread_time()
    yield
    spent = time.thread_time() - begun
    assert spent < seconds or spent < seconds * slowness(), f"{of} took {spent:.1f} s, not {seconds} s"


def slowness() -> float:
    """How many times longer than the quiet machine this one takes now; at least 1."""
    return max(1.0, *(_spent(_piece) / PIECE for _ in range(3)))


def least(work: Callable[[], object], tries: int = 3) -> float:
    """The least time of this thread that the work takes in some tries, without the collector's."""
    gc.collect()
    gc.disable()
    try:
        return min(_spent(work) for _ in range(tries))
    finally:
        gc.enable()


def _spent(work: Callable[[], object]) -> float:
    begun = time.thread_time()
    work()
    return time.thread_time() - begun


def _piece() -> dict[str, int]:
    """Work of the kind that texts give: words cut, folded, counted and sorted."""
    counts: dict[str, int] = {}
    for turn in range(100):
        for word in ("the ferry of lower tarn sails on monday " * 150).split():
            folded = f"{word.casefold()}{turn % 7}"
            counts[folded] = counts.get(folded, 0) + len(word)
    return dict(sorted(counts.items()))
