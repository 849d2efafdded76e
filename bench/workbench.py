"""The workbench over a large case: server time of its main pages, with many readers at once, and its memory.

    python bench/workbench.py [--articles 10000] [--clients 20] [--pause 0.5] [--seconds 30] [--work DIR] [--case OUT]

The case is that of ``bench/readmodel.py``. The server is a process of its own; each client asks one page after another,
with a pause between them as somebody who reads makes (0: as fast as answers come, which measures the queue). Goals:
p95 under 150 ms, under 600 MB.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_SERVE = (
    "import sys; from headwater.show.cli.app import main; sys.argv = ['headwater', *sys.argv[1:]]; main()"
)


def prepared(work: Path, articles: int) -> Path:
    """A simulated case, as ``bench/readmodel.py`` makes it."""
    spec = importlib.util.spec_from_file_location("readmodel", Path(__file__).with_name("readmodel.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    out: Path = module.prepare(work, articles)
    return out


def served(out: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A server over the case, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE, "serve", str(out), "--port", str(port), "--offline"]
    )
    until = time.monotonic() + 600
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return process, port
    raise SystemExit("the server did not come up")


def pages_of(base: str) -> dict[str, list[str]]:
    """Addresses of each main page; of groups, articles, names and sources some fifty."""
    import httpx

    def hrefs(path: str, name: str) -> list[str]:
        return [row["href"] for row in httpx.get(f"{base}{path}", timeout=120).json()[name]]

    return {
        "overview": ["/"],
        "groups": ["/groups", "/groups?page=3", "/groups?show=one"],
        "one group": hrefs("/groups.json?show=all", "groups"),
        "articles": ["/articles", "/articles?page=20", "/articles?order=outlet"],
        "one article": hrefs("/articles.json", "articles"),
        "names": ["/entities", "/entities?page=2"],
        "one name": hrefs("/entities.json?page=2", "entities"),
        "sources": ["/sources"],
        "one source": hrefs("/sources.json?page=2", "sources") or hrefs("/sources.json", "sources"),
        "search": ["/search?q=said", "/search?q=police", "/search?q=market&where=articles"],
        "to find": ["/tasks"],
        "judgements": ["/judgements"],
    }


async def asked(
    base: str, pages: dict[str, list[str]], clients: int, pause: float, seconds: float
) -> dict[str, list[float]]:
    """Milliseconds of each page, by its kind."""
    import httpx

    taken: dict[str, list[float]] = {kind: [] for kind in pages}
    until = time.monotonic() + seconds

    async def read(number: int) -> None:
        async with httpx.AsyncClient(base_url=base, timeout=60) as client:
            turn = number
            await asyncio.sleep(pause * number / max(1, clients))
            while time.monotonic() < until:
                kind = list(pages)[turn % len(pages)]
                path = pages[kind][(turn * 7 + number) % len(pages[kind])]
                begun = time.monotonic()
                answer = await client.get(path, headers={"accept": "text/html"})
                taken[kind].append((time.monotonic() - begun) * 1000)
                assert answer.status_code == 200, (path, answer.status_code)
                turn += 1
                await asyncio.sleep(pause)

    await asyncio.gather(*(read(number) for number in range(clients)))
    return taken


def memory_of(pid: int) -> int:
    """Peak memory of a process in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) // 1024


def processor_of(pid: int) -> float:
    """Milliseconds of processor time that a process has used: other work on the machine does not disturb it."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def told(taken: dict[str, list[float]]) -> dict[str, Any]:
    """Median, p95 and number of each kind of page, and of all."""

    def figures(values: list[float]) -> dict[str, float]:
        ranked = sorted(values)
        return {
            "median ms": round(statistics.median(ranked)),
            "p95 ms": round(ranked[int(len(ranked) * 0.95)]),
            "asked": len(ranked),
        }

    every = [value for values in taken.values() for value in values]
    return {kind: figures(values) for kind, values in taken.items() if values} | {"all": figures(every)}


def main() -> None:
    """Measure, and print the figures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--pause", type=float, default=0.5)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--case", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        out = given.case or prepared(given.work or Path(spare), given.articles)
        begun = time.monotonic()
        process, port = served(out)
        try:
            base = f"http://127.0.0.1:{port}"
            up = round(time.monotonic() - begun, 1)
            pages = pages_of(base)
            alone = told(asyncio.run(asked(base, pages, 1, 0.0, min(10.0, given.seconds))))
            used = processor_of(process.pid)
            together = told(asyncio.run(asked(base, pages, given.clients, given.pause, given.seconds)))
            used = (processor_of(process.pid) - used) / together["all"]["asked"]
            peak = memory_of(process.pid)
        finally:
            process.terminate()
            process.wait(20)
    found = {
        "up after s": up,
        "one client": alone,
        f"{given.clients} clients, pause {given.pause} s": together,
        "processor ms a page": round(used, 1),
        "peak MiB": peak,
    }
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
