"""Made-up worlds whose rows come and go: what a survey gives when it is told what moved, and what it gives from nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Any

from headwater.records.moves import Moves
from headwater.records.remembered import remembering
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, Tables

Rows = list[Any]
World = dict[type[Any], list[Any]]


class Streamed(Sequence[Any]):
    """Rows that nobody holds: a list that is none."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: Any) -> Any:
        return self._rows[at]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)


def told(world: World, before: World | None) -> Tables:
    """The rows of now, with word of how they came out of those of before."""

    def moves_since(kind: type[Any], seen: Sequence[Any]) -> Moves[Any] | None:
        if before is None or seen is not before[kind]:
            return None
        now, then = {id(row) for row in world[kind]}, {id(row) for row in seen}
        gone = [row for row in seen if id(row) not in now]
        return Moves(gone, [row for row in world[kind] if id(row) not in then])

    return Tables(dict(world), moves_since)


def given(stage: Stage, tables: Tables) -> dict[str, Rows]:
    """What a stage gives, by table."""
    written = stage.run(tables, stage.config, None)  # type: ignore[arg-type]
    return {TABLE_OF[kind]: list(written.of(kind)) for kind in stage.writes}


def assert_same_however_told(stage: Stage, worlds: Iterator[World]) -> None:
    """A survey gives one thing whether it remembers, begins anew, or goes through rows that nobody holds."""
    held: dict[type[Any], Any] = {}
    before: World | None = None
    for number, world in enumerate(worlds):
        with remembering(held):
            warm = given(stage, told(world, before))
        with remembering({}):
            cold = given(stage, Tables({kind: list(rows) for kind, rows in world.items()}))
        streamed = given(stage, Tables({kind: Streamed(rows) for kind, rows in world.items()}))  # type: ignore[misc]
        assert warm == cold, number
        assert streamed == cold, number
        before = world


def sequence(
    seed: int,
    articles: Sequence[str],
    of: Callable[[Random, str], Mapping[type[Any], Rows]],
    beside: Callable[[Random, Sequence[str]], World],
    order: Mapping[type[Any], Callable[[Any], Any]],
    turns: int = 7,
) -> Iterator[World]:
    """Worlds of which each differs from the one before in an article or two; rows that stay are the same objects."""
    random = Random(seed)
    rows = {article: of(random, article) for article in articles}
    here = random.sample(list(articles), 2 * len(articles) // 3)
    world = beside(random, here)
    for _ in range(turns):
        made: World = {kind: list(some) for kind, some in world.items()}
        for kind, key in order.items():
            every = [row for article in here for row in rows[article].get(kind, ())]
            made[kind] = sorted(every, key=key)
        yield made
        away = [article for article in articles if article not in here]
        for article in random.sample(here, min(random.randrange(3), len(here) - 1)):
            here.remove(article)
        here += random.sample(away, min(1 + random.randrange(2), len(away)))
        again = random.choice(here)
        if random.random() < 0.5:
            rows[again] = of(random, again)
        world = _after(world, beside(random, here), random)


def _after(before: World, made: World, random: Random) -> World:
    """The rows beside, of which those that are equal stay the same objects, and most stay anyway."""
    found: World = {}
    for kind, rows in made.items():
        known = {getattr(row, "id", None) or repr(row): row for row in before.get(kind, ())}
        kept = []
        for row in rows:
            old = known.get(getattr(row, "id", None) or repr(row))
            kept.append(old if old is not None and (old == row or random.random() < 0.7) else row)
        found[kind] = kept
    return found
