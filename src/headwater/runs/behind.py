"""Work that is done behind a run: in order, one piece after another, in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType


class Behind:
    """Does pieces of work in the order in which they come; at once and here, where ``aside`` is not wanted.

    After a piece that failed none is done; its error is raised where the work is waited for.
    """

    def __init__(self, *, aside: bool) -> None:
        self._pool = ThreadPoolExecutor(1) if aside else None
        self._waiting: list[Future[None]] = []
        self._failed: BaseException | None = None

    def __enter__(self) -> Behind:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=error is not None)

    def do(self, work: Callable[[], None]) -> None:
        """Take a piece of work on; raises what an earlier one raised."""
        if self._failed is not None:
            raise self._failed
        if self._pool is None:
            work()
        else:
            self._waiting.append(self._pool.submit(self._try, work))

    def settle(self) -> None:
        """Wait until all is done; raises what a piece of work raised."""
        for one in self._waiting:
            one.result()
        self._waiting.clear()
        if self._failed is not None:
            raise self._failed

    def _try(self, work: Callable[[], None]) -> None:
        if self._failed is None:
            try:
                work()
            except BaseException as error:  # told where somebody waits, in another thread
                self._failed = error
