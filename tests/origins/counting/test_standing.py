"""On whose word a claim stands where a text quotes, embeds, captions or contradicts another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.origins.making import (
    article,
    claim,
    counted_rows,
    credit,
    derive_rows,
    entity,
    group,
    part,
    reuse,
    said,
    slots,
)

from headwater.origins.config import CountConfig, DeriveConfig
from headwater.records.entities import AttributionEntity
from headwater.records.origins import ClaimOrigins, GroupOrigins, Origin
from headwater.records.tables import Tables

DEAD = "Nine people died on the ferry off Tressin"


def run(*rows: Any) -> Tables:
    tables = Tables.of_rows(rows)
    return tables.merged(
        counted_rows(
            tables, lambda rows: derive_rows(rows, DeriveConfig(), lambda words: "en"), CountConfig()
        )
    )


def ends(found: Tables, claim_id: str) -> list[tuple[str, str]]:
    """(kind, name) of each origin of a claim."""
    origins = {o.id: o for o in found.of(Origin)}
    (row,) = [r for r in found.of(ClaimOrigins) if r.claim == claim_id]
    return [(origins[i].kind, origins[i].name) for i in row.origins]


def counts(found: Tables) -> tuple[int, int, int]:
    (row,) = found.of(GroupOrigins)
    n = row.separate_origins
    return n.min, n.best, n.max


def test_own_words_beside_a_quoted_text_stand_on_their_author() -> None:
    art = replace(article("a", f"The ferry was old. {DEAD}.", None), byline="Mara Tollin")
    quoted = replace(part(art, DEAD, "quoted_whole", "Tressin Post"))
    own = replace(part(art), end=quoted.start)
    mine = claim(art, "The ferry was old", lead=False)
    theirs = replace(claim(art, DEAD), part=quoted.id)
    found = run(art, own, quoted, credit(art, "original", "Tressin Post", in_part=own.id), mine, theirs)
    assert ends(found, mine.id) == [("no_source_given", "a text by Mara Tollin, no source given")]
    assert ends(found, theirs.id) == [("no_source_given", "Tressin Post, no source given")]


def test_an_agency_story_may_have_lost_its_source() -> None:
    art = article("a", f"{DEAD}.", "Tressin Post")
    lead = claim(art, DEAD)
    assert ends(run(art, part(art), credit(art, "agency", "Reuters"), lead), lead.id) == [
        ("unseen_report", "Reuters")
    ]


@pytest.mark.parametrize(
    ("kind", "want"),
    [
        ("embed", ("named", "Ferryman (@ferryman)")),
        ("caption", ("no_source_given", "Tressin Post, no source given")),
    ],
)
def test_posts_stand_on_their_author_and_captions_on_the_paper(kind: str, want: tuple[str, str]) -> None:
    art = article("a", f"{DEAD}.", "Tressin Post")
    piece = part(art, DEAD, kind, "Ferryman (@ferryman)")
    lead = replace(claim(art, DEAD), part=piece.id)
    assert ends(run(art, piece, lead), lead.id) == [want]


@pytest.mark.parametrize(
    ("party", "want"),
    [("outlet of a party", "party_statement"), ("state outlet", "unseen_report"), (None, "unseen_report")],
)
def test_the_channel_of_an_armed_party_speaks_for_it(party: str | None, want: str) -> None:
    art = article("a", f"{DEAD}, Kestrel TV said.", "Tressin Post")
    told = said(art, DEAD, "Kestrel TV", "media")
    lead = claim(art, DEAD, [told])
    outlet = entity("en-k", "Kestrel TV", "outlet", party=party)
    found = run(art, told, lead, outlet, AttributionEntity("a", told.id, "en-k", ""))
    assert [kind for kind, _ in ends(found, lead.id)] == [want]


def test_fighters_without_a_name_are_a_party_and_not_whom_they_fight() -> None:
    art = article("a", f"{DEAD}, armed groups fighting the Sorvane army said.", "Tressin Post")
    told = said(art, DEAD, "armed groups fighting the Sorvane army")
    lead = claim(art, DEAD, [told])
    found = run(art, told, lead)
    (row,) = found.of(Origin)
    assert (row.kind, row.party is not None, row.name == "Sorvane army") == ("party_statement", True, False)


def test_an_altered_toll_is_not_the_parents() -> None:
    parent = article("a", f"{DEAD}, Ada Lind said. The sea was calm.", "Tressin Post")
    child = article("b", f"{DEAD}, it is known. The sea was calm.", "Halden Mirror")
    told = said(parent, DEAD, "Ada Lind", "named_person")
    theirs, own = claim(parent, DEAD, [told]), claim(child, DEAD)
    rows = [parent, child, told, theirs, own, credit(child, "via", "Tressin Post"), reuse(parent, child)]

    def toll(of: Any, killed: int) -> Any:
        row = slots(of, killed=killed)
        return replace(row, quantities=[replace(q, start=of.start, end=of.start + 4) for q in row.quantities])

    same = run(*rows, toll(theirs, 9), toll(own, 9))
    other = run(*rows, toll(theirs, 9), toll(own, 19))
    assert ends(same, own.id) == [("named", "Ada Lind")]
    assert ("named", "Ada Lind") not in ends(other, own.id)


def test_who_was_there_counts_for_the_part_he_saw() -> None:
    seen = "The ferry strike left bodies in the water"
    art = article("a", f"{DEAD}, Ada Lind said. {seen}, a witness at the pier said.", "Tressin Post")
    told = said(art, DEAD, "Ada Lind", "named_person")
    saw = said(art, seen, "a witness at the pier", "anonymous", anonymous_type="resident")
    lead, beside = claim(art, DEAD, [told]), claim(art, seen, [saw], lead=False, sentence=2)
    other = article("b", f"{DEAD}, Ada Lind said.", "Halden Mirror")
    again = said(other, DEAD, "Ada Lind", "named_person")
    theirs = claim(other, DEAD, [again])
    rows = [art, other, told, saw, again, lead, beside, theirs]
    rows += [slots(c, killed=9, place="Tressin", day="2031-05-01") for c in (lead, theirs)]
    rows += [slots(beside, day="2031-05-01"), group([lead, theirs])]
    assert counts(run(*rows)) == (2, 2, 2)


def test_a_group_is_counted_for_what_is_affirmed_and_denials_are_told_apart() -> None:
    no, yes = article("a", f"{DEAD}: untrue.", "Sorvane Radio"), article("b", f"{DEAD}.", "Tressin Post")
    denies, tells = said(no, DEAD, "the ministry"), said(yes, DEAD, "Ada Lind", "named_person")
    denial, affirmed = claim(no, DEAD, [denies], polarity="deny"), claim(yes, DEAD, [tells])
    rows = [no, yes, denies, tells, denial, affirmed, group([denial, affirmed])]
    (row,) = run(*rows, slots(denial, killed=9), slots(affirmed, killed=9)).of(GroupOrigins)
    assert (row.separate_origins.best, row.counted_claim) == (1, f"{DEAD} (Tressin Post)")
    assert "Denied by the ministry" in row.because
