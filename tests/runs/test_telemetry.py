"""What a run tells other programs: whole JSON lines, and spans where somebody collects them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headwater.records.errors import InputError
from headwater.runs.bulk.telling import Done, Teller
from headwater.runs.engines.local import LocalEngine
from headwater.runs.telemetry import LineLog, span


def test_lines_are_whole_and_are_added_to_what_is_there(tmp_path: Path) -> None:
    for _ in range(2):
        log = LineLog(tmp_path / "deep" / "log.jsonl")
        log.write("stage", stage="claims.parse", articles=3, path="caf\u00e9 \ud800")
        log.close()
    lines = [json.loads(line) for line in (tmp_path / "deep" / "log.jsonl").read_text().splitlines()]
    assert [(line["event"], line["articles"]) for line in lines] == [("stage", 3)] * 2
    assert all(line["time"].endswith("+00:00") for line in lines)


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no log can be written"):
        LineLog(tmp_path)


def test_a_stage_is_told_with_what_it_took(tmp_path: Path) -> None:
    seen: list[Done] = []
    log = LineLog(tmp_path / "log.jsonl")
    teller = Teller(seen.append, log)
    with teller.stage("claims.parse", "shards/000000", LocalEngine(1)) as run:
        run.articles = 7
    teller.stood("claims.parse", "shards/000001", 5)
    log.close()
    assert [(one.where, one.articles, one.reused) for one in seen] == [
        ("shards/000000", 7, False),
        ("shards/000001", 5, True),
    ]
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [line["articles"] for line in lines] == [7, 5]


def test_a_stage_that_fails_is_told_as_done_by_nobody() -> None:
    seen: list[Done] = []
    with pytest.raises(ValueError), Teller(seen.append).stage("x", "gathered", LocalEngine(1)):
        raise ValueError
    assert seen == []


def test_spans_reach_whoever_collects_them() -> None:
    pytest.importorskip("opentelemetry.sdk")
    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    trace.set_tracer_provider(provider)
    with span("claims.parse", where="shards/000000", articles=3):
        pass
    (found,) = kept.get_finished_spans()
    assert found.name == "claims.parse"
    assert dict(found.attributes or {}) == {"headwater.where": "shards/000000", "headwater.articles": 3}
