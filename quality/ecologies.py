"""Trace simulated news ecologies and score descent, origins and changes against their known trees.

    python quality/ecologies.py [--count 20] [--articles 30] [--first-seed 1] [--processes 2] [--work DIR] [--faults N]

Each ecology is a case of its own. Prints one JSON object: edges, kinds, exact origin counts, counts within
``min..max``, circles, bottlenecks, changes; edges by habit and by the child's language; what the false edges and
false changes are; and with ``--faults`` the first examples of each kind of fault. The models load once a process,
and what was read stays under ``--work``, so that a run after a change of rules reads nothing again. ``--count 200`` is
the acceptance run, about four seconds of processor time each; 20 ecologies tell where to look.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from worlds import (
    FREE,
    Case,
    best_group,
    matches_edge,
    prf,
    ratio,
    same_change,
    same_name,
    score_groups,
    touches_both,
)

Row = dict[str, Any]

BASES = ("copy", "trim", "rewrite", "translate", "cite", "circulate")


class Score:
    """Counts over all ecologies, and examples of faults."""

    def __init__(self, most: int) -> None:
        self.n: Counter[str] = Counter()
        self.habits: dict[str, Counter[str]] = defaultdict(Counter)
        self.langs: dict[str, Counter[str]] = defaultdict(Counter)
        self.kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self.false_edges: Counter[str] = Counter()
        self.false_changes: Counter[str] = Counter()
        self.missed_origins: Counter[str] = Counter()
        self.faults: dict[str, list[str]] = defaultdict(list)
        self._most = most

    def fault(self, kind: str, evidence: str) -> None:
        """Keep one of the first examples of a kind of fault."""
        if len(self.faults[kind]) < self._most:
            self.faults[kind].append(evidence)

    def add(self, seed: int, case: Case, truth: Row) -> None:
        """Count one ecology."""
        self._edges(seed, case, truth)
        self._origins(seed, case, truth)
        self._circles(seed, case, truth)
        self._changes(seed, case, truth)
        pairs = score_groups(case, truth)
        self.n["group pairs missed or false"] += len(pairs["false_pairs"])
        for pair in pairs["false_pairs"]:
            self.fault("false group pair", f"seed {seed}: {pair}")

    def _edges(self, seed: int, case: Case, truth: Row) -> None:
        said = case.rows["derivations"]
        lang = {a["id"]: a["lang"][0] for a in truth["articles"]}
        for edge in truth["edges"]:
            rows = [d for d in said if matches_edge(case, d, edge, turned=True)]
            straight = [d for d in rows if d.get("directed", True) and matches_edge(case, d, edge)]
            kind = any(d["kind"] in (edge["kind"], *edge["also_kinds"]) for d in rows)
            told = any(bool(d["declared"]) == edge["declared"] for d in rows)
            self.n.update(wanted=1, found=bool(rows), directed=bool(straight), kind=kind, declared=told)
            for of in (self.langs[lang[edge["child"]]], *(self.habits[h] for h in edge["habits"])):
                of.update(edges=1, found=bool(rows), directed=bool(straight), kind=kind, declared=told)
            name = f"seed {seed}: {edge['child']} <- {edge['parent'] or edge['unseen']} ({', '.join(edge['habits'])})"
            if not rows:
                self.fault(f"missed edge, {edge['habits'][0]}", name)
            elif not straight:
                self.fault(f"edge without its direction, {edge['habits'][0]}", name)
            elif not kind:
                self.fault(f"kind: {edge['kind']} told as {rows[0]['kind']}", name)
        for row in said:
            right = [e for e in truth["edges"] if matches_edge(case, row, e, turned=True)]
            self.n.update(said=1, right=bool(right))
            self.langs[lang.get(case.known.get(row["child"], ""), "")].update(said=1, right=bool(right))
            self.n["right way"] += any(
                row.get("directed", True) and matches_edge(case, row, e) for e in right
            )
            if not right:
                what = false_kind(case, row, truth)
                self.false_edges[what] += 1
                names = f"{case.name(row['child'])} <- {case.name(row['parent'])}"
                self.fault(f"false edge: {what}", f"seed {seed}: {names}: {row['because']}")

    def _origins(self, seed: int, case: Case, truth: Row) -> None:
        habits = {a["id"]: a["habits"] for a in truth["articles"]}
        for group in truth["groups"]:
            found, want = best_group(case, set(group["articles"])), group["separate_origins"]
            self.n.update(groups=1, groups_found=found is not None)
            if found is None:
                self.fault("group not found", f"seed {seed}: {group['id']}")
                continue
            said = found["separate_origins"]
            exact = said["best"] == want["best"]
            within = said["min"] <= want["best"] <= said["max"]
            self.n.update(exact=exact, within=within, over=said["best"] > want["best"])
            if not exact:
                how = "too many" if said["best"] > want["best"] else "too few"
                for habit in sorted({h for a in group["articles"] for h in habits[a]}):
                    self.missed_origins[f"{habit}: {how}"] += 1
                wanted = ", ".join(o["name"] for o in group["origins"])
                told = f"{said['min']} to {said['max']}, best {said['best']}, for {want['best']} ({wanted})"
                self.fault(
                    f"origins: {how}", f"seed {seed}: {group['id']}: {told}: {found['counted_because']}"
                )

    def _circles(self, seed: int, case: Case, truth: Row) -> None:
        """Circles found and false, and for groups of one witness behind one report: whether a bottleneck is named."""
        wanted = [set(f["articles"]) for f in truth["findings"] if f["kind"] == "circular"]
        told = [
            {case.known[f["article"]]} & set(case.known.values())
            for f in case.rows["findings"]
            if f["kind"] == "circular" and f["article"] in case.known
        ]
        self.n.update(circles=len(wanted), circles_found=sum(any(t & w for t in told) for w in wanted))
        self.n["circles false"] += sum(not any(t & w for w in wanted) for t in told)
        if any(not any(t & w for t in told) for w in wanted):
            self.fault("circle not found", f"seed {seed}: {wanted}")
        for group in truth["groups"]:
            roots = unseen_roots(group, truth)
            if len(group["articles"]) < 2 or len(roots) != 1:
                continue
            found = best_group(case, set(group["articles"]))
            names = [case.name(node) for node in found["bottlenecks"]] if found else []
            edge = next(e for e in truth["edges"] if e.get("unseen") == next(iter(roots)))
            hit = any(same_name([edge["unseen"], *edge["names"]], name) for name in names)
            self.n.update(bottlenecks=1, bottlenecks_found=hit)
            if not hit:
                self.fault(
                    "bottleneck not named", f"seed {seed}: {group['id']}: {edge['unseen']}: said {names}"
                )

    def _changes(self, seed: int, case: Case, truth: Row) -> None:
        rows_of: dict[tuple[str | None, str | None], list[Row]] = defaultdict(list)
        for row in case.rows["changes"]:
            key = case.known.get(row["child"]["article"]), case.known.get(row["parent"]["article"])
            rows_of[key].append(row)
        for edge in truth["edges"]:
            rows = [r for r in rows_of.pop((edge["child"], edge["parent"]), []) if r["kind"] not in FREE]
            used = self._changes_of(seed, case, edge, rows)
            for i, row in enumerate(rows):
                if i not in used:
                    self._false_change(seed, row, edge["habits"][0])
        for rows in rows_of.values():
            for row in rows:
                inside = row["child"]["article"] == row["parent"]["article"]
                if row["kind"] not in FREE:
                    self._false_change(seed, row, "inside an article" if inside else "on a false edge")

    def _changes_of(self, seed: int, case: Case, edge: Row, rows: list[Row]) -> set[int]:
        """Count the changes of one edge; gives the places of the rows that tell one."""
        used: set[int] = set()
        for gold in sorted(edge["changes"], key=lambda g: bool(g.get("optional"))):
            if gold["kind"] in FREE:
                continue
            same = [i for i, r in enumerate(rows) if i not in used and same_change(r, gold)]
            hits = [i for i in same if any(touches_both(case, rows[i], edge, gold))]
            used.update(hits[:1])
            if gold.get("optional"):
                continue
            self.kinds[gold["kind"]].update(wanted=1, found=bool(hits))
            if not hits:
                words = f"{gold['parent']!r} -> {gold['child']!r}"
                self.fault(f"missed change: {gold['kind']}", f"seed {seed}: {edge['child']}: {words}")
        return used

    def _false_change(self, seed: int, row: Row, where: str) -> None:
        what = f"{row['kind']}, {where}"
        self.false_changes[what] += 1
        words = f"{row['parent']['text']!r} -> {row['child']['text']!r}"
        self.fault(f"false change: {what}", f"seed {seed}: {words}: {row['because']}")

    def figures(self) -> Row:
        """Everything as one JSON object."""
        n = self.n
        wanted = sum(c["wanted"] for c in self.kinds.values())
        found = sum(c["found"] for c in self.kinds.values())
        false = sum(self.false_changes.values())
        return {
            "edges": prf(n["right"], n["said"], n["found"], n["wanted"]),
            "edges_directed": prf(n["right way"], n["said"], n["directed"], n["wanted"]),
            "kind_right": ratio(n["kind"], n["found"]),
            "declared_right": ratio(n["declared"], n["found"]),
            "groups_found": ratio(n["groups_found"], n["groups"]),
            "origins_exact": ratio(n["exact"], n["groups"]),
            "origins_within": ratio(n["within"], n["groups"]),
            "origins_over": ratio(n["over"], n["groups"]),
            "circles_found": f"{n['circles_found']}/{n['circles']}",
            "circles_false": n["circles false"],
            "bottlenecks_named": f"{n['bottlenecks_found']}/{n['bottlenecks']}",
            "changes": prf(found, found + false, found, wanted),
            "edges_by_language": {
                lang: prf(c["right"], c["said"], c["found"], c["edges"]) | {"kind": ratio(c["kind"], c["found"])}
                for lang, c in sorted(self.langs.items())
            },
            "edges_by_habit": {
                habit: {"edges": c["edges"]} | {k: ratio(c[k], c["edges"]) for k in ("found", "directed", "kind", "declared")}
                for habit, c in sorted(self.habits.items())
            },
            "changes_by_kind": {kind: f"{c['found']}/{c['wanted']}" for kind, c in sorted(self.kinds.items())},
            "false_edges": dict(self.false_edges.most_common()),
            "false_changes": dict(self.false_changes.most_common()),
            "origins_wrong_where": dict(self.missed_origins.most_common()),
        }  # fmt: skip


def false_kind(case: Case, row: Row, truth: Row) -> str:
    """What a false edge is in the truth: siblings, an ancestor further up, two witnesses, ..."""
    child, parent = case.known.get(row["child"]), case.known.get(row["parent"])
    if parent is None or child is None:
        return "to an unseen source"
    up = {e["child"]: e["parent"] or e["unseen"] for e in truth["edges"] if e["habits"] != ["circulate"]}
    lines = {article: list(ancestors(article, up)) for article in (child, parent)}
    if up.get(child) is not None and up.get(child) == up.get(parent):
        return "siblings" if up[child] in case.text else "siblings of an unseen parent"
    if parent in lines[child] or child in lines[parent]:
        return "an ancestor further up"
    roots = [(lines[a] or [a])[-1] for a in (child, parent)]
    if roots[0] == roots[1]:
        return "cousins"
    groups = [g for g in truth["groups"] if child in g["articles"]]
    return "two witnesses" if groups and parent in groups[0]["articles"] else "two incidents"


def ancestors(article: str, up: dict[str, str]) -> Iterator[str]:
    """What an article was made from, nearest first."""
    seen = {article}
    while (above := up.get(article)) and above not in seen:
        seen.add(above)
        yield above
        article = above


def unseen_roots(group: Row, truth: Row) -> set[str]:
    """The unseen reports on which every article of a group stands, if it is one; empty where any has another root."""
    up = {e["child"]: e["parent"] or e["unseen"] for e in truth["edges"] if e["habits"] != ["circulate"]}
    roots = {([*ancestors(article, up)] or [article])[-1] for article in group["articles"]}
    return set() if roots & {a["id"] for a in truth["articles"]} else roots


def trace_all(
    seeds: Iterable[int], articles: int, work: Path, processes: int
) -> Iterator[tuple[int, Row, Row]]:
    """Seed, case and truth of each ecology, in the order of the seeds."""
    one = partial(trace_one, articles=articles, work=work)
    if processes == 1:
        yield from map(one, seeds)
        return
    # One thread a process, as for any run of several.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    with multiprocessing.get_context("forkserver").Pool(processes) as pool:
        yield from pool.imap(one, seeds)


def trace_one(seed: int, articles: int, work: Path) -> tuple[int, Row, Row]:
    """Seed, case and truth of one ecology; the models stay loaded for the next."""
    import headwater.runs.executor as executor
    from headwater.runs.trace import trace
    from headwater.simulation import simulate

    vars(executor)["load_models"] = models_of_process()
    folder, out = work / f"ecology-{seed}", work / f"case-{seed}"
    simulate(folder, articles, seed=seed)
    case = trace([folder / "articles"], out, processes=1)
    return seed, case.json, json.loads((folder / "truth.json").read_text("utf-8"))


@cache
def models_of_process() -> Any:
    """One set of models for all cases of this process."""
    from headwater.providers import load_models

    return cache(load_models)


def main() -> None:
    """Trace, score, print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--count", type=int, default=20)
    options.add_argument("--articles", type=int, default=30)
    options.add_argument("--first-seed", type=int, default=1)
    options.add_argument("--processes", type=int, default=1)
    options.add_argument("--work", type=Path)
    options.add_argument("--faults", type=int, default=0, metavar="N")
    given = options.parse_args()
    score = Score(given.faults)
    seeds = range(given.first_seed, given.first_seed + given.count)
    with tempfile.TemporaryDirectory() as scratch:
        for seed, case, truth in trace_all(
            seeds, given.articles, given.work or Path(scratch), given.processes
        ):
            score.add(seed, Case(case, truth), truth)
    print(json.dumps(score.figures(), ensure_ascii=False, indent=1))
    for kind, examples in sorted(score.faults.items()):
        print(f"\n{kind}")
        for example in examples:
            print(f"  {example}")


if __name__ == "__main__":
    main()
