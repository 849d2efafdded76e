"""A process that stays does only what moved, and leaves the bytes of one that does everything."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.records.arrow import from_table, to_table
from headwater.records.articles import Article, Credit, Published, Sentence
from headwater.records.entities import Entity, MentionEntity
from headwater.records.judgements import EdgeEffect, EdgeJudgement, TextAnchor
from headwater.records.moves import Moves
from headwater.records.origins import ChangeFinding, Cluster, CommonPlace, NotCompared, Reuse, Tie
from headwater.records.ports import Models
from headwater.records.remembered import remembered
from headwater.records.stages import Stage, StageConfig
from headwater.records.tables import TABLE_OF, TABLES, Tables
from headwater.runs import cuts, fingerprints, moved_blocks, work
from headwater.runs.executor import LocalExecutor
from headwater.runs.progress import Silent
from headwater.runs.warm import Warm
from headwater.store import CaseFolder, Manifest

NAMES = [f"a{n}" for n in range(8)]
DONE: list[str] = []
CODE = fingerprints.code_fingerprint


@pytest.fixture(autouse=True, scope="module")
def own_code() -> Iterator[None]:
    """Test modules lie outside the package: their code counts as one constant."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            fingerprints,
            "code_fingerprint",
            lambda module, data: CODE(module, data) if module.startswith("headwater.") else "code",
        )
        yield


def credit(tables: Tables, config: StageConfig, models: Models) -> Tables:
    """A credit for each sentence, with the names of the article's entities."""
    DONE.extend(f"credit {row.id}" for row in tables.of(Article))
    entities, sentences = tables.by_id(Entity), tables.by_article(Sentence)
    named = tables.by_article(MentionEntity)
    return Tables.of_rows(
        Credit(f"{row.id}-{one.index}", row.id, None, "byline", None, None, None, None,
               row.text + " ".join(entities[m.entity].name for m in named.get(row.id, ()) if m.entity in entities))
        for row in tables.of(Article) for one in sentences.get(row.id, ())
    )  # fmt: skip


@dataclass
class Counted:
    """What the survey remembers: credits that it has seen and how many each article has."""

    seen: Any = None
    counts: dict[str, int] = field(default_factory=dict)
    rows: dict[str, CommonPlace] = field(default_factory=dict)


def survey(tables: Tables, config: StageConfig, models: Models) -> Tables:
    """How many credits each article has, counted by what moved."""
    kept = remembered(Counted)
    moves = tables.moves_since(Credit, kept.seen)
    if moves is None:
        kept.counts, kept.rows = {}, {}
        moves = Moves((), tables.of(Credit))
    else:
        DONE.append("survey moved")
    for row in moves.gone:
        kept.counts[row.article] -= 1
    for row in moves.come:
        kept.counts[row.article] = kept.counts.get(row.article, 0) + 1
    for article in {row.article for row in (*moves.gone, *moves.come)}:
        kept.rows[article] = CommonPlace(article, str(kept.counts[article]))
    kept.seen = tables.of(Credit)
    return Tables({CommonPlace: [kept.rows[one] for one in sorted(kept.rows) if kept.counts[one]]})


def tell(tables: Tables, config: StageConfig, models: Models) -> Tables:
    """What hangs together: for each article its block, and effects of what persons say of it."""
    ids = sorted(row.id for row in tables.of(Article))
    DONE.append("tell " + "".join(ids))
    words = " ".join(
        [
            *(row.because for row in tables.of(Reuse)),
            *(",".join(row.members) for row in tables.of(Cluster)),
            *(row.name for row in tables.of(Entity)),
            *(f"{row.article}:{row.place}" for row in tables.of(CommonPlace)),
        ]
    )
    rows: list[Any] = [NotCompared(one, "", f"{len(ids)} {words}") for one in ids]
    rows += [
        ChangeFinding(f"f-{one}", "unconfirmed", one, None, None, None, None, words)
        for one in ids
        if "9" not in one
    ]
    rows += [EdgeEffect(one.id, "obeyed", None, "".join(ids)) for one in tables.of(EdgeJudgement)]
    return Tables.of_rows(rows)


def pair(tables: Tables, config: StageConfig, models: Models) -> Tables:
    """A tie for each row of reuse, by all that begin with the same article."""
    texts = {row.id: row.text for row in tables.of(Article)}
    by_first: dict[str, list[Reuse]] = {}
    for row in tables.of(Reuse):
        by_first.setdefault(row.a, []).append(row)
    DONE.extend(f"pair {a}" for a in by_first)
    return Tables(
        {
            Tie: [
                Tie(row.a, row.b, [len(rows)], [len(texts[row.a])], [int(texts[row.b][-1])], [])
                for _, rows in sorted(by_first.items())
                for row in rows
            ]
        }
    )


def stages() -> tuple[Stage, ...]:
    told = StageConfig()
    return (
        Stage("matches.sketch", credit, (Article, Sentence, MentionEntity, Entity), (Credit,), told, "rows", ""),
        Stage("test.survey", survey, (Credit,), (CommonPlace,), told, "table", ""),
        Stage("test.tell", tell, (Article, CommonPlace, MentionEntity, Entity, Reuse, Cluster, EdgeJudgement),
              (NotCompared, ChangeFinding, EdgeEffect), told, "blocks", "", links=(Reuse,)),
        Stage("test.pair", pair, (Article, Reuse), (Tie,), told, "blocks", "", links=(Reuse,), bundled="a"),
    )  # fmt: skip


@dataclass
class World:
    """What is given in one run."""

    articles: dict[str, int] = field(default_factory=dict)
    ties: dict[tuple[str, str], int] = field(default_factory=dict)
    clusters: dict[int, list[str]] = field(default_factory=dict)
    names: dict[int, int] = field(default_factory=dict)
    judged: dict[int, list[str]] = field(default_factory=dict)

    def tables(self) -> dict[type[Any], list[Any]]:
        ids, version = sorted(self.articles), self.articles
        return {
            Article: [
                Article(a, None, None, f"s{a}", a, f"{a} {version[a]}", None, None, Published(), ["en"], [])
                for a in ids
            ],
            Sentence: [Sentence(a, n, 0, 1, "en", "p", False) for a in ids for n in range(version[a])],
            Entity: [
                Entity(f"e{e}", f"name {n}", "person", [], None, False, None, None, f"{len(ids)} reports")
                for e, n in sorted(self.names.items())
            ],
            MentionEntity: [
                MentionEntity(a, f"m{a}{e}", f"e{e}", "confirmed", 1.0, "")
                for a in ids
                for e in range(4)
                if (int(a[1:]) + e) % 3 == 0
            ],
            Reuse: [
                Reuse(f"re:{a}-{b}", a, b, "copy", 1.0, 1.0, [], f"{a}{b}{n}")
                for (a, b), n in sorted(self.ties.items())
                if a < b
            ],
            Cluster: [
                Cluster(f"c{n}", "copy", sorted(set(some)), some[0], "")
                for n, some in sorted(self.clusters.items())
                if some
            ],
            EdgeJudgement: [
                EdgeJudgement(
                    f"j{n}", "confirm_edge", "Ana", "2031", "seen",
                    [TextAnchor("" if at.startswith("s") else at, "x", sha256=at if at.startswith("s") else None) for at in some],
                )
                for n, some in sorted(self.judged.items())
            ],
        }  # fmt: skip


def bring(out: Path, world: World, warm: Warm | None = None) -> dict[str, bytes]:
    """Bring the case in a folder up to date; gives the bytes of its files."""
    folder = CaseFolder(out, warm.seen if warm else None)
    folder.sweep()
    with LocalExecutor(1, 3, None, warm) as executor:
        executor._models = Models(None, None, None)  # type: ignore[arg-type]
        before, now, kept = (
            folder.manifest() or Manifest(),
            Manifest(unfinished=True),
            warm or Warm(keeps=False),
        )
        with work._Run(folder, before, now, kept, executor=executor, progress=Silent()) as run:
            given = {TABLE_OF[kind]: to_table(kind, rows) for kind, rows in world.tables().items()}
            run.keep("articles.read", lambda: "", given, 0.0)
            for stage in stages():
                work._do(run, stage)
            run.settle()
        run.manifest.unfinished = False
        folder.write_manifest(run.manifest)
    return {path.name: path.read_bytes() for path in folder.stages.iterdir()}


def whole(world: World) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as place:
        return bring(Path(place), world)


ANY = st.sampled_from([*NAMES, "a9"])
ANCHOR = st.sampled_from([*NAMES, *(f"s{name}" for name in NAMES), "a9"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("articles"), st.sampled_from(NAMES), st.integers(-1, 2)),
        st.tuples(st.just("articles"), st.sampled_from(NAMES), st.integers(-1, 2)),
        st.tuples(st.just("ties"), st.tuples(ANY, ANY), st.integers(-1, 1)),
        st.tuples(st.just("ties"), st.tuples(ANY, ANY), st.integers(-1, 1)),
        st.tuples(st.just("clusters"), st.integers(0, 2), st.lists(ANY, max_size=3)),
        st.tuples(st.just("names"), st.integers(0, 3), st.integers(-1, 1)),
        st.tuples(st.just("judged"), st.integers(0, 3), st.lists(ANCHOR, max_size=2)),
        st.just(("run",)),
        st.just(("run",)),
    ),
    min_size=8,
    max_size=40,
)


def moved(world: World, step: tuple[Any, ...]) -> None:
    part, key, value = step
    if value == -1:
        getattr(world, part).pop(key, None)
    else:
        getattr(world, part)[key] = value


@settings(max_examples=15, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.integers(0, 2), min_size=3), STEPS)
def test_whatever_comes_and_goes_one_process_leaves_the_bytes_of_a_run_that_does_everything(
    articles: dict[str, int], steps: list[tuple[Any, ...]]
) -> None:
    world, warm = World(articles, names={0: 0, 1: 0, 2: 0}), Warm()
    with tempfile.TemporaryDirectory() as place:
        bring(Path(place), world)
        for step in [*steps, ("run",)]:
            if step != ("run",):
                moved(world, step)
                continue
            assert bring(Path(place), world, warm) == whole(world)
            for name, held in warm.tables.items():
                if held.rows is not None:
                    assert held.rows == from_table(TABLES[name], held.table)


def test_only_what_moved_is_done_and_the_rest_is_not_even_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ties = {("a0", "a1"): 0, ("a0", "a2"): 0, ("a3", "a4"): 0}
    world, warm = World(dict.fromkeys(NAMES[:6], 1), dict(ties), names={0: 0, 1: 0, 2: 0}), Warm()
    bring(tmp_path, world, warm)
    for name in ("run_rows", "run_blocks"):  # which go through all articles and all blocks
        monkeypatch.setattr(work, name, None)
    expected = [
        ("articles", "a6", 1, ["credit a6", "survey moved", "tell a6"]),
        ("ties", ("a3", "a6"), 0, ["pair a3", "tell a3a4a6"]),
        ("ties", ("a0", "a2"), -1, ["pair a0", "tell a0a1", "tell a2"]),
        ("names", 1, 1, ["credit a2", "credit a5", "survey moved", "tell a2", "tell a5"]),
        ("articles", "a1", -1, ["survey moved", "tell a0"]),
        ("articles", "a1", 1, ["credit a1", "pair a0", "survey moved", "tell a0a1"]),
        ("judged", 0, ["a2", "sa5"], ["tell a2a5"]),
        ("judged", 1, ["a9"], ["tell a0a1"]),
        ("judged", 1, ["a4"], ["tell a0a1", "tell a3a4a6"]),
    ]
    for part, key, value, done in expected:
        moved(world, (part, key, value))
        DONE.clear()
        bring(tmp_path, world, warm)
        assert sorted(DONE) == done


def test_a_block_is_not_done_again_for_what_its_stage_does_not_look_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(cuts.LOOKED_AT, ("test.pair", "reuse"), frozenset({"id", "a", "b"}))
    world, warm = World(dict.fromkeys(NAMES[:4], 1), {("a0", "a1"): 0, ("a2", "a3"): 0}), Warm()
    bring(tmp_path, world)
    bring(tmp_path, world, warm)
    for part, key, value, done in [
        ("ties", ("a2", "a3"), 1, ["tell a2a3"]),  # told in the row's reason alone
        ("ties", ("a2", "a3"), -1, ["tell a2", "tell a3"]),
        ("ties", ("a2", "a3"), 2, ["pair a2", "tell a2a3"]),
    ]:
        moved(world, (part, key, value))
        DONE.clear()
        found = bring(tmp_path, world, warm)
        assert sorted(DONE) == done
        assert found == whole(world)


def test_what_a_run_moved_is_told_table_by_table(tmp_path: Path) -> None:
    world, warm = World(dict.fromkeys(NAMES[:3], 1)), Warm()
    bring(tmp_path, world, warm)
    before = warm.tables["sentences"].typed()
    world.articles["a1"] = 2
    folder, now = CaseFolder(tmp_path, warm.seen), Manifest(unfinished=True)
    with LocalExecutor(1, 3, None, warm) as executor:
        run = work._Run(folder, folder.require_manifest(), now, warm, executor=executor, progress=Silent())
        with run:
            given = {TABLE_OF[kind]: to_table(kind, rows) for kind, rows in world.tables().items()}
            run.keep("articles.read", lambda: "", given, 0.0)
            moves = run.moves("sentences")
            assert moves is not None and run.moves("reuse") == Moves()
            assert [(row.article, row.index) for row in moves.come] == [("a1", 1)] and not moves.gone
            tables = run.typed(["sentences"])
            assert tables.moves_since(Sentence, before) == moves
            assert tables.moves_since(Sentence, list(before)) is None
            assert all(row in map(id, tables.of(Sentence)) for row in map(id, before))
            run.settle()


def test_a_run_that_ended_in_the_middle_leaves_nothing_known(tmp_path: Path) -> None:
    world, warm = World(dict.fromkeys(NAMES[:3], 1), {("a0", "a1"): 0}), Warm()
    bring(tmp_path, world, warm)
    world.articles["a5"] = 1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moved_blocks, "change_of", lambda *given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bring(tmp_path, world, warm)
    assert not warm.tables and not warm.standing
    assert bring(tmp_path, world, warm) == whole(world)
