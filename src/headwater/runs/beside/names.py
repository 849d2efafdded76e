"""Whom a newcomer names: its names as the run's entities, decided beside the articles with which it shares wording.

A name that the run has typed is of that type. Who is who is decided by ``entities.resolve`` over the newcomer and the
articles that meet it; what it then shares an entity with is that entity of the run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from headwater.entities.signs import bare_key
from headwater.records.entities import (
    AttributionEntity,
    Entity,
    Mention,
    MentionEntity,
    MentionType,
)
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import Tables
from headwater.runs.beside.laid_out import LaidOut
from headwater.runs.beside.postings import Postings, Sorting, hash_of
from headwater.runs.beside.world import World

_NAME = "types"
_FEW = 24
"""Articles beside which names are resolved: those that share most with the newcomer."""


def index_types(laid: LaidOut, folder: Path) -> None:
    """By which row the run says of what type a name is."""
    types, mentions, sorting = laid.table("mention_types"), laid.table("mentions"), Sorting(folder, _NAME)
    seen: set[int] = set()
    for place in range(len(laid)):
        numbers = types.numbers(place).tolist()
        if not numbers:
            continue
        own = {row.id: row for row in mentions.rows(mentions.numbers(place))}
        told = [
            (number, own.get(row.mention)) for number, row in zip(numbers, types.rows(numbers), strict=True)
        ]
        for number, mention in told:
            if mention is not None and (key := _key(mention)) not in seen:
                seen.add(key)
                sorting.add(np.array([key], np.uint64), np.array([number], np.int32))
    sorting.close()


def _key(mention: Mention) -> int:
    return hash_of(*bare_key(mention.text, mention.lang))


class Names:
    """The names of a run."""

    def __init__(self, laid: LaidOut) -> None:
        self._laid, self._types = laid, Postings(laid.folder, _NAME)

    def typed(self, stage: Stage, world: World, models: Models) -> Tables:
        """The types of the newcomer's open names: the run's, and of names that it has not, the newcomer's own."""
        made = stage.run(world.inputs(stage, [world.article]), stage.config, models)
        mentions = {row.id: row for row in world.own("mentions")}
        return Tables.of_rows(self._typed(row, mentions) for row in made.of(MentionType))

    def _typed(self, row: MentionType, mentions: Mapping[str, Mention]) -> MentionType:
        found = self._types.of(_key(mentions[row.mention]), 1)
        known: list[MentionType] = self._laid.table("mention_types").rows(found)
        return replace(row, type=known[0].type, because=known[0].because) if known else row

    def resolved(self, stage: Stage, world: World, near: Sequence[str], models: Models) -> Tables:
        """The newcomer's mentions and sources with the run's entities, and entities that are new."""
        some = sorted({world.article, *near[:_FEW]})
        made = stage.run(world.inputs(stage, some), stage.config, models)
        meant = self._meant(world, made, some)
        mine: list[Any] = []
        both: list[Any] = [*made.of(MentionEntity), *made.of(AttributionEntity)]
        for row in both:
            if row.article == world.article:
                mine.append(replace(row, entity=meant.get(row.entity, row.entity)))
        named = {row.entity for row in mine}
        fresh = [row for row in made.of(Entity) if row.id in named and meant.get(row.id, row.id) == row.id]
        known = {row.id for row in self._laid.table("entities").with_value([row.id for row in fresh])}
        return Tables.of_rows(mine, (row for row in fresh if row.id not in known))

    def _meant(self, world: World, made: Tables, some: Sequence[str]) -> dict[str, str]:
        """For each entity that was made here that of the run, where it is another: whom most of its mentions are there."""
        ids = [row.id for row in made.of(Entity)]
        known = {row.id for row in self._laid.table("entities").with_value(ids)}
        others = [one for one in some if one != world.article]
        before = {row.mention: row.entity for row in world.rows("mention_entities", others)}
        votes: dict[str, Counter[str]] = {}
        for row in made.of(MentionEntity):
            if row.entity not in known and row.mention in before and row.status == "confirmed":
                votes.setdefault(row.entity, Counter())[before[row.mention]] += 1
        return {one: min(told, key=lambda e: (-told[e], e)) for one, told in votes.items()}
