"""HTML pages a second, in processor time of one core: parse, metadata and body; then with parts, sentences, languages.

    python bench/pages.py [--rounds N] [--processes N] [--plain] [--profile]

The pages are those of tests/articles/pages, each filled up to what news pages weigh: a menu of 120 links, 40 cards
of other texts, 40 kB of scripts and styles, and the article's paragraphs four times over with words changed, so that
nothing is read twice. ``--plain`` takes them as they are. Beside our figure stands trafilatura alone with its own
metadata. Last the same pages shared among processes, by the clock: the goal is 40 pages a second on two cores.
"""

from __future__ import annotations

import argparse
import cProfile
import io
import multiprocessing
import os
import pstats
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, cast

import trafilatura

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.articles.pages.building import all_pages

from headwater.articles import read
from headwater.articles.config import ArticlesConfig
from headwater.articles.items import Budget, Item
from headwater.articles.pages import read_html
from headwater.providers.languages import FastTextIdentifier
from headwater.records.ports import Models

GOAL = 40  # pages a second on two cores
_PARAGRAPH = re.compile(rb"(?:<p[^>]*>[^<]{80,}</p>\s*)+")
_WORD = re.compile(r"(?<=\s)(\w{5,})(?=\s)")


def filled(data: bytes, number: int) -> bytes:
    """A page with the mass of a real one."""
    menu = "".join(f'<li class="menu-item"><a href="/s/{at}">Section {at}</a></li>' for at in range(120))
    cards = "".join(
        f'<div class="card related-item"><a href="/n/{number}-{at}"><img src="/i/{at}.jpg" alt=""><h3>Another text {at} '
        f"of this site</h3></a><span>{at} hours ago</span></div>"
        for at in range(40)
    )
    script = "var a=" + ",".join(f'{{"k{at}":"{at * 7919}"}}' for at in range(2000)) + ";"
    head = f"<style>{'.x{color:#fff}' * 700}</style><script>{script}</script></head>".encode()
    body = f'<nav class="menu"><ul>{menu}</ul></nav>'.encode()
    foot = f'<div class="related-list">{cards}</div></body>'.encode()
    data = data.replace(b"</head>", head, 1).replace(b"</body>", foot, 1)
    data = re.sub(rb"(<body[^>]*>)", lambda found: found[1] + body, data, count=1)
    return _PARAGRAPH.sub(lambda found: _more(found.group(), number), data, count=1)


def _more(paragraphs: bytes, number: int) -> bytes:
    text = paragraphs.decode("utf-8", "replace")
    again = [_WORD.sub(lambda word, turn=turn: f"{word[1]}{number}{turn}", text) for turn in range(3)]  # type: ignore[misc]
    return "".join([text, *again]).encode()


def items(plain: bool, rounds: int) -> list[Item]:
    """The pages as items."""
    found = []
    for turn in range(rounds):
        for number, page in enumerate(all_pages()):
            ready = not plain and page.expected.get("encoding") is None
            data = filled(page.data, 100 * turn + number) if ready else page.data
            stream = partial(io.BytesIO, data)
            found.append(Item(f"{page.name}.html", "html", len(data), stream, Budget(10**6, 10**12)))
    return found


def read_all(pages: Sequence[Item]) -> int:
    """Reads them; the number of drafts."""
    config = ArticlesConfig()
    return sum(1 for page in pages for _ in read_html(page, config))


def by_the_clock(pages: Sequence[Item], processes: int) -> float:
    """Seconds in which so many processes read all pages, once they stand ready."""
    context = multiprocessing.get_context("fork")
    ready = context.Barrier(processes + 1)

    def share(number: int) -> None:
        own = pages[number::processes]
        read_all(own[:3])
        ready.wait()
        read_all(own)

    workers = [context.Process(target=share, args=(number,)) for number in range(processes)]
    for worker in workers:
        worker.start()
    ready.wait()
    begun = time.perf_counter()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise SystemExit("a process failed")
    return time.perf_counter() - begun


def main() -> None:
    """Measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    pages = items(given.plain, given.rounds)
    models = Models(parser=cast(Any, None), embedder=cast(Any, None), languages=FastTextIdentifier())
    models.languages.identify(["warm"])
    read_all(pages[:5])
    size = sum(page.size for page in pages) / len(pages) / 1000
    start = time.process_time()
    drafts = read_all(pages)
    ours = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages):
            (Path(folder) / f"{number}.html").write_bytes(page.data())
        start = time.process_time()
        read([Path(folder)], ArticlesConfig(), models)
        whole = time.process_time() - start
    start = time.process_time()
    for page in pages:
        trafilatura.bare_extraction(page.data(), include_comments=False, with_metadata=True)
    theirs = time.process_time() - start
    print(f"{len(pages)} pages of {size:.0f} kB, {drafts} drafts and rejections")
    print(f"  headwater          {len(pages) / ours:.1f} pages a second of one core")
    print(f"  ... with parts     {len(pages) / whole:.1f}")
    print(f"  trafilatura alone  {len(pages) / theirs:.1f}")
    seconds = by_the_clock(pages, given.processes)
    print(
        f"{given.processes} processes on {os.cpu_count()} cores: {len(pages) / seconds:.1f} pages a second by the clock "
        f"(goal {GOAL} on two cores)"
    )
    if given.profile:
        profile = cProfile.Profile()
        profile.runcall(read_all, pages)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)


if __name__ == "__main__":
    main()
