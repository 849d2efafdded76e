"""Which counts, authors and victims of two reports of one incident cannot both hold."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from headwater.matches.authors import conflict_of, read_authorship
from headwater.matches.config import SlotsConfig
from headwater.matches.conflicts import differences
from headwater.matches.facts import Facts, read_facts
from headwater.matches.slots import read_all
from headwater.records.articles import Article, Sentence
from headwater.records.claims import Claim
from headwater.records.matches import ClaimSlots
from headwater.records.tables import Tables
from tests.matches.test_circumstances import report
from tests.matches.test_stages import article


def facts(*lines: str) -> Facts:
    """What a report says; its second line is its lead."""
    tables = Tables.of_rows(article("a", lines, "2021-03-12"))
    slots = {row.claim: row for row in read_all(tables, SlotsConfig()).of(ClaimSlots)}
    (row,) = tables.of(Article)
    return read_facts(row, list(tables.of(Sentence)), list(tables.of(Claim)), slots)


def slots_of(one: Sequence[str], two: Sequence[str]) -> list[str]:
    a, b = facts(*one), facts(*two)
    told = [sorted(d.slot for d in differences(*pair)) for pair in ((a, b), (b, a))]
    assert told[0] == told[1]
    return list(told[0])


SIX = ("Rockets hit Ollenz", "Rockets killed six children and wounded 15 people in Ollenz.")


@pytest.mark.parametrize(
    ("one", "two", "slots"),
    [
        # a part that the greater report counts too
        ((*SIX, "At the school 14 were wounded and three children died."),
         ("School of Ollenz hit", "Three children were killed and 14 wounded at a school in Ollenz."), []),
        (SIX, ("School of Ollenz hit", "Three children were killed and 14 wounded at a school in Ollenz."),
         ["injured", "killed", "victims"]),
        # those in care are no total of the injured
        (("Blast in Telm", "A blast in Telm killed 30 people and wounded 90."),
         ("Blast in Telm", "A blast in Telm killed 30 people.", "Nine of the wounded were being treated in Kessia."), []),
        (("Blast in Telm", "A blast in Telm killed 30 people and wounded 90."),
         ("Blast in Telm", "A blast in Telm killed 30 people and wounded 40, who were being treated in Kessia."),
         ["injured"]),
        # a day's injured and an incident's are two counts
        (("A day in Telm", "In the last 24 hours 30 people were killed and 90 wounded in Telm."),
         ("Shells on Telm", "Shells killed 30 people and wounded 40 in Telm."), []),
        # children further down belong to a total
        (("Raid on Korrin", "The raid on Korrin killed four children.", "Five people died in all, a nurse said."),
         ("Raid on Korrin", "The raid on Korrin killed five people."), []),
        # who died
        (("Raid on Korrin", "The raid killed 29 civilians in Korrin."),
         ("Raid on Korrin", "The raid killed 29 militants in Korrin."), ["victims"]),
        (("Raid on Korrin", "The raid killed 29 people, mostly civilians, in Korrin."),
         ("Raid on Korrin", "The raid killed 29 civilians in Korrin."), ["victims"]),
        (("Raid on Korrin", "The raid killed 29 people in Korrin."),
         ("Raid on Korrin", "The raid killed 29 civilians in Korrin."), []),
        # what carried a bomb
        (("Blast in Telm", "A truck bomb killed 30 people in Telm."),
         ("Blast in Telm", "A car bomb killed 30 people in Telm."), ["weapon"]),
        (("Blast in Telm", "A bomb killed 30 people in Telm."),
         ("Blast in Telm", "A car bomb killed 30 people in Telm."), []),
    ],
)  # fmt: skip
def test_what_two_reports_disagree_on(one: Sequence[str], two: Sequence[str], slots: list[str]) -> None:
    assert slots_of(one, two) == slots


@pytest.mark.parametrize(
    ("lang", "text", "side"),
    [
        ("en", "Russian air strikes hit Ollenz.", "ru"),
        ("en", "Suspected Russian air strikes hit Ollenz.", None),
        ("en", "A Russian military helicopter was shot down near Ollenz.", None),
        ("en", "A Syrian airbase struck at dawn burned.", None),
        ("en", "Regime and allied Russian planes fly over Ollenz.", None),
        ("en", "Tags: Rebels Ollenz Telm Airstrikes", None),
        ("en", "Regime military warplanes hit Ollenz.", "sy"),
        ("fr", "Des frappes aériennes russes ont touché Ollenz.", "ru"),
        ("ru", "Российские военные самолеты нанесли удар по Олленцу.", "ru"),
        ("ru", "Предположительно российские самолеты нанесли удар.", None),
        ("tr", "Rus savaş uçakları Ollenz'i vurdu.", "ru"),
        ("ar", "غارات روسية على أولنز", "ru"),
    ],
)
def test_who_is_named_as_the_author(lang: str, text: str, side: str | None) -> None:
    said = read_authorship(*report(text, lang=lang))
    assert said.side == side


def test_a_caption_before_the_lead_does_not_hide_the_author() -> None:
    lines = ["A town hit", "9 March", "By our staff", "(Photo)", "A child in Ollenz.", "Shells fell.",
             "Regime jets bombed Ollenz, a nurse said."]  # fmt: skip
    named = read_authorship(*report(*lines), 6)
    left_open = read_authorship(*report("A town hit", "It was unclear who bombed Ollenz."))
    assert read_authorship(*report(*lines)).side is None
    found = conflict_of(named, left_open)
    assert found is not None
    assert found.because == "One report leaves open who did it, the other names one."
