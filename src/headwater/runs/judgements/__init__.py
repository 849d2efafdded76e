"""What persons judge of a case: lines of a log to rows, each with whether the log lets it stand.

In: ``OUT/judgements.jsonl``, or a file that a person wrote in the same form. Out: one table a kind of judgement.
What can go wrong: a line that is no judgement (InputError with its number); a line cut off by a killed run is left
out. Whether what a judgement points at is still there is for the stage that obeys it to say.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from headwater.runs.judgements.kinds import TEXT_KINDS
    from headwater.runs.judgements.lines import KINDS, Judgement, from_object
    from headwater.runs.judgements.log import (
        LOG,
        append_judgements,
        as_line,
        line_of,
        log_of,
        read_judgements,
        read_log,
    )
    from headwater.runs.judgements.rows import rows_of_log

__all__ = [
    "KINDS",
    "LOG",
    "TEXT_KINDS",
    "Judgement",
    "append_judgements",
    "as_line",
    "from_object",
    "line_of",
    "log_of",
    "read_judgements",
    "read_log",
    "rows_of_log",
]
_HOMES = {
    "TEXT_KINDS": "kinds", "KINDS": "lines", "Judgement": "lines", "from_object": "lines", "rows_of_log": "rows",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """What the room exports, imported when first asked for: a run without judgements needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'log')}"), name)
