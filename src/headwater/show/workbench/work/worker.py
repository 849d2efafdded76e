"""The process that works on the case: told what to do in lines of JSON, it tells how it goes in lines of JSON.

A page is never slow because a run is under way, and the pages' process holds none of the case's tables. What it does
is what ``headwater add``, ``headwater judge`` and ``headwater watch --once`` do. It stays, with models loaded and the
case's tables at hand, so that its second run does only what has moved. Such a run is answered as soon as the answer is known and the
pages can show it: its files are written after that, and what comes next waits for them.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from headwater.records.errors import HeadwaterError
from headwater.runs.history.lines import case_of
from headwater.runs.warm import Warm
from headwater.store.readmodel import open_read_model
from headwater.store.readmodel.following import Following

if TYPE_CHECKING:
    from headwater.runs.edits import Edits
    from headwater.runs.results import Case

Told = dict[str, Any]
Tell = Callable[..., None]
_WARM = Warm()
"""What this process keeps between runs: it works on one case."""
_FOLLOWING: dict[Path, Following] = {}


class Done:
    """Tells the result of a deed, once."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self.told = False

    def __call__(self, result: Told) -> None:
        """Tell it, where it is not told."""
        if not self.told:
            self.told = True
            self._tell("done", result=result)


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


def refresh(out: Path, asked: Told, tell: Tell, done: Done) -> None:
    """Bring the case up to date with its log and what it keeps, and the read model with the case."""
    from headwater.runs.trace import trace_kept

    _answered_early(
        out,
        lambda: trace_kept(out, progress=Telling(tell), warm=_WARM),
        lambda worked: {"worked": list(worked)},
        done,
    )


def model(out: Path, asked: Told, tell: Tell, done: Done) -> None:
    """Make the read model of a case that another program has brought up to date."""
    open_read_model(out).close()
    done({})


def add(out: Path, asked: Told, tell: Tell, done: Done) -> None:
    """Take in files, and pages of hosts that were agreed to."""
    from headwater.runs.intake import Taken, look_through
    from headwater.runs.intake import add as add_to

    wanted, taken = look_through([*asked["paths"], *asked["urls"]], out), Taken()

    def run() -> Case:
        fetcher = _fetcher(asked) if wanted.urls else None
        return add_to(
            out, wanted, fetcher, tell=lambda line: tell("say", line=line), progress=Telling(tell), warm=_WARM, taken=taken
        ).case  # fmt: skip

    def result(worked: Sequence[str]) -> Told:
        return {
            "new": taken.new,
            "gone": taken.gone,
            "had": list(wanted.had),
            "refused": [{"path": row.path, "reason": row.reason} for row in taken.refused],
            "remarks": taken.remarks,
            "worked": list(worked),
        }

    _answered_early(out, run, result, done)


def _answered_early(
    out: Path, run: Callable[[], Case], result: Callable[[Sequence[str]], Told], done: Done
) -> None:
    """Do a run; its result is told as soon as the read model has the answer, or else at its end."""
    following = _FOLLOWING.setdefault(out, Following(out))

    def answered(before: str, moved: Mapping[str, Edits] | None, worked: Sequence[str]) -> None:
        if moved is not None and following.take(before, moved, _WARM.lines.known):
            done(result(worked))

    _WARM.answered = answered
    try:
        case = run()
    finally:
        _WARM.answered = None
    sha = case_of(case.manifest)
    following.settle(sha)
    if not done.told:
        open_read_model(out).close()
        done(result(case.worked))
        following.ready(sha, _WARM.lines.known)


def feeds(out: Path, asked: Told, tell: Tell, done: Done) -> None:
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
    open_read_model(out).close()
    done(
        {
            "new": [article.title for one in news for article in one.articles],
            "gone": [],
            "had": [],
            "refused": [{"path": where, "reason": why} for one in news for where, why in one.troubles],
            "remarks": [],
            "waiting": sum(one.waiting for one in news),
        }
    )


def _fetcher(asked: Told) -> Any:
    """What fetches: hosts that were agreed to on the page, and none else."""
    from headwater.articles.web.fetching import Fetcher
    from headwater.articles.web.settings import FetchSettings
    from headwater.articles.web.worlds import World

    agreed = frozenset(asked["hosts"])
    settings = FetchSettings(proxy=asked.get("proxy"), allow_private=bool(asked.get("allow_private")), ports=tuple(asked.get("ports") or (80, 443)))  # fmt: skip
    return Fetcher(settings, lambda host: host in agreed, World())


DEEDS: dict[str, Callable[[Path, Told, Tell, Done], None]] = {
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
        asked, done = json.loads(line), Done(tell)
        try:
            DEEDS[asked["do"]](out, asked, tell, done)
        except Exception as error:  # the page must hear of it, whatever it is
            says = str(error) if isinstance(error, HeadwaterError) else f"unexpected: {error!r}"
            if (
                done.told
            ):  # the answer stands; the next run writes the files that are missing, or tells why it cannot
                sys.stderr.write(f"{says}\n")
            else:
                tell("failed", error=type(error).__name__, says=says)


def main() -> None:
    """Work for the pages' process: standard output is the line to it, whatever else is printed goes to the log."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="surrogatepass")
    os.dup2(2, 1)
    lines = os.fdopen(os.dup(0), "r", encoding="utf-8", errors="surrogatepass")
    work(Path(sys.argv[1]), lines, answers)


if __name__ == "__main__":
    main()
