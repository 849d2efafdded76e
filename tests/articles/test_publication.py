"""When a text was published: its own word first, and what it proves."""

from __future__ import annotations

import json

import pytest

from headwater.articles.bounds import linked
from headwater.articles.publication import read_claim
from headwater.records.articles import Article, ArticleFinding, Published, Rejected

LEAD = "The army left the town of Ostrel, officials said."


def published(tables) -> Published:
    return tables.of(Article)[0].published


def row(text: str, **fields: str) -> str:
    return json.dumps({"id": "a", "title": "Army leaves Ostrel", "text": text, **fields})


def test_the_text_is_believed_before_its_metadata(read_text) -> None:
    tables = read_text(row(f"Tuesday 4 Apr 2017 {LEAD}", published="2017-03-20"), "rows.jsonl")
    assert published(tables).value == "2017-04-04"
    assert "2017-03-20" in published(tables).how
    assert [finding.kind for finding in tables.of(ArticleFinding)] == ["dates_disagree"]


def test_a_clock_in_the_metadata_of_the_same_day_is_kept(read_text) -> None:
    tables = read_text(row(f"Tuesday 4 Apr 2017 {LEAD}", published="2017-04-04T08:30:00+02:00"), "rows.jsonl")
    assert (published(tables).value, published(tables).precision) == ("2017-04-04T08:30:00+02:00", "instant")


@pytest.mark.parametrize("value", ["1970-01-01", "1970-01-01T00:00:00Z", "2999-01-01", "0001-01-01", "soon"])
def test_a_date_that_cannot_be_is_not_believed_and_said_so(read_text, value: str) -> None:
    tables = read_text(row(LEAD, published=value), "rows.jsonl")
    assert published(tables).value is None
    (rejected,) = tables.of(Rejected)
    assert "article a" in rejected.path
    assert [finding.kind for finding in tables.of(ArticleFinding)] == ["undated"]


def test_a_date_after_the_latest_believed_is_in_the_future(read_text) -> None:
    (rejected,) = read_text(row(LEAD, published="2031-01-01"), "rows.jsonl", latest_date="2030-12-31").of(
        Rejected
    )
    assert "future" in rejected.reason
    assert published(
        read_text(row(LEAD, published="2030-12-31T10:00:00Z"), "rows.jsonl", latest_date="2030-12-31")
    ).value


def test_metadata_older_than_what_the_text_tells_are_not_believed(read_text) -> None:
    tables = read_text(row(f"{LEAD} It came in on 4 April 2017.", published="2016-01-01"), "rows.jsonl")
    assert (published(tables).value, published(tables).not_before) == (None, "2017-04-04")


def test_a_planned_day_proves_nothing(read_text) -> None:
    tables = read_text(
        row(f"{LEAD} Elections will be held on 24 June 2018.", published="2018-01-05"), "rows.jsonl"
    )
    assert (published(tables).value, published(tables).not_before) == ("2018-01-05", None)


def test_the_newest_event_told_bounds_an_undated_text(read_text) -> None:
    tables = read_text(f"Army leaves Ostrel\n\n{LEAD} It came on 3 May 2016 and again in June 2016.\n")
    assert (published(tables).value, published(tables).not_before) == (None, "2016-06-01")


def test_boilerplate_proves_nothing_of_the_article(read_text) -> None:
    tables = read_text(
        f"Army leaves Ostrel\n\n{LEAD} {LEAD}\n\nCheck Also\n\nA flood in Velt, November 18, 2024\n"
    )
    assert published(tables).not_before is None


def test_a_posts_id_carries_its_time() -> None:
    (proof,) = linked("see https://twitter.com/someone/status/679199894654074880 here")
    assert proof.day == "2015-12-22"
    assert "07:20 UTC" in proof.because


def test_a_linked_pages_address_carries_its_day() -> None:
    assert [proof.day for proof in linked("https://herald.example/2019/03/07/a-story")] == ["2019-03-07"]
    assert [proof.day for proof in linked("https://herald.example/2019/13/07/a-story")] == []


def test_the_last_update_bounds_from_above(read_text) -> None:
    tables = read_text(
        row(f"Tuesday 4 Apr 2017 {LEAD} Last Update: Wednesday 5 April 2017 KSA 10:00"), "rows.jsonl"
    )
    assert (published(tables).value, published(tables).not_after) == ("2017-04-04", "2017-04-05")


def test_a_date_line_left_in_the_title_counts_as_printed(read_text) -> None:
    line = json.dumps({"id": "a", "title": "16 July 2015 At least nine were killed in Ostrel", "text": LEAD})
    assert published(read_text(line, "rows.jsonl")).value == "2015-07-16"


@pytest.mark.parametrize(
    ("given", "value", "precision"),
    [
        ("2024-02", "2024-02", "month"),
        ("2024", "2024", "year"),
        ("Wed, 12 Jun 2019 08:00:00 GMT", "2019-06-12", "day"),
        ("2024-02-03T10:20:30.123Z", "2024-02-03T10:20:30+00:00", "instant"),
        ("23 آب 2019", "2019-08-23", "day"),
    ],
)
def test_metadata_dates_keep_their_precision(given: str, value: str, precision: str) -> None:
    assert read_claim(given) == (value, precision)


@pytest.mark.parametrize("given", ["2²34", "2-34-04", "2034-0³", "20²4-04-02"])
def test_what_only_resembles_a_year_or_month_is_no_date(given: str, read_text) -> None:
    assert read_claim(given) == (None, "none")
    assert published(read_text(row("Ferries run again.", published=given))).value is None


def test_digits_of_another_script_make_a_year() -> None:
    assert [read_claim(one) for one in ("٢٠٣٤", "२०३४-०४")] == [("2034", "year"), ("2034-04", "month")]


def test_the_day_in_a_rows_own_address_is_taken_where_nothing_else_gives_one(read_text) -> None:
    found = published(read_text(row(LEAD, url="https://herald.example/2021/03/18/army-leaves"), "rows.jsonl"))
    assert (found.value, found.how) == ("2021-03-18", "given by its address")


def test_a_line_of_two_dates_gives_publication_and_update(read_text) -> None:
    text = f"Army leaves Ostrel\n\nPublished 5 June 2018, 10:30 GMT | Updated 6 June 2018\n\n{LEAD} {LEAD}\n"
    found = published(read_text(text))
    assert (found.value, found.not_after) == ("2018-06-05", "2018-06-06")
