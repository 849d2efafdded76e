"""An earlier version of a text is no second report."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.origins.config import CountConfig, DeriveConfig
from headwater.origins.versions import spoken
from headwater.records.articles import Article, Reworded, Version
from headwater.records.claims import Claim
from headwater.records.matches import MatchedGroup
from headwater.records.origins import ClaimOrigins, Derivation, GroupOrigins
from headwater.records.tables import Tables
from tests.origins.making import article, claim, counted_rows, derive_rows, part, said, span

URL = "https://tarn.example/news/9"
LEAD = "Nine people died in the market of Harl."


def report(
    id_: str, source: str | None, publisher: str, *, more: str = "", url: str | None = None
) -> list[Any]:
    """An article with one claim, on the word of a source or of nobody."""
    words = f"{source} said: {LEAD}" if source else LEAD
    art = article(id_, f"{words} {more}".strip(), publisher, url=url)
    chain = [said(art, LEAD, source)] if source else []
    return [art, part(art), *chain, claim(art, LEAD, chain)]


def version(later: Article, earlier: Article, **more: Any) -> Version:
    """That one text is an earlier version of another."""
    fields = {"removed": [], "added": [], "changed": [], "headline": None, "corrections": []} | more
    return Version(
        f"ve-{later.id}", later.id, earlier.id, later.id, URL,
        fields.pop("order", "crawled"), "2024-03-03T07:00:00", "2024-03-04T07:00:00", **fields, because="Two texts.",
    )  # fmt: skip


def counted(*rows: list[Any]) -> tuple[Tables, Tables]:
    """Derivations and counts of one group of all claims."""
    flat = [row for batch in rows for row in batch]
    claims = [row for row in flat if isinstance(row, Claim)]
    group = MatchedGroup(
        "g", [c.id for c in claims], sorted({c.article for c in claims}), claims[0].id, "confirmed", ""
    )
    tables = Tables.of_rows(flat, [group])
    found = counted_rows(
        tables, lambda rows: derive_rows(rows, DeriveConfig(), lambda words: "en"), CountConfig()
    )
    return found, found


def test_two_versions_are_joined_by_a_declared_edge() -> None:
    new, old = (
        report("b", "Ada Brook", "Tarn Courier", url=URL),
        report("a", "Ada Brook", "Tarn Courier", url=URL),
    )
    derived, _ = counted(new, old, [version(new[0], old[0])])
    (edge,) = [row for row in derived.of(Derivation) if row.parent == "a"]
    assert (edge.child, edge.kind, edge.declared, edge.directed) == ("b", "copy", True, True)
    assert edge.because == f"Both texts were printed at one address ({URL}). Two texts."


def test_an_edge_without_known_order_has_no_direction() -> None:
    new, old = report("b", None, "Tarn Courier", url=URL), report("a", None, "Tarn Courier", url=URL)
    derived, _ = counted(new, old, [version(new[0], old[0], order="not_known")])
    assert [row.directed for row in derived.of(Derivation) if row.parent == "a"] == [False]


def test_the_latest_version_speaks_and_an_earlier_claim_says_what_became_of_it() -> None:
    new, old = (
        report("b", "Ada Brook", "Tarn Courier", url=URL),
        report("a", "Ben Lind", "Tarn Courier", url=URL),
    )
    lead = span(old[0], LEAD)
    for change, said_ in (
        ({"removed": [lead]}, "Removed: the sentence no longer stands in the next version of this address 2024-03-04 07:00."),
        ({"changed": [Reworded(lead, span(new[0], LEAD))]}, f"Changed in the next version of this address 2024-03-04 07:00: “{LEAD}”."),
        ({}, "An earlier version of this address; the sentence stands in the next version 2024-03-04 07:00 too."),
    ):  # fmt: skip
        _, counts = counted(new, old, [version(new[0], old[0], **change)])
        (row,) = [row for row in counts.of(ClaimOrigins) if row.article == "a"]
        assert (row.origins, row.because) == ([], f"{said_} Origins are counted for the version that stands.")
        assert counts.of(GroupOrigins)[0].separate_origins.best == 1


sources = st.sampled_from([None, "Ada Brook", "Ben Lind", "a doctor", "the Harl Observatory", "activists"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(sources, st.sampled_from(["Ostrel Herald", "Tarn Courier", "Vigie"])),
        min_size=1,
        max_size=4,
    ),
    sources,
    st.booleans(),
)
def test_an_older_version_never_raises_a_count(
    reports: list[tuple[str | None, str]], earlier: str | None, known: bool
) -> None:
    texts = [
        report(f"r{at}", source, outlet, url=f"https://x.example/{at}")
        for at, (source, outlet) in enumerate(reports)
    ]
    old = report(
        "old", earlier, reports[0][1], more="And more was told on Monday.", url="https://x.example/0"
    )
    row = version(texts[0][0], old[0], order="crawled" if known else "not_known")
    _, without = counted(*texts)
    _, with_ = counted(*texts, old, [row])
    before, after = without.of(GroupOrigins), with_.of(GroupOrigins)
    assert [one.separate_origins for one in after] == [one.separate_origins for one in before]


def test_a_case_without_versions_is_read_as_it_is() -> None:
    tables = Tables.of_rows(report("a", None, "Tarn Courier"))
    assert spoken(tables) is tables
