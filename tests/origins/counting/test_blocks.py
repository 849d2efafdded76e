"""Origins are counted on closed sets of articles as in the whole case: what crosses them, surveys have looked up."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.origins.making import article, claim, credit, derive_rows, entity, group, reuse, said, slots

from headwater.origins.config import CountConfig, DeriveConfig, OutletsConfig
from headwater.origins.counting.stage import COUNT, TIE, count, find, gather, share
from headwater.origins.counting.ties import tie_of, ties_of
from headwater.origins.descent.declaring import declare_rows
from headwater.origins.outlets.asked import ask
from headwater.origins.outlets.surveying import survey
from headwater.records.arrow import to_table
from headwater.records.articles import Article, Link
from headwater.records.asked import Asked, Asking
from headwater.records.claims import Claim
from headwater.records.entities import AttributionEntity, Mention, MentionEntity
from headwater.records.judgements import OriginJudgement, TextAnchor
from headwater.records.origins import (
    ClaimOrigins,
    CommonPlace,
    GroupOrigins,
    Lead,
    NamedOutlets,
    Origin,
    Reuse,
    Tie,
    ToFind,
)
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.runs.blocks.components import components
from headwater.runs.blocks.division import Blocks, blocks_of
from headwater.runs.blocks.shares import shares_of
from headwater.runs.blocks.work import batches, run_batch
from headwater.runs.executor import rows_of

OUTLETS = ("The Tamm Standard", "Reed Blog", "Harbour Post", "Vomar Press", "فومار برس", None)
SOURCES = (
    ("Ada Lind, head of the Harbour Board", "named_person"),
    ("Ada Lind", "named_person"),
    ("Osha Venn", "named_person"),
    ("the Harbour Board", "organisation"),
    ("Tamm Standard", "media"),
    ("Vomar Press", "media"),
    ("AFP", "media"),
    ("a monitor", "organisation"),
    ("residents", "anonymous"),
    ("a doctor", "anonymous"),
)
PLACES = ("Tressin", "Olm", "Brask")
NOTICES = (
    "The Harbour Post has withdrawn its report on the ferry.",
    "We have retracted our story on the ferry.",
)
NAMED = (
    entity("e-board", "Harbour Board", "body"),
    entity("e-lind", "Ada Lind", "person"),
    entity("e-venn", "Osha Venn", "person"),
    entity("e-tamm", "Tamm Standard", "outlet"),
)


class _Languages:
    def identify(self, texts: list[str]) -> list[tuple[str, float]]:
        return [("en", 1.0) for _ in texts]


class _Models:
    languages = _Languages()


def _mentioned(art: Article, one: Any) -> Iterator[Any]:
    at = art.text.find(one.name)
    if at >= 0:
        key = f"me-{art.id}-{one.id}"
        end = at + len(one.name)
        yield Mention(key, art.id, one.name, at, end, "en", one.type, None, None, "shape", "")
        yield MentionEntity(art.id, key, one.id, "confirmed", 1.0, "")


def _report(number: int, drawn: random.Random) -> list[Any]:
    """A report on a ferry or a mill, on the word of somebody or of nobody, with a notice or an agency's credit."""
    place, toll = drawn.choice(PLACES), drawn.choice((4, 9))
    words = drawn.choice((f"{toll} people died on the ferry off {place}", f"The mill at {place} burnt down"))
    source, kind = drawn.choice((*SOURCES, (None, None)))
    lines = [f"{words}, {source} said." if source else f"{words}.", f"Reporter {number} saw the pier of Olm."]
    if drawn.random() < 0.3:
        lines.append(drawn.choice(NOTICES))
    url = f"https://harbour.example/{number}"
    art = article(f"a{number:02}", " ".join(lines), drawn.choice(OUTLETS), url=url)
    if drawn.random() < 0.4:
        link = Link(
            "pier",
            art.text.index("pier"),
            art.text.index("pier") + 4,
            f"https://harbour.example/{drawn.randrange(12)}",
        )
        art.links.append(link)
    rows: list[Any] = [art]
    chain = []
    if source:
        known = drawn.choice(("local", "medical", None))
        chain = [said(art, words, source, kind, anonymous_type=known if kind == "anonymous" else None)]
        who = next((one for one in NAMED if one.name in source and one.type in ("person", "outlet")), None)
        if who is not None and drawn.random() < 0.7:
            rows.append(AttributionEntity(art.id, chain[0].id, who.id, ""))
    lead = claim(art, words, chain, stance=drawn.choice(("affirms", "affirms", "no_answer")))
    bare = claim(art, f"Reporter {number} saw the pier of Olm", [], lead=False, id_=f"cl-{art.id}-bare")
    rows += [*chain, lead, bare, slots(lead, killed=toll, place=place, day="2031-05-01")]
    rows += [row for one in NAMED for row in _mentioned(art, one)]
    at = art.text.index(place)
    rows.append(
        Mention(
            f"me-{art.id}-place", art.id, place, at, at + len(place), "en", "place", None, None, "shape", ""
        )
    )
    if drawn.random() < 0.3:
        rows.append(credit(art, "agency", drawn.choice(("AFP", "Reed Blog", "Vomar Press"))))
    return rows


def world(seed: int) -> Tables:
    """Reports, some grouped, some copied from each other, some judged, with descent traced over all of them."""
    drawn = random.Random(seed)
    reports = [_report(number, drawn) for number in range(drawn.randint(3, 11))]
    articles = [rows[0] for rows in reports]
    leads = [row for rows in reports for row in rows if isinstance(row, Claim) and row.lead]
    drawn.shuffle(leads)
    groups = [
        group(sorted(leads[at : at + 3], key=lambda c: c.id), f"gr-{at}") for at in range(0, len(leads), 4)
    ]
    shared = [_shared(a, b, drawn) for a, b in combinations(articles, 2) if drawn.random() < 0.3]
    judged = []
    if drawn.random() < 0.4:
        told = [row for rows in reports for row in rows if hasattr(row, "source_kind") and row.source]
        at = [TextAnchor(row.article, row.source.text) for row in drawn.sample(told, min(2, len(told)))]
        at = at if len(at) == 2 else [TextAnchor(articles[0].id), TextAnchor(articles[1].id)]
        kind = drawn.choice(("one_origin", "separate_origins"))
        judged = [OriginJudgement("ju-1", kind, "Ana", "2031-05-02T10:00:00+00:00", "one interview", at)]
    tables = Tables.of_rows(*reports, groups, shared, judged, NAMED)
    tables = tables.merged(ask(tables, OutletsConfig(), _Models()))  # type: ignore[arg-type]
    tables = tables.merged(survey(tables, OutletsConfig(), _Models()))  # type: ignore[arg-type]
    tables = tables.merged(declare_rows(tables, lambda words: "en"))
    return tables.merged(derive_rows(tables, DeriveConfig(), lambda words: "en"))


def _shared(a: Article, b: Article, drawn: random.Random) -> Reuse:
    """Two bodies that are alike, or but for what they begin with, a stretch as short as a quote."""
    if drawn.random() < 0.3:
        return reuse(a, b)
    pairs = [(a.text[a.body_start :][:40], b.text[b.body_start :][:40])]
    return reuse(a, b, "shared_quote", (0.2, 0.2), pairs=pairs)


def tied(tables: Tables, every: bool) -> Tables:
    """With the pairs that bear on counting, or with every pair that shares words."""
    rows = (tie_of(row) for row in tables.of(Reuse)) if every else ties_of(tables)
    return tables.merged(Tables.of_rows(rows), share(tables, CountConfig(), _Models()))  # type: ignore[arg-type]


def by_blocks(tables: Tables, seed: int | None) -> Tables:
    """What counting gives block by block, or by two unions of blocks, of rows that are cut as runs cut them."""
    inputs = {TABLE_OF[kind]: to_table(kind, tables.of(kind)) for kind in COUNT.reads}
    shares = shares_of(COUNT, inputs)
    blocks: list[Sequence[str]] = list(components(inputs["articles"]["id"].to_pylist(), shares.ties(COUNT)))
    if seed is not None:
        drawn = random.Random(seed)
        drawn.shuffle(blocks)
        middle = drawn.randint(1, len(blocks))
        blocks = [
            sorted(a for block in some for a in block) for some in (blocks[:middle], blocks[middle:]) if some
        ]
    whole = rows_of(dict(shares.whole))
    found = Tables()
    for batch in batches(shares, Blocks(blocks), range(len(blocks))):
        found = found.merged(rows_of(run_batch(COUNT, batch, whole, _Models()).tables))  # type: ignore[arg-type]
    return found


def told(tables: Tables, counted: Tables) -> dict[str, list[str]]:
    """Every row that counting gives, block by block and gathered, as text."""
    gathered = gather(tables.merged(counted), CountConfig(), _Models())  # type: ignore[arg-type]
    whole = counted.merged(gathered, find(tables.merged(counted), CountConfig(), _Models()))  # type: ignore[arg-type]
    return {TABLE_OF[kind]: sorted(map(repr, whole.of(kind))) for kind in TABLES.values() if whole.of(kind)}


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 100_000))
def test_whole_by_block_and_by_unions_of_blocks(seed: int) -> None:
    """Of all shared words only the ties are known to blocks: what else is shared changes nothing of the whole."""
    tables = world(seed)
    every = tied(tables, every=True)
    whole = told(every, count(every, CountConfig(), _Models()))  # type: ignore[arg-type]
    tables = tied(tables, every=False)
    for parts in (None, seed):
        assert told(tables, by_blocks(tables, parts)) == whole


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 100_000))
def test_ties_of_each_pair_are_those_of_the_whole(seed: int) -> None:
    tables = world(seed)
    inputs = {TABLE_OF[kind]: to_table(kind, tables.of(kind)) for kind in TIE.reads}
    shares = shares_of(TIE, inputs)
    blocks = blocks_of(TIE, shares, inputs)
    found: list[Tie] = []
    for batch in batches(shares, blocks, range(len(blocks.articles))):
        found += rows_of(run_batch(TIE, batch, Tables(), _Models()).tables).of(Tie)  # type: ignore[arg-type]
    assert sorted(found, key=lambda row: (row.a, row.b)) == list(ties_of(tables))


def test_a_short_quote_ties_nobody_who_has_nothing_else_to_do_with_the_other() -> None:
    worlds = [world(seed) for seed in range(12)]
    kept = [(len(tied(tables, every=False).of(Tie)), len(tables.of(Reuse))) for tables in worlds]
    assert 0 < sum(ties for ties, _ in kept) < 0.9 * sum(pairs for _, pairs in kept)


def test_such_worlds_hold_what_crosses_blocks() -> None:
    worlds = [world(seed) for seed in range(12)]
    worlds = [tied(tables, every=False) for tables in worlds]
    counts = [by_blocks(tables, None) for tables in worlds]
    assert any(row.notice >= 0 for tables in worlds for row in tables.of(Lead))
    assert any(tables.of(OriginJudgement) for tables in worlds)
    assert sum(len(found.of(GroupOrigins)) for found in counts) > 8
    assert sum(len(found.of(Asking)) for found in counts) > 8 < sum(len(found.of(Asked)) for found in counts)
    assert all(found.of(ClaimOrigins) for found in counts)
    gathered = [told(tables, found) for tables, found in zip(worlds, counts, strict=True)]
    assert all(rows[TABLE_OF[Origin]] and rows[TABLE_OF[ToFind]] for rows in gathered)


def test_a_place_that_most_texts_name_tells_nothing_apart_in_any_block() -> None:
    reports = [
        [art := article(f"a{number}", f"A pier in {town} fell.", "Mirror"), *_placed(art, town)]
        for number, town in enumerate(("Olm", "Olm", "Olm", "Brask", "Tressin", "Sund"))
    ]
    tables = Tables.of_rows(*reports)
    tables = tables.merged(ask(tables, OutletsConfig(), _Models()))  # type: ignore[arg-type]
    found = survey(tables, OutletsConfig(), _Models()).of(CommonPlace)  # type: ignore[arg-type]
    assert [(row.article, row.place) for row in found] == [("a0", "olm"), ("a1", "olm"), ("a2", "olm")]
    assert not survey(Tables.of_rows(tables.of(NamedOutlets)[:5]), OutletsConfig(), _Models()).of(CommonPlace)  # type: ignore[arg-type]


def _placed(art: Article, town: str) -> list[Mention]:
    at = art.text.index(town)
    return [Mention(f"me-{art.id}", art.id, town, at, at + len(town), "en", "place", None, None, "shape", "")]
