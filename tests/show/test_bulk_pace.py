"""What a bulk run tells while it goes: a line for each shard, then one for each stage over all."""

from __future__ import annotations

from headwater.runs.bulk.telling import Done
from headwater.show.cli.bulk import Pace


def _done(stage: str, where: str, seconds: float, reused: bool = False) -> Done:
    return Done(stage, where, 10, seconds, seconds, reused)


def test_shards_are_told_when_they_end_and_stages_after_them_once() -> None:
    pace = Pace(2)
    told = []
    for where in ("shards/000000", "shards/000001"):
        for stage in ("articles.read", "claims.parse"):
            told += pace.told(_done(stage, where, 1))
    told += pace.told(_done("articles.settle", "gathered", 0.2))
    told += pace.told(_done("matches.join", "gathered", 2))
    for where in ("shards/000000", "shards/000001"):
        told += pace.told(_done("entities.point", where, 40))
    told += pace.told(_done("origins.meet", "gathered", 3))
    told += pace.rest()
    shards, stages = told[:2], told[2:]
    assert [line.partition(":")[0] for line in shards] == ["shard 1 of 2", "shard 2 of 2"]
    assert stages == ["matches.join: 2 s", "entities.point: 1 min 20 s", "origins.meet: 3 s"]


def test_what_stands_is_not_counted_as_read() -> None:
    pace = Pace(1)
    told = pace.told(_done("articles.read", "shards/000000", 0, reused=True))
    told += pace.told(_done("matches.join", "gathered", 2))
    assert told == ["shard 1 of 1: unchanged so far, 0 s left"]
