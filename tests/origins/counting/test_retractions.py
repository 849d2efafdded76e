"""A report that was taken back or put right reaches what stands on it."""

from __future__ import annotations

import pytest
from tests.origins.counting.test_counting import named, report, run, together
from tests.origins.making import article

from headwater.origins.counting.notices import notices_in
from headwater.records.claims import Claim
from headwater.records.origins import ClaimOrigins, GroupOrigins, OriginFinding


@pytest.mark.parametrize(
    ("text", "kind", "own"),
    [
        ("The Harbour Post has withdrawn its report on the ferry.", "retracted", False),
        ("We have retracted our story on the ferry off Tressin.", "retracted", True),
        ("Correction: nine people died on the ferry, not nineteen.", "corrected", True),
        ("An earlier version of this article was corrected to say nine.", "corrected", True),
        ("Le Quotidien de Maravel a retiré son article sur le bac.", "retracted", False),
        ("Nous avons corrigé une version précédente de cet article.", "corrected", True),
        ("Rectificatif : neuf personnes sont mortes.", "corrected", True),
        ("Liman Postası feribot haberini geri çekti.", "retracted", False),
        ("Düzeltme: feribotta dokuz kişi öldü.", "corrected", True),
        ("«Гавань Пост» отозвала сообщение о пароме.", "retracted", False),
        ("Мы исправили более раннюю версию этой статьи.", "corrected", True),
        ("سحبت صحيفة الميناء تقريرها عن العبارة.", "retracted", False),
        ("تصحيح: قتل تسعة أشخاص في العبارة.", "corrected", True),
    ],
)
def test_a_notice_is_read_in_five_languages(text: str, kind: str, own: bool) -> None:
    (found,) = notices_in(f"Ferry off Tressin\n{text} Divers searched until nightfall.")
    assert (found.kind, found.own) == (kind, own) and found.span.text.startswith(text[:10])


@pytest.mark.parametrize(
    "text",
    [
        "The army has withdrawn from Tressin.",
        "The Harbour Post refused to retract its report.",
        "The minister demanded that the paper withdraw its story.",
        "Le journal n'a pas retiré son article.",
        "The captain corrected the course of the ferry.",
        "If the report is wrong, we would retract it.",
        "Газета не отозвала сообщение.",
        "",
        "Correction " * 200,
    ],
)
def test_what_is_no_notice_is_none(text: str) -> None:
    assert list(notices_in(text)) == []


def rest_on_post(notice: str) -> list[object]:
    both = together(
        report("a", "Harbour Post", named("Ada Lind")),
        report("b", "Mirror", named("the Harbour Post", "media")),
        report("c", "Ledger", named("Joss Varn")),
    )
    later = article("d", f"What we know of the ferry off Tressin\n{notice}", "Strait Dispatch")
    return [*both, later]


def test_what_stands_on_a_report_that_was_taken_back_says_so() -> None:
    rows = run(*rest_on_post("The Harbour Post has withdrawn its report on the ferry."))
    found = [f for f in rows.of(OriginFinding) if f.kind == "retracted"]
    assert sorted(str(f.article) for f in found) == ["a", "b"]
    assert all("Harbour Post took back the report" in f.because for f in found)
    leads = {c.id: c.article for c in rows.of(Claim)}
    told = {leads[row.claim] for row in rows.of(ClaimOrigins) if "took back" in row.because}
    assert told == {"a", "b"}


def test_the_group_says_what_is_left_without_it() -> None:
    (row,) = run(*rest_on_post("The Harbour Post has withdrawn its report on the ferry.")).of(GroupOrigins)
    assert row.separate_origins.best == 2 and "2 reports stand on it" in row.because
    assert row.would_change[0] == "Without what The Harbour Post took back, 2 becomes 1."


def test_a_correction_reaches_only_claims_with_the_number_that_it_names() -> None:
    rows = run(*rest_on_post("The Harbour Post corrected its report on the ferry."))
    assert {f.article for f in rows.of(OriginFinding) if f.kind == "corrected"} == {"a", "b"}


def test_another_outlets_retraction_reaches_nothing_here() -> None:
    rows = run(*rest_on_post("The Valley Gazette has withdrawn its report on a bridge."))
    assert not [f for f in rows.of(OriginFinding) if f.kind in ("retracted", "corrected")]


def test_what_is_repeated_to_be_taken_back_is_no_witness() -> None:
    words = "The Harbour Post has withdrawn its report that nine people died on the ferry off Tressin"
    both = together(
        report("a", "Harbour Post", named("Ada Lind")),
        report("d", "Strait Dispatch", named("Mira Oss"), words=words),
    )
    (row,) = run(*both).of(GroupOrigins)
    assert row.separate_origins.best == 1 and "took back" in row.because
