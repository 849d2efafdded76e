"""The JSON Schema of case.json, from the row classes that it is joined from."""

from __future__ import annotations

from typing import Any

from headwater.records import articles as a
from headwater.records import claims as c
from headwater.records import entities as e
from headwater.records import judgements as j
from headwater.records import matches as m
from headwater.records import origins as o
from headwater.records.schema import schema_of_hint, schema_of_row
from headwater.runs.judgements.lines import KINDS
from headwater.version import FORMAT

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_TEXT_OR_NULL: Schema = {"anyOf": [_TEXT, {"type": "null"}]}
_NUMBER: Schema = {"type": "integer"}
_IDS: Schema = {"type": "array", "items": _TEXT}


def case_schema() -> Schema:
    """JSON Schema (draft 2020-12) of the whole file."""
    lists = _lists()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "headwater case",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "headwater": _TEXT}
        | {name: {"type": "array", "items": row} for name, row in lists.items()},
        "required": ["format", "headwater", *lists],
        "additionalProperties": False,
    }


def _step() -> Schema:
    """One step of a task: what came of it, who says so, when, and in which words."""
    fields = {"status": schema_of_hint(o.TaskStatus)} | dict.fromkeys(("who", "when", "why"), _TEXT)
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _lists() -> dict[str, Schema]:
    return {
        "articles": schema_of_row(a.Article),
        "versions": schema_of_row(a.Version),
        "parts": schema_of_row(a.Part, credited_to=_TEXT_OR_NULL),
        "credits": schema_of_row(a.Credit),
        "attributions": schema_of_row(c.Attribution, entity=_TEXT_OR_NULL, credit={"type": "boolean"}),
        "claims": _claims(),
        "proposals": schema_of_row(c.Proposal),
        "entities": schema_of_row(e.Entity, mentions={"type": "array", "items": _mention()}),
        "relations": schema_of_row(e.Relation),
        "judgements": schema_of_row(
            j.EntityJudgement,
            kind={"enum": list(KINDS)},
            at={"type": "array", "items": schema_of_row(j.TextAnchor)},
            value=_TEXT_OR_NULL,
            status=schema_of_hint(j.JudgementStatus),
            entity=_TEXT_OR_NULL,
            because=_TEXT,
        ),
        "groups": _groups(),
        "reuse": schema_of_row(o.Reuse),
        "clusters": schema_of_row(o.Cluster),
        "derivations": schema_of_row(o.Derivation),
        "sources": schema_of_row(o.Source),
        "origins": schema_of_row(o.Origin),
        "changes": schema_of_row(o.Change),
        "conflicts": schema_of_row(m.Conflict),
        "findings": schema_of_row(a.Finding),
        "to_find": schema_of_row(o.ToFind, steps={"type": "array", "items": _step()}),
        "not_compared": schema_of_row(o.NotCompared),
        "rejected": schema_of_row(a.Rejected),
    }


def _claims() -> Schema:
    slots = schema_of_row(m.ClaimSlots, leave_out=frozenset({"claim", "article"}))["properties"]
    return schema_of_row(c.Claim, **slots, origins=_IDS, origins_because=_TEXT_OR_NULL)


def _mention() -> Schema:
    properties = {
        "article": _TEXT,
        "text": _TEXT,
        "start": _NUMBER,
        "end": _NUMBER,
        "label": _TEXT_OR_NULL,
        "status": schema_of_hint(e.MergeStatus),
        "because": _TEXT,
    }
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def _groups() -> Schema:
    counted = schema_of_row(o.GroupOrigins, leave_out=frozenset({"group", "because"}))["properties"]
    return schema_of_row(m.MatchedGroup, **counted, counted_because=_TEXT)
