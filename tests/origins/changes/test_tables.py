"""Tables of examples: altered pairs are named with the right kind, and pairs that say the same are left alone."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from headwater.origins.changes import Passage, compare_passages

TABLES = Path(__file__).parent / "tables"
LANGUAGES = ("en", "fr", "ar", "tr", "ru", "across")
NAMED = 0.95


def _rows(lang: str, table: str) -> list[tuple[str | None, Passage, Passage]]:
    data = tomllib.loads((TABLES / f"{lang}.toml").read_text(encoding="utf-8"))
    rows = []
    for row in data[table]:
        kind, texts = (row[0], row[1:]) if table == "pairs" else (None, row)
        first, second = texts[2:] or (lang, lang)
        rows.append((kind, Passage(texts[0], first), Passage(texts[1], second)))
    return rows


@pytest.mark.parametrize("lang", LANGUAGES)
def test_altered_pairs_are_named_with_the_right_kind(lang: str) -> None:
    rows = _rows(lang, "pairs")
    missed = [
        (kind, old.text, new.text)
        for kind, old, new in rows
        if kind not in {d.kind for d in compare_passages(old, new)}
    ]
    assert len(missed) <= (1 - NAMED) * len(rows), missed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pairs_that_say_the_same_are_left_alone(lang: str) -> None:
    rows = _rows(lang, "same")
    assert len(rows) >= len(_rows(lang, "pairs"))
    false = [
        (old.text, new.text, [d.kind for d in found])
        for _, old, new in rows
        if (found := compare_passages(old, new))
    ]
    assert not false


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_difference_points_at_words_and_says_why(lang: str) -> None:
    for _, old, new in _rows(lang, "pairs"):
        for difference in compare_passages(old, new):
            for stretch, text in ((difference.parent, old.text), (difference.child, new.text)):
                assert stretch is not None
                assert text[stretch[0] : stretch[1]].strip()
            assert difference.because.endswith(".")


FRESH = ("en", "fr", "ar", "tr", "ru")


@pytest.mark.parametrize("lang", FRESH)
def test_pairs_written_before_the_rules_were_tried_are_named_too(lang: str) -> None:
    data = tomllib.loads((TABLES / f"fresh_{lang}.toml").read_text(encoding="utf-8"))
    rows = [(kind, Passage(old, lang), Passage(new, lang)) for kind, old, new in data["pairs"]]
    missed = [old.text for kind, old, new in rows if kind not in {d.kind for d in compare_passages(old, new)}]
    assert len(missed) <= 1, missed


@pytest.mark.parametrize("child", ["fr", "ar", "tr", "ru"])
@pytest.mark.parametrize("parent", ["en", "fr"])
def test_across_languages_changes_are_named_both_ways_and_translations_left_alone(
    parent: str, child: str
) -> None:
    if parent == child:
        return
    data = tomllib.loads((TABLES / "fresh_across.toml").read_text(encoding="utf-8"))
    turned = {"hedge_dropped": "hedge_added"}
    missed = []
    for row in data["altered"]:
        old, new = Passage(row[parent], parent), Passage(row.get(f"{child}_altered", row.get(child)), child)
        one = row["kind"] in {d.kind for d in compare_passages(old, new)}
        other = turned.get(row["kind"], row["kind"]) in {d.kind for d in compare_passages(new, old)}
        if not (one and other):
            missed.append(new.text)
    assert len(missed) <= 1, missed
    same = [(Passage(row[parent], parent), Passage(row[child], child)) for row in data["same"]]
    false = [new.text for old, new in same if compare_passages(old, new) or compare_passages(new, old)]
    assert len(false) <= 1, false


def test_offsets_count_in_the_article_not_in_the_passage() -> None:
    old = Passage("Five civilians died in the market.", "en", start=1000)
    new = Passage("Twelve civilians died in the market.", "en", start=50)
    (found,) = compare_passages(old, new)
    assert found.parent is not None and found.parent[0] == 1000
    assert found.child is not None and found.child[0] == 50


LATER = ("en", "fr", "ar", "tr", "ru")


@pytest.mark.parametrize("lang", LATER)
def test_pairs_with_other_causes_and_labels_are_named(lang: str) -> None:
    data = tomllib.loads((TABLES / f"later_{lang}.toml").read_text(encoding="utf-8"))
    rows = [(kind, Passage(old, lang), Passage(new, lang)) for kind, old, new in data["pairs"]]
    missed = [old.text for kind, old, new in rows if kind not in {d.kind for d in compare_passages(old, new)}]
    assert not missed
    causes = [(Passage(old, lang), Passage(new, lang)) for _, old, new in data["causes"]]
    untold = [
        new.text for old, new in causes if "relabelled" not in {d.kind for d in compare_passages(old, new)}
    ]
    assert len(untold) <= 1, untold
    same = [(Passage(old, lang), Passage(new, lang)) for old, new in data["same"]]
    assert not [new.text for old, new in same if compare_passages(old, new)]


@pytest.mark.parametrize("child", LATER)
@pytest.mark.parametrize("parent", LATER)
def test_causes_and_labels_hold_across_languages(parent: str, child: str) -> None:
    data = tomllib.loads((TABLES / "later_across.toml").read_text(encoding="utf-8"))
    for row in data["altered"]:
        old, new = Passage(row["kept"][parent], parent), Passage(row["altered"][child], child)
        assert row["kind"] in {d.kind for d in compare_passages(old, new)}, (old.text, new.text)
    for row in data["same"] if parent != child else ():
        assert not compare_passages(Passage(row[parent], parent), Passage(row[child], child)), row[child]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A gas leak caused the blast.", "The blast was no sabotage, the mayor said."),  # denied
        ("A fault in the boiler started the fire.", "The fire began after an accident with the boiler."),
        ("Sabotage or a fault caused the blast.", "Sabotage caused the blast."),  # told there too
    ],
    ids=["denied", "one may be told as the other", "told by the parent"],
)
def test_a_reason_that_excludes_nothing_is_no_change(old: str, new: str) -> None:
    found = compare_passages(Passage(old, "en"), Passage(new, "en"))
    assert not [d for d in found if d.slot == "cause"]
