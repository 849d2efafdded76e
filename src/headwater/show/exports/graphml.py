"""The lineage as GraphML (http://graphml.graphdrawing.org): texts and unseen sources, from parent to child."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from headwater.show.exports.masked import Handed
from headwater.show.view import CaseView, Row, language_of, outlet_of

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = ("label", "kind", "title", "lang", "published", "url")
_EDGE = ("kind", "declared", "directed", "score", "because", "changes")


def write(handed: Handed, path: Path) -> None:
    """Write one graph: an edge from each parent to its child."""
    view = handed.view
    root = etree.Element(f"{{{_SPACE}}}graphml", nsmap={None: _SPACE})
    for of, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            kind = {"declared": "boolean", "directed": "boolean", "score": "double", "changes": "int"}.get(
                name, "string"
            )
            attributes = {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": kind}
            etree.SubElement(root, f"{{{_SPACE}}}key", attributes)
    graph = etree.SubElement(root, f"{{{_SPACE}}}graph", {"id": "lineage", "edgedefault": "directed"})
    for id_, values in _nodes(view):
        _add(etree.SubElement(graph, f"{{{_SPACE}}}node", {"id": id_}), "node", values)
    for row in view.rows("derivations"):
        ends = {"id": row["id"], "source": row["parent"], "target": row["child"]}
        _add(etree.SubElement(graph, f"{{{_SPACE}}}edge", ends), "edge", _edge(view, row))
    etree.ElementTree(root).write(path, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _nodes(view: CaseView) -> Iterator[tuple[str, dict[str, object]]]:
    for row in view.ordered:
        yield row["id"], {
            "label": outlet_of(row), "kind": "article", "title": row["title"], "lang": language_of(row),
            "published": row["published"]["value"], "url": row["url"],
        }  # fmt: skip
    parents = {row["parent"] for row in view.rows("derivations")}
    for row in view.rows("sources"):
        if row["id"] in parents:
            yield row["id"], {"label": row["name"], "kind": f"unseen {row['kind']}"}


def _edge(view: CaseView, row: Row) -> dict[str, object]:
    changes = len(view.changes_between(row["child"], row["parent"]))
    return {name: row[name] for name in _EDGE if name in row} | {"changes": changes}


def _add(element: etree._Element, of: str, values: dict[str, object]) -> None:
    for name, value in values.items():
        if value is not None:
            data = etree.SubElement(element, f"{{{_SPACE}}}data", {"key": f"{of}-{name}"})
            data.text = str(value).lower() if isinstance(value, bool) else _sound(str(value))


def _sound(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return "".join(
        c if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd"
        for c in text
    )
