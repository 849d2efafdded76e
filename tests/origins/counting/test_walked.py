"""A walk that comes by a claim from which all was found before finds the same there as if it went on itself."""

from __future__ import annotations

import random
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.origins.counting.test_blocks import tied, world

from headwater.origins.counting.ends import Way
from headwater.origins.counting.reading import Reading, read_case
from headwater.origins.counting.stretches import Stretches
from headwater.origins.counting.walk import Walker
from headwater.records.articles import Article
from headwater.records.claims import Claim
from headwater.records.origins import Derivation
from headwater.records.tables import Tables


class _Afresh(Walker):
    """A walker that remembers nothing of where it was before."""

    def _on(self, claim: Claim, here: tuple[str, ...]) -> Iterable[Way]:
        return self._walk(claim, here)


def _entangled(seed: int) -> Reading:
    """A world in which texts are made from each other every way, round and round."""
    drawn = random.Random(seed)
    tables = tied(world(seed), every=True)
    articles = list(tables.of(Article))
    edges = []
    for number in range(drawn.randint(2, 2 * len(articles))):
        child, parent = drawn.sample(articles, 2)
        kind = drawn.choice(("copy", "rewrite", "citation", "quote", "translation"))
        spans = [child.span(0, drawn.randint(1, len(child.text)))] if drawn.random() < 0.7 else []
        declared = drawn.random() < 0.5
        edges.append(
            Derivation(f"de-{number}", child.id, parent.id, spans, kind, declared, True, drawn.random(), "")  # type: ignore[arg-type]
        )
    return read_case(tables.merged(Tables({Derivation: edges})))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000), st.sampled_from((1, 2, 3, 4, 12)))
def test_ways_hang_on_nothing_that_was_walked_before(seed: int, longest: int) -> None:
    case = _entangled(seed)
    claims = sorted(case.claims)
    random.Random(seed).shuffle(claims)
    walker = Walker(case, longest)
    found = {key: walker.ways(case.claims[key]) for key in claims}
    for key in claims:
        assert found[key] == _Afresh(case, longest).ways(case.claims[key])


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=12),
    st.integers(0, 60),
    st.integers(1, 30),
)
def test_stretches_are_found_by_what_they_overlap(rows: list[tuple[int, int]], start: int, size: int) -> None:
    spans = [(left, left + long) for left, long in rows]
    end = start + size
    held = Stretches(spans)
    overlapping = [span for span in sorted(spans) if span[0] < end and start < span[1]]
    assert [row for row in held.touching(start, end) if start < row[1]] == overlapping
    assert held.shared(start, end) == sum(min(b, end) - max(a, start) for a, b in overlapping)
