"""When two citations are one source's: relays, joint sentences, names in several scripts, texts made one from another."""

from __future__ import annotations

import pytest
from tests.origins.counting.test_counting import DEAD, counted, named, report, run, together
from tests.origins.making import claim, said, slots

from headwater.origins.counting.ends import End, Way
from headwater.origins.counting.identity import one_person, probably_one, proper_name
from headwater.origins.counting.incident import Support
from headwater.origins.counting.joint import apart
from headwater.origins.counting.merging import may_be_one
from headwater.origins.counting.outlet_ends import is_common
from headwater.origins.counting.witnesses import asks_for_no_name, points_at_deed
from headwater.records.origins import GroupOrigins


def end(key: str, called: str, kind: str = "named", **fields: object) -> End:
    return End(key=key, name=called, kind=kind, source=None, article=None, called=called, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the mayor Ada Velin", "Ada Velin"),
        ("le maire Ada Velin", "Ada Velin adlı belediye başkanına"),
        ("Joren Talvi", "учителя Йорен Талви"),
        ("Joren Talvi", "المعلم جورين تالفي"),
    ],
)
def test_one_person_is_one_in_any_script_and_with_any_title(left: str, right: str) -> None:
    assert one_person(end("a", left), end("b", right))


@pytest.mark.parametrize(
    ("left", "right"),
    [("Ada Velin", "Joren Talvi"), ("local residents", "Ada Velin"), ("Velin", "Ada Velin")],
)
def test_other_names_and_names_alone_are_not(left: str, right: str) -> None:
    assert not one_person(end("a", left), end("b", right))


def test_a_family_name_alone_is_the_persons_where_one_text_was_made_from_the_other() -> None:
    kin = frozenset(("p",))
    assert one_person(end("a", "Velin", kin=kin), end("b", "Ada Velin", kin=kin))


def test_a_name_is_the_longest_run_that_no_small_letter_opens() -> None:
    assert proper_name("the driver Ada Velin of the ferry") == ["Ada", "Velin"]


def test_unnamed_sources_of_texts_made_one_from_another_are_one() -> None:
    first = end(
        "a", "a security official", "anonymous", type="official", through="x", kin=frozenset(("p", "c"))
    )
    other = end("b", "un responsable", "anonymous", type="official", through="y", kin=frozenset(("p",)))
    assert probably_one(first, other)
    apart_ = end("c", "un responsable", "anonymous", type="official", through="y", kin=frozenset(("q",)))
    assert not probably_one(first, apart_)


def test_a_text_made_from_another_may_have_renamed_the_source() -> None:
    kin = frozenset(("p",))
    left = end("a", "Ada Velin", kin=kin, told_in=frozenset(("p",)))
    right = end("b", "Joren Talvi", kin=frozenset(("p", "c")), told_in=frozenset(("c",)))
    assert may_be_one(left, right)
    both = end("c", "Joren Talvi", kin=kin, told_in=frozenset(("p", "c")))
    assert not may_be_one(left, both)


def test_who_alone_speaks_only_of_the_deed_does_not_vouch_for_the_dead() -> None:
    from tests.origins.making import article

    art = article("a", f"{DEAD}. Troops repelled an attack.", "Mirror")
    lead, other = claim(art, DEAD), claim(art, "Troops repelled an attack")
    monitor, agency = Way(end("m", "a monitor"), ("a", "m")), Way(end("s", "state agency"), ("a", "s"))
    rows = list(
        apart(
            [
                (Support(lead, "whole"), [monitor, agency]),
                (Support(lead, "whole"), [monitor]),
                (Support(other, "part"), [agency]),
            ]
        )
    )
    assert {w.end.key for s, ways in rows if s.weight == "whole" for w in ways} == {"m"}


def test_an_outlet_that_cites_a_source_is_no_second_one() -> None:
    words = "Nine people died, the Gull Agency reported citing Ada Velin"
    rows = report("a", "Mirror", words=words)
    art = rows[0]
    told = [said(art, words, "Gull Agency", "media"), said(art, words, "Ada Velin", "named_person")]
    lead = claim(art, words, told)
    assert counted(*together([art, *told, lead, slots(lead, killed=9, place="Tressin")])) == (1, 1, 1)


def test_a_citation_goes_on_in_the_outlets_report_of_the_group() -> None:
    (row,) = run(
        *together(
            report("a", "Harbour Post", named("Ada Velin", "named_person")),
            report("b", "Mirror", named("the Harbour Post", "media")),
        )
    ).of(GroupOrigins)
    assert row.separate_origins.best == 1 and "Ada Velin" in row.because


@pytest.mark.parametrize(
    ("words", "common"), [("the newspaper", True), ("the news agency", True), ("the Gull Agency", False)]
)
def test_an_outlet_called_by_a_common_noun_is_named_elsewhere(words: str, common: bool) -> None:
    assert is_common(words) is common


def test_who_speaks_without_a_name_and_what_does_not_speak() -> None:
    assert asks_for_no_name("an official who spoke on condition of anonymity")
    assert asks_for_no_name("مسؤول أمني طلب عدم ذكر اسمه")
    assert not asks_for_no_name("Ada Velin")
    assert points_at_deed("the attack") and not points_at_deed("a survivor of the attack")
