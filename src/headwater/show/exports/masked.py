"""What of a case may be handed on: every text without private persons' names, and no id that leads back to one.

Follows the Berkeley Protocol (OHCHR and UC Berkeley 2022, chapter on sharing): private persons masked, data
minimised. Offsets go on counting in the article as read, whose text is not handed on with them.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Any

from headwater.show.masking import Masking, visible
from headwater.show.view import CaseView, Row

_ID = re.compile(r"[a-z]{1,2}-[0-9a-f]{16}|[0-9a-f]{64}")
"""Ids and hashes stay as they are."""


class Handed:
    """A case as it may be handed on. With ``unmasked`` everything stays as it is."""

    def __init__(self, case: Row, *, unmasked: bool = False, page: Path | None = None) -> None:
        self.unmasked = unmasked
        self.page = page
        self.whole = whole = CaseView(case)
        """The case as it is, for looking up where words lie; nothing of it is handed on."""
        self._masking = Masking(whole)
        self._ids = {} if unmasked else _numbers(whole, self._masking)
        self.view = whole if unmasked else CaseView({name: self._value(name, case[name]) for name in case})

    @cached_property
    def _articles(self) -> dict[str, Row]:
        pairs = zip(self.view.rows("articles"), self.whole.rows("articles"), strict=True)
        return {handed["id"]: whole for handed, whole in pairs}

    def article(self, handed_id: str) -> Row:
        """The article as read, by the id under which it is handed on (an id that names a private person is masked)."""
        return self._articles[handed_id]

    def said(self, text: str | None) -> str:
        """A text of a person or an article as it may be handed on."""
        return (text or "") if self.unmasked else self._masking.said(text)

    def words(self, article: str, start: int, end: int) -> str:
        """The words of an article between two places, as they may be handed on."""
        whole = self.article(article)
        text = whole["text"]
        if self.unmasked:
            return str(text[start:end])
        shown, last = [], start
        for mask in self._masking.spans(whole["id"]):
            if mask.end > last and mask.start < end:
                shown += [text[last : max(last, mask.start)], mask.label]
                last = mask.end
        return visible("".join((*shown, text[last:end])))

    def _value(self, name: str, value: Any) -> Any:
        if name == "entities":
            return [self._entity(row) for row in value]
        if name == "articles":
            return [self._article(row) for row in value]
        if isinstance(value, list):
            return [self._masked(row) for row in value]
        return value

    def _article(self, row: Row) -> Row:
        kept: Row = self._masked({key: value for key, value in row.items() if key not in ("text", "links")})
        return kept | {"text": "", "links": []}

    def _entity(self, row: Row) -> Row:
        if not row["masked"]:
            return self._public(row)
        number = self._ids[row["id"]]
        kept: Row = self._masked(row)
        return kept | {
            "id": number,
            "name": f"[{number.replace('-', ' ')}, name withheld]",
            "names": [],
            "mentions": [{"article": mention["article"]} for mention in row["mentions"]],
            "known_as": None,
            "because": "",
        }

    def _public(self, row: Row) -> Row:
        """Names of unmasked entities stay as they are, even where a masked person shares a word of them."""
        kept: Row = self._masked(row)
        return kept | {"name": row["name"], "names": row["names"]}

    def _masked(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._masked(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._masked(inner) for inner in value]
        if not isinstance(value, str):
            return value
        if value in self._ids:
            return self._ids[value]
        return value if _ID.fullmatch(value) else self._masking.said(value)


def _numbers(view: CaseView, masking: Masking) -> dict[str, str]:
    """Ids that are hashes of a name would give it away: masked persons, as entity, source or origin, get numbers."""
    masked = sorted(row["id"] for row in view.rows("entities") if row["masked"])
    numbers = {id_: f"person-{number}" for number, id_ in enumerate(masked, 1)}
    for name in ("sources", "origins"):
        hidden = sorted(row["id"] for row in view.rows(name) if masking.said(row["name"]) != row["name"])
        numbers |= {id_: f"masked-{name[:-1]}-{number}" for number, id_ in enumerate(hidden, 1)}
    return numbers
