"""Names of private persons are taken out wherever they stand and however they are written."""

from __future__ import annotations

from typing import Any

import pytest

from headwater.show.masking import WITHHELD, Masking, visible
from headwater.show.view import CaseView
from tests.pace import within
from tests.show.cases import case

ONE = "[person 1, name withheld]"


def masking(*shown: str) -> Masking:
    """The masking of a case with one private person, Osha Venn, and a few public names."""
    found: dict[str, Any] = case(1)
    public = found["entities"][0] | {"masked": False, "mentions": []}
    found["entities"] += [
        public | {"id": f"en-{name}", "name": name, "names": [{"text": name, "lang": "en", "script": "Latn"}]}
        for name in shown
    ]
    return Masking(CaseView(found))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Osha Venn fled", f"{ONE} fled"),
        ("OSHA VENN fled", f"{ONE} fled"),
        ("Osha\nVenn's boat", f"{ONE}'s boat"),
        ("files/osha-venn_2.html", f"files/{ONE}_2.html"),
        ("https://example.org/osha%20venn", f"https://example.org/{ONE}"),
        ("Mrs Venn fled", f"Mrs {ONE} fled"),
        ("a Vennish boat", "a Vennish boat"),
        ("the venn of the river", "the venn of the river"),
        ("Osha", "Osha"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_masked_name_is_withheld(said: str, shown: str) -> None:
    assert masking().said(said) == shown


def test_a_family_name_that_a_public_name_has_too_is_not_hidden_by_itself() -> None:
    assert masking("Tolver Venn").said("Venn spoke, Osha Venn fled") == f"Venn spoke, {ONE} fled"


def test_a_name_is_masked_before_a_line_is_cut() -> None:
    assert masking().line("a ferry passenger, Osha Venn, fled", 24) == "a ferry passenger, …"


def test_mentions_and_further_names_in_a_text_are_masked_alike() -> None:
    found = case(1)
    article = found["articles"][0]
    article["text"] += " Later Venn came back."
    found["entities"][0]["mentions"] = []
    spans = Masking(CaseView(found)).spans("ar-0")
    assert [article["text"][mask.start : mask.end] for mask in spans] == ["Osha Venn", "Venn"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202egnp.exe", "⟦RLO⟧gnp.exe"),
        ("a\x1b[31mb", "a⟦U+001B⟧[31mb"),
        ("lone \ud800", "lone ⟦U+D800⟧"),
        ("tag \U000e0041", "tag ⟦U+E0041⟧"),
        ("line\nline", "line\nline"),
        ("نص\u200f عربي", "نص\u200f عربي"),
    ],
)
def test_unseen_controls_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_two_persons_of_one_name_are_never_said_to_be_one() -> None:
    found = case(1)
    found["entities"].append(found["entities"][0] | {"id": "en-2", "mentions": []})
    assert Masking(CaseView(found)).said("Osha Venn fled") == f"{WITHHELD} fled"


def test_who_signs_an_article_is_no_private_person() -> None:
    found = case(1)
    found["articles"][0]["byline"] = "Osha Venn"
    assert Masking(CaseView(found)).said("by Osha Venn") == "by Osha Venn"


def told(text: str, *, lang: str, name: str = "Osha Venn", public: str = "") -> str:
    """What is shown of an article's text in a case with one private person of this name."""
    found = case(1)
    found["entities"][0] |= {"name": name, "names": [{"text": name, "lang": "en", "script": "Latn"}]}
    found["articles"].append(
        found["articles"][0] | {"id": "ar-x", "title": "", "text": text, "languages": [lang]}
    )
    if public:
        start = text.index(public)
        mention = {
            "article": "ar-x",
            "text": public,
            "start": start,
            "end": start + len(public),
            "status": "confirmed",
        }
        names = [{"text": public, "lang": lang, "script": "Arab"}]
        found["entities"].append(
            found["entities"][0]
            | {"id": "en-p", "name": public, "names": names, "masked": False, "mentions": [mention]}
        )
    return Masking(CaseView(found)).said(text)


@pytest.mark.parametrize(
    ("name", "lang", "said", "shown"),
    [
        ("Osha Venn", "ar", "قالت أوشا فين إنها هربت", f"قالت {ONE} إنها هربت"),
        ("Osha Venn", "ar", "هربت وأوشا فين معها", f"هربت {ONE} معها"),
        ("Osha Venn", "ru", "Оша Венн бежала", f"{ONE} бежала"),
        ("Osha Venn", "ru", "рассказала Оше Венн соседка", f"рассказала {ONE} соседка"),
        ("Hassan Aboud", "ar", "قال حسن عبود للصحيفة", f"قال {ONE} للصحيفة"),
        ("حسن عبود", "en", "Hassan Aboud told the paper", f"{ONE} told the paper"),
        ("Bahaa al Halabi", "ar", "قال بهاء الحلبي", f"قال {ONE}"),
        ("Osha Venn", "ar", "أطلق الحراس النار على العبارة", "أطلق الحراس النار على العبارة"),
        ("Osha Venn", "ar", "قالت أوشا إن الزعنفة فين ضاعت", "قالت أوشا إن الزعنفة فين ضاعت"),
        ("Hassan Aboud", "en", "The Hessian abode was sold", "The Hessian abode was sold"),
    ],
)
def test_a_masked_name_is_withheld_in_another_script(name: str, lang: str, said: str, shown: str) -> None:
    assert told(said, lang=lang, name=name) == shown


def test_a_public_name_that_sounds_like_a_masked_one_stays() -> None:
    said = "قال حسن عبود للصحيفة"
    assert told(said, lang="ar", name="Hassan Aboud", public="حسن عبود") == said


def test_many_words_in_another_script_are_read_in_no_time_to_speak_of() -> None:
    with within(10):
        assert ONE in told("أطلق الحراس النار على العبارة " * 8_000 + "أوشا فين", lang="ar")
