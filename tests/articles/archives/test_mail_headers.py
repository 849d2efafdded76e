"""Header fields made to hold up the standard library's parser, which takes 60 microseconds a byte."""

from __future__ import annotations

from email import policy
from email.parser import BytesParser

import pytest

from headwater.articles.archives.messages import bounded
from headwater.articles.drafts import Draft
from headwater.records.articles import Rejected
from tests.fuzz.reading import read_as
from tests.pace import within

WORDS = "The road to Ostrel is open again, two drivers said on Tuesday.\n"
MOST_SECONDS = 20  # of processor time; a field of this size took minutes


@pytest.mark.parametrize("filled", ["a=b; ", "a*0=b; ", "=?utf-8?q?x?= ", '";', "x "])
def test_a_form_of_a_megabyte_is_cut(filled: str) -> None:
    form = f"Content-Type: text/plain; {filled * (1_000_000 // len(filled))}"
    head = f"From: desk@vigie.example\nSubject: Road open\n{form}\nContent-Disposition: inline; {filled * 200_000}\n\n"
    with within(MOST_SECONDS):
        (found,) = read_as("mail", (head + WORDS).encode(), ".eml")
    assert isinstance(found, Draft)
    assert WORDS.strip() in found.text


def test_remarks_in_remarks_are_refused() -> None:
    (found,) = read_as(
        "mail", f"From: a@b.example\nContent-Type: text/plain; {'(' * 9_000}\n\n{WORDS}".encode()
    )
    assert isinstance(found, Rejected)
    assert found.reason == "cannot be read as a mail: its parts lie too deep in one another"


def test_many_parts_have_a_bounded_sum_of_fields() -> None:
    part = f"--b\nContent-Type: text/plain; {'a=b; ' * 800}\n\n{WORDS}\n"
    head = "From: desk@vigie.example\nContent-Type: multipart/mixed; boundary=b\n\n"
    message = BytesParser(policy=bounded(policy.compat32)).parsebytes(
        (head + part * 500 + "--b--\n").encode()
    )
    fields = [str(value) for one in message.walk() for value in one.get_all("content-type", [])]
    assert len(fields) == 501
    assert max(map(len, fields)) == 2_000
    assert sum(map(len, fields)) == 100_000
