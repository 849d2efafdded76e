"""What repeats or frames a body does not count as its wording."""

import pytest

from headwater.origins.reuse.body import read_body
from headwater.records.articles import Article, Credit, Part, Published

REPORT = "Two barges sank below the weir on Sunday after their moorings parted in the flood."


def counted(title: str, body: str, *parts: Part, credit: Credit | None = None) -> str:
    article = Article(
        "a", None, None, "a", title, f"{title}\n{body}", None, None, Published(), ["en"], []
    )  # fmt: skip
    tokens = read_body(article, parts, [credit] if credit else []).tokens
    return " ".join(
        article.text[a:b] for a, b in zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
    )


def test_the_headline_is_no_body() -> None:
    assert "Headline" not in counted("Headline of the day", REPORT)


def test_a_headline_said_again_at_the_head_does_not_count() -> None:
    assert counted("Barges sink at the old weir", f"Barges sink at the old weir. {REPORT}").startswith(
        "Two barges"
    )


def test_a_date_line_does_not_count() -> None:
    assert counted("Barges sink", f"Tuesday 4 April 2017 at 09:14. {REPORT}").startswith("Two barges")


@pytest.mark.parametrize(
    "body",
    [
        "14 sheep of 60 were lost.",
        "In 1911 the dam burst.",
        "On Tuesday a dam burst.",
        "In May the dam burst.",
    ],
)
def test_a_number_or_a_month_at_the_head_is_no_date_line(body: str) -> None:
    assert counted("Barges sink", body) == body.rstrip(".")


def test_a_sentence_said_twice_counts_once() -> None:
    assert counted("Barges sink", f"{REPORT} {REPORT}").count("weir") == 1


def test_a_title_as_long_as_a_paragraph_is_body() -> None:
    assert "moorings" in counted(f"{REPORT} {REPORT.replace('Two', 'Three')}", "No one was hurt.")


def test_boilerplate_does_not_count() -> None:
    text = f"Barges sink\n{REPORT} Follow us everywhere."
    start = text.index("Follow")
    part = Part("p", "a", start, len(text), "boilerplate", "en", None, "it stands below every article")
    assert "Follow" not in counted("Barges sink", f"{REPORT} Follow us everywhere.", part)


def test_a_credit_line_does_not_count() -> None:
    body = f"WEIRGATE (Meridian Wire) - {REPORT}"
    start = len("Barges sink") + 1
    credit = Credit("c", "a", None, "dateline", "Meridian Wire", None, start, start + 26, "its dateline")
    assert counted("Barges sink", body, credit=credit).startswith("Two barges")
