"""What is known of a text that is looked for, and how to search for it."""

from __future__ import annotations

import pytest

from headwater.origins.counting.searches import known_of, post_date


@pytest.mark.parametrize("url", ["https://posts.example/halden", "https://posts.example/status/12", "", "::"])
def test_a_link_to_no_post_tells_no_day(url: str) -> None:
    assert post_date(url) is None


def test_the_day_is_in_the_first_bits_of_the_id() -> None:
    made = 1_900_000_000_000  # milliseconds: 17 March 2030
    assert post_date(f"https://x.example/a/status/{(made - 1288834974657) << 22}") == "2030-03-17"


def test_what_is_known_is_said_once() -> None:
    assert known_of(["https://a.example"], ["2031-05-01", None, "2031-05-01"]) == [
        "https://a.example",
        "cited on 2031-05-01",
    ]
