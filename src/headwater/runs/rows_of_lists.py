"""How a row of case.json is made of rows of tables: of the same rows the same is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, get_args, get_origin

from headwater.records import articles as a
from headwater.records import claims as c
from headwater.records import entities as e
from headwater.records import judgements as j
from headwater.records import matches as m
from headwater.records import origins as o
from headwater.records.arrow import hints_of, optional
from headwater.records.columns import is_row
from headwater.records.schema import json_name
from headwater.records.tables import Tables

Json = dict[str, Any]

_NO_SLOTS: Json = {
    "frame": "other",
    "quantities": [],
    "actors": [],
    "place": None,
    "time": None,
    "weapons": [],
}
_SURE = 0.9
"""The score of a credit: of a phrase that says so in so many words."""


def json_row(row: Any) -> Json:
    """One row as JSON: scores rounded to four decimals, names without their trailing underscore."""
    kind: Any = type(row)
    convert = _converter(kind)
    assert convert is not None
    value: Json = convert(row)
    return value


@cache
def _converter(hint: Any) -> Callable[[Any], Any] | None:
    """A function from a value of one type to JSON, or None where the value is that already."""
    inner_type, _ = optional(hint)
    if inner_type is float:
        return lambda value: value if value is None else round(value, 4)
    if get_origin(inner_type) is list:
        inner = _converter(get_args(inner_type)[0])
        return inner and (lambda values: None if values is None else [inner(one) for one in values])
    if not is_row(inner_type):
        return None
    steps = [
        (json_name(name), attrgetter(name), _converter(one)) for name, one in hints_of(inner_type).items()
    ]

    def convert(row: Any) -> Any:
        if row is None:
            return None
        return {name: get(row) if step is None else step(get(row)) for name, get, step in steps}

    return convert


def _without(row: Json, *names: str) -> Json:
    return {key: value for key, value in row.items() if key not in names}


def part_of(part: a.Part, credit: o.PartCredit | None) -> Json:
    """A part with whom it is credited to."""
    return json_row(part) | {"credited_to": credit.credited_to if credit else None}


def attribution_of(
    row: c.Attribution, entity: e.AttributionEntity | None, signed: c.CreditedText | None
) -> Json:
    """An attribution with the entity that speaks, and whether it is a credit that was read as one."""
    return json_row(row) | {"entity": entity.entity if entity else None, "credit": signed is not None}


def credit_of(row: c.CreditedText) -> Json:
    """A credit as an attribution of the whole stretch; it has no cue and says nothing of its certainty."""
    content = json_row(row)["content"]
    return _without(json_row(row), "name", "read", "claims") | {
        "cue": None,
        "content_parts": [content],
        "source_kind": "media",
        "form": "indirect",
        "hedges": [],
        "polarity": "assert",
        "parent": None,
        "resolved_source": row.name,
        "score": _SURE,
        "anonymous_type": None,
        "told_to": None,
        "entity": None,
        "credit": True,
    }


def claim_of(
    claim: c.Claim, credit: c.CreditedText | None, slots: m.ClaimSlots | None, ends: o.ClaimOrigins | None
) -> Json:
    """A claim with what was read of it and on whose word it stands at last."""
    return (
        _outermost(json_row(claim), credit)
        | (_without(json_row(slots), "claim", "article") if slots else _NO_SLOTS)
        | {"origins": ends.origins if ends else [], "origins_because": ends.because if ends else None}
    )


def _outermost(claim: Json, credit: c.CreditedText | None) -> Json:
    """A claim with the credited agency first in its chain."""
    if credit is None or credit.id in claim["chain"]:
        return claim
    because = f"{credit.because} {claim['because']}"
    return claim | {"chain": [credit.id, *claim["chain"]], "standing": "attributed", "because": because}


def entity_of(row: e.Entity, named: Sequence[Any]) -> Json:
    """An entity with its mentions: ``named`` has each link and behind it its mention."""
    return json_row(row) | {
        "mentions": [
            {
                "article": mention.article,
                "text": mention.text,
                "start": mention.start,
                "end": mention.end,
                "label": mention.label,
                "status": link.status,
                "because": link.because,
            }
            for link, mention in zip(named[::2], named[1::2], strict=True)
        ]
    }


def task_of(task: o.ToFind, remarks: Sequence[j.Remark]) -> Json:
    """A task with whom one asked, when, and what they answered; the last word is the status."""
    steps = [{"status": row.value, "who": row.who, "when": row.when, "why": row.why} for row in remarks]
    return json_row(task) | {"steps": steps} | ({"status": steps[-1]["status"]} if steps else {})


EFFECTS = (j.JudgementEffect, j.ClaimEffect, j.GroupEffect, j.EdgeEffect, j.OriginEffect)
ON_TEXTS = (j.ClaimJudgement, j.GroupJudgement, j.EdgeJudgement, j.OriginJudgement, j.Remark)
_GONE = "Nothing in the case is what it points at any more; nothing was changed."


def judgements_of(tables: Tables) -> list[Json]:
    """Every judgement with what became of it; rows of one shape, whatever they are about."""
    effects = {effect.judgement: effect for kind in EFFECTS for effect in tables.of(kind)}
    found = [
        json_row(row) | {"at": [], "value": None} | _without(json_row(effects[row.id]), "judgement")
        for row in tables.of(j.EntityJudgement)
    ]
    rows = [row for kind in ON_TEXTS for row in tables.of(kind)]
    return found + [
        _on_texts(row, effects.get(row.id)) for row in sorted(rows, key=lambda row: (row.when, row.id))
    ]


def _on_texts(row: j.TextJudgement, effect: j.JudgementEffect | None) -> Json:
    told = json_row(row) | {"mentions": [], "undoes": None, "entity": None}
    if row.kind == "undo":
        return told | {
            "undoes": row.value,
            "value": None,
            "because": row.because or "Its judgement is undone.",
        }
    if row.status != "obeyed":
        return told
    if effect is not None:
        return told | _without(json_row(effect), "judgement")
    if isinstance(row, j.Remark):
        return told | {"because": f"Remarked by {row.who}."}
    return told | {"status": "not_found", "because": _GONE}


def group_of(group: m.MatchedGroup, counted: o.GroupOrigins | None) -> Json:
    """A group with how many separate origins it has."""
    if counted is None:
        return json_row(group) | _uncounted()
    ends = json_row(counted)
    return json_row(group) | _without(ends, "group", "because") | {"counted_because": ends["because"]}


def _uncounted() -> Json:
    return {
        "origins": [],
        "separate_origins": {"min": 0, "best": 0, "max": 0},
        "counted_claim": "",
        "counts": [],
        "bottlenecks": [],
        "would_change": [],
        "counted_because": "not counted",
    }
