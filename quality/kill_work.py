"""What is killed: adding, judging, watching, migrating and copying, each on one case; and how their results are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import headwater.runs.trace as trace_module
from headwater.runs.edits import Edits
from headwater.runs.history.lines import case_of
from headwater.runs.intake import add, look_through
from headwater.runs.judgements import Judgement, append_judgements, from_object
from headwater.runs.results import Case, open_case
from headwater.runs.trace import trace_kept
from headwater.runs.warm import Warm
from headwater.store.copying import copy_case
from headwater.store.local import LocalCase
from headwater.store.opening import open_store
from headwater.store.readmodel import open_read_model
from headwater.store.readmodel.following import Following

WORLD = Path(__file__).parent.parent / "examples" / "world" / "articles"
TODAY = date(2034, 4, 1)
NOW = datetime(2034, 3, 3, 8, 0, tzinfo=UTC)
LATER = ("sorpress-ollenz.html", "pass-and-valley-ollenz.md")
attempts = {"made": 0}
"""Children started: a later one's clock has gone on."""
_FOLLOWING: dict[Path, Following] = {}
Tell = Callable[[str], None]


def case_json(out: Path) -> bytes:
    """The bytes of a case's export."""
    return (out / "case.json").read_bytes()


def ids_in(out: Path) -> set[str]:
    """The judgements that a case's log holds."""
    return {line.id for line in LocalCase(out).log.lines()}


def judgements_on(out: Path) -> list[Judgement]:
    """Judgements of several kinds on the articles and claims of a case."""
    case = open_case(out)
    given = []
    for number, row in enumerate(case.claims[:4]):
        text = case.articles[0].text if not row.text else row.text
        kind = ("set_certainty", "note", "set_standing", "note")[number]
        value = ("possible", "Look again.", "own_reporter", "Asked the port.")[number]
        given.append(
            {"kind": kind, "who": "Edda Kroon", "when": f"2034-03-0{number + 1}T10:00:00+00:00", "why": "Read again.",
             "value": value, "at": [{"article": row.article, "text": text, "start": row.start, "end": row.end}]}
        )  # fmt: skip
    return [from_object(value, "kills") for value in given]


def _memory() -> Warm | None:
    """Every other attempt is a process that stays: it writes its files behind its stages."""
    return Warm() if attempts["made"] % 2 else None


def followed(out: Path, warm: Warm | None, run: Callable[[], Case]) -> None:
    """Do a run and bring the read model up to date: in a process that stays before the run's files are written."""
    following = _FOLLOWING.setdefault(out, Following(out))

    def answered(before: str, moved: Mapping[str, Edits] | None, worked: Sequence[str]) -> None:
        if warm is not None and moved is not None:
            following.take(before, moved, warm.lines.known)

    if warm is not None:
        warm.answered = answered
    sha = case_of(run().manifest)
    following.settle(sha)
    open_read_model(out).close()
    if warm is not None:
        following.ready(sha, warm.lines.known)


def adding(out: Path, tell: Tell) -> None:
    """Two reports, one after the other."""
    warm = _memory()
    for name in LATER:
        asked = look_through([str(WORLD / name)], out)
        followed(out, warm, lambda asked=asked: add(out, asked, today=TODAY, processes=1, warm=warm).case)  # type: ignore[misc]


def judging(given: list[Judgement], out: Path, tell: Tell) -> None:
    """Judgement after judgement, each with a run; told as soon as the log has it."""

    def append(path: Path, judgements: list[Judgement]) -> int:
        done = append_judgements(path, judgements)
        for one in judgements:
            tell(one.id)
        return done

    trace_module.append_judgements = append  # type: ignore[assignment, attr-defined]
    warm = _memory()
    for one in given:
        followed(
            out, warm, lambda one=one: trace_kept(out, judgements=[one], today=TODAY, processes=1, warm=warm)  # type: ignore[misc]
        )  # fmt: skip


def watching(address: str, out: Path, tell: Tell) -> None:
    """One round over a feed of three pages on this machine, an hour after the one before; pages bear one date."""
    from headwater.articles.web.fetching import Fetcher
    from headwater.articles.web.settings import FetchSettings
    from headwater.articles.web.worlds import World
    from headwater.runs.watching import Followed, watch

    port = int(address.rpartition(":")[2])
    settings = FetchSettings(allow_private=True, ports=(port,), pause=0.0)
    followed = Followed.model_validate({"feed": [{"url": f"{address}/feed"}]})
    world = replace(World(), now=lambda: NOW)
    began = attempts["made"]
    going = watch(
        out, followed, lambda: Fetcher(settings, world=world), every=900.0, now=lambda: NOW + timedelta(hours=began),
        rest=lambda seconds: None, once=True, today=TODAY, processes=1,
    )  # fmt: skip
    list(going)


def migrating(out: Path, tell: Tell) -> None:
    """A case of the first format made whole by this version, with its read model."""
    warm = _memory()
    followed(out, warm, lambda: trace_kept(out, today=TODAY, processes=1, warm=warm))


def copying(url: str, given: list[Judgement], out: Path, tell: Tell) -> None:
    """To a team's database, judged there, and back into another folder."""
    from headwater.runs.judgements import as_line

    with closing(open_store(f"{url}?case={_name(out)}")) as team:
        copy_case(LocalCase(out / "one"), team)
        for one in given:
            team.log.append([_line(as_line(one))])
            tell(one.id)
        copy_case(team, LocalCase(out / "two"))


def _name(out: Path) -> str:
    return out.name.replace("-", "_")


def _line(value: dict[str, object]) -> bytes:
    import json

    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def ids_of_team(url: str, out: Path) -> set[str]:
    """The judgements that the database has of a case, or its second folder."""
    with closing(open_store(f"{url}?case={_name(out)}")) as team:
        if team.exists():
            with team.open_read_model() as model:
                if model.check():
                    raise SystemExit(f"copy: the read model is not whole: {model.check()[:3]}")
            team.require_sound()
        return {line.id for line in team.log.lines()}
