"""What a text says of where it comes from becomes an edge, to an article of the case or an unseen source."""

from __future__ import annotations

from typing import Any

import pytest
from tests.origins.making import article, claim, credit, derive_rows, entity, group, part, reuse, said

from headwater.origins.config import DeriveConfig
from headwater.records.articles import Article, Credit
from headwater.records.origins import Derivation, NotCompared, PartCredit, Source
from headwater.records.tables import Tables

BODY = (
    "The ferry at Tressin sank at dawn with forty aboard. Divers searched until nightfall and found nobody."
)


def english(words: str) -> str:
    return "en"


def derive(*rows: Any) -> Tables:
    return derive_rows(Tables.of_rows(rows), DeriveConfig(), english)


def edges(found: Tables) -> list[tuple[str, str, str, bool, bool]]:
    """(child, parent's name, kind, declared, directed) of each edge."""
    names = {s.id: s.name for s in found.of(Source)}
    return [
        (d.child, names.get(d.parent, d.parent), d.kind, d.declared, d.directed) for d in found.of(Derivation)
    ]


def one(publisher: str = "Tressin Post") -> Article:
    return article("a", BODY, publisher)


@pytest.mark.parametrize(
    ("kind", "name", "want"),
    [
        ("agency", "Reuters", [("a", "Reuters", "copy", True, True)]),
        ("dateline", "AFP", [("a", "AFP", "copy", True, True)]),
        (
            "agency",
            "AFP and Reuters",
            [("a", "AFP", "rewrite", True, True), ("a", "Reuters", "rewrite", True, True)],
        ),
        ("agency", "agencies", [("a", "unnamed agencies", "rewrite", True, True)]),
        ("agency", "Tressin Post", []),  # its own name is no parent
        ("agency", "Tressin Post and agencies", [("a", "unnamed agencies", "rewrite", True, True)]),
        ("via", "Halden Mirror", [("a", "Halden Mirror", "copy", True, True)]),
        ("photo", "Reuters", []),  # who made a picture did not write the text
        ("byline", "Mara Tollin", []),
        ("byline", "AFP", [("a", "AFP", "copy", True, True)]),
    ],
)
def test_a_credit_declares_where_a_text_comes_from(kind: str, name: str, want: list[Any]) -> None:
    art = one()
    found = derive(art, credit(art, kind, name))
    assert sorted(edges(found)) == want


def test_an_unseen_parent_is_never_compared() -> None:
    art = one()
    found = derive(art, credit(art, "agency", "Reuters"))
    (row,) = found.of(NotCompared)
    assert row.child == "a" and "Reuters" in row.because
    (source,) = found.of(Source)
    assert (source.name, source.kind) == ("Reuters", "wire")


def test_named_agencies_stand_for_the_unnamed_ones() -> None:
    art = one()
    found = derive(
        art, credit(art, "agency", "agencies"), said(art, "forty aboard", "AFP", "media", form="direct")
    )
    assert [e[1] for e in edges(found)] == ["AFP"]


def test_a_link_in_another_language_makes_a_translation() -> None:
    art = article("a", BODY, "Courrier de Tressin", lang="fr")
    link = credit(art, "original", "Halden Mirror", "https://halden.example/ferry-sinks-off-tressin-harbour")
    assert edges(derive(art, link)) == [("a", "Halden Mirror", "translation", True, True)]


def test_a_link_to_an_article_of_the_case_leads_to_it() -> None:
    art, original = one(), article("b", BODY, "Halden Mirror", url="https://www.halden.example/ferry/")
    link = credit(art, "original", None, "http://halden.example/ferry?ref=1")
    assert ("a", "b", "copy", True, True) in edges(derive(art, original, link))


@pytest.mark.parametrize(
    ("source", "form", "want"),
    [
        ("Reuters", "indirect", [("a", "Reuters", "citation", True, True)]),
        ("Reuters", "direct", [("a", "Reuters", "quote", True, True)]),
        ("state television", "indirect", []),  # no outlet can be told from it
        ("Radio Halden", "indirect", [("a", "Radio Halden", "citation", True, True)]),
        ("the Tressin Post", "indirect", []),
    ],
)
def test_a_cited_outlet_is_the_parent_of_the_passage(source: str, form: str, want: list[Any]) -> None:
    art = one()
    assert edges(derive(art, said(art, "forty aboard", source, "media", form=form))) == want


def test_whoever_spoke_to_an_outlet_was_heard_by_it() -> None:
    art = one()
    heard = said(art, "forty aboard", "the harbour master", "named_person", told_to="Reuters")
    assert edges(derive(art, heard)) == [("a", "Reuters", "quote", True, True)]
    own = said(art, "forty aboard", "the harbour master", "named_person", told_to="Tressin Post")
    assert edges(derive(art, own)) == []


def test_a_cited_outlet_whose_article_shares_the_text_is_that_article() -> None:
    art, other = one(), article("b", BODY, "Radio Halden")
    cites = said(art, "forty aboard", "Radio Halden", "media")
    found = derive(art, other, cites, reuse(art, other, "common_source", (0.6, 0.6), how="reworded"))
    assert ("a", "b", "rewrite", True, True) in edges(found)
    assert not found.of(Source)


def test_a_cited_outlet_whose_article_shares_nothing_stays_unseen() -> None:
    art, other = one(), article("b", "Prices of grain rose again.", "Radio Halden")
    assert edges(derive(art, other, said(art, "forty aboard", "Radio Halden", "media"))) == [
        ("a", "Radio Halden", "citation", True, True)
    ]


def test_a_cited_outlet_with_a_report_in_the_same_group_is_that_report() -> None:
    art, other = one(), article("b", "A ferry went down near Tressin.", "Radio Halden")
    cites = said(art, "The ferry at Tressin sank at dawn", "Radio Halden", "media")
    mine, theirs = (
        claim(art, "The ferry at Tressin sank at dawn", [cites]),
        claim(other, "A ferry went down near Tressin"),
    )
    assert edges(derive(art, other, cites, mine, theirs, group([mine, theirs]))) == [
        ("a", "b", "citation", True, True)
    ]


def test_a_pasted_text_is_credited_and_its_own_credits_are_not_the_papers() -> None:
    art = article("a", "Read this. The ferry sank (Reuters).", "A Reader's Page")
    pasted = part(art, "The ferry", "pasted", "Halden Mirror")
    found = derive(art, pasted, credit(art, "dateline", "Reuters", in_part=pasted.id))
    assert edges(found) == [("a", "Halden Mirror", "copy", True, True)]
    (credited,) = found.of(PartCredit)
    assert credited.part == pasted.id and credited.credited_to == found.of(Derivation)[0].parent


def test_a_pasted_text_credited_to_nobody_has_an_unseen_original() -> None:
    art = article("a", "Read this. The ferry sank off the pier at noon.", "A Reader's Page")
    ((_, name, kind, declared, directed),) = edges(derive(art, part(art, "The ferry", "pasted")))
    assert name.startswith("the text that begins “The ferry sank") and (kind, declared, directed) == (
        "copy",
        False,
        True,
    )


def test_a_party_cited_under_two_names_is_one_source() -> None:
    art, other = one(), article("b", BODY, "Radio Halden")
    board = entity("en-1", "Harbour Board", "body", names=("The Board of the Harbour",))
    rows = [
        said(art, "forty aboard", "Harbour Board"),
        said(other, "forty aboard", "the Board of the Harbour"),
    ]
    from headwater.records.entities import AttributionEntity

    links = [AttributionEntity(r.article, r.id, "en-1", "") for r in rows]
    (source,) = derive(art, other, board, *rows, *links).of(Source)
    assert source.entity == "en-1" and source.cited_by == sorted(r.id for r in rows)


def test_unnamed_sources_of_two_texts_are_two() -> None:
    art, other = one(), article("b", BODY, "Radio Halden")
    rows = [
        said(art, "forty aboard", "a sailor", "anonymous"),
        said(other, "forty aboard", "a sailor", "anonymous"),
    ]
    assert len(derive(art, other, *rows).of(Source)) == 2


@pytest.mark.parametrize("name", ["", " ", "‮‮", "((((", "«»", "and", "1"])
def test_a_credit_that_names_nobody_breaks_nothing(name: str) -> None:
    art = one()
    derive(
        art,
        Credit("c", "a", None, "agency", name, None, None, None, ""),
        said(art, "forty", name or "x", "media"),
    )


def test_a_link_is_known_by_the_name_that_the_byline_gives_its_site() -> None:
    art = article("a", f"By the editors of The Harl Mirror, 3 May\n{BODY}", "A Reader's Page")
    link = credit(art, "original", None, "https://theharlmirror.example/ferry")
    assert [e[1] for e in edges(derive(art, link))] == ["The Harl Mirror"]


def test_naming_the_outlet_whose_words_are_shared_is_a_credit_in_any_language() -> None:
    from headwater.records.entities import Mention, MentionEntity

    art, original = (
        article("a", "Паром затонул, сообщает «Halden».", "Волна", lang="ru"),
        article("b", BODY, "Halden Mirror"),
    )
    at = art.text.index("Halden")
    mention = Mention("m", "a", "Halden", at, at + 6, "ru", "outlet", None, None, "registry", "")
    link = MentionEntity("a", "m", "en-halden", "confirmed", 1.0, "")
    shared = reuse(
        art, original, "translation", (0.9, 0.9), pairs=[("Паром затонул, сообщает «Halden».", BODY)]
    )
    found = derive(art, original, entity("en-halden", "Halden Mirror", "outlet"), mention, link, shared)
    assert edges(found) == [("a", "b", "translation", True, True)]
