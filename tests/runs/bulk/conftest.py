"""Inputs for bulk runs: a world of reports of our own, in rows, a table, a web archive and files."""

from __future__ import annotations

import gc
import io
import json
import warnings
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_TOWNS = ("Ollenz", "Vardesk", "Marrow", "Teshk", "Qorrin", "Sandmere")


def report(number: int) -> dict[str, str]:
    """A short report; every sixth is another outlet's copy of the first of its town."""
    town = _TOWNS[number % len(_TOWNS)]
    people = number % len(_TOWNS) + 3
    text = (
        f"The bridge at {town} was hit on Tuesday and {people} people were killed, the mayor of {town} said. "
        f"Police said that {people + 2} people were hurt near the market of {town}. "
        "The army did not answer questions on Wednesday."
    )
    return {
        "id": f"r{number:03}",
        "title": f"Bridge at {town} hit, {people} killed",
        "text": text,
        "publisher": f"Outlet {number // len(_TOWNS)}",
        "published": f"2033-05-{11 + number // len(_TOWNS):02}",
        "lang": "en",
    }


@pytest.fixture(scope="session")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with rows, a Parquet table, a web archive, a page and things that cannot be read; some articles twice."""
    folder = tmp_path_factory.mktemp("bulk") / "in"
    folder.mkdir()
    rows = [json.dumps(report(number)) for number in range(14)]
    rows[5:5] = ["", "{broken", json.dumps({"title": "", "text": ""})]
    (folder / "a.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    again = report(3) | {"text": "Another text under the same id, said a reader."}
    (folder / "b.jsonl").write_text(
        "\n".join(json.dumps(one) for one in (report(2), again, report(14))), encoding="utf-8"
    )
    table = [report(number) for number in range(15, 24)]
    for number, row in enumerate(table):
        row["published"] = f"{number + 1:02}/0{5 + number % 2}/2033" if number != 8 else "25/05/2033"
    pq.write_table(pa.Table.from_pylist(table), folder / "c.parquet", row_group_size=4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # warcio leaves its buffers to the collector
        (folder / "d.warc.gz").write_bytes(web_archive())
        gc.collect()
    (folder / "e.txt").write_text("Bridge reopened\n\nThe bridge at Marrow is open again, the mayor said.\n")
    (folder / "empty.jsonl").write_text("")
    (folder / "picture.bin").write_bytes(b"\x00\x01\x02" * 100)
    return folder


def web_archive() -> bytes:
    """Pages in a WARC file: with a redirect to one of them, one that is missing, and one captured twice."""
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=True)

    def put(url: str, status: str, body: bytes, **fields: str) -> None:
        headers = [("Content-Type", "text/html; charset=utf-8"), *fields.items()]
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http)
        writer.write_record(record)

    put("https://news.example/old", "301 Moved", b"", Location="https://news.example/p0")
    for number in range(5):
        town = _TOWNS[number]
        page = (
            f"<html lang=en><head><title>Market of {town} shelled</title></head><body><article><h1>Market of {town} shelled</h1>"
            f"<p>The market of {town} was shelled on Friday and {number + 2} people died, a witness told the Courier.</p>"
            f"<p>The army said that it had fired at {town} only after it was fired at.</p></article></body></html>"
        )
        put(f"https://news.example/p{number}", "200 OK", page.encode())
    put("https://news.example/gone", "404 Not Found", b"nothing here")
    put("https://news.example/p1", "200 OK", b"<html><body><p>Moved.</p></body></html>")
    return sink.getvalue()
