"""Sentences come back in the order in which they were given, whatever goes to the encoder together."""

from __future__ import annotations

import numpy as np
import pytest

from headwater.providers.embedder import UseEmbedder


@pytest.mark.models
def test_a_sentence_has_its_vector_wherever_it_stands() -> None:
    sentences = [
        "The ferry to Ollenz was late " + "and late again " * number + "on Monday."
        for number in (7, 0, 3, 1, 0)
    ] + [f"Nurses in Castrel counted {number} beds." for number in range(7)]
    embedder = UseEmbedder()
    together = embedder.embed(sentences)
    alone = np.concatenate([embedder.embed([sentence]) for sentence in sentences])
    assert together.shape == (12, 512)
    assert np.abs(together - alone).max() < 1e-5
    assert embedder.embed([]).shape == (0, 512)
