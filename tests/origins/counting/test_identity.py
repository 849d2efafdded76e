"""One body under two names or descriptions is one origin; two bodies stay two."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.origins.counting.ends import BODY, End
from headwater.origins.counting.identity import is_summary, one_person, probably_one
from headwater.origins.counting.merging import may_be_one
from headwater.origins.counting.organs import country_of, one_organ
from headwater.origins.counting.tally import Reached, _merged, _without_summaries

KIN = frozenset(("p",))


def end(called: str, kind: str = "named", *, said: str | None = None, **fields: Any) -> End:
    fields.setdefault("key", called)
    phrases = frozenset((said or called.lower(),))
    return End(name=called, kind=kind, source=None, article=None, called=called, said_as=phrases, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("ru/", "ru/defence-ministry", True),  # a state called by its name is any organ of it
        ("ru/defen", "ru/defence-ministry", True),  # "the defence ministry in its capital"
        ("ru/foreign-ministry", "ru/defence-ministry", False),
        ("ru/", "tr/", False),
    ],
)
def test_a_state_and_what_speaks_for_it_are_one(a: str, b: str, one: bool) -> None:
    assert one_organ(a, b) is one_organ(b, a) is one


def test_two_ministries_stay_two_whichever_is_told_first() -> None:
    state, one, other = (
        Reached(end(organ, "party_statement", organ=organ, entity=organ), True, ("a",))
        for organ in ("ru/", "ru/defence-ministry", "ru/foreign-ministry")
    )
    for rows in ([state, one, other], [one, state, other], [other, one, state]):
        assert len(_merged(rows)) == 2


def test_the_country_of_a_registered_body_is_in_its_id() -> None:
    assert country_of("body/tr/health-ministry") == "tr"
    assert country_of("state/fr") == "fr"
    assert country_of(None) is None


@pytest.mark.parametrize(
    ("description", "named", "one"),
    [
        ("directorate health harl province", "ada lind head harl health authority", True),
        ("harl health directorate", "spokesman harl port authority", False),  # another field
        ("directorate health tressin", "ada lind head harl health authority", False),  # another place
        ("harl governor", "harl governor ada lind", True),
        ("direction sante harl", "ada lind directrice sante harl", True),
    ],
)
def test_a_body_is_one_by_its_field_and_its_place(description: str, named: str, one: bool) -> None:
    short, full = end("x", said=description, type=BODY), end("y", said=named)
    assert probably_one(short, full) is one


def test_what_two_texts_call_one_source_is_not_thrown_together() -> None:
    full = End(
        "m",
        "Harl Register",
        "named",
        None,
        None,
        said_as=frozenset(("harl register", "register of dead divers")),
        type=BODY,
    )
    assert not probably_one(end("x", "anonymous", said="harl divers"), full)


@pytest.mark.parametrize(
    ("other", "one"),
    [
        (end("opponents of the junta"), True),
        (end("opposition figure Ada Lind"), True),
        (end("Harl Opposition Congress", "party_statement", entity="e", party="political faction"), True),
        (end("Harl Congress", "party_statement", entity="e", party="political faction"), False),
        (end("an opposition monitoring group", access="compiler", generic=True), False),
        (end("the opposition Tressin Press Bureau", type=BODY), False),
    ],
)
def test_a_camp_is_one_with_its_voice_and_not_with_all_who_lean_to_it(other: End, one: bool) -> None:
    assert probably_one(end("the Harl opposition"), other) is one


def test_a_body_bears_no_persons_name() -> None:
    assert one_person(end("Velin", kin=KIN), end("Ada Velin", kin=KIN))
    assert not one_person(end("Harl divers", "anonymous", kin=KIN), end("Harl Register", kin=KIN, type=BODY))


def test_sources_told_together_are_those_that_the_text_goes_on_to_name() -> None:
    both = Reached(end("divers and the harbour board", "anonymous"), True, ("a",))
    board, diver = (Reached(end(name), True, ("a",)) for name in ("Harbour Board", "Ada Velin"))
    assert is_summary(both.end) and not is_summary(board.end)
    assert _without_summaries([both, board, diver]) == [board, diver]
    assert _without_summaries([both, board]) == [both, board]  # one is named: the other may be somebody else


def test_a_source_whose_kind_one_translation_does_not_tell_is_the_others() -> None:
    told, untold = (
        end(called, "anonymous", type=type_, through="wire", kin=KIN)
        for called, type_ in (("a security official", "security"), ("مسؤول أمني", None))
    )
    assert probably_one(told, untold)
    assert not probably_one(
        told, end("resident", "anonymous", type=None, through="wire", kin=frozenset(("q",)))
    )


@pytest.mark.parametrize(
    ("people", "body", "one"),
    [
        ("activists", "activist group known harl watch", True),
        ("Harl officials", "harl watch", False),  # the place is no noun of theirs
        ("an activist", "activist group known harl watch", False),  # one person is not all of a body
    ],
)
def test_a_body_and_people_that_one_text_calls_by_one_noun_are_one(people: str, body: str, one: bool) -> None:
    text = frozenset(("a",))
    left = end(people, "anonymous", type="activist", told_in=text)
    assert probably_one(left, end("Harl Watch", said=body, entity="e", type=BODY, told_in=text)) is one


def test_two_organs_of_one_state_may_rest_on_one_and_count_as_two() -> None:
    one, other = (
        end(organ, "party_statement", organ=organ, entity=organ) for organ in ("ru/army", "ru/parliament")
    )
    assert may_be_one(one, other) and not probably_one(one, other)
