"""What a run would say of one article more: each stage of the plan on the newcomer, or on the few articles that it ties together.

Row stages see the newcomer alone. What a stage over all articles would say of it is looked up. Stages over blocks are done
again on the newcomer's block, with the rows of all others as they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from headwater.articles.versions.config import VersionsConfig
from headwater.articles.versions.stage import find_versions
from headwater.articles.web.addresses import key_of as address_of
from headwater.origins.versions import superseded
from headwater.records.articles import Article, Version
from headwater.records.ids import row_id
from headwater.records.matches import ClaimRarity, ReportRarity
from headwater.records.origins import Change, ChangeFinding, Cluster, Derivation, Fingerprint, Meeting
from headwater.records.ports import Models
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, Tables
from headwater.records.uncollected import uncollected
from headwater.runs.beside.postings import hash_of
from headwater.runs.beside.sources import gathered_origins, gathered_sources, shared_sources, to_find
from headwater.runs.beside.standing import STAGES, Standing, config_of
from headwater.runs.beside.world import World, articles_of
from headwater.runs.plan import PLAN

_FIRST = (
    "claims.parse",
    "entities.find",
    "matches.embed",
    "origins.fingerprint",
    "articles.versions",
    "origins.meet",
)
"""Done before the others, for names are resolved beside the articles that a newcomer meets."""
ORDER: tuple[Stage, ...] = (
    *(STAGES[name] for name in _FIRST),
    *(stage for stage in PLAN if stage.name not in _FIRST),
)

_QUOTING = 12
"""Texts that share a quotation alone with a newcomer, of which it is asked what is said of them."""


def read_newcomer(standing: Standing, given: Tables, models: Models) -> World:
    """The newcomer with its parse, names, claims and vectors: what takes models, and hangs on no other article."""
    (article,) = given.of(Article)
    world = World(standing.laid, article.id)
    world.put(given, given.kinds(), [])
    for name in (
        "claims.parse",
        "entities.find",
        "claims.extract",
        "claims.compare_readers",
        "matches.embed",
    ):
        _Telling(standing, world, models).do_unless_given(STAGES[name])
    return world


def tell(standing: Standing, world: World, models: Models) -> World:
    """The world with all that the stages say of the newcomer, and of what it moves."""
    with uncollected():
        telling = _Telling(standing, world, models)
        for stage in ORDER:
            telling.do_unless_given(stage)
    return world


class _Telling:
    """One newcomer on its way through the plan."""

    def __init__(self, standing: Standing, world: World, models: Models) -> None:
        self._standing, self._world, self._models = standing, world, models
        self._traced: Sequence[str] = ()  # the articles whose descent was traced anew
        self._counted: Sequence[str] = ()
        self._met: Sequence[str] = ()
        self._surveys: Mapping[str, Callable[[Stage], None]] = {
            "articles.versions": self._versions,
            "entities.type_names": self._type_names,
            "entities.resolve": self._resolve,
            "matches.count_words": self._count_words,
            "matches.join": self._join,
            "origins.meet": self._meet,
            "origins.outlets": self._outlets,
            "origins.mark": self._mark,
            "origins.repute": self._reputes,
            "origins.sources": self._sources,
            "origins.share": self._share,
            "origins.gather": self._gather,
            "origins.find": self._find,
            "origins.compare": self._compare,
        }

    def do_unless_given(self, stage: Stage) -> None:
        """One stage; one of which the newcomer has rows, or may have none, is not done again."""
        names = [TABLE_OF[kind] for kind in stage.writes]
        if any(name in self._world.covered for name in names):
            return
        special = self._surveys.get(stage.name)
        if special is not None:
            special(stage)
        elif stage.shape == "rows":
            self._put(stage, self._run(stage, [self._world.article]))
        elif stage.bundled is not None:
            self._pairs(stage)
        else:
            self._block(stage)

    def _run(self, stage: Stage, articles: Sequence[str]) -> Tables:
        return stage.run(self._world.inputs(stage, articles), stage.config, self._models)

    def _put(self, stage: Stage, tables: Tables, articles: Sequence[str] = ()) -> None:
        self._world.put(tables, stage.writes, articles)

    def _block(self, stage: Stage, beside: Iterable[str] = ()) -> None:
        articles = self._world.closed(stage, beside)
        self._put(stage, self._run(stage, articles), articles)
        if stage.name == "origins.derive":
            self._traced = articles
        elif stage.name == "origins.count":
            self._counted = articles

    def _reputes(self, stage: Stage) -> None:
        """What is said of the newcomer's block, and of those with which it shares a quotation alone."""
        quoting = {end for row in self._world.own("lone_quotes") for end in (row.a, row.b)}
        self._block(stage, sorted(quoting - {self._world.article})[:_QUOTING])

    def _pairs(self, stage: Stage) -> None:
        """A stage over rows of a linking table: those that name the newcomer."""
        world, (link,) = self._world, stage.links
        rows = world.own(TABLE_OF[link])
        ends = sorted({world.article, *(end for row in rows for end in articles_of(TABLE_OF[link], row))})
        given = world.inputs(stage, ends)
        told: dict[type[Any], list[Any]] = {kind: list(given.of(kind)) for kind in given.kinds()} | {
            link: rows
        }
        self._put(stage, stage.run(Tables(told), stage.config, self._models))

    def _versions(self, stage: Stage) -> None:
        """Texts of the newcomer's address, compared with it."""
        world = self._world
        (article,) = world.own("articles")
        key = address_of(article.url) if article.url else ""
        lang = next(iter(article.languages), "")
        places = self._standing.addresses.of(hash_of(key, lang), 50) if key and not key.endswith("/") else []
        ids = [self._standing.laid.id(place) for place in places]
        made = (
            find_versions(
                world.inputs(stage, [world.article, *ids]),
                config_of(stage.name, VersionsConfig),
                self._models,
            )
            if ids
            else Tables()
        )
        self._put(stage, made, ids)

    def _type_names(self, stage: Stage) -> None:
        self._put(stage, self._standing.names.typed(stage, self._world, self._models))

    def _resolve(self, stage: Stage) -> None:
        self._put(stage, self._standing.names.resolved(stage, self._world, self._met, self._models))

    def _count_words(self, stage: Stage) -> None:
        found = self._standing.reports.rarities(
            self._world.own("report_sketches"), self._world.own("claim_sketches")
        )
        self._put(stage, Tables.of_rows(found))

    def _join(self, stage: Stage) -> None:
        world, reports = self._world, self._standing.reports
        rarities: dict[str, ReportRarity] = {row.article: row for row in world.own("report_rarities")}
        rare: dict[str, ClaimRarity] = {row.claim: row for row in world.own("claim_rarities")}
        found: list[Any] = [
            pair
            for sketch in world.own("report_sketches")
            for pair in reports.pairs(sketch, rarities[sketch.article])
        ]
        sketches = [row for row in world.own("claim_sketches") if row.claim in rare]
        found += reports.claim_pairs(sketches, [rare[row.claim] for row in sketches])
        gone = superseded(Tables({Version: world.rows("versions", [world.article])}))
        self._put(stage, Tables.of_rows(row for row in found if row.a not in gone and row.b not in gone))

    def _meet(self, stage: Stage) -> None:
        world, standing = self._world, self._standing
        row: Fingerprint = world.own("fingerprints")[0]
        gone = superseded(Tables({Version: world.rows("versions", [world.article])}))
        keys = np.frombuffer(row.shingles, dtype="<u8").astype(np.uint64, copy=False)
        worded = standing.wordings.meet(world.article, standing.laid.before(world.article), keys)
        words, meaning = worded.places, standing.meanings.meet(row)
        cluster = self._cluster(words, keys)
        if cluster is not None:
            words, meaning = [standing.laid.place(cluster.representative)], []
        by = {place: (place in set(words), place in set(meaning)) for place in sorted({*words, *meaning})}
        met = [(standing.laid.id(place), told) for place, told in by.items()]
        meetings = [
            Meeting(min(world.article, other), max(world.article, other), words, meaning)
            for other, (words, meaning) in met
            if other not in gone and world.article not in gone
        ]
        self._met = [other for other, _ in sorted(met, key=lambda one: (not one[1][0], one[0]))]
        made = Tables.of_rows([worded.backdrop], meetings, [cluster] if cluster else [])
        self._put(stage, made)
        world.covered["clusters"] = {world.article, *(cluster.members if cluster else ())}

    def _cluster(self, words: Sequence[int], keys: Any) -> Cluster | None:
        """The cluster that a newcomer joins, with it: it has nearly the words of the text that stands for it."""
        laid = self._standing.laid.table("clusters")
        for place in words:
            for number in laid.numbers(place).tolist():
                (row,) = laid.rows([number])
                here = self._standing.laid.place(row.representative) == place
                if here and self._standing.wordings.is_copy_of(number, keys):
                    members = sorted([*row.members, self._world.article])
                    because = row.because.replace(
                        f"{len(row.members)} articles", f"{len(members)} articles", 1
                    )
                    return Cluster(row_id("cl", *members), row.kind, members, row.representative, because)
        return None

    def _outlets(self, stage: Stage) -> None:
        (row,) = self._world.own("named_outlets")
        entities = self._world.entities(row.entities)
        self._put(stage, Tables.of_rows(self._standing.outlets.look_up(row, entities)))

    def _mark(self, stage: Stage) -> None:
        self._put(
            stage,
            Tables.of_rows(
                mark for row in self._world.own("phrases") for mark in self._standing.marks.of(row)
            ),
        )

    def _sources(self, stage: Stage) -> None:
        self._put(stage, gathered_sources(stage, self._world, self._traced, self._models), self._traced)

    def _share(self, stage: Stage) -> None:
        articles = self._world.closed(STAGES["origins.count"])
        self._put(stage, shared_sources(self._world, articles), articles)

    def _gather(self, stage: Stage) -> None:
        self._put(stage, gathered_origins(stage, self._world, self._counted, self._models))

    def _find(self, stage: Stage) -> None:
        self._put(stage, to_find(stage, self._world, self._counted, self._models))

    def _compare(self, stage: Stage) -> None:
        """What changed on the newcomer's own edges."""
        world = self._world
        edges: list[Derivation] = world.own("derivations")
        ends = {end for edge in edges for end in (edge.child, edge.parent)}
        given = world.inputs(
            stage, sorted({world.article, *(one for one in ends if world.laid.place(one) >= 0)})
        )
        told: dict[type[Any], list[Any]] = {kind: list(given.of(kind)) for kind in given.kinds()} | {
            Derivation: edges
        }
        made = stage.run(Tables(told), stage.config, self._models)
        mine = [row for row in made.of(Change) if world.article in (row.parent.article, row.child.article)]
        findings = [row for row in made.of(ChangeFinding) if getattr(row, "article", None) == world.article]
        self._put(stage, Tables.of_rows(mine, findings))
