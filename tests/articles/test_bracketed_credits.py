"""A line in brackets that names whom a report was made with credits an agency, in any language."""

from __future__ import annotations

import pytest

from headwater.articles.creditlines import read_line


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(With Kelm Press)", ("Kelm Press",)),
        ("(With AFP and Reuters)", ("AFP", "Reuters")),
        ("(Avec Kelm Press)", ("Kelm Press",)),
        ("(Kelm Press ile birlikte)", ("Kelm Press",)),
        ("(مع تيماك برس)", ("تيماك برس",)),
    ],
)
def test_with_whom_a_report_was_made(line: str, names: tuple[str, ...]) -> None:
    found = read_line(line)
    assert found is not None and (found.kind, found.names) == ("agency", names)


@pytest.mark.parametrize("line", ["(with love)", "(With tears in her eyes)", "With Kelm Press"])
def test_other_words_in_brackets_credit_nobody(line: str) -> None:
    assert read_line(line) is None
