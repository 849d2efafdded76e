"""A STIX 2.1 bundle (OASIS Standard, 10 June 2021): reports, identities, places, and which report came from which.

No object is called a threat: actors are identities. A report must bear a date, so an undated text is a note. Ids
are UUIDs of version 5 in headwater's own name space: the same case gives the same bundle.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from headwater.show.exports.masked import Handed
from headwater.show.exports.positions import position_of
from headwater.show.view import CaseView, Row, clipped, language_of, outlet_of

_SPACE = UUID("2f7c3f53-2a5c-5b0e-9d1a-6c7d4b8e0a11")
_MADE = "1970-01-01T00:00:00.000Z"
"""``created`` of objects that have no time of their own; the standard demands one, and a clock's would differ a run."""
_CLASS = {
    "person": "individual",
    "group": "group",
    "state": "organization",
    "body": "organization",
    "outlet": "organization",
}


def write(handed: Handed, path: Path) -> None:
    """Write one bundle."""
    objects = _objects(handed)
    bundle = {"type": "bundle", "id": _id("bundle", *(row["id"] for row in objects)), "objects": objects}
    path.write_text(json.dumps(bundle, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _objects(handed: Handed) -> list[dict[str, Any]]:
    view = handed.view
    named = [_actor(row) for row in view.rows("entities") if row["type"] in _CLASS]
    places = [
        _place(row, coarse=not handed.unmasked) for row in view.rows("entities") if row["type"] == "place"
    ]
    outlets = [_outlet(name) for name in sorted({outlet_of(row) for row in view.ordered})]
    texts = [_text(view, row) for row in view.ordered]
    known = {row["id"] for row in view.ordered}
    derived = [
        _derived(view, row) for row in view.rows("derivations") if {row["child"], row["parent"]} <= known
    ]
    objects = [*outlets, *named, *filter(None, places), *texts, *filter(None, derived)]
    return list({row["id"]: row for row in objects}.values())


def _id(kind: str, *identity: str) -> str:
    return f"{kind}--{uuid5(_SPACE, chr(31).join((kind, *identity)))}"


def _made(kind: str, identity: str, **values: Any) -> dict[str, Any]:
    common = {
        "type": kind,
        "spec_version": "2.1",
        "id": _id(kind, identity),
        "created": _MADE,
        "modified": _MADE,
    }
    return common | {name: value for name, value in values.items() if value not in (None, [], "")}


def _outlet(name: str) -> dict[str, Any]:
    return _made("identity", f"outlet {name}", name=name, identity_class="organization", roles=["outlet"])


def _actor(row: Row) -> dict[str, Any]:
    aliases = ", ".join(dict.fromkeys(name["text"] for name in row["names"]))
    told = f"Also written: {aliases}" if aliases else None
    return _made(
        "identity", row["id"], name=row["name"], identity_class=_CLASS[row["type"]], description=told
    )


def _place(row: Row, *, coarse: bool) -> dict[str, Any] | None:
    at = position_of(row["known_as"], coarse=coarse)
    if at is None:
        return None
    name = (at.governorate or at.country) if coarse else row["name"]
    identity = f"{name} {at.longitude} {at.latitude}" if coarse else row["id"]
    where = {"latitude": at.latitude, "longitude": at.longitude, "precision": at.radius_km * 1000}
    return _made("location", identity, name=name, description=at.how, **where)


def _text(view: CaseView, row: Row) -> dict[str, Any]:
    value = row["published"]["value"] or ""
    outlet = _id("identity", f"outlet {outlet_of(row)}")
    mentioned = [
        _id("identity", entity["id"])
        for entity in view.rows("entities")
        if entity["type"] in _CLASS and any(met["article"] == row["id"] for met in entity["mentions"])
    ]
    external = [{"source_name": outlet_of(row), "url": row["url"]}] if row["url"] else []
    refs = {"object_refs": [outlet, *mentioned], "external_references": external, "lang": language_of(row)}
    if len(value) < 10:
        return _made("note", row["id"], abstract=row["title"], content=f"{row['title']}\n(undated)", **refs)
    name = clipped(row["title"], 200) or row["id"]
    return _made("report", row["id"], name=name, published=f"{value[:10]}T00:00:00.000Z", **refs)


def _derived(view: CaseView, row: Row) -> dict[str, Any] | None:
    """``derived-from`` joins two objects of one type, so a note and a report are ``related-to`` each other."""
    ends = [view.articles[row[side]] for side in ("child", "parent")]
    kinds = ["report" if len(end["published"]["value"] or "") >= 10 else "note" for end in ends]
    kind = "derived-from" if kinds[0] == kinds[1] and row["directed"] else "related-to"
    refs = [_id(kind_, end["id"]) for kind_, end in zip(kinds, ends, strict=True)]
    told = f"{row['kind']}, {'declared' if row['declared'] else 'inferred'}: {row['because']}"
    return _made(
        "relationship",
        row["id"],
        relationship_type=kind,
        source_ref=refs[0],
        target_ref=refs[1],
        description=told,
    )
