"""W3C PROV-O (Recommendation of 30 April 2013) as JSON-LD 1.1: the world's provenance and headwater's own, apart.

Two bundles: ``hw:world`` holds texts, whoever is cited, and what came from what; ``hw:processing`` what headwater
read and made. Everything in the first is as attested or inferred, with the reason beside each derivation.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headwater.show.exports.masked import Handed
from headwater.show.view import CaseView, Row, language_of, outlet_of

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "hw": "urn:headwater:",
    "title": "dcterms:title",
    "because": "dcterms:description",
    "language": "dcterms:language",
    "issued": {"@id": "dcterms:issued"},
    "kind": "hw:kind",
    "declared": {"@id": "hw:declared", "@type": "xsd:boolean"},
    "directed": {"@id": "hw:directed", "@type": "xsd:boolean"},
    "sha256": "hw:sha256",
    "name": "dcterms:publisher",
    "page": {"@id": "dcterms:source", "@type": "@id"},
} | {
    name: {"@id": f"prov:{name}", "@type": "@id"}
    for name in (
        "wasAttributedTo", "wasDerivedFrom", "wasQuotedFrom", "hadPrimarySource", "wasGeneratedBy", "used",
        "wasAssociatedWith", "qualifiedDerivation", "entity",
    )
}  # fmt: skip
_SHORT = {"quote": "wasQuotedFrom", "copy": "wasQuotedFrom"}
_ADDRESS = ("http://", "https://")


def write(handed: Handed, path: Path) -> None:
    """Write both bundles as one JSON-LD document with its context inside: nothing is loaded to read it."""
    world = {"@id": "hw:world", "@type": "prov:Bundle", "@graph": list(_world(handed.view))}
    made = {"@id": "hw:processing", "@type": "prov:Bundle", "@graph": list(_processing(handed.view))}
    whole = {"@context": CONTEXT, "@graph": [world, made]}
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _world(view: CaseView) -> Iterator[dict[str, Any]]:
    outlets = sorted({outlet_of(row) for row in view.ordered})
    names = {name: f"hw:outlet-{number}" for number, name in enumerate(outlets, 1)}
    for name in outlets:
        yield {"@id": names[name], "@type": ["prov:Agent", "prov:Organization"], "name": name}
    for row in view.ordered:
        yield _article(view, row, names[outlet_of(row)])
    cited = {row["parent"] for row in view.rows("derivations")}
    for row in view.rows("sources"):
        kind = "prov:Entity" if row["id"] in cited else "prov:Agent"
        yield {
            "@id": f"hw:{row['id']}",
            "@type": kind,
            "title": row["name"],
            "kind": row["kind"],
            "because": row["because"],
        }


def _article(view: CaseView, row: Row, outlet: str) -> dict[str, Any]:
    edges = view.parents.get(row["id"], [])
    node: dict[str, Any] = {
        "@id": f"hw:{row['id']}",
        "@type": "prov:Entity",
        "title": row["title"],
        "language": language_of(row),
        "wasAttributedTo": outlet,
        "sha256": row["sha256"],
    }
    if row["published"]["value"]:
        node["issued"] = row["published"]["value"]
    if row["url"] and row["url"].startswith(_ADDRESS) and not set(row["url"]) & set(' <>"{}|\\^`'):
        node["page"] = row["url"]
    for edge in edges:
        node.setdefault(_SHORT.get(edge["kind"], "wasDerivedFrom"), []).append(f"hw:{edge['parent']}")
    if edges:
        node["qualifiedDerivation"] = [_derivation(edge) for edge in edges]
    origins = _primary(view, row["id"])
    return node | ({"hadPrimarySource": origins} if origins else {})


def _derivation(edge: Row) -> dict[str, Any]:
    return {
        "@id": f"hw:{edge['id']}",
        "@type": "prov:Derivation",
        "entity": f"hw:{edge['parent']}",
        "kind": edge["kind"],
        "declared": edge["declared"],
        "directed": edge["directed"],
        "because": edge["because"],
    }


def _primary(view: CaseView, article: str) -> list[str]:
    """Sources at the end of an article's chains."""
    return [
        f"hw:{row['source']}"
        for row in view.rows("origins")
        if row["source"] and article in row["reached_by"]
    ]


def _processing(view: CaseView) -> Iterator[dict[str, Any]]:
    yield {
        "@id": "hw:headwater",
        "@type": ["prov:Agent", "prov:SoftwareAgent"],
        "title": f"headwater {view.case['headwater']}",
    }
    yield {
        "@id": "hw:reading",
        "@type": "prov:Activity",
        "wasAssociatedWith": "hw:headwater",
        "used": [f"hw:bytes-{row['sha256']}" for row in view.ordered],
    }
    for row in view.ordered:
        yield {"@id": f"hw:bytes-{row['sha256']}", "@type": "prov:Entity", "sha256": row["sha256"]}
    yield {
        "@id": "hw:case",
        "@type": "prov:Entity",
        "kind": view.case["format"],
        "wasGeneratedBy": "hw:reading",
    }
