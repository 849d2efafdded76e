"""What every sheet of the page needs: the case, its masking, and where on the page a row's words stand."""

from __future__ import annotations

from headwater.show.masking import Masking
from headwater.show.tongue import ENGLISH, Tongue
from headwater.show.view import CaseView, language_of, outlet_of

_SHORTEST_ANCHOR = 10  # "cl-" and seven hexadecimal digits
_NOBODY = "no source given"
"""What an origin is called that is nobody."""
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "ur", "ckb", "ps", "ug", "sd", "he", "yi", "syr", "dv"))


class Showing:
    """A case being shown. Texts that leave go through ``said`` or ``line``; links go through ``href``."""

    def __init__(self, view: CaseView, t: Tongue = ENGLISH) -> None:
        self.view = view
        self.t = t
        self.masking = Masking(view, t.raw("[person {number}, name withheld]"), t.raw("[name withheld]"))
        self.said = self.masking.said
        self.line = self.masking.line
        self._anchors = _short_anchors(sorted(view.by_id))
        self._placed: set[str] = set()
        self._given: set[str] = set()
        self._same: dict[str, str] = {}

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

    def outlet(self, article_id: str) -> str:
        """Who published an article, masked."""
        return self.line(outlet_of(self.view.articles[article_id]), 60)

    def name(self, row_id: str) -> str:
        """What to call an article, source, origin or entity, masked."""
        return self.called(self.view.name_of(row_id), 120)

    def called(self, name: str, length: int) -> str:
        """A name, masked; what an origin that is nobody is called is said in the language of the page."""
        bare = name.removesuffix(_NOBODY)
        return self.line(name if bare == name else f"{bare}{self.t(_NOBODY)}", length)

    def language(self, article_id: str) -> str:
        """The name of an article's language."""
        return self.t.language(language_of(self.view.articles[article_id]))


def direction(lang: str | None) -> str:
    """The value of ``dir`` for words in a language."""
    if lang in (None, "und"):
        return "auto"
    return "rtl" if lang in _RIGHT_TO_LEFT else "ltr"


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
