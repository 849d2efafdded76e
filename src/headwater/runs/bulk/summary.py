"""What a bulk run came to: counts, seconds of each stage, and why what was not used was not."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pyarrow.compute as pc

from headwater.runs.bulk.planning import Plan
from headwater.runs.bulk.whole import Whole
from headwater.store.storage import Storage
from headwater.version import __version__

SUMMARY = "summary.json"
_NUMBERS = re.compile(r"[0-9][0-9,.]*")
_MOST_REASONS = 50
_MOST_GROUPS = 10


def write_summary(whole: Whole, plan: Plan, counts: dict[str, int], out: Storage) -> dict[str, Any]:
    """Write ``summary.json`` and ``rejected.parquet``; gives the summary."""
    rejected = whole.table("rejected")
    out.write_table("rejected.parquet", rejected)
    given_up = [
        {"article": article, "path": path, "stage": stage, "because": why}
        for shelf in whole.shelves
        for article, (path, stage, why) in sorted(shelf.record.given_up.items())
    ]
    summary = {
        "headwater": __version__,
        "inputs": [{"name": name, "bytes": size} for name, size, _ in plan.inputs[:1000]],
        "bytes": sum(size for _, size, _ in plan.inputs),
        "shards": len(plan.shards),
        "dates_believed_until": plan.today,
        "lists": counts,
        "seconds": _seconds(whole),
        "rejected": _reasons(rejected["reason"].to_pylist()),
        "given_up": given_up,
        "largest_groups": _largest(whole),
    }
    text = json.dumps(summary, indent=1, ensure_ascii=False)
    out.write(SUMMARY, text.encode("utf-8", "surrogatepass"))
    return summary


def _largest(whole: Whole) -> list[dict[str, Any]]:
    """The groups that most articles speak of."""
    rows: list[tuple[int, str]] = []
    for batch in whole.mapped("matched_groups").batches:
        sizes = pc.list_value_length(batch.column("articles")).to_pylist()
        rows += zip(sizes, batch.column("id").to_pylist(), strict=True)
        rows = sorted(rows, key=lambda row: (-row[0], row[1]))[:_MOST_GROUPS]
    return [{"id": group, "articles": size} for size, group in rows]


def _seconds(whole: Whole) -> dict[str, float]:
    """Seconds by stage, of all shards together, as they were when each was done."""
    found: dict[str, float] = {}
    for shelf in (*whole.shelves, whole.gathered):
        for name, record in shelf.record.stages.items():
            found[name] = found.get(name, 0.0) + record.seconds
    return {name: round(seconds, 3) for name, seconds in found.items()}


def _reasons(reasons: list[str]) -> dict[str, int]:
    """How often each reason stands, reasons that differ in numbers and names counted as one, most frequent first."""
    counted = Counter(_kind(reason) for reason in reasons)
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_MOST_REASONS])


def _kind(reason: str) -> str:
    if reason.startswith(("the same article as", "another text with the same id")):
        return reason.partition(" as ")[0]
    return _NUMBERS.sub("N", reason.partition(":")[0])
