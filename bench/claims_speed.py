"""Measures the room `claims`: its work beside a bare parse, reports a second, memory, growth with length.

    python bench/claims_speed.py ratio [LANG...]       the room's processor time over that of a bare parse
    python bench/claims_speed.py reports               English reports of about 300 words a second, in two processes
    python bench/claims_speed.py run                   the same as a run does them: by the executor, tables between stages
    python bench/claims_speed.py memory [ARTICLES]     resident memory as articles go by, in one process
    python bench/claims_speed.py lengths [LANG...]     processor time as an article grows from 25,000 characters
    python bench/claims_speed.py hot [LANG]            where the processor time of the room goes

A bare parse is tokenizer, word vectors, tagger or morphologizer, and parser: the same pipeline without lemmatizer,
attribute ruler and entities, as spaCy itself runs it. The room's parse has all of these. Both sides read the same sentences in turns, in one process, and times are the
processor's, so that other programs disturb the ratio little; matrix products use one thread on either side. Articles are the shared ones where they are here
(HEADWATER_DATA, by default ../shared), else those of examples/.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from threadpoolctl import threadpool_limits

import claims_articles as made
from headwater.claims.config import ExtractConfig, ParseConfig
from headwater.claims.stage import STAGES, extract, parse
from headwater.providers.models import load_models
from headwater.records.arrow import to_table
from headwater.records.articles import Article, Sentence
from headwater.records.ports import Models
from headwater.records.tables import TABLE_OF, Tables
from headwater.runs.executor import ArrowTables, LocalExecutor

ROUNDS = 5
GOAL_RATIO, GOAL_REPORTS = 1.6, 40
LENGTHS = (25_000, 50_000, 100_000, 200_000)


def room(tables: Tables, models: Models) -> Tables:
    """Both stages of the room that every run has, on articles that are read."""
    parsed = tables.merged(parse(tables, ParseConfig(), models))
    return extract(parsed, ExtractConfig(), models)


def timed(
    stage: Callable[..., Tables], tables: Tables, config: object, models: Models
) -> tuple[float, Tables]:
    """Processor seconds of one run of a stage, and what it wrote."""
    begun = time.process_time()
    written = stage(tables, config, models)
    return time.process_time() - begun, written


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of this process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def ratio(languages: Sequence[str]) -> None:
    """The room's processor time over a bare parse's, in turns."""
    models = load_models()
    for lang in languages or ("en", "fr"):
        tables = made.read(made.chosen(lang, 60), models)
        sentences = [
            a.text[s.start : s.end]
            for a in tables.of(Article)
            for s in tables.of(Sentence)
            if s.article == a.id and s.lang == lang
        ]
        bare = made.bare_pipeline(lang)

        def parse_bare(bare: made.Pipeline = bare, sentences: Sequence[str] = sentences) -> None:
            for _ in bare.pipe(sentences, batch_size=256):
                pass

        with_mentions = made.with_mentions(tables, models)
        parse_bare()
        room(with_mentions, models)
        rounds = []
        for _ in range(ROUNDS):
            below = seconds(parse_bare)
            first, parsed = timed(parse, with_mentions, ParseConfig(), models)
            second, _ = timed(extract, with_mentions.merged(parsed), ExtractConfig(), models)
            rounds.append((below, first, second))
        whole = statistics.median((b + c) / a for a, b, c in rounds)
        parts = [statistics.median(column) for column in zip(*rounds, strict=True)]
        print(
            f"{lang}: {len(tables.of(Article))} articles, {len(sentences)} sentences: bare parse {parts[0]:.2f} s, "
            f"claims.parse {parts[1]:.2f} s, claims.extract {parts[2]:.2f} s; ratio {whole:.2f} "
            f"(of {ROUNDS}: {min((b + c) / a for a, b, c in rounds):.2f} to "
            f"{max((b + c) / a for a, b, c in rounds):.2f}; goal {GOAL_RATIO})",
            flush=True,
        )


def _reports_of(part: int) -> tuple[int, int, float, float]:
    """Articles, words, wall and processor seconds of one of two processes."""
    threadpool_limits(limits=1)
    models = load_models()
    tables = made.with_mentions(made.read(made.reports(240)[part::2], models), models)
    words = sum(len(a.text.split()) for a in tables.of(Article))
    room(made.read(made.chosen("en", 3), models), models)
    begun, cpu = time.perf_counter(), time.process_time()
    room(tables, models)
    return len(tables.of(Article)), words, time.perf_counter() - begun, time.process_time() - cpu


def reports() -> None:
    """English reports a second in two processes, models loaded."""
    with get_context("spawn").Pool(2) as pool:
        both = pool.map(_reports_of, (0, 1))
    count, words = sum(b[0] for b in both), sum(b[1] for b in both)
    wall, cpu = max(b[2] for b in both), sum(b[3] for b in both)
    print(
        f"{count} English reports of {words / count:.0f} words: {count / wall:.1f} a second by the clock, "
        f"{2 * count / cpu:.1f} a second on two processors of its own; "
        f"{words / 300 / wall:.1f} and {2 * words / 300 / cpu:.1f} reports of 300 words (goal {GOAL_REPORTS})",
        flush=True,
    )


def run() -> None:
    """English reports a second through the two stages as a run does them, with two processes and loaded models."""
    tables = made.with_mentions(made.read(made.reports(240), load_models()), load_models())
    words = sum(len(a.text.split()) for a in tables.of(Article))
    with LocalExecutor(2) as executor:
        _through(executor, made.with_mentions(made.read(made.reports(48), executor.models), executor.models))
        begun, cpu = time.perf_counter(), _workers_seconds(executor)
        _through(executor, tables)
        wall, cpu = time.perf_counter() - begun, _workers_seconds(executor) - cpu
    print(
        f"{words / 300:.0f} reports of 300 words: {words / 300 / wall:.1f} a second by the clock, "
        f"{2 * words / 300 / cpu:.1f} by the workers' processor time (goal {GOAL_REPORTS})",
        flush=True,
    )


def _through(executor: LocalExecutor, tables: Tables) -> None:
    """Both stages, with tables before, between and behind them."""
    arrow: ArrowTables = {}
    for stage in (stage for stage in STAGES if stage.unanswered is None):
        inputs = {
            TABLE_OF[kind]: arrow.get(TABLE_OF[kind]) or to_table(kind, tables.of(kind))
            for kind in stage.reads
        }
        arrow |= executor.run(stage, inputs, None, lambda done: None)


def _workers_seconds(executor: LocalExecutor) -> float:
    """Processor seconds of the executor's processes and of this one."""
    ticks = 0
    pool = executor._pool  # no part of what the executor offers: only a measure asks for its processes
    for pid in sorted(pool._processes) if pool else ():
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK") + time.process_time()


def memory(articles: int) -> None:
    """Resident memory as articles go by, a batch of 50 at a time."""
    models = load_models()
    done = 0
    for batch in made.batches(articles, 50):
        room(made.with_mentions(made.read(batch, models), models), models)
        done += len(batch)
        if done in (500, 1_000, 2_000, 5_000, 10_000, articles):
            print(f"{done} articles: {made.resident_mib():.0f} MiB", flush=True)


def lengths(languages: Sequence[str]) -> None:
    """Processor time of each stage as one article grows, and its growth at each doubling."""
    models = load_models()
    for name, lang, line in made.growing(languages):
        before = (0.0, 0.0)
        for length in LENGTHS:
            tables = made.long_article(line, lang, length)
            first, parsed = timed(parse, tables, ParseConfig(), models)
            second, _ = timed(extract, tables.merged(parsed), ExtractConfig(), models)
            growth = (
                ""
                if before == (0.0, 0.0)
                else f" ({first / max(before[0], 1e-3):.1f}, {second / max(before[1], 1e-3):.1f} times the half)"
            )
            print(f"{name} {length:,}: parse {first:.2f} s, extract {second:.2f} s{growth}", flush=True)
            before = (first, second)


def hot(lang: str) -> None:
    """The functions in which the room spends its processor time."""
    models = load_models()
    tables = made.with_mentions(made.read(made.chosen(lang, 60), models), models)
    room(tables, models)
    profile = cProfile.Profile(time.process_time)
    profile.runcall(room, tables, models)
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def main() -> None:
    """Run one measure."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("measure", choices=("ratio", "reports", "run", "memory", "lengths", "hot"))
    options.add_argument("of", nargs="*", metavar="LANG|ARTICLES")
    given = options.parse_args()
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}", flush=True)
    numbers = [int(given.of[0])] if given.measure == "memory" and given.of else []
    measures: dict[str, Callable[[], None]] = {
        "ratio": lambda: ratio(given.of),
        "reports": reports,
        "run": run,
        "memory": lambda: memory(*numbers or [10_000]),
        "lengths": lambda: lengths(given.of),
        "hot": lambda: hot(given.of[0] if given.of else "en"),
    }
    with threadpool_limits(limits=1):
        measures[given.measure]()


if __name__ == "__main__":
    main()
