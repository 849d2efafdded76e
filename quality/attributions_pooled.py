"""Nested and hedged attributions of all five languages together: too few in any one language to tell much.

    python quality/attributions_pooled.py --data DIR [--work DIR] [--half train|dev]... [--lang en|fr|ar|tr|ru]...

DIR holds ``corpora/attributions_<lang>_{train,dev}.jsonl``, ``gold/`` with the same names, and
``score/score.py``, whose counts are added up. Rules learn nothing from a corpus, so no cross-validation is
needed; they were written while reading the train halves, so the dev halves are the ones to trust. What is
parsed is kept under ``--work`` and read again while the corpus and the code that made it are the same.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import pickle
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

from headwater.articles.config import ArticlesConfig
from headwater.articles.stage import read
from headwater.claims.stage import STAGES as CLAIMS
from headwater.entities.stage import STAGES as ENTITIES
from headwater.providers import load_models
from headwater.records.articles import Article
from headwater.records.claims import Attribution
from headwater.records.tables import Tables

ROOT = Path(__file__).parent.parent
LANGUAGES = ("en", "fr", "ar", "tr", "ru")
HALVES = ("train", "dev")
_PARSED_BY = ("articles", "text", "records", "providers", "claims/parsing.py", "entities")
FLOOR = 0.6
"""What nested and hedged must reach over both halves of all languages."""


def fingerprint(corpus: Path) -> str:
    """A hash of a corpus and of the code that reads and parses it."""
    digest = hashlib.sha256(corpus.read_bytes())
    for name in _PARSED_BY:
        place = ROOT / "src" / "headwater" / name
        for file in [place] if place.is_file() else sorted(place.rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def parsed(corpus: Path, work: Path) -> Tables:
    """The tables that ``claims.extract`` reads, made or taken from the folder ``work``."""
    kept = work / f"{corpus.stem}.{fingerprint(corpus)}.pickle"
    if kept.is_file():
        tables: Tables = pickle.loads(kept.read_bytes())  # our own file
        return tables
    models = load_models()
    tables = read([corpus], ArticlesConfig(), models)
    for stage in (CLAIMS[0], ENTITIES[0]):  # claims.parse, entities.find
        tables = tables.merged(stage.run(tables, stage.config, models))
    work.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(tables))
    return tables


def attributed(tables: Tables) -> dict[str, Any]:
    """The lists of case.json that the scorer of attributions reads."""
    extract = CLAIMS[1]
    rows = extract.run(tables, extract.config, load_models()).of(Attribution)
    return {
        "articles": [{"id": a.id} for a in tables.of(Article)],
        "attributions": [asdict(a) for a in rows],
    }


def load_scorer(data: Path) -> ModuleType:
    """The shared scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", data / "score" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def counts(
    data: Path, work: Path, langs: Sequence[str], halves: Sequence[str]
) -> Iterator[tuple[str, str, Counter[str]]]:
    """For each language and half what the scorer counted."""
    scorer = load_scorer(data)
    for lang in langs:
        for half in halves:
            name = f"attributions_{lang}_{half}"
            case = work / f"{name}.case.json"
            tables = parsed(data / "corpora" / f"{name}.jsonl", work)
            case.write_text(json.dumps(attributed(tables)), encoding="utf-8")
            printed = scorer.attributions(case, data / "gold" / f"{name}.jsonl")
            yield lang, half, Counter(printed["counts"])


def figures(n: Mapping[str, int]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of what is pooled, from counts."""
    return {
        "content": _f1(n["content"], n["predicted"], n["gold"]),
        "relation": _f1(n["relation"], n["predicted"], n["gold"]),
        "nested": _f1(n["nested"], n["nested_predicted"], n["nested_gold"]),
        "hedged": _f1(n["hedged"], n["hedged_predicted"], n["hedged_gold"]),
    }


def _f1(hits: int, predicted: int, gold: int) -> tuple[float, float, float]:
    p, r = hits / predicted if predicted else 0.0, hits / gold if gold else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def line(name: str, n: Mapping[str, int]) -> str:
    """One line of the table: a language and half, then p/r/f1 of each figure."""
    found = figures(n)
    cells = (f"{key} {p:.3f}/{r:.3f}/{f:.3f}" for key, (p, r, f) in found.items())
    return f"{name:<10} {'  '.join(cells)}  ({n['nested_gold']} nested, {n['hedged_gold']} hedged)"


def main() -> None:
    """Print the table; nothing is held against a floor here."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = Path(os.environ.get("HEADWATER_DATA", ROOT.parent / "shared"))
    options.add_argument("--data", type=Path, default=default)
    options.add_argument("--work", type=Path, default=ROOT / ".cache" / "attributions_pooled")
    options.add_argument("--half", action="append", choices=HALVES)
    options.add_argument("--lang", action="append", choices=LANGUAGES)
    chosen = options.parse_args()
    halves = chosen.half or HALVES
    pooled: dict[str, Counter[str]] = {half: Counter() for half in halves}
    chosen.work.mkdir(parents=True, exist_ok=True)
    for lang, half, n in counts(chosen.data, chosen.work, chosen.lang or LANGUAGES, halves):
        print(line(f"{lang} {half}", n), flush=True)
        pooled[half].update(n)
    for half, n in pooled.items():
        print(line(f"all {half}", n))
    total = sum(pooled.values(), Counter())
    print(line("all", total), f"floor {FLOOR:.2f} for nested and hedged", sep="\n")


if __name__ == "__main__":
    main()
