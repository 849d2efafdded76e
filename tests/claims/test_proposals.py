"""A second reader's proposals count only word for word, and are laid beside the first reader's."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.claims.comparing import compare_readers, cut
from headwater.claims.config import CompareConfig
from headwater.claims.proposals import compare, locate
from headwater.records.articles import Article, Part, Published, Sentence
from headwater.records.claims import Attribution, Proposal, ReaderFinding
from headwater.records.ports import Embedder, LanguageIdentifier, Models, NoAnswerError, Parser, Proposed
from headwater.records.spans import Span
from headwater.records.tables import Tables
from tests.pace import within

TEXT = (
    "Ferry runs aground off Tarvo\n"
    "The coast guard said the ferry struck a rock. A passenger said the captain was asleep. "
    "The owner, the daily Marrel reported, denied that. The coast guard said the ferry struck a rock twice."
)


def article(text: str = TEXT) -> Article:
    title = text.partition("\n")[0]
    return Article("a", None, None, "x", title, text, None, None, Published(), ["en"], [])


def span(words: str, text: str = TEXT, occurrence: int = 1) -> Span:
    at = -1
    for _ in range(occurrence):
        at = text.index(words, at + 1)
    return Span(words, at, at + len(words))


def attribution(source: Span | None, content: Span, number: int = 0) -> Attribution:
    """What the first reader read."""
    return Attribution(
        f"at-{number}", "a", "p", source, None, content, [content], "organisation", "indirect", [], "assert",
        None, None, 1.0, "for a test",
    )  # fmt: skip


FIRST = [
    attribution(span("The coast guard"), span("the ferry struck a rock"), 0),
    attribution(span("the daily Marrel"), span("The owner"), 1),
]


def compared(*proposed: Proposed, first: Sequence[Attribution] = FIRST, text: str = TEXT) -> list[Proposal]:
    return compare(article(text), (0, len(text)), proposed, first, "reader")


@pytest.mark.parametrize(
    ("proposed", "verdict", "agrees"),
    [
        (Proposed("The coast guard", "said", "the ferry struck a rock", 1), "same", "at-0"),
        (Proposed("coast guard", None, "struck a rock", 1), "same", "at-0"),
        (Proposed("A passenger", "said", "the ferry struck a rock", 1), "other_source", None),
        (Proposed(None, None, "the ferry struck a rock", 1), "other_source", None),
        (Proposed("A passenger", "said", "the captain was asleep"), "only_second", None),
        (Proposed("The coast guard", "said", "the ferry hit a rock"), "not_verbatim", None),
        (Proposed("The coastguard", "said", "the ferry struck a rock"), "not_verbatim", None),
        (Proposed("The coast guard", "says", "the ferry struck a rock"), "not_verbatim", None),
        (Proposed("The coast guard", "said", "  "), "not_verbatim", None),
        (Proposed("The coast guard", "said", "."), "not_verbatim", None),
    ],
)
def test_a_proposal_is_judged_by_its_places(proposed: Proposed, verdict: str, agrees: str | None) -> None:
    (row,) = compared(proposed)
    assert (row.verdict, row.agrees_with) == (verdict, agrees)
    assert row.because.endswith(".")


def test_words_that_the_text_does_not_have_are_not_kept() -> None:
    (row,) = compared(Proposed("Minister Oskel", "confessed", "that he sank the ferry"))
    assert (row.source, row.cue, row.content) == (None, None, None)
    assert "Oskel" not in str(row)
    assert "sank" not in str(row)


def test_one_invented_word_drops_the_whole_proposal() -> None:
    (row,) = compared(Proposed("Minister Oskel", "said", "the captain was asleep"))
    assert (row.verdict, row.content) == ("not_verbatim", None)
    assert row.because.startswith("The source that the second reader gave")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("T\nShe said “we won”.", '"we won"'),
        ("T\nShe said cafe\u0301 burned.", "caf\u00e9 burned"),
        ("T\nShe said the \u0430rmy left.", "the army left"),
        ("T\nShe said the\u202e army left.", "the army left"),
    ],
)
def test_like_code_points_are_other_code_points(text: str, words: str) -> None:
    (row,) = compared(Proposed(None, None, words), first=[], text=text)
    assert row.verdict == "not_verbatim"


def test_content_that_stands_twice_is_taken_where_the_reader_counts_it() -> None:
    for occurrence in (1, 2):
        found = locate(TEXT, 0, len(TEXT), Proposed(None, None, "the ferry struck a rock", occurrence))
        expected = span("the ferry struck a rock", occurrence=occurrence)
        assert found.content == (expected.start, expected.end)


def test_content_that_stands_twice_is_taken_beside_its_source() -> None:
    text = "T\nIt rained, he wrote in May. Much later the mayor of Tarvo said it rained, and It rained, she said."
    found = locate(text, 0, len(text), Proposed("she", "said", "It rained"))
    assert found.content == (text.rindex("It rained"), text.rindex("It rained") + 9)


def test_a_source_is_taken_at_its_place_nearest_to_the_content() -> None:
    found = locate(TEXT, 0, len(TEXT), Proposed("The coast guard", "said", "the ferry struck a rock twice"))
    assert found.source == (TEXT.rindex("The coast guard"), TEXT.rindex("The coast guard") + 15)


def test_a_pronoun_is_not_found_inside_another_word() -> None:
    text = "T\nThe mother of the three said he left."
    found = locate(text, 0, len(text), Proposed("he", "said", "left"))
    assert found.source == (text.index(" he ") + 1, text.index(" he ") + 3)


def test_a_word_that_stands_only_inside_others_is_found_there() -> None:
    text = "T\nوقال الحارس إن العبارة غرقت."
    assert locate(text, 0, len(text), Proposed(None, "قال", "العبارة غرقت")).cue == (3, 6)


def test_another_level_of_nesting_is_no_quarrel() -> None:
    text = "T\nThe daily Marrel said a guard told it that the pier burned."
    inner = attribution(span("a guard", text), span("the pier burned", text))
    outer = attribution(span("The daily Marrel", text), span("a guard told it that the pier burned", text))
    above = Proposed("The daily Marrel", "said", "a guard told it that the pier burned")
    below = Proposed("a guard", "told it", "the pier burned")
    assert [row.verdict for row in compared(above, first=[inner], text=text)] == ["only_second"]
    assert [row.verdict for row in compared(below, first=[outer], text=text)] == ["only_second"]
    both = compared(above, below, first=[outer, replace(inner, id="at-1")], text=text)
    assert [(row.verdict, row.agrees_with) for row in both] == [("same", "at-0"), ("same", "at-1")]


def test_a_reason_stays_short() -> None:
    text = "T\n" + "very long " * 300 + "guard said it burned."
    (row,) = compared(Proposed("very long " * 300 + "guard", "said", "it burned"), first=[], text=text)
    assert row.source is not None
    assert len(row.source.text) > 3_000
    assert len(row.because) < 250


def test_a_proposal_made_twice_is_one_row() -> None:
    one = Proposed("A passenger", "said", "the captain was asleep")
    assert len(compared(one, one)) == 1
    rows = compared(one, Proposed("X", None, "Y y"), Proposed("X", None, "Y y"))
    assert len({row.id for row in rows}) == 3


@given(
    st.text(alphabet="ab .\n“é\u202e\U0001f6a2", max_size=60),
    st.text(alphabet="ab .“é", max_size=6),
    st.text(alphabet="ab .“é", max_size=6),
    st.one_of(st.none(), st.integers(-2, 5)),
)
def test_every_span_is_its_text(body: str, source: str, content: str, occurrence: int | None) -> None:
    text = f"t\n{body}"
    for row in compared(Proposed(source, None, content, occurrence), first=[], text=text):
        assert (row.verdict == "not_verbatim") == (row.content is None)
        for found in (row.source, row.content):
            assert found is None or found.text == text[found.start : found.end]


def test_a_long_text_and_many_proposals_cost_little() -> None:
    text = "t\n" + "a b " * 50_000
    many = [Proposed("a", "b", "a b", number) for number in range(5_000)]
    first = [attribution(Span("a", at, at + 1), Span("b", at + 2, at + 3), at) for at in range(2, 2_000, 4)]
    with within(8):
        rows = compared(*many, first=first, text=text)
    assert len(rows) <= 400


class Says:
    """A second reader that says what it was made with, and keeps what it was asked."""

    def __init__(self, *proposed: Proposed, silent: bool = False) -> None:
        self.proposed, self.silent = list(proposed), silent
        self.asked: list[tuple[str, str]] = []

    def name(self) -> str:
        """A name."""
        return "reader"

    def propose(self, text: str, lang: str) -> list[Proposed]:
        """The same for every text."""
        self.asked.append((text, lang))
        if self.silent:
            raise NoAnswerError("it sleeps")
        return self.proposed


def models(reader: Says | None) -> Models:
    nobody = object()
    return Models(
        cast(Parser, nobody), cast(Embedder, nobody), cast(LanguageIdentifier, nobody), second_reader=reader
    )


def tables(text: str = TEXT, boilerplate: str = "") -> Tables:
    """An article whose lines are its sentences."""
    sentences, at = [], 0
    for number, line in enumerate(text.split("\n")):
        part = "q" if boilerplate and line == boilerplate else "p"
        sentences.append(Sentence("a", number, at, at + len(line), "en", part, number == 0))
        at += len(line) + 1
    parts = [
        Part("p", "a", 0, len(text), "body", "en", None, ""),
        Part("q", "a", 0, 0, "boilerplate", "en", None, ""),
    ]
    return Tables.of_rows([article(text)], parts, sentences, FIRST if text == TEXT else [])


def test_without_a_second_reader_there_is_nothing() -> None:
    assert list(compare_readers(tables(), CompareConfig(), models(None)).rows()) == []


def test_with_one_each_proposal_is_a_row() -> None:
    reader = Says(Proposed("A passenger", "said", "the captain was asleep"))
    found = compare_readers(tables(), CompareConfig(), models(reader))
    assert [(row.verdict, row.reader) for row in found.of(Proposal)] == [("only_second", "reader")]
    assert [lang for _, lang in reader.asked] == ["en"]


def test_one_that_is_silent_leaves_a_finding() -> None:
    found = compare_readers(tables(), CompareConfig(), models(Says(silent=True)))
    (row,) = found.of(ReaderFinding)
    assert (row.kind, row.article) == ("second_reader_silent", "a")
    assert row.because == "The second reader did not answer for this article: it sleeps."
    assert not found.of(Proposal)


def test_boilerplate_is_not_sent() -> None:
    reader = Says()
    text = "Title of it\nShe said yes.\nShare this page\nHe said no."
    compare_readers(tables(text, "Share this page"), CompareConfig(), models(reader))
    assert reader.asked
    assert not any("Share" in asked for asked, _ in reader.asked)


@given(st.lists(st.integers(1, 700), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_pieces_are_short_and_hold_every_sentence(lengths: list[int], dice: random.Random) -> None:
    sentences, at = [], 0
    for number, length in enumerate(lengths):
        lang = dice.choice(("en", "fr"))
        sentences.append(Sentence("a", number, at, at + length, lang, "p", number == 0))
        at += length + 1
    whole = article("x" * at)
    pieces = list(cut(whole, [], sentences, 200))
    assert all(end - start <= 200 for (start, end), _ in pieces)
    held = {at for (start, end), _ in pieces for at in range(start, end)}
    assert all(set(range(s.start, s.end)) <= held for s in sentences)
