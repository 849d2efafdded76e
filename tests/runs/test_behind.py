"""Work behind a run is done in order; what fails is told, and nothing is done after it."""

from __future__ import annotations

import threading

import pytest

from headwater.records.errors import CaseError
from headwater.runs.behind import Behind


@pytest.mark.parametrize("aside", [True, False])
def test_it_is_done_in_order(aside: bool) -> None:
    done: list[int] = []
    with Behind(aside=aside) as behind:
        for number in range(50):
            behind.do(lambda number=number: done.append(number))  # type: ignore[misc]
        behind.settle()
        assert done == list(range(50))


def test_after_a_failure_nothing_is_done_and_whoever_waits_is_told() -> None:
    done: list[int] = []

    def full() -> None:
        raise CaseError("the disk is full")

    with pytest.raises(CaseError, match="full"), Behind(aside=True) as behind:
        behind.do(full)
        behind.do(lambda: done.append(1))
        behind.settle()
    assert not done


def test_what_waits_is_given_up_where_the_run_fails() -> None:
    done: list[int] = []
    hold = threading.Event()
    with pytest.raises(KeyError), Behind(aside=True) as behind:
        behind.do(lambda: done.append(int(hold.wait(5))))
        behind.do(lambda: done.append(2))
        threading.Timer(0.05, hold.set).start()
        raise KeyError
    assert 2 not in done
