"""Groups and articles as lines of a list: what one wants to know before opening one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from headwater.show.tongue import Tongue
from headwater.show.view import language_of, outlet_of
from headwater.show.workbench.addresses import key_of, span_of
from headwater.show.workbench.rows import Row, Rows

_GROUP = """
SELECT g.id, h.text, h.lang, h.article, h.start, h."end", a.publisher, a.url, a.path, a.title, g.status, g.about,
  g.separate_origins_min, g.separate_origins_best, g.separate_origins_max, g.bottlenecks,
  (SELECT count(*) FROM group_articles x WHERE x."group" = g.id),
  (SELECT count(*) FROM group_claims x WHERE x."group" = g.id),
  (SELECT count(*) FROM conflicts x WHERE x."group" = g.id),
  EXISTS (SELECT 1 FROM claim_actors ca JOIN entities e ON e.id = ca.entity
    WHERE ca.claim = h.id AND ca.role = 'perpetrator' AND e.type = 'person')
FROM groups g
LEFT JOIN claims h ON h.id = coalesce(g.heading, (SELECT claim FROM group_claims x WHERE x."group" = g.id ORDER BY place LIMIT 1))
LEFT JOIN articles a ON a.id = h.article
WHERE g.id IN ({marks})
"""
_ARTICLE = """
SELECT a.id, a.title, a.publisher, a.url, a.path, a.languages, a.published_value, substr(a.text, 1, 90),
  (SELECT count(*) FROM claims c WHERE c.article = a.id),
  (SELECT count(*) FROM claims c WHERE c.article = a.id AND NOT EXISTS (SELECT 1 FROM claim_chain h WHERE h.claim = c.id)),
  (SELECT count(*) FROM findings f WHERE f.article = a.id),
  (SELECT count(*) FROM derivations d WHERE d.child = a.id),
  (SELECT count(*) FROM derivations d WHERE d.parent = a.id)
FROM articles a WHERE a.id IN ({marks})
"""
_NAMED = 3
_NOBODY: Row = {"first": [], "more": 0}
_ORIGINS = """
SELECT g."group", o.id, o.name FROM group_origins g JOIN origins o ON o.id = g.origin WHERE g."group" IN ({marks})
ORDER BY g."group", o.kind = 'no_source_given', g.place
"""
_CITED = """
SELECT t.article, s.id, s.name FROM attributions t
JOIN source_cited_by y ON y.attribution = t.id JOIN sources s ON s.id = y.source
WHERE t.article IN ({marks}) GROUP BY t.article, s.id
ORDER BY t.article, s.kind = 'unnamed', count(*) DESC, min(t.rowid)
"""
"""Those with a name first: of the others the first words may be a pronoun."""
_CAME = """
SELECT d.child, d.parent, s.name, d.declared FROM derivations d LEFT JOIN sources s ON s.id = d.parent
WHERE d.child IN ({marks}) ORDER BY d.child, d.declared DESC, d.rowid
"""


def group_lines(rows: Rows, ids: Sequence[str], t: Tongue) -> list[Row]:
    """Groups as lines, in the order given."""
    if not ids:
        return []
    found = rows.select(_GROUP.format(marks=", ".join("?" * len(ids))), *ids)
    by_id = {row[0]: _group(rows, row, t) for row in found}
    origins = _first(rows, _ORIGINS, ids)
    return [by_id[id_] | {"on_word_of": origins.get(id_, _NOBODY)} for id_ in ids if id_ in by_id]


def _group(rows: Rows, row: tuple[Any, ...], t: Tongue) -> Row:
    id_, words, lang, article, start, end, publisher, url, path, title, status, about = row[:12]
    low, best, high, bottlenecks, articles, claims, conflicts, accuses = row[12:]
    told = {"publisher": publisher, "url": url, "path": path, "title": title, "id": article}
    count = {"min": low or 0, "best": best or 0, "max": high or 0}
    return {
        "id": id_,
        "href": f"/groups/{key_of(id_)}",
        "heading": "" if accuses else words or "",
        "lang": lang or "und",
        "outlet": outlet_of(told) if article else "",
        "span": span_of(article, start, end) if article else None,
        "status": status,
        "about": about,
        "reports": articles,
        "claims": claims,
        "conflicts": conflicts,
        "separate_origins": count,
        "says": t.range(count),
        "low": count["min"],
        "high": count["max"],
        "hangs_on": [
            name for name in (name_of(rows, node) for node in json.loads(bottlenecks or "[]")) if name
        ],
    }


def name_of(rows: Rows, id_: str) -> str:
    """What to call a source, an origin, an article or an entity; empty where there is none."""
    for name in ("sources", "origins", "entities"):
        found = rows.one(f"SELECT name FROM {name} WHERE id = ?", id_)
        if found:
            return str(found)
    return outlet_name(rows, id_)


def outlet_name(rows: Rows, article: str) -> str:
    """Who published an article; empty where there is none such."""
    found = rows.select("SELECT publisher, url, path, title, id FROM articles WHERE id = ?", article)
    return (
        outlet_of(dict(zip(("publisher", "url", "path", "title", "id"), found[0], strict=True)))
        if found
        else ""
    )


def article_lines(rows: Rows, ids: Sequence[str], t: Tongue) -> list[Row]:
    """Articles as lines, in the order given."""
    if not ids:
        return []
    found = rows.select(_ARTICLE.format(marks=", ".join("?" * len(ids))), *ids)
    by_id = {row[0]: _article(row, t) for row in found}
    cited, came = _first(rows, _CITED, ids), _first(rows, _CAME, ids)
    for article, told in came.items():
        named = [(id_, name or outlet_name(rows, id_), declared) for id_, name, declared in told["first"]]
        came[article] = told | {"first": named}
    more = {
        id_: {"on_word_of": cited.get(id_, _NOBODY), "came_from": came.get(id_, _NOBODY)} for id_ in by_id
    }
    return [by_id[id_] | more[id_] for id_ in ids if id_ in by_id]


def _first(rows: Rows, statement: str, ids: Sequence[str]) -> dict[str, Row]:
    """For each id the first few that a statement gives, and how many more there are."""
    found: dict[str, Row] = {}
    for id_, *told in rows.select(statement.format(marks=", ".join("?" * len(ids))), *ids):
        one = found.setdefault(id_, {"first": [], "more": 0})
        if len(one["first"]) < _NAMED:
            one["first"].append(tuple(told))
        else:
            one["more"] += 1
    return found


def _article(row: tuple[Any, ...], t: Tongue) -> Row:
    (
        id_,
        title,
        publisher,
        url,
        path,
        languages,
        published,
        beginning,
        claims,
        bare,
        findings,
        parents,
        children,
    ) = row
    told = {"publisher": publisher, "url": url, "path": path, "title": title, "id": id_}
    lang = language_of({"languages": json.loads(languages or "[]")})
    return {
        "id": id_,
        "href": f"/articles/{key_of(id_)}",
        "title": title or " ".join((beginning or "").split()) or id_,
        "outlet": outlet_of(told),
        "lang": lang,
        "language": t.language(lang),
        "published": published,
        "claims": claims,
        "without_source": bare,
        "findings": findings,
        "parents": parents,
        "children": children,
    }
