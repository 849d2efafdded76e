"""What texts share tells which came from which, as far as it tells anything."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from tests.origins.descent.test_declared import BODY, derive, edges
from tests.origins.making import article, credit, reuse

from headwater.records.articles import Article
from headwater.records.origins import Cluster, Derivation, Source
from headwater.records.tables import Tables

LONG = BODY + " The mayor ordered the flags lowered. A fund for the families was opened on the same evening."


def texts(**more: Any) -> tuple[Article, Article]:
    a = article("a", LONG, "Halden Mirror", published=more.get("a"))
    b = article("b", BODY, "Tressin Post", published=more.get("b"))
    return a, b


def test_what_is_contained_came_from_what_contains_it() -> None:
    a, b = texts()
    found = derive(a, b, reuse(a, b, "copy", (0.5, 0.98), pairs=[(BODY, BODY)]))
    assert edges(found) == [("b", "a", "copy", False, True)]


def test_a_wrong_date_does_not_turn_what_the_texts_tell() -> None:
    a, b = texts(a="2031-05-02", b="2031-05-01")
    found = derive(a, b, reuse(a, b, "copy", (0.5, 0.98), pairs=[(BODY, BODY)]))
    assert edges(found) == [("b", "a", "copy", False, True)]


@pytest.mark.parametrize(("first", "second"), [("2031-05-01", "2031-05-02"), ("2031-05-02", "2031-05-01")])
def test_a_date_alone_never_sets_a_direction(first: str, second: str) -> None:
    a, b = (
        article("a", BODY, "Halden Mirror", published=first),
        article("b", BODY, "Tressin Post", published=second),
    )
    (edge,) = derive(a, b, reuse(a, b)).of(Derivation)
    assert not edge.directed
    assert edge.child == ("b" if first < second else "a")  # the date only says which is drawn below
    assert "which came first" in edge.because


def test_a_text_in_another_language_is_a_translation() -> None:
    a, b = article("a", LONG, "Halden Mirror"), article("b", "Le bac a sombré.", "Courrier", lang="fr")
    (edge,) = derive(a, b, reuse(a, b, "translation", (0.6, 1.0), pairs=[(BODY, "Le bac a sombré.")])).of(
        Derivation
    )
    assert (edge.child, edge.parent, edge.kind, edge.directed) == ("b", "a", "translation", True)


def test_whoever_says_that_it_translates_is_the_child() -> None:
    a, b = article("a", BODY, "Halden Mirror"), article("b", "Le bac a sombré.", "Courrier", lang="fr")
    shared = reuse(a, b, "translation", (1.0, 1.0), pairs=[(BODY, "Le bac a sombré.")])
    (edge,) = derive(a, b, shared, credit(a, "translator", "Mara Tollin")).of(Derivation)
    assert (edge.child, edge.directed) == ("a", True)


def test_texts_that_share_a_wire_story_come_from_the_wire_and_not_from_each_other() -> None:
    a, b = texts()
    shared = reuse(
        a,
        b,
        "common_source",
        (0.5, 0.6),
        pairs=[("The ferry at Tressin sank at dawn with forty aboard.",) * 2],
    )
    found = derive(a, b, shared, credit(a, "agency", "Reuters"))
    assert sorted(edges(found)) == [
        ("a", "Reuters", "copy", True, True),
        ("b", "Reuters", "rewrite", False, True),
    ]


def test_two_signed_copies_of_one_wire_story_have_no_edge_between_them() -> None:
    a, b = article("a", BODY, "Halden Mirror"), article("b", BODY, "Tressin Post")
    found = derive(a, b, reuse(a, b), credit(a, "agency", "Reuters"), credit(b, "agency", "Reuters"))
    assert {(e[0], e[1]) for e in edges(found)} == {("a", "Reuters"), ("b", "Reuters")}


def test_editions_under_one_headline_are_joined_without_direction() -> None:
    title = "Ferry sinks off Tressin with forty aboard"
    a, b = article("a", BODY, "Halden Mirror", title=title), article("b", BODY, "Tressin Post", title=title)
    found = derive(a, b, reuse(a, b), credit(a, "agency", "Reuters"), credit(b, "agency", "Reuters"))
    (sibling,) = [e for e in edges(found) if e[1] in ("a", "b")]
    assert sibling[4] is False


def test_the_agencys_own_text_is_the_parent_where_it_is_here() -> None:
    a, b = article("a", LONG, "Reuters"), article("b", BODY, "Tressin Post")
    shared = reuse(a, b, "copy", (0.5, 1.0), pairs=[(BODY, BODY)])
    assert edges(derive(a, b, shared, credit(b, "agency", "Reuters"))) == [("b", "a", "copy", True, True)]


def test_three_texts_that_share_a_story_nobody_credits_have_an_unseen_parent() -> None:
    arts = [
        article(
            k, f"{LONG} Own matter of {k}, and more of it, told at some length by its own hand.", f"Paper {k}"
        )
        for k in "abc"
    ]
    rows = [reuse(x, y, "common_source", (0.5, 0.5), pairs=[(BODY, BODY)]) for x, y in pairwise(arts)]
    found = derive(*arts, *rows)
    assert {(e[0], e[1]) for e in edges(found)} == {
        (k, "a report shared by 3 texts, not named by any") for k in "abc"
    }


def test_five_thousand_copies_make_one_edge_each() -> None:
    arts = [article(f"a{i:04}", BODY, f"Paper {i}") for i in range(5000)]
    cluster = Cluster("cl", "copy", [a.id for a in arts], "a0000", "They are equal.")
    found = derive(*arts, cluster)
    assert len(found.of(Derivation)) == 4999
    assert not any(d.directed for d in found.of(Derivation))


def test_a_text_put_together_from_several_has_them_all_as_parents() -> None:
    pieces = [
        f"Piece {i} tells of matter number {i}, " + "at a length that no chance explains. " * 5
        for i in range(4)
    ]
    whole = article("w", " ".join(pieces), "A Reader's Page")
    parts = [article(f"p{i}", piece, f"Paper {i}") for i, piece in enumerate(pieces)]
    rows = [
        reuse(p, whole, "copy", (1.0, 0.25), pairs=[(piece, piece)])
        for p, piece in zip(parts, pieces, strict=True)
    ]
    assert {frozenset(e[:2]) for e in edges(derive(whole, *parts, *rows))} == {
        frozenset(("w", p.id)) for p in parts
    }


def test_the_order_of_rows_changes_nothing() -> None:
    a, b = texts()
    rows: list[Any] = [
        a,
        b,
        reuse(a, b, "copy", (0.5, 0.98), pairs=[(BODY, BODY)]),
        credit(a, "agency", "AFP"),
    ]
    assert list(derive(*rows).rows()) == list(derive(*rows[::-1]).rows())


def test_nothing_shared_is_nothing_derived() -> None:
    a, b = texts()
    found = derive(a, b)
    assert not found.of(Derivation) and not found.of(Source)


def test_an_empty_case_is_empty() -> None:
    assert not list(derive().rows())
    assert isinstance(derive(), Tables)
