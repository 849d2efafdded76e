"""Which unseen sources and missing answers of a traced case became a task, and which did not.

``python quality/tasks_listed.py CASE.json [--missing]``
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any


def main(path: str, *options: str) -> None:
    """Prints one figure a line; with ``--missing`` also the sources without a task."""
    case: dict[str, Any] = json.loads(Path(path).read_text("utf-8"))
    tasks, sources = case["to_find"], case["sources"]
    asked = {task["source"] for task in tasks}
    without = [row for row in sources if row["id"] not in asked]
    parents = {row["parent"] for row in case["not_compared"]}
    bare = {claim["article"] for claim in case["claims"] if claim["lead"] and not claim["chain"]}
    undated = [row["id"] for row in case["articles"] if row["published"]["value"] is None]
    of_text = {task["article"] for task in tasks if task["source"] is None}
    print(f"tasks: {len(tasks)}")
    print(
        f"sources: {len(sources)}, without a task: {len(without)} {dict(Counter(r['kind'] for r in without))}"
    )
    print(f"parents not compared: {len(parents)}, without a task: {len(parents - asked)}")
    print(f"leads without a source: {len(bare)}, without a task: {len(bare - of_text)}")
    print(f"texts without a date: {len(undated)}, without a task: {len(set(undated) - of_text)}")
    print(f"tasks that name a count from and to: {sum('becomes' in task['would_change'] for task in tasks)}")
    print(f"tasks with a search string: {sum(bool(task['queries']) for task in tasks)}")
    print(f"tasks with a language: {sum(bool(task['lang']) for task in tasks)}")
    print(f"tasks with a link, a post's id or a day: {sum(bool(task['known']) for task in tasks)}")
    if "--missing" in options:
        for row in without:
            print(f"  {row['kind']}: {row['name']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
