"""The drawing puts every parent left of its child, and survives whatever graph it is given."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headwater.show.dossier.lineage import HEIGHT, Edge, Node, draw

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
        assert 0 <= box.x < drawing.width


@given(EDGES.map(lambda edges: [edge for edge in edges if edge.parent < edge.child]))
def test_without_a_cycle_every_parent_lies_left(edges: list[Edge]) -> None:
    layer = {box.node.id: box.layer for box in draw(NODES, edges).boxes}
    assert all(layer[edge.parent] < layer[edge.child] for edge in edges)


def test_no_node_makes_an_empty_sheet() -> None:
    assert draw([], []).boxes == []
