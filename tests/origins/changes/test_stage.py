"""The stage: rows of changes and findings from an invented case, without models."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import numpy as np
from tests.origins.making import article, claim, part, said

from headwater.origins.changes.stage import COMPARE
from headwater.records.articles import Article, Part, Sentence
from headwater.records.claims import Parse
from headwater.records.matches import SentenceVector
from headwater.records.origins import Change, ChangeFinding, Derivation
from headwater.records.ports import Models
from headwater.records.tables import Tables

NO_MODELS = cast(Models, None)


def spread(art: Article, lines: dict[str, int], lang: str = "en", part_of: str | None = None) -> list[Any]:
    """Sentences of an article, the title first, each with a vector that points to the number given."""
    rows: list[Any] = []
    for index, (words, axis) in enumerate(lines.items()):
        start = art.text.index(words) if index else 0
        vector = np.full(16, 0.05, dtype=np.float32)
        vector[axis] = 1.0
        packed = (vector / np.linalg.norm(vector)).astype("<f2").tobytes()
        rows.append(
            Sentence(art.id, index, start, start + len(words), lang, part_of or f"{art.id}/0", index == 0)
        )
        rows.append(SentenceVector(art.id, index, packed))
    return rows


def edge(child: Article, parent: Article, **more: Any) -> Derivation:
    return Derivation("de-1", child.id, parent.id, [], "rewrite", False, more.pop("directed", True), 0.9, "")


def run(*rows: Any) -> Tables:
    return COMPARE.run(Tables.of_rows(rows), COMPARE.config, NO_MODELS)


OLD = article(
    "a-old",
    "Five miners died in the tunnel at Brask. The owner said no alarm was heard. A film posted by the union shows smoke.",
    title="Miners die at Brask",
)
NEW = article(
    "b-new",
    "Twelve miners died in the tunnel at Brask. The owner said an alarm was heard.",
    title="Deaths at Brask",
)
OLD_ROWS = spread(
    OLD,
    {
        "Miners die at Brask": 0,
        "Five miners died in the tunnel at Brask.": 1,
        "The owner said no alarm was heard.": 2,
        "A film posted by the union shows smoke.": 3,
    },
)
NEW_ROWS = spread(
    NEW,
    {
        "Deaths at Brask": 0,
        "Twelve miners died in the tunnel at Brask.": 1,
        "The owner said an alarm was heard.": 2,
    },
)


def test_each_alteration_is_one_row_with_both_wordings() -> None:
    changes = run(OLD, NEW, *OLD_ROWS, *NEW_ROWS, edge(NEW, OLD)).of(Change)
    kinds = {c.kind: c for c in changes}
    assert set(kinds) == {"number_changed", "negated", "evidence_dropped"}
    number = kinds["number_changed"]
    assert number.slot == "killed"
    assert (number.parent.article, number.child.article) == ("a-old", "b-new")
    assert number.parent.text and number.parent.text.startswith("Five")
    assert "5" in number.because and "12" in number.because


def test_spans_are_exact_and_short_and_a_missing_side_is_null() -> None:
    for change in run(OLD, NEW, *OLD_ROWS, *NEW_ROWS, edge(NEW, OLD)).of(Change):
        for side, art in ((change.parent, OLD), (change.child, NEW)):
            if side.start is None or side.end is None:
                assert (side.text, side.end, side.claim) == (None, None, None)
                continue
            assert side.text == art.text[side.start : side.end]
            assert side.end - side.start <= 300


def test_the_claim_that_holds_the_words_is_named() -> None:
    told = claim(NEW, "Twelve miners died in the tunnel at Brask.", id_="cl-twelve")
    changes = run(OLD, NEW, told, *OLD_ROWS, *NEW_ROWS, edge(NEW, OLD)).of(Change)
    assert [c.child.claim for c in changes if c.kind == "number_changed"] == ["cl-twelve"]


def test_the_order_of_rows_changes_nothing() -> None:
    rows = [OLD, NEW, *OLD_ROWS, *NEW_ROWS, edge(NEW, OLD)]
    assert list(run(*rows).rows()) == list(run(*reversed(rows)).rows())


def test_what_differs_is_told_once_where_either_text_may_be_the_first() -> None:
    early, late = (
        replace(text, published=replace(text.published, value=day))
        for text, day in ((OLD, "2031-04-01"), (NEW, "2031-04-02"))
    )
    one, other = edge(late, early, directed=False), replace(edge(early, late, directed=False), id="de-2")
    rows = [early, late, *OLD_ROWS, *NEW_ROWS, one]
    assert run(*rows, other).of(Change) == run(*rows).of(Change)
    assert run(*rows).of(Change)


def test_undirected_edges_are_compared_too_and_unseen_parents_are_not() -> None:
    assert run(OLD, NEW, *OLD_ROWS, *NEW_ROWS, edge(NEW, OLD, directed=False)).of(Change)
    unseen = Derivation("de-2", NEW.id, "so-elsewhere", [], "citation", True, True, 1.0, "")
    assert not run(NEW, *NEW_ROWS, unseen).of(Change)


def test_equal_texts_have_no_changes() -> None:
    twin = article("c-twin", OLD.text[OLD.body_start :], title=OLD.title)
    assert not run(OLD, twin, *OLD_ROWS, *spread(twin, {OLD.title: 0}), edge(twin, OLD)).of(Change)


HEADED = article(
    "d-headed",
    "Fighters left the town, the mayor said. Snow fell on the hills.",
    title="Terrorists driven from the town",
)
HEADED_LINES = {
    "Terrorists driven from the town": 1,
    "Fighters left the town, the mayor said.": 1,
    "Snow fell on the hills.": 5,
}


def test_a_headline_that_no_cited_source_says_is_found_with_the_nearest_sentence() -> None:
    quoted = said(HEADED, "Fighters left the town", "the mayor")
    (finding,) = run(HEADED, quoted, *spread(HEADED, HEADED_LINES)).of(ChangeFinding)
    assert finding.kind == "headline_by_no_source"
    assert finding.text == HEADED.title
    assert "Terrorists" in finding.because and "the mayor" in finding.because


def test_a_headline_that_its_source_says_is_left_alone() -> None:
    plain = article(
        "e-plain", "Terrorists left the town, the mayor said.", title="Terrorists driven from the town"
    )
    quoted = said(plain, "Terrorists left the town", "the mayor")
    lines = {"Terrorists driven from the town": 1, "Terrorists left the town, the mayor said.": 1}
    assert not run(plain, quoted, *spread(plain, lines)).of(ChangeFinding)


def test_a_headline_told_in_the_outlets_own_words_only() -> None:
    own = article("f-own", "Fighters left the town. Snow fell, the mayor said.", title="Town is free")
    quoted = said(own, "Snow fell", "the mayor")
    lines = {"Town is free": 1, "Fighters left the town.": 1, "Snow fell, the mayor said.": 5}
    parsed = [Parse(own.id, index, []) for index in range(3)]
    (finding,) = run(own, quoted, *parsed, *spread(own, lines)).of(ChangeFinding)
    assert finding.kind == "headline_by_outlet_only"


def test_what_the_outlet_makes_of_a_text_that_it_reprints() -> None:
    text = "Nine bandits hold the mill.\n“Three rebels hold the mill,” wrote the Quillan Herald."
    whole = article("g-reprint", text, title="News of the mill")
    own = Part("p-own", whole.id, 0, whole.text.index("“"), "body", "en", None, "")
    quoted = part(whole, "“Three", "quoted_whole", "Quillan Herald")
    rows = spread(whole, {"News of the mill": 0, "Nine bandits hold the mill.": 1}, part_of="p-own")
    last = spread(
        whole, {"News of the mill": 0, "“Three rebels hold the mill,” wrote the Quillan Herald.": 1}
    )[2:]
    sentence, vector = last
    moved = Sentence(whole.id, 2, sentence.start, sentence.end, "en", quoted.id, False)
    changes = run(whole, own, quoted, *rows, moved, SentenceVector(whole.id, 2, vector.vector)).of(Change)
    assert {c.kind for c in changes} >= {"number_changed", "relabelled"}
    assert {c.parent.article for c in changes} == {c.child.article for c in changes} == {whole.id}


def test_a_headline_that_names_who_says_it_stands_on_that_word() -> None:
    named = article(
        "h-named", "Fighters left the town, the mayor said.", title="Terrorists left, residents say"
    )
    quoted = said(named, "Fighters left the town", "the mayor")
    lines = {"Terrorists left, residents say": 1, "Fighters left the town, the mayor said.": 1}
    assert not run(named, quoted, *spread(named, lines)).of(ChangeFinding)


def test_a_figure_told_as_a_later_count_says_so() -> None:
    later = article(
        "i-later", "The toll rose to twelve miners who died in the tunnel at Brask.", title="Deaths at Brask"
    )
    rows = spread(
        later, {"Deaths at Brask": 0, "The toll rose to twelve miners who died in the tunnel at Brask.": 1}
    )
    changes = run(OLD, later, *OLD_ROWS, *rows, edge(later, OLD)).of(Change)
    (number,) = [c for c in changes if c.kind == "number_changed"]
    assert "later count" in number.because


def test_lines_that_only_say_when_a_text_was_published_are_not_compared() -> None:
    first = article("j-first", "Posted on 9 March 2021. Snow fell on the hills.", title="Snow")
    later = article("k-later", "Posted on 11 March 2021. Snow fell on the hills.", title="Snow")
    rows = [
        *spread(first, {"Snow": 0, "Posted on 9 March 2021.": 1, "Snow fell on the hills.": 2}),
        *spread(later, {"Snow": 0, "Posted on 11 March 2021.": 1, "Snow fell on the hills.": 2}),
    ]
    assert not run(first, later, *rows, edge(later, first)).of(Change)


def test_a_clause_that_was_left_out_was_not_turned_round() -> None:
    full = "Nine men died at the mill, and two of the injured may not live to see the morning."
    short = "Nine men died at the mill, most of them bakers."
    first, later = article("l-full", full, title="Mill"), article("m-short", short, title="Mill")
    rows = [*spread(first, {"Mill": 0, full: 1}), *spread(later, {"Mill": 0, short: 1})]
    kinds = {c.kind for c in run(first, later, *rows, edge(later, first)).of(Change)}
    assert not kinds & {"negated", "hedge_dropped"}
