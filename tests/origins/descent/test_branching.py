"""The branching keeps the best parents that make no cycle."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.origins.descent.branching import ROOT, Arc, branching


def weight_of(arcs: list[Arc], parents: dict[str, str]) -> float:
    best = {}
    for a in arcs:
        best[a.parent, a.child] = max(a.weight, best.get((a.parent, a.child), float("-inf")))
    return sum(best[p, c] for c, p in parents.items())


def best_by_trying_all(arcs: list[Arc]) -> float:
    """The greatest weight among all branchings, found by trying each."""
    children = sorted({a.child for a in arcs})
    options = [[a for a in arcs if a.child == c] for c in children]
    best = float("-inf")
    for choice in itertools.product(*options):
        parents = {a.child: a.parent for a in choice}
        if acyclic(parents):
            best = max(best, sum(a.weight for a in choice))
    return best


def acyclic(parents: dict[str, str]) -> bool:
    for start in parents:
        seen, node = set(), start
        while node != ROOT:
            if node in seen:
                return False
            seen.add(node)
            node = parents[node]
    return True


@pytest.mark.parametrize(
    ("arcs", "want"),
    [
        ([Arc(ROOT, "a", 0), Arc(ROOT, "b", 0), Arc("a", "b", 1)], {"a": ROOT, "b": "a"}),
        ([Arc(ROOT, "a", 0), Arc(ROOT, "b", 0), Arc("a", "b", -1)], {"a": ROOT, "b": ROOT}),
        # each is the other's best parent: the cheaper entry breaks the cycle
        ([Arc(ROOT, "a", 0), Arc(ROOT, "b", 1), Arc("a", "b", 5), Arc("b", "a", 5)], {"a": "b", "b": ROOT}),
        ([Arc(ROOT, "a", 0)], {"a": ROOT}),
        ([], {}),
    ],
)
def test_the_branching_of_small_graphs(arcs: list[Arc], want: dict[str, str]) -> None:
    assert branching(arcs) == want


names = st.sampled_from("abcde")
graphs = st.lists(st.tuples(names, names, st.integers(-5, 9)), max_size=14)


@settings(max_examples=150, deadline=None)
@given(graphs, st.lists(st.integers(-3, 3), min_size=5, max_size=5))
def test_no_branching_weighs_more_and_none_has_a_cycle(
    rows: list[tuple[str, str, int]], roots: list[int]
) -> None:
    arcs = [Arc(p, c, w) for p, c, w in rows if p != c]
    arcs += [Arc(ROOT, node, w) for node, w in zip("abcde", roots, strict=True)]
    found = branching(arcs)
    assert acyclic(found)
    assert weight_of(arcs, found) == best_by_trying_all(arcs)


@settings(max_examples=50, deadline=None)
@given(graphs, st.randoms(use_true_random=False))
def test_the_order_of_arcs_changes_nothing(rows: list[tuple[str, str, int]], random: object) -> None:
    arcs = [Arc(p, c, w) for p, c, w in rows if p != c] + [Arc(ROOT, node, 0) for node in "abcde"]
    shuffled = list(arcs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert branching(arcs) == branching(shuffled)


def test_a_thousand_copies_of_one_text_are_a_star_in_no_time() -> None:
    arcs = [Arc("rep", f"c{i}", 3.0) for i in range(1000)] + [Arc(f"c{i}", "rep", 3.0) for i in range(1000)]
    arcs += [Arc(ROOT, f"c{i}", 0) for i in range(1000)] + [Arc(ROOT, "rep", 0.5)]
    found = branching(arcs)
    assert sum(parent == "rep" for parent in found.values()) == 1000
