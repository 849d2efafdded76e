"""The head and the foot of running text, where line breaks were lost."""

from __future__ import annotations

import pytest

from headwater.articles.heads import read_head
from headwater.articles.repeats import doubled_at
from headwater.articles.tails import read_foot

TITLE = "Shells kill nine in Ostrel market"
LEAD = "Nine people were killed on Tuesday officials said."

HEADS = [
    (f"Wed 05 Apr 2017 {TITLE}. {LEAD}", ["date", "repeat"]),
    (f"{TITLE} AFP Wednesday 5 Apr 2017 {LEAD}", ["repeat", "agency", "date"]),
    (f"{TITLE} Mirn Reuters Wednesday 5 Apr 2017 {LEAD}", ["repeat", "agency", "date"]),
    (f"Published April 5 2017 {LEAD}", ["date"]),
    (f"Last updated at Apr 052017 OSTREL Norland At least {LEAD}", ["updated", "dateline"]),
    (f"OSTREL Guards Shells hit a market. {LEAD}", []),  # no closed-class word opens a sentence there
    (f"Posted on April 5 2017 by Ilva Marr {TITLE} {LEAD}", ["date", "byline", "repeat"]),
    (f"Last updated at Apr 052017 BEIRUT {LEAD}", ["updated", "dateline"]),
    (f"April 5 2017 {TITLE}. Ilva Marr Tomas Keld. {LEAD}", ["date", "repeat", "byline"]),
    (f"05.04.2017(updated 1404 05.04.2017) Get short URL 2510 {LEAD}", ["date", "boilerplate"]),
    (f"OSTREL, April 5 (Norwire) - {LEAD}", ["dateline"]),
    (f"MIRN (Reuters) — {LEAD}", ["dateline"]),
    (f"Publié le 5 avril 2017 {LEAD}", ["date"]),
    ("Ostrel, 5 avril 2017 (Norwire) - Neuf personnes ont été tuées.", ["dateline"]),
    ("القاهرة (رويترز) - قال مسؤولون إن تسعة قتلوا.", ["dateline"]),
    ("АНКАРА, 5 апреля (ТАСС) — Девять человек погибли.", ["dateline"]),
    ("ANKARA (AA) - Dokuz kişi öldü.", ["dateline"]),
    ("April 4 2017 was a day of mourning.", []),
    ("On 4 April 2017 the army left.", []),
    ("SANA reported that nine were killed.", []),
    ("ISIS Terrorists killed nine.", []),
    ("By Friday the army had left.", []),
    (LEAD, []),
]


@pytest.mark.parametrize(("body", "roles"), HEADS)
def test_the_head_is_read_piece_by_piece(body: str, roles: list[str]) -> None:
    text = f"{TITLE}\n{body}"
    assert [piece.role for piece in read_head(text, len(TITLE) + 1, TITLE)] == roles


def test_what_follows_the_head_is_the_first_sentence() -> None:
    text = f"{TITLE}\nWed 05 Apr 2017 at 0914 {TITLE} . {LEAD}"
    head = read_head(text, len(TITLE) + 1, TITLE)
    assert text[head[-1].end :].strip() == LEAD
    assert head[0].value == "2017-04-05"


def test_a_sites_name_at_the_end_of_the_title_is_not_looked_for() -> None:
    title = f"{TITLE} | Ostrel Herald"
    assert [piece.role for piece in read_head(f"{title}\n{TITLE}. {LEAD}", len(title) + 1, title)] == [
        "repeat"
    ]


FEET = [
    ("--Reuters", ["agency"]),
    ("-AFP", ["agency"]),
    ("(With AFP and Reuters)", ["agency"]),
    ("Source NorTV and agencies", ["credit"]),
    ("(Source: Council of Mirn) Twitter", ["credit", "boilerplate"]),
    ("Reporting by Ilva Marr in Mirn; Editing by Tomas Keld", ["byline"]),
    ("Ilva Marr / Tomas Keld", ["byline"]),
    ("Read Also", ["boilerplate"]),
    ("SSH 11", ["boilerplate"]),
    ("Last Update: Friday 3 March 2034 KSA 07:15 - GMT 04:15 1212", ["updated"]),
    ("Schedule Where to Watch iOS Android Contact Us Privacy Policy", ["boilerplate"]),
    ("He was thirty years old.", []),
    ("They met in the U.S. Senate building", []),
    ("It happened in 2011.", []),
    ("كان عمره ثلاثين عاما.", []),
    ("Обвинения будут рассмотрены.", []),
]


@pytest.mark.parametrize(("foot", "roles"), FEET)
def test_the_foot_is_peeled_off_from_the_right(foot: str, roles: list[str]) -> None:
    text = f"{TITLE}\n{LEAD} The council met at noon. {foot}"
    assert [piece.role for piece in read_foot(text, len(TITLE) + 1)] == roles


def test_a_list_of_other_texts_at_the_end_of_running_text_is_cut_off_whole() -> None:
    body = (
        f"{LEAD} " * 4
        + "The market was full. Source Reuters Related News Flood in Velt. Bread dearer in Mirn Category News Ferry sinks"
    )
    text = f"{TITLE}\n{body}"
    foot = read_foot(text, len(TITLE) + 1)
    assert [piece.role for piece in foot] == ["credit", "boilerplate"]
    assert text[foot[1].start :].startswith("Related News Flood")


def test_a_list_label_in_the_first_half_is_left_to_the_text() -> None:
    text = f"{TITLE}\nIt ended. Related Articles of war were burnt. " + f"{LEAD} " * 6
    assert read_foot(text, len(TITLE) + 1) == []


DOUBLED = [
    (
        "Nine people were killed in the market of Ostrel Nine people were killed in the market of Ostrel officials said",
        46,
    ),
    (
        "Nine people were killed in the market of Ostrel. Eight more people were hurt there on the same day",
        None,
    ),
    ("a b c d e f g h", None),
]


@pytest.mark.parametrize(("text", "again"), DOUBLED)
def test_a_lead_printed_twice_in_one_breath_is_cut_in_two(text: str, again: int | None) -> None:
    found = doubled_at(text, 0, len(text))
    assert found == (None if again is None else text.index("Nine", 5))
