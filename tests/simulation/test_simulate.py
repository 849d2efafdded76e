"""Simulated news: the same bytes for a seed, a tree that holds, words that stand where it says they do."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from headwater.records.articles import Article, Credit, Sentence
from headwater.records.claims import Attribution, Claim
from headwater.records.entities import Entity, Mention, MentionEntity
from headwater.records.errors import InputError
from headwater.records.matches import ClaimSlots, SentenceVector
from headwater.runs.results import open_case
from headwater.simulation import LANGUAGES, simulate
from headwater.simulation.wording import wording

FILES = ("articles/articles.jsonl", "truth.json")


def read(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Articles by id, and the truth."""
    lines = (folder / FILES[0]).read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {row["id"]: row for row in rows}, json.loads((folder / FILES[1]).read_text("utf-8"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return simulate(tmp_path_factory.mktemp("world") / "w", 400, seed=3, with_reading=True).folder


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (simulate(tmp_path / name, 60, seed=5, with_reading=True).folder for name in "ab")
    for path in sorted(one.rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (two / path.relative_to(one)).read_bytes(), path
    other = simulate(tmp_path / "c", 60, seed=6).folder
    assert (one / FILES[0]).read_bytes() != (other / FILES[0]).read_bytes()


def test_a_larger_case_has_more_incidents_not_larger_ones(tmp_path: Path) -> None:
    sizes = []
    for count in (100, 800):
        _, truth = read(simulate(tmp_path / str(count), count).folder)
        assert len(truth["articles"]) == count
        sizes.append([len(group["articles"]) for group in truth["groups"]])
    assert len(sizes[1]) > 5 * len(sizes[0])
    assert max(sizes[1]) <= 14


def test_every_habit_and_language_occurs(world: Path) -> None:
    rows, truth = read(world)
    habits = Counter(habit for row in truth["articles"] for habit in row["habits"])
    assert set(habits) == {
        "copy", "trim", "rewrite", "cite", "translate", "sharpen", "relabel", "unhedge", "miscite", "unsource",
        "circulate", "backdate", "no credit", "unseen parent",
    }  # fmt: skip
    assert {row["lang"] for row in rows.values()} == set(LANGUAGES)


def test_all_words_of_the_truth_stand_in_their_articles(world: Path) -> None:
    rows, truth = read(world)
    texts = {key: f"{row['title']}\n{row['text']}" for key, row in rows.items()}
    for lead in truth["leads"]:
        assert lead["words"] in texts[lead["article"]]
    for edge in truth["edges"]:
        for change in (*edge["changes"], *edge["kept"]):
            for side in ("parent", "child"):
                if change[side] is not None:
                    # a clause that begins a sentence is in capitals there
                    assert change[side].lower() in texts[edge[side]].lower()


def test_the_tree_has_no_way_back_but_its_circles(world: Path) -> None:
    _, truth = read(world)
    circular = {a for f in truth["findings"] if f["kind"] == "circular" for a in f["articles"]}
    parents: dict[str, str] = {}
    for edge in truth["edges"]:
        if edge["habits"] != ["circulate"]:
            assert edge["child"] not in parents, "one parent each"
            parents[edge["child"]] = edge["parent"]
        else:
            assert edge["child"] in circular
    for child in parents:
        seen = [child]
        while (up := parents.get(seen[-1])) is not None:
            assert up not in seen
            seen.append(up)


def test_origins_are_the_witnesses_that_were_asked(world: Path) -> None:
    _, truth = read(world)
    for group in truth["groups"]:
        count = group["separate_origins"]
        assert 1 <= count["min"] <= count["best"] <= count["max"]
        assert count["best"] == len(group["origins"])
        reached = [article for origin in group["origins"] for article in origin["reached_by"]]
        assert sorted(reached) == sorted(group["articles"])


def test_altered_numbers_are_told_as_changes(world: Path) -> None:
    _, truth = read(world)
    for edge in truth["edges"]:
        kinds = {change["kind"] for change in edge["changes"]}
        if "sharpen" in edge["habits"] and edge["parent"]:
            assert "number_changed" in kinds
        if set(edge["habits"]) <= {"copy", "trim", "rewrite", "translate", "no credit"}:
            assert kinds <= {"omitted"}


def test_the_tables_hold_together_and_words_stand_where_they_say(world: Path) -> None:
    case = open_case(world / "reading")
    texts = {row.id: row.text for row in case.rows(Article)}
    rows, _ = read(world)
    assert texts == {key: f"{row['title']}\n{row['text']}" for key, row in rows.items()}
    for kind in (Claim, Mention):
        for row in case.rows(kind):
            assert row.text == texts[row.article][row.start : row.end]  # type: ignore[attr-defined]
    for credit in case.rows(Credit):
        assert credit.name == texts[credit.article][credit.start : credit.end]
    for attribution in case.rows(Attribution):
        for span in filter(None, (attribution.source, attribution.cue, attribution.content)):
            assert span.text == texts[attribution.article][span.start : span.end]
    for slots in case.rows(ClaimSlots):
        for part in (*slots.quantities, *slots.counts, *slots.actors, slots.place, slots.time):
            if part is not None:
                assert part.text == texts[slots.article][part.start : part.end]
    entities = {entity.id for entity in case.rows(Entity)}
    assert {row.entity for row in case.rows(MentionEntity)} <= entities
    assert Counter(c.article for c in case.rows(Claim) if c.lead) == dict.fromkeys(texts, 1)
    sentences = [(row.article, row.index) for row in case.rows(Sentence)]
    assert sentences == [(row.article, row.sentence) for row in case.rows(SentenceVector)]


def test_copies_are_copies_by_different_outlets(tmp_path: Path) -> None:
    rows, truth = read(simulate(tmp_path / "w", 0, copies=40).folder)
    assert len(rows) == 40
    assert len({row["text"] for row in rows.values()}) == 1
    assert len({row["publisher"] for row in rows.values()}) == 40
    assert truth["groups"][0]["separate_origins"] == {"min": 1, "best": 1, "max": 1}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_wordings_are_parallel(lang: str) -> None:
    def flat(value: Any, path: str = "") -> dict[str, list[str]]:
        if isinstance(value, str):
            return {path: sorted(re.findall(r"{\w+}", value))}
        items = value.items() if isinstance(value, dict) else enumerate(value)
        return {k: v for key, inner in items for k, v in flat(inner, f"{path}.{key}").items()}

    assert flat(wording(lang)) == flat(wording("en"))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"languages": ["en", "xx"]}, "not in xx"),
        ({"languages": []}, "no language"),
        ({"articles": 0}, "at least 1"),
    ],
)
def test_wrong_wishes_are_told(tmp_path: Path, asked: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        simulate(tmp_path / "w", **({"articles": 10} | asked))


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match="holds something"):
        simulate(tmp_path, 10)
