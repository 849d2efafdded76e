"""Score how changes are named on hand-written pairs: by language and kind, and false alarms on unchanged pairs.

    python quality/change_pairs.py [--faults]

Reads ``tests/origins/changes/tables``: the working tables (``en.toml`` ...), which the rules were written with,
and the fresh and later ones (``fresh_*.toml``, ``later_*.toml``), whose pairs were written before the tool was
asked. Each pair of ``fresh_across.toml`` is compared in both directions, each of ``later_across.toml`` from every
language to every other. Prints one JSON object; ``--faults`` prints each fault too.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from headwater.origins.changes import Passage, compare_passages

TABLES = Path(__file__).resolve().parents[1] / "tests" / "origins" / "changes" / "tables"
TURNED = {"hedge_dropped": "hedge_added", "hedge_added": "hedge_dropped"}
WORKING = ("en", "fr", "ar", "tr", "ru", "across")
CHILDREN = ("fr", "ar", "tr", "ru")


class Row(NamedTuple):
    """One pair: what it is counted under, its kind ("" where nothing changed) and both sides."""

    under: str
    kind: str
    parent: Passage
    child: Passage


def listed(name: str, lang: str, under: str) -> Iterator[Row]:
    """The pairs of one table, altered and unchanged; a row may end in its two languages."""
    data: dict[str, Any] = tomllib.loads((TABLES / f"{name}.toml").read_text("utf-8"))
    for table in ("pairs", "same"):
        for row in data[table]:
            kind, texts = (row[0], row[1:]) if table == "pairs" else ("", row)
            first, second = texts[2:] or (lang, lang)
            yield Row(under, kind, Passage(texts[0], first), Passage(texts[1], second))


def across() -> Iterator[Row]:
    """English and French parents with a child in each other language, and the other way round."""
    data: dict[str, Any] = tomllib.loads((TABLES / "fresh_across.toml").read_text("utf-8"))
    for row in data["altered"]:
        for parent in ("en", "fr"):
            for lang in CHILDREN:
                if parent != lang:
                    old, new = (
                        Passage(row[parent], parent),
                        Passage(row.get(f"{lang}_altered", row.get(lang)), lang),
                    )
                    yield Row(f"fresh {parent}-{lang}", row["kind"], old, new)
                    yield Row(f"fresh {lang}-{parent}", TURNED.get(row["kind"], row["kind"]), new, old)
    for row in data["same"]:
        for parent in ("en", "fr"):
            for lang in CHILDREN:
                if parent != lang:
                    old, new = Passage(row[parent], parent), Passage(row[lang], lang)
                    yield Row(f"fresh {parent}-{lang}", "", old, new)
                    yield Row(f"fresh {lang}-{parent}", "", new, old)


def later_across() -> Iterator[Row]:
    """Causes and labels that the telling in another language changed, and sentences that it kept."""
    data: dict[str, Any] = tomllib.loads((TABLES / "later_across.toml").read_text("utf-8"))
    ways = [(a, b) for a in WORKING[:-1] for b in WORKING[:-1] if a != b]
    for row in data["altered"]:
        for a, b in ways:
            yield Row("later across", row["kind"], Passage(row["kept"][a], a), Passage(row["altered"][b], b))
    for row in data["same"]:
        for a, b in ways:
            yield Row("later across", "", Passage(row[a], a), Passage(row[b], b))


def all_rows() -> Iterator[Row]:
    """Every pair of every table."""
    for name in WORKING:
        yield from listed(name, name, f"working {name}")
    for lang in WORKING[:-1]:
        yield from listed(f"fresh_{lang}", lang, f"fresh {lang}")
        yield from listed(f"later_{lang}", lang, f"later {lang}")
    yield from across()
    yield from later_across()


def share(part: int, whole: int) -> str:
    """A share as counts and as a figure."""
    return f"{part}/{whole} = {part / whole:.3f}" if whole else "0/0"


def main() -> None:
    """Compare, count, print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--faults", action="store_true")
    given = options.parse_args()
    named: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    by_kind: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    false: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    extra: dict[str, int] = defaultdict(int)
    faults: list[str] = []
    for row in all_rows():
        said = [d.kind for d in compare_passages(row.parent, row.child)]
        right = row.kind in said if row.kind else not said
        for tally in (
            (named[row.under], by_kind[f"{row.under.split()[0]} {row.kind}"])
            if row.kind
            else (false[row.under],)
        ):
            tally[0] += right if row.kind else bool(said)
            tally[1] += 1
        extra[row.under] += sum(kind != row.kind for kind in said) if row.kind else 0
        if not right:
            faults.append(
                f"{row.under}: {row.kind or 'same'} told as {said}: {row.parent.text} -> {row.child.text}"
            )
    figures = {
        "named_with_the_right_kind": {k: share(*v) for k, v in named.items()},
        "by_kind": {k: share(*v) for k, v in sorted(by_kind.items())},
        "false_alarms_on_unchanged": {k: share(*v) for k, v in false.items()},
        "other_kinds_told_beside": {k: v for k, v in extra.items() if v},
    }  # fmt: skip
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    if given.faults:
        print("\n".join(faults))


if __name__ == "__main__":
    main()
