"""Every row of a case can say why it is there."""

from __future__ import annotations

import pytest

from headwater.records.errors import UnknownId
from headwater.show.reasons import lines_of, reasons
from tests.show import ferry
from tests.show.cases import view

VIEW = view()


@pytest.mark.parametrize("row_id", sorted(VIEW.by_id))
def test_every_row_has_a_reason(row_id: str) -> None:
    reason = reasons(VIEW, row_id)
    assert reason.because
    assert row_id in "\n".join(lines_of(reason))


def test_a_claim_rests_on_its_chain_and_its_origin() -> None:
    below = {reason.id for reason in reasons(VIEW, "cl-ar-0").rests_on}
    assert {"at-ar-0", "or-1"} <= below


def test_the_words_stand_beside_the_reason() -> None:
    assert "Guards fired" in "\n".join(lines_of(reasons(VIEW, "cl-ar-0")))


def test_the_beginning_of_an_id_is_enough() -> None:
    assert reasons(VIEW, "gr-").id == "gr-1"


@pytest.mark.parametrize(
    ("row_id", "says"), [("nobody", "no row of this case"), ("cl-", "ids begin with"), ("", "no row")]
)
def test_an_id_that_names_nothing_or_too_much_is_told(row_id: str, says: str) -> None:
    with pytest.raises(UnknownId, match=says):
        reasons(VIEW, row_id)


def test_private_persons_are_masked_in_reasons_too() -> None:
    told = "\n".join(lines_of(reasons(VIEW, "en-1")))
    assert "Venn" not in told
    assert "[person 1, name withheld]" in told


def test_a_finding_leads_to_its_group() -> None:
    found = reasons(ferry.view(), "fi-1000000000000003")
    assert found.what == "Finding of The Reed Blog: Reports that cite each other in a circle"
    assert found.rests_on[0].id == "gr-1000000000000001"
