"""Which names may be one: a table of hard cases, and what must hold for all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.entities import compare_names

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


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["Person", "Company", "Vessel", None]))
def test_any_two_strings_have_a_score_and_a_reason(left: str, right: str, kind: str | None) -> None:
    match = compare_names(left, right, kind)
    assert 0 <= match.score <= 1
    assert match.score == round(match.score, 4)
    assert match.score == 0 or match.because


@pytest.mark.parametrize("name", ["x" * 10_000, "a\u0301" * 5_000, "al " * 4_000, "é" * 10_000])
def test_endless_names_do_not_hang(name: str) -> None:
    assert 0 <= compare_names(name, name[::-1], "Person").score <= 1


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
    import json

    scores = json.loads(out)["names"]
    assert scores["f1"] >= 0.87
    assert scores["p"] >= 0.90
