"""Claims of the body are put together where they say one thing, and never where a fact differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import pytest

from headwater.matches.claim_pairs import claim_pairs
from headwater.matches.comparison import Wording
from headwater.matches.config import JoinConfig
from headwater.matches.incidents import elsewhere
from headwater.matches.quantities import find_quantities
from headwater.matches.rarity import keys_of_text
from headwater.matches.reports import Report
from headwater.matches.sayings import Saying, named_apart, odds, read_claim
from headwater.matches.vectors import to_bytes
from headwater.matches.word_counts import claim_rarities, take_census
from headwater.records.claims import Claim


def saying(
    name: str, text: str, *, lang: str = "en", names: tuple[str, ...] = (), near: float = 1.0
) -> Saying:
    """A claim whose words are all equally rare; ``near`` is its cosine with the first axis."""
    keys = list(dict.fromkeys(keys_of_text(text, lang)))
    size = len(keys) ** 0.5 or 1.0
    vector = np.array([near, (1 - near * near) ** 0.5], dtype=np.float32)
    numbers = frozenset(q.low for q in find_quantities(text, lang) if q.low and q.low > 3)
    return Saying(
        name,
        name,
        Wording(text, lang),
        text.lower(),
        vector,
        dict.fromkeys(keys, 1 / size),
        dict.fromkeys(names, 4.0),
        numbers,
        frozenset(k for w in text.split()[1:] if w[0].isupper() for k in keys_of_text(w, lang)),
        tuple(keys),
    )


FIRST = "The first blast tore through the fish market of Ollenz and killed 12 people"


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("A first blast tore through the fish market of Ollenz, killing 12 people", True),
        ("The second blast tore through the fish market of Ollenz and killed 31 people", False),
        ("No blast tore through the fish market of Ollenz and killed 12 people", False),
        ("The governor promised new roofs for the schools of the valley this winter", False),
    ],
)
def test_one_part_of_an_incident_and_its_twin(text: str, *, together: bool) -> None:
    a, b = saying("a", FIRST, names=("Ollenz",)), saying("b", text, names=("Ollenz",), near=0.9)
    assert (odds(a, b) > 0.5) == together
    assert odds(a, b) == odds(b, a)


def test_two_languages_need_a_rare_name_or_number_in_common() -> None:
    french = "Le maire a dit que le pont serait rouvert avant la fin de la saison"
    english = "The mayor said that the bridge would open again before the season ends"
    for names, together in (((), False), (("Telm",), True)):
        a, b = saying("a", english, names=names), saying("b", french, lang="fr", names=names, near=0.9)
        assert (odds(a, b) > 0.5) == together


def test_a_word_that_all_share_makes_no_candidates() -> None:
    texts = [f"In Ollenz market the clerk notes item number{k} word{k}" for k in range(40)]
    assert list(pairs(texts)) == []
    assert pairs([*texts[:5], *texts[:2]])


def test_claims_of_one_article_are_not_compared() -> None:
    again = "The first blast tore through the fish market of Ollenz, killing 12 people"
    assert pairs([FIRST, again]) == [("a0", "a1")]
    assert pairs([FIRST, again], articles=["a", "a"]) == []
    assert pairs([FIRST, FIRST]) == []  # a copy makes no group until somebody says the same in other words
    assert pairs([FIRST, FIRST, again]) == [("a0", "a1"), ("a0", "a2")]


def pairs(texts: list[str], articles: list[str] | None = None) -> list[tuple[str, str]]:
    """Articles whose claims, one each of such words and the same meaning, are tied together."""
    vector = to_bytes(np.ones(8, dtype=np.float32))
    sketches = []
    for k, text in enumerate(texts):
        article = articles[k] if articles else f"a{k}"
        claim = Claim(
            f"c{k}", article, "p", text, 0, len(text), 1, "en", False, False, ["at"], "attributed", "certain",
            "assert", "affirms", "happened",
        )  # fmt: skip
        sketches.append(read_claim(claim, None, vector, {}, None))
    rarities = claim_rarities(take_census([]), sketches)
    return [(row.a, row.b) for row in claim_pairs(sketches, rarities, JoinConfig())]


def test_two_towns_of_which_neither_opening_names_the_other_s_are_elsewhere() -> None:
    @dataclass
    class Seen:
        town: str | None
        opening_names: frozenset[str]

    ollenz, korrin = Seen("ollenz", frozenset({"ollenz"})), Seen("korrin", frozenset({"korrin"}))
    both, nowhere = Seen("korrin", frozenset({"korrin", "ollenz"})), Seen(None, frozenset())
    assert elsewhere(cast(Report, ollenz), cast(Report, korrin))
    for other in (ollenz, both, nowhere):
        assert not elsewhere(cast(Report, ollenz), cast(Report, other))


@pytest.mark.parametrize(
    ("lang", "one", "two", "apart"),
    [
        ("en", "The street in Telm shook twice", "The street in Ollenz shook twice", True),
        ("en", "The street in Telm shook twice", "In Telm the whole street shook twice", False),
        ("en", "The street shook twice", "The street in Ollenz shook twice", False),
        ("tr", "Bütün sokak Telm köyünde sarsıldı", "Bütün sokak Ollenz köyünde sarsıldı", True),
        ("ar", "اهتز الشارع كله في تلموز مرتين", "اهتز الشارع كله في ولنزار مرتين", True),
        ("ar", "اهتز الشارع كله في تلموز مرتين", "في تلموز اهتز الشارع كله مرتين", False),
    ],
)
def test_sentences_alike_but_for_a_name_are_two(lang: str, one: str, two: str, apart: bool) -> None:
    assert named_apart(saying("a", one, lang=lang), saying("b", two, lang=lang)) is apart


def test_a_number_in_common_makes_up_for_names_unless_all_else_is_alike() -> None:
    first = saying("a", "Rescuers in Telm found 17 bodies")
    assert not named_apart(first, saying("b", "17 bodies lay under the rubble, the Ollenz Courier wrote"))
    assert named_apart(first, saying("c", "Rescuers in Ollenz found 17 bodies"))
