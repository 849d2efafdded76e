"""A survey brought forward gives the rows of one made anew, to the byte, and what stands as the same objects."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from headwater.origins.reuse import cells, standing, standing_cells, standing_survey
from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.stage import find_meetings
from headwater.origins.reuse.standing_survey import StandingSurvey
from headwater.records.articles import Version
from headwater.records.moves import Moves
from headwater.records.origins import Backdrop, Cluster, Fingerprint, Meeting
from headwater.records.ports import Models
from headwater.records.remembered import remembering
from headwater.records.tables import Tables

KINDS = (Backdrop, Meeting, Cluster)
MEANINGS = np.random.Generator(np.random.PCG64(11)).integers(-90, 90, (14, 16))
MODELS = Models.__new__(Models)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "MOST_NEW", 1.0)
    monkeypatch.setattr(standing_cells, "MOST_NEW", 1.0)
    monkeypatch.setattr(standing_survey, "MOST_MOVED", 0.5)
    for name, small in (("LEARNT", 2), ("PROBES", 2), ("CROWDED", 1), ("TEACHING", 4)):
        monkeypatch.setattr(cells, name, small)


def config(exact: int) -> ReuseConfig:
    return ReuseConfig(
        common_articles=6,
        most_articles=8,
        candidate_rarity=1.5,
        cluster_size=3,
        exact_sentences=exact,
        neighbours=2,
    )


def article(drawn: random.Random, name: str) -> Fingerprint:
    """Shingles of which some are common and some rare, and sentences of which many are near one another."""
    common = [drawn.randrange(40) ** 2 for _ in range(drawn.randrange(9))]
    rare = [drawn.randrange(5000, 7000) for _ in range(drawn.randrange(4))]
    if drawn.random() < 0.08:
        common, rare = list(range(9000, 9030)), []  # copies of one text
    tongues = [drawn.choice(["en", "en", "fr", "de"])] * drawn.randrange(4)
    if len(tongues) > 1 and drawn.random() < 0.2:
        tongues[-1] = "en"
    told = [MEANINGS[drawn.randrange(14)] + drawn.randrange(4) for _ in tongues]
    return Fingerprint(
        article=name,
        shingles=np.array(common + rare, dtype="<u8").tobytes(),
        languages=tongues,
        vectors=np.array(told, dtype=np.int8).tobytes(),
        headlines=["fr"] if drawn.random() < 0.1 else [],
    )


class Growing:
    """A case of which each run knows how its rows came out of those of the last."""

    def __init__(self, settings: ReuseConfig) -> None:
        self.config, self.held = settings, dict[type[Any], Any]()
        self.before: list[Fingerprint] = []

    def run(
        self, rows: Sequence[Fingerprint], versions: Sequence[Version] = (), known: bool = True
    ) -> Tables:
        """The stage's rows; they are held against those of a run that remembers nothing."""
        now, before = list(rows), self.before
        stood = {id(row) for row in before} & {id(row) for row in now}
        moves = Moves([r for r in before if id(r) not in stood], [r for r in now if id(r) not in stood])

        def moves_since(kind: type[Any], seen: Sequence[Any]) -> Moves[Any] | None:
            return moves if known and seen is before else None

        with remembering(self.held):
            given: dict[type[Any], list[Any]] = {Fingerprint: now, Version: list(versions)}
            found = find_meetings(Tables(given, moves_since), self.config, MODELS)
        cold = find_meetings(Tables({Fingerprint: list(now), Version: list(versions)}), self.config, MODELS)
        for kind in KINDS:
            assert list(found.of(kind)) == list(cold.of(kind))
        self.before = now
        return found


def grown(drawn: random.Random, world: dict[str, Fingerprint]) -> dict[str, Fingerprint]:
    """Some articles gone, some come, some with other contents."""
    found = dict(world)
    for name in drawn.sample(sorted(found), min(len(found), drawn.randrange(4))):
        del found[name]
    for _ in range(drawn.randrange(5)):
        name = f"a{drawn.randrange(400):03}"
        found[name] = article(drawn, name)
    return dict(sorted(found.items()))


@pytest.mark.parametrize("exact", [10_000, 45, 1])
@pytest.mark.parametrize("seed", range(12))
def test_what_is_brought_forward_is_what_is_surveyed_anew(seed: int, exact: int) -> None:
    drawn = random.Random(seed)
    world = {
        name: article(drawn, name) for name in sorted({f"a{drawn.randrange(400):03}" for _ in range(45)})
    }
    growing = Growing(config(exact))
    growing.run(list(world.values()))
    for step in range(9):
        world = grown(drawn, world)
        growing.run(list(world.values()), known=step != 5)


def plain(number: int) -> Fingerprint:
    """Shares words with its neighbours and nothing else with anybody."""
    shingles = np.arange(number * 10, number * 10 + 20, dtype="<u8").tobytes()
    vector = np.zeros(64, dtype=np.int8)
    vector[number] = 90
    return Fingerprint(f"a{number:03}", shingles, ["en"], vector.tobytes())


def test_rows_that_stand_are_the_same_objects_and_only_a_newcomers_neighbours_are_made_anew() -> None:
    rows = [plain(number) for number in range(40) if number != 20]
    growing = Growing(config(10_000))
    before, after = growing.run(rows), growing.run(sorted([*rows, plain(20)], key=lambda row: row.article))
    stood = {id(row) for kind in KINDS for row in before.of(kind)}
    made = [row for row in after.of(Backdrop) if id(row) not in stood]
    assert [row.article for row in made] == ["a019", "a020", "a021"]
    met = [(row.a, row.b) for row in after.of(Meeting) if id(row) not in stood]
    assert met == [("a019", "a020"), ("a020", "a021")]


def test_nothing_that_moved_gives_the_same_lists() -> None:
    growing = Growing(config(10_000))
    rows = [plain(number) for number in range(30)]
    before, after = growing.run(rows), growing.run(rows)
    assert all(before.of(kind) is after.of(kind) for kind in (Backdrop, Meeting))


def test_an_article_for_which_another_speaks_is_left_out() -> None:
    growing = Growing(config(10_000))
    rows = [plain(number) for number in range(30)]
    growing.run(rows)
    later = Version(
        "v", "a005", "a004", "a005", "u", "not_known", None, None, [], [], [], None, [], "because"
    )
    assert "a004" not in {row.article for row in growing.run(rows, [later]).of(Backdrop)}
    growing.run([*rows, plain(40)], [later])
    growing.run([row for row in rows if row.article != "a004"], [later])
    assert "a004" in {row.article for row in growing.run(rows).of(Backdrop)}


def test_of_very_many_articles_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headwater.origins.reuse.stage.MOST", 10)
    growing = Growing(config(10_000))
    growing.run([plain(number) for number in range(11)])
    assert not growing.held[StandingSurvey].names
