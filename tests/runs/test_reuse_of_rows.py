"""A run that does only what moved leaves the same bytes as one that does everything."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.records.arrow import to_table
from headwater.records.articles import Article, Credit, Published, Sentence
from headwater.records.claims import ClaimFinding, ReaderFinding
from headwater.records.entities import AttributionEntity, Entity, MentionEntity
from headwater.records.judgements import ClaimEffect, ClaimJudgement, TextAnchor
from headwater.records.ports import Models
from headwater.records.stages import Stage, StageConfig
from headwater.records.tables import TABLE_OF, Tables
from headwater.runs import fingerprints, work
from headwater.runs.executor import LocalExecutor
from headwater.runs.progress import Silent
from headwater.runs.reuse_of_rows import index_name
from headwater.runs.trace import trace
from headwater.runs.warm import Warm
from headwater.store import CaseFolder, Manifest

NAMES = [f"a{n}" for n in range(9)]
SEEN: list[str] = []


class Settings(StageConfig):
    """One setting."""

    mark: str = "-"


def credit(tables: Tables, config: Settings, models: Models) -> Tables:
    """A credit for each sentence, the last first; an article without sentences has none."""
    SEEN.extend(f"credit {row.id}" for row in tables.of(Article))
    sentences, text = tables.by_article(Sentence), {row.id: row.text for row in tables.of(Article)}
    return Tables.of_rows(
        Credit(
            f"{row.id}-{s.index}", row.id, None, "byline", None, None, None, None, config.mark + text[row.id]
        )
        for row in tables.of(Article)
        for s in reversed(sentences.get(row.id, []))
    )


def judge(tables: Tables, config: Settings, models: Models) -> Tables:
    """A finding for each credit, and an effect, which names no article, for each judgement on the article."""
    SEEN.extend(f"judge {row.id}" for row in tables.of(Article))
    credited = tables.by_article(Credit)
    rows: list[Any] = []
    for row in tables.of(Article):
        rows += [_finding(ClaimFinding, row.id, one.because) for one in credited.get(row.id, [])]
        for one in tables.of(ClaimJudgement):
            if one.at[0].article == row.id or one.at[0].sha256 == row.sha256:
                rows.append(ClaimEffect(one.id, "obeyed", None, row.text))
    return Tables.of_rows(rows)


def name_each(tables: Tables, config: Settings, models: Models) -> Tables:
    """The names of each article's entities."""
    SEEN.extend(f"name {row.id}" for row in tables.of(Article))
    entities = tables.by_id(Entity)
    return Tables.of_rows(
        _finding(ReaderFinding, row.article, f"{entities[row.entity].name} {entities[row.entity].party}")
        for row in tables.of(MentionEntity)
    )


def _finding(kind: Any, article: str, because: str) -> Any:
    return kind(f"f-{article}", "unconfirmed", article, None, None, None, None, because)


def stages(mark: str = "-") -> tuple[Stage, ...]:
    told = Settings(mark=mark)
    named = (Article, MentionEntity, AttributionEntity, Entity)
    return (
        Stage("test.credit", credit, (Article, Sentence), (Credit,), told, "rows", ""),
        Stage("claims.extract", judge, (Article, Credit, ClaimJudgement), (ClaimFinding, ClaimEffect), Settings(), "rows", ""),
        Stage("matches.read_slots", name_each, named, (ReaderFinding,), Settings(), "rows", ""),
    )  # fmt: skip


@dataclass
class Case:
    """What is given in one run: articles with a version, judgements by article or hash, entities with their names."""

    articles: dict[str, int] = field(default_factory=dict)
    judged: list[str] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    mark: str = "-"

    def tables(self) -> dict[str, list[Any]]:
        ids = sorted(self.articles)
        version = self.articles
        return {
            "articles": [
                Article(a, None, None, f"s{a}", a, f"{a} {version[a]}", None, None, Published(), ["en"], [])
                for a in ids
            ],
            "sentences": [Sentence(a, n, 0, 1, "en", "p", False) for a in ids for n in range(version[a])],
            "claim_judgements": [
                ClaimJudgement(
                    f"j{n}", "set_certainty", "Ana", "2031", "seen",
                    [TextAnchor("" if at.startswith("s") else at, "x", sha256=at if at.startswith("s") else None)],
                )
                for n, at in enumerate(self.judged)
            ],
            "entities": [
                Entity(f"e{e}", f"{e} {n}", "person", [], None, False, None, None, f"{len(ids)} reports name it")
                for e, n in sorted(self.names.items())
            ],
            "mention_entities": [
                MentionEntity(a, f"m{a}", f"e{e}", "confirmed", 1.0, "")
                for e in sorted(self.names)
                for a in ids
                if a <= e
            ],
            "attribution_entities": [],
        }  # fmt: skip


KINDS = {
    TABLE_OF[k]: k for k in (Article, Sentence, ClaimJudgement, Entity, MentionEntity, AttributionEntity)
}


def bring(out: Path, case: Case, batch: int = 4, warm: Warm | None = None) -> dict[str, bytes]:
    """Bring the case in a folder up to date; gives the bytes of its files."""
    folder = CaseFolder(out, warm.seen if warm else None)
    folder.sweep()
    with LocalExecutor(1, batch, None, warm) as executor:
        executor._models = Models(None, None, None)  # type: ignore[arg-type]
        before, now = folder.manifest() or Manifest(), Manifest(unfinished=True)
        warm = warm or Warm(keeps=False)
        with work._Run(folder, before, now, warm, executor=executor, progress=Silent()) as run:
            given = {name: to_table(KINDS[name], rows) for name, rows in case.tables().items()}
            run.keep("articles.read", lambda: "", given, 0.0)
            for stage in stages(case.mark):
                work._do(run, stage)
            run.settle()
        run.manifest.unfinished = False
        folder.write_manifest(run.manifest)
    return {path.name: path.read_bytes() for path in folder.stages.iterdir()}


def whole(case: Case) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as place:
        return bring(Path(place), case, 3)


def done(out: Path, case: Case) -> list[str]:
    """Which articles each stage did."""
    SEEN.clear()
    bring(out, case)
    return SEEN.copy()


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


CASES = st.builds(
    Case,
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 3)),
    st.lists(st.sampled_from([*NAMES, *(f"s{name}" for name in NAMES)]), max_size=3),
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 1), max_size=4),
    st.sampled_from(["-", "-", "-", "+"]),
)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(CASES, st.integers(1, 5)), min_size=2, max_size=5))
def test_any_sequence_of_additions_changes_and_removals_ends_in_the_bytes_of_a_whole_run(
    steps: list[tuple[Case, int]],
) -> None:
    with tempfile.TemporaryDirectory() as place:
        for case, batch in steps:
            files = bring(Path(place), case, batch)
            assert files == whole(case)


@settings(max_examples=6, deadline=None)
@given(st.permutations(NAMES), st.lists(st.integers(1, 4), min_size=9, max_size=9), st.integers(1, 5))
def test_order_of_arrival_changes_no_byte(order: Sequence[str], portions: list[int], batch: int) -> None:
    there: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as place:
        waiting = list(order)
        for portion in portions:
            there |= {name: NAMES.index(name) % 3 for name in waiting[:portion]}
            waiting = waiting[portion:]
            files = bring(Path(place), Case(there, ["a2"], {"a5": 1}), batch)
        assert files == whole(Case({n: NAMES.index(n) % 3 for n in NAMES}, ["a2"], {"a5": 1}))


FIRST = Case(dict.fromkeys(NAMES[1:], 1), ["sa3"], {"a4": 0, "a8": 0})
EVERY = [f"{what} {name}" for what in ("credit", "judge", "name") for name in NAMES[1:]]


@pytest.mark.parametrize(
    ("change", "again"),
    [
        ({"articles": FIRST.articles | {"a0": 2}}, ["credit a0", "judge a0", "judge a3", "name a0"]),
        ({"articles": FIRST.articles | {"a5": 2}}, ["credit a5", "judge a3", "judge a5", "name a5"]),
        ({"articles": dict.fromkeys(NAMES[2:], 1)}, ["judge a3"]),
        ({"judged": ["sa3", "a6"]}, ["judge a3", "judge a6"]),
        ({"judged": []}, ["judge a3"]),
        ({"names": {"a4": 0, "a8": 1}}, [f"name {n}" for n in NAMES[1:]]),
        ({"names": {"a4": 1, "a8": 0}}, [f"name {n}" for n in NAMES[1:5]]),
        ({"mark": "+"}, [one for one in EVERY if not one.startswith("name")]),
    ],
)
def test_only_what_moved_is_done_again(tmp_path: Path, change: dict[str, Any], again: list[str]) -> None:
    assert sorted(done(tmp_path, FIRST)) == sorted(EVERY)
    assert done(tmp_path, FIRST) == []
    assert done(tmp_path, Case(**(vars(FIRST) | change))) == again


@pytest.mark.parametrize("harm", ["gone", "damaged", "another table"])
def test_an_index_that_does_not_fit_is_not_used(tmp_path: Path, harm: str) -> None:
    bring(tmp_path, FIRST)
    index = CaseFolder(tmp_path).table_path(index_name("test.credit"))
    if harm == "gone":
        index.unlink()
    elif harm == "damaged":
        index.write_bytes(index.read_bytes()[:-9])
    else:
        credits_ = CaseFolder(tmp_path).table_path("credits")
        credits_.write_bytes(credits_.read_bytes() + b"x")
    more = Case(FIRST.articles | {"a0": 1}, FIRST.judged, FIRST.names)
    assert [one for one in done(tmp_path, more) if one.startswith("credit")] == [f"credit {n}" for n in NAMES]
    assert bring(tmp_path, more) == whole(more)


def test_changed_code_does_everything_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(tmp_path, FIRST)
    monkeypatch.setattr(fingerprints, "code_fingerprint", lambda module, data: "other code")
    assert sorted(done(tmp_path, FIRST)) == sorted(EVERY)


class Killed(BaseException):
    """Stands for a process that ends between two writes: each write is whole or not at all."""


def cut_off_after(patch: pytest.MonkeyPatch, writes: int) -> None:
    left = iter(range(writes))

    def counted(write: Any) -> Any:
        def end_or_write(self: CaseFolder, *given: Any) -> Any:
            if next(left, None) is None:
                raise Killed
            return write(self, *given)

        return end_or_write

    for name in ("write_table", "write_manifest"):
        patch.setattr(CaseFolder, name, counted(getattr(CaseFolder, name)))


def test_a_run_cut_off_between_any_two_writes_is_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = Case(FIRST.articles | {"a0": 2, "a5": 0}, ["a0"], {"a4": 1, "a7": 0})
    expected = whole(more)
    for moment in range(100):
        out = tmp_path / str(moment)
        bring(out, FIRST)
        with monkeypatch.context() as patch:
            cut_off_after(patch, moment)
            try:
                bring(out, more)
                cut_off = False
            except Killed:
                cut_off = True
        assert bring(out, more) == expected
        if not cut_off:
            break
    assert moment > 10


@pytest.mark.models
def test_a_real_case_that_grew_is_that_made_at_once(tmp_path: Path, second_world: Path) -> None:
    """Every table and case.json, byte by byte, after one article came and another went."""
    files = sorted(second_world.iterdir())
    for some in (files[1:4], files[:3]):
        trace(some, tmp_path / "grown", evidence=False, processes=1)
    trace(files[:3], tmp_path / "at once", evidence=False, processes=1)
    assert _all(tmp_path / "grown") == _all(tmp_path / "at once")


def _all(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in [*(out / "stages").glob("*.parquet"), out / "case.json"]}
