"""The first page: what hangs on whom, in ten seconds."""

from __future__ import annotations

import json
from collections import Counter

from headwater.show.words import FINDING, FINDING_ORDER
from headwater.show.workbench.asking import Ask, Asking, Shown
from headwater.show.workbench.lines import article_lines, group_lines
from headwater.show.workbench.ranking import ranked_groups
from headwater.show.workbench.rows import Row, Rows
from headwater.show.workbench.site import Site

_GROUPS, _ARTICLES, _TASKS = 12, 12, 5


def register_overview(site: Site) -> None:
    """Puts the overview on the site."""

    @site.page("/", "What the case holds: subjects and their separate origins, articles, what to find.")
    def overview(ask: Asking) -> Shown:
        facts = ask.desk.remembered(("facts", ask.t.lang), lambda rows: _facts(rows, ask))
        return Shown("overview", facts)


def _facts(rows: Rows, ask: Ask) -> Row:
    t = ask.t
    groups = ranked_groups(ask.desk)
    first = rows.column(
        "SELECT id FROM articles ORDER BY published_value IS NULL, published_value DESC, rowid LIMIT ?",
        _ARTICLES,
    )
    counts = {name: rows.one(f"SELECT count(*) FROM {name}") for name in ("articles", "claims", "groups", "sources", "entities", "derivations", "judgements", "to_find", "rejected", "not_compared")}  # fmt: skip
    return {
        "counts": counts,
        "languages": _languages(rows),
        "subjects": len(groups),
        "one_origin": len(ranked_groups(ask.desk, "one")),
        "groups": group_lines(rows, groups[:_GROUPS], t),
        "details": len(ranked_groups(ask.desk, "details")) if not groups else 0,
        "articles": article_lines(rows, first, t),
        "findings": _findings(rows, ask),
        "to_find": [
            {"id": id_, "what": what, "would_change": change}
            for id_, what, change in rows.select(
                "SELECT id, what, would_change FROM to_find WHERE status = 'open' ORDER BY rowid LIMIT ?",
                _TASKS,
            )
        ],
        "disputed": rows.one("SELECT count(*) FROM judgements WHERE status = 'disputed'"),
    }


def _languages(rows: Rows) -> dict[str, int]:
    """How many articles each language has, by the first of each."""
    found: Counter[str] = Counter()
    for languages, many in rows.select("SELECT languages, count(*) FROM articles GROUP BY 1 ORDER BY 1"):
        found[(json.loads(languages or "[]") or ["und"])[0]] += many
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _findings(rows: Rows, ask: Ask) -> list[Row]:
    counted = dict(rows.select("SELECT kind, count(*) FROM findings GROUP BY 1"))
    rank = {kind: place for place, kind in enumerate(FINDING_ORDER)}
    kinds = sorted(counted, key=lambda kind: (rank.get(kind, len(rank)), kind))
    return [{"kind": kind, "says": ask.t.say(FINDING, kind), "count": counted[kind]} for kind in kinds]
