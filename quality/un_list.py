"""Names of organisations on a public UN list: is the right one first when each alias is asked for?

    python quality/un_list.py [--failing] [LIST.jsonl]

Every alias is compared, by ``compare_names(alias, name, "Organization")``, with all names of every
organisation of the list, its own other names among them but never itself; an organisation scores as its
best name. *First* means above every other organisation: a tie is not first. Names in their own script
are asked for in the same way.

An alias *shares a name part* with its organisation where a word of it is a word of another of its names:
words are runs of at least four Latin letters or digits after romanisation (anyascii, lower case,
apostrophes dropped), borne by at most 5 % of the organisations of the list, and equal, or one edit apart
where both have six letters or more. The rule knows nothing of meanings or initials and uses no code of
the room that is measured.

*Confident* is a score of at least .9, from which two names of one case are joined. *Wrong and confident*
is an alias whose own organisation is not among the best while another has that score; those where the
other organisation bears a name of the same letters on the list are told apart, since no comparison can tell them.
*First of the others* leaves out aliases that another organisation bears in the same letters. The five folds
part the organisations by a hash of their names.
The plain trigrams for scale: Jaccard likeness of sets of three letters of the lower-case string.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

from anyascii import anyascii
from rapidfuzz.distance import OSA

from headwater.entities import compare_names

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("HEADWATER_DATA", ROOT.parent / "shared"))
LIST = SHARED / "corpora" / "un_listed_organisations_2015.jsonl"
CONFIDENT = 0.9
RARE_SHARE = 0.05
FOLDS = 5
Score = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Organisation:
    """One listed organisation."""

    name: str
    names: tuple[str, ...]
    own_script: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one query brought: the best score, who has it, and the score of the organisation asked for."""

    asked: int
    query: str
    best: float
    first: tuple[int, ...]
    own: float

    @property
    def right(self) -> bool:
        """Whether the organisation asked for is above every other."""
        return self.best > 0 and self.first == (self.asked,)


def organisations(path: Path) -> list[Organisation]:
    """The organisations of the list, in its order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Organisation(r["name"], (r["name"], *r["aliases"]), r["original_script"]) for r in rows]


def asked_for(
    listed: Sequence[Organisation], queries: Iterable[tuple[int, str]], score: Score
) -> list[Answer]:
    """The answer to every (organisation, name of it); the name itself is left out of the names searched."""
    answers = []
    for asked, query in queries:
        best = []
        for at, organisation in enumerate(listed):
            names = [n for n in organisation.names if at != asked or n != query]
            best.append(max((score(query, name) for name in names), default=0.0))
        top = max(best)
        first = tuple(at for at, found in enumerate(best) if found == top)
        answers.append(Answer(asked, query, top, first, best[asked]))
    return answers


def words(name: str) -> frozenset[str]:
    """Words of four letters or more, in Latin letters."""
    text = anyascii(name).lower().replace("'", "")
    return frozenset(word for word in re.findall(r"[a-z0-9]+", text) if len(word) >= 4)


def sharing(listed: Sequence[Organisation], queries: Sequence[tuple[int, str]]) -> list[bool]:
    """Of each query, whether it shares a name part with its organisation, by the rule above."""
    bearers: Counter[str] = Counter()
    for organisation in listed:
        bearers.update(frozenset[str]().union(*(words(n) for n in organisation.names)))
    most = RARE_SHARE * len(listed)

    def rare(name: str) -> list[str]:
        return sorted(word for word in words(name) if bearers[word] <= most)

    return [
        any(_near(a, b) for a in rare(query) for n in listed[at].names if n != query for b in rare(n))
        for at, query in queries
    ]


def _near(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= 6 and OSA.distance(a, b, score_cutoff=1) <= 1)


@cache
def _trigrams(name: str) -> frozenset[str]:
    padded = f"  {' '.join(name.lower().split())}  "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def trigrams(left: str, right: str) -> float:
    """Likeness by shared sets of three letters."""
    a, b = _trigrams(left), _trigrams(right)
    return len(a & b) / len(a | b)


def compared(left: str, right: str) -> float:
    """Likeness as headwater sees it."""
    return compare_names(left, right, "Organization").score


def figures(
    listed: Sequence[Organisation],
) -> tuple[dict[str, object], list[tuple[Answer, bool]], list[Answer]]:
    """The figures, every answer with whether its alias shares a name part, and those in their own script."""
    queries = [(at, n) for at, organisation in enumerate(listed) for n in organisation.names[1:]]
    shared = sharing(listed, queries)
    answers, plain = asked_for(listed, queries, compared), asked_for(listed, queries, trigrams)
    own = asked_for(listed, [(i, o.own_script) for i, o in enumerate(listed) if o.own_script], compared)
    wrong = [a for a in answers if a.best >= CONFIDENT and a.asked not in a.first]
    same = [a for a in wrong if any(_bare(a.query) == _bare(n) for at in a.first for n in listed[at].names)]
    every, share = len(answers), sum(shared)
    twice = [_borne_by_another(listed, a) for a in answers]
    tied = sum(1 for a in answers if not a.right and a.best > 0 and a.asked in a.first)
    return (
        {
            "aliases": every,
            "first": round(sum(a.right for a in answers) / every, 3),
            "first_by_trigrams": round(sum(a.right for a in plain) / every, 3),
            "tied_for_first": tied,
            "sharing_a_name_part": share,
            "first_of_those_sharing": _share(answers, shared),
            "first_of_those_sharing_by_trigrams": _share(plain, shared),
            "same_letters_borne_by_another": sum(twice),
            "first_of_the_others": _share(answers, [not t for t in twice]),
            "first_of_the_others_sharing": _share(
                answers, [s and not t for s, t in zip(shared, twice, strict=True)]
            ),
            "first_by_fold": [
                _share(answers, [fold_of(listed, a) == f for a in answers]) for f in range(FOLDS)
            ],
            "first_of_those_not_sharing": _share(answers, [not s for s in shared]),
            "wrong_and_confident": round(len(wrong) / every, 4),
            "wrong_and_confident_same_name_listed_twice": len(same),
            "own_script": len(own),
            "own_script_first": sum(a.right for a in own),
        },
        list(zip(answers, shared, strict=True)),
        own,
    )


def fold_of(listed: Sequence[Organisation], answer: Answer) -> int:
    """The fold of the organisation asked for: what is changed by looking at four is judged on the fifth."""
    return crc32(listed[answer.asked].name.encode()) % FOLDS


def _borne_by_another(listed: Sequence[Organisation], answer: Answer) -> bool:
    """Whether another organisation of the list bears the alias in the same letters, so that nothing can tell them."""
    own = _bare(answer.query)
    return any(
        own == _bare(name)
        for at, organisation in enumerate(listed)
        if at != answer.asked
        for name in organisation.names
    )


@cache
def _bare(name: str) -> str:
    """The letters of a name in Latin and lower case, without what stands in brackets."""
    return "".join(c for c in anyascii(name.partition("(")[0]).lower() if c.isalnum())


def _share(answers: Sequence[Answer], counted: Sequence[bool]) -> float:
    return round(sum(a.right for a, c in zip(answers, counted, strict=True) if c) / max(1, sum(counted)), 3)


def _line(listed: Sequence[Organisation], answer: Answer) -> str:
    first = "; ".join(listed[at].name for at in answer.first[:2]) if answer.best else "nobody"
    said = (
        "right" if answer.right else "tied" if answer.best and answer.asked in answer.first else "not first"
    )
    return (
        f"{said}: {answer.query} ({listed[answer.asked].name}, {answer.own}) - first {first}, {answer.best}"
    )


def main() -> None:
    """Print the figures, every name in its own script, and with --failing the aliases that are not first."""
    options = argparse.ArgumentParser(description="the public list of organisations, alias by alias")
    options.add_argument("list", nargs="?", type=Path, default=LIST)
    options.add_argument("--failing", action="store_true", help="also list every alias that is not first")
    chosen = options.parse_args()
    if not chosen.list.exists():
        raise SystemExit(f"no list at {chosen.list}; set HEADWATER_DATA to the folder of shared data")
    listed = organisations(chosen.list)
    found, answers, own = figures(listed)
    out = sys.stdout
    out.write(json.dumps(found, indent=1) + "\n")
    out.writelines(f"own script, {_line(listed, answer)}\n" for answer in own)
    if chosen.failing:
        for wanted, title in ((True, "shares a name part"), (False, "shares none")):
            failing = [a for a, shares in answers if shares is wanted and not a.right]
            out.writelines(f"{title}, {_line(listed, answer)}\n" for answer in failing)


if __name__ == "__main__":
    main()
