"""Alignments of pairs, found again as long as neither text has moved: what a newcomer moves is how common their words are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.meaning import share_meanings
from headwater.origins.reuse.texts import Text
from headwater.origins.reuse.wording import Stretch

Couple = tuple[int, int]


@dataclass
class AlignedBefore:
    """What was found of each pair, beside the rows of which it was; of many pairs the latest are kept."""

    most: int = 20_000
    known: dict[tuple[str, str], tuple[tuple[object, ...], list[Stretch]]] = field(default_factory=dict)

    def of(
        self, couples: Sequence[Couple], texts: Sequence[Text], config: ReuseConfig
    ) -> dict[Couple, list[Stretch]]:
        """What ``share_meanings`` gives: only pairs are aligned that are not known, or of which a text has moved."""
        found: dict[Couple, list[Stretch]] = {}
        given = {(a, b): (config, *_read(texts[a]), *_read(texts[b])) for a, b in couples}
        for couple, rows in given.items():
            before = self.known.pop(_names(couple, texts), None)
            if before is not None and before[0] == rows:  # of the same objects this is quick
                found[couple] = before[1]
        found |= share_meanings([couple for couple in couples if couple not in found], texts, config)
        for couple, rows in given.items():
            self.known[_names(couple, texts)] = (rows, found[couple])
        for oldest in list(self.known)[: max(0, len(self.known) - self.most)]:
            del self.known[oldest]
        return found


def _read(text: Text) -> tuple[object, ...]:
    """All of a text that its alignment hangs on."""
    return text.row, tuple(text.vectors)


def _names(couple: Couple, texts: Sequence[Text]) -> tuple[str, str]:
    return texts[couple[0]].row.article, texts[couple[1]].row.article
