"""The worlds' scorer: a case without mistakes scores full marks, and each mistake costs where it should."""

from __future__ import annotations

import importlib.util
import json
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from perfect_case import perfect_case, with_case_ids
from worlds_text import EXAMPLES, WORLDS, load_texts, load_truth

SCRIPT = Path(__file__).parents[2] / "quality" / "worlds.py"
_spec = importlib.util.spec_from_file_location("quality_worlds", SCRIPT)
assert _spec and _spec.loader
worlds = importlib.util.module_from_spec(_spec)
sys.modules["quality_worlds"] = worlds
_spec.loader.exec_module(worlds)

FULL = {"p": 1.0, "r": 1.0, "f1": 1.0}
TEXT = {
    "wire": "Mill burns. A mill burned at Usk on Friday, perhaps killing three, Mayor Ode Brant said.",
    "copy": "Mill fire. A mill burned at Usk on Friday, killing seven. Picture: a mill in 1999.",
    "other": "Sheep sold. Sheep fetched a good price.",
}
EDGE = {
    "child": "copy",
    "parent": "wire",
    "kind": "rewrite",
    "also_kinds": ["copy"],
    "declared": False,
    "directed": True,
}
TRUTH: dict[str, Any] = {
    "world": "a mill",
    "articles": [
        {"id": i, "file": f"{i}.txt", "title": TEXT[i].split(".")[0], "publisher": "Usk News", "published": "2020-05-01", "lang": ["en"]}
        for i in TEXT
    ],
    "edges": [
        EDGE
        | {
            "changes": [
                {"kind": "number_changed", "slot": "killed", "parent": "killing three", "child": "killing seven"},
                {"kind": "omitted", "slot": "source", "parent": "Mayor Ode Brant said", "child": None},
            ],
            "kept": [{"parent": "burned at Usk on Friday", "child": "burned at Usk on Friday"}],
        },
        EDGE | {"child": "wire", "parent": None, "unseen": "Usk Echo", "kind": "citation", "changes": [], "kept": []},
    ],
    "groups": [{"id": "mill", "articles": ["copy", "wire"], "separate_origins": {"min": 1, "best": 1, "max": 2}}],
    "leads": [
        {"article": "wire", "words": "perhaps killing three", "chain": [{"names": ["Mayor Ode Brant"]}]},
        {"article": "copy", "words": "killing seven", "chain": []},
    ],
    "conflicts": [
        {
            "group": "mill",
            "slot": "killed",
            "also": ["victims"],
            "sides": [{"words": {"wire": "killing three"}}, {"words": {"copy": "killing seven"}}],
        }
    ],
    "findings": [{"kind": "caption_elsewhere", "articles": ["copy"], "group": None, "words": "a mill in 1999"}],
    "parts": [{"article": "copy", "kind": "caption", "words": "a mill in 1999"}],
}  # fmt: skip


@pytest.fixture
def case() -> dict[str, Any]:
    """The case without mistakes of the burned mill."""
    return deepcopy(with_case_ids(perfect_case(TRUTH, TEXT)))


@pytest.mark.parametrize("world", WORLDS)
def test_a_case_that_says_what_the_truth_says_scores_full_marks(world: str) -> None:
    texts, truth = load_texts(world), load_truth(world)
    got = worlds.score(with_case_ids(perfect_case(truth, texts)), truth)
    none: Any = 0 if truth.get("held_out") else []
    assert set(got["articles"].values()) == {1.0}
    assert got["edges"]["undirected"] == got["edges"]["directed"] == FULL
    assert (got["edges"]["kind_right"], got["edges"]["declared_right"]) == (1.0, 1.0)
    assert got["groups"]["article_pairs"] == FULL
    assert (got["groups"]["origins_best_exact"], got["groups"]["origins_within_range"]) == (1.0, 1.0)
    assert (got["changes"]["changes"], got["changes"]["right_kind"], got["changes"]["missed"]) == (
        FULL,
        1.0,
        none,
    )
    assert got["changes"]["false_alarms_on_kept_facts"] == 0.0
    assert got["conflicts"]["conflicts"] == FULL
    assert (got["findings"]["recall"], got["findings"]["false"]) == (1.0, 0)
    assert (got["leads"]["lead_chain"], got["leads"]["lead_words"]) == (FULL, 1.0)
    assert (got["parts"]["recall"], got["parts"]["false"]) == (1.0, none)


@pytest.mark.parametrize("world", WORLDS)
def test_what_a_held_out_world_missed_is_a_number(world: str) -> None:
    texts, truth = load_texts(world), load_truth(world)
    case = perfect_case(truth, texts) | {"derivations": []}
    missed = worlds.score(case, truth | {"held_out": True})["edges"]["missed"]
    assert missed == len(worlds.score(case, truth | {"held_out": False})["edges"]["missed"]) > 0


@pytest.mark.parametrize("world", WORLDS)
def test_an_empty_case_scores_nothing(world: str) -> None:
    texts, truth = load_texts(world), load_truth(world)
    case = perfect_case(truth, texts)
    empty = {k: v if k == "articles" else [] for k, v in case.items()}
    got = worlds.score(empty, truth)
    assert got["edges"]["undirected"]["f1"] == got["groups"]["article_pairs"]["f1"] == 0.0
    assert got["changes"]["changes"]["r"] == got["conflicts"]["conflicts"]["r"] == 0.0
    assert got["findings"]["recall"] == got["leads"]["lead_chain"]["r"] == got["parts"]["recall"] == 0.0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Mill"),
        ("publisher", "Usk Echo"),
        ("published", {"value": "2020-05-02"}),
        ("languages", ["en", "fr"]),
    ],
)
def test_a_head_read_wrongly_costs_its_own_figure(case: dict[str, Any], field: str, value: Any) -> None:
    case["articles"][0][field] = value
    wanted = dict.fromkeys(("title", "publisher", "published", "languages"), 1.0) | {field: 0.667}
    assert worlds.score(case, TRUTH)["articles"] == wanted


def test_a_reversed_edge_counts_without_direction_alone(case: dict[str, Any]) -> None:
    edge = next(d for d in case["derivations"] if d["child"] == "hash-copy")
    edge["child"], edge["parent"] = edge["parent"], edge["child"]
    got = worlds.score(case, TRUTH)["edges"]
    assert got["undirected"] == FULL
    assert got["directed"] == {"p": 0.5, "r": 0.5, "f1": 0.5}


def test_an_unseen_parent_is_matched_by_whole_words(case: dict[str, Any]) -> None:
    case["sources"][0]["name"] = "Husk Echoes"
    assert worlds.score(case, TRUTH)["edges"]["missed"] == ["wire <- Usk Echo"]
    case["sources"][0]["name"] = "the weekly Usk Echo (reported)"
    assert worlds.score(case, TRUTH)["edges"]["missed"] == []


def test_kind_and_declared_are_counted_on_found_edges(case: dict[str, Any]) -> None:
    case["derivations"][0] |= {"kind": "copy", "declared": True}
    got = worlds.score(case, TRUTH)["edges"]
    assert (got["kind_right"], got["declared_right"]) == (1.0, 0.5)


def test_an_edge_to_an_unrelated_article_is_false(case: dict[str, Any]) -> None:
    case["derivations"].append(dict(case["derivations"][0], child="hash-other"))
    got = worlds.score(case, TRUTH)["edges"]
    assert got["false"] == ["other <- wire"]
    assert got["undirected"]["p"] == round(2 / 3, 3)


def test_a_group_too_wide_costs_precision(case: dict[str, Any]) -> None:
    case["groups"][0]["articles"] = ["hash-other"]
    got = worlds.score(case, TRUTH)["groups"]
    assert got["article_pairs"] == {"p": 0.333, "r": 1.0, "f1": 0.5}
    assert got["false_pairs"] == ["copy + other", "other + wire"]


@pytest.mark.parametrize(
    ("said", "exact", "within"),
    [((1, 1, 2), 1.0, 1.0), ((1, 2, 2), 0.0, 1.0), ((0, 1, 2), 1.0, 0.0), ((2, 2, 2), 0.0, 0.0)],
)
def test_origins_exact_and_within_range(
    case: dict[str, Any], said: tuple[int, int, int], exact: float, within: float
) -> None:
    case["groups"][0]["separate_origins"] = dict(zip(("min", "best", "max"), said, strict=True))
    got = worlds.score(case, TRUTH)["groups"]
    assert (got["origins_best_exact"], got["origins_within_range"]) == (exact, within)


def test_a_change_on_other_words_is_missed_and_false(case: dict[str, Any]) -> None:
    for side in ("parent", "child"):
        case["changes"][0][side] |= {"start": 0, "end": 4}
    got = worlds.score(case, TRUTH)["changes"]
    assert got["changes"] == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert got["found_by_kind"] == {"number_changed": "0/1", "omitted": "1/1"}


def test_a_change_of_the_slot_counts_but_not_as_the_right_kind(case: dict[str, Any]) -> None:
    case["changes"][0]["kind"] = "negated"
    got = worlds.score(case, TRUTH)["changes"]
    assert (got["changes"], got["right_kind"]) == (FULL, 0.0)


def test_a_change_on_a_kept_fact_is_a_false_alarm(case: dict[str, Any]) -> None:
    place = {"start": TEXT["wire"].index("Usk"), "end": TEXT["wire"].index("Usk") + 3}
    other = {"start": TEXT["copy"].index("Usk"), "end": TEXT["copy"].index("Usk") + 3}
    case["changes"].append(
        {"slot": "place", "kind": "place_changed"}
        | {"parent": {"article": "hash-wire", **place}, "child": {"article": "hash-copy", **other}}
    )
    assert worlds.score(case, TRUTH)["changes"]["false_alarms_on_kept_facts"] == 1.0


def test_a_conflict_needs_a_fitting_slot(case: dict[str, Any]) -> None:
    case["conflicts"][0]["slot"] = "victims"
    assert worlds.score(case, TRUTH)["conflicts"]["conflicts"] == FULL
    case["conflicts"][0]["slot"] = "place"
    assert worlds.score(case, TRUTH)["conflicts"]["missed"] == ["mill: killed"]


def test_a_finding_without_ground_is_false(case: dict[str, Any]) -> None:
    case["findings"].append({"kind": "circular", "article": "hash-other", "group": None})
    got = worlds.score(case, TRUTH)["findings"]
    assert (got["recall"], got["false_ones"]) == (1.0, ["circular: other"])


def test_a_resolved_name_counts_as_the_source(case: dict[str, Any]) -> None:
    case["attributions"][0] |= {
        "source": {"text": "he", "start": 0, "end": 2},
        "resolved_source": "Mayor Ode Brant",
    }
    assert worlds.score(case, TRUTH)["leads"]["lead_chain"] == FULL


def test_a_source_where_the_outlet_speaks_for_itself_costs_precision(case: dict[str, Any]) -> None:
    claim = next(c for c in case["claims"] if c["article"] == "hash-copy")
    claim["chain"] = ["police"]
    case["attributions"].append({"id": "police", "source": {"text": "police", "start": 0, "end": 6}})
    assert worlds.score(case, TRUTH)["leads"]["lead_chain"] == {"p": 0.5, "r": 1.0, "f1": 0.667}


def test_an_invented_part_is_told(case: dict[str, Any]) -> None:
    case["parts"].append({"article": "hash-other", "kind": "pasted", "start": 0, "end": 9})
    assert worlds.score(case, TRUTH)["parts"]["false"] == ["other: pasted"]


def test_an_article_that_is_not_in_the_case_stops_the_scorer(case: dict[str, Any]) -> None:
    case["articles"] = case["articles"][:2]
    with pytest.raises(SystemExit, match="other"):
        worlds.score(case, TRUTH)


def test_the_command_prints_one_json_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = load_truth("world")
    (tmp_path / "case.json").write_text(json.dumps(perfect_case(truth, load_texts("world"))), "utf-8")
    assert worlds.main([str(tmp_path / "case.json"), str(EXAMPLES / "world" / "truth.json")]) == 0
    assert set(json.loads(capsys.readouterr().out)) >= {"edges", "groups", "changes", "findings"}
    assert worlds.main([]) == 2
