"""Python's search for circles of objects set aside while a batch of blocks is worked on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

_OFTEN = 32
"""After so many batches all that was set aside is searched once."""
_DONE = count(1)


@contextmanager
def uncollected(batch: bool = False) -> Iterator[None]:
    """No search for circles inside; what is there at the end of a ``batch`` is set aside from the searches behind.

    A batch is very many small rows and readings that refer to each other in no circle, so that each goes when the
    last that holds it does. The search walks through all of them again and again and finds none: it took a
    quarter of the time of counting and a third of that of comparing. At the end of a batch it would walk at once through
    all that is kept for the next, another fifth of the time of comparing: that is set aside too. What does stand in a
    circle goes when all is searched, once in very many batches. A process that holds a whole case is not searched so:
    one run in 32 would wait for it.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            if batch:
                _set_aside()
            gc.enable()


def _set_aside() -> None:
    if next(_DONE) % _OFTEN == 0:
        gc.unfreeze()
        gc.collect()
    gc.freeze()
