"""Names: blocking keys and comparisons a second, and resolving many mentions, in processor time of one core.

    python bench/names.py [keys] [comparisons] [resolving] [--mentions N]

Processor time, so that other work on the machine disturbs little. Names are made of syllables and of
words that organisations have in common, one of four in Arabic or Cyrillic letters; nothing is read twice
from a cache that a real run would not have: a name is taken apart once and then compared with twenty
others, every pair is new. ``resolving`` makes articles of 25 mentions whose distinct names grow with
their number, a third of them respelt, and measures ``entities.resolve`` alone.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from itertools import combinations

from headwater.entities import compare_names
from headwater.entities.blocking import blocking_keys
from headwater.entities.config import ResolveConfig, TypeConfig
from headwater.entities.entries import entries
from headwater.entities.resolve import resolve
from headwater.entities.retyping import type_names
from headwater.records.articles import Article, Published, Sentence
from headwater.records.entities import Entity, EntityType, Mention, MentionEntity
from headwater.records.ports import Models
from headwater.records.tables import Tables

SYLLABLES = [
    "ba",
    "dar",
    "fel",
    "gor",
    "han",
    "jur",
    "kal",
    "lim",
    "mor",
    "nas",
    "pel",
    "qor",
    "rin",
    "sab",
    "tov",
    "ul",
    "ven",
    "wad",
    "yar",
    "zem",
    "shi",
    "kha",
    "dou",
    "gha",
    "mir",
]
GENERIC = [
    "Front",
    "Army",
    "Brigade",
    "Movement",
    "Party",
    "Committee",
    "Council",
    "Union",
    "Company",
    "Foundation",
    "Islamic",
    "National",
    "Popular",
    "Liberation",
    "Free",
    "United",
    "Northern",
    "Southern",
    "of",
    "for",
    "the",
    "al-",
    "Trading",
    "Industries",
]
ARABIC = dict(zip("abdefghijklmnopqrstuvwyz", "ابدهفغحيجكلمنوبقرستوفويز", strict=True))
CYRILLIC = dict(zip("abdefghijklmnopqrstuvwyz", "абдефгхийклмнопкрстуввыз", strict=True))
IN_ARTICLE = 25


def word(chance: random.Random) -> str:
    """A word of two or three syllables."""
    return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3)))).capitalize()


def name(chance: random.Random, kind: str) -> str:
    """A person's name of two or three words, or an organisation's of three to six."""
    if kind == "Person":
        found = " ".join(word(chance) for _ in range(chance.choice((2, 2, 3))))
    else:
        own = [word(chance) for _ in range(chance.choice((1, 2, 2)))]
        words = own + chance.choices(GENERIC, k=chance.choice((2, 3, 4)))
        chance.shuffle(words)
        found = " ".join(words).replace("- ", "-").strip("- ")
    script = chance.random()
    if script < 0.25:
        letters = ARABIC if script < 0.15 else CYRILLIC
        found = "".join(letters.get(c, c) for c in found.lower())
    return found


def respelt(chance: random.Random, text: str) -> str:
    """The name with one slip: two letters swapped, one doubled, one left out, or a word moved."""
    at = chance.randrange(1, max(2, len(text) - 1))
    changes = (
        text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
        text[:at] + text[at : at + 1] + text[at:],
        text[:at] + text[at + 1 :],
        " ".join(reversed(text.split())),
    )
    return chance.choice(changes)


def peak_mib() -> float:
    """The most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def tell(what: str, count: int, seconds: float, goal: float) -> None:
    """One line: how many, how fast, against which goal."""
    rate = count / seconds
    print(f"{what}: {count:,} in {seconds:.2f} s of processor time, {rate:,.0f} a second (goal {goal:,.0f})")


def keys(chance: random.Random) -> None:
    """Blocking keys of names never met before."""
    names = [(name(chance, kind), kind) for kind in ("Person", "Organization") for _ in range(10_000)]
    begun = time.process_time()
    count = sum(len(blocking_keys(text, kind)) for text, kind in names)
    tell("blocking keys", count, time.process_time() - begun, 50_000)


def comparisons(chance: random.Random) -> None:
    """Comparisons of pairs never met before: blocks of three names with six respellings each, all with all."""
    for kind in ("Person", "Organization"):
        pairs = []
        for _ in range(200):
            block = [name(chance, kind) for _ in range(3)]
            block += [respelt(chance, text) for text in block for _ in range(6)]
            pairs += list(combinations(block, 2))
        begun = time.process_time()
        for left, right in pairs:
            compare_names(left, right, kind)
        tell(f"comparisons, {kind}", len(pairs), time.process_time() - begun, 20_000)


def registry_names() -> list[tuple[str, str, str]]:
    """English names of the registry's persons and groups, with their kind and entry."""
    kinds = {"person": "Person", "group": "Organization"}
    return [
        (name.text, kinds[entry.type], entry.id)
        for entry in entries().values()
        if entry.type in kinds
        for name in entry.names
        if name.lang == "en" and not name.short
    ]


def new_name(chance: random.Random, registered: list[tuple[str, str, str]]) -> tuple[str, str, str | None]:
    """A name, its kind and its entry: one in five is the registry's, all others are made up."""
    if chance.random() < 1 / 5:
        return chance.choice(registered)
    kind = chance.choice(("Person", "Organization"))
    return name(chance, kind), kind, None


def made_case(chance: random.Random, mentions: int) -> Tables:
    """Articles of 25 mentions each; one new name in three mentions, a fifth of them registered, a third of the rest respelt."""
    rows: list[object] = []
    known: list[tuple[str, str, str | None]] = []
    registered = registry_names()
    for number in range(mentions // IN_ARTICLE):
        id_, text, at = f"a{number:06d}", [], 0
        for _ in range(IN_ARTICLE):
            if not known or chance.random() < 1 / 3:
                known.append(new_name(chance, registered))
                said, kind, known_as = known[-1]
            else:
                said, kind, known_as = chance.choice(known)
                if chance.random() < 1 / 3:
                    said, known_as = respelt(chance, said), None
            type_: EntityType = "person" if kind == "Person" else "group"
            rows.append(
                Mention(
                    f"me-{id_}-{at}",
                    id_,
                    said,
                    at,
                    at + len(said),
                    "en",
                    type_,
                    known_as,
                    None,
                    "model",
                    "Made.",
                )
            )
            text.append(said)
            at += len(said) + 1
        whole = "\n".join(text)
        rows += [
            Article(id_, None, None, "0", text[0], whole, None, None, Published(), ["en"], []),
            Sentence(id_, 0, 0, len(whole), "en", "p1", False),
        ]
    return Tables.of_rows(rows)


def resolving(chance: random.Random, mentions: int) -> None:
    """The stages ``entities.type_names`` and ``entities.resolve`` over a made case."""
    tables = made_case(chance, mentions)
    before, begun = peak_mib(), time.process_time()
    models = Models(parser=None, embedder=None, languages=None)  # type: ignore[arg-type]
    tables = tables.merged(type_names(tables, TypeConfig(), models))
    done = resolve(tables, ResolveConfig(), models)
    seconds = time.process_time() - begun
    print(
        f"resolving: {len(done.of(MentionEntity)):,} mentions to {len(done.of(Entity)):,} entities in {seconds:.1f} s of "
        f"processor time (goal 60 s for 100,000), {peak_mib() - before:.0f} MiB more than the {before:.0f} MiB held before"
    )


def main() -> None:
    """Run what is asked for, or everything."""
    options = argparse.ArgumentParser(description="benchmarks of names")
    options.add_argument("names", nargs="*", help="keys, comparisons, resolving")
    options.add_argument("--mentions", type=int, default=100_000)
    chosen = options.parse_args()
    wanted = chosen.names or ["keys", "comparisons", "resolving"]
    compare_names("Ada Lind", "Ada Linde")  # tables load once, before any clock starts
    blocking_keys("Harbour Watch Committee")
    if "keys" in wanted:
        keys(random.Random(1))
    if "comparisons" in wanted:
        comparisons(random.Random(2))
    if "resolving" in wanted:
        resolving(random.Random(3), chosen.mentions)


if __name__ == "__main__":
    main()
