"""Claims: chains, standing, how they are put, and the one that leads."""

from __future__ import annotations

import pytest

from tests.claims.making import read

pytestmark = pytest.mark.models


def test_exactly_one_claim_leads_and_it_is_the_sourced_sentence() -> None:
    found = read(
        "Shelling kills four in Mirn",
        "The town of Mirn had been quiet for a year.",
        "Shelling killed four people in Mirn on Monday, the army said.",
    )
    assert found.lead().text == "Shelling killed four people in Mirn on Monday"
    assert found.chain(found.lead()) == ["the army"]


def test_a_headline_alone_still_leads() -> None:
    assert read("Shelling kills four in Mirn").lead().title


def test_an_article_without_words_has_no_claim() -> None:
    assert read("").claims == []


def test_the_chain_runs_from_the_outermost_source_inward() -> None:
    found = read("News", "The minister said that residents reported two fires in the harbour.")
    (claim,) = [c for c in found.claims if not c.title]
    assert found.chain(claim) == ["The minister", "residents"]


def test_the_cited_source_follows_the_citing_one() -> None:
    found = read("News", "Two bridges were closed, the Ostrel Herald reported, citing local residents.")
    (claim,) = [c for c in found.claims if not c.title]
    assert found.chain(claim) == ["the Ostrel Herald", "local residents"]


def test_the_publisher_is_never_in_the_chain() -> None:
    found = read("News", "Two bridges were closed, Vestra reported.", publisher="Vestra")
    (claim,) = [c for c in found.claims if not c.title]
    assert (claim.chain, claim.standing) == ([], "unattributed")
    assert "publisher's own word" in claim.because


def test_the_outlets_own_reporter() -> None:
    found = read("News", "Two bridges were closed, our correspondent in Mirn said.", publisher="Vestra")
    (claim,) = [c for c in found.claims if not c.title]
    assert (claim.chain, claim.standing) == ([], "own_reporter")


def test_a_quoted_text_stands_on_whom_it_is_credited_to() -> None:
    found = read("News", "The brigade holds two towns in the north.", part="quoted_whole", credited="Vestra")
    claim = next(c for c in found.claims if not c.title)
    assert "credited to “Vestra”" in claim.because


def test_other_sources_for_the_lead_stand_beside_it() -> None:
    found = read(
        "Market blast in Mirn",
        "A blast tore through the market in Mirn on Monday killing four people.",
        "The mayor said the explosion killed four people at the market.",
    )
    assert found.lead().text.startswith("A blast tore")
    assert found.chain(found.lead()) == ["The mayor"]
    assert "The article gives the same on the word of “The mayor”" in found.lead().because


def test_content_with_two_propositions_is_two_claims() -> None:
    found = read("News", "The army said that the road was open and that buses would run to Mirn.")
    assert [c.text for c in found.claims if not c.title] == ["the road was open", "buses would run to Mirn"]


PUT = [
    ("The army may have left the town of Mirn.", "en", "certainty", "possible"),
    ("The army has probably left the town of Mirn.", "en", "certainty", "probable"),
    ("It is unclear whether the army left the town.", "en", "certainty", "unknown"),
    ("The army left the town of Mirn on Monday.", "en", "certainty", "certain"),
    ("Le convoi aurait quitté la ville de Mirn.", "fr", "certainty", "possible"),
    ("The army did not leave the town of Mirn.", "en", "polarity", "deny"),
    ("L’armée n’a pas quitté la ville de Mirn.", "fr", "polarity", "deny"),
    ("The governor offered seventy trucks to the town.", "en", "act", "offered"),
    ("The army plans to leave the town in May.", "en", "act", "planned"),
    ("If the bridge falls, the town will be cut off.", "en", "act", "conditional"),
    ("The ministry declined to comment on the raid.", "en", "stance", "declined"),
    ("The ministry did not respond to the letter.", "en", "stance", "no_answer"),
    ("The ministry could not confirm the number of dead.", "en", "stance", "cannot_confirm"),
    ("The ministry denied that the bridge was mined.", "en", "stance", "denies"),
]


@pytest.mark.parametrize(("sentence", "lang", "field", "value"), PUT)
def test_how_a_claim_is_put(sentence: str, lang: str, field: str, value: str) -> None:
    (claim,) = [c for c in read("News", sentence, lang=lang).claims if not c.title]
    assert getattr(claim, field) == value


def test_evidence_that_a_claim_points_to() -> None:
    found = read("News", "The party published a photo of the bridge on Monday.")
    (claim,) = [c for c in found.claims if not c.title]
    assert [(e.text, e.kind) for e in claim.evidence] == [("a photo", "photo")]


def test_a_conclusion_of_the_article_itself() -> None:
    found = read("News", "It is clear that the council wants the harbour.")
    (claim,) = [c for c in found.claims if not c.title]
    assert claim.standing == "own_analysis"


def test_a_language_without_lexicon_has_claims_without_source_and_says_so() -> None:
    found = read("Nyheter från Mirn", "Borgmästaren sade att bron var avstängd.", lang="sv")
    assert found.attributions == []
    assert found.lead().standing == "unattributed"
    assert "not read in this language (sv)" in found.lead().because
    assert [f.kind for f in found.findings] == ["language_not_read"]


def test_every_row_says_why_and_every_span_holds() -> None:
    found = read(
        "Four dead in Mirn: monitor", "“It burned,” Ilva Marr told Vestra.", "Residents reported two fires."
    )
    for row in found.attributions:
        assert row.because
        for span in (row.source, row.cue, row.content, *row.content_parts):
            assert span is None or span.text == found.article.text[span.start : span.end]
    for claim in found.claims:
        assert claim.because
        assert claim.text == found.article.text[claim.start : claim.end]
