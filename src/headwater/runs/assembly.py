"""Joins the stages' narrow tables to the wide lists of case.json."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
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
from headwater.records.tables import TABLES, Tables
from headwater.version import FORMAT, __version__

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
_FINDINGS = (
    a.ArticleFinding,
    a.VersionFinding,
    c.ClaimFinding,
    c.ReaderFinding,
    m.MatchFinding,
    o.OriginFinding,
    o.ChangeFinding,
)


@cache
def tables_read() -> tuple[str, ...]:
    """The names of the tables of which case.json is made: what stages only pass on to each other stays unread."""

    class Asked(Tables):
        def of(self, kind: type[Any]) -> Any:
            asked.add(kind)
            return super().of(kind)

    asked: set[type[Any]] = set()
    assemble(Asked())
    return tuple(name for name, kind in TABLES.items() if kind in asked)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list to be: the rows that it is made of, and how. Of the same rows the same is made."""

    of: tuple[Any, ...]
    make: Callable[..., Json]

    def row(self) -> Json:
        """The row."""
        return self.make(*self.of)


def assemble(tables: Tables) -> list[tuple[str, Any]]:
    """The lists of case.json, in the order in which the file holds them."""
    return [
        (
            name,
            [line.row() if isinstance(line, Line) else line for line in told]
            if isinstance(told, list)
            else told,
        )
        for name, told in laid_out(tables)
    ]


def laid_out(tables: Tables) -> list[tuple[str, Any]]:
    """The lists of case.json with what each of their rows is to be made of."""
    return [
        ("format", FORMAT),
        ("headwater", __version__),
        ("articles", _rows(tables.of(a.Article))),
        ("versions", _rows(tables.of(a.Version))),
        ("parts", _parts(tables)),
        ("credits", _rows(tables.of(a.Credit))),
        ("attributions", _attributions(tables)),
        ("claims", _claims(tables)),
        ("proposals", _rows(tables.of(c.Proposal))),
        ("entities", _entities(tables)),
        ("relations", _rows(tables.of(e.Relation))),
        ("judgements", _judgements(tables)),
        ("groups", _groups(tables)),
        ("reuse", _rows(tables.of(o.Reuse))),
        ("clusters", _rows(tables.of(o.Cluster))),
        ("derivations", _rows(tables.of(o.Derivation))),
        ("sources", _rows(tables.of(o.Source))),
        ("origins", _rows(tables.of(o.Origin))),
        ("changes", _rows(tables.of(o.Change))),
        ("conflicts", _rows(tables.of(m.Conflict))),
        ("findings", [line for kind in _FINDINGS for line in _rows(tables.of(kind))]),
        ("to_find", _to_find(tables)),
        ("not_compared", _rows(tables.of(o.NotCompared))),
        ("rejected", _rows(tables.of(a.Rejected))),
    ]


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


def _rows(rows: Iterable[Any]) -> list[Line]:
    return [Line((row,), json_row) for row in rows]


def _without(row: Json, *names: str) -> Json:
    return {key: value for key, value in row.items() if key not in names}


def _parts(tables: Tables) -> list[Line]:
    credited = {row.part: row for row in tables.of(o.PartCredit)}
    return [Line((part, credited.get(part.id)), _part) for part in tables.of(a.Part)]


def _part(part: a.Part, credit: o.PartCredit | None) -> Json:
    return json_row(part) | {"credited_to": credit.credited_to if credit else None}


def _attributions(tables: Tables) -> list[Line]:
    entity = {row.attribution: row for row in tables.of(e.AttributionEntity)}
    signed_off = {row.id: row for row in tables.of(c.CreditedText) if row.read}
    read = [
        Line((row, entity.get(row.id), signed_off.get(row.id)), _attribution)
        for row in tables.of(c.Attribution)
    ]
    return read + [Line((row,), _credit) for row in tables.of(c.CreditedText) if not row.read]


def _attribution(
    row: c.Attribution, entity: e.AttributionEntity | None, signed: c.CreditedText | None
) -> Json:
    return json_row(row) | {"entity": entity.entity if entity else None, "credit": signed is not None}


def _credit(row: c.CreditedText) -> Json:
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


def _claims(tables: Tables) -> list[Line]:
    slots = {row.claim: row for row in tables.of(m.ClaimSlots)}
    origins = {row.claim: row for row in tables.of(o.ClaimOrigins)}
    credit = {claim: row for row in tables.of(c.CreditedText) for claim in row.claims}
    return [
        Line((claim, credit.get(claim.id), slots.get(claim.id), origins.get(claim.id)), _claim)
        for claim in tables.of(c.Claim)
    ]


def _claim(
    claim: c.Claim, credit: c.CreditedText | None, slots: m.ClaimSlots | None, ends: o.ClaimOrigins | None
) -> Json:
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


def _entities(tables: Tables) -> list[Line]:
    mentions = tables.by_id(e.Mention)
    of_entity: dict[str, list[Any]] = {}
    for link in tables.of(e.MentionEntity):
        of_entity.setdefault(link.entity, []).extend((link, mentions[link.mention]))
    return [Line((row, *of_entity.get(row.id, ())), _entity) for row in tables.of(e.Entity)]


def _entity(row: e.Entity, *named: Any) -> Json:
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


def _to_find(tables: Tables) -> list[Line]:
    """Tasks with whom one asked, when, and what they answered; the last word is the status."""
    told: dict[str, list[j.Remark]] = {}
    for row in tables.of(j.Remark):
        if row.kind == "task" and row.status == "obeyed":
            told.setdefault(row.name or "", []).append(row)
    return [Line((task, *told.get(task.id, ())), _task) for task in tables.of(o.ToFind)]


def _task(task: o.ToFind, *remarks: j.Remark) -> Json:
    steps = [{"status": row.value, "who": row.who, "when": row.when, "why": row.why} for row in remarks]
    return json_row(task) | {"steps": steps} | ({"status": steps[-1]["status"]} if steps else {})


_EFFECTS = (j.JudgementEffect, j.ClaimEffect, j.GroupEffect, j.EdgeEffect, j.OriginEffect)
_ON_TEXTS = (j.ClaimJudgement, j.GroupJudgement, j.EdgeJudgement, j.OriginJudgement, j.Remark)
_GONE = "Nothing in the case is what it points at any more; nothing was changed."


def _judgements(tables: Tables) -> list[Json]:
    """Every judgement with what became of it; rows of one shape, whatever they are about."""
    effects = {effect.judgement: effect for kind in _EFFECTS for effect in tables.of(kind)}
    found = [
        json_row(row) | {"at": [], "value": None} | _without(json_row(effects[row.id]), "judgement")
        for row in tables.of(j.EntityJudgement)
    ]
    rows = [row for kind in _ON_TEXTS for row in tables.of(kind)]
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


def _groups(tables: Tables) -> list[Line]:
    counted: Mapping[str, o.GroupOrigins] = {row.group: row for row in tables.of(o.GroupOrigins)}
    return [Line((group, counted.get(group.id)), _group) for group in tables.of(m.MatchedGroup)]


def _group(group: m.MatchedGroup, counted: o.GroupOrigins | None) -> Json:
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
