"""What a kept sentence lost, and where else its source may stand."""

from __future__ import annotations

import pytest

from headwater.origins.changes import Passage, compare_passages
from headwater.origins.changes.differences import Pair
from headwater.origins.changes.passages import Passage as Text
from headwater.origins.changes.passages import joined, read_passage
from headwater.origins.changes.source_changes import source_changes
from headwater.origins.changes.vocabulary import vocabulary_of


def kinds(old: str, new: str, first: str = "en", second: str = "en") -> list[tuple[str, str]]:
    return [(d.kind, d.slot) for d in compare_passages(Passage(old, first), Passage(new, second))]


@pytest.mark.parametrize(
    ("old", "new", "slot"),
    [
        (
            "Nine miners were killed in the town of Brask on Friday.",
            "Nine miners were killed on Friday.",
            "place",
        ),
        (
            "The barn was shelled by the army and a boy was hurt.",
            "The barn was shelled and a boy was hurt.",
            "perpetrator",
        ),
        ("An air strike killed a farmer near the mill.", "A farmer was killed near the mill.", "cause"),
    ],
)
def test_a_kept_sentence_that_lost_place_author_or_cause_says_so(old: str, new: str, slot: str) -> None:
    assert ("omitted", slot) in kinds(old, new)
    assert kinds(old, old) == []


def test_a_lost_author_for_whom_the_child_names_terrorists_was_replaced() -> None:
    old = "Three shells fired by Russian forces from the hill wounded a nun."
    new = "Three shells fired by terrorists from the hill wounded a nun."
    assert ("actor_replaced", "perpetrator") in kinds(old, new)


OLD = "Shells killed nine people at the mill, a doctor said."
NEW = "Shells killed nine people at the mill."


def _pair(old_next: str, new_next: str) -> Pair:
    old, new = read_passage(Text(OLD, "en")), read_passage(Text(NEW, "en"))
    after = read_passage(Text(old_next, "en", 200)), read_passage(Text(new_next, "en", 200))
    near = joined([old, after[0]]), joined([new, after[1]])
    return Pair(old, new, *near, vocabulary_of([old]), 0.9, *after, child_led=new)


def test_a_source_in_the_next_sentence_stands_in_only_where_it_is_not_the_parents_next_sentence_too() -> None:
    again = "Forty more were hurt, the doctor said."
    moved = _pair("The mill burned all night.", "The doctor said so on Friday.")
    assert source_changes(moved) == []
    assert [d.kind for d in source_changes(_pair(again, again))] == ["source_dropped"]


def test_what_is_not_possible_holds_nothing_back() -> None:
    old = "Nobody was able to check the story of the miller."
    new = "It was not possible to check the story of the miller."
    assert "hedge_added" not in {kind for kind, _ in kinds(old, new)}


def test_it_is_mentioned_that_cites_nobody_in_arabic() -> None:
    assert ("source_dropped", "source") in kinds(
        "Residents said that the mill burned down on Friday.",
        "يذكر أن المطحنة احترقت يوم الجمعة.",
        "en",
        "ar",
    )


def test_one_name_with_a_v_is_one_name_in_arabic() -> None:
    old, new = "Three bakers died in the village of Viroror.", "لقي ثلاثة خبازين حتفهم في قرية فيرورور."
    assert "place_changed" not in {kind for kind, _ in kinds(old, new, "en", "ar")}
