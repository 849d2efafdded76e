"""What a PDF prints becomes text in the order in which it is read."""

from __future__ import annotations

import pytest

from tests.articles.documents.conftest import Reading
from tests.articles.documents.pdfs import Page, pdf

LEFT = [
    "The council of Mirn voted on",
    "Sunday evening to mend the dam",
    "that broke in the January flood",
    "and left four villages under it.",
    "Eleven members were for it and",
]
RIGHT = [
    "three against, the clerk of the",
    "council told this newspaper.",
    "The works are to cost fourteen",
    "million marks and to last for",
    "two years, the clerk said then.",
]


def test_a_headline_stands_over_two_columns_that_are_read_one_after_the_other(read: Reading) -> None:
    page = Page()
    page.text(50, 700, "Council votes to mend the dam", 22)
    page.lines(50, 660, LEFT)
    page.lines(260, 660, RIGHT)
    found = read(pdf(page), "a.pdf")
    assert found.draft.title == "Council votes to mend the dam"
    assert found.lines[0].startswith("The council of Mirn voted on Sunday evening to mend the dam that broke")
    assert "Eleven members were for it and three against, the clerk" in found.lines[0]


def test_columns_whose_lines_do_not_stand_level_are_told_apart(read: Reading) -> None:
    page = Page()
    page.lines(50, 660, LEFT)
    page.lines(260, 655, RIGHT)
    text = " ".join(read(pdf(page), "a.pdf").draft.text.split())
    assert text.index("Eleven members") < text.index("three against")


def test_three_columns_are_read_from_the_left(read: Reading) -> None:
    page = Page()
    for number, x in enumerate((40, 220, 400)):
        page.lines(x, 660, [f"column {number} has its line {line}" for line in range(6)])
    words = read(pdf(page), "a.pdf").draft.text.split()
    assert [int(word) for word in words[1::6]] == [0] * 6 + [1] * 6 + [2] * 6


def test_the_order_in_which_the_file_draws_changes_nothing(read: Reading) -> None:
    page = Page()
    page.lines(50, 660, LEFT)
    page.lines(260, 660, RIGHT)
    forth = read(pdf(page), "a.pdf").draft.text
    page.content.reverse()
    assert read(pdf(page), "a.pdf").draft.text == forth


def test_a_table_is_read_row_by_row(read: Reading) -> None:
    page = Page()
    page.text(50, 700, "The dead by village are counted here in a table, it says.")
    for number, cells in enumerate([("Village", "Dead"), ("Tesk", "3"), ("Garn", "2"), ("Sol", "0")]):
        page.text(50, 660 - 14 * number, cells[0])
        page.text(200, 660 - 14 * number, cells[1])
    assert read(pdf(page), "a.pdf").lines[-3:] == ["Tesk | 3", "Garn | 2", "Sol | 0"]


def test_a_paragraph_begins_where_a_line_is_indented_or_a_wider_step_lies(read: Reading) -> None:
    page = Page()
    page.text(62, 700, "The first paragraph of them is")
    page.text(50, 688, "this one and it has two lines.")
    page.text(62, 676, "The second paragraph of the text")
    page.text(50, 664, "is also one of two lines in all.")
    page.text(50, 640, "And the third stands after a gap")
    page.text(50, 628, "that is wider than a line's step")
    assert len([line for line in read(pdf(page), "a.pdf").lines if line]) == 3


def test_a_paragraph_goes_on_over_the_end_of_a_page(read: Reading) -> None:
    first, second = Page(), Page()
    first.lines(50, 700, ["The governor said on Monday that", "the money for the dam would come"])
    second.lines(50, 700, ["from the province, and that it", "would be paid in two parts later."])
    (line,) = [one for one in read(pdf(first, second), "a.pdf").draft.text.split("\n") if one]
    assert "would come from the province" in line


def test_running_heads_feet_and_page_numbers_are_no_part_of_the_text(read: Reading) -> None:
    pages = []
    for number, word in enumerate(["first", "second", "third", "last"]):
        page = Page()
        page.text(50, 800, f"The Ostrel Courier, number {number + 3}", 8)
        page.lines(
            50,
            700,
            [f"The {word} part of the report", f"goes on for a while, {word}ly"],
        )
        page.text(290, 30, str(number + 12), 8)
        pages.append(page)
    draft = read(pdf(*pages), "a.pdf").draft
    (mark,) = draft.marks
    assert mark.kind == "boilerplate" and draft.text[mark.start : mark.end] == "The Ostrel Courier, number 3"
    assert mark.because == "printed at the same place on 4 pages"
    assert draft.text.count("Courier") == 1 and "13" not in draft.text and draft.text.endswith("number 3")


def test_notes_stand_at_the_end_and_their_marks_are_left_out(read: Reading) -> None:
    page = Page()
    page.lines(50, 700, ["The works cost fourteen million", "marks and last two years"])
    page.text(194, 692, "1", 6)
    page.text(199, 688, ". The")
    page.lines(50, 676, ["province pays for all of it now."])
    page.text(50, 80, "1 Answer of the treasury, 2034.", 7)
    second = Page()
    second.lines(50, 700, ["The second page of the report", "goes on with what was said."])
    found = read(pdf(page, second), "a.pdf")
    assert "two years. The province pays" in found.draft.text
    assert found.lines[-1] == "1 Answer of the treasury, 2034."


def test_words_cut_at_the_end_of_a_line_are_joined(read: Reading) -> None:
    page = Page()
    page.lines(
        50,
        700,
        [
            "The inquiry into the govern-",
            "ment of Mirn and the self-",
            "styled guard of the Al-",
            "Quds road in 2033-",
            "34 went on.",
        ],
    )
    (line,) = [one for one in read(pdf(page), "a.pdf").draft.text.split("\n") if one]
    assert line == (
        "The inquiry into the government of Mirn and the self-styled guard of the Al-Quds road in 2033-34 went on."
    )


def test_pages_that_are_turned_are_read(read: Reading) -> None:
    page = Page(turned=90)
    for number, line in enumerate(["The council voted on Sunday to", "mend the dam of the village."]):
        page.content.append(f"BT /F1 10 Tf 0 1 -1 0 {100 + 12 * number} 100 Tm ({line}) Tj ET")
    assert "voted on Sunday to mend the dam" in read(pdf(page), "a.pdf").draft.text


def test_text_beside_the_page_is_not_seen_and_not_read(read: Reading) -> None:
    page = Page()
    page.lines(50, 700, ["The council voted on Sunday to", "mend the dam of the village."])
    page.text(50, 1200, "hidden above the page")
    assert "hidden" not in read(pdf(page), "a.pdf").draft.text


def test_letters_printed_twice_to_look_bold_are_read_once(read: Reading) -> None:
    page = Page()
    page.lines(50, 700, ["The council voted on Sunday to", "mend the dam of the village."])
    page.content += page.content[:1]
    assert read(pdf(page), "a.pdf").draft.text.count("council") == 1


def test_links_lie_on_their_words(read: Reading) -> None:
    page = Page()
    page.lines(50, 700, ["The plan of the works was given", "to all who asked for it there."])
    page.link(74, 695, 98, 712, "https://example.org/plan")
    page.link(0, 0, 10, 10, "javascript:alert(1)")
    draft = read(pdf(page), "a.pdf").draft
    (link,) = draft.links
    assert (link.text, link.href) == ("plan", "https://example.org/plan")
    assert draft.text[link.start : link.end] == "plan"


def test_what_the_file_says_of_itself_dates_the_file_not_the_publication(read: Reading) -> None:
    page = Page()
    page.lines(50, 700, ["The council voted on Sunday to", "mend the dam of the village."])
    data = pdf(page, Author="Ilva Marr", CreationDate="D:20340302101500+02'00'", ModDate="D:20340303")
    draft = read(data, "a.pdf").draft
    (date,) = draft.dates
    assert (date.value, date.weak) == ("2034-03-02T10:15:00+02:00", True)
    assert (
        date.how
        == "given by the PDF as the day on which the file was made, which need not be that of publication"
    )
    assert draft.modified and draft.modified.value == "2034-03-03"
    assert (draft.byline, draft.media_type) == ("Ilva Marr", "pdf")


TITLES = [
    ("Bridge reopens at Ostrel", "Bridge reopens at Ostrel today"),
    ("Microsoft Word - draft7.doc", "Bridge reopens at Ostrel today"),
    ("", "Bridge reopens at Ostrel today"),
]


@pytest.mark.parametrize(("said", "title"), TITLES)
def test_the_title_is_what_the_page_prints_largest_whatever_the_file_says(
    read: Reading, said: str, title: str
) -> None:
    page = Page()
    page.text(50, 700, "Bridge reopens at Ostrel today", 20)
    page.lines(50, 660, LEFT)
    assert read(pdf(page, Title=said), "a.pdf").draft.title == title


def test_the_name_of_the_newspaper_is_no_headline_but_its_publisher(read: Reading) -> None:
    page = Page()
    page.text(50, 760, "The Ostrel Courier", 34)
    page.text(50, 700, "Bridge reopens at Ostrel", 20)
    page.lines(50, 660, LEFT)
    draft = read(pdf(page), "a.pdf").draft
    assert (draft.title, draft.publisher) == ("Bridge reopens at Ostrel", "The Ostrel Courier")


def test_a_page_with_several_articles_is_read_as_one_and_says_so(read: Reading) -> None:
    page = Page()
    page.text(50, 760, "Bridge reopens at Ostrel", 20)
    page.lines(50, 730, LEFT)
    page.text(50, 600, "Price of bread falls in Mirn", 18)
    page.lines(50, 570, RIGHT)
    (remark,) = read(pdf(page), "a.pdf").draft.remarks
    assert remark.kind == "several_articles"
    assert remark.because == (
        'the page seems to print several articles ("Bridge reopens at Ostrel"; "Price of bread falls in Mirn"); '
        "they are read as one"
    )


RIGHT_TO_LEFT = [
    ("نإ قطانلا لاق", "قال الناطق إن"),
    ("ارسج 12 ىلع", "على 12 جسرا"),
    ("ﻼﻗ", "قلا"),
    ("םולש 12 םלוע", "עולם 12 שלום"),
]


@pytest.mark.parametrize(("seen", "written"), RIGHT_TO_LEFT)
def test_letters_in_the_order_seen_are_read_from_the_right(read: Reading, seen: str, written: str) -> None:
    page = Page()
    page.seen(100, 700, seen)
    assert read(pdf(page), "a.pdf").draft.text.strip() == written


def test_letters_in_the_order_read_that_are_put_leftwards_are_the_same(read: Reading) -> None:
    page = Page()
    page.placed(400, 700, "قال الناطق باسم المدينة")
    page.seen(220, 686, "نينثالا موي")
    text = read(pdf(page), "a.pdf").draft.text
    assert "قال الناطق باسم المدينة" in text and "يوم الاثنين" in text


def test_the_right_column_of_an_arabic_page_comes_first(read: Reading) -> None:
    page = Page()
    for number in range(5):
        page.placed(250, 700 - 12 * number, "العمود الثاني من النص")
        page.placed(500, 700 - 12 * number, "العمود الاول من النص")
    text = read(pdf(page), "a.pdf").draft.text
    assert text.rindex("الاول") < text.index("الثاني")
