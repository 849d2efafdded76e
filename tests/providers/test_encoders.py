"""The quicker layers give what thinc's own give."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from thinc.api import Model, chain, expand_window, residual, with_array
from thinc.layers import Maxout

from headwater.providers.encoders import encoder_of

WIDTH = 8


def layers(window: int = 1, pieces: int = 3) -> Model[Any, Any]:
    """A network of two layers as spaCy builds them, with weights of its own."""
    one = [
        residual(
            chain(expand_window(window), Maxout(WIDTH, (2 * window + 1) * WIDTH, pieces, normalize=True))
        )
        for _ in range(2)
    ]
    node = with_array(chain(*one), pad=2)
    random = np.random.default_rng(7)
    for part in node.walk():
        for name in part.param_names:
            part.set_param(name, np.zeros(1, dtype="f"))
    node.initialize()
    for part in node.walk():
        for name in part.param_names:
            part.set_param(name, random.standard_normal(part.get_param(name).shape).astype("f"))
    return node


def texts(*lengths: int) -> list[Any]:
    random = np.random.default_rng(11)
    return [random.standard_normal((length, WIDTH)).astype("f") for length in lengths]


def test_vectors_are_those_of_the_layers() -> None:
    node, given = layers(), texts(5, 1, 0, 12)
    encoder = encoder_of(node)
    assert encoder is not None
    found, _ = encoder.forward(node, given, False)
    for mine, own in zip(found, node.predict(given), strict=True):
        np.testing.assert_allclose(mine, own, atol=1e-5)


def test_no_text_reaches_into_the_next() -> None:
    node, given = layers(), texts(5, 1, 3, 40)
    encoder = encoder_of(node)
    assert encoder is not None
    together, _ = encoder.forward(node, given, False)
    for text, beside_others in zip(given, together, strict=True):
        alone, _ = encoder.forward(node, [text], False)
        np.testing.assert_allclose(alone[0], beside_others, atol=1e-5)


@pytest.mark.parametrize(("window", "pieces"), [(2, 3), (1, 2)])
def test_layers_of_another_build_are_left_alone(window: int, pieces: int) -> None:
    assert encoder_of(layers(window, pieces)) is None
