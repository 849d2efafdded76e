"""spaCy's convolutions over words, in fewer and larger steps.

A layer joins each vector to its two neighbours', multiplies, keeps the largest of each three and brings the result to
mean 0 and variance 1, as thinc's ``expand_window``, ``maxout``, ``layernorm`` and ``residual`` do. Here the products
are numpy's, whose matrix library knows more processors than thinc's does, and what lies between is done in place.
Sums are rounded otherwise than thinc's in the sixth digit: ``tests/providers`` compares the tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from thinc.api import Model

Rows = npt.NDArray[np.float32]

_PIECES = 3
_MOST_ROWS = 2_000  # words taken at once: what they need stays in the processor's cache
_LITTLE = 1e-8  # thinc's guard against a variance of nothing


@dataclass(frozen=True, slots=True)
class _Layer:
    weights: Rows  # (3 x width, 3 x width): the largest of columns k, width + k and 2 width + k is kept
    bias: Rows
    scale: Rows
    shift: Rows


class Encoder:
    """The layers of one network; built from thinc's, with their weights."""

    def __init__(self, layers: Sequence[_Layer], pad: int) -> None:
        self._layers = layers
        self._pad = pad
        self._width = len(layers[0].scale)

    def forward(self, model: Model[Any, Any], texts: list[Rows], is_train: bool) -> tuple[list[Rows], Any]:
        """The vectors of each text's words in their surroundings, from those of the words alone."""
        found: list[Rows] = []
        some: list[Rows] = []
        rows = 0
        for text in texts:
            some.append(text)
            rows += len(text)
            if rows > _MOST_ROWS:
                found += self._encoded(some)
                some, rows = [], 0
        return found + self._encoded(some), lambda gradient: []

    def _encoded(self, texts: Sequence[Rows]) -> list[Rows]:
        """Texts laid one behind the other, with so many zeros between that none reaches the next."""
        places = []
        at = 1 + self._pad
        for text in texts:
            places.append(slice(at, at + len(text)))
            at += len(text) + self._pad
        words = np.zeros((at + 1, self._width), dtype="float32")
        for place, text in zip(places, texts, strict=True):
            words[place] = text
        self._encode(words)
        return [words[place] for place in places]

    def _encode(self, words: Rows) -> None:
        width = self._width
        windows = np.empty((len(words) - 2, _PIECES * width), dtype="float32")
        for layer in self._layers:
            windows[:, :width] = words[:-2]
            windows[:, width : 2 * width] = words[1:-1]
            windows[:, 2 * width :] = words[2:]
            pieces = windows @ layer.weights
            pieces += layer.bias
            best = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
            np.maximum(best, pieces[:, 2 * width :], out=best)
            best -= best.mean(axis=1, keepdims=True)
            variance = np.einsum("ij,ij->i", best, best)
            variance /= width
            variance += _LITTLE
            best /= np.sqrt(variance)[:, None]
            best *= layer.scale
            best += layer.shift
            words[1:-1] += best


def encoder_of(node: Model[Any, Any]) -> Encoder | None:
    """An encoder with the weights of a node ``with_array(residual(...) >> ...)``; None where it is built otherwise."""
    layers = [_layer_of(residual) for residual in node.layers[0].layers]
    found = [layer for layer in layers if layer is not None]
    return Encoder(found, node.attrs["pad"]) if found and len(found) == len(layers) else None


def _layer_of(residual: Model[Any, Any]) -> _Layer | None:
    parts = {node.name: node for node in residual.walk()}
    window, maxout, norm = (parts.get(name) for name in ("expand_window", "maxout", "layernorm"))
    if window is None or maxout is None or norm is None:
        return None
    weights: Any = maxout.get_param("W")
    bias: Any = maxout.get_param("b")
    scale: Any = norm.get_param("G")
    shift: Any = norm.get_param("b")
    wide, pieces, reach = weights.shape
    if (window.attrs["window_size"], pieces, reach) != (1, _PIECES, 3 * wide):
        return None
    return _Layer(
        np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * wide, reach).T),
        np.ascontiguousarray(bias.T.reshape(-1)),
        scale,
        shift,
    )
