"""WARC reading beside bare warcio iteration, in one run over the same file; and peak memory.

    python bench/warc.py [--megabytes 200] [--runs 3] [--keep FILE]

The file is made of records of our own writing: pages (a third of them under a content coding), pictures, requests,
redirects. Each measure runs in a process of its own. Goals: at most 1.5 times bare warcio; a 2 GB file under 400 MB.
"""

from __future__ import annotations

import argparse
import gzip
import io
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = ["road", "bridge", "port", "flour", "diesel", "council", "soldiers", "drivers", "river", "noon", "Tuesday", "lorries", "engineers", "arch", "market", "harvest"]  # fmt: skip


def make(path: Path, megabytes: int) -> None:
    """A packed WARC file of about that size."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    chosen = random.Random(1)
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        number = 0
        while out.tell() < megabytes * 1_000_000:
            number += 1
            url = f"https://vigie.example/{number}"
            words = " ".join(chosen.choices(WORDS, k=6_000))
            body = f"<html><head><title>{number}</title></head><body><p>{words}</p></body></html>".encode()
            fields = [("Content-Type", "text/html; charset=utf-8")]
            if number % 3 == 0:
                body = gzip.compress(body, 6)
                fields.append(("Content-Encoding", "gzip"))
            _write(writer, url, body, StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1"))
            picture = StatusAndHeaders("200 OK", [("Content-Type", "image/jpeg")], protocol="HTTP/1.1")
            _write(writer, f"{url}.jpg", b"\xff\xd8\xff" + chosen.randbytes(40_000), picture)
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "vigie.example")], is_http_request=True)
            _write(writer, url, b"", asked, "request")
            moved = StatusAndHeaders("301 Moved", [("Location", url)], protocol="HTTP/1.1")
            _write(writer, f"http://vigie.example/{number}", b"", moved)


def _write(writer: object, url: str, body: bytes, head: object, kind: str = "response") -> None:
    record = writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=head)  # type: ignore[attr-defined]
    writer.write_record(record)  # type: ignore[attr-defined]
    record.raw_stream.close()


def bare(path: Path) -> int:
    """Every record, as warcio gives it, none of its bytes asked for."""
    from warcio.archiveiterator import ArchiveIterator

    with path.open("rb") as stream:
        return sum(1 for _ in ArchiveIterator(stream))


def bare_with_pages(path: Path) -> int:
    """The same, with the bytes of every page decoded, as a reader of pages has to."""
    from warcio.archiveiterator import ArchiveIterator

    count = 0
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response" and "html" in (
                record.http_headers.get_header("Content-Type") or ""
            ):
                record.content_stream().read()
                count += 1
    return count


def ours(path: Path) -> int:
    """Every document that headwater's reader hands on."""
    from headwater.articles.archives.warc import read_warc
    from headwater.articles.config import ArticlesConfig
    from headwater.articles.items import Budget, Item, Told, of_file

    budget = Budget(10_000_000, 1 << 50)
    item = of_file(path, path.name, "warc", path.stat().st_size, budget, Told())
    return sum(isinstance(one, Item) for _, one in read_warc(item, ArticlesConfig()))


MOST_RATIO = 1.5
MOST_MIB = 400
MEASURES = {"bare": bare, "bare_with_pages": bare_with_pages, "ours": ours}


def main() -> None:
    """A line for each measure, the best of several runs, and the ratios."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--megabytes", type=int, default=200)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--only", help=argparse.SUPPRESS)
    options.add_argument("--file", type=Path, help="a WARC file to read instead of one of our own")
    given = options.parse_args()
    if given.only:
        import warcio.archiveiterator  # noqa: F401 - loading code is no part of the measure

        import headwater.articles.archives.warc  # noqa: F401

        begun = time.process_time()
        count = MEASURES[given.only](given.file)
        print(
            f"{time.process_time() - begun:.3f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} {count}"
        )
        return
    with tempfile.TemporaryDirectory() as folder:
        path = given.file or Path(folder) / "made.warc.gz"
        if given.file is None:
            make(path, given.megabytes)
        print(f"{path.stat().st_size / 1e6:,.0f} MB, best of {given.runs}, processor time")
        best: dict[str, float] = {}
        highest = 0
        for _ in range(given.runs):
            for name in MEASURES:
                seconds, peak, count = _measure(name, path)
                highest = max(highest, peak if name == "ours" else 0)
                if seconds < best.get(name, 1e9):
                    best[name] = seconds
                    told = f"  {name}: {seconds:.2f} s, {count} counted, peak {peak} MiB"
                    print(told, flush=True)
        print(
            f"ours / bare: {best['ours'] / best['bare']:.2f} (goal at most {MOST_RATIO}); "
            f"ours / bare with pages: {best['ours'] / best['bare_with_pages']:.2f}; "
            f"peak {highest} MiB (goal under {MOST_MIB})"
        )


def _measure(name: str, path: Path) -> tuple[float, int, int]:
    done = subprocess.run(
        [sys.executable, __file__, "--only", name, "--file", str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, peak, count = done.stdout.split()
    return float(seconds), int(peak), int(count)


if __name__ == "__main__":
    main()
