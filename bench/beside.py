"""What one article more beside a finished bulk run costs, and how far its answer agrees with a run that has it.

    python bench/beside.py [--size 1000] [--newcomers 20] [--work DIR] [--agree] [--run DIR --news DIR]

Simulated news with their reading given: all but some articles are a finished bulk run, of which the index is made; the others
come one by one. Seconds are the wall's and this process's own, of the newcomer's reading given. ``--agree`` makes the run
with the newcomers too and compares edges, groups and separate origins of each. ``--run``: a run that lies there, and the news
that it is of; its newcomers are articles of it under other ids, verbatim copies, told from the reading there.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from adding_given import Reading
from bulk import Asked, given, lay_out
from headwater.providers import load_models
from headwater.records.arrow import from_table
from headwater.records.tables import TABLE_OF, TABLES
from headwater.runs.beside import Standing, index_run, tell
from headwater.runs.beside.answers import rows_told
from headwater.runs.beside.world import World
from headwater.runs.bulk.shards import Shelf, shelves
from headwater.runs.bulk.whole import GATHERED, Whole
from headwater.runs.plan import GIVEN, PLAN, READ
from headwater.runs.row_spans import key_of
from headwater.simulation import simulate
from headwater.store import CaseFolder
from headwater.store.storage import Storage


def whole_of(place: Storage) -> Whole:
    """A run as the benchmark of bulk runs lays it out."""
    whole = Whole(list(shelves(place, len(list(place.path("shards").iterdir())))), Shelf(place, GATHERED))
    whole.know_dropped()
    return whole


def run_without(news: Path, out: Path, without: Sequence[str], languages: tuple[str, ...]) -> Path:
    """A run of all articles but some, unless it lies there; where it lies."""
    place = out / "given-local-2"
    if not (place / "gathered" / "changes.parquet").exists():
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        lay_out(CaseFolder(news / "reading"), Storage(str(place)))
        if without:
            _leave_out(Storage(str(place)), without)
        given(Asked(0, 0, languages, "local", 2, with_reading=True), out)
    return place


def _leave_out(place: Storage, articles: Sequence[str]) -> None:
    """Take the rows of some articles out of what reading gave."""
    gone = pa.array(articles, pa.string())
    names = ["gathered", *(f"shards/{one.name}" for one in sorted(place.path("shards").iterdir()))]
    for name in names:
        shelf = Shelf(place, name)
        for stage, record in list(shelf.record.stages.items()):
            tables = {
                table: shelf.table(table) for table in record.tables if table in TABLES and key_of(table)
            }
            kept = {
                one: table.filter(pc.invert(pc.is_in(table[key_of(one)], value_set=gone)))
                for one, table in tables.items()
            }
            if kept:
                shelf.keep(stage, "", kept, 0.0)


def newcomer_of(reading: Reading, article: str) -> dict[str, list[Any]]:
    """The rows that reading gives of an article, by table."""
    found: dict[str, list[Any]] = {}
    for kinds in (READ, *(stage.writes for stage in PLAN if reading.gives(stage))):
        for kind in kinds:
            name = TABLE_OF[kind]
            own = key_of(name) is not None and kind not in GIVEN
            found[name] = from_table(kind, reading.of(name, [article])) if own else []
    return found


def copied(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The same as an article of its own: it, and all that is called by an id in it, have other ids."""
    ids = {row.id for some in rows.values() for row in some if hasattr(row, "id")}
    new = {one: f"{one[:-3]}new" for one in ids}
    return {name: [_renamed(row, new) for row in some] for name, some in rows.items()}


def _renamed(value: Any, new: dict[str, str]) -> Any:
    """A value with other ids, wherever they stand in it."""
    if isinstance(value, str):
        return new.get(value, value)
    if isinstance(value, list):
        return [_renamed(one, new) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        names = value.__dataclass_fields__
        return replace(value, **{name: _renamed(getattr(value, name), new) for name in names})
    return value


def told(standing: Standing, rows: dict[str, list[Any]], models: Any) -> World:
    """The answer for a newcomer whose reading is given."""
    article = rows["articles"][0].id
    world = World(standing.laid, article)
    world.new.update(rows)
    for name in rows:
        world.covered[name] = {article}
    return tell(standing, world, models)


def measured(standing: Standing, newcomers: Sequence[dict[str, list[Any]]]) -> list[World]:
    """Each newcomer's answer, timed."""
    models, wall, own, worlds = load_models(), [], [], []
    told(standing, newcomers[0], models)  # what is loaded once is not of the first
    for rows in newcomers:
        begun, spent = time.perf_counter(), time.process_time()
        worlds.append(told(standing, rows, models))
        wall.append(time.perf_counter() - begun)
        own.append(time.process_time() - spent)
    for name, seconds in (("wall", wall), ("processor", own)):
        ordered = sorted(seconds)
        print(
            f"{len(seconds)} newcomers beside {len(standing.laid):,} articles, reading given, {name}: median {1000 * statistics.median(ordered):.0f} ms, "
            f"worst {1000 * ordered[-1]:.0f} ms, nine of ten within {1000 * ordered[len(ordered) * 9 // 10]:.0f} ms",
            flush=True,
        )
    return worlds


def agreement(worlds: Sequence[World], full: Whole, newcomers: Sequence[str]) -> None:
    """How far answers agree with the run that has the newcomers; what two newcomers share is left out."""
    edges = from_table(TABLES["derivations"], full.table("derivations"))
    groups = from_table(TABLES["matched_groups"], full.table("matched_groups"))
    best = {
        row.group: row.separate_origins.best
        for row in from_table(TABLES["group_origins"], full.table("group_origins"))
    }
    others, here = set(newcomers), set(full.table("articles")["id"].to_pylist())
    counts = {
        name: [0, 0, 0] for name in ("edges", "kinds of edges", "edges to sources", "fellows in groups")
    }
    equal = compared = 0
    for world in worlds:
        article, rows = world.article, rows_told(world)
        rest = others - {article}

        def of(some: Sequence[Any], article: str = article, rest: set[str] = rest) -> list[Any]:
            return [
                e
                for e in some
                if article in (e.child, e.parent) and not rest.intersection((e.child, e.parent))
            ]

        now, then = of(rows.of(TABLES["derivations"])), of(edges)
        _add(
            counts["edges"],
            {(e.child, e.parent) for e in now if {e.child, e.parent} <= here},
            {(e.child, e.parent) for e in then if {e.child, e.parent} <= here},
        )
        _add(
            counts["kinds of edges"],
            {(e.child, e.parent, e.kind) for e in now if {e.child, e.parent} <= here},
            {(e.child, e.parent, e.kind) for e in then if {e.child, e.parent} <= here},
        )
        _add(
            counts["edges to sources"],
            {(e.child, e.parent) for e in now if e.parent not in here},
            {(e.child, e.parent) for e in then if e.parent not in here},
        )
        mine, theirs = rows.of(TABLES["matched_groups"]), [g for g in groups if article in g.articles]
        _add(
            counts["fellows in groups"],
            {(g.about, a) for g in mine for a in g.articles if a not in others},
            {(g.about, a) for g in theirs for a in g.articles if a not in others},
        )
        told_ = {frozenset(g.claims): g.id for g in mine}
        counted = {row.group: row.separate_origins.best for row in rows.of(TABLES["group_origins"])}
        for group in theirs:
            if rest.isdisjoint(group.articles):
                compared += 1
                equal += counted.get(told_.get(frozenset(group.claims), ""), -1) == best[group.id]
    for name, (both, mine_, theirs_) in counts.items():
        print(
            f"{name}: precision {both / max(1, mine_):.3f}, recall {both / max(1, theirs_):.3f} ({both} of {mine_} told, of {theirs_} there)"
        )
    print(
        f"groups without another newcomer that are the same, with an equal count of separate origins: {equal} of {compared}"
    )


def _add(count: list[int], mine: set[Any], theirs: set[Any]) -> None:
    count[0] += len(mine & theirs)
    count[1] += len(mine)
    count[2] += len(theirs)


def opened(run: Path, index: Path) -> Standing:
    """The index of a run, made unless it stands, and opened; what that took is printed."""
    begun, own = time.perf_counter(), time.process_time()
    laid = index_run(whole_of(Storage(str(run))), index)
    made, spent = time.perf_counter() - begun, time.process_time() - own
    size = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
    begun = time.perf_counter()
    standing = Standing.of(laid)
    print(
        f"index of {len(laid):,} articles: {made:.1f} s, {1000 * spent / len(laid):.2f} ms of processors an article, "
        f"{size / len(laid) / 1000:.1f} kB an article; opened in {time.perf_counter() - begun:.2f} s",
        flush=True,
    )
    return standing


def memory() -> tuple[int, int]:
    """MiB resident now, without and of mapped files."""
    fields = dict(
        line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line
    )
    return tuple(int(fields[name].split()[0]) >> 10 for name in ("RssAnon", "RssFile"))  # type: ignore[return-value]


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--size", type=int, default=1000)
    options.add_argument("--newcomers", type=int, default=20)
    options.add_argument("--languages", default="en,fr")
    options.add_argument("--agree", action="store_true")
    options.add_argument("--work", type=Path)
    options.add_argument("--run", type=Path)
    options.add_argument("--news", type=Path)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        work = (asked.work or Path(place)) / f"beside-{asked.size}"
        languages = tuple(asked.languages.split(","))
        news = asked.news or work / "news"
        if not (news / "truth.json").exists():
            simulate(news, asked.size, seed=1, languages=languages, with_reading=True)
        reading = Reading(news)
        step = len(reading.articles) // asked.newcomers
        some = reading.articles[step // 2 :: step][: asked.newcomers]
        if asked.run:
            run, rows = asked.run, [copied(newcomer_of(reading, one)) for one in some]
        else:
            run = run_without(news, work / "without", some, languages)
            rows = [newcomer_of(reading, one) for one in some]
        del reading
        worlds = measured(opened(run, (asked.work or Path(place)) / f"index-{asked.size}"), rows)
        own, files = memory()
        print(
            f"resident: {own} MiB, and {files} MiB of mapped files; most ever {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB"
        )
        if asked.agree:
            full = whole_of(Storage(str(run_without(news, work / "with", (), languages))))
            agreement(worlds, full, some)
    return 0


if __name__ == "__main__":
    sys.exit(main())
