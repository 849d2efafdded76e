"""Which articles of a run say the same as a newcomer in other words or another language, sentence by sentence.

Sentences meet where each is among the other's nearest in its language, as in ``origins.meet``. How near a sentence of the
run must be to be passed by a newcomer's is known from the run: the cosine of the last of its nearest.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from headwater.origins.reuse.cells import teaches
from headwater.origins.reuse.columns import Fingerprints, sentences_of
from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.nearest import Nearest
from headwater.origins.reuse.neighbours import Joined, nearest_of, shares
from headwater.origins.reuse.packed import Ints, Matrix
from headwater.origins.reuse.standing_cells import StandingCells
from headwater.origins.reuse.surveys import contents
from headwater.records.origins import Fingerprint
from headwater.records.remembered import remembering
from headwater.runs.beside.cells import Cells, index_cells
from headwater.runs.beside.postings import mapped_array

_NAME = "meanings"


def index_sentences(every: Fingerprints, open_: list[int], config: ReuseConfig, folder: Path) -> None:
    """Lay out the sentences of the articles ``open_``; their vectors are given away."""
    np.save(folder / "meanings.sizes.npy", np.array([len(one) for one in every.tongues], dtype=np.int32))
    told = [place for place in open_ if every.tongues[place]]
    keys = [contents(every.articles[at], every.tongues[at], every.vectors[at]) for at in told]
    teaching = [teaches(every.articles[at]) for at in told]
    sentences = sentences_of(every, open_)
    tongues = sentences.tongues if sentences is not None else ()
    (folder / "meanings.tongues").write_text("\n".join(tongues), encoding="utf-8")
    if sentences is None:
        return
    held: dict[type[Any], Any] = {}
    with remembering(held):
        nearest = nearest_of(
            sentences, config.neighbours, config.neighbour_floor, config.exact_sentences, keys, teaching
        )
    np.save(folder / "meanings.owners.npy", sentences.owners.astype(np.int32))
    np.save(folder / "meanings.languages.npy", sentences.languages)
    np.save(folder / "meanings.last.npy", _last(nearest, len(sentences)))
    cells = held.get(StandingCells)
    lying = np.zeros(len(sentences), np.int32) if cells is None else cells.asked[:, 0]
    index_cells(sentences, lying, None if cells is None else cells.centres, folder, _NAME)


def _last(nearest: dict[int, Nearest], size: int) -> Matrix:
    """For each sentence and language the cosine of the last of its nearest; -1 where it has fewer."""
    found = np.full((size, len(nearest)), -1.0, dtype=np.float32)
    for code, near in nearest.items():
        found[:, code] = np.where(near.found[:, -1] >= 0, near.scores[:, -1], -1.0)
    return found


class Meanings:
    """The sentences of a run."""

    def __init__(self, folder: Path, config: ReuseConfig) -> None:
        self._config = config
        self._tongues = (folder / "meanings.tongues").read_text(encoding="utf-8").split("\n")
        self._sizes: Any = mapped_array(folder / "meanings.sizes.npy")
        self._cells: Cells | None = None
        if self._tongues != [""]:
            self._owners: Any = mapped_array(folder / "meanings.owners.npy")
            self._languages: Any = mapped_array(folder / "meanings.languages.npy")
            self._last: Any = mapped_array(folder / "meanings.last.npy")
            self._cells = Cells(folder, _NAME)

    def meet(self, row: Fingerprint) -> list[int]:
        """The places of articles whose sentences are near enough in meaning to be aligned, ascending."""
        if self._cells is None or not row.languages:
            return []
        units = np.frombuffer(row.vectors, dtype="i1").reshape(len(row.languages), -1).astype(np.float32)
        units /= np.maximum(np.linalg.norm(units, axis=1, keepdims=True), 1e-6)
        asking, numbers, cosines = self._nearest(*self._cells.near(units, self._config.neighbour_floor))
        codes = {tongue: code for code, tongue in enumerate(self._tongues)}
        own = np.array([codes.get(lang, -1) for lang in row.languages], dtype=np.int64)[asking]
        last = np.where(own >= 0, self._last[numbers, np.maximum(own, 0)], -1.0)
        mutual = cosines >= last
        asking, numbers, own = asking[mutual], numbers[mutual], own[mutual]
        joined = self._joined(asking, numbers, self._languages[numbers] != own)
        sizes = np.append(np.asarray(self._sizes)[[one.left for one in joined]], len(row.languages)).astype(
            np.int64
        )
        numbered = [Joined(at, len(joined), one.sentences, one.crossing) for at, one in enumerate(joined)]
        near = shares(numbered, sizes, self._config.candidate_share, self._config.candidate_share_within)
        return [joined[one.left].left for one in near]

    def _nearest(self, asking: Ints, numbers: Ints, cosines: Matrix) -> tuple[Ints, Ints, Matrix]:
        """Of each question its nearest in each language, as many as count."""
        tongues = self._languages[numbers]
        order = np.lexsort((numbers, -cosines, tongues, asking))
        asking, numbers, cosines, tongues = asking[order], numbers[order], cosines[order], tongues[order]
        fresh = np.ones(len(asking), dtype=np.bool_)
        fresh[1:] = (asking[1:] != asking[:-1]) | (tongues[1:] != tongues[:-1])
        first = np.maximum.accumulate(np.where(fresh, np.arange(len(asking)), 0))
        top = np.arange(len(asking)) - first < self._config.neighbours
        return asking[top], numbers[top], cosines[top]

    def _joined(self, asking: Ints, numbers: Ints, crossing: Any) -> list[Joined]:
        """By article how many distinct sentences of either side meet."""
        owners = self._owners[numbers]
        found = []
        for place in np.unique(owners).tolist():
            mine = owners == place
            sides = len(np.unique(asking[mine])), len(np.unique(numbers[mine]))
            found.append(Joined(int(place), -1, min(sides), int(crossing[mine].sum())))
        return found
