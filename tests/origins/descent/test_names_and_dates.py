"""Outlets by any of their names; dates by what they prove."""

from __future__ import annotations

import pytest

from headwater.origins.descent.dates import order
from headwater.origins.descent.outlet_book import OutletBook, bare_url
from headwater.origins.descent.outlet_names import (
    agency_of,
    credited_names,
    is_collective,
    is_press_office,
    outlet_key,
    skeleton,
    sound_alike,
)
from headwater.records.articles import Published


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The Halden Mirror", "halden mirror"),
        ("Halden Mirror Online", "Halden Mirror"),
        ("Al-Nahar TV", "nahar"),
        ("Élan Quotidien", "elan"),
    ],
)
def test_names_of_one_outlet_share_a_key(a: str, b: str) -> None:
    assert outlet_key(a) == outlet_key(b)


@pytest.mark.parametrize(("a", "b"), [("قناة العالم", "Al-Alam"), ("ТАСС", "TASS"), ("El-Menar", "Manar")])
def test_names_in_two_scripts_share_their_consonants(a: str, b: str) -> None:
    assert skeleton(a) == skeleton(b)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("فومار برس", "Vomar Press", True),
        ("هالدن تريبيون", "Halden Tribune", True),
        ("Вомар Пресс", "فومار برس", True),
        ("Vomar Press", "Fomar Bress", False),  # one script: a letter is a letter
        ("برس", "Press of Halden", False),
        ("Zebu Post", "زيبو بوست", True),  # b and p are one sound, and so are two of them
        ("Favam Courier", "فافام كوريير", True),
        ("La Gazette de Mirn", "لا غازيت دو ميرن", True),
        ("La Gazette de Mirn", 'صحيفة "لا غازيت دو ميرن" الفرنسية', True),
        ("La Gazette de Mirn", "«Ла Газет де Мирн»", True),
        ("Charlon Hebdo", "شارلون إيبدو", True),
        ("La Gazette de Mirn", "لا غازيت دو أورف", False),
    ],
)
def test_names_are_heard_across_scripts(a: str, b: str, same: bool) -> None:
    assert sound_alike(a, b) is same


def test_an_outlet_credited_in_two_scripts_is_one() -> None:
    book = OutletBook([], [], [], ["Vomar Press", "فومار برس"])
    assert book.of_name("فومار برس").key == book.of_name("Vomar Press").key


def test_a_sound_that_two_outlets_have_decides_nothing() -> None:
    book = OutletBook([], [], [], ["Vomar Press", "Fomar Press"])
    assert book.of_name("فومار برس").key not in {book.of_name(n).key for n in ("Vomar Press", "Fomar Press")}


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Agence France-Presse", "afp"),
        ("The Associated Press", "ap"),
        ("رويترز", "reuters"),
        ("ТАСС", "tass"),
        ("Halden Mirror", None),
    ],
)
def test_agencies_are_known_in_five_languages(name: str, known: str | None) -> None:
    found = agency_of(name)
    assert (found.id if found else None) == known


def test_credits_are_cut_at_the_words_that_join_them() -> None:
    assert credited_names("With AFP and Reuters") == ["AFP", "Reuters"]
    assert credited_names("(avec AFP et agences)") == ["AFP", "agences"]
    assert is_collective("agences") and not is_collective("AFP")


def day(value: str, precision: str = "day", **more: str) -> Published:
    return Published(value, precision, "given", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "want"),
    [
        (day("2031-05-01"), day("2031-05-02"), -1),
        (day("2031-05-02"), day("2031-05-01"), 1),
        (day("2031-05", "month"), day("2031-05-09"), 0),  # a month does not order its days
        (day("2031", "year"), day("2032-01-01"), -1),
        (Published(), day("2031-05-01"), 0),
        (Published(not_before="2031-06-01"), day("2031-05-01"), 1),
        (day("2031-05-01", not_before="2031-05-20"), day("2031-05-10"), 1),  # the text proves its date wrong
        (day("nonsense", "month"), day("2031-05-01"), 1),
    ],
)
def test_dates_order_only_what_they_prove(a: Published, b: Published, want: int) -> None:
    assert order(a, b) == want


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("https://www.halden.example/x/", "http://halden.example/x?y=1#z"),
        ("HTTP://Halden.example/x", "halden.example/x"),
    ],
)
def test_links_are_compared_without_their_trimmings(a: str, b: str) -> None:
    assert bare_url(a) == bare_url(b if b.startswith("http") else f"http://{b}")


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("the guard's media unit", True),
        ("the Central Military Media", True),
        ("le service de presse du ministère", True),
        ("пресс-служба министерства", True),
        ("المكتب الإعلامي للمجلس", True),
        ("valiliğin basın ofisi", True),
        ("the Mirn Media Centre", False),
        ("state media", False),
    ],
)
def test_a_bodys_press_people_are_no_outlet(words: str, is_one: bool) -> None:
    assert is_press_office(words) == is_one
