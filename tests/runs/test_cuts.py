"""What is cut from a table that comes whole, a stage could not have seen."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.claims.judged import judged
from headwater.matches.config import SlotsConfig
from headwater.matches.slots import read_all
from headwater.records.arrow import hints_of, optional, to_table
from headwater.records.articles import Article, Published, Sentence
from headwater.records.claims import Attribution, Claim, Parse
from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity
from headwater.records.judgements import ClaimEffect, ClaimJudgement, TextAnchor
from headwater.records.matches import ClaimSlots
from headwater.records.origins import Change, Derivation
from headwater.records.tables import TABLE_OF, Tables
from headwater.runs.cuts import CUTS, LOOKED_AT, concerning, narrowed
from headwater.runs.executor import rows_of
from headwater.runs.plan import PLAN
from headwater.runs.results import open_case
from headwater.runs.row_spans import key_of
from headwater.simulation import simulate

TOWNS = ("Ollenz", "Sorvik", "Lind")
READ = (Article, Sentence, Parse, Claim, Attribution, Mention, MentionEntity, AttributionEntity, Entity)


def test_every_table_that_comes_whole_to_a_row_stage_is_cut() -> None:
    whole = {
        (stage.name, TABLE_OF[row])
        for stage in PLAN
        if stage.shape == "rows"
        for row in stage.reads
        if key_of(TABLE_OF[row]) is None
    }
    assert whole == set(CUTS)


def article(number: int) -> Article:
    text = f"Guards shot {number + 3} people dead in {TOWNS[number % 3]} on Monday, the mayor of Lind said."
    name = f"a{number}"
    return Article(
        name, None, None, f"s{number}", name, text, None, None, Published("2031-05-07"), ["en"], []
    )


class Watched:
    """A row of which only some fields can be read."""

    def __init__(self, row: Any, fields: frozenset[str] | None) -> None:
        self._row = row
        self._fields = fields

    def __getattr__(self, name: str) -> Any:
        assert self._fields is not None and name in self._fields, f"the stage reads {name}, which is cut"
        return getattr(self._row, name)


def claim_of(article: Article, number: int) -> Claim:
    return make(
        Claim, id=f"c{number}", article=article.id, text=article.text, end=len(article.text), lang="en", lead=True,
        chain=[f"t{number}"],
    )  # fmt: skip


def make(kind: Any, **values: Any) -> Any:
    """A row of which only some fields matter: the others are empty."""
    empty = {}
    for name, hint in hints_of(kind).items():
        inner, nullable = optional(hint)
        made = getattr(inner, "__origin__", inner)
        empty[name] = None if nullable else made() if made in (str, int, float, bool, list) else None
    return kind(**(empty | values))


def tables(
    numbers: Sequence[int], entities: Sequence[Entity], shuffle: random.Random
) -> dict[type[Any], list[Any]]:
    rows: dict[type[Any], list[Any]] = {kind: [] for kind in READ}
    rows[Entity] = list(entities)
    for number in numbers:
        one = article(number)
        rows[Article].append(one)
        rows[Sentence].append(Sentence(one.id, 0, 0, len(one.text), "en", "p", False))
        rows[Claim].append(claim_of(one, number))
        for town in TOWNS:
            if town in one.text:
                start, mention = one.text.index(town), f"m{number}{town}"
                rows[Mention].append(
                    make(Mention, id=mention, article=one.id, text=town, start=start, end=start + len(town), lang="en", type="place", how="gazetteer")
                )  # fmt: skip
                entity = shuffle.choice(entities).id if entities else "e-none"
                rows[MentionEntity].append(MentionEntity(one.id, mention, entity, "confirmed", 1.0, ""))
        entity = shuffle.choice(entities).id if entities else "e-none"
        rows[AttributionEntity].append(AttributionEntity(one.id, f"t{number}", entity, ""))
    return rows


ENTITIES = st.lists(
    st.builds(
        lambda n, name, party: make(
            Entity, id=f"e{n}", name=name, type="place", party=party, because=name * n
        ),
        st.integers(0, 9),
        st.sampled_from(["Ollenz", "Ollenz Bay", "Sorvik", ""]),
        st.sampled_from([None, "armed group"]),
    ),
    max_size=8,
    unique_by=lambda row: row.id,
)


@settings(max_examples=30, deadline=None)
@given(
    st.sets(st.integers(0, 7), min_size=1),
    st.sets(st.integers(0, 7)),
    ENTITIES,
    st.randoms(use_true_random=False),
)
def test_slots_are_the_same_without_the_entities_that_are_cut(
    numbers: set[int], wanted: set[int], entities: list[Entity], shuffle: random.Random
) -> None:
    rows = tables(sorted(numbers), entities, shuffle)
    fields = CUTS["matches.read_slots", "entities"].fields
    watched = [Watched(row, fields) for row in entities]
    whole = read_all(Tables(rows | {Entity: watched}), SlotsConfig()).of(ClaimSlots)
    arrow = {TABLE_OF[kind]: to_table(kind, found) for kind, found in rows.items()}
    cut = concerning("matches.read_slots", arrow)["entities"]
    some = [f"a{number}" for number in sorted(numbers & wanted)]
    seen = rows_of({"entities": cut.of(some)}).of(Entity)
    part: dict[type[Any], list[Any]] = {
        kind: [row for row in found if (row.id if kind is Article else row.article) in some]
        for kind, found in rows.items()
        if kind is not Entity
    }
    given_part = read_all(Tables(part | {Entity: list(seen)}), SlotsConfig()).of(ClaimSlots)
    assert list(given_part) == [row for row in whole if row.article in some]


def test_what_is_cut_would_be_seen_if_it_concerned_the_article() -> None:
    """The property above can fail: an entity that an article names moves its slots."""
    rows = tables([0], [make(Entity, id="e0", name="Ollenz", type="place")], random.Random(1))
    with_it = read_all(Tables(rows), SlotsConfig()).of(ClaimSlots)
    without = read_all(Tables(rows | {Entity: []}), SlotsConfig()).of(ClaimSlots)
    assert list(with_it) != list(without)


ANCHORS = st.builds(
    lambda name, sha: TextAnchor(name, "x", 0, 1, sha),
    st.sampled_from(["a0", "a1", "a2", "gone"]),
    st.sampled_from([None, "s0", "s1", "s9"]),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(ANCHORS, min_size=1, max_size=2), max_size=6), st.sets(st.integers(0, 2)))
def test_claims_are_judged_the_same_without_the_judgements_that_are_cut(
    anchors: list[list[TextAnchor]], wanted: set[int]
) -> None:
    judgements = [
        ClaimJudgement(f"j{n}", "set_certainty", "Ana", "2031", "seen", at, "possible")
        for n, at in enumerate(anchors)
    ]
    articles = [article(number) for number in range(3)]
    arrow = {
        "articles": to_table(Article, articles),
        "claim_judgements": to_table(ClaimJudgement, judgements),
    }
    cut = concerning("claims.extract", arrow)["claim_judgements"]
    some = [articles[number] for number in sorted(wanted)]
    seen = rows_of({"claim_judgements": cut.of([one.id for one in some])}).of(ClaimJudgement)
    for one in some:
        assert judged(one, [], seen) == judged(one, [], judgements)
        assert all(isinstance(row, ClaimEffect) for row in judged(one, [], seen))


def test_what_changed_on_the_way_is_the_same_without_the_fields_that_are_not_looked_at(
    tmp_path: Path,
) -> None:
    case = open_case(simulate(tmp_path / "w", 40, seed=5, with_reading=True).folder / "reading")
    stage = next(one for one in PLAN if one.name == "origins.compare")
    rows: dict[type[Any], list[Any]] = {kind: list(case.rows(kind)) for kind in stage.reads}
    articles = sorted(row.id for row in rows[Article])
    edges = [
        Derivation(
            f"d{n}", child, parent, [], "rewrite", n % 2 == 0, n % 3 > 0, n / 100, f"reason {n}", ["Ana"]
        )
        for step in (1, 2)
        for n, (parent, child) in enumerate(zip(articles, articles[step:], strict=False))
    ]
    fields = LOOKED_AT["origins.compare", "derivations"]
    watched = [Watched(row, fields) for row in edges]
    narrow = narrowed(Derivation, to_table(Derivation, edges), fields)
    seen = rows_of({"derivations": narrow}).of(Derivation)
    assert {row.because for row in seen} == {""}
    found = [
        stage.run(Tables(rows | {Derivation: some}), stage.config, None)  # type: ignore[arg-type]
        for some in (edges, watched, list(seen))
    ]
    assert found[0].of(Change)
    for kind in stage.writes:
        assert found[0].of(kind) == found[1].of(kind) == found[2].of(kind)
