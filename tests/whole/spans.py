"""Checks that any case must pass: spans are their texts, ids lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]


def _spans(value: Any, article: str | None) -> Iterator[tuple[str | None, Row]]:
    """Every {"text", "start", "end"} below a value, with the article that it counts in."""
    if isinstance(value, dict):
        article = value.get("article", article)
        if value.get("start") is not None and "text" in value and value["text"] is not None:
            yield article, value
        for inner in value.values():
            yield from _spans(inner, article)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner, article)


def broken_spans(case: Row) -> list[str]:
    """Spans whose text is not the article's text at their place."""
    texts = {row["id"]: row["text"] for row in case["articles"]}
    found = []
    for name in ("attributions", "claims", "entities", "changes", "conflicts", "findings"):
        for row in case[name]:
            found += [
                f"{name} {row['id']} {span['start']}:{span['end']}"
                for article, span in _spans(row, None)
                if article is not None and texts[article][span["start"] : span["end"]] != span["text"]
            ]
    found += [
        f"article {row['id']} {link}"
        for row in case["articles"]
        for link in row["links"]
        if texts[row["id"]][link["start"] : link["end"]] != link["text"]
    ]
    for row in case["reuse"]:
        for pair in row["aligned"]:
            found += [
                f"reuse {row['id']} {side}"
                for side in ("a", "b")
                if texts[row[side]][pair[side]["start"] : pair[side]["end"]] != pair[side]["text"]
            ]
    for row in case["derivations"]:
        text = texts[row["child"]]
        found += [
            f"derivation {row['id']}" for s in row["child_spans"] if text[s["start"] : s["end"]] != s["text"]
        ]
    return found


def _named(case: Row) -> Iterator[tuple[str, str | None, set[str]]]:
    """(where, id, ids that it may be) of every reference."""
    ids = {
        name: {row["id"] for row in case[name] if "id" in row}
        for name in case
        if isinstance(case[name], list)
    }
    articles, sources = ids["articles"], ids["sources"]
    for row in case["attributions"]:
        yield "attribution.article", row["article"], articles
        yield "attribution.parent", row["parent"], ids["attributions"]
        yield "attribution.part", row["part"], ids["parts"]
        yield "attribution.entity", row["entity"], ids["entities"]
    for row in case["claims"]:
        yield from (("claim.chain", link, ids["attributions"]) for link in row["chain"])
        yield from (("claim.origins", origin, ids["origins"]) for origin in row["origins"])
        yield from (("claim.actor", actor["entity"], ids["entities"]) for actor in row["actors"])
    for row in case["parts"]:
        yield "part.credited_to", row["credited_to"], sources | articles
    yield from _named_above_claims(case, ids)


def _named_above_claims(case: Row, ids: dict[str, set[str]]) -> Iterator[tuple[str, str | None, set[str]]]:
    articles, claims, sources = ids["articles"], ids["claims"], ids["sources"]
    for row in case["groups"]:
        yield "group.heading", row["heading"], claims
        yield from (("group.claim", claim, claims) for claim in row["claims"])
        yield from (("group.origin", origin, ids["origins"]) for origin in row["origins"])
        yield from (
            ("group.bottleneck", node, sources | articles | ids["origins"]) for node in row["bottlenecks"]
        )
    for row in case["derivations"]:
        yield "derivation.child", row["child"], articles
        yield "derivation.parent", row["parent"], articles | sources
    for row in case["origins"]:
        yield "origin.source", row["source"], sources
        yield "origin.article", row["article"], articles
        yield from (("origin.reached_by", article, articles) for article in row["reached_by"])
    for row in case["sources"]:
        yield from (("source.cited_by", link, ids["attributions"]) for link in row["cited_by"])
        yield "source.entity", row["entity"], ids["entities"]
    yield from _named_beside(case, ids)


def _named_beside(case: Row, ids: dict[str, set[str]]) -> Iterator[tuple[str, str | None, set[str]]]:
    articles, sources = ids["articles"], ids["sources"]
    for row in case["findings"]:
        yield "finding.article", row["article"], articles
        yield "finding.group", row["group"], ids["groups"]
    for row in case["relations"]:
        yield "relation.from", row["from"], ids["entities"]
        yield "relation.to", row["to"], ids["entities"]
    for row in case["not_compared"]:
        yield "not_compared.child", row["child"], articles
        yield "not_compared.parent", row["parent"], sources


def dangling_ids(case: Row) -> list[str]:
    """References that lead nowhere."""
    return sorted(
        {f"{where}: {name}" for where, name, known in _named(case) if name is not None and name not in known}
    )
