"""Which engine is meant by a name."""

from __future__ import annotations

from headwater.records.errors import ConfigError
from headwater.runs.engines.local import LocalEngine
from headwater.runs.engines.port import Engine
from headwater.runs.engines.workers import Limits
from headwater.runs.profiling import Profile

NAMES = "local, daft or ray://HOST:PORT"


def opened(
    name: str = "local",
    *,
    processes: int | None = None,
    limits: Limits | None = None,
    profile: Profile | None = None,
) -> Engine:
    """The engine of a name; raises ConfigError for an unknown one, MissingExtra where it is not installed."""
    if name == "local":
        return LocalEngine(processes, limits, profile)
    if name == "daft" or name.startswith("ray://"):
        from headwater.runs.engines.daft_frames import DaftEngine

        return DaftEngine(name, processes, limits)
    raise ConfigError(f"there is no engine {name!r}; known are {NAMES}")
