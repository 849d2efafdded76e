"""kill -9 at random moments of every verb that writes: add, judge, watch, migrate, copy.

Each verb works on a case of the example world. A process that has everything loaded is forked, and the child is killed
while it works: after it has begun, and before it says that it is done. Every other child is a process that stays: it writes its
files behind its stages, and the read model follows it before they are written, as the workbench's does. Then the case is looked at: it opens, its evidence holds, every judgement that was acknowledged is in the
log, its read model opens whole. At last the verb is done undisturbed, and case.json must be that of a case in which
nothing was ever killed.
"""

from __future__ import annotations

import functools
import http.server
import os
import random
import shutil
import signal
import tarfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import headwater.runs.trace as trace_module
from headwater.runs.edits import Edits
from headwater.runs.history.lines import case_of
from headwater.runs.intake import add, look_through
from headwater.runs.judgements import Judgement, append_judgements, from_object
from headwater.runs.results import Case, open_case
from headwater.runs.trace import trace, trace_kept
from headwater.runs.warm import Warm
from headwater.store.copying import copy_case
from headwater.store.evidence.verification import verify
from headwater.store.local import LocalCase
from headwater.store.opening import open_store
from headwater.store.readmodel import open_read_model
from headwater.store.readmodel.following import Following

ROOT = Path(__file__).parent.parent
WORLD = ROOT / "examples" / "world" / "articles"
OLD = ROOT / "tests" / "store" / "cases" / "format-1.tar.xz"
TODAY = date(2034, 4, 1)
NOW = datetime(2034, 3, 3, 8, 0, tzinfo=UTC)
_LATER = ("sorpress-ollenz.html", "pass-and-valley-ollenz.md")
_KILLS_A_CASE = 5
_PAGE = (
    "<html lang=en><head><title>Ferry sails {0}</title></head><body><article><h1>Ferry sails {0}</h1><p>The ferry of Lower "
    "Tarn will sail again from Monday, the harbour board said on Thursday.</p><p>Two welders from Harl worked through {0} "
    "nights, according to the board's clerk, Ada Brook.</p></article></body></html>"
)

_BEGUN, _DONE = "begun", "done"
_FOLLOWING: dict[Path, Following] = {}
_attempts = {"made": 0}
"""Children started: a later one's clock has gone on."""

Tell = Callable[[str], None]
Work = Callable[[Path, Tell], None]


@dataclass(frozen=True)
class Verb:
    """What is killed: a case to begin with, the work, and where its result lies."""

    name: str
    base: Path
    work: Work
    result: Callable[[Path], bytes]
    judged: Callable[[Path], set[str]]
    again: bool = False
    """Whether there is new work each time, as for a watch whose clock goes on."""


@dataclass
class Seen:
    """What the kills of one verb came to."""

    kills: int = 0
    in_time: int = 0
    staying: int = 0
    cases: int = 0
    judgements: int = 0
    seconds: list[float] = field(default_factory=list)


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
    return Warm() if _attempts["made"] % 2 else None


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
    for name in _LATER:
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
    began = _attempts["made"]
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


@contextmanager
def site() -> Iterator[str]:
    """A feed with three pages on this machine; its address."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, kind = _answer(self.path, f"http://{self.headers['Host']}")
            self.send_response_only(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is said."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()


def _answer(path: str, host: str) -> tuple[bytes, str]:
    if path == "/feed":
        items = "".join(
            f"<item><title>Ferry sails {n}</title><link>{host}/news/{n}</link><guid isPermaLink='false'>{n}</guid>"
            f"<pubDate>Fri, 03 Mar 2034 07:1{n}:00 +0000</pubDate></item>" for n in (1, 2, 3)
        )  # fmt: skip
        whole = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn Courier</title>{items}</channel></rss>'
        return whole.encode(), "application/rss+xml"
    if path.startswith("/news/"):
        return _PAGE.format(path[-1]).encode(), "text/html"
    return b"", "text/plain"


def child_of(verb: Verb, out: Path, seconds: float | None) -> tuple[set[str], bool]:
    """Do the work in a child, killed after so many seconds; what it had told, and whether it was still at work."""
    _attempts["made"] += 1
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - it never comes back
        os.close(reading)
        code = 1
        try:
            _tell(writing, _BEGUN)
            verb.work(out, lambda id_: _tell(writing, id_))
            _tell(writing, _DONE)
            code = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        began = told.readline().strip() == _BEGUN
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        ids = set(told.read().split())
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"{verb.name}: the work failed, see above")
    return ids - {_DONE}, began and _DONE not in ids and os.WIFSIGNALED(status)


def _tell(pipe: int, id_: str) -> None:
    os.write(pipe, f"{id_}\n".encode())


def require_whole(verb: Verb, out: Path, told: set[str]) -> None:
    """Stop where something acknowledged is lost, or the case does not open."""
    if lost := told - verb.judged(out):
        raise SystemExit(f"{verb.name}: lost {sorted(lost)[:3]}")
    for folder in [out] if verb.name != "copy" else [out / "one", out / "two"]:
        if not (folder / "manifest.json").exists():
            continue
        open_case(folder)
        report = verify(folder)
        broken = [
            fault for fault in report.faults if fault.kind != "table"
        ]  # tables are made anew by the next run
        if broken:
            raise SystemExit(f"{verb.name}: {broken[0]}")
        if (folder / "case.json").exists():
            with open_read_model(folder) as model:
                model.counts()


def kill_verb(verb: Verb, kills: int, folder: Path, seed: int) -> Seen:
    """Kill so many times while the verb is at work."""
    chance, seen = random.Random(seed), Seen()
    whole = folder / f"{verb.name}-whole"
    shutil.copytree(verb.base, whole)
    begun = time.monotonic()
    before = verb.judged(whole)
    all_told, _ = child_of(verb, whole, None)
    length = time.monotonic() - begun
    wanted = verb.result(whole)
    while seen.in_time < kills:
        out = folder / f"{verb.name}{seen.cases}"
        shutil.copytree(verb.base, out)
        told = set(before)
        for _ in range(_KILLS_A_CASE):
            ids, at_work = child_of(verb, out, chance.uniform(0.0, 0.7 * length))
            told |= ids
            seen.kills += 1
            seen.in_time += at_work
            seen.staying += at_work and _attempts["made"] % 2
            require_whole(verb, out, told)
            if not at_work and not verb.again:
                break  # it came to its end: there is nothing left to do at which it could be killed
        ids, _ = child_of(verb, out, None)
        require_whole(verb, out, told | ids)
        if verb.result(out) != wanted:
            raise SystemExit(
                f"{verb.name}: the case after kills is not that of an undisturbed run, see {out}"
            )
        seen.cases += 1
        seen.judgements += len(told | all_told)
        shutil.rmtree(out)
    print(
        f"{verb.name}: {seen.in_time} kills at work, {seen.staying} of them of processes that stay; {seen.kills - seen.in_time} more "
        f"came after the work; {seen.cases} cases; "
        f"{seen.judgements} judgements acknowledged, none lost; every case opened, every result as undisturbed",
        flush=True,
    )
    return seen


def verbs_of(folder: Path, address: str, url: str | None) -> list[Verb]:
    """The verbs, each with the case that it begins with."""
    some = folder / "world"
    shutil.copytree(WORLD, some)
    for name in _LATER:
        (some / name).unlink()
    base, old = folder / "base", folder / "old"
    trace([some], base, today=TODAY, processes=1)
    open_read_model(base).close()
    with tarfile.open(OLD) as kept:
        kept.extractall(old, filter="data")
    given = judgements_on(base)
    verbs = [
        Verb("add", base, adding, case_json, ids_in),
        Verb("judge", base, functools.partial(judging, given), case_json, ids_in),
        Verb("watch", base, functools.partial(watching, address), case_json, ids_in, again=True),
        Verb("migrate", old, migrating, case_json, ids_in),
    ]
    if url:
        both = folder / "both"
        shutil.copytree(base, both / "one")
        work = functools.partial(copying, url, given)
        verbs.append(
            Verb("copy", both, work, lambda out: case_json(out / "two"), functools.partial(ids_of_team, url))
        )
    return verbs


def kill_verbs(kills: int, seed: int, folder: Path, url: str | None, names: list[str]) -> None:
    """Kill every verb so many times."""
    with site() as address:
        for verb in verbs_of(folder, address, url):
            if not names or verb.name in names:
                kill_verb(verb, kills, folder, seed)
