"""What every sheet of the page needs: the case, its masking, and where on the page a row's words stand."""

from __future__ import annotations

from headwater.show.drawings.telling import Telling, direction
from headwater.show.masking import Masking
from headwater.show.tongue import ENGLISH, Tongue
from headwater.show.view import CaseView

__all__ = ["Showing", "direction"]

_SMALL = 40
"""Up to so many articles every reason is written out; in larger cases ``headwater explain`` gives it."""
_SHORTEST_ANCHOR = 10  # "cl-" and seven hexadecimal digits


class Showing(Telling):
    """A case being shown, masked. Texts that leave go through ``said`` or ``line``; links go through ``href``."""

    coarse = True

    def __init__(self, view: CaseView, t: Tongue = ENGLISH) -> None:
        super().__init__(view, t)
        self.masking = Masking(view, t.raw("[person {number}, name withheld]"), t.raw("[name withheld]"))
        self._anchors = _short_anchors(sorted(view.by_id))
        self._placed: set[str] = set()
        self._given: set[str] = set()
        self._same: dict[str, str] = {}

    @property
    def small(self) -> bool:
        """Whether the page has room for every reason."""
        return len(self.view.articles) <= _SMALL

    def said(self, text: str | None) -> str:
        """A sentence of ours or of an article, without masked names and with controls made visible."""
        return self.masking.said(text)

    def line(self, text: str | None, length: int = 110) -> str:
        """The same on one line of at most ``length`` characters; masked before it is cut."""
        return self.masking.line(text, length)

    def anchor(self, row_id: str) -> str:
        """The row's id on the page: so much of its own id as names no other row; never words of a text."""
        return self._anchors[row_id]

    def place(self, row_id: str) -> str:
        """The row's id on the page, from now on a target for links."""
        self._placed.add(row_id)
        return self._anchors[row_id]

    def share(self, row_id: str, other: str) -> None:
        """Let a row's links lead to the place of another, whose words are the same."""
        self._same[row_id] = other

    def once(self, row_id: str) -> str | None:
        """The row's id on the page the first time it is asked for, None after that: an id stands once."""
        if row_id in self._given:
            return None
        self._given.add(row_id)
        return self.place(row_id)

    def href(self, row_id: str | None) -> str | None:
        """The link to a row's place on this page, or None where it has none."""
        row_id = self._same.get(row_id or "", row_id)
        return f"#{self._anchors[row_id]}" if row_id and row_id in self._placed else None


def _short_anchors(ids: list[str]) -> dict[str, str]:
    """The shortest beginnings that no two ids share; ids that are a user's own become numbers."""
    found: dict[str, str] = {}
    for index, row_id in enumerate(ids):
        near = [*ids[max(0, index - 1) : index], *ids[index + 1 : index + 2]]
        shared = max((_common(row_id, other) for other in near), default=0)
        if _is_hash(row_id):
            found[row_id] = row_id[: max(_SHORTEST_ANCHOR, shared + 1)]
        else:
            found[row_id] = f"n-{index}"
    return found


def _is_hash(row_id: str) -> bool:
    kind, _, digits = row_id.partition("-")
    return (
        1 <= len(kind) <= 2
        and kind.isalpha()
        and kind.isascii()
        and len(digits) == 16
        and all(digit in "0123456789abcdef" for digit in digits)
    )


def _common(one: str, other: str) -> int:
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))
