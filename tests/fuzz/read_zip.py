"""The zip, WACZ, tar and packed-file readers under arbitrary bytes; the first byte chooses which."""

from __future__ import annotations

import io
import tarfile
import zipfile

from tests.articles.archives.making import Warc, packed, zip_of
from tests.fuzz.reading import read_as

KINDS = ("zip", "wacz", "tar", "packed")


def fuzz(data: bytes) -> None:
    """Read the bytes behind the first as an archive."""
    if data:
        read_as(KINDS[data[0] % len(KINDS)], data[1:], ".txt.gz")


def seeds() -> list[bytes]:
    """One small archive of each kind."""
    text = b"The road to Ostrel is open again, two drivers said.\n"
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("дорога.txt")
        info.size = len(text)
        archive.addfile(info, io.BytesIO(text))
    warc = Warc(packed=False).add("https://vigie.example/a", b"<p>words of a page</p>").done()
    wacz = zip_of({"datapackage.json": b'{"resources":[]}', "archive/a.warc": warc}, zipfile.ZIP_STORED)
    return [
        b"\0" + zip_of({"a.txt": text, "b/c.html": b"<p>words</p>"}),
        b"\x01" + wacz,
        b"\x02" + out.getvalue()[:3072],
        b"\x03" + packed(text),
    ]
