"""What a careful reader finds in the five founding articles. Names and facts only; no sentence of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import headwater
from headwater.show.view import CaseView

pytestmark = [pytest.mark.models, pytest.mark.shared]

Row = dict[str, Any]


@pytest.fixture(scope="module")
def view(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> CaseView:
    """The founding articles, traced."""
    return CaseView(headwater.trace([shared / "founding"], out=tmp_path_factory.mktemp("founding")).json)


def article(view: CaseView, number: str) -> Row:
    """The article whose file begins with ``number``."""
    return next(row for row in view.rows("articles") if Path(row["path"]).name.startswith(number))


def parents(view: CaseView, number: str) -> dict[str, Row]:
    """Edges of an article by the name of the parent."""
    return {view.name_of(row["parent"]): row for row in view.parents.get(article(view, number)["id"], [])}


def kinds(view: CaseView, number: str) -> set[str]:
    """Kinds of findings of an article."""
    return {row["kind"] for row in view.findings.get(article(view, number)["id"], [])}


def chain_of(view: CaseView, number: str, words: str) -> str:
    """The chain of the claim that holds ``words``, as one string of names."""
    claims = [row for row in view.claims[article(view, number)["id"]] if words in row["text"]]
    assert claims, words
    return " | ".join(
        str(link["resolved_source"] or (link["source"] or {}).get("text")) for link in view.chain(claims[0])
    )


def test_no_two_of_them_confirm_each_other(view: CaseView) -> None:
    assert view.rows("groups") == []
    assert view.rows("reuse") == []
    assert not [row for row in view.rows("derivations") if row["parent"] in view.articles]


def test_000_holds_two_texts_and_is_dated_by_the_post_that_it_links(view: CaseView) -> None:
    first = article(view, "000")
    assert first["languages"] == ["en", "fr"]
    assert "pasted" in {part["kind"] for part in view.parts[first["id"]]}
    assert first["published"]["not_before"] == "2015-12-22"
    assert {"alternatives", "unconfirmed", "undated"} <= kinds(view, "000")


def test_000_the_claim_to_the_missile_is_a_partys(view: CaseView) -> None:
    parties = [row["name"] for row in view.rows("origins") if row["party"]]
    assert any("Turkistan Islamic Party" in name for name in parties)


def test_001_is_another_article_quoted_whole(view: CaseView) -> None:
    quoted = [part for part in view.parts[article(view, "001")["id"]] if part["kind"] == "quoted_whole"]
    assert len(quoted) == 1
    assert "Sputnik" in quoted[0]["credited_name"]
    edge = next(row for name, row in parents(view, "001").items() if "Sputnik" in name)
    assert (edge["kind"], edge["declared"]) == ("translation", True)


def test_001_local_and_informed_sources_are_not_said_to_be_one(view: CaseView) -> None:
    named = {row["name"] for row in view.rows("origins") if row["kind"] == "anonymous"}
    assert any("Informed sources" in name for name in named)
    assert any("Local sources" in name for name in named)


def test_001_the_picture_of_2014_and_the_suicide_bombers_are_seen(view: CaseView) -> None:
    assert {"caption_elsewhere", "headline_by_no_source"} <= kinds(view, "001")


def test_002_the_meeting_and_the_delivery_lead_to_lekolin(view: CaseView) -> None:
    assert any("Lekolin" in name for name in parents(view, "002"))
    assert "Lekolin" in chain_of(view, "002", "18 juin 2024")


def test_002_the_unconfirmed_is_asserted_further_down(view: CaseView) -> None:
    assert {"unconfirmed", "certainty_rises"} <= kinds(view, "002")


def test_002_the_chief_of_a_group_merges_with_nobody(view: CaseView) -> None:
    chief = [row for row in view.rows("entities") if any("Ömeri" in m["text"] for m in row["mentions"])]
    assert all(row["known_as"] is None for row in chief)
    assert all(len({m["text"] for m in row["mentions"]}) == 1 for row in chief)


def test_003_reuters_is_declared_through_al_manar(view: CaseView) -> None:
    found = parents(view, "003")
    assert any("Reuters" in name for name in found)
    assert any("Manar" in name for name in found)
    assert all(row["declared"] for row in found.values())


def test_003_no_cited_source_says_what_the_headline_says(view: CaseView) -> None:
    assert "headline_by_no_source" in kinds(view, "003")


def test_003_the_commander_is_named_and_nobody_speaks_for_the_army_that_is_fought(view: CaseView) -> None:
    assert "Turkmani" in chain_of(view, "003", "mortar bombs")
    assert not [row for row in view.rows("origins") if row["name"] == "Syrian army"]


def test_004_each_sentence_rests_on_its_own_station(view: CaseView) -> None:
    assert "source de sécurité" in chain_of(view, "004", "Forces de mobilisation populaire")
    assert "Nujaba" in chain_of(view, "004", "kilomètre 160")
    assert "Lister" in chain_of(view, "004", "10 000")
    assert any("Cradle" in name for name in parents(view, "004"))


def test_004_the_conclusion_is_hung_on_an_analyst_who_does_not_draw_it(view: CaseView) -> None:
    assert "stretched_source" in kinds(view, "004")


def test_004_an_analyst_speaks_for_no_state(view: CaseView) -> None:
    assert not [row for row in view.rows("origins") if row["name"] == "Syria"]
