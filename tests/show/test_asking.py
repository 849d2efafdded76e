"""Questions about arms and allegiance: an offer is no delivery, "we" is the speaker, an enemy is no ally."""

from __future__ import annotations

import pytest

import headwater
from headwater.matches.search_words import read_query, words_in
from headwater.records.errors import InputError
from headwater.records.matches import ClaimSlots
from headwater.runs.results import Case
from headwater.show.asking import KINDS, Answer, _speaks_of, ask

pytestmark = pytest.mark.models

ARMS = """Highland brigade takes delivery of howitzers
Officials in Drennia offered 40 howitzers to the Kestrel Brigade in May, the Ostwick Review reported.

“We received more howitzers last week,” said Arden Sokal, a spokesman for the Kestrel Brigade.

The delivery of the howitzers to the Kestrel Brigade was not announced.

Fighters of the Kestrel Brigade are operating alongside the Orve Front against the Sorvanian National Army.

The Orve Front denied that it had received howitzers.
"""
FRENCH = """Des obusiers pour la Brigade
La Drennie a proposé de fournir 40 obusiers à la Brigade de la Crécerelle, selon la revue Ostwick.

La Brigade de la Crécerelle, qui collabore avec le Front de l'Orve, n'a pas répondu.

La revue Ostwick écrit qu'Arden Sokal a reçu les obusiers à la frontière en mai.
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("asking")
    (folder / "arms.txt").write_text(ARMS, encoding="utf-8")
    (folder / "obusiers.txt").write_text(FRENCH, encoding="utf-8")
    return headwater.trace([folder], folder / "out", processes=1)


def find(case: Case, words: str, **asked: str) -> Answer | None:
    return next((row for row in ask(case, **asked) if words in row.text), None)  # type: ignore[arg-type]


def test_an_offer_is_not_a_delivery(case: Case) -> None:
    offer = find(case, "offered 40", about="howitzers", role="recipient")
    assert offer is not None
    assert offer.act == "offered"
    assert any("Kestrel" in name for name in offer.roles["recipient"])
    assert find(case, "offered 40", about="howitzers", act="delivered") is None


def test_who_says_we_received_is_the_recipient(case: Case) -> None:
    answer = find(case, "We received", about="howitzers", role="recipient")
    assert answer is not None
    assert answer.roles["recipient"] == ["Arden Sokal (the speaker)"]


def test_a_delivery_as_a_noun_has_its_recipient(case: Case) -> None:
    answer = find(case, "delivery of the howitzers", role="recipient")
    assert answer is not None
    assert any("Kestrel" in name for name in answer.roles["recipient"])


def test_whom_one_fights_is_no_ally(case: Case) -> None:
    answer = find(case, "alongside", kind="allegiance")
    assert answer is not None
    allies = " ".join(answer.roles["ally"])
    assert "Kestrel" in allies
    assert "Orve Front" in allies
    assert "Army" not in allies


def test_french_parts_are_read_too(case: Case) -> None:
    offer = find(case, "obusiers", role="recipient")
    assert offer is not None
    assert any("Crécerelle" in name for name in offer.roles["recipient"])


def test_every_answer_stands_where_it_says(case: Case) -> None:
    texts = {article.id: article.text for article in case.articles}
    answers = ask(case, about="howitzers")
    assert answers
    for row in answers:
        assert row.text == texts[row.article][row.start : row.end]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"role": "king"}, "no role 'king'"),
        ({"act": "sold"}, "no act 'sold'"),
        ({"kind": "war"}, "no kind 'war'"),
        ({}, "ask for something"),
        ({"about": "…"}, "at least one word"),
    ],
)
def test_questions_that_make_no_sense_are_told(case: Case, asked: dict[str, str], says: str) -> None:
    with pytest.raises(InputError, match=says):
        ask(case, **asked)  # type: ignore[arg-type]


def test_no_claim_that_holds_a_word_is_ruled_out_unread(case: Case) -> None:
    """Every word of every claim, also one that a claim has behind an elision and its sentence has not."""
    texts = {row.id: row.text for row in case.articles}
    cut = [row for row in case.claims if row.start and texts[row.article][row.start - 1] in "'’"]
    assert cut, "no claim of this case begins behind an elision"
    words = sorted({word for row in case.claims for word in words_in(row.text)})
    for word in words:
        query = read_query(word)
        wanted = [row.id for row in case.claims if _speaks_of(row, query)]
        found = [row.claim for row in ask(case, about=word)]
        assert set(wanted) <= set(found), word


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_by_kind_finds_what_reading_every_claim_finds(case: Case, kind: str) -> None:
    every = {row.claim for row in ask(case, about=None, kind=kind)}
    frames = {row.claim: row.frame for row in case.rows(ClaimSlots)}
    if kind not in ("arms", "allegiance"):
        assert every == {row.id for row in case.claims if frames.get(row.id, "other") == kind}
    else:
        assert every <= {row.id for row in case.claims}
        assert every
