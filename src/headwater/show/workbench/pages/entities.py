"""Names, and one name: how it is written, where it stands, who judged it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Query

from headwater.show.words import ENTITY, SLOT
from headwater.show.workbench.addresses import key_of, span_of
from headwater.show.workbench.asking import Asking, Shown
from headwater.show.workbench.desk import Desk
from headwater.show.workbench.lines import name_of, outlet_name
from headwater.show.workbench.pages.articles import judged_line
from headwater.show.workbench.paging import PER_PAGE, PageNumber, Words, like, paged, part_of
from headwater.show.workbench.rows import Row, Rows
from headwater.show.workbench.site import Site

_AROUND = 70
"""Characters that are shown before and behind a name where it stands."""
Kind = Annotated[str, Query(alias="type", max_length=20, description="Only of this type.")]


def register_entities(site: Site) -> None:
    """Puts the pages of names on the site."""

    @site.page("/entities", "Actors, outlets, places and weapons, those named most first.")
    def entities(ask: Asking, q: Words = "", kind: Kind = "", page: PageNumber = 1) -> Shown:
        ids = _ranked(ask.desk, q, kind)
        part = part_of(len(ids), page)
        lines = _lines(ask.rows, ids[max(0, part.first - 1) : part.last])
        for line in lines:
            line["kind_says"] = ask.t.say(ENTITY, line["type"])
        data = {"entities": lines, "part": part.as_json(), "q": q, "type": kind}
        kinds = {name: ask.t(says) for name, says in ENTITY.items()}
        return Shown("entities", data, {"part": part, "kinds": kinds})

    @site.page("/entities/{key}", "One name: how it is written, where it stands, what claims say of it.")
    def entity(ask: Asking, key: str, page: PageNumber = 1) -> Shown:
        id_ = ask.id("entities", key, "name")
        rows = ask.rows
        row = rows.by_ids("entities", [id_], light=True)[0]
        row["names"] = [{"text": text, "lang": lang, "script": script} for text, lang, script in rows.select("SELECT text, lang, script FROM entity_names WHERE entity = ? ORDER BY place", id_)]  # fmt: skip
        mentions, part = _mentions(rows, id_, page)
        plays = [one | {"role_says": ask.t.say(SLOT, one["role"])} for one in _plays(rows, id_)]
        data = row | {
            "mentions": mentions,
            "part": part.as_json(),
            "plays": plays,
            "relations": rows.where(
                "relations", 'WHERE "from" = ? OR "to" = ? ORDER BY rowid LIMIT 100', id_, id_
            ),
            "judgements": _judged(rows, id_),
        }
        told = {
            "part": part,
            "judged": [judged_line(ask, one) for one in data["judgements"]],
            "says": ask.t.say(ENTITY, row["type"]),
            "related": [
                one | {"ends": [(end, name_of(rows, end) or end) for end in (one["from"], one["to"])]}
                for one in data["relations"]
            ],
        }
        return Shown("entity", data, told)


def _ranked(desk: Desk, words: str, kind: str) -> list[str]:
    def read(rows: Rows) -> list[str]:
        chosen, values = ["1"], []
        if kind:
            chosen.append("e.type = ?")
            values.append(kind)
        if words:
            chosen.append(
                "(e.name LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM entity_names n WHERE n.entity = e.id AND n.text LIKE ? ESCAPE '\\'))"
            )
            values += [like(words), like(words)]
        return rows.column(
            "SELECT e.id FROM entities e LEFT JOIN (SELECT entity, count(*) AS n FROM entity_mentions GROUP BY entity) m "
            f"ON m.entity = e.id WHERE {' AND '.join(chosen)} ORDER BY m.n IS NULL, m.n DESC, e.name, e.id",
            *values,
        )

    found: list[str] = desk.remembered(("entities", words, kind), read)
    return found


def _lines(rows: Rows, ids: Sequence[str]) -> list[Row]:
    if not ids:
        return []
    found = rows.select(
        "SELECT id, name, type, known_as, masked, (SELECT count(*) FROM entity_mentions m WHERE m.entity = e.id), "
        "(SELECT count(DISTINCT article) FROM entity_mentions m WHERE m.entity = e.id), "
        "(SELECT group_concat(text, ', ') FROM (SELECT DISTINCT text FROM entity_names n WHERE n.entity = e.id AND n.text != e.name LIMIT 4)) "
        f"FROM entities e WHERE id IN ({', '.join('?' * len(ids))})",
        *ids,
    )
    names = ("id", "name", "type", "known_as", "masked", "mentions", "articles", "also")
    by_id = {
        row[0]: dict(zip(names, row, strict=True))
        | {"masked": bool(row[4]), "href": f"/entities/{key_of(row[0])}"}
        for row in found
    }
    return [by_id[id_] for id_ in ids if id_ in by_id]


def _mentions(rows: Rows, id_: str, page: int) -> tuple[list[Row], Any]:
    columns = (
        'm.article, m.text, m.start, m."end", m.status, m.because, '
        f'substr(a.text, max(1, m.start + 1 - {_AROUND}), min(m.start, {_AROUND})), substr(a.text, m."end" + 1, {_AROUND})'
    )
    source = "entity_mentions m LEFT JOIN articles a ON a.id = m.article WHERE m.entity = ?"
    found, part = paged(rows, columns, source, "m.place", [id_], page, PER_PAGE)
    names = ("article", "text", "start", "end", "status", "because", "before", "behind")
    outlets = {article: outlet_name(rows, article) for article in dict.fromkeys(row[0] for row in found)}
    told = [dict(zip(names, row, strict=True)) for row in found]
    return [
        one
        | _beside(one)
        | {"outlet": outlets[one["article"]], "span": span_of(one["article"], one["start"], one["end"])}
        for one in told
    ], part


def _beside(one: Row) -> Row:
    """What stands before and behind a name, from a whole word on and up to one."""
    before, behind = one["before"] or "", one["behind"] or ""
    if len(before) == _AROUND and " " in before:
        before = f"… {before.partition(' ')[2]}"
    if len(behind) == _AROUND and " " in behind:
        behind = f"{behind.rpartition(' ')[0]} …"
    return {"before": before, "behind": behind}


def _plays(rows: Rows, id_: str) -> list[Row]:
    found = rows.select(
        'SELECT a.role, c.id, c.text, c.lang, c.article, c.start, c."end" FROM claim_actors a JOIN claims c ON c.id = a.claim '
        "WHERE a.entity = ? GROUP BY a.role, c.id ORDER BY c.rowid LIMIT 60",
        id_,
    )
    names = ("role", "claim", "text", "lang", "article", "start", "end")
    told = [dict(zip(names, row, strict=True)) for row in found]
    return [one | {"span": span_of(one["article"], one["start"], one["end"])} for one in told]


def _judged(rows: Rows, id_: str) -> list[Row]:
    return rows.where("judgements", "WHERE entity = ? ORDER BY rowid LIMIT 100", id_)
