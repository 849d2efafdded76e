"""Which names may be one: a table of hard cases, and what must hold for all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.entities import compare_names
from headwater.entities.blocking import blocking_keys
from tests.pace import within

ONE = [
    ("Cund el-Şam", "Jund al-Sham", "Organization"),
    ("Cheikh Maqsoud", "Sheikh Maqsoud", None),
    ("Al Qaeda", "al-Qa'ida", "Organization"),
    ("Hay'at Tahrir al-Sham", "Hayat Tahrir ash-Sham", "Organization"),
    ("Ada Marie Lind", "Lind, Ada", "Person"),
    ("A. Lind", "Ada Lind", "Person"),
    ("Dr. Ada Lind", "Ada Lind", "Person"),
    ("Omar al-Zayn", "عمر الزين", "Person"),
    ("Владимир Берг", "Vladimir Berg", "Person"),
    ("Γιώργος Παππάς", "Giorgos Pappas", "Person"),
    ("דוד לוי", "David Levi", "Person"),
    ("Mohammed Aydın", "Muhammad Aydin", "Person"),
    ("Nordhavn Shipping Ltd", "Nordhavn Shipping Limited", "Company"),
    ("Brigade Forty-Four", "Brigade 44", "Organization"),
    ("Harbour Watch Committee", "HWC", "Organization"),
    ("AdaLind", "Ada Lind", "Person"),
    ("Army of Zarnoq", "Jaysh Zarnoq", "Organization"),
    ("Army of Zarnoq", "جيش زرنوق", "Organization"),
    ("Zarnoq Martyrs Brigade", "Liwa Shuhada Zarnoq", "Organization"),
    ("Mouvement de Zarnoq", "Harakat Zarnoq", "Organization"),
    ("Ansar al-Charia Zarnoq", "Ansar ash-Shariah Zarnoq", "Organization"),
    ("Ansarul Zarnoq", "Ansar al-Zarnoq", "Organization"),
    ("Эмират Зарнок", "Emirate of Zarnok", "Organization"),
    ("Harbour Watch Committee (HWC)", "HWC", "Organization"),
    ("Harbour Watch Committee (HWC)", "Harbour Watch Committee", "Organization"),
    ("Zarnoq Watch (formerly Harbour Guard)", "Harbour Guard", "Organization"),
    ("Free Army of Syria", "Free Syrian Army", "Organization"),
    ("HAVWAT", "Harbour Vigilance Watch", "Organization"),
]
APART = [
    ("Al-Qaida in Iraq", "Al-Qaida in the Arabian Peninsula", "Organization"),
    ("Omar al-Shishani", "Muslim al-Shishani", "Person"),
    ("Ansar al-Islam", "Ansar al-Sham", "Organization"),
    ("Jaish al-Islam", "Jaish al-Fatah", "Organization"),
    ("Ada Lind", "Eva Lind", "Person"),
    ("Karim bin Zayd", "Zayd bin Karim", "Person"),
    ("Nordhavn Bank AG", "Nordhavn Bank GmbH", "Company"),
    ("Harbour Watch", "Harbour Fund Watch International Dredging", "Company"),
    ("Nordhavn Shipping", "Nordhavn Trading", "Company"),
    ("Islamic Front", "Islamic Movement", "Organization"),
    ("Zarnoq Foundation", "Zarnoq Foundation Somalia branch", "Organization"),
    ("Zarnoq in Iraq", "Zarnoq in Yemen", "Organization"),
    ("Zarnoq", "Zarnoq in Yemen", "Organization"),
    ("HWC", "HWD", "Organization"),
    ("Harbour Watch Committee (HWC)", "Helpful Women's Club", "Organization"),
    ("State Import Company", "State Export Company", "Organization"),
    ("Aleppo Youth Front", "Aleppo Women's Council", "Organization"),
    ("", "Ada Lind", "Person"),
    ("   ", "...", None),
]


@pytest.mark.parametrize(("left", "right", "kind"), ONE)
def test_these_may_be_one(left: str, right: str, kind: str | None) -> None:
    assert compare_names(left, right, kind).score >= 0.5


@pytest.mark.parametrize(("left", "right", "kind"), APART)
def test_these_are_two(left: str, right: str, kind: str | None) -> None:
    assert compare_names(left, right, kind).score < 0.5


@pytest.mark.parametrize(("left", "right", "kind"), ONE + APART)
def test_the_order_of_the_two_changes_nothing(left: str, right: str, kind: str | None) -> None:
    assert compare_names(left, right, kind) == compare_names(right, left, kind)


def test_a_lookalike_letter_of_another_script_changes_nothing() -> None:
    assert compare_names("Αl-Nusra Front", "Al-Nusra Front", "Organization").score == 1.0


def test_names_that_only_mean_the_same_are_never_sure() -> None:
    """From .9 on two names of a case are joined; a translation alone is no ground for that."""
    assert compare_names("Victory Front", "Jabhat al-Nasr", "Organization").score < 0.9
    assert compare_names("Soldiers of Victory", "Jund al-Nasr", "Organization").score < 0.9


def test_below_one_half_the_likelier_name_has_the_higher_score() -> None:
    near = compare_names("Zarnoq in Yemen", "Zarnoq", "Organization").score
    far = compare_names("Zarnoq in Yemen", "Harbour Watch in Yemen", "Organization").score
    assert 0.5 > near > far > 0


@pytest.mark.parametrize(("left", "right", "kind"), ONE)
def test_names_that_may_be_one_share_a_blocking_key(left: str, right: str, kind: str | None) -> None:
    spelt_otherwise = left in ("AdaLind", "HAVWAT")  # capitals alone part the words; beginnings of words
    if not spelt_otherwise:
        assert set(blocking_keys(left, kind)) & set(blocking_keys(right, kind))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["Person", "Company", "Vessel", None]))
def test_any_two_strings_have_a_score_and_a_reason(left: str, right: str, kind: str | None) -> None:
    match = compare_names(left, right, kind)
    assert 0 <= match.score <= 1
    assert match.score == round(match.score, 4)
    assert match.score == 0 or match.because


@pytest.mark.parametrize("kind", ["Person", "Organization"])
@pytest.mark.parametrize(
    "name",
    [
        "x" * 10_000, "a\u0301" * 5_000, "al " * 4_000, "é" * 10_000, "(" * 10_000, "a/" * 5_000, "(a;b) " * 2_000,
        "\u202e" * 10_000, "\u0300" * 10_000, "A " * 5_000, "now now " * 2_000, "الـ" * 4_000,
    ],
)  # fmt: skip
def test_endless_names_do_not_hang(name: str, kind: str) -> None:
    with within(2):
        assert 0 <= compare_names(name, name[::-1] + "b", kind).score <= 1
        assert len(blocking_keys(name, kind)) <= 200


@pytest.mark.parametrize("name", ["", " ", "\u200b", "()", "...", "\u0301"])
def test_what_holds_no_letters_is_nobodys_name(name: str) -> None:
    assert compare_names(name, name, "Organization").score == 0
    assert blocking_keys(name, "Organization") == ()


@pytest.mark.shared
def test_precision_and_f1_on_the_shared_pairs() -> None:
    data = Path(os.environ.get("HEADWATER_DATA", "../shared"))
    gold = data / "gold" / "names_dev.csv"
    if not gold.exists():
        pytest.skip(f"no shared data at {data}")
    out = subprocess.run(
        [sys.executable, str(data / "score" / "score.py"), "names", str(gold)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    scores = json.loads(out)["names"]
    assert scores["f1"] >= 0.87
    assert scores["p"] >= 0.90


@pytest.mark.shared
def test_names_of_a_public_list_in_their_own_script_lead_to_their_bearers() -> None:
    data = Path(os.environ.get("HEADWATER_DATA", "../shared"))
    if not (data / "corpora" / "un_listed_organisations_2015.jsonl").exists():
        pytest.skip(f"no shared data at {data}")
    rows = (data / "corpora" / "un_listed_organisations_2015.jsonl").read_text(encoding="utf-8").splitlines()
    listed = [json.loads(row) for row in rows]
    right = 0
    for at, row in enumerate(listed):
        if row["original_script"]:
            scores = [
                max(
                    compare_names(row["original_script"], n, "Organization").score
                    for n in (o["name"], *o["aliases"])
                )
                for o in listed
            ]
            right += scores[at] == max(scores) > 0
    assert right >= 29
