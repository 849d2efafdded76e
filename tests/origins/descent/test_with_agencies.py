"""“With agencies” is an agency's text of the case where the two share words, and else agencies that nobody names."""

from __future__ import annotations

import pytest
from tests.origins.descent.test_declared import derive, edges
from tests.origins.descent.test_inferred import LONG
from tests.origins.making import article, credit, reuse

SHARED = "The ferry at Tressin sank at dawn with forty aboard."


def _edges(
    publisher: str, kind: str = "common_source", credited: str = "agencies"
) -> list[tuple[str, str, bool]]:
    a, b = article("a", LONG, publisher), article("b", f"{SHARED} The paper has more.", "Tressin Post")
    shared = reuse(a, b, kind, (0.31, 0.44), pairs=[(SHARED, SHARED)])
    found = edges(derive(a, b, shared, credit(b, "agency", credited)))
    return [(child, parent, declared) for child, parent, _, declared, _ in found]


def test_the_agencys_text_that_shares_its_words_is_what_it_was_made_from() -> None:
    assert _edges("Reuters") == [("b", "a", False)]


@pytest.mark.parametrize(
    ("publisher", "kind"), [("Halden Mirror", "common_source"), ("Reuters", "shared_quote")]
)
def test_another_papers_text_or_a_quotation_is_not_it(publisher: str, kind: str) -> None:
    assert ("b", "unnamed agencies", True) in _edges(publisher, kind)


def test_another_agency_that_is_named_stays() -> None:
    assert ("b", "AFP", True) in _edges("Reuters", credited="AFP")
