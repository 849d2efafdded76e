"""The read model of a large case: time to make it, to open it, and to ask it.

    python bench/readmodel.py [--articles 10000] [--work DIR] [--case OUT] [--team postgresql://USER@HOST/DATABASE]

A case is simulated with its reading; groups, origins and edges are laid over it in about the numbers that traces of
news have. ``--case`` measures a case that stands instead. Every step is a process of its own; making is told in
processor time too, since other work disturbs the clock. ``--team`` measures the same case in PostgreSQL too: copied there,
opened, asked, judged. Goals: 10,000 articles open in under 1 s and 600 MB.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_GROUP = 4
"""Articles of a group."""
_TIMES = 5
QUERIES = {
    "first 100 claims": "SELECT * FROM v_claims LIMIT 100",
    "first 100 groups": "SELECT * FROM v_groups LIMIT 100",
    "first 100 edges": "SELECT * FROM v_edges LIMIT 100",
    "first 100 sources": "SELECT * FROM v_sources LIMIT 100",
    "how many claims": "SELECT count(*) FROM v_claims",
    "claims by outlet and standing": "SELECT outlet, standing, count(*) FROM v_claims GROUP BY 1, 2",
    "groups on one origin": "SELECT * FROM v_groups WHERE origins_best = 1 AND articles > 2",
    "at least 20 killed": "SELECT c.* FROM claim_quantities q JOIN claims c ON c.id = q.claim "
    "WHERE q.role = 'killed' AND q.low >= 20",
    "the ten most cited sources": "SELECT * FROM v_sources ORDER BY articles DESC, source LIMIT 10",
}


def prepare(work: Path, articles: int) -> Path:
    """A simulated case with case.json and manifest, in a folder that a second call finds again."""
    out = work / f"case{articles}"
    if (out / "case.json").exists():
        return out
    from headwater.simulation import simulate

    done = simulate(work / f"news{articles}", articles, seed=1, languages=["en", "fr"], with_reading=True)
    assert done.reading is not None
    write_case(done.reading, out)
    return out


def write_case(reading: Path, out: Path) -> None:
    """case.json of a simulated reading, with groups, origins, sources and edges laid over it."""
    from headwater.records.arrow import from_table
    from headwater.records.tables import TABLES, Tables
    from headwater.runs.assembly import assemble
    from headwater.store import CaseFolder, Manifest

    left_out = ("sentences", "parses", "sentence_vectors")
    held = CaseFolder(reading)
    rows: dict[type[Any], list[Any]] = {}
    for name, kind in TABLES.items():
        if name not in left_out and held.table_path(name).exists():
            import pyarrow.parquet as pq

            rows[kind] = from_table(kind, pq.read_table(held.table_path(name)))
    tables = Tables(rows)
    folder = CaseFolder(out)
    sha = folder.write_json(folder.case_json, assemble(tables.merged(_laid_over(tables))))
    folder.write_manifest(Manifest(exports={"case.json": f"simulated\n{sha}"}))


def _laid_over(tables: Any) -> Any:
    from headwater.records.articles import Article
    from headwater.records.claims import Attribution, Claim
    from headwater.records.matches import MatchedGroup
    from headwater.records.origins import ClaimOrigins, Count, Derivation, GroupOrigins, Origin, Source
    from headwater.records.tables import Tables

    cited: dict[str, list[Any]] = {}
    for row in tables.of(Attribution):
        cited.setdefault(row.resolved_source or "a source", []).append(row)
    sources = [Source(f"so-{n}", name, "organisation", None, [row.id for row in rows], "Cited.") for n, (name, rows) in enumerate(cited.items())]  # fmt: skip
    number = {name: n for n, name in enumerate(cited)}
    origins = [
        Origin(f"or-{n}", name, "named", f"so-{n}", None, list(dict.fromkeys(row.article for row in rows)), None, "none_known", "not_stated", "Cited.")
        for n, (name, rows) in enumerate(cited.items())
    ]  # fmt: skip
    attributions = tables.by_id(Attribution)
    ends = [
        ClaimOrigins(row.id, row.article, [f"or-{number[attributions[row.chain[-1]].resolved_source or 'a source']}"], "Cited.")
        for row in tables.of(Claim)
        if row.chain
    ]  # fmt: skip
    leads = [row for row in tables.of(Claim) if row.lead]
    groups, counts, edges = [], [], []
    for n in range(0, len(leads), _GROUP):
        own = leads[n : n + _GROUP]
        groups.append(MatchedGroup(f"gr-{n}", [row.id for row in own], [row.article for row in own], own[0].id, "confirmed", "Simulated."))  # fmt: skip
        counts.append(GroupOrigins(f"gr-{n}", [f"or-{n % max(1, len(origins))}"], Count(1, 1, 2), "It happened.", [], [], "Simulated."))  # fmt: skip
        edges += [
            Derivation(f"de-{n}-{child.id}", child.article, own[0].article, [], "rewrite", False, True, 0.9, "Simulated.")
            for child in own[1:]
        ]  # fmt: skip
    assert len(tables.of(Article)) > 0
    return Tables.of_rows(sources, origins, ends, groups, counts, edges)


def made(out: Path) -> dict[str, Any]:
    """Seconds and peak memory of making the read model."""
    from headwater.store.readmodel import rebuild_read_model

    before, begun = time.process_time(), time.monotonic()
    with rebuild_read_model(out) as model:
        taken = time.process_time() - before
        rows = model.counts()
    return {
        "processor seconds": round(taken, 1),
        "seconds": round(time.monotonic() - begun, 1),
        "peak MiB": _peak(),
        "case.json MB": round((out / "case.json").stat().st_size / 1e6),
        "case.sqlite MB": round((out / "case.sqlite").stat().st_size / 1e6),
        "rows": {name: count for name, count in rows.items() if count},
    }


def changed(out: Path) -> dict[str, Any]:
    """Seconds of bringing the read model up to date where one article has gone, and where it has come back."""
    from headwater.store import CaseFolder, Manifest
    from headwater.store.readmodel import open_read_model

    folder, told = CaseFolder(out), {}
    whole = folder.case_json.read_bytes()
    article = json.loads(whole.split(b"\n", 5)[4].rstrip(b","))["id"].encode()
    lines = whole.split(b"\n")
    kept = [line for line in lines if article not in line]
    less = b"\n".join(kept).replace(b",\n]", b"\n]")
    for says, data in (("one article less", less), ("one article more", whole)):
        folder.case_json.write_bytes(data)
        sha = hashlib.sha256(data).hexdigest()
        folder.write_manifest(Manifest(exports={"case.json": f"simulated {says}\n{sha}"}))
        before, begun = time.process_time(), time.monotonic()
        open_read_model(out).close()
        told[says] = [round(time.process_time() - before, 2), round(time.monotonic() - begun, 2)]
    return {"processor and clock seconds": told, "lines": len(lines) - len(kept)}


def copied(out: Path, url: str) -> dict[str, Any]:
    """Seconds of copying a case into a database, where its read model is made too."""
    from headwater.store.local import LocalCase
    from headwater.store.opening import open_store

    before, begun = time.process_time(), time.monotonic()
    done = open_store(url).take(LocalCase(out))
    return {
        "processor seconds": round(time.process_time() - before, 1),
        "seconds": round(time.monotonic() - begun, 1),
        "peak MiB": _peak(),
        "files": len(done.written),
    }


def opened_there(out: Path, url: str) -> dict[str, Any]:
    """Milliseconds from the import to the first row of the case in a database, and the memory of it."""
    begun = time.monotonic()
    from headwater.store.opening import open_store

    with open_store(url).open_read_model() as model:
        model.select("SELECT * FROM v_groups LIMIT 20")
    return {"import, open, first 20 groups ms": round((time.monotonic() - begun) * 1000), "peak MiB": _peak()}


def asked_there(out: Path, url: str) -> dict[str, Any]:
    """The same questions of the database, and a judgement added on the head of its log."""
    from headwater.store.opening import open_store

    store = open_store(url)
    with store.open_read_model() as model:
        told = _answers(model)
    numbers = iter(range(_TIMES))
    stamp = time.time_ns()

    def judge() -> None:
        line = json.dumps({"id": f"ju-{stamp}-{next(numbers)}", "kind": "note"}).encode()
        store.log.append([line], store.log.head())

    return told | {"one judgement": _median(judge), "peak MiB": _peak()}


def opened(out: Path) -> dict[str, Any]:
    """Milliseconds from the import to the first row, and the memory of it."""
    begun = time.monotonic()
    from headwater.store.readmodel import open_read_model

    imported = time.monotonic()
    with open_read_model(out) as model:
        model.select("SELECT * FROM v_groups LIMIT 20")
        done = time.monotonic()
    return {
        "import ms": round((imported - begun) * 1000),
        "open and first 20 groups ms": round((done - imported) * 1000, 1),
        "peak MiB": _peak(),
    }


def asked(out: Path) -> dict[str, Any]:
    """The median milliseconds of each question, each asked several times."""
    from headwater.store.readmodel import open_read_model

    with open_read_model(out) as model:
        told = _answers(model)
    return told | {"peak MiB": _peak()}


def _answers(model: Any) -> dict[str, Any]:
    word = model.select("SELECT heading FROM v_groups WHERE heading IS NOT NULL LIMIT 1")[0][0].split()[-1]
    told = {name: _median(lambda sql=sql: model.select(sql)) for name, sql in QUERIES.items()}
    for table in ("articles", "claims"):
        told[f"search {table}"] = _median(lambda table=table: model.search(table, word))
    return told


def _median(ask: Any) -> float:
    taken = []
    for _ in range(_TIMES):
        begun = time.monotonic()
        ask()
        taken.append((time.monotonic() - begun) * 1000)
    return round(statistics.median(taken), 1)


def _peak() -> int:
    """MiB of this process alone: what getrusage tells has the parent's in it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


STEPS: dict[str, Any] = {"made": made, "changed": changed, "opened": opened, "asked": asked}
THERE: dict[str, Any] = {"copied": copied, "opened there": opened_there, "asked there": asked_there}


def main() -> None:
    """Measure, and print the figures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--case", type=Path)
    parser.add_argument("--team", metavar="URL")
    parser.add_argument("--step", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        name, out, *url = given.step
        print(json.dumps((STEPS | THERE)[name](Path(out), *url)))
        return
    with tempfile.TemporaryDirectory() as spare:
        out = given.case or prepare(given.work or Path(spare), given.articles)
        steps = [(step, []) for step in STEPS] + [(step, [given.team]) for step in THERE if given.team]
        for step, url in steps:
            command = [sys.executable, __file__, "--step", step, str(out), *url]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            print(step, json.dumps(json.loads(done.stdout), indent=1), flush=True)


if __name__ == "__main__":
    main()
