"""Score a case against the known graph of an example world.

    python quality/worlds.py CASE.json TRUTH.json

Prints one JSON object of figures. Articles are matched by file name (a JSONL row by its own id), words by
where they stand in the article's text, unseen sources by whole words of their names. What the truth marks
``optional`` is neither asked for nor held against the case. Standard library only.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path, PurePosixPath
from typing import Any

Row = dict[str, Any]
Figure = dict[str, float]

FREE = ("added", "omitted")  # retellings may drop background: these count in found_by_kind alone
LONGEST_CHANGE = 300  # characters: a longer "change" points at nothing
LONGEST_SOURCE = 200  # characters: a longer "source" names nobody
TOLD_APART = ("caption", "pasted", "quoted_whole", "embed")  # part kinds that must not be invented
_FOLD = str.maketrans("’‘“”\u00a0\u202f\n\t", "''\"\"    ")


def ratio(part: float, whole: float) -> float:
    """A share, rounded; 0 of nothing."""
    return round(part / whole, 3) if whole else 0.0


def prf(right: int, said: int, found: int, wanted: int) -> Figure:
    """Precision ``right/said``, recall ``found/wanted`` and their harmonic mean."""
    p = right / said if said else 0.0
    r = found / wanted if wanted else 0.0
    return {"p": round(p, 3), "r": round(r, 3), "f1": round(2 * p * r / (p + r), 3) if p + r else 0.0}


def fold(text: str) -> str:
    """``text`` with plain quotes, plain spaces and small letters; every character keeps its place."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_FOLD))


def same_name(wanted: list[str], name: str) -> bool:
    """Whether ``name`` holds one of the names as whole words."""
    return any(re.search(rf"(?<!\w){re.escape(fold(w))}(?!\w)", fold(name)) for w in wanted)


class Case:
    """A case with its article ids replaced by those of the truth."""

    def __init__(self, case: Row, truth: Row) -> None:
        self.rows = case
        files = {a["file"]: a["id"] for a in truth["articles"] if not a["file"].endswith(".jsonl")}
        ids = {a["id"] for a in truth["articles"]}
        self.known: dict[str, str] = {}  # case id -> truth id
        self.text: dict[str, str] = {}  # truth id -> folded text
        for article in case["articles"]:
            name = PurePosixPath((article.get("path") or "").replace("\\", "/")).name.split("#")[0]
            known = article["id"] if article["id"] in ids else files.get(name)
            if known is not None:
                self.known[article["id"]] = known
                self.text[known] = fold(article["text"])
        if missing := sorted(ids - set(self.text)):
            raise SystemExit(f"articles of the truth that are not in the case: {', '.join(missing)}")
        self.claim_article = {c["id"]: c["article"] for c in case["claims"]}
        self.lead = {self.known.get(c["article"]): c for c in case["claims"] if c.get("lead")}
        self.unseen = {s["id"]: s["name"] for s in case["sources"]}

    def at(self, article: str, words: str) -> tuple[int, int] | None:
        """Where ``words`` stand in an article, or null."""
        start = self.text[article].find(fold(words))
        return None if start < 0 else (start, start + len(words))

    def touches(self, span: Row, article: str, words: str | None, longest: int = LONGEST_CHANGE) -> bool:
        """Whether a span of the case lies on ``words`` of the article."""
        if not words or span.get("start") is None or span["end"] - span["start"] > longest:
            return False
        place = self.at(article, words)
        return place is not None and max(span["start"], place[0]) < min(span["end"], place[1])

    def name(self, known: str) -> str:
        """What to call an article or unseen source in a list for readers."""
        return self.known.get(known) or self.unseen.get(known) or known

    def members(self, group: Row) -> set[str]:
        """The truth's ids of the articles whose claims lie in a group."""
        found = {self.claim_article[c] for c in group["claims"] if c in self.claim_article}
        return {self.known[a] for a in found | set(group.get("articles", [])) if a in self.known}


def matches_edge(case: Case, said: Row, edge: Row, turned: bool = False) -> bool:
    """Whether a derivation of the case is an edge of the truth; ``turned`` also takes the reverse."""
    child, parent = case.known.get(said["child"]), case.known.get(said["parent"])
    if edge["parent"] is None:
        name = case.unseen.get(said["parent"], "")
        return child == edge["child"] and same_name([edge["unseen"], *edge.get("names", [])], name)
    straight = (child, parent) == (edge["child"], edge["parent"])
    return straight or (turned and (parent, child) == (edge["child"], edge["parent"]))


def score_edges(case: Case, truth: Row) -> Row:
    """Descent: found, directed, of the right kind, rightly declared."""
    edges = [e for e in truth["edges"] if not e.get("optional")]
    spare = [e for e in truth["edges"] if e.get("optional")]
    said = [d for d in case.rows["derivations"] if not any(matches_edge(case, d, e) for e in spare)]
    either = [[d for d in said if matches_edge(case, d, e, turned=True)] for e in edges]
    straight = [[d for d in said if matches_edge(case, d, e) and d.get("directed", True)] for e in edges]
    right = sum(any(matches_edge(case, d, e, turned=True) for e in edges) for d in said)
    right_way = sum(d.get("directed", True) and any(matches_edge(case, d, e) for e in edges) for d in said)
    found = [(e, rows) for e, rows in zip(edges, either, strict=True) if rows]
    kinds = sum(any(d["kind"] in (e["kind"], *e["also_kinds"]) for d in rows) for e, rows in found)
    declared = sum(any(bool(d["declared"]) == e["declared"] for d in rows) for e, rows in found)
    false = [d for d in said if not any(matches_edge(case, d, e, turned=True) for e in edges)]
    return {
        "undirected": prf(right, len(said), len(found), len(edges)),
        "directed": prf(right_way, len(said), sum(bool(rows) for rows in straight), len(edges)),
        "kind_right": ratio(kinds, len(found)),
        "declared_right": ratio(declared, len(found)),
        "missed": [f"{e['child']} <- {e['parent'] or e['unseen']}" for e, rows in zip(edges, either, strict=True) if not rows],
        "false": sorted(f"{case.name(d['child'])} <- {case.name(d['parent'])}" for d in false),
    }  # fmt: skip


def article_pairs(groups: list[set[str]]) -> set[tuple[str, str]]:
    """Every pair of articles that share a group."""
    return {pair for members in groups for pair in combinations(sorted(members), 2)}


def best_group(case: Case, wanted: set[str]) -> Row | None:
    """The case's group that overlaps ``wanted`` most, if by half."""
    ranked = [
        (len(m & wanted) / len(m | wanted), i)
        for i, g in enumerate(case.rows["groups"])
        if (m := case.members(g))
    ]
    overlap, index = max(ranked, key=lambda r: (r[0], -r[1]), default=(0.0, 0))
    group: Row | None = case.rows["groups"][index] if overlap >= 0.5 else None
    return group


def score_groups(case: Case, truth: Row) -> Row:
    """Articles together in a group, by pairs; and how many separate origins each group has."""
    said = article_pairs([case.members(g) for g in case.rows["groups"]])
    wanted = article_pairs([set(g["articles"]) for g in truth["groups"]])
    both = len(said & wanted)
    counts: list[Row] = []
    for group in truth["groups"]:
        found, want = best_group(case, set(group["articles"])), group["separate_origins"]
        row: Row = {"group": group["id"], "found": found is not None, "want": want, "said": None}
        if found:
            row["said"] = {k: found["separate_origins"][k] for k in ("min", "best", "max")}
        counts.append(row)
    told = [(r["said"], r["want"]) for r in counts if r["said"]]
    narrow = sum(
        s["min"] <= w["best"] <= s["max"] and s["max"] - s["min"] <= w["max"] - w["min"] for s, w in told
    )
    return {
        "article_pairs": prf(both, len(said), both, len(wanted)),
        "false_pairs": [" + ".join(p) for p in sorted(said - wanted)],
        "origins_best_exact": ratio(sum(s["best"] == w["best"] for s, w in told), len(counts)),
        "origins_within_range": ratio(narrow, len(counts)),
        "origins": counts,
    }


def same_change(said: Row, gold: Row) -> bool:
    """Whether a change of the case may be one of the truth, by kind or else by slot."""
    by_slot = said["slot"] == gold["slot"] != "other" and said["kind"] not in FREE
    return bool(said["kind"] == gold["kind"] or by_slot)


def touches_both(case: Case, said: Row, edge: Row, words: Row) -> tuple[bool, bool]:
    """Whether a change of the case lies on the child's words, and on the parent's."""
    child = case.touches(said["child"], edge["child"], words["child"])
    return child, case.touches(said["parent"], edge["parent"], words["parent"])


class Tally:
    """Changes counted over all edges."""

    def __init__(self) -> None:
        self.n: dict[str, int] = defaultdict(int)
        self.by_kind: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.missed: list[str] = []

    def add(self, gold: Row, hit: Row | None) -> None:
        """Count one change of the truth and the change of the case that tells it, if any."""
        free = gold["kind"] in FREE
        if gold.get("optional") or free:  # neither asked for nor held against the case
            self.n["spare"] += hit is not None and hit["kind"] not in FREE
        if gold.get("optional"):
            return
        self.by_kind[gold["kind"]][1] += 1
        self.by_kind[gold["kind"]][0] += hit is not None
        if not free:
            self.n["wanted"] += 1
            self.n["found"] += hit is not None
            self.n["right_kind"] += hit is not None and hit["kind"] == gold["kind"]


def score_edge(case: Case, edge: Row, rows: list[Row], tally: Tally) -> None:
    """Add the changes of one edge to the tally."""
    used: set[int] = set()
    for gold in sorted(edge["changes"], key=lambda g: bool(g.get("optional"))):
        hits = [i for i, r in enumerate(rows) if i not in used and same_change(r, gold)]
        hits = [i for i in hits if any(touches_both(case, rows[i], edge, gold))]
        hits.sort(key=lambda i: rows[i]["kind"] != gold["kind"])
        used.update(hits[:1])
        tally.add(gold, rows[hits[0]] if hits else None)
        if not hits and not gold.get("optional"):
            words = f"{gold['parent']!r} -> {gold['child']!r}"
            tally.missed.append(f"{edge['child']} <- {edge['parent']}: {gold['kind']} {words}")
    for kept in edge["kept"]:
        alarms = [r for i, r in enumerate(rows) if i not in used and r["kind"] not in FREE]
        tally.n["kept"] += 1
        tally.n["alarms"] += any(all(touches_both(case, r, edge, kept)) for r in alarms)


def score_changes(case: Case, truth: Row) -> Row:
    """What edges altered: found when either side's words overlap and kind or slot agrees."""
    rows_of: dict[tuple[str | None, str | None], list[Row]] = defaultdict(list)
    for row in case.rows["changes"]:
        rows_of[case.known.get(row["child"]["article"]), case.known.get(row["parent"]["article"])].append(row)
    tally = Tally()
    for edge in truth["edges"]:
        if edge["parent"] is not None:
            score_edge(case, edge, rows_of[edge["child"], edge["parent"]], tally)
    n, said = tally.n, sum(r["kind"] not in FREE for r in case.rows["changes"])
    return {
        "changes": prf(n["found"], said - n["spare"], n["found"], n["wanted"]),
        "right_kind": ratio(n["right_kind"], n["wanted"]),
        "false_alarms_on_kept_facts": ratio(n["alarms"], n["kept"]),
        "found_by_kind": {k: f"{a}/{b}" for k, (a, b) in sorted(tally.by_kind.items())},
        "missed": tally.missed,
    }


def fits_conflict(case: Case, said: Row, gold: Row) -> bool:
    """Whether a conflict of the case joins two sides of one of the truth, on a slot that fits."""
    if said["slot"] not in (gold["slot"], *gold["also"]):
        return False
    a, b = (case.known.get(said[side]["article"]) for side in "ab")
    sides = [[i for i, side in enumerate(gold["sides"]) if x in side["words"]] for x in (a, b)]
    return bool(sides[0] and sides[1] and sides[0] != sides[1])


def score_conflicts(case: Case, truth: Row) -> Row:
    """Claims that cannot both hold, by slot and by the articles on each side."""
    said, gold = case.rows["conflicts"], truth["conflicts"]
    right = sum(any(fits_conflict(case, s, g) for g in gold) for s in said)
    missed = [g for g in gold if not any(fits_conflict(case, s, g) for s in said)]
    return {
        "conflicts": prf(right, len(said), len(gold) - len(missed), len(gold)),
        "missed": [f"{g['group']}: {g['slot']}" for g in missed],
    }


def finding_articles(case: Case, finding: Row, groups: dict[str, set[str]]) -> set[str]:
    """The articles that a finding of the case is about."""
    if finding.get("article") in case.known:
        return {case.known[finding["article"]]}
    return groups.get(finding.get("group") or "", set())


def score_findings(case: Case, truth: Row) -> Row:
    """What a careful reader should see: found, and said without ground."""
    groups = {g["id"]: case.members(g) for g in case.rows["groups"]}
    said = [(f["kind"], finding_articles(case, f, groups)) for f in case.rows["findings"]]
    meets = [
        [i for i, (k, on) in enumerate(said) if k == g["kind"] and on & set(g["articles"])]
        for g in truth["findings"]
    ]
    wanted = [(g, hits) for g, hits in zip(truth["findings"], meets, strict=True) if not g.get("optional")]
    ground = {i for hits in meets for i in hits}
    false = sorted(f"{k}: {', '.join(sorted(on))}" for i, (k, on) in enumerate(said) if i not in ground)
    return {
        "recall": ratio(sum(bool(hits) for _, hits in wanted), len(wanted)),
        "false": len(false),
        "said": len(said),
        "missed": [f"{g['kind']}: {', '.join(g['articles'])}" for g, hits in wanted if not hits],
        "false_ones": false,
    }


def chain_words(case: Case, claim: Row, attributions: dict[str, Row]) -> list[str]:
    """The names of a claim's sources, as the article has them and as resolved, outermost first."""
    words = []
    for row in (attributions[i] for i in claim["chain"] if i in attributions):
        span = row.get("source")
        if span and span["end"] - span["start"] <= LONGEST_SOURCE:
            words.append(f"{span['text']} {row.get('resolved_source') or ''}")
    return words


def score_leads(case: Case, truth: Row) -> Row:
    """Lead claims: the right sentence, and on whose word it stands."""
    attributions = {a["id"]: a for a in case.rows["attributions"]}
    n: dict[str, int] = defaultdict(int)
    missed = []
    for gold in truth["leads"]:
        claim = case.lead.get(gold["article"])
        n["leads"] += 1
        n["placed"] += claim is not None and case.touches(claim, gold["article"], gold["words"], longest=1000)
        words = chain_words(case, claim, attributions) if claim else []
        wanted = [s for s in gold["chain"] if not s.get("optional")]
        spare = [s for s in gold["chain"] if s.get("optional")]
        for source in wanted:
            hit = any(same_name(source["names"], w) for w in words)
            n["wanted"] += 1
            n["found"] += hit
            if not hit:
                missed.append(f"{gold['article']}: {source['names'][0]}")
        for word in words:
            right = any(same_name(s["names"], word) for s in wanted)
            n["right"] += right
            n["said"] += right or not any(same_name(s["names"], word) for s in spare)
    return {
        "lead_words": ratio(n["placed"], n["leads"]),
        "lead_chain": prf(n["right"], n["said"], n["found"], n["wanted"]),
        "missed": missed,
    }


def score_parts(case: Case, truth: Row) -> Row:
    """Stretches with a provenance of their own: the right kind on the right words, none invented."""
    on: dict[str, list[Row]] = defaultdict(list)
    for part in case.rows["parts"]:
        on[case.known.get(part["article"], "")].append(part)

    def lies_on(part: Row, gold: Row) -> bool:
        return bool(part["kind"] == gold["kind"]) and case.touches(
            part, gold["article"], gold["words"], longest=10**9
        )

    missed = [g for g in truth["parts"] if not any(lies_on(p, g) for p in on[g["article"]])]
    false = [
        f"{article}: {part['kind']}"
        for article, rows in sorted(on.items())
        for part in rows
        if part["kind"] in TOLD_APART
        and not any(g["article"] == article and lies_on(part, g) for g in truth["parts"])
    ]
    return {
        "recall": ratio(len(truth["parts"]) - len(missed), len(truth["parts"])),
        "missed": [f"{g['article']}: {g['kind']}" for g in missed],
        "false": false,
    }


def score_articles(case: Case, truth: Row) -> Row:
    """What was read of each article's head: title, publisher, day, languages.

    A publisher that the truth leaves null is not asked for; a date that it leaves null must be null.
    """
    n: dict[str, int] = defaultdict(int)
    read = {case.known[a["id"]]: a for a in case.rows["articles"] if a["id"] in case.known}
    for gold in truth["articles"]:
        article = read[gold["id"]]
        value = (article.get("published") or {}).get("value")
        n["title"] += fold(article["title"]) == fold(gold["title"])
        n["publisher"] += gold["publisher"] in (None, article.get("publisher"))
        n["published"] += (value or "")[:10] == (gold["published"] or "")
        n["languages"] += sorted(article["languages"]) == sorted(gold["lang"])
    return {key: ratio(n[key], len(read)) for key in ("title", "publisher", "published", "languages")}


def without_words(figures: Row) -> Row:
    """``figures`` of a held-out world: how many were missed or false, never which, so that nobody tunes on it."""
    return {
        key: without_words(value)
        if isinstance(value, dict)
        else len(value)
        if isinstance(value, list)
        else value
        for key, value in figures.items()
    }


def score(case: Row, truth: Row) -> Row:
    """Every figure of a case against the truth of its world; a held-out world tells figures alone."""
    figures = score_all(case, truth)
    return without_words(figures) if truth.get("held_out") else figures


def score_all(case: Row, truth: Row) -> Row:
    """Every figure, with the lists of what was missed and what was false."""
    known = Case(case, truth)
    return {
        "world": truth["world"],
        "articles": score_articles(known, truth),
        "edges": score_edges(known, truth),
        "groups": score_groups(known, truth),
        "changes": score_changes(known, truth),
        "conflicts": score_conflicts(known, truth),
        "findings": score_findings(known, truth),
        "leads": score_leads(known, truth),
        "parts": score_parts(known, truth),
    }


def main(arguments: list[str]) -> int:
    """Print the figures; exit code 2 when the arguments are wrong."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    case, truth = (json.loads(Path(a).read_text("utf-8")) for a in arguments)
    print(json.dumps(score(case, truth), ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
