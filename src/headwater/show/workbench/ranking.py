"""Which groups come first, by what is asked for: an order is read once for each state of the case."""

from __future__ import annotations

from headwater.show.workbench.desk import Desk
from headwater.show.workbench.paging import like
from headwater.show.workbench.rows import Rows

_SIZES = '(SELECT "group", count(*) AS n FROM group_articles GROUP BY "group")'
_LEADS = (
    'EXISTS (SELECT 1 FROM group_claims x JOIN claims c ON c.id = x.claim WHERE x."group" = g.id AND c.lead)'
)
CHOICES = {
    "shared": ("Shared subjects", f"s.n > 1 AND {_LEADS}"),
    "one": ("One origin, several reports", "s.n > 1 AND g.separate_origins_max = 1"),
    "conflicts": ("With disagreements", 'EXISTS (SELECT 1 FROM conflicts x WHERE x."group" = g.id)'),
    "details": ("Details that several texts tell", f"s.n > 1 AND NOT {_LEADS}"),
    "suggested": ("Suggested, not confirmed", "s.n > 1 AND g.status = 'suggested'"),
    "all": ("All groups", "1"),
}
"""What groups may be asked for: in a reader's words, and as SQL."""


def ranked_groups(desk: Desk, show: str = "shared", words: str = "") -> list[str]:
    """Ids of groups, those with most reports first, then most claims."""
    found: list[str] = desk.remembered(("groups", show, words), lambda rows: _ranked(rows, show, words))
    return found


def _ranked(rows: Rows, show: str, words: str) -> list[str]:
    chosen = CHOICES[show][1]
    values = []
    if words:
        chosen += " AND EXISTS (SELECT 1 FROM group_claims x JOIN claims c ON c.id = x.claim WHERE x.\"group\" = g.id AND c.text LIKE ? ESCAPE '\\')"
        values.append(like(words))
    return rows.column(
        f'SELECT g.id FROM groups g JOIN {_SIZES} s ON s."group" = g.id WHERE {chosen} '
        'ORDER BY s.n DESC, (SELECT count(*) FROM group_claims x WHERE x."group" = g.id) DESC, g.id',
        *values,
    )
