"""Which moment of a case somebody means: a run by its number, or a day or instant; and how far the logs had come by then."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from headwater.records.errors import InputError
from headwater.runs.history.lines import RunLine
from headwater.runs.judgements import log_of
from headwater.store.evidence.instants import written
from headwater.store.evidence.lines import Line, read_chain, split_log

_RUN = re.compile(r"(?:run\s*)?(\d{1,9})", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a case had come: whole lines of its custody log and of its judgements, and the day of its last run."""

    custody: int
    judgements: tuple[bytes, ...]
    today: str
    run: RunLine | None
    """The run whose answer stood then; None where the history does not reach so far back."""


def moment_of(out: Path, when: str, history: Sequence[RunLine]) -> Moment:
    """The moment that ``when`` names: "3" (a run), "2034-03-02" (its end, UTC) or an instant in ISO 8601.

    Raises InputError for words that name none, and for a moment before the case began.
    """
    asked = _RUN.fullmatch(when.strip())
    if asked:
        run = next((line for line in history if line.run == int(asked[1])), None)
        if run is None:
            raise InputError(f"{out} has no run {asked[1]}: {_has(history)}")
    else:
        instant = _instant(when)
        run = next((line for line in reversed(history) if line.at <= instant), None)
        if run is None:
            return _from_logs(out, instant)
    judged = _judged(out)
    if len(judged) < run.judgements:
        raise InputError(f"{log_of(out)} has fewer lines than run {run.run} had obeyed; it was cut")
    return Moment(run.custody, tuple(judged[: run.judgements]), run.today, run)


def _from_logs(out: Path, instant: str) -> Moment:
    """By the times that the logs have themselves, where no run was noted yet."""
    lines, _ = read_chain(split_log((out / "evidence" / "custody.jsonl").read_bytes())[0])
    known = sum(1 for line in lines if line.at <= instant)
    if not any(line.action in ("received", "stub") for line in lines[:known]):
        raise InputError(f"{out} holds nothing from before {instant}: its first file came at {_first(lines)}")
    given = [data for data in _judged(out) if _when(data) <= instant]
    return Moment(known, tuple(given), instant[:10], None)


def _first(lines: Sequence[Line]) -> str:
    return next((line.at for line in lines if line.action in ("received", "stub")), "no time")


def _judged(out: Path) -> list[bytes]:
    path = log_of(out)
    return split_log(path.read_bytes() if path.exists() else b"")[0]


def _when(data: bytes) -> str:
    """When a judgement was given, as an instant that can be compared; what tells no time was never before."""
    try:
        return _instant(json.loads(data)["when"])
    except (ValueError, KeyError, TypeError, InputError):
        return "~"


def _instant(when: str) -> str:
    try:
        at = datetime.fromisoformat(when.strip())
    except ValueError as error:
        raise InputError(
            f"{when[:80]!r} names no moment: give the number of a run, a day such as 2034-03-02, or an instant"
        ) from error
    if _DAY.fullmatch(when.strip()):
        at = datetime.combine(at, time.max)
    return written(at if at.tzinfo else at.replace(tzinfo=UTC))


def _has(history: Sequence[RunLine]) -> str:
    if not history:
        return "no run was noted yet"
    return f"it has the runs {history[0].run} to {history[-1].run}"
