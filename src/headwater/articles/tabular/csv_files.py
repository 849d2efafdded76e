"""CSV and TSV files: encoding, delimiter and quotation marks found, rows streamed."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from headwater.articles.config import ArticlesConfig
from headwater.articles.documents.edges import rejecting
from headwater.articles.encodings import Decoded, decode
from headwater.articles.items import Item
from headwater.articles.tabular.columns import ColumnFault, take_columns
from headwater.articles.tabular.gdelt import is_gdelt, read_gdelt
from headwater.articles.tabular.tables import Found, RowFault, Table, read_table_rows

_SAMPLE = 1_000_000
_SAMPLE_ROWS = 50
_DELIMITERS = (",", ";", "\t", "|")
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class _Form:
    """How a file is written."""

    encoding: str
    delimiter: str


@rejecting("no table that can be read")
def read_table(item: Item, config: ArticlesConfig) -> Found:
    """Drafts and rejections of a CSV or TSV file's rows."""
    sample = _sample(item)
    if not sample.strip(b" \t\r\n\xef\xbb\xbf\x00"):
        yield item.name, item.rejected("the file is empty")
        return
    decoded = decode(sample, item.told.charset)
    if decoded is None:
        yield item.name, item.rejected("the file holds binary data, no table")
        return
    form = _Form(_streamed(decoded, sample), _delimiter(decoded.text, item.name))
    first = next(csv.reader(io.StringIO(decoded.text, newline=""), delimiter="\t"), [])
    if is_gdelt(first):
        yield from read_gdelt(item, _rows(item, _Form(form.encoding, "\t"), config, quoted=False), first)
        return
    yield from _read(item, form, config)


def _read(item: Item, form: _Form, config: ArticlesConfig) -> Found:
    rows = _rows(item, form, config)
    header = next((row for _, row in rows if not isinstance(row, RowFault) and any(row)), None)
    if header is None:
        yield item.name, item.rejected("the file has no row that could be read")
        return

    def behind_header() -> Iterator[tuple[int, Sequence[object] | RowFault]]:
        again = _rows(item, form, config)
        for _, row in again:
            if not isinstance(row, RowFault) and any(row):
                break
        yield from again

    if _is_unclosed(item, form):
        yield (
            item.name,
            item.rejected(
                "the file has an odd number of quotation marks: a cell is never closed, and rows behind it may "
                "have been read into it"
            ),
        )
    yield from read_table_rows(item, Table(item.name, header, behind_header), config)


def _sample(item: Item) -> bytes:
    """The beginning of a file, cut at a line's end."""
    with item.open() as stream:
        sample = stream.read(_SAMPLE)
    if len(sample) < _SAMPLE:
        return sample
    cut = sample.rfind(b"\n")
    return sample[: cut + 1] if cut > 0 else sample


def _streamed(decoded: Decoded, sample: bytes) -> str:
    """The encoding to stream in; a byte order mark goes with its encoding."""
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return decoded.encoding


def _delimiter(text: str, name: str) -> str:
    """The sign between cells: the one that cuts the first rows into the most even table."""
    if PurePosixPath(name).suffix.lower() == ".tsv":
        return "\t"
    return max(_DELIMITERS, key=lambda sign: (_score(text, sign), -_DELIMITERS.index(sign)))


def _score(text: str, delimiter: str) -> tuple[int, int]:
    """How many columns have well-known names, and how many rows have as many cells as the first."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows += [row] if row else []
            if len(rows) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    if not rows or len(rows[0]) < 2:
        return 0, 0
    try:
        known = len(take_columns(rows[0], {}).places)
    except ColumnFault:
        known = 0
    return known, sum(len(row) == len(rows[0]) for row in rows)


def _rows(
    item: Item, form: _Form, config: ArticlesConfig, quoted: bool = True
) -> Iterator[tuple[int, Sequence[object] | RowFault]]:
    """(line number, cells) of every row; a row that is no CSV is a fault, the next is read."""
    csv.field_size_limit(min(max(config.largest_cell, 131_072), _LARGEST))
    with item.open() as stream:
        lines = io.TextIOWrapper(stream, encoding=form.encoding, errors="replace", newline="")
        reader = csv.reader(
            lines, delimiter=form.delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        )
        while True:
            number = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, RowFault(_said(error, config))
                continue
            yield number, row


def _said(error: csv.Error, config: ArticlesConfig) -> str:
    if "field limit" in str(error):
        return (
            f"a cell is longer than {config.largest_cell:,} characters; perhaps a quotation mark before it is not "
            "closed; what it swallowed is not read"
        )
    return f"the row is no CSV: {error}"


def _is_unclosed(item: Item, form: _Form) -> bool:
    """Whether quotation marks do not come in pairs."""
    count = 0
    with item.open() as stream:
        lines = io.TextIOWrapper(stream, encoding=form.encoding, errors="replace", newline="")
        while piece := lines.read(1 << 20):
            count += piece.count('"')
    return count % 2 == 1
