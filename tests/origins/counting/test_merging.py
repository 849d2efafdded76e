"""What may be one is merged in the least number; what is surely two never is."""

from __future__ import annotations

import pytest

from headwater.origins.counting.dominators import dominators
from headwater.origins.counting.ends import End
from headwater.origins.counting.identity import probably_one
from headwater.origins.counting.merging import least_number, may_be_one


def end(key: str, kind: str = "named", **more: object) -> End:
    return End(key, key, kind, None, None, **more)  # type: ignore[arg-type]


def unnamed(key: str, through: str = "wire", type_: str = "local", **more: object) -> End:
    return end(key, "anonymous", through=through, type=type_, **more)


REGISTER = end("register", access="compiler")


@pytest.mark.parametrize(
    ("a", "b", "may", "probably"),
    [
        (end("x"), end("x"), True, True),
        (end("x"), end("y"), False, False),
        (unnamed("a"), unnamed("b"), True, True),  # sources of one outlet are one to many
        (unnamed("a"), unnamed("b", "other"), False, False),  # two outlets heard them
        (unnamed("a"), unnamed("b", type_="medical"), False, False),
        (unnamed("a"), unnamed("b", type_="unspecified"), True, False),
        (unnamed("a"), unnamed("b", distinct=True), False, False),  # "another resident"
        (REGISTER, unnamed("a"), True, False),  # a compiler may have it from them
        (REGISTER, end("board"), False, False),
        (REGISTER, end("local-paper", local=True), True, False),
        (
            end("tv", "unseen_report", state="S"),
            end("news", "unseen_report", state="S"),
            True,
            False,
        ),  # one owner
        (end("tv", "unseen_report", state="S"), end("news", "unseen_report", state="T"), False, False),
        (end("magazine", "unseen_report"), end("x"), True, False),  # nobody has read it
    ],
)
def test_pairs_of_ends(a: End, b: End, may: bool, probably: bool) -> None:
    assert may_be_one(a, b) is may_be_one(b, a) is may
    assert probably_one(a, b) is probably_one(b, a) is probably


def test_the_least_number_covers_and_does_not_chain() -> None:
    # the register may rest on either resident, but the two are set apart: two at the least
    assert (
        least_number(
            [REGISTER, unnamed("a", type_="resident", distinct=True), unnamed("b", type_="resident")]
        )
        == 2
    )
    assert least_number([REGISTER, unnamed("a"), unnamed("b")]) == 1
    assert least_number([]) == 0


def test_many_ends_are_counted_without_trying_all() -> None:
    assert least_number([end(f"e{i}") for i in range(400)]) == 400
    assert least_number([unnamed(f"e{i}") for i in range(400)]) == 1


@pytest.mark.parametrize(
    ("ways", "want"),
    [
        ([("a", "wire", "x"), ("b", "wire", "x")], ["wire", "x"]),
        ([("a", "wire", "x"), ("b", "x")], ["x"]),
        ([("a", "x"), ("b", "y")], []),
        ([("a", "wire", "x"), ("b", "wire", "y")], ["wire"]),
        ([("a", "m", "n", "x"), ("b", "n", "m", "x")], ["x"]),  # a circle between them is no bottleneck
        ([], []),
    ],
)
def test_bottlenecks_are_what_no_chain_avoids(ways: list[tuple[str, ...]], want: list[str]) -> None:
    assert dominators(ways) == want
