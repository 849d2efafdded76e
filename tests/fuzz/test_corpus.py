"""Every reader takes its seeds and all that fuzzing has kept, without raising."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tests.fuzz.run import CORPUS, LARGEST, MOST, readers

_MOST_OCTETS = 1_000_000


@pytest.mark.parametrize("name", readers())
def test_a_reader_takes_its_seeds_and_what_fuzzing_kept(name: str) -> None:
    module = import_module(f"tests.fuzz.read_{name}")
    assert len(module.seeds()) >= 3
    for seed in module.seeds():
        module.fuzz(seed)
    for path in sorted(Path(CORPUS / name).glob("*")):
        module.fuzz(path.read_bytes())


def test_the_corpus_stays_small() -> None:
    sizes = {folder.name: [path.stat().st_size for path in folder.iterdir()] for folder in CORPUS.iterdir()}
    assert sizes.keys() <= set(readers())
    assert all(len(held) <= MOST and max(held) <= LARGEST for held in sizes.values())
    assert sum(map(sum, sizes.values())) < _MOST_OCTETS
