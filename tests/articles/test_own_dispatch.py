"""A text that nobody is said to have printed, under one agency's dateline, is that agency's own; any other house undoes it."""

from __future__ import annotations

import pytest

from headwater.records.articles import Article, Credit
from headwater.records.tables import Tables
from tests.articles.conftest import Reader

BODY = "Forty boats were counted on the Anse on Monday, a lock keeper said.\n\nThe river fell overnight.\n"
LINE = "MIRN, 3 May 2021 (Ostrel News) - "


def _publishers(tables: Tables) -> list[str | None]:
    return [article.publisher for article in tables.of(Article)]


@pytest.mark.parametrize(
    ("name", "text", "publisher"),
    [
        ("wire.txt", f"Boats on the Anse\n\n{LINE}{BODY}", "Ostrel News"),
        ("wire.txt", f"Boats on the Anse\n\nMIRN (Reuters) - {BODY}", "Reuters"),
        ("none.txt", f"Boats on the Anse\n\n{BODY}", None),
        ("mast.txt", f"Boats on the Anse\nThe Mirn Courier, 4 May 2021\n\n{LINE}{BODY}", "The Mirn Courier"),
        (
            "front.md",
            f"---\npublisher: Mirn Courier\n---\n# Boats on the Anse\n\n{LINE}{BODY}",
            "Mirn Courier",
        ),
        ("two.txt", f"Boats on the Anse\n\n{LINE}{BODY}\nSource: Reuters\n", None),
        ("taken.txt", f"Boats on the Anse\n\n{LINE}{BODY}\nOriginally published in The Ferry Post.\n", None),
    ],
    ids=[
        "invented agency",
        "known agency",
        "no dateline",
        "masthead",
        "front matter",
        "two agencies",
        "taken",
    ],
)
def test_whose_a_dispatch_is(read_text: Reader, name: str, text: str, publisher: str | None) -> None:
    assert _publishers(read_text(text, name)) == [publisher]


def test_the_line_that_decides_is_shown(read_text: Reader) -> None:
    tables = read_text(f"Boats on the Anse\n\n{LINE}{BODY}")
    row = next(credit for credit in tables.of(Credit) if credit.kind == "publisher")
    assert row.name == "Ostrel News"
    assert tables.of(Article)[0].text[row.start : row.end].startswith("MIRN, 3 May 2021 (Ostrel News)")
    assert "nobody is named who printed it" in row.because


def test_a_row_with_a_publisher_keeps_it(read_text: Reader) -> None:
    row = '{"id": "x", "title": "Boats", "publisher": "Mirn Courier", "text": "MIRN (Reuters) - Forty boats were counted."}'
    assert _publishers(read_text(row, "rows.jsonl")) == ["Mirn Courier"]
