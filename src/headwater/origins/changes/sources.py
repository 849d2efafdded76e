"""Who is cited in a passage, in any of the languages that have a table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.origins.changes.differences import Stretch
from headwater.origins.changes.lexicon import Mark
from headwater.origins.changes.names import NameMark
from headwater.origins.changes.passages import Reading

_REACH = 45
"""Characters between a word of saying and the one who says."""
_RIGHT_BESIDE = 3
_OF_PAPER = 30
"""Characters between a report or statement and whose it is."""
_PAPERS = frozenset(("statement", "report"))
_BESIDE = 12
"""Characters between words for one source ("opposition activist Omar")."""
_HELD_AFTER = ("held", "controlled", "run", "backed", "linked", "elindeki", "kontrolündeki", "denetimindeki")
_HELD_BEFORE = re.compile(
    r"(?:held|controlled) by (?:the )?$|(?:tenue?s?|contrôlée?s?|occupée?s?) par (?:l[ea]s?\s|l['’])?$"
    r"|(?:удержива|контролиру|подконтрольн)\w* $|(?:سيطرة|يد|أيدي|قبضة) $"
)
GENERIC = frozenset(("statement", "report", "local_source", "media", "twitter", "company"))
_KINDS = frozenset(("actor", "person", "outlet", "other"))


@dataclass(frozen=True, slots=True)
class Cited:
    """Who is cited in a passage: classes of sources, names, and the words of the first."""

    heads: tuple[Mark, ...]
    names: tuple[NameMark, ...]
    cues: tuple[Mark, ...]

    @property
    def classes(self) -> set[str]:
        """The classes of all who are cited."""
        return {m.key for m in self.heads}

    @property
    def first(self) -> Stretch:
        """The one who is cited first."""
        return min([*((m.start, m.end) for m in self.heads), *((n.start, n.end) for n in self.names)])

    @property
    def close(self) -> bool:
        """Whether a source stands right beside a word of saying."""
        spans = [*((m.start, m.end) for m in self.heads), *((n.start, n.end) for n in self.names)]
        return any(_gap(span, cue.start, cue.end) <= _RIGHT_BESIDE for span in spans for cue in self.cues)

    def __bool__(self) -> bool:
        return bool(self.heads or self.names)


_NOBODY = Cited((), (), ())


def cited(reading: Reading) -> Cited:
    """Who is cited: for each word of saying the nearest source, and what stands right beside it."""
    cues = reading.of("cue", "say")
    if not cues:
        return _NOBODY  # as of most sentences: their names need not be read
    heads = [m for m in reading.of("head") if not _held(reading, m)]
    names = [n for n in reading.names if n.kind in _KINDS]
    spans = sorted([(m.start, m.end) for m in heads] + [(n.start, n.end) for n in names])
    papers = {(m.start, m.end) for m in heads if m.key in _PAPERS}
    taken: set[Stretch] = set()
    for cue in cues:
        near = [s for s in spans if _gap(s, cue.start, cue.end) <= _REACH]
        near = near or [s for s in spans if s[1] <= cue.start][:2]
        if near:
            best = min(near, key=lambda s: (s in papers, _gap(s, cue.start, cue.end), s))
            reach = _OF_PAPER if best in papers else _BESIDE
            taken |= {s for s in near if _gap(s, *best) <= reach}
    return Cited(
        tuple(m for m in heads if (m.start, m.end) in taken),
        tuple(n for n in names if (n.start, n.end) in taken),
        cues,
    )


def _gap(span: Stretch, start: int, end: int) -> int:
    return max(0, start - span[1], span[0] - end)


def _held(reading: Reading, mark: Mark) -> bool:
    """Whether a word only qualifies another ("opposition-held", "army-controlled")."""
    return (
        reading.text(mark.end, mark.end + 12)
        .lstrip("- ")
        .startswith(("held", "controlled", "run", "backed", "linked"))
    )


def by_cue(start: int, end: int, cues: tuple[Mark, ...]) -> bool:
    return any(_gap((start, end), c.start, c.end) <= _REACH for c in cues)
