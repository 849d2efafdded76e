"""A link in running text cites the text of the case that it leads to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.origins.making import article, credit, derive_rows, part, sentence

from headwater.origins.config import DeriveConfig
from headwater.origins.descent.hosts import site_of, slug_of
from headwater.records.articles import Link
from headwater.records.origins import Derivation, Source
from headwater.records.tables import Tables


def derive(*rows: Any) -> Tables:
    return derive_rows(Tables.of_rows(rows), DeriveConfig(), lambda words: "en")


def linking(href: str) -> Any:
    art = article("a", "A blog tells of nineteen dead. Nobody else does.", "Halden Mirror")
    return replace(art, links=[Link("blog", art.body_start + 2, art.body_start + 6, href)])


@pytest.mark.parametrize(
    ("href", "publisher", "head", "want"),
    [
        ("https://tressinpost.example/nineteen-now-counted", "Tressin Post", "", True),
        (
            "https://tressinpost.example/nineteen-now-counted",
            None,
            "Tressin Post: notes of a ferryman\n\n",
            True,
        ),
        ("https://otherpaper.example/nineteen-now-counted", "Tressin Post", "", False),
        ("https://tressinpost.example/something-else", "Tressin Post", "", False),
        ("https://tressinpost.example/1", "Tressin Post", "", False),
    ],
)
def test_a_link_means_a_site_and_a_headline(href: str, publisher: str | None, head: str, want: bool) -> None:
    a = linking(href)
    b = article("b", f"{head}The number rises.", publisher, title="Nineteen now counted")
    found = derive(a, b, sentence(a)).of(Derivation)
    assert [(d.child, d.parent, d.kind, d.declared) for d in found] == (
        [("a", "b", "citation", True)] if want else []
    )


@pytest.mark.parametrize(
    ("href", "site", "slug"),
    [
        ("https://www.harl-mirror.example/2031/nine-dead", "harlmirror", ("nine", "dead")),
        ("harlmirror.example/x.html", "harlmirror", ()),
        ("https://[broken/", "", ()),
        ("", "", ()),
    ],
)
def test_what_a_link_tells(href: str, site: str, slug: tuple[str, ...]) -> None:
    assert (site_of(href), slug_of(href)) == (site, slug)


def test_a_credit_that_introduces_a_quoted_text_covers_that_text_alone() -> None:
    art = article("a", "My own word.\n\nThe ferry sank at dawn. Forty were aboard.", "Halden Mirror")
    quoted = part(art, "The ferry sank", "quoted_whole", "Tressin Post")
    own = replace(part(art), end=quoted.start)
    rows = (
        credit(art, "original", "Tressin Post", in_part=own.id),
        credit(art, "translator", "Mara Tollin", in_part=own.id),
    )
    found = derive(art, own, quoted, *rows)
    (edge,) = found.of(Derivation)
    assert [s.name for s in found.of(Source)] == ["Tressin Post"]
    assert edge.kind == "translation"
    assert [(s.start, s.end) for s in edge.child_spans] == [(quoted.start, len(art.text))]
