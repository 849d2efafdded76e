"""Weights of the learning curve: the same examples give the same bytes, and what they say is learned."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st


def load_fitting() -> ModuleType:
    """The module of the script, which is no part of the package."""
    path = Path(__file__).parents[3] / "quality" / "learning" / "fitting.py"
    spec = importlib.util.spec_from_file_location("quality_learning_fitting", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


fitting = load_fitting()
WORDS = [("mayor said", 0), ("mayor told", 0), ("daily said", 1), ("daily wrote", 1), ("crowd told", 2), ("crowd wrote", 2)]  # fmt: skip
EXAMPLES = [(fitting.hashed(words.split()), answer) for words, answer in WORDS]
GROUPS = [
    ([fitting.hashed(["short"]), fitting.hashed(["long"])], [True, False]),
    ([fitting.hashed(["long", "comma"]), fitting.hashed(["short", "comma"])], [False, True]),
]


@pytest.mark.parametrize(
    "fit", [lambda: fitting.fit_answers(EXAMPLES, 3, 1.0), lambda: fitting.fit_choices(GROUPS, 1.0)]
)
def test_the_same_examples_give_the_same_bytes(fit: type) -> None:
    assert fit().tobytes() == fit().tobytes()
    assert np.abs(fit()).max() > 0


def test_answers_are_learned() -> None:
    weights = fitting.fit_answers(EXAMPLES, 3, 0.1)
    assert [int(fitting.score(weights, words).argmax()) for words, _ in EXAMPLES] == [n for _, n in EXAMPLES]
    assert fitting.score(weights, fitting.hashed(["crowd"])).argmax() == 2


def test_choices_are_learned_whatever_stands_beside_them() -> None:
    weights = fitting.fit_choices(GROUPS, 0.1)
    short, long = (fitting.score(weights, fitting.hashed([word, "dash"]))[0] for word in ("short", "long"))
    assert short > long


def test_a_higher_penalty_gives_smaller_weights() -> None:
    loose, tight = (np.abs(fitting.fit_answers(EXAMPLES, 3, p)).sum() for p in (0.1, 10.0))
    assert tight < loose


@given(st.lists(st.text()))
def test_any_names_are_hashed_once_in_order_and_below_the_size(names: list[str]) -> None:
    found = fitting.hashed(names).tolist()
    assert found == sorted(set(found))
    assert found[0] == 0 and found[-1] < fitting.SIZE
    assert found == fitting.hashed(reversed(names)).tolist()
