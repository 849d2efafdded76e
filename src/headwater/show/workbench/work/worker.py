"""The process that works on the case: told what to do in lines of JSON, it tells how it goes in lines of JSON.

A page is never slow because a run is under way, and the pages' process holds none of the case's tables. What it does
is what ``headwater add``, ``headwater judge`` and ``headwater watch --once`` do. It stays, with models loaded and the
case's tables at hand, so that its second run does only what has moved.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from headwater.records.errors import HeadwaterError
from headwater.runs.warm import Warm

Told = dict[str, Any]
Tell = Callable[..., None]
_WARM = Warm()
"""What this process keeps between runs: it works on one case."""


class Telling:
    """A run's progress as lines."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def begin(self, stage: str, says: str, total: int) -> None:
        """A stage begins."""
        self._tell("begin", stage=stage, says=says, total=total)

    def advance(self, articles: int) -> None:
        """So many more articles are done."""
        self._tell("advance", articles=articles)

    def end(self, stage: str, seconds: float, reused: bool) -> None:
        """A stage is done."""
        self._tell("end", stage=stage, reused=reused)


def refresh(out: Path, asked: Told, tell: Tell) -> Told:
    """Bring the case up to date with its log and what it keeps, and the read model with the case."""
    from headwater.runs.trace import trace_kept

    case = trace_kept(out, progress=Telling(tell), warm=_WARM)
    _read_model(out)
    return {"worked": list(case.worked)}


def model(out: Path, asked: Told, tell: Tell) -> Told:
    """Make the read model of a case that another program has brought up to date."""
    _read_model(out)
    return {}


def add(out: Path, asked: Told, tell: Tell) -> Told:
    """Take in files, and pages of hosts that were agreed to."""
    from headwater.runs.intake import add as add_to
    from headwater.runs.intake import look_through

    wanted = look_through([*asked["paths"], *asked["urls"]], out)
    added = add_to(
        out,
        wanted,
        _fetcher(asked) if wanted.urls else None,
        tell=lambda line: tell("say", line=line),
        progress=Telling(tell),
        warm=_WARM,
    )
    _read_model(out)
    taken = added.taken
    return {
        "new": taken.new,
        "gone": taken.gone,
        "had": list(added.had),
        "refused": [{"path": row.path, "reason": row.reason} for row in taken.refused],
        "remarks": taken.remarks,
        "worked": list(added.case.worked),
    }


def feeds(out: Path, asked: Told, tell: Tell) -> Told:
    """One round over feeds: what is new in them is fetched and taken in."""
    import time
    from datetime import UTC, datetime

    from headwater.runs.watching import read_followed, watch

    followed, seconds = read_followed(Path(asked["feeds"])), 900.0
    rounds = watch(
        out, followed, lambda: _fetcher(asked), every=seconds, now=lambda: datetime.now(UTC),
        rest=time.sleep, once=True,
    )  # fmt: skip
    news = [round_.news for round_ in rounds]
    _read_model(out)
    return {
        "new": [article.title for one in news for article in one.articles],
        "gone": [],
        "had": [],
        "refused": [{"path": where, "reason": why} for one in news for where, why in one.troubles],
        "remarks": [],
        "waiting": sum(one.waiting for one in news),
    }


def _fetcher(asked: Told) -> Any:
    """What fetches: hosts that were agreed to on the page, and none else."""
    from headwater.articles.web.fetching import Fetcher
    from headwater.articles.web.settings import FetchSettings
    from headwater.articles.web.worlds import World

    agreed = frozenset(asked["hosts"])
    settings = FetchSettings(proxy=asked.get("proxy"), allow_private=bool(asked.get("allow_private")), ports=tuple(asked.get("ports") or (80, 443)))  # fmt: skip
    return Fetcher(settings, lambda host: host in agreed, World())


def _read_model(out: Path) -> None:
    from headwater.store.readmodel import open_read_model

    open_read_model(out).close()


DEEDS: dict[str, Callable[[Path, Told, Tell], Told]] = {
    "refresh": refresh,
    "model": model,
    "add": add,
    "feeds": feeds,
}


def work(out: Path, lines: IO[str], answers: IO[str]) -> None:
    """Do what each line asks, until there are no more."""

    def tell(event: str, **more: Any) -> None:
        try:
            answers.write(json.dumps({"event": event} | more, ensure_ascii=False) + "\n")
            answers.flush()
        except OSError:  # the pages' process is gone: what is kept is kept, the next start goes on from it
            os._exit(0)

    for line in lines:
        asked = json.loads(line)
        try:
            result = DEEDS[asked["do"]](out, asked, tell)
        except HeadwaterError as error:
            tell("failed", error=type(error).__name__, says=str(error))
        except Exception as error:  # the page must hear of it, whatever it is
            tell("failed", error=type(error).__name__, says=f"unexpected: {error!r}")
        else:
            tell("done", result=result)


def main() -> None:
    """Work for the pages' process: standard output is the line to it, whatever else is printed goes to the log."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="surrogatepass")
    os.dup2(2, 1)
    lines = os.fdopen(os.dup(0), "r", encoding="utf-8", errors="surrogatepass")
    work(Path(sys.argv[1]), lines, answers)


if __name__ == "__main__":
    main()
