"""Plain-text equivalents of what pages set apart: live entries, lists of other texts, tables."""

from __future__ import annotations

import pytest

from headwater.records.articles import Article, Part, Sentence
from tests.pace import within

LEAD = "The army left the town of Ostrel on Monday, officials said. It had held the town for two long years."
MORE = "Residents spoke of fires in the northern districts. The council of Mirn met in the evening and asked for calm."


def parts(tables) -> list[tuple[str, str | None, str]]:
    (article,) = tables.of(Article)
    return [(part.kind, part.time, article.text[part.start : part.end].strip()) for part in tables.of(Part)]


def sentences(tables) -> list[str]:
    (article,) = tables.of(Article)
    return [article.text[row.start : row.end] for row in tables.of(Sentence)]


@pytest.mark.parametrize(
    ("stamps", "times"),
    [
        (("16:05 - ", "15:40 - ", "14:32 - "), ["16:05", "15:40", "14:32"]),
        (("9:05 – ", "9:40 – ", "14:32 – "), ["09:05", "09:40", "14:32"]),
        (("16.05 — ", "15.40 — ", "14.32 — "), ["16:05", "15:40", "14:32"]),
        (("16h05 : ", "15h40 : ", "14h32 : "), ["16:05", "15:40", "14:32"]),
        (("[16:05] ", "[15:40] ", "[14:32] "), ["16:05", "15:40", "14:32"]),
        (("16:05 GMT: ", "15:40 GMT: ", "14:32 GMT: "), ["16:05", "15:40", "14:32"]),
        (("16:05 ", "15:40 ", "14:32 "), ["16:05", "15:40", "14:32"]),
        (("16:05\n", "15:40\n", "14:32\n"), ["16:05", "15:40", "14:32"]),
        (("٢٣:٠٥ - ", "٢٣:٤٠ - ", "٢٣:٥٥ - "), ["23:05", "23:40", "23:55"]),
    ],
)  # fmt: skip
def test_each_entry_of_a_live_report_is_a_stretch_with_its_own_time(read_text, stamps, times) -> None:
    bodies = ("The council met in Mirn.", "Fires were seen in the north.", "The army leaves the town.")
    entries = "\n\n".join(f"{stamp}{body}" for stamp, body in zip(stamps, bodies, strict=True))
    tables = read_text(f"Ostrel: live\n\n{LEAD}\n\n{entries}\n")
    assert [(kind, time_) for kind, time_, _ in parts(tables)] == [
        ("body", None),
        *(("body", one) for one in times),
    ]
    assert set(bodies) <= set(sentences(tables))  # the stamp is no word of the sentence


@pytest.mark.parametrize(
    "lines",
    [
        ("At 14.30 the army left.", "The town was empty by 16:05.", "Fires were seen at 15:40 and 16:10."),
        ("14.30 was the hour.", "16.05 was too late.", "15.40 was too soon."),
        ("14:32 - The army left.", "The town was empty."),
        ("14:32 - The army left.", "16:05 - The town was empty.", MORE),
        ("14:32 - A.", "09:10 - B.", "22:01 - C.", "03:12 - D.", "17:00 - E.", "01:00 - F.", "12:00 - G."),
        ("25:10 - A.", "26:10 - B.", "27:10 - C."),
        ("10:15:20 first", "10:15:30 second", "10:15:40 third"),
        ("3:1 - Mirn won.", "2:0 - Velt lost.", "1:1 - nobody won."),
    ],
)
def test_clocks_in_prose_and_lists_without_order_are_no_live_report(read_text, lines) -> None:
    tables = read_text(f"Army leaves Ostrel\n\n{LEAD}\n\n" + "\n\n".join(lines) + f"\n\n{MORE}\n")
    assert {(kind, time_) for kind, time_, _ in parts(tables)} == {("body", None)}


def test_midnight_and_a_late_entry_do_not_end_a_live_report(read_text) -> None:
    stamps = ("22:10", "23:50", "00:20", "01:15")
    tables = read_text("Ostrel: live\n\n" + "\n\n".join(f"{one} - Shells fell on Mirn." for one in stamps))
    assert [time_ for _, time_, _ in parts(tables) if time_] == list(stamps)


@pytest.mark.parametrize(
    "label",
    ["Read more:", "Related articles", "Lire aussi :", "À lire également :", "اقرأ أيضًا:", "اقرأ أيضاً", "مواضيع ذات صلة:",
     "Читайте также", "Материалы по теме:", "Ayrıca okuyun:", "İlgili haberler"],
)  # fmt: skip
@pytest.mark.parametrize("bullet", ["", "- ", "• "])
def test_a_list_of_other_texts_is_boilerplate_and_the_text_goes_on(
    read_text, label: str, bullet: str
) -> None:
    links = "\n".join(
        f"{bullet}{one}" for one in ("A flood in Velt kills four", "Council asks for calm", "Shares fall")
    )
    tables = read_text(f"Army leaves Ostrel\n\n{LEAD}\n\n{label}\n{links}\n\n{MORE}\n\n{LEAD}\n\n{MORE}\n")
    found = parts(tables)
    assert [kind for kind, _, _ in found] == ["body", "boilerplate", "body"]
    assert found[1][2] == f"{label}\n{links}"


@pytest.mark.parametrize(
    "lines",
    [
        "More\nFires were seen in the north",
        "See also the report of the council.\nFires were seen in the north",
        "Read more: the council said in Mirn that it asks for calm, and nobody there denied it at all on Monday.",
        "He asked his men to read more:\n“Books,” he said, “are all that is left of Ostrel.”",
    ],
)
def test_words_that_open_no_list_are_no_list(read_text, lines: str) -> None:
    tables = read_text(f"Army leaves Ostrel\n\n{LEAD}\n\n{lines}\n\n{MORE}\n\n{LEAD}\n")
    assert not any("list of other texts" in part.because for part in tables.of(Part))


@pytest.mark.parametrize("sign", ["\t", " | ", "|", "; "])
def test_a_table_pasted_as_lines_is_a_stretch_of_its_own(read_text, sign: str) -> None:
    rows = [sign.join(row) for row in (("Town", "Dead", "Hurt"), ("Ostrel", "9", "12"), ("Velt", "3", "4 %"))]
    table = "\n".join(rows)
    tables = read_text(f"Army leaves Ostrel\n\n{LEAD}\n\n{table}\n\n{MORE}\n")
    assert [words for _, _, words in parts(tables)][1] == table
    assert [part.because for part in tables.of(Part)][1] == "a table of 3 rows, pasted as lines"
    assert set(rows) <= set(sentences(tables))


@pytest.mark.parametrize(
    "lines",
    [
        "The army left; the town was empty.\nThe council met; it asked for calm.\nFires were seen; nobody knew why.",
        "Ostrel | 9\nVelt | 3",
        "one | two\nthree | four\nfive | six",
    ],
)
def test_prose_and_short_lists_are_no_table(read_text, lines: str) -> None:
    tables = read_text(f"Army leaves Ostrel\n\n{LEAD}\n\n{lines}\n\n{MORE}\n")
    assert len(tables.of(Part)) == 1


def test_insets_are_found_in_linear_time(read_text) -> None:
    text = "\n".join(["14:32 - The army left.", "Read more:", "- A flood", "a | 1", "b | 2", "c | 3"] * 4_000)
    with within(12):
        read_text(f"Army leaves Ostrel\n\n{text}")
