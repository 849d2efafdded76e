"""Reading by each engine, side by side: articles a second by the clock, and processor milliseconds an article.

    python bench/engines.py [local:1 local:2 daft:2 ray:1 ray:2] [--articles 240] [--words 300] [--languages en,fr]

ENGINE:WORKERS; ray starts a cluster of this machine with so many processors, each worker with one BLAS thread. Articles are
simulated reports of about so many words. All row stages of a shard are done, embeddings
included, as a bulk run does them; every engine reads two shards: the first, of 64 articles, so that the workers have loaded
their models, and the second, which is timed. Each engine works in a process of its own, with the same rows (their digest is shown).
Models are the parser and the embedder; the rest is headwater's own work.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.runs.engines.ray_cluster import called_elsewhere, ray_cluster

from headwater.providers import model_versions
from headwater.runs.bulk.planning import planned
from headwater.runs.bulk.row_stages import do_shard, of_shards
from headwater.runs.bulk.shards import Doing
from headwater.runs.bulk.telling import Done, Teller
from headwater.runs.engines import opened
from headwater.runs.plan import PLAN
from headwater.simulation import simulate
from headwater.store.storage import Storage

_WARM = 64
_TODAY = "2040-01-01"
_MODELS = ("claims.parse", "matches.embed")


def measured(name: str, processes: int, folder: str, out: str) -> tuple[int, float, dict[str, float], str]:
    """Articles, seconds by the clock, processor seconds by stage, and a digest of all rows."""
    place = Storage(out)
    plan = planned([folder], place, shard_size=_WARM, today=_TODAY, endpoint=None, columns={})
    first, rest = plan.shards[0], [one for shard in plan.shards[1:] for one in shard]
    plan.shards[:] = [first, rest]
    seen: list[Done] = []
    with opened(name, processes=processes) as engine:
        doing = Doing(engine, place, model_versions(), Teller(seen.append))
        do_shard(0, plan, of_shards(PLAN), doing)
        seen.clear()
        begun = time.monotonic()
        shelf = do_shard(1, plan, of_shards(PLAN), doing)
        taken = time.monotonic() - begun
    spent: dict[str, float] = {}
    for done in seen:
        spent[done.stage] = spent.get(done.stage, 0.0) + done.processor
    tables = sorted({name for record in shelf.record.stages.values() for name in record.tables})
    digest = hashlib.sha256(" ".join(shelf.sha(one) for one in tables).encode()).hexdigest()[:12]
    return shelf.rows("articles"), taken, spent, digest


@contextmanager
def address_of(engine: str, processes: int) -> Iterator[str]:
    """The engine's name as headwater is given it."""
    if engine != "ray":
        yield engine
        return
    with (
        tempfile.TemporaryDirectory(prefix="ray", ignore_cleanup_errors=True) as folder,
        ray_cluster(Path(folder), processes) as name,
    ):
        yield name


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("engines", nargs="*", default=["local:1", "local:2", "daft:2", "ray:1", "ray:2"])
    options.add_argument("--articles", type=int, default=240)
    options.add_argument("--words", type=int, default=300)
    options.add_argument("--languages", default="en,fr")
    told = options.parse_args()
    there = import_module("bench.engines").measured  # by a name that another process can find
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news"
        simulate(news, told.articles + _WARM, seed=11, languages=told.languages.split(","), words=told.words)
        for engine, _, count in (one.partition(":") for one in told.engines):
            with address_of(engine, int(count)) as name:
                out = str(Path(folder) / f"{engine}{count}")
                articles, taken, spent, digest = called_elsewhere(
                    there, name, int(count), str(news / "articles"), out
                )
            rate, total = articles / taken, sum(spent.values())
            first = first or rate
            models = sum(spent[one] for one in _MODELS)
            print(
                f"{engine + ':' + count:10}{articles:5} articles{taken:8.1f} s by the clock{rate:8.1f} a second, {rate / first:.2f} of the first;"
                f"{total / articles * 1000:8.1f} ms of processors an article, models {models / total:.0%}; rows {digest}",
                flush=True,
            )
            each = ", ".join(f"{one} {seconds / articles * 1000:.1f}" for one, seconds in spent.items())
            print(f"{'':10}ms: {each}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
