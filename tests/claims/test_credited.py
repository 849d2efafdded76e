"""A wire's credit stands outermost in the chain of every claim of the text that it covers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headwater.claims.credited import find_credited
from headwater.records.articles import Article, Credit, CreditKind, Part, Published
from headwater.records.claims import Attribution, Claim, CreditedText

TEXT = "Ferry hit\nOSTREL (Norwire) - Nine died, a clerk said. Reporters saw a hull."
ARTICLE = Article("a", None, None, "x", "Ferry hit", TEXT, "The Mirn Post", None, Published(), ["en"], [])
BODY = Part("p", "a", 10, len(TEXT), "body", "en", None, "")


def credit(name: str | None, kind: CreditKind = "agency", at: str = "Norwire") -> Credit:
    start = TEXT.find(at)
    return Credit(f"cr-{name}", "a", "p", kind, name, None, start, start + len(at), "its name stands there")


def claim(words: str, chain: list[str], part: str = "p", title: bool = False) -> Claim:
    start = TEXT.find(words)
    return Claim(
        f"cl-{start}", "a", part, words, start, start + len(words), 0, "en", title, False, chain,
        "unattributed", "certain", "assert", "affirms", "happened",
    )  # fmt: skip


def attribution(name: str, source: str, content: str) -> Attribution:
    content_at, source_at = TEXT.find(content), TEXT.find(source)
    span = ARTICLE.span(content_at, content_at + len(content))
    return Attribution(
        name, "a", "p", ARTICLE.span(source_at, source_at + len(source)), None, span, [span],
        "media", "indirect", [], "assert", None, source, 0.9, "",
    )  # fmt: skip


SOURCED, BARE = claim("Nine died", ["at-clerk"]), claim("Reporters saw a hull", [])
CLERK = attribution("at-clerk", "a clerk", "Nine died")


def found(
    *credits_: Credit, article: Article = ARTICLE, claims: list[Claim] | None = None
) -> list[CreditedText]:
    return list(find_credited(article, [BODY], credits_, [CLERK], claims or [SOURCED, BARE]))


def test_every_claim_of_the_body_is_covered() -> None:
    (row,) = found(credit("Norwire"))
    assert row.name == "Norwire" and row.claims == [SOURCED.id, BARE.id] and not row.read
    assert row.source.text == "Norwire" and row.content.text == TEXT[10:]
    assert "Norwire" in row.because


def test_the_agency_of_a_dateline_is_credited_too() -> None:
    (row,) = found(credit("Norwire", "dateline", "OSTREL (Norwire) -"))
    assert row.source.text == "Norwire"


@pytest.mark.parametrize(
    "credits_",
    [
        [],
        [credit("agencies")],
        [credit("Norwire"), credit("Sudwire", at="clerk")],  # whose sentence is whose is not said
        [credit(None, "dateline")],
        [credit("Norwire", "photo")],
        [credit("Mirn Post")],  # its own name
        [replace(credit("Norwire"), start=None, end=None)],  # in the page's metadata: no span to show
    ],
)
def test_no_one_agency_no_credited_text(credits_: list[Credit]) -> None:
    assert found(*credits_) == []


def test_headlines_and_captions_are_not_the_agencys() -> None:
    title, caption = claim("Ferry hit", [], title=True), claim("Reporters saw", [], part="p-caption")
    assert found(credit("Norwire"), claims=[title, caption]) == []


def test_a_chain_that_begins_with_the_agency_is_left_as_it_is() -> None:
    cites = attribution("at-wire", "Norwire", "Reporters saw a hull")
    cited = claim("Reporters saw a hull", ["at-wire"])
    (row,) = find_credited(ARTICLE, [BODY], [credit("Norwire")], [CLERK, cites], [SOURCED, cited])
    assert row.claims == [SOURCED.id]
    assert row.read and row.id == "at-wire"  # the attribution that stands there is the credit
