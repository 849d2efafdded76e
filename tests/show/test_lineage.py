"""The drawing puts every parent left of its child, runs no line through a box, survives any graph."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.show.dossier.descent import lineage_of
from headwater.show.dossier.fitting import fitted, width_of
from headwater.show.dossier.lineage import HEIGHT, WIDTH, Box, draw
from headwater.show.dossier.showing import Showing
from headwater.show.drawings.descent import Edge, Node
from headwater.show.view import CaseView
from tests.show import ferry

NAMES = [f"n{i}" for i in range(8)]
NODES = [Node(name, name, "", "article") for name in NAMES]
EDGES = st.lists(
    st.builds(
        Edge, st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans(), st.booleans(), st.just("why")
    ),
    max_size=20,
)


def test_a_chain_is_drawn_from_left_to_right() -> None:
    edges = [Edge(a, b, True, True, "") for a, b in (("n2", "n0"), ("n0", "n1"))]
    boxes = {box.node.id: box for box in draw(NODES[:3], edges).boxes}
    assert boxes["n2"].x < boxes["n0"].x < boxes["n1"].x


@given(EDGES)
def test_any_graph_is_drawn_with_no_two_boxes_on_each_other(edges: list[Edge]) -> None:
    drawing = draw(NODES, edges)
    places = [(box.x, box.y) for box in drawing.boxes]
    assert len(set(places)) == len(NODES)
    for box in drawing.boxes:
        assert 0 <= box.y <= drawing.height - HEIGHT
        assert 0 <= box.x <= drawing.width - WIDTH


@given(EDGES.map(lambda edges: [edge for edge in edges if edge.parent < edge.child]))
def test_without_a_cycle_every_parent_lies_left(edges: list[Edge]) -> None:
    drawing = draw(NODES, edges)
    layer = {box.node.id: box.layer for box in drawing.boxes}
    assert all(layer[edge.parent] < layer[edge.child] for edge in edges)
    assert not any(arrow.turned for arrow in drawing.arrows)


@settings(max_examples=60)
@given(EDGES)
def test_no_line_runs_through_a_box(edges: list[Edge]) -> None:
    drawing = draw(NODES, edges)
    for arrow in drawing.arrows:
        for x, y in points(arrow.path):
            assert not any(inside(box, x, y) for box in drawing.boxes), arrow.path


def points(path: str) -> list[tuple[float, float]]:
    """Points along a path of M, C and H."""
    found: list[tuple[float, float]] = []
    here = (0.0, 0.0)
    for letter, given_numbers in re.findall(r"([MCH])([^MCH]*)", path):
        n = [float(x) for x in re.findall(r"-?[\d.]+", given_numbers)]
        if letter == "M":
            here = (n[0], n[1])
        elif letter == "H":
            found += [(here[0] + (n[0] - here[0]) * t / 10, here[1]) for t in range(11)]
            here = (n[0], here[1])
        else:
            p = [here, (n[0], n[1]), (n[2], n[3]), (n[4], n[5])]
            for t in (i / 20 for i in range(21)):
                w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                found.append(
                    (
                        sum(a * q[0] for a, q in zip(w, p, strict=True)),
                        sum(a * q[1] for a, q in zip(w, p, strict=True)),
                    )
                )
            here = p[3]
    return found


def inside(box: Box, x: float, y: float) -> bool:
    return box.x + 1 < x < box.x + WIDTH - 1 and box.y < y < box.y + HEIGHT


def test_two_that_cite_each_other_are_joined_by_two_lines_one_of_them_turned() -> None:
    edges = [Edge("n0", "n1", True, True, ""), Edge("n1", "n0", True, True, "")]
    arrows = draw(NODES[:2], edges).arrows
    assert sorted(arrow.turned for arrow in arrows) == [False, True]
    assert arrows[0].path != arrows[1].path


def test_no_node_makes_an_empty_sheet() -> None:
    assert draw([], []).boxes == []


@pytest.mark.parametrize(
    "name",
    ["Delta Wire", "The Independent Observer of the Lower Tamm and Upper Reed Valleys", "W" * 80, "صوت النهر اليومية المستقلة " * 4, "河报" * 40, "", "a " * 60],
)  # fmt: skip
def test_names_fit_their_boxes_in_two_lines(name: str) -> None:
    lines = fitted(name, WIDTH - 16, 13, 2)
    assert len(lines) <= 2
    assert all(width_of(line, 13) <= WIDTH - 16 for line in lines)
    assert "".join(lines).replace(" ", "").rstrip("…") in name.replace(" ", "")


def test_of_many_origins_of_one_report_two_are_drawn_and_the_rest_is_one_box() -> None:
    found = ferry.case()
    names = [f"or-9{n:015d}" for n in range(6)]
    found["origins"] += [found["origins"][1] | {"id": name, "name": f"resident {name[-1]}"} for name in names]
    found["groups"] = [found["groups"][0] | {"origins": names}]
    lineage = lineage_of(Showing(CaseView(found)), found["groups"][0])
    assert lineage.drawing is not None
    shown = [box.node.name for box in lineage.drawing.boxes if box.node.kind == "origin"]
    assert shown == ["resident 0", "resident 1", "4 more origins"]
    assert len([line for line in lineage.edges if line.parent.startswith("resident")]) == 6


def test_a_chain_through_a_report_that_is_not_here_is_drawn_through_it() -> None:
    found = ferry.case()
    quill, word = "so-1000000000000001", found["origins"][1]["id"]
    found["origins"][1]["reached_by"] = [ferry.BLOG]
    found["claims"][-1] |= {"chain": ["at-5000000000000002", "at-4000000000000001"], "origins": [word]}
    lineage = lineage_of(Showing(CaseView(found)), found["groups"][0])
    assert lineage.drawing is not None
    arrows = {(arrow.edge.parent, arrow.edge.child) for arrow in lineage.drawing.arrows}
    assert {(word, quill), (quill, ferry.BLOG)} <= arrows
    assert (word, ferry.BLOG) not in arrows
