"""Which uses of a cue verb report speech, and what names in capitals and names beside names are."""

from __future__ import annotations

import pytest

from tests.claims.making import read

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        (
            "State television gave a toll of ten dead and thirty hurt.",
            "State television",
            "a toll of ten dead and thirty hurt",
        ),
        ("VENA placed the death toll at 12.", "VENA", "the death toll at 12"),
        ("Many pointed the finger at the governor for the raid.", "Many", "the governor for the raid"),
        (
            "They identify themselves as Aldo Renn and Bela Dorr.",
            "They",
            "themselves as Aldo Renn and Bela Dorr",
        ),
        (
            '"The bridge fell in the night" the sources said adding "All the guards had left before noon."',
            "the sources",
            '"All the guards had left before noon."',
        ),
        (
            "IS said its fighters had broken six old stones from Mirn.",
            "IS",
            "its fighters had broken six old stones from Mirn",
        ),
        (
            "All three hospitals in the valley are closed the WHO said in a statement.",
            "the WHO",
            "All three hospitals in the valley are closed",
        ),
        (
            "A doctor receiving the wounded said most of the injured were badly hurt.",
            "A doctor receiving the wounded",
            "most of the injured were badly hurt",
        ),
        (
            "The film shows two young men in orange jackets who say they photographed the mill.",
            "two young men in orange jackets",
            "they photographed the mill",
        ),
        (
            "Carl Brenner a senior fellow at the Mirn Institute says that the talks will fail.",
            "Carl Brenner a senior fellow at the Mirn Institute",
            "the talks will fail",
        ),
        (
            "The Watch referenced seven local sources saying the mill was hit by shells.",
            "The Watch",
            "seven local sources saying the mill was hit by shells",
        ),
        (
            "The governor received a review of the options on Saturday VENA reported the White Tower as saying.",
            "VENA",
            "The governor received a review of the options on Saturday",
        ),
    ],
)
def test_who_says_what(sentence: str, source: str, content: str) -> None:
    told = [(s, c) for s, _, c in read("Headline", sentence).triples()]
    assert (source, content) in told


@pytest.mark.parametrize(
    "sentence",
    [
        "State television gave aid to the valley.",
        "The guards placed stones on the road.",
        "They identify the dead by their rings.",
        "The farmers were denied permission to enter the valley.",
        "The river town was calm and was considered a safe place by the farmers.",
    ],
)
def test_no_report(sentence: str) -> None:
    assert read("Headline", sentence).attributions == []


def test_a_reason_is_no_comment_on_what_stands_before_it() -> None:
    sentence = "A woman said the planes struck early speaking on condition that she stays unnamed because she feared for her family."
    assert [s for s, _, _ in read("Headline", sentence).triples()] == ["A woman"]


def test_a_denial_by_the_accused_is_no_part_of_the_accusation() -> None:
    found = read("Headline", "Many pointed the finger at the Sorvan guard which denied any part in the raid.")
    assert [(c, a.parent) for (_, _, c), a in zip(found.triples(), found.attributions, strict=True)] == [
        ("the Sorvan guard", None),
        ("any part in the raid", None),
    ]


@pytest.mark.parametrize(
    ("lines", "claims"),
    [
        (["Sunday 25 August 2013"], []),
        (
            ["The river town was hit in what the Watch said was the worst raid of the year."],
            ["The river town was hit", "was the worst raid of the year"],
        ),
        (
            ["The worst attack was what a council report said was a fire in the mill."],
            ["was a fire in the mill"],
        ),
    ],
)
def test_dates_and_led_in_halves_make_no_claim(lines: list[str], claims: list[str]) -> None:
    assert [c.text for c in read("Headline", *lines).claims if not c.title] == claims


def test_light_asks_no_question_and_a_military_post_is_no_evidence() -> None:
    patient, posts = read(
        "Headline",
        "A patient had eyes that did not respond to light.",
        "The guards left the military posts of the valley.",
    ).claims[-2:]
    assert patient.stance == "affirms"
    assert posts.evidence == []


def test_another_figure_is_no_rise_in_certainty() -> None:
    found = read(
        "Headline",
        "Some 58 people were killed in a suspected poison attack near the mill.",
        "More than 3200 people were killed in the war.",
    )
    assert [f.kind for f in found.findings] == []


def test_a_name_beside_an_office_is_a_person_called_by_the_name() -> None:
    found = read("Headline", "Aldo Abdul-Renn the Watch chief said the villagers saw smoke over the hill.")
    (one,) = found.attributions
    assert (one.source_kind, one.resolved_source) == ("named_person", "Aldo Abdul-Renn")
