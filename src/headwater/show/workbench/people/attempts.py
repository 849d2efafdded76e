"""How often somebody may try to log in: few times in a while, by name and by address."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

_MOST_KEPT = 10_000


class Attempts:
    """Counts failed attempts; who failed too often waits."""

    def __init__(
        self, most: int = 5, seconds: float = 300.0, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._seconds, self._now = most, seconds, now
        self._failed: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, *keys: str) -> float:
        """Seconds until another attempt is looked at; 0 where it is now."""
        with self._lock:
            return max((self._wait(key) for key in keys), default=0.0)

    def failed(self, *keys: str) -> None:
        """Note a failed attempt."""
        with self._lock:
            for key in keys:
                self._failed.setdefault(key, []).append(self._now())
                self._failed.move_to_end(key)
            while len(self._failed) > _MOST_KEPT:
                self._failed.popitem(last=False)

    def forget(self, *keys: str) -> None:
        """Somebody came in: what failed before counts no more."""
        with self._lock:
            for key in keys:
                self._failed.pop(key, None)

    def _wait(self, key: str) -> float:
        since = self._now() - self._seconds
        recent = [at for at in self._failed.get(key, []) if at > since]
        if key in self._failed:
            self._failed[key] = recent
        return 0.0 if len(recent) < self._most else recent[-self._most] + self._seconds - self._now()
