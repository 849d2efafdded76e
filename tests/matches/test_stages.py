"""The three stages on small cases, with a toy embedder: words hashed into a vector."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, cast

import numpy as np

from headwater.matches.config import EmbedConfig, SlotsConfig
from headwater.matches.slots import read_slots
from headwater.matches.vectors import embed, from_bytes
from headwater.records.articles import Article, Published, Sentence
from headwater.records.claims import Claim
from headwater.records.matches import ClaimSlots, Conflict, MatchedGroup, SentenceVector
from headwater.records.ports import Models, Vectors
from headwater.records.tables import Tables
from tests.matches.chain import matched


class ToyEmbedder:
    """Unit vectors of hashed words."""

    def dimensions(self) -> int:
        return 64

    def embed(self, sentences: Sequence[str]) -> Vectors:
        rows = np.zeros((len(sentences), 64), dtype=np.float32)
        for row, sentence in zip(rows, sentences, strict=True):
            for word in sentence.lower().split():
                row[hashlib.md5(word.encode(), usedforsecurity=False).digest()[0] % 64] += 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


MODELS = Models(cast(Any, None), ToyEmbedder(), cast(Any, None))

MARKET = (
    "Shells kill nine at Ollenz market",
    "Shells killed nine people and wounded 21 at the market of Ollenz on Tuesday, a surgeon in Maravel said.",
    "Hanne Orlic, the surgeon, said that most of the victims were farmers from the Orve highlands.",
)
MARKET_LATER = (
    "Ollenz market shelling kills fourteen",
    "Shells killed fourteen people and wounded 21 at the market of Ollenz on Tuesday, surgeon Hanne Orlic said.",
    "Farmers from the Orve highlands were among the victims brought to Maravel.",
)
STRIKE = (
    "Nurses in Castrel to strike over pay",
    "Nurses at the harbour clinic of Castrel will stop work for two days, their union announced.",
    "The ministry offered a bonus that the union called an insult.",
)


def article(name: str, lines: Sequence[str], published: str | None) -> list[Any]:
    text = "\n".join(lines)
    when = Published(published, "day") if published else Published()
    rows: list[Any] = [Article(name, None, None, name, lines[0], text, "Paper", None, when, ["en"], [])]
    at = 0
    for index, line in enumerate(lines):
        rows.append(Sentence(name, index, at, at + len(line), "en", "p", index == 0))
        if index == 1:
            rows.append(
                Claim(
                    f"cl-{name}",
                    name,
                    "p",
                    line,
                    at,
                    at + len(line),
                    1,
                    "en",
                    False,
                    True,
                    [],
                    "unattributed",
                    "certain",
                    "assert",
                    "affirms",
                    "happened",
                )
            )
        at += len(line) + 1
    return rows


def trace(*articles: list[Any]) -> Tables:
    tables = Tables.of_rows(*articles)
    tables = tables.merged(embed(tables, EmbedConfig(), MODELS), read_slots(tables, SlotsConfig(), MODELS))
    return matched(tables)


def test_two_reports_of_one_incident_are_a_group_and_their_tolls_a_conflict() -> None:
    case = trace(
        article("a", MARKET, "2021-03-09"),
        article("b", MARKET_LATER, "2021-03-10"),
        article("c", STRIKE, "2021-03-09"),
    )
    (found,) = case.of(MatchedGroup)
    assert found.articles == ["a", "b"]
    assert found.because.endswith(".")
    (conflict,) = case.of(Conflict)
    assert (conflict.slot, conflict.a.text, conflict.b.text) == ("killed", "nine", "fourteen")


def test_undated_reports_are_read_and_stay_undated() -> None:
    case = trace(article("a", MARKET, None), article("b", STRIKE, None))
    assert not case.of(MatchedGroup)
    times = [row.time for row in case.of(ClaimSlots) if row.time]
    assert [(t.text, t.from_) for t in times] == [("Tuesday", None), ("two days", None)][:1]


def test_batches_change_nothing() -> None:
    one, two = article("a", MARKET, "2021-03-09"), article("b", STRIKE, "2021-03-09")
    whole = Tables.of_rows(one, two)
    for stage, kind, config in (
        (embed, SentenceVector, EmbedConfig()),
        (read_slots, ClaimSlots, SlotsConfig()),
    ):
        together = list(stage(whole, config, MODELS).of(kind))  # type: ignore[operator]
        apart = [row for part in (one, two) for row in stage(Tables.of_rows(part), config, MODELS).of(kind)]  # type: ignore[operator]
        assert together == apart


def test_order_of_input_changes_nothing() -> None:
    a, b, c = (article(n, t, "2021-03-09") for n, t in (("a", MARKET), ("b", MARKET_LATER), ("c", STRIKE)))
    for kind in (MatchedGroup, Conflict):
        assert list(trace(a, b, c).of(kind)) == list(trace(c, b, a).of(kind))


def test_many_copies_make_one_group_and_no_conflict() -> None:
    case = trace(*(article(f"a{k:03}", MARKET, "2021-03-09") for k in range(60)))
    (found,) = case.of(MatchedGroup)
    assert len(found.articles) == 60
    assert not case.of(Conflict)


def test_vectors_are_unit_length_and_blank_sentences_zero() -> None:
    rows = article("a", ["Title here", "   ", "Body text"], None)
    vectors = [
        from_bytes(row.vector)
        for row in embed(Tables.of_rows(rows), EmbedConfig(), MODELS).of(SentenceVector)
    ]
    lengths = [round(float(np.linalg.norm(v)), 2) for v in vectors]
    assert lengths == [1.0, 0.0, 1.0]
