"""Tables that are damaged, empty, or made to do harm."""

from __future__ import annotations

import io
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.articles.documents.packages import packed
from tests.articles.tabular.conftest import Reading
from tests.articles.tabular.test_tables import xlsx


def _parquet(**columns: list[object]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


NO_COLUMN = (
    "no column holds a title or a text; the columns are {}; name them with --columns title=...,text=..."
)
FAULTS = [
    ("a.csv", b"", "the file is empty"),
    ("a.csv", b"\xef\xbb\xbf\n\n", "the file is empty"),
    ("a.csv", b"\0" * 500, "the file is empty"),
    ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "the file holds binary data, no table"),
    ("a.csv", b"title,text\n", "the table has a header but no rows"),
    ("a.csv", b"title,text\n,\n,\n", "the table has a header but no rows"),
    ("a.csv", b"title,url,text\n,,\nx y,,\n", None),
    ("a.csv", b"red,3\nblue,4\n", NO_COLUMN.format('"red", "3"')),
    ("a.csv", b"publisher,text,title\nHerald,,\n", "the row has neither a title nor a text"),
    ("a.csv", b"title,text\nOne," + b"x" * 200_000 + b"\n", "a cell is longer than 150,000 characters; perhaps a quotation mark before it is not closed; what it swallowed is not read"),
    ("a.parquet", b"", "no Parquet file that can be read: Parquet file size is 0 bytes"),
    ("a.parquet", b"PAR1" + b"\0" * 100 + b"PAR1", "no Parquet file that can be read: "),
    ("a.parquet", _parquet(title=["One"], text=["Words of one."])[:-20] + b"\0" * 12 + b"\1\0\0\0PAR1", "no Parquet file that can be read: "),
    ("a.parquet", _parquet(title=pa.array([], pa.string())), "the table has a header but no rows"),
    ("a.parquet", _parquet(colour=["red"]), NO_COLUMN.format('"colour"')),
    ("a.xlsx", b"", "no spreadsheet that can be read: the file is empty"),
    ("a.xlsx", b"PK\x03\x04 and no more", "no spreadsheet that can be read: the file is no zip package, or its end is missing"),
    ("a.xlsx", packed({"x": "y"}), "no spreadsheet that can be read: "),
    ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "no spreadsheet that can be read: "),
    ("a.xls", b"words, no workbook", "no spreadsheet that can be read: "),
    ("a.ods", packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "no spreadsheet that can be read: "),
    ("a.xlsx", xlsx({"News": []}), "no sheet of the file has a row"),
    ("a.json", b"[]", "the list is empty"),
    ("a.json", b'[{"colour": "red"}]', NO_COLUMN.format('"colour"')),
    ("a.json", b'{"articles": [{"url": 5, "seendate": "x"}]}', "the row of this GDELT list gives no web address"),
    ("a.json", b"[" * 100_000, "the file is no JSON"),
    ("20340302.gkg.csv", b"20340302100000-1" + b"\t" * 26 + b"\n", "the row of this GDELT file gives no web address"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "reason"), FAULTS)
def test_what_cannot_be_read_is_rejected_with_its_reason(
    read: Reading, name: str, data: bytes, reason: str | None
) -> None:
    found = read(data, name, largest_cell=150_000)
    if reason is None:
        assert [draft.title for draft in found.drafts] == ["x y"]
        return
    assert not found.drafts
    assert found.reasons[-1].startswith(reason)


def test_a_quotation_mark_that_is_never_closed_is_told_of(read: Reading) -> None:
    found = read(b'title,text\nOne,Words of one.\n"Two,Words of two.\nThree,Words of three.\n', "a.csv")
    assert next(draft.title for draft in found.drafts) == "One"
    assert found.reasons[0] == (
        "the file has an odd number of quotation marks: a cell is never closed, and rows behind it may have been read "
        "into it"
    )


def test_a_long_cell_is_set_aside_and_the_next_row_is_read(read: Reading) -> None:
    data = b"title,text\nOne," + b"x" * 200_000 + b"\nTwo,Words of two.\n"
    found = read(data, "a.csv", largest_cell=150_000)
    assert found.drafts[-1].title == "Two" and len(found.reasons) == 1


def test_ten_million_letters_in_a_cell_are_read(read: Reading) -> None:
    assert len(read(b'title,text\nOne,"' + b"word " * 2_000_000 + b'"\n', "a.csv").draft.text) > 9_999_000


def test_a_workbook_whose_one_cell_lies_far_out_harms_only_the_process_that_reads_it(read: Reading) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx({"News": [["title", "text"], ["One", "Words."]]}))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts["xl/worksheets/s1.xml"] = parts["xl/worksheets/s1.xml"].replace(b"</sheetData>", far)
    assert read(packed(parts), "a.xlsx", document_seconds=60).reasons == [
        "no spreadsheet that can be read: its reader fell over it; the file is damaged, or made to do harm"
    ]


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(read: Reading) -> None:
    data = packed({"xl/workbook.xml": b" " * 60_000_000})
    assert read(data, "a.xlsx", largest_document=50_000_000).reasons == [
        "no spreadsheet that can be read: its parts unpack to more than 50,000,000 bytes"
    ]
