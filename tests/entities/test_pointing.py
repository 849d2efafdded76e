"""Loaded labels stay labels: what they may point at is suggested where the text says so, and open elsewhere."""

from __future__ import annotations

import pytest

from headwater.records.entities import AttributionEntity, Entity, Mention, MentionEntity
from tests.entities.making import attribution, case, resolved


def pointed(text: str, words: str, lang: str = "en") -> tuple[str, str] | None:
    """Status and entity of the label with these words, or null where it is open."""
    tables = resolved(case([text], lang=lang))
    label = next(m for m in tables.of(Mention) if m.text == words and m.label)
    row = next((r for r in tables.of(MentionEntity) if r.mention == label.id), None)
    return (row.status, tables.by_id(Entity)[row.entity].name) if row else None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Syrian regime met. Then the regime left.", "the regime", "government of Syria"),
        ("They fought ISIS terrorists there.", "terrorists", "Islamic State"),
        ("They fought militants of the Nusra Front there.", "militants", "Nusra Front"),
        ("ISIS lost its self-proclaimed caliphate.", "self-proclaimed caliphate", "Islamic State"),
    ],
)
def test_a_label_is_suggested_where_the_text_says_whom_it_calls_so(
    text: str, words: str, expected: str
) -> None:
    assert pointed(text, words) == ("suggested", expected)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Then the regime left.", "the regime"),
        ("The Syrian regime met the Iranian regime. Then the regime left.", "the regime"),
        ("ISIS came. Later terrorists left.", "terrorists"),
        ("They lost their self-proclaimed caliphate.", "self-proclaimed caliphate"),
        ("Rebels fought ISIS there.", "Rebels"),
    ],
)
def test_a_label_stays_open_where_nobody_or_several_fit(text: str, words: str) -> None:
    assert pointed(text, words) is None


@pytest.mark.parametrize(
    ("said", "taken"), [("the watchdog", True), ("a war monitor", False), ("the rights group", False)]
)
def test_a_description_is_never_a_body_of_another_kind(said: str, taken: bool) -> None:
    text = f"The OPCW came. Later {said} spoke."
    tables = resolved(case([text]), attribution(text, said, "organisation", resolved_source="OPCW"))
    assert bool(tables.of(AttributionEntity)) is taken


def test_two_security_sources_are_no_one() -> None:
    text = "A security source said so. Another security source said more."
    more = [
        attribution(text, words, "anonymous") for words in ("A security source", "Another security source")
    ]
    assert list(resolved(case([text]), *more).of(AttributionEntity)) == []
