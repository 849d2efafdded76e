"""A workbench over a case written by hand, with a worker that only reads the log: no models, no plan."""

from __future__ import annotations

import json
import re
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from headwater.runs.judgements import as_line, log_of, read_log
from headwater.show.workbench.app import app_of
from headwater.show.workbench.desk import Settings
from headwater.show.workbench.work.process import Told, Worker, WorkFailedError
from headwater.store import CaseFolder, Manifest
from headwater.store.readmodel import open_read_model
from tests.show import ferry

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

BASE = "http://127.0.0.1:8420"
_DECIDED = {"status": "obeyed", "because": "Judged.", "entity": None}
_EMPTY: dict[str, Any] = {"mentions": [], "at": [], "value": None, "name": None, "undoes": None}


def case() -> dict[str, Any]:
    """The ferry case with a second name, so that two can be said to be one."""
    made = ferry.case()
    article = made["articles"][0]
    start = article["text"].index("Delta Wire")
    mention = {"article": article["id"], "text": "Delta Wire", "start": start, "end": start + 10}
    more = {"label": None, "status": "confirmed", "because": "It is its name."}
    wire = made["entities"][0] | {
        "id": "en-00000000000000aa", "name": "Delta Wire", "type": "outlet", "masked": False, "known_as": None,
        "names": [{"text": "Delta Wire", "lang": "en", "script": "Latn"}], "mentions": [mention | more],
    }  # fmt: skip
    for place, origin in enumerate(made["origins"]):
        origin["article"] = made["articles"][place]["id"]  # its own reporters: a judgement can point at them
    return made | {"entities": [*made["entities"], wire]}


def write_case(out: Path, made: dict[str, Any]) -> Path:
    """A case folder with this case.json and its read model."""
    folder = CaseFolder(out)
    out.mkdir(parents=True, exist_ok=True)
    sha = folder.write_json(folder.case_json, list(made.items()))
    folder.write_manifest(Manifest(exports={"case.json": f"written\n{sha}"}))
    open_read_model(out).close()
    return out


class ReadingWorker(Worker):
    """Stands for the worker's process: puts what the log holds into the case, and takes rejected edges out."""

    def __init__(self, out: Path, case: Callable[[], dict[str, Any]]) -> None:
        super().__init__(out)
        self.out, self.case = out, case
        self.asked: list[Told] = []
        self.fails = ""
        self.may_end = threading.Event()  # cleared by a test that must see a job under way
        self.may_end.set()

    def do(self, asked: Told, hear: Callable[[Told], None]) -> Told:
        """What the real one does, in small."""
        self.asked.append(asked)
        if self.fails:
            raise WorkFailedError(self.fails)
        self.may_end.wait(600)
        hear({"event": "begin", "stage": "origins.count", "says": "counting origins", "total": 5})
        case = self.case()
        log = [_EMPTY | as_line(row) | _DECIDED for row in read_log(log_of(self.out))]
        undone = {row["undoes"] for row in log if row["kind"] == "undo"}
        for row in log:
            if row["id"] in undone:
                row["status"] = "undone"
            elif row["kind"] == "reject_edge":
                _reject(case, row)
        case["judgements"] = [*case.get("judgements", []), *log]
        write_case(self.out, case)
        return {
            "worked": [],
            "new": asked.get("paths", []),
            "had": [],
            "gone": [],
            "refused": [],
            "remarks": [],
        }


def _reject(case: dict[str, Any], row: dict[str, Any]) -> None:
    ends = [anchor["article"] for anchor in row["at"]]
    case["derivations"] = [e for e in case["derivations"] if [e["child"], e["parent"]] != ends]
    for group in case["groups"]:
        if ends[0] in group["articles"]:
            count = group["separate_origins"]
            group["separate_origins"] = count | {"best": count["best"] + 1, "max": count["max"] + 1}


class Browser:
    """A browser as the server sees it: it keeps its cookie, and reads the tokens of forms."""

    def __init__(self, app: Any, base: str = BASE) -> None:
        self.app = app
        self.desk = app.state.desk
        self.client = TestClient(app, base_url=base, headers={"accept": "text/html"}, follow_redirects=True)

    def get(self, path: str, **more: Any) -> Any:
        """A page."""
        return self.client.get(path, **more)

    def json(self, path: str) -> Any:
        """The twin of a page."""
        found = self.client.get("/.json" if path == "/" else f"{path}.json")
        assert found.headers["content-type"].startswith("application/json")
        return found.json()

    def hidden(self, path: str, name: str) -> str:
        """The value of a hidden field of the first form of a page that has it."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.get(path).text)
        assert found, f"{path} has no {name}"
        return found[1]

    def post(self, path: str, data: dict[str, Any], *, at: str = "/settings", **more: Any) -> Any:
        """Send a form that was loaded from ``at``."""
        return self.client.post(path, data={"token": self.hidden(at, "token")} | data, **more)

    def judge(self, kind: str, on: str, **fields: Any) -> Any:
        """Give a judgement by the form of its row, as it stands now."""
        head = self.hidden(f"/judge/{on}", "head")
        return self.post("/judge", {"kind": kind, "on": on, "head": head} | fields, at=f"/judge/{on}")

    def close(self) -> None:
        """End the server."""
        self.desk.close()


def browser_on(out: Path, case: Callable[[], dict[str, Any]], **settings: Any) -> Browser:
    """A browser on a workbench over a case written by hand."""
    write_case(out, case())
    told = {"by": "Ana Orrel"} | settings
    return Browser(app_of(Settings(out, **told), ReadingWorker(out, case)))


def log_lines(out: Path) -> list[dict[str, Any]]:
    """The case's log, line by line."""
    path = log_of(out)
    return (
        [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    )
