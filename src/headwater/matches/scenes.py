"""A claim of a language that is not parsed, as words, deeds and the names that may play a part in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.matches.order_words import Deed, OrderWords
from headwater.records.entities import Mention
from headwater.text.numerals import Word

_WIDE = 14
"""Words from a deed to those who play a part in it."""


@dataclass(frozen=True, slots=True)
class Player:
    """A name at tokens ``first`` up to ``last``, with the force that is called by it ("Kessia's troops")."""

    first: int
    last: int
    type: str
    label: bool  # a word for people ("terrorist"), no name: it may only describe
    case: str  # "", or nominative, genitive, accusative, dative, ablative, locative, with, oblique


@dataclass(frozen=True)
class Scene:
    """A claim's words, deeds and players, for the rules of one language."""

    words: Sequence[Word]
    deeds: Sequence[Deed]
    players: Sequence[Player]
    table: OrderWords

    def joined(self, start: int, end: int) -> bool:
        """Whether no clause ends between two tokens, and they are near."""
        apart = range(start, end)
        return len(apart) <= _WIDE and not any(self.table.said("clause", self.words, k) for k in apart)

    def players_between(self, start: int, end: int) -> list[Player]:
        """The players that stand wholly between two tokens."""
        return [p for p in self.players if start <= p.first and p.last <= end]

    def before(self, player: Player) -> Deed | None:
        """The last deed before a player, in one clause with it."""
        found = [d for d in self.deeds if d.last <= player.first and self.joined(d.last, player.first)]
        return found[-1] if found else None

    def after(self, player: Player, *, skip: int = 0) -> list[Deed]:
        """The deeds after a player, in one clause with it; ``skip`` words in between may be anything."""
        start = player.last + skip
        return [d for d in self.deeds if d.first >= start and self.joined(start, d.first)]

    def marked(self, name: str, player: Player) -> bool:
        """Whether a mark stands right before a player, or but for a quotation mark."""
        quoted = player.first > 0 and self.words[player.first - 1].form in QUOTES
        return self.table.before(name, self.words, player.first - quoted)

    def opens(self, player: Player) -> bool:
        """Whether a player stands where a clause begins."""
        at = player.first - 1
        while at >= 0 and self.words[at].form in QUOTES:
            at -= 1
        return (
            at < 0 or not self.words[at].form[:1].isalpha() or bool(self.table.said("clause", self.words, at))
        )


QUOTES = frozenset("«»“”„\"'‘’()")


def tokens_of(words: Sequence[Word], mention: Mention, start: int) -> tuple[int, int] | None:
    """The tokens that a mention covers."""
    inside = [
        k for k, w in enumerate(words) if w.start + start < mention.end and mention.start < w.end + start
    ]
    return (inside[0], inside[-1] + 1) if inside else None
