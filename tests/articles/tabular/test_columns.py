"""Which column holds what, and which of day and month comes first."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from headwater.articles.tabular.columns import ColumnFault, take_columns
from headwater.articles.tabular.days import DayOrder, day_of, order_of
from headwater.articles.tabular.mapping import read_map, written
from headwater.records.errors import ConfigError

HEADERS = [
    (["Headline", "Body", "URL"], {"title": 0, "text": 1, "url": 2}),
    (["TITLE", "Full_Text", "publish-date"], {"title": 0, "text": 1, "published": 2}),
    (["titre", "texte", "Date de publication", "Auteur"], {"title": 0, "text": 1, "published": 2, "byline": 3}),
    (["العنوان", "النص", "التاريخ", "المصدر"], {"title": 0, "text": 1, "published": 2, "publisher": 3}),
    (["BAŞLIK", "İçerik", "Tarih", "Yazar"], {"title": 0, "text": 1, "published": 2, "byline": 3}),
    (["Заголовок", "Текст", "Дата", "Издание"], {"title": 0, "text": 1, "published": 2, "publisher": 3}),
    (["id", "indexed_date", "language", "media_name", "media_url", "publish_date", "title", "url", "text"],
     {"title": 6, "text": 8, "url": 7, "publisher": 3, "published": 5, "lang": 2}),
    (["stories_id", "title", "url", "media_name", "publish_date"], {"title": 1, "url": 2, "publisher": 3, "published": 4}),
    ([None, "Unnamed: 0", "title"], {"title": 2}),
]  # fmt: skip


@pytest.mark.parametrize(("header", "places"), HEADERS)
def test_columns_are_known_by_name_in_five_languages(header: list[object], places: dict[str, int]) -> None:
    assert take_columns(header, {}).places == places


def test_what_the_user_names_goes_first() -> None:
    columns = take_columns(["Headline", "Summary", "Body"], {"text": "summary", "id": "Body"})
    assert columns.places == {"text": 1, "id": 2, "title": 0}
    assert columns.told(["Headline", "Summary", "Body", "Rest"]) == (
        'id from "Body", title from "Headline", text from "Summary"; not taken: "Rest"'
    )


def test_a_map_of_another_table_is_not_for_this_one() -> None:
    assert take_columns(["Headline", "Body"], {"title": "Kopf", "text": "Rumpf"}).places == {
        "title": 0,
        "text": 1,
    }


FAULTS = [
    (["colour", "size"], {}, 'no column holds a title or a text; the columns are "colour", "size"; name them with --columns title=...,text=...'),
    ([], {}, "no column holds a title or a text; the columns are without names; name them with --columns title=...,text=..."),
    (["Kopf", "B"], {"title": "Kopf", "text": "Rumpf"}, 'no column is named "Rumpf" for text; the columns are "Kopf", "B"'),
    (["x" * 90] + [f"c{n}" for n in range(30)], {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("header", "given", "reason"), FAULTS)
def test_columns_that_cannot_be_taken_are_named(
    header: list[object], given: dict[str, str], reason: str | None
) -> None:
    with pytest.raises(ColumnFault) as fault:
        take_columns(header, given)
    assert str(fault.value) == reason or (reason is None and "and 11 more" in str(fault.value))
    assert len(str(fault.value)) < 400


MAPS = [
    (["title=Headline,text=Body"], {"title": "Headline", "text": "Body"}),
    (["title=Headline, main,text=Body"], {"title": "Headline, main", "text": "Body"}),
    (["title=A", "text=B = b"], {"title": "A", "text": "B = b"}),
    ([], {}),
]


@pytest.mark.parametrize(("given", "columns"), MAPS)
def test_a_map_is_read_and_written(given: list[str], columns: dict[str, str]) -> None:
    assert read_map(given) == columns
    again = written(columns)
    assert read_map([again] if again else []) == columns


@pytest.mark.parametrize("wrong", ["Headline", "colour=Red", "title="])
def test_a_map_that_cannot_be_read_says_how_it_is_written(wrong: str) -> None:
    with pytest.raises(ConfigError, match=r"write title=Headline,text=Body; fields are id, title, text"):
        read_map([wrong])


ORDERS = [
    (["13/04/2034", "03/04/2034"], "day first"),
    (["04/13/2034", "03/04/2034"], "month first"),
    (["03/04/2034", "05/05/2034"], "unknown"),
    (["13/04/2034", "04/13/2034", "03/04/2034"], "both"),
    (["2034-04-03", None, 5, "April 3, 2034"], "unknown"),
    (["١٣/٤/٢٠٣٤"], "day first"),
]


@pytest.mark.parametrize(("cells", "order"), ORDERS)
def test_the_order_of_day_and_month_is_that_of_the_column(cells: list[object], order: str) -> None:
    assert order_of(cells).order == order


CELLS: list[tuple[object, DayOrder, str | None]] = [
    ("03/04/2034", "day first", "2034-04-03"),
    ("03/04/2034", "month first", "2034-03-04"),
    ("03/04/2034", "unknown", None),
    ("03/04/2034", "both", None),
    ("05/05/2034", "unknown", "2034-05-05"),
    ("13.4.34", "day first", "2034-04-13"),
    ("3/4/2034 2:05 PM", "month first", "2034-03-04T14:05:00"),
    ("12/4/2034 12:30 AM", "day first", "2034-04-12T00:30:00"),
    ("31/02/2034", "day first", None),
    ("2034-04-03", "unknown", "2034-04-03"),
    ("20340403T101500Z", "unknown", "2034-04-03T10:15:00+00:00"),
    ("20340403", "unknown", "2034-04-03"),
    ("2027764800", "unknown", "2027764800"),
    ("1700000000", "unknown", "2023-11-14T22:13:20+00:00"),
    ("1700000000000", "unknown", "2023-11-14T22:13:20+00:00"),
    ("3 April 2034", "unknown", "3 April 2034"),
    (datetime(2034, 4, 3, 10, 15), "unknown", "2034-04-03T10:15:00"),
    (datetime(2034, 4, 3), "unknown", "2034-04-03"),
    (date(2034, 4, 3), "unknown", "2034-04-03"),
    (None, "unknown", None),
    ("", "unknown", None),
]


@pytest.mark.parametrize(("cell", "order", "day"), CELLS)
def test_a_cell_is_a_day_only_where_it_is_clear(cell: object, order: DayOrder, day: str | None) -> None:
    assert day_of(cell, order) == day
