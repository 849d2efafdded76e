"""In a small case the background says what is rare; two like incidents stay apart; denials stand with what they deny."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from headwater.matches.anchors import read_anchors, read_calls, read_sounds
from headwater.matches.denying import delivery_of, denies_deed
from headwater.matches.grouping import linkage
from headwater.matches.packing import pack_keyed, unpack_floats
from headwater.matches.word_counts import count_keys
from headwater.records.claims import Act, Claim, Polarity
from headwater.records.matches import Conflict, MatchedGroup
from headwater.records.tables import Tables
from tests.matches.test_stages import article, trace

TELM = (
    "Shells hit Telm market",
    "Shells fell on the market of Telm on Monday and killed six people, the mayor, Sava Brinn, said.",
    "Sava Brinn said that the shells came from the Arrok hills above Telm.",
)
TELM_AGAIN = (
    "Six dead in Telm shelling",
    "Six people were killed on Monday when shells fell on the market of Telm, mayor Sava Brinn said.",
    "The shells came from the Arrok hills, said Brinn.",
)
VASK = (
    "Shells hit Vask market",
    "Shells fell on the market of Vask on Thursday and killed eleven people, a doctor, Orla Menk, said.",
    "Orla Menk said that the shells came from the Durrin valley below Vask.",
)
VASK_AGAIN = (
    "Eleven dead in Vask shelling",
    "Eleven people were killed on Thursday when shells fell on the market of Vask, doctor Orla Menk said.",
    "The shells came from the Durrin valley, said Menk.",
)
TELM_DENIED = (
    "No unit fired on Telm, ministry says",
    "No unit of the army fired on the market of Telm on Monday, the ministry said.",
    "The ministry said that mayor Sava Brinn had invented the shells from the Arrok hills.",
)


def groups(case: Tables) -> list[list[str]]:
    return sorted(found.articles for found in case.of(MatchedGroup))


def denial(rows: list[object]) -> list[object]:
    return [replace(row, polarity="deny") if isinstance(row, Claim) else row for row in rows]


def test_two_shellings_in_one_week_stay_apart() -> None:
    case = trace(
        article("a", TELM, "2021-05-03"),
        article("b", TELM_AGAIN, "2021-05-04"),
        article("c", VASK, "2021-05-06"),
        article("d", VASK_AGAIN, "2021-05-07"),
    )
    assert groups(case) == [["a", "b"], ["c", "d"]]
    assert not case.of(Conflict)


def test_two_outlets_on_two_shellings_are_no_group() -> None:
    case = trace(article("a", TELM, "2021-05-03"), article("c", VASK, "2021-05-06"))
    assert groups(case) == []


def test_a_denial_stands_with_what_it_denies_and_heads_nothing() -> None:
    case = trace(
        article("a", TELM, "2021-05-03"),
        article("b", TELM_AGAIN, "2021-05-04"),
        denial(article("c", TELM_DENIED, "2021-05-04")),
    )
    (found,) = case.of(MatchedGroup)
    assert found.articles == ["a", "b", "c"]
    assert found.heading in ("cl-a", "cl-b")
    assert {row.slot for row in case.of(Conflict)} == {"perpetrator"}


def test_anchors_are_written_with_a_capital_wherever_they_stand() -> None:
    found = read_anchors(
        [
            ("Market Shelled In Telm", "en", True),
            ("Shells fell on the market of Telm below the Arrok hills.", "en", True),
            ("Le marché de Telm, au pied des monts d'Arrok", "fr", False),
        ]
    )
    assert sorted(found.all) == ["arrok", "telm"]
    assert found.opening == {"arrok", "telm"}


def test_names_that_are_compared_elsewhere_are_no_anchors() -> None:
    found = read_anchors([("Shells fell on Telm, said the Daily Arrow.", "en", True)], ["The Daily Arrow"])
    assert sorted(found.all) == ["telm"]


def test_what_a_small_case_always_names_stays_rare_in_it() -> None:
    assert rarity_in(8, 6) > 3.5
    assert rarity_in(240, 180) < 1.5


def rarity_in(holding: int, others: int) -> float:
    """How rare a word is that so many reports have and so many have not."""
    keyed = [pack_keyed({"telm": 1.0}, {})] * holding + [pack_keyed({"other": 1.0}, {})] * others
    counts = count_keys([f"a{k}" for k in range(len(keyed))], keyed)
    hashes = np.frombuffer(keyed[0].hashes, dtype="<u8")
    return unpack_floats(counts.rarities(hashes, np.zeros(1, dtype=np.float32)).tobytes())[0]


def test_a_small_case_is_counted_as_it_is() -> None:
    found = rarity_in(3, 2)
    assert found == pytest.approx(-math.log((3 * 5 / 65 + 0.5) / 106), abs=1e-4)


def test_a_firm_translation_joins_what_far_retellings_would_keep_apart() -> None:
    odds = {(0, 2): 6.0, (0, 3): -3.0, (1, 2): -3.0, (1, 3): -3.0}
    langs = ["en", "en", "fr", "fr"]
    assert linkage([0, 1], [2, 3], lambda a, b: odds[a, b], langs) > 0
    assert linkage([0, 1], [2, 3], lambda a, b: odds[a, b]) < 0


def claim(text: str, polarity: Polarity = "assert", act: Act = "happened", lang: str = "en") -> Claim:
    return Claim(
        "c", "a", "p", text, 0, len(text), 0, lang, False, True, [], "attributed", "certain", polarity, "affirms", act
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("No unit of the national army fired on the village of Telm.", "en", True),
        ("The attack on Telm cannot be tolerated.", "en", False),
        ("The ministry did not accept responsibility for the attack on Telm.", "en", False),
        ("Aucun obus n'est tombé sur le marché de Telm.", "fr", True),
    ],
)
def test_a_deed_is_denied_only_where_the_negation_stands_before_it(
    text: str, lang: str, wanted: bool
) -> None:
    assert denies_deed(claim(text, "deny", lang=lang)) is wanted


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (claim("The brigade received 75 drones."), "delivered"),
        (claim("The brigade was offered a shipment of 75 drones.", act="offered"), "offered"),
        (claim("La brigade n'a reçu aucun drone.", "deny", lang="fr"), "not delivered"),
        (claim("The brigade marched on Telm."), None),
    ],
)
def test_what_is_offered_is_not_delivered(told: Claim, wanted: str | None) -> None:
    assert delivery_of(told) == wanted


def calls_and_sounds(text: str, lang: str) -> tuple[frozenset[str], frozenset[str]]:
    return read_calls([(text, lang)], read_anchors([(text, lang, True)])), read_sounds([(text, lang)])


@pytest.mark.parametrize(
    ("lang", "text", "heard"),
    [
        ("fr", "Une embuscade sur la route de Fulgaren a fait neuf morts", True),
        ("ru", "В засаде близ деревни Фулгарен погибли девять человек", True),
        ("ar", "كمين على طريق فولغارين يوقع تسعة قتلى", True),
        ("fr", "Une embuscade sur la route de Kezomar a fait neuf morts", False),
        ("ar", "كمين على طريق كيزومار يوقع تسعة قتلى", False),
    ],
)
def test_a_village_that_no_registry_knows_is_heard_in_every_script(lang: str, text: str, heard: bool) -> None:
    calls, _ = calls_and_sounds("On Tuesday gunmen near Fulgaren killed nine people", "en")
    theirs, sounds = calls_and_sounds(text, lang)
    assert len(calls) == 1, "a weekday calls no incident"
    assert calls.isdisjoint(sounds) is not heard
    assert theirs
