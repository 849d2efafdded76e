"""What is to be found: the list, and one task with what became of it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query

from headwater.show.workbench.addresses import key_of, page_of
from headwater.show.workbench.asking import Asking, Shown
from headwater.show.workbench.judging.forms import TASK
from headwater.show.workbench.lines import name_of
from headwater.show.workbench.paging import PageNumber, Words, like, part_of
from headwater.show.workbench.rows import Row, Rows
from headwater.show.workbench.site import Site

Status = Annotated[
    Literal["", "open", "asked", "found", "gone", "refused"], Query(description="Only those in this state.")
]


def register_tasks(site: Site) -> None:
    """Puts the tasks on the site."""

    @site.page("/tasks", "Documents and answers that the case lacks, those that could change most first.")
    def tasks(ask: Asking, status: Status = "", q: Words = "", page: PageNumber = 1) -> Shown:
        chosen: list[str] = ["1"]
        values: list[str] = []
        if status:
            chosen.append("status = ?")
            values.append(status)
        if q:
            chosen.append("what LIKE ? ESCAPE '\\'")
            values.append(like(q))
        where, rows = " AND ".join(chosen), ask.rows
        part = part_of(int(rows.one(f"SELECT count(*) FROM to_find WHERE {where}", *values)), page)
        found = rows.where(
            "to_find", f"WHERE {where} ORDER BY rowid LIMIT 50 OFFSET ?", *values, max(0, part.first - 1)
        )
        data = {
            "to_find": [_line(rows, row) for row in found],
            "part": part.as_json(),
            "status": status,
            "q": q,
        }
        return Shown("tasks", data, {"part": part, "states": {k: ask.t(v) for k, v in TASK.items()}})

    @site.page("/tasks/{key}", "One task, whom one asked, and what they answered.")
    def task(ask: Asking, key: str) -> Shown:
        id_ = ask.id("to_find", key, "task")
        row = _line(ask.rows, ask.rows.by_ids("to_find", [id_])[0])
        return Shown("task", row, {"states": {k: ask.t(v) for k, v in TASK.items()}})


def _line(rows: Rows, row: Row) -> Row:
    about = row["source"] or row["article"]
    list_ = "sources" if row["source"] else "articles"
    return row | {
        "href": f"/tasks/{key_of(row['id'])}",
        "about": name_of(rows, about) if about else "",
        "about_href": page_of(list_, about) if about else None,
    }
