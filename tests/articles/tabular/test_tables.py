"""Tables of every form are read alike: a row, an article."""

from __future__ import annotations

import io
import json

import odfdo
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.articles.documents.packages import packed
from tests.articles.tabular.conftest import Reading

WORDS = "The bridge at Ostrel was opened on Monday, officials said."
HEADER = ["Headline", "Body", "Date", "Outlet", "Language", "URL"]
ROWS = [
    ["Bridge reopens", WORDS, "13/04/2034", "The Courier", "English", "https://example.org/a"],
    [
        "Bread is cheaper",
        "Bread is cheaper in Mirn, bakers said.",
        "03/05/2034",
        "Herald",
        "fr",
        "https://example.org/b",
    ],
]


def _csv(delimiter: str, encoding: str = "utf-8", newline: str = "\n") -> bytes:
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in [HEADER, *ROWS]]
    return newline.join(lines).encode(encoding)


def _parquet() -> bytes:
    out = io.BytesIO()
    columns = {name: [row[place] for row in ROWS] for place, name in enumerate(HEADER)}
    pq.write_table(pa.table({"junk": [b"\xff", b"\xfe"], **columns}), out, row_group_size=1)
    return out.getvalue()


def _ods() -> bytes:
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("News", width=len(HEADER), height=3)
    for y, row in enumerate([HEADER, *ROWS]):
        for x, cell in enumerate(row):
            table.set_value((x, y), cell)
    document.body.append(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(sheets: dict[str, list[list[object]]], hidden: str = "") -> bytes:
    """A workbook by hand, cells in line."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts: dict[str, str | bytes] = {}
    listed = targets = types = ""
    for number, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name == hidden else ""
        listed += f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"{state}/>'
        targets += (
            f'<Relationship Id="r{number}" Type="{office}/worksheet" Target="worksheets/s{number}.xml"/>'
        )
        types += f'<Override PartName="/xl/worksheets/s{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        body = "".join(
            f'<row r="{y}">'
            + "".join(_cell(cell, f"{chr(65 + x)}{y}") for x, cell in enumerate(row))
            + "</row>"
            for y, row in enumerate(rows, 1)
        )
        parts[f"xl/worksheets/s{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'
        )
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{targets}</Relationships>',
        }
        | parts
    )


def _cell(cell: object, place: str) -> str:
    if isinstance(cell, str) and cell.startswith("="):
        return f'<c r="{place}" t="str"><f>{cell[1:]}</f><v>computed</v></c>'
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{cell}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


FORMS = [
    ("a.csv", _csv(",")),
    ("a.csv", _csv(";")),
    ("a.csv", _csv("|")),
    ("a.csv", _csv(",", "utf-8-sig")),
    ("a.csv", _csv(";", "utf-16")),
    ("a.csv", _csv(",", newline="\r\n")),
    ("a.tsv", _csv("\t")),
    ("a.csv", _csv("\t")),
    ("a.parquet", _parquet()),
    ("a.ods", _ods()),
    ("a.xlsx", xlsx({"News": [HEADER, *ROWS]})),
    ("a.json", json.dumps([dict(zip(HEADER, row, strict=True)) for row in ROWS]).encode()),
    ("a.json", json.dumps({"articles": [dict(zip(HEADER, row, strict=True)) for row in ROWS]}).encode()),
]


@pytest.mark.parametrize(("name", "data"), FORMS)
def test_every_form_gives_the_same_articles(read: Reading, name: str, data: bytes) -> None:
    found = read(data, name)
    assert found.reasons == []
    first, second = found.drafts
    assert (first.title, first.text) == ("Bridge reopens", f"Bridge reopens\n{WORDS}")
    assert (first.publisher, first.lang, first.url) == ("The Courier", "en", "https://example.org/a")
    assert [draft.dates[0].value for draft in found.drafts] == ["2034-04-13", "2034-05-03"]
    assert (first.media_type, first.extracted_by) == ("row", 'table (columns "Headline" and "Body")')
    (remark,) = first.remarks
    assert remark.because.startswith(
        f'{name} was read as a table: title from "Headline", text from "Body", url from'
    )
    assert second.remarks == []


def test_ids_hang_on_what_the_row_says_not_on_its_place(read: Reading) -> None:
    forth = {draft.id for draft in read(_csv(","), "a.csv").drafts}
    rows = [",".join(f'"{cell}"' for cell in row) for row in [HEADER, *ROWS[::-1]]]
    assert {draft.id for draft in read("\n".join(rows).encode(), "a.csv").drafts} == forth


def test_cells_may_hold_lines_marks_formulas_and_nulls(read: Reading) -> None:
    data = b'title,text\nOne,"First line\nsecond ""line"""\n=1+1,=HYPERLINK("x")\nThree,nu\0ll words\n'
    assert [draft.text for draft in read(data, "a.csv").drafts] == [
        'One\nFirst line\nsecond "line"',
        '=1+1\n=HYPERLINK("x")',
        "Three\nnull words",
    ]


def test_an_encoding_that_is_not_stated_is_guessed(read: Reading) -> None:
    line = "Le pont d’Ostrel a rouvert à l’été après des mois de travaux, a déclaré un élu. "
    data = f"titre;texte\nPont;{line * 3}\n".encode("cp1252")
    assert read(data, "a.csv").draft.text == f"Pont\n{line * 3}"


def test_dates_whose_order_no_row_shows_are_not_believed_and_that_is_said_once(read: Reading) -> None:
    data = b"title,text,date\nOne,Words of one.,03/04/2034\nTwo,Words of two.,05/06/2034\n"
    found = read(data, "a.csv")
    assert [draft.dates for draft in found.drafts] == [[], []]
    assert found.reasons == [
        'the column "date" has dates such as 03/04/2034, and no row shows whether day or month comes first; '
        "these dates are not believed, the articles are read without them"
    ]


def test_the_map_that_is_given_is_followed(read: Reading) -> None:
    data = b"Kopf,Rumpf,Nr\nOne,Words of one.,7\n"
    draft = read(data, "a.csv", columns={"title": "Kopf", "text": "Rumpf", "id": "Nr"}).draft
    assert (draft.id, draft.title) == ("7", "One")


def test_a_column_named_id_is_no_id_unless_it_is_named(read: Reading) -> None:
    assert read(b"id,title,text\n1,One,Words of one.\n", "a.csv").draft.id != "1"


def test_rows_that_only_link_say_how_to_have_them_read(read: Reading) -> None:
    found = read(
        b"title,url,text\nOne,https://example.org/a,\nTwo,https://example.org/b,Words of two.\n", "a.csv"
    )
    assert [draft.title for draft in found.drafts] == ["Two"]
    assert found.reasons == [
        'only a link to "One", without a text; to have it read: headwater add OUT https://example.org/a'
    ]


def test_only_sheets_that_are_shown_are_read_and_formulas_give_what_was_computed(read: Reading) -> None:
    data = xlsx(
        {
            "News": [["title", "text"], ["One", "=A1"]],
            "Old": [["title", "text"], ["Two", "Words."]],
            "Rest": [["colour"], ["red"]],
        },
        hidden="Old",
    )
    found = read(data, "a.xlsx")
    assert [draft.text for draft in found.drafts] == ["One\ncomputed"]
    assert [(row.path, row.reason) for row in found.rejected] == [
        ("a.xlsx/Old", "a hidden sheet is not read; show it and save the file"),
        ("a.xlsx/Rest", 'no column holds a title or a text; the columns are "colour"; name them with --columns title=...,text=...'),
    ]  # fmt: skip


GKG = "\t".join(
    [
        "20340302100000-T1",
        "20340302100000",
        "1",
        "example.org",
        "https://example.org/b",
        *([""] * 21),
        "<PAGE_TITLE>Bridge &amp; town</PAGE_TITLE>",
    ]
)
EVENTS = "\t".join(["1234", "20340302", *["x"] * 58, "https://example.org/c"])
MENTIONS = "\t".join(
    ["1234", "20340302100000", "20340302101500", "1", "example.org", "https://example.org/d", *["1"] * 10]
)
LISTS = [
    ("a.csv", "\ufeffURL,MobileURL,Date,Title\nhttps://example.org/a,,2034-03-02 10:00:00,A title\n", 'only a link to "A title"', "/a"),
    ("a.json", json.dumps({"articles": [{"url": "https://example.org/e", "title": "A title", "seendate": "20340302T100000Z"}]}), 'only a link to "A title"', "/e"),
    ("20340302100000.gkg.csv", GKG + "\n" + GKG + "\n", 'only a link to "Bridge & town"', "/b"),
    ("20340302100000.export.csv", EVENTS + "\n", "only a link", "/c"),
    ("20340302100000.mentions.csv", MENTIONS + "\n", "only a link", "/d"),
    ("stories.csv", "stories_id,publish_date,title,url,media_name\n1,2034-03-02,A title,https://example.org/f,Herald\n", 'only a link to "A title"', "/f"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "begins", "address"), LISTS)
def test_lists_of_links_are_no_articles(
    read: Reading, name: str, text: str, begins: str, address: str
) -> None:
    found = read(text.encode(), name)
    assert not found.drafts
    assert found.reasons == [
        f"{begins}, without a text; to have it read: headwater add OUT https://example.org{address}"
    ]


def test_parquet_reads_only_the_columns_that_are_taken(
    read: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    really = pq.ParquetFile.iter_batches

    def watched(file: pq.ParquetFile, **how: object) -> object:
        asked.append(how["columns"])  # type: ignore[arg-type]
        return really(file, **how)

    monkeypatch.setattr(pq.ParquetFile, "iter_batches", watched)
    assert len(read(_parquet(), "a.parquet").drafts) == 2
    assert all("junk" not in columns for columns in asked)
