"""CSV, JSON and Parquet readers under arbitrary bytes; the first byte chooses."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq

from tests.fuzz.reading import read_as

KINDS = (("table", ".csv"), ("objects", ".json"), ("parquet", ".parquet"), ("table", ".tsv"))


def fuzz(data: bytes) -> None:
    """Read the bytes behind the first as a table."""
    kind, suffix = KINDS[data[0] % len(KINDS)] if data else KINDS[0]
    read_as(kind, data[1:], suffix)


def seeds() -> list[bytes]:
    """One of each form."""
    out = io.BytesIO()
    pq.write_table(pa.table({"title": ["One"], "text": ["Words of one."]}), out)
    gkg = "20340302100000-T1\t20340302100000\t1\texample.org\thttps://example.org/b" + "\t" * 22
    return [
        b'\0title;text;date\nOne;"Words ""of"" one";13/04/2034\nTwo;=1+1;04/13/34\n',
        b'\1[{"title": "One", "text": "Words.", "date": "2034-03-02"}]',
        b"\2" + out.getvalue(),
        b"\3" + gkg.encode(),
    ]
