"""A process that stays gives the rarities and pairs that one which begins anew gives, whatever comes and goes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest

from headwater.matches import case_pairs, word_counts
from headwater.matches.case_counts import count_words
from headwater.matches.case_pairs import join
from headwater.matches.config import CountConfig, JoinConfig
from headwater.records.articles import Version
from headwater.records.matches import (
    ClaimPair,
    ClaimRarity,
    ClaimSketch,
    ReportPair,
    ReportRarity,
    ReportSketch,
)
from headwater.records.ports import Models
from headwater.records.tables import Tables
from headwater.runs.results import open_case
from headwater.simulation import simulate
from tests.matches.chain import BY_NAME, run
from tests.matches.remembering import Keeping

NO_MODELS = cast(Models, None)
STEPS = 12
Rows = dict[type[Any], Sequence[Any]]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = simulate(tmp_path_factory.mktemp("w") / "w", 120, seed=4, with_reading=True).folder
    read = open_case(folder / "reading")
    tables = Tables({kind: list(read.rows(kind)) for kind in BY_NAME["matches.sketch"].reads})
    return run("matches.sketch", tables)


class World:
    """A case to which things happen."""

    def __init__(self, case: Tables, seed: int) -> None:
        self.chance = random.Random(seed)
        self.reports = {row.article: row for row in case.of(ReportSketch)}
        self.claims = case.by_article(ClaimSketch)
        self.away = set(self.chance.sample(sorted(self.reports), 25))
        self.versions: list[Version] = []

    def happens(self) -> str:
        """Something does."""
        here = sorted(self.reports.keys() - self.away)
        what = self.chance.choice(
            ["come", "come", "go", "many", "copy", "moved", "renamed", "said", "version", "nothing"]
        )
        one = self.chance.choice(here)
        match what:
            case "come":
                self.away.discard(self.chance.choice(sorted(self.away) or [one]))
            case "go":
                self.away.add(one)
            case "many":
                self.away.symmetric_difference_update(self.chance.sample(sorted(self.reports), 5))
            case "copy":
                again = f"{self.chance.choice('abcdef')}{one}"
                self.reports[again] = replace(self.reports[one], article=again)
                some = self.claims.get(one, [])
                self.claims[again] = [replace(c, article=again, claim=f"{again}-{c.claim}") for c in some]
            case "moved":
                self.reports[one] = replace(self.reports[one], body=self.reports[here[0]].body)
            case "renamed":
                self.reports[one] = replace(self.reports[one], names=self.reports[here[0]].names)
            case "said":
                self.claims[one] = [replace(row) for row in self.claims.get(one, [])[1:]]
            case "version":
                self.versions = [] if self.versions else [version(here[0], here[1])]
        return what

    def rows(self) -> Rows:
        here = sorted(self.reports.keys() - self.away)
        return {
            Version: list(self.versions),
            ReportSketch: [self.reports[article] for article in here],
            ClaimSketch: [row for article in here for row in self.claims.get(article, ())],
        }


def version(article: str, speaks: str) -> Version:
    """The first text is an earlier one of the second's address."""
    row = object.__new__(Version)
    for name in Version.__dataclass_fields__:
        object.__setattr__(row, name, "")
    for name, value in (("article", speaks), ("earlier", article), ("speaks", speaks)):
        object.__setattr__(row, name, value)
    return row


@pytest.mark.parametrize(
    ("sample", "config", "seed"),
    [
        (500, JoinConfig(), 1),  # a small case: all are counted and most compared
        (8, JoinConfig(most_candidates=3), 2),  # as a great one: a sample, and short lists
        (8, JoinConfig(most_candidates=3, exact=10), 3),  # beyond which not all cosines are looked at
    ],
)
def test_rows_are_those_of_a_process_that_begins_anew(
    case: Tables, monkeypatch: pytest.MonkeyPatch, sample: int, config: JoinConfig, seed: int
) -> None:
    monkeypatch.setattr(word_counts, "SAMPLE", sample)
    monkeypatch.setattr(word_counts, "EXACT", min(64, sample))
    world, counting, joining = World(case, seed), Keeping(), Keeping()
    for _ in range(STEPS):
        what = world.happens()
        rows = world.rows()
        with counting.open(rows) as tables:
            counted = count_words(tables, CountConfig(), NO_MODELS)
        cold = count_words(Tables(dict(rows)), CountConfig(), NO_MODELS)
        for kind in (ReportRarity, ClaimRarity):
            assert list(counted.of(kind)) == list(cold.of(kind)), what
            rows[kind] = counted.of(kind)
        with joining.open(rows) as tables:
            joined = join(tables, config, NO_MODELS)
        cold = join(Tables(dict(rows)), config, NO_MODELS)
        for pairs in (ReportPair, ClaimPair):
            assert list(joined.of(pairs)) == list(cold.of(pairs)), what
    assert counting.told >= STEPS
    assert joining.told >= STEPS


def test_what_did_not_move_is_the_same_object(case: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_counts, "SAMPLE", 8)
    monkeypatch.setattr(word_counts, "EXACT", 8)
    world, counting, joining = World(case, 3), Keeping(), Keeping()
    given: list[Rows] = []
    for _ in range(3):
        rows = world.rows()
        with counting.open(rows) as tables:
            counted = count_words(tables, CountConfig(), NO_MODELS)
        rows.update({kind: counted.of(kind) for kind in (ReportRarity, ClaimRarity)})
        with joining.open(rows) as tables:
            joined = join(tables, JoinConfig(), NO_MODELS)
        rows.update({kind: joined.of(kind) for kind in (ReportPair, ClaimPair)})
        given.append(rows)
        if len(given) == 2:
            world.away.discard(min(world.away))
    first, same, more = given
    for kind in (ReportRarity, ClaimRarity, ReportPair, ClaimPair):
        assert first[kind] is same[kind]
        before = {id(row): row for row in same[kind]}
        equal = [row for row in more[kind] if row in same[kind]]
        assert equal
        assert all(id(row) in before for row in equal)


class Passing:
    """Rows that are made anew whenever they are gone through, as a run makes them that holds none."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self._rows = rows

    def __iter__(self) -> Iterator[Any]:
        return (replace(row) for row in self._rows)

    def __len__(self) -> int:
        return len(self._rows)


@pytest.mark.parametrize("config", [JoinConfig(), JoinConfig(most_candidates=3, exact=10)])
def test_rows_that_are_not_kept_are_paired_as_those_that_are(
    case: Tables, monkeypatch: pytest.MonkeyPatch, config: JoinConfig
) -> None:
    world = World(case, 5)
    for what in ("copy", "copy", "version"):
        monkeypatch.setattr(world.chance, "choice", lambda some, what=what: what if "go" in some else some[0])
        world.happens()
    rows = world.rows()
    counted = count_words(Tables(dict(rows)), CountConfig(), NO_MODELS)
    rows.update({kind: counted.of(kind) for kind in (ReportRarity, ClaimRarity)})
    wanted = join(Tables(dict(rows)), config, NO_MODELS)
    assert len(wanted.of(ReportPair)) > 50
    monkeypatch.setattr(case_pairs, "MANY", 40)
    for shuffled in (False, True):
        if shuffled:
            rows[ReportSketch] = rows[ReportSketch][::-1]
        passing = cast("dict[type[Any], list[Any]]", {kind: Passing(some) for kind, some in rows.items()})
        found = join(Tables(passing), config, NO_MODELS)
        for kind in (ReportPair, ClaimPair):
            assert list(found.of(kind)) == list(wanted.of(kind))


@pytest.mark.parametrize("most", [19, 20, 21])
def test_of_a_few_reports_all_are_compared_whether_kept_or_not(case: Tables, most: int) -> None:
    rows: Rows = {ReportSketch: case.of(ReportSketch)[:20], ClaimSketch: []}
    counted = count_words(Tables({kind: list(some) for kind, some in rows.items()}), CountConfig(), NO_MODELS)
    rows |= {kind: list(counted.of(kind)) for kind in (ReportRarity, ClaimRarity)}
    config = JoinConfig(most_candidates=most, least_cosine=0.99, threshold=0.001)
    cold = join(Tables({kind: list(some) for kind, some in rows.items()}), config, NO_MODELS)
    with Keeping().open(rows) as tables:
        assert list(join(tables, config, NO_MODELS).of(ReportPair)) == list(cold.of(ReportPair))
    assert len(cold.of(ReportPair)) > (0 if most < 20 else 20)


def test_the_first_vectors_of_a_case_may_come_late(case: Tables) -> None:
    keeping, config = Keeping(), JoinConfig(most_candidates=3)
    every = case.of(ReportSketch)[:40]
    bare = [replace(row, opening=b"", body=b"") for row in every]
    for reports in (bare, [*bare[:38], *every[38:]]):
        rows: Rows = {ReportSketch: reports, ClaimSketch: []}
        counted = count_words(
            Tables({kind: list(some) for kind, some in rows.items()}), CountConfig(), NO_MODELS
        )
        rows[ReportRarity] = counted.of(ReportRarity)
        with keeping.open(rows) as tables:
            kept = join(tables, config, NO_MODELS)
        cold = join(Tables({kind: list(some) for kind, some in rows.items()}), config, NO_MODELS)
        assert list(kept.of(ReportPair)) == list(cold.of(ReportPair))
