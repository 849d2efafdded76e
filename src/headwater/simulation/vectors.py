"""Synthetic sentence embeddings: what a statement means, its template, and noise.

Two tellings of one statement lie at a cosine of about .8 in one language or two; two statements from one template
about .35; others about 0. That is the order of what the encoder gives for translations and for news of one kind.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from headwater.simulation.printing import Printed

DIMENSIONS = 512
_TEMPLATE, _STATEMENT, _NOISE = 0.6, 0.7, 0.45

Matrix = npt.NDArray[np.float32]


class Vectors:
    """Embeddings of a case; the same seed gives the same vectors for each incident."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._templates: dict[tuple[object, ...], Matrix] = {}

    def of_incident(self, number: int, articles: Sequence[Printed]) -> list[list[bytes]]:
        """For each article the stored vector of each sentence, a credit line last."""
        keys: list[tuple[object, ...]] = []
        statements: dict[tuple[object, ...], int] = {}
        for article in articles:
            for told in article.told:
                key = tuple(clause.statement for clause in told.line.clauses)
                statements.setdefault(key, len(statements))
                keys.append(key)
            if article.credit:
                credit: tuple[object, ...] = ("credit", article.report.lang)
                statements.setdefault(credit, len(statements))
                keys.append(credit)
        rng = np.random.Generator(np.random.PCG64([self._seed, number]))
        own = _unit(rng.standard_normal((len(statements), DIMENSIONS), dtype=np.float32))
        noise = _unit(rng.standard_normal((len(keys), DIMENSIONS), dtype=np.float32))
        shared = np.stack([self._template(key) for key in statements])
        base = _TEMPLATE * shared + _STATEMENT * own
        places = np.array([statements[key] for key in keys])
        stored = _unit(base[places] + _NOISE * noise).astype("<f2")
        rows = iter(stored)
        return [[next(rows).tobytes() for _ in range(len(a.told) + (a.credit is not None))] for a in articles]

    def _template(self, key: tuple[object, ...]) -> Matrix:
        name = tuple(part[:3] if isinstance(part, tuple) else part for part in key)
        if name not in self._templates:
            seeds = [self._seed, *(ord(letter) for letter in repr(name))]
            rng = np.random.Generator(np.random.PCG64(seeds))
            self._templates[name] = _unit(rng.standard_normal((1, DIMENSIONS), dtype=np.float32))[0]
        return self._templates[name]


def _unit(matrix: Matrix) -> Matrix:
    return np.asarray(matrix / np.linalg.norm(matrix, axis=1, keepdims=True), dtype=np.float32)
