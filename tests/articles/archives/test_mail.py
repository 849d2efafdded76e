"""Newsletters: the paper, the day, the words; and what is nobody's business is not kept."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from headwater.articles import ArticlesConfig, read
from headwater.articles.archives.senders import Sender, sender_of
from headwater.records.articles import Article, Rejected
from headwater.records.ports import Models
from tests.articles.archives.letters import letter, newsletter
from tests.articles.archives.making import WORDS, drafts, page, reasons


def test_a_newsletter_is_an_article_of_its_paper() -> None:
    (draft,) = drafts(newsletter().as_bytes(), "brief.eml", "mail")
    assert (draft.publisher, draft.authors, draft.media_type) == ("The Vigie", [], "mail")
    assert draft.title == "Road to Ostrel opened again"
    assert draft.dates[0].value == "2034-04-02T08:30:00+02:00"
    assert draft.url == "https://news.vigie.example/briefs/2034-04-02"
    assert draft.text.split("\n", 1)[1].startswith("The road from Tarn")
    assert draft.text.endswith("looked at the second arch.")


@pytest.mark.parametrize(
    "word", ["reader", "Nora", "home.example", "Unsubscribe", "signed up", "View in", "what to know"]
)
def test_what_is_the_reader_s_or_the_service_s_is_not_kept(word: str) -> None:
    (draft,) = drafts(newsletter().as_bytes(), "brief.eml", "mail")
    assert word not in repr(draft)


def test_a_plain_letter_is_read_where_there_is_no_other() -> None:
    plain = f"{WORDS}\n\nTo unsubscribe, write to leave@vigie.example\n"
    (draft,) = drafts(letter(plain=plain).as_bytes(), "brief.eml", "mail")
    assert draft.text == f"Road to Ostrel opened again\n{WORDS}"


SENDERS = [
    ("The Vigie", "brief@vigie.example", "", True, Sender("The Vigie")),
    ("Ada Brook from The Courier", "ada@mail.courier.example", "", True, Sender("The Courier", ("Ada Brook",))),
    ("Ada Brook, The Courier", "ada@courier.example", "", True, Sender("The Courier", ("Ada Brook",))),
    ("The Courier | Ada Brook", "ada@courier.example", "", True, Sender("The Courier", ("Ada Brook",))),
    ("Ada Brook", "ada@letters.example", "River Notes <notes.letters.example>", True, Sender("River Notes", ("Ada Brook",))),
    ("Ada Brook", "ada@letters.example", "", True, Sender("letters.example", ("Ada Brook",))),
    ("Ada Brook", "ada@home.example", "", False, Sender()),
    ("", "ada@home.example", "", False, Sender()),
    ("ada@home.example", "ada@home.example", "", False, Sender()),
    ("Press Office, Ministry of Roads", "press@roads.example", "", False, Sender("Press Office, Ministry of Roads")),
    ("Courrier du Port", "redaction@courrier.example", "", False, Sender("Courrier du Port")),
    ("Ильва Марр из Курьер", "brief@kurier.example", "", True, Sender("Курьер", ("Ильва Марр",))),
    ("وكالة أوستريل", "info@ostrel.example", "", False, Sender("وكالة أوستريل")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "address", "listed", "to_many", "sender"), SENDERS)
def test_who_sent_it_is_kept_only_where_it_is_public(
    name: str, address: str, listed: str, to_many: bool, sender: Sender
) -> None:
    assert sender_of(name, address, listed, to_many) == sender


FORWARDS = [
    "---------- Forwarded message ---------\nFrom: The Vigie <brief@vigie.example>\nDate: Sun, 2 Apr 2034 08:30:00 +0200\nSubject: Road to Ostrel opened again\nTo: <reader@home.example>\n",
    "Begin forwarded message:\n\n> From: The Vigie <brief@vigie.example>\n> Subject: Road to Ostrel opened again\n> Date: Sun, 2 Apr 2034 08:30:00 +0200\n> To: Nora <reader@home.example>\n",
    "---------- Message transféré ---------\nDe : The Vigie <brief@vigie.example>\nDate : Sun, 2 Apr 2034 08:30:00 +0200\nObjet : Road to Ostrel opened again\nÀ : <reader@home.example>\n",
    "-------- Пересылаемое сообщение --------\nОт: The Vigie <brief@vigie.example>\nДата: Sun, 2 Apr 2034 08:30:00 +0200\nТема: Road to Ostrel opened again\nКому: <reader@home.example>\n",
    "---------- Yönlendirilen mesaj ---------\nKimden: The Vigie <brief@vigie.example>\nTarih: Sun, 2 Apr 2034 08:30:00 +0200\nKonu: Road to Ostrel opened again\nKime: <reader@home.example>\n",
    "---------- رسالة مُعاد توجيهها ---------\nمن: The Vigie <brief@vigie.example>\nالتاريخ: Sun, 2 Apr 2034 08:30:00 +0200\nالموضوع: Road to Ostrel opened again\nإلى: <reader@home.example>\n",
]  # fmt: skip


@pytest.mark.parametrize("head", FORWARDS)
def test_a_letter_that_is_passed_on_is_its_first_sender_s(head: str) -> None:
    plain = f"Have you seen this? Love, N.\n\n{head}\n{WORDS}\n"
    message = letter("Nora Reader <nora@home.example>", "Fwd: Road to Ostrel opened again", plain=plain)
    (draft,) = drafts(message.as_bytes(), "m.eml", "mail")
    assert (draft.publisher, draft.title) == ("The Vigie", "Road to Ostrel opened again")
    assert draft.dates[0].value.startswith("2034-04-02T08:30")
    assert draft.text.split("\n", 1)[1].strip() == WORDS
    assert "Nora" not in repr(draft)
    assert "Love" not in draft.text


def test_a_marked_up_letter_that_is_passed_on_is_cut_where_it_begins() -> None:
    html = (
        '<div dir="ltr">Have you seen this? Love, N.<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        "---------- Forwarded message ---------<br>From: <strong>The Vigie</strong> &lt;brief@vigie.example&gt;<br>"
        f"Date: Sun, 2 Apr 2034<br>Subject: Road to Ostrel opened again<br></div><p>{WORDS}</p></div></div>"
    )
    plain = f"Have you seen this?\n\n{FORWARDS[0]}\n{WORDS}"
    message = letter("Nora Reader <nora@home.example>", "Fwd: x", html=html, plain=plain)
    (draft,) = drafts(message.as_bytes(), "m.eml", "mail")
    assert draft.text == f"Road to Ostrel opened again\n{WORDS}"


def test_what_is_attached_is_read_by_its_kind() -> None:
    message = newsletter()
    message.add_attachment(page("A page attached"), maintype="text", subtype="html", filename="page.html")
    message.add_attachment(b"\0\1", maintype="application", subtype="x-thing", filename="x.thing")
    inside = EmailMessage()
    inside["From"], inside["Subject"] = "The Courier <news@courier.example>", "A letter attached"
    inside.set_content(WORDS)
    message.add_attachment(inside)
    found = drafts(message.as_bytes(), "m.eml", "mail")
    assert [draft.title for draft in found] == [
        "Road to Ostrel opened again",
        "A page attached",
        "A letter attached",
    ]
    assert [draft.publisher for draft in found] == ["The Vigie", None, "The Courier"]
    assert reasons(message.as_bytes(), "m.eml", "mail") == [
        "m.eml: 1 attachment ending in .thing is not read"
    ]


def test_a_mailbox_gives_each_letter(tmp_path: Path, models: Models) -> None:
    path = tmp_path / "letters.mbox"
    box = mailbox.mbox(path)
    for number in range(3):
        box.add(
            letter(
                subject=f"Brief number {number}",
                plain=f"From the road\n\n{WORDS}\n\nFrom here on it is open.",
            )
        )
    box.close()
    tables = read([path], ArticlesConfig(), models)
    assert sorted(article.title for article in tables.of(Article)) == [f"Brief number {n}" for n in range(3)]
    assert {article.text.count("From ") for article in tables.of(Article)} == {2}
    assert not tables.of(Rejected)
    path.rename(tmp_path / "Inbox")
    assert len(read([tmp_path / "Inbox"], ArticlesConfig(), models).of(Article)) == 3


def test_the_character_set_of_a_letter_is_kept_to() -> None:
    words = "Дорога из Тарна в порт Острель снова открыта, сообщили два водителя. " * 4
    message = EmailMessage()
    message["From"], message["Subject"] = "Курьер <brief@kurier.example>", "Дорога открыта"
    message.set_content(words, charset="koi8-r")
    (draft,) = drafts(message.as_bytes(), "m.eml", "mail")
    assert (draft.title, draft.publisher) == ("Дорога открыта", "Курьер")
    assert "порт Острель" in draft.text
