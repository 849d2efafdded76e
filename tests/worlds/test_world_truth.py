"""The truth of each example world holds together: its ids exist, its words stand in the texts, its kinds are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from worlds_text import EXAMPLES, WORLDS, load_texts, load_truth, plain

from headwater.records.articles import PartKind
from headwater.records.matches import Slot
from headwater.records.origins import ChangeKind, DerivationKind, OriginKind

FINDINGS = {
    "headline_by_no_source", "headline_by_outlet_only", "certainty_rises", "stretched_source", "unconfirmed",
    "alternatives", "mixed_vocabulary", "caption_elsewhere", "single_origin", "circular", "party_only",
    "sum_of_incidents", "undated", "language_not_read",
}  # fmt: skip

pytestmark = pytest.mark.parametrize("world", [w for w in WORLDS if (EXAMPLES / w / "truth.json").exists()])


def quoted_by_edges(truth: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every (article, words) that the edges quote, of child and of parent."""
    for edge in truth["edges"]:
        for row in [*edge["changes"], *edge["kept"]]:
            for side in ("child", "parent"):
                if row[side]:
                    yield edge[side], row[side]


def quoted(truth: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every (article, words) that the truth quotes."""
    yield from quoted_by_edges(truth)
    yield from ((row["article"], row["words"]) for row in truth["leads"] + truth["parts"])
    for conflict in truth["conflicts"]:
        for side in conflict["sides"]:
            yield from side["words"].items()
    yield from ((f["articles"][0], f["words"]) for f in truth["findings"] if f["words"])
    yield from ((article["id"], article["title"]) for article in truth["articles"])


def named_articles(truth: dict[str, Any]) -> Iterator[str]:
    """Every article id that the truth uses."""
    for edge in truth["edges"]:
        yield edge["child"]
        if edge["parent"]:
            yield edge["parent"]
    for group in truth["groups"]:
        yield from group["articles"]
        for origin in group["origins"]:
            yield from origin["reached_by"]
    for finding in truth["findings"]:
        yield from finding["articles"]


def test_the_articles_of_the_truth_are_the_articles_on_disk(world: str) -> None:
    truth = load_truth(world)
    assert sorted(a["id"] for a in truth["articles"]) == sorted(load_texts(world))
    for article in truth["articles"]:
        assert (EXAMPLES / world / "articles" / article["file"]).is_file()
        if Path(article["file"]).suffix != ".jsonl":
            assert Path(article["file"]).stem == article["id"]


def test_every_quoted_word_stands_in_its_article(world: str) -> None:
    texts = load_texts(world)
    missing = [(a, w) for a, w in quoted(load_truth(world)) if plain(w) not in texts[a]]
    assert missing == []


def test_every_id_that_is_used_exists(world: str) -> None:
    truth = load_truth(world)
    ids = {a["id"] for a in truth["articles"]}
    assert set(named_articles(truth)) <= ids
    groups = {g["id"] for g in truth["groups"]}
    assert {f["group"] for f in truth["findings"]} - {None} <= groups
    assert {c["group"] for c in truth["conflicts"]} <= groups


def test_kinds_come_from_the_closed_lists(world: str) -> None:
    truth = load_truth(world)
    changes = [c for e in truth["edges"] for c in e["changes"]]
    assert {c["kind"] for c in changes} <= set(get_args(ChangeKind))
    slots = {c["slot"] for c in changes} | {s for c in truth["conflicts"] for s in [c["slot"], *c["also"]]}
    assert slots | {n["slot"] for g in truth["groups"] for n in g["counts"]} <= set(get_args(Slot))
    assert {k for e in truth["edges"] for k in [e["kind"], *e["also_kinds"]]} <= set(get_args(DerivationKind))
    assert {o["kind"] for g in truth["groups"] for o in g["origins"]} <= set(get_args(OriginKind))
    assert {f["kind"] for f in truth["findings"]} <= FINDINGS
    assert {p["kind"] for p in truth["parts"]} <= set(get_args(PartKind))


def test_an_edge_has_one_parent_seen_or_unseen(world: str) -> None:
    edges = load_truth(world)["edges"]
    assert all(bool(e["parent"]) != bool(e.get("unseen")) for e in edges)
    assert not [e for e in edges if e["parent"] is None and (e["changes"] or e["kept"])]
    pairs = Counter((e["child"], e["parent"] or e["unseen"]) for e in edges)
    assert set(pairs.values()) == {1}


def test_a_change_has_words_on_the_side_where_words_are(world: str) -> None:
    for edge in load_truth(world)["edges"]:
        for change in edge["changes"]:
            assert (change["parent"] is None) == (change["kind"] == "added"), change
            assert (change["child"] is None) == (change["kind"] == "omitted"), change


def test_counts_of_origins_are_ordered_and_explained(world: str) -> None:
    for group in load_truth(world)["groups"]:
        for count in [group["separate_origins"], *group["counts"]]:
            assert 0 <= count["min"] <= count["best"] <= count["max"]
        assert all(group["because"][bound] for bound in ("min", "best", "max"))


def test_each_article_has_one_lead_and_at_most_one_group(world: str) -> None:
    truth = load_truth(world)
    assert sorted(lead["article"] for lead in truth["leads"]) == sorted(a["id"] for a in truth["articles"])
    assert set(Counter(a for g in truth["groups"] for a in g["articles"]).values()) == {1}


def test_no_unseen_source_is_an_outlet_of_the_case(world: str) -> None:
    truth = load_truth(world)
    outlets = {a["publisher"] for a in truth["articles"]}
    assert not outlets & {e.get("unseen") for e in truth["edges"]} - {None}
