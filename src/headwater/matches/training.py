"""Learn the weights of the decision from labelled pairs; run by hand, never by a stage.

    python -m headwater.matches.training CASE PAIRS.jsonl [CASE_IN_LANGUAGES WEIGHT]... [ECOLOGIES WEIGHT]

``CASE`` is the output of a trace over the labelled articles. Each further case holds translations
("bbc.1.en", "bbc.1.fr") or retellings ("17", "17.retold"), from which the weights across languages
are learned as well. ``ECOLOGIES`` is a folder that ``quality/ecologies.py --work`` left: simulated news in
five languages, whose incidents are known. Pairs that report one incident
weigh one, pairs that share part of their incidents count as different at a third. Ridge-penalised
logistic regression by Newton's method, numpy alone. Prints precision and recall under
cross-validation and writes ``within.json`` and ``across.json``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from headwater.matches.case_counts import count_words
from headwater.matches.config import CountConfig, SketchConfig, SlotsConfig
from headwater.matches.incidents import Reports, read_reports
from headwater.matches.likeness import MEASURES
from headwater.matches.sketches import sketch
from headwater.matches.slots import read_all
from headwater.records.arrow import from_table
from headwater.records.ports import Models
from headwater.records.tables import TABLES, Tables

_NO_MODELS = cast(Models, None)
Array = npt.NDArray[np.float64]
Rows = tuple[Array, Array, Array]
"""Measures, labels and weights of pairs."""

AGAINST = frozenset(
    {"toll_differs", "toll_apart", "weekday_differs", "far", "apart", "place_differs", "frame_differs"}
)
"""Measures that can only speak against one incident; all others only for it."""
WORDS = ("words", "rare_words")
"""Measures that two languages do not share."""
_PENALTY = 10.0
_PARTLY = 0.3
_MASKED = 1.0
"""Weight of pairs within one language, their words hidden, where weights across languages are learned."""
_NAMES = (
    "articles", "sentences", "parses", "claims", "sentence_vectors", "mentions", "mention_entities", "entities",
    "attributions", "attribution_entities",
)  # fmt: skip


def load_tables(folder: Path) -> Tables:
    """The stage outputs of a case that matching reads; slots and sketches are read anew, by today's rules."""
    rows: list[Any] = []
    for name in _NAMES:
        rows.append(from_table(TABLES[name], pq.read_table(folder / "stages" / f"{name}.parquet")))
    tables = Tables.of_rows(*rows)
    tables = tables.merged(read_all(tables, SlotsConfig()))
    tables = tables.merged(sketch(tables, SketchConfig(), _NO_MODELS))
    return tables.merged(count_words(tables, CountConfig(), _NO_MODELS))


def measure(reports: Reports, pairs: Sequence[dict[str, Any]]) -> Rows:
    """Measures (pairs, measures), labels (1 one incident), and the weight of each pair."""
    place = {r.article: k for k, r in enumerate(reports.all)}
    known = [p for p in pairs if p["a"] in place and p["b"] in place]
    values = np.array(
        [reports.likeness(place[p["a"]], place[p["b"]]).values for p in known], dtype=np.float64
    )
    labels = np.array([float(p["same_event"] == "yes") for p in known])
    weights = np.array([_PARTLY if p["same_event"] == "partly" else 1.0 for p in known])
    return values, labels, weights


def measure_small(reports: Reports, pairs: Sequence[dict[str, Any]], size: int = 7) -> Rows:
    """As ``measure``, each pair seen in a small case: the articles of ``size`` pairs and no others."""
    place = {r.article: k for k, r in enumerate(reports.all)}
    known = [p for p in pairs if p["a"] in place and p["b"] in place]
    parts = []
    for start in range(0, len(known), size):
        some = known[start : start + size]
        inside = sorted({place[p[side]] for p in some for side in "ab"})
        parts.append(measure(reports.among(inside), some))
    values, labels, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
    return values, labels, weights


def fit(values: Array, labels: Array, weights: Array, penalty: float = _PENALTY) -> Array:
    """Weights of the measures on their own scale, the bias last; ridge on the standardised scale."""
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled = np.hstack([(values - mean) / spread, np.ones((len(values), 1))])
    ridge = np.diag([penalty] * values.shape[1] + [0.0])
    theta = np.zeros(scaled.shape[1])
    for _ in range(60):
        guess = 1 / (1 + np.exp(-scaled @ theta))
        slope = scaled.T @ (weights * (guess - labels)) + ridge @ theta
        curve = (scaled * (weights * guess * (1 - guess))[:, None]).T @ scaled + ridge
        theta -= np.linalg.solve(curve, slope)
    own = theta[:-1] / spread
    return np.append(own, theta[-1] - float(own @ mean))


def fit_with_signs(values: Array, labels: Array, weights: Array) -> Array:
    """As ``fit``; a measure whose weight would have a sign against reason is left out and the rest learned anew."""
    signs = np.array([-1.0 if m in AGAINST else 1.0 for m in MEASURES])
    kept = np.ones(len(MEASURES), dtype=bool)
    while True:
        theta = fit(np.where(kept, values, 0.0), labels, weights)
        wrong = kept & (theta[:-1] * signs < -1e-6)
        if not wrong.any():
            theta[:-1] = np.where(kept, theta[:-1], 0.0)
            return theta
        worst = int(np.argmin(np.where(wrong, theta[:-1] * signs * values.std(axis=0), np.inf)))
        kept[worst] = False


def predict(values: Array, theta: Array) -> Array:
    """Probabilities of pairs."""
    guess: Array = 1 / (1 + np.exp(-(values @ theta[:-1] + theta[-1])))
    return guess


def both(large: Rows, small: Rows, kept: npt.NDArray[np.bool_] | None = None) -> Rows:
    """Pairs as they look in a large case and in small ones, each at half its weight."""
    rows = slice(None) if kept is None else kept
    values, labels, weights = (np.concatenate([a[rows], b[rows]]) for a, b in zip(large, small, strict=True))
    return values, labels, weights / 2


def cross_validated(values: Array, large: Rows, small: Rows, folds: int = 10) -> Array:
    """Each pair's probability by weights learned without its fold."""
    out = np.zeros(len(values))
    for fold in range(folds):
        held = np.arange(len(values)) % folds == fold
        out[held] = predict(values[held], fit_with_signs(*both(large, small, ~held)))
    return out


def figures(guess: Array, labels: Array, weights: Array, threshold: float = 0.5) -> str:
    """Precision, recall and F1 over the pairs of full weight."""
    full = weights == 1.0
    said, same = guess[full] >= threshold, labels[full] == 1
    hits = int((said & same).sum())
    p, r = hits / max(1, int(said.sum())), hits / max(1, int(same.sum()))
    return f"precision {p:.3f} recall {r:.3f} F1 {2 * p * r / (p + r or 1):.3f} of {int(same.sum())}"


def measure_across(
    reports: Reports, document: Callable[[str], str], nearest: int = 40
) -> tuple[Array, Array]:
    """Measures and labels of pairs in two languages: each report with its nearest by meaning.

    ``document`` says of which text an article is a version; versions of one text tell of one incident.
    """
    bodies = np.stack([r.body for r in reports.all])
    close = np.argsort(-np.round(bodies @ bodies.T, 4), axis=1, kind="stable")[:, :nearest]
    pairs = sorted(
        {(min(a, int(b)), max(a, int(b))) for a, row in enumerate(close) for b in row if a != int(b)}
    )
    langs = [r.lang for r in reports.all]
    pairs = [(a, b) for a, b in pairs if langs[a] != langs[b]]
    values = np.array([reports.likeness(a, b).values for a, b in pairs], dtype=np.float64)
    ids = [document(r.article) for r in reports.all]
    return values, np.array([float(ids[a] == ids[b]) for a, b in pairs])


def measure_ecologies(folder: Path) -> tuple[Array, Array]:
    """The same of simulated ecologies, each a case of its own: reports of one incident of their truth."""
    parts = []
    for ecology in sorted(folder.glob("ecology-*")):
        truth = json.loads((ecology / "truth.json").read_text(encoding="utf-8"))
        incident = {article: row["id"] for row in truth["groups"] for article in row["articles"]}
        case = folder / ecology.name.replace("ecology", "case")
        parts.append(measure_across(read_reports(load_tables(case)), lambda name: incident.get(name, name)))  # noqa: B023
    values, same = (np.concatenate(column) for column in zip(*parts, strict=True))
    return values, same


def store(name: str, theta: Array, learned_from: str, target: Path) -> None:
    """Write weights with where they come from."""
    row = {
        "learned_from": learned_from,
        "method": f"logistic regression, ridge {_PENALTY}, partly the same at weight {_PARTLY}, signs held",
        "bias": round(float(theta[-1]), 4),
        "weights": {m: round(float(w), 4) + 0.0 for m, w in zip(MEASURES, theta, strict=False)},
    }
    (target / f"{name}.json").write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Learn from a case and its pairs, then from cases in several languages, and write the weights."""
    folder, gold = Path(arguments[0]), Path(arguments[1])
    target = Path(__file__).parent / "weights"
    pairs = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    reports = read_reports(load_tables(folder))
    large, small = measure(reports, pairs), measure_small(reports, pairs)
    for size, (values, labels, weights) in (("large", large), ("small", small)):
        guess = cross_validated(values, large, small)
        sys.stdout.write(f"within, {size} case: {figures(guess, labels, weights)}, ten folds\n")
    values, labels, weights = both(large, small)
    told = f"{gold.name}: {len(large[1])} pairs, {int(large[1].sum())} of one incident, in a large case and in small ones"
    store("within", fit_with_signs(values, labels, weights), told, target)

    kept = np.array([m not in WORDS for m in MEASURES])
    stacks = [(np.where(kept, values, 0.0), labels, weights * _MASKED)]
    for case, weight in zip(arguments[2::2], arguments[3::2], strict=True):
        if any(Path(case).glob("ecology-*")):
            more, same = measure_ecologies(Path(case))
        else:
            reports = read_reports(load_tables(Path(case)))
            more, same = measure_across(reports, lambda name: name.removesuffix(".retold").rsplit(".", 1)[0])
        stacks.append((more, same, np.full(len(same), float(weight))))
        told += f"; {Path(case).name}: {len(same)} pairs in two languages, {int(same.sum())} of one text"
    joined = [np.concatenate(parts) for parts in zip(*stacks, strict=True)]
    theta = fit_with_signs(joined[0], joined[1], joined[2])
    for values, labels, _ in stacks[1:]:
        sys.stdout.write(
            f"across: {figures(predict(values, theta), labels, np.ones(len(labels)), 0.45)}, in sample\n"
        )
    store("across", theta, told, target)


if __name__ == "__main__":
    main(sys.argv[1:])
