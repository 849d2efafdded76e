"""A case that says exactly what a truth says: what the scorer must call perfect."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def wording(texts: dict[str, str], article: str, words: str | None) -> Row:
    """One side of a change or conflict, as case.json has it."""
    if words is None:
        return {"article": article, "claim": None, "text": None, "start": None, "end": None}
    words = " ".join(words.replace("’", "'").split())
    start = texts[article].index(words)
    return {"article": article, "claim": None, "text": words, "start": start, "end": start + len(words)}


def build_conflicts(truth: Row, texts: dict[str, str]) -> list[Row]:
    """Every pair of wordings on two sides of a conflict."""
    rows = []
    for conflict in truth["conflicts"]:
        for i, one in enumerate(conflict["sides"]):
            for other in conflict["sides"][i + 1 :]:
                for a, a_words in one["words"].items():
                    for b, b_words in other["words"].items():
                        row = {"slot": conflict["slot"], "a": wording(texts, a, a_words)}
                        rows.append({**row, "b": wording(texts, b, b_words)})
    return rows


def build_leads(truth: Row, texts: dict[str, str]) -> tuple[list[Row], list[Row]]:
    """Lead claims and the attributions of their chains."""
    claims: list[Row] = []
    attributions: list[Row] = []
    for lead in truth["leads"]:
        article, chain = lead["article"], []
        for i, source in enumerate(lead["chain"]):
            row = {"id": f"{article}/{i}", "source": {"text": source["names"][0], "start": 0, "end": 1}}
            attributions.append({**row, "article": article, "resolved_source": None})
            chain.append(f"{article}/{i}")
        span = wording(texts, article, lead["words"])
        claims.append({**span, "id": f"lead-{article}", "lead": True, "chain": chain})
    return claims, attributions


def perfect_case(truth: Row, texts: dict[str, str]) -> Row:
    """The case that a run without any mistake would give."""
    claims, attributions = build_leads(truth, texts)
    unseen = sorted({e["unseen"] for e in truth["edges"] if not e["parent"]})
    groups = [
        {
            "id": g["id"],
            "claims": [f"lead-{a}" for a in g["articles"]],
            "separate_origins": g["separate_origins"],
        }
        for g in truth["groups"]
    ]
    changes = [
        {
            "slot": c["slot"],
            "kind": c["kind"],
            "parent": wording(texts, e["parent"], c["parent"]),
            "child": wording(texts, e["child"], c["child"]),
        }
        for e in truth["edges"]
        for c in e["changes"]
    ]
    keys = ("child", "kind", "declared", "directed")
    edges = [
        {k: e[k] for k in keys} | {"parent": e["parent"] or f"source-{e['unseen']}"} for e in truth["edges"]
    ]
    return {
        "articles": [
            {"id": a["id"] if a["file"].endswith(".jsonl") else f"hash-{a['id']}", "path": f"in/{a['file']}"}
            | {
                "text": texts[a["id"]],
                "title": a["title"],
                "publisher": a["publisher"],
                "languages": a["lang"],
            }
            | {"published": {"value": a["published"]}}
            for a in truth["articles"]
        ],
        "claims": claims,
        "attributions": attributions,
        "sources": [{"id": f"source-{name}", "name": f"the {name}"} for name in unseen],
        "derivations": edges,
        "groups": groups,
        "changes": changes,
        "conflicts": build_conflicts(truth, texts),
        "findings": [
            {"kind": f["kind"], "article": None if f["group"] else f["articles"][0], "group": f["group"]}
            for f in truth["findings"]
        ],
        "parts": [wording(texts, p["article"], p["words"]) | {"kind": p["kind"]} for p in truth["parts"]],
    }


def with_case_ids(case: Row) -> Row:
    """The same case under ids of its own, as a real run gives to files."""
    own = {a["id"].removeprefix("hash-"): a["id"] for a in case["articles"]}

    def renamed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: renamed(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [renamed(v) for v in value]
        return own.get(value, value) if key in ("article", "child", "parent") else value

    return {**renamed({k: v for k, v in case.items() if k != "articles"}), "articles": case["articles"]}
