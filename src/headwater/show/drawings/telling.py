"""How a case is told: in which language, with whose names, and where links lead."""

from __future__ import annotations

from collections.abc import Callable

from headwater.show.masking import visible
from headwater.show.tongue import ENGLISH, Tongue
from headwater.show.view import CaseView, clipped, language_of, outlet_of

_NOBODY = "no source given"
"""What an origin is called that is nobody."""
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "ur", "ckb", "ps", "ug", "sd", "he", "yi", "syr", "dv"))

Link = Callable[[str], str | None]


class Telling:
    """A case as it stands, unmasked: for a page that does not leave the machine. ``link`` gives a row's address."""

    coarse = False
    """Whether places are told no closer than their governorate, as in whatever is handed on."""

    def __init__(self, view: CaseView, t: Tongue = ENGLISH, link: Link | None = None) -> None:
        self.view = view
        self.t = t
        self._link = link

    def said(self, text: str | None) -> str:
        """A sentence of ours or of an article, controls made visible."""
        return visible(text or "")

    def line(self, text: str | None, length: int = 110) -> str:
        """The same on one line of at most ``length`` characters."""
        return clipped(self.said(text), length)

    def href(self, row_id: str | None) -> str | None:
        """The address of a row, or None where it has none."""
        return self._link(row_id) if self._link and row_id else None

    def outlet(self, article_id: str) -> str:
        """Who published an article."""
        return self.line(outlet_of(self.view.articles[article_id]), 60)

    def name(self, row_id: str) -> str:
        """What to call an article, source, origin or entity."""
        return self.called(self.view.name_of(row_id), 120)

    def called(self, name: str, length: int) -> str:
        """A name; what an origin that is nobody is called is said in the language of the page."""
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
