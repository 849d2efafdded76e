"""The pages of the table are read as the table says."""

from __future__ import annotations

from statistics import mean

import pytest
import trafilatura

from headwater.records.tables import Tables
from tests.articles.pages.building import Page, all_pages
from tests.articles.pages.scoring import FIELDS, Reading, compare, own_text, word_f1

LEAST_RIGHT = 0.97


@pytest.fixture(scope="module")
def readings() -> dict[str, tuple[Page, Tables]]:
    return {}


def read_all(read_text, readings: dict[str, tuple[Page, Tables]]) -> dict[str, tuple[Page, Tables]]:
    """Every page read once for all tests of the module."""
    if not readings:
        readings.update(
            {page.name: (page, read_text(page.data, f"{page.name}.html")) for page in all_pages()}
        )
    return readings


def shown(wrong: list[Reading]) -> str:
    return "\n".join(f"{one.page}: {one.field} {one.found!r}, not {one.expected!r}" for one in wrong)


def test_there_are_sixty_pages_in_five_languages() -> None:
    pages = all_pages()
    assert len(pages) >= 60
    assert {page.expected["lang"] for page in pages if page.body} == {"en", "fr", "ar", "tr", "ru"}
    assert len({page.data[:2000] for page in pages}) == len(pages)


def test_of_the_named_fields_nearly_all_are_right(read_text, readings) -> None:
    found = [one for page, tables in read_all(read_text, readings).values() for one in compare(page, tables)]
    named = [one for one in found if one.field in FIELDS]
    wrong = [one for one in named if not one.right]
    assert mean(one.right for one in named) >= LEAST_RIGHT, shown(wrong)


def test_of_agencies_addresses_changes_captures_and_parts_nearly_all_are_right(read_text, readings) -> None:
    found = [one for page, tables in read_all(read_text, readings).values() for one in compare(page, tables)]
    further = [one for one in found if one.field not in FIELDS]
    wrong = [one for one in further if not one.right]
    assert mean(one.right for one in further) >= LEAST_RIGHT, shown(wrong)


def test_bodies_are_no_worse_than_those_of_trafilatura_alone(read_text, readings) -> None:
    ours, theirs = [], []
    for page, tables in read_all(read_text, readings).values():
        if page.body:
            wanted = "\n".join(page.body)
            ours.append(word_f1(wanted, own_text(tables)))
            theirs.append(word_f1(wanted, trafilatura.extract(page.data, include_comments=False) or ""))
    assert mean(ours) >= max(mean(theirs), 0.97)
