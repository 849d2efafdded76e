"""Descent is traced on closed sets of articles as in the whole case, pairs are collated by themselves, and what each text declares on any batch of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.origins.making import article, claim, credit, entity, group, part, reuse, said, sentence

from headwater.origins.config import DeclareConfig, DeriveConfig, OutletsConfig
from headwater.origins.descent.stage import (
    COLLATE,
    DECLARE,
    DERIVE,
    REPUTE,
    collate,
    declare,
    derive,
    gather,
    mark,
    repute,
)
from headwater.origins.outlets.stage import ASK, ask, survey
from headwater.records.arrow import to_table
from headwater.records.articles import Article, Link, Version
from headwater.records.claims import Claim
from headwater.records.descent import AgencyMark, Collation, LinkedText, LoneQuote, Repute
from headwater.records.entities import AttributionEntity, Mention, MentionEntity
from headwater.records.judgements import EdgeEffect, EdgeJudgement, OriginJudgement, TextAnchor
from headwater.records.origins import Cluster, Derivation, Kin, NotCompared, Source, SourceHere, SpeaksFor
from headwater.records.stages import Stage
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.runs.blocks.division import Blocks, blocks_of
from headwater.runs.blocks.shares import shares_of
from headwater.runs.blocks.work import batches, run_batch
from headwater.runs.cuts import concerning
from headwater.runs.executor import rows_of

OUTLETS = ("The Tamm Standard", "Reed Blog", "Harbour Post", "Vomar Press", "فومار برس", "AFP", None)
SOURCES = (
    ("Ada Lind, head of the Harbour Board", "named_person"),
    ("Ada Lind", "named_person"),
    ("the Harbour Board", "organisation"),
    ("Tamm Standard", "media"),
    ("AFP", "media"),
    ("a monitor", "organisation"),
    ("residents", "anonymous"),
)
STANDING = (
    "The ferry was built in the yard of Olm for the old northern line and has carried sheep ever since.",
    "Its owners have never answered any question about the boats that they sold to the southern islands.",
)
NAMED = (
    entity("e-board", "Harbour Board", "body"),
    entity("e-lind", "Ada Lind", "person"),
    entity("e-tamm", "Tamm Standard", "outlet"),
)
JUDGED = ("AFP", "vomar  press", "the Harbour Board", "Delta Wire", "residents")
WHEN = "2031-05-02T10:00:00+00:00"


class _Languages:
    def identify(self, texts: list[str]) -> list[tuple[str, float]]:
        return [("en", 1.0) for _ in texts]


class _Models:
    languages = _Languages()


MODELS: Any = _Models()


def _mentioned(art: Article, one: Any) -> Iterator[Any]:
    at = art.text.find(one.name)
    if at >= 0:
        key = f"me-{art.id}-{one.id}"
        yield Mention(key, art.id, one.name, at, at + len(one.name), "en", one.type, None, None, "shape", "")
        yield MentionEntity(art.id, key, one.id, "confirmed", 1.0, "")


def _report(number: int, drawn: random.Random) -> list[Any]:
    """A report on a ferry, with standing phrases, whom it cites, an agency's credit, a link."""
    source, kind = drawn.choice((*SOURCES, (None, None)))
    words = f"{drawn.choice((4, 9))} people died on the ferry off Olm"
    lines = [f"{words}, {source} told AFP." if drawn.random() < 0.2 else f"{words}, {source} said."]
    lines += [line for line in STANDING if drawn.random() < 0.5]
    lines.append(f"Reporter {number} saw the pier of Olm.")
    art = article(
        f"a{number:02}", " ".join(lines), drawn.choice(OUTLETS), url=f"https://harbour.example/{number}"
    )
    if drawn.random() < 0.4:
        at = art.text.index("pier")
        art.links.append(Link("pier", at, at + 4, f"https://harbour.example/{drawn.randrange(14)}"))
    rows: list[Any] = [art, sentence(art), part(art)]
    chain = []
    if source:
        told_to = "AFP" if "told AFP" in art.text else None
        chain = [said(art, words, source, kind, told_to=told_to)]
        who = next((one for one in NAMED if one.name in source and one.type != "body"), None)
        if who is not None and drawn.random() < 0.7:
            rows.append(AttributionEntity(art.id, chain[0].id, who.id, ""))
    rows += [*chain, claim(art, words, chain)]
    rows += [row for one in NAMED for row in _mentioned(art, one)]
    if drawn.random() < 0.5:
        name = drawn.choice(("AFP", "AFP", "Reuters", "Reed Blog", "agencies"))
        rows.append(credit(art, "agency", name))
    return rows


def _judged(articles: Sequence[Article], drawn: random.Random) -> Iterator[Any]:
    for number in range(drawn.randrange(3)):
        child = TextAnchor(drawn.choice(articles).id)
        kind = drawn.choice(("reject_edge", "draw_edge", "confirm_edge"))
        named = drawn.random() < 0.7
        at = [child] if named else [child, TextAnchor(drawn.choice(articles).id)]
        if len(at) == 1 or at[0] != at[1]:
            name = drawn.choice(JUDGED) if named else None
            yield EdgeJudgement(f"ju-{number}", kind, "Ana", WHEN, "they say so", at, "copy", name)
    if drawn.random() < 0.3:
        at = [TextAnchor(one.id) for one in drawn.sample(list(articles), 2)]
        yield OriginJudgement("ju-o", "one_origin", "Ana", WHEN, "one desk", at)


def world(seed: int) -> Tables:
    """Reports, some grouped, some sharing words, one perhaps in two versions, as they come to the stage that derives."""
    drawn = random.Random(seed)
    reports = [_report(number, drawn) for number in range(drawn.randint(3, 12))]
    articles = [rows[0] for rows in reports]
    claims = [row for rows in reports for row in rows if isinstance(row, Claim)]
    drawn.shuffle(claims)
    groups = [
        group(sorted(claims[at : at + 3], key=lambda c: c.id), f"gr-{at}") for at in range(0, len(claims), 5)
    ]
    kinds = ("copy", "common_source", "shared_quote", "translation")
    shared: list[Any] = [
        reuse(a, b, drawn.choice(kinds), (drawn.choice((0.3, 0.9)), drawn.choice((0.3, 0.95))))
        for a, b in (*pairwise(articles), *zip(articles, articles[3:], strict=False))
        if drawn.random() < 0.3
    ]
    shared += [
        reuse(a, b, "shared_quote", drawn.choice(((0.05, 0.04), (0.0, 0.0), (0.02, 0.15))))
        for a, b in zip(articles, articles[2:], strict=False)
        if drawn.random() < 0.5
    ]
    if drawn.random() < 0.2:
        shared.append(Cluster("cl-1", "copy", [one.id for one in articles[-3:]], articles[-1].id, ""))
    if drawn.random() < 0.2:
        one, two = articles[0].id, articles[1].id
        shared.append(
            Version("ve", one, two, one, "x", "stated", None, None, [], [], [], None, [], "Both stood there.")
        )
    tables = Tables.of_rows(*reports, groups, shared, _judged(articles, drawn), NAMED)
    tables = tables.merged(ask(tables, OutletsConfig(), MODELS))
    tables = tables.merged(survey(tables, OutletsConfig(), MODELS))
    tables = tables.merged(declare(tables, DeclareConfig(), MODELS))
    tables = tables.merged(mark(tables, DeclareConfig(), MODELS))
    tables = tables.merged(collate(tables, DeriveConfig(), MODELS))
    return tables.merged(repute(tables, DeriveConfig(), MODELS))


def arrow(stage: Stage, tables: Tables) -> dict[str, Any]:
    return {TABLE_OF[kind]: to_table(kind, tables.of(kind)) for kind in stage.reads}


def by_blocks(stage: Stage, tables: Tables, seed: int | None) -> Tables:
    """What a stage gives block by block, or by two unions of blocks, of rows that are cut as runs cut them."""
    inputs = arrow(stage, tables)
    shares = shares_of(stage, inputs)
    blocks = blocks_of(stage, shares, inputs)
    assert not shares.whole
    if seed is not None and blocks.articles:
        order = random.Random(seed).sample(range(len(blocks.articles)), len(blocks.articles))
        middle = random.Random(seed).randint(1, len(order))
        blocks = _united(blocks, [some for some in (order[:middle], order[middle:]) if some])
    found = Tables()
    for batch in batches(shares, blocks, range(len(blocks.articles))):
        found = found.merged(rows_of(run_batch(stage, batch, Tables(), MODELS).tables))
    return found


def _united(blocks: Blocks, places: Sequence[Sequence[int]]) -> Blocks:
    return Blocks(
        [sorted({one for place in some for one in blocks.articles[place]}) for some in places],
        {
            name: [sorted(number for place in some for number in rows[place]) for some in places]
            for name, rows in blocks.rows.items()
        },
    )


def told(tables: Tables, derived: Tables) -> dict[str, list[str]]:
    """Every row that descent gives, and what is gathered of it, as text."""
    whole = derived.merged(gather(tables.merged(derived), DeclareConfig(), MODELS))
    return {TABLE_OF[kind]: sorted(map(repr, whole.of(kind))) for kind in TABLES.values() if whole.of(kind)}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 100_000))
def test_whole_by_block_and_by_unions_of_blocks(seed: int) -> None:
    tables = world(seed)
    whole = told(tables, derive(tables, DeriveConfig(), MODELS))
    for parts in (None, seed):
        assert told(tables, by_blocks(DERIVE, tables, parts)) == whole


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 100_000))
def test_pairs_by_themselves_and_what_is_said_of_texts_by_block(seed: int) -> None:
    tables = world(seed)
    for stage in (COLLATE, REPUTE):
        whole = {kind: sorted(map(repr, tables.of(kind))) for kind in stage.writes}
        for parts in (None, seed):
            found = by_blocks(stage, tables, parts)
            assert {kind: sorted(map(repr, found.of(kind))) for kind in stage.writes} == whole


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 100_000))
def test_what_an_article_declares_hangs_on_its_own_rows_alone(seed: int) -> None:
    tables = world(seed)
    for stage, run, config in ((ASK, ask, OutletsConfig()), (DECLARE, declare, DeclareConfig())):
        whole = run(tables, config, MODELS)  # type: ignore[arg-type]
        inputs = arrow(stage, tables)
        cut = concerning(stage.name, inputs)
        for art in tables.of(Article):
            own = {
                name: cut[name].of([art.id])
                if name in cut
                else to_table(TABLES[name], [row for row in tables.of(TABLES[name]) if _of(row) == art.id])
                for name in inputs
            }
            found = run(rows_of(own), config, MODELS)  # type: ignore[arg-type]
            for kind in stage.writes:
                assert list(found.of(kind)) == [row for row in whole.of(kind) if row.article == art.id]


def _of(row: Any) -> str:
    article_id: str = row.id if isinstance(row, Article) else row.article
    return article_id


def test_such_worlds_hold_what_crosses_blocks() -> None:
    worlds = [world(seed) for seed in range(30)]
    found = [derive(tables, DeriveConfig(), MODELS) for tables in worlds]
    gathered = [
        gather(tables.merged(rows), DeclareConfig(), MODELS)
        for tables, rows in zip(worlds, found, strict=True)
    ]
    for kind in (LinkedText, AgencyMark, Collation, LoneQuote):
        assert sum(len(tables.of(kind)) for tables in worlds) > 20
    reputes = [row for tables in worlds for row in tables.of(Repute)]
    for told_of in ("named_by", "wires", "here", "cites"):
        assert any(getattr(row, told_of) for row in reputes)
    for kind in (Derivation, NotCompared, EdgeEffect):
        assert sum(len(tables.of(kind)) for tables in found) > 20
    for kind in (Source, SourceHere, SpeaksFor, Kin):
        assert any(tables.of(kind) for tables in gathered)
    assert any("phrases of 8 words" in row.because for tables in found for row in tables.of(Derivation))
    assert any(len(row.cited_by) > 1 for tables in gathered for row in tables.of(Source))


def test_a_source_that_a_judgement_names_is_the_one_that_other_texts_cite() -> None:
    one, two = article("a", "A pier fell.", "Mirror"), article("b", "A mill burnt.", "Gazette")
    judged = EdgeJudgement("ju", "draw_edge", "Ana", WHEN, "so", [TextAnchor("a")], "copy", "reuters")
    tables = Tables.of_rows([one, two, credit(two, "agency", "Reuters"), judged])
    for run, config in ((ask, OutletsConfig()), (survey, OutletsConfig()), (declare, DeclareConfig())):
        tables = tables.merged(run(tables, config, MODELS))  # type: ignore[operator]
    for parts in (None, 1):
        derived = by_blocks(DERIVE, tables, parts)
        (source,) = gather(tables.merged(derived), DeclareConfig(), MODELS).of(Source)
        assert source.name == "Reuters"
        assert {(row.child, row.parent) for row in derived.of(Derivation)} == {
            ("a", source.id),
            ("b", source.id),
        }
