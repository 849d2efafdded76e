"""What comes in from the world: no dates, dates ahead, one day for all, copies, absurd numbers, round-ups."""

from __future__ import annotations

import pytest

from headwater.records.matches import ClaimSlots, Conflict, MatchedGroup, MatchFinding
from tests.matches.test_stages import MARKET, MARKET_LATER, STRIKE, article, trace
from tests.pace import within

TOWNS = (
    "Ollenz", "Korrin", "Telm", "Maravel", "Castrel", "Orve", "Sarnik", "Bellow", "Quarn", "Dessin",
    "Ilvar", "Pontel", "Rusko", "Havel", "Norrin", "Tessal", "Umber", "Vardo", "Wessen", "Zarlo",
)  # fmt: skip
THINGS = (
    "bakery", "school", "bridge", "clinic", "market", "mill", "dam", "depot", "mosque", "station",
    "church", "court", "farm", "harbour", "library", "museum", "prison", "quarry", "tower", "well",
)  # fmt: skip


def incident(k: int, *, later: bool = False) -> tuple[str, str, str]:
    """One of twenty incidents, as two outlets tell it."""
    town, thing = TOWNS[k], THINGS[k]
    if later:
        return (
            f"{k + 11} dead at {town} {thing}",
            f"{k + 11} people were killed when mortar shells hit the {thing} of {town}, a surgeon there said.",
            f"The {thing} of {town} had been repaired only last winter, said the mayor of {town}.",
        )
    return (
        f"Shells kill {k + 11} at {thing} of {town}",
        f"Mortar shells killed {k + 11} people at the {thing} of {town}, a surgeon there said.",
        f"The {thing} was repaired only last winter, according to the mayor of {town}.",
    )


def test_reports_without_dates_are_grouped_and_stay_undated() -> None:
    case = trace(article("a", MARKET, None), article("b", MARKET_LATER, None), article("c", STRIKE, None))
    assert [g.articles for g in case.of(MatchedGroup) if len(g.articles) > 1] == [["a", "b"]]
    assert all(row.time is None or row.time.from_ is None for row in case.of(ClaimSlots))


@pytest.mark.parametrize("published", ["2999-12-31", "9999-12-31", "0001-01-01", "2021-13-45", "soon"])
def test_dates_ahead_or_broken_crash_nothing(published: str) -> None:
    case = trace(article("a", MARKET, published), article("b", MARKET_LATER, published))
    assert [g.articles for g in case.of(MatchedGroup)] == [["a", "b"]]


def test_twenty_incidents_of_one_day_are_twenty_groups() -> None:
    rows = [article(f"{k:02}{n}", incident(k, later=n == "b"), "2021-03-09") for k in range(20) for n in "ab"]
    groups = [g.articles for g in trace(*rows).of(MatchedGroup)]
    assert all(len({name[:2] for name in articles}) == 1 for articles in groups)
    assert len({articles[0][:2] for articles in groups}) >= 15


def test_five_hundred_copies_are_one_group_without_conflict_in_short_time() -> None:
    rows = [article(f"a{k:03}", MARKET, "2021-03-09") for k in range(500)]
    with within(30):
        case = trace(*rows)
    (found,) = case.of(MatchedGroup)
    assert len(found.articles) == 500
    assert not case.of(Conflict)


@pytest.mark.parametrize(
    ("said", "killed"), [("9" * 40, []), ("Zero", [0]), ("0", [0]), ("-5", [5]), ("१२", []), ("1e9", [])]
)
def test_absurd_numbers(said: str, killed: list[int]) -> None:
    case = trace(article("a", ("Shells hit Ollenz", f"{said} people were killed in Ollenz.", "More."), None))
    (row,) = case.of(ClaimSlots)
    lows = [q.low for q in row.quantities if q.role == "killed"]
    assert all(low is None or low < 10**12 for low in lows)
    if said in ("Zero", "0", "9" * 40):
        assert lows == killed


def test_a_round_up_of_twenty_incidents_joins_no_two_of_them() -> None:
    lines = [incident(k)[1] for k in range(20)]
    rows = [article(f"{k:02}{n}", incident(k, later=n == "b"), "2021-03-09") for k in (3, 7) for n in "ab"]
    case = trace(article("round-up", ("The day in twenty incidents", *lines), "2021-03-09"), *rows)
    for group in case.of(MatchedGroup):
        assert len({name[:2] for name in group.articles if name != "round-up"}) <= 1
    assert all(f.kind == "sum_of_incidents" for f in case.of(MatchFinding))
