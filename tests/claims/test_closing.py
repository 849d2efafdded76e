"""Speakers whom no comma sets off, contents that end before who quotes them, and promises of things."""

from __future__ import annotations

import pytest

from tests.claims.making import read

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        (
            "Rebels seized the lighthouse above Mirn on Thursday state news agency VENA reported.",
            "state news agency VENA",
            "Rebels seized the lighthouse above Mirn on Thursday",
        ),
        (
            "Ten porters were killed in rocket fire in Mirn City in southern Sorvane VENA news agency reports.",
            "VENA news agency",
            "Ten porters were killed in rocket fire in Mirn City in southern Sorvane",
        ),
        (
            "The guard killed 13 raiders in clashes near the raider-held town of Al Tamma local media reported.",
            "local media",
            "The guard killed 13 raiders in clashes near the raider-held town of Al Tamma",
        ),
        (
            "Ten porters died in eastern Sorvane security officials said.",
            "security officials",
            "Ten porters died in eastern Sorvane",
        ),
        (
            "Three porters died when the ferry caught fire in the harbour on Thursday state news agency VENA reported.",
            "state news agency VENA",
            "Three porters died when the ferry caught fire in the harbour on Thursday",
        ),
        (
            "A raid killed nine porters as they tried to leave eastern Sorva in the Mirn Valley district a monitor said.",
            "a monitor",
            "A raid killed nine porters as they tried to leave eastern Sorva in the Mirn Valley district",
        ),
        (
            "The woods have let the militia withstand heavy aerial bombing defence analysts say.",
            "defence analysts",
            "The woods have let the militia withstand heavy aerial bombing",
        ),
        (
            "Dozens of families have left during an offensive on the province of Ostrel local residents have reported.",
            "local residents",
            "Dozens of families have left during an offensive on the province of Ostrel",
        ),
        (
            "The militia took 40 sailors at a harbour in the north of the province reports indicate.",
            "reports",
            "The militia took 40 sailors at a harbour in the north of the province",
        ),
        (
            "Gunmen stormed the customs house in the port of Mirn Danish state television reported on Wednesday.",
            "Danish state television",
            "Gunmen stormed the customs house in the port of Mirn",
        ),
        (
            "A barrage of shells near a hospital killed at least 10 civilians said the Hill Observatory for Rights.",
            "the Hill Observatory for Rights",
            "A barrage of shells near a hospital killed at least 10 civilians",
        ),
        (
            "A car bombing killed 26 people in eastern Ostrel on Friday the Ostrel Observatory for Hill Rights (OOHR) said.",
            "the Ostrel Observatory for Hill Rights (OOHR)",
            "A car bombing killed 26 people in eastern Ostrel on Friday",
        ),
        (
            "A bomb killed at least 16 people in the city on Tuesday the monitoring group the Hill Observatory said.",
            "the monitoring group the Hill Observatory",
            "A bomb killed at least 16 people in the city on Tuesday",
        ),
    ],
)
def test_a_speaker_at_the_end_needs_no_comma(sentence: str, source: str, content: str) -> None:
    assert (source, content) in [(s, c) for s, _, c in read("Headline here", sentence).triples()]


@pytest.mark.parametrize(
    ("lang", "sentence", "inner", "outer"),
    [
        (
            "fr",
            "« Les gens que j'ai vus disent que le bar était ouvert », raconte M. Adam.",
            "le bar était ouvert",
            "M. Adam",
        ),
        (
            "en",
            '"According to early data five people were killed" the mayor was quoted as saying by the Vena agency.',
            "five people were killed",
            "the mayor",
        ),
    ],
)
def test_what_is_quoted_ends_before_whoever_quotes_it(
    lang: str, sentence: str, inner: str, outer: str
) -> None:
    found = read("Titre", sentence, lang=lang)
    by_id = {a.id: a for a in found.attributions}
    (one,) = [a for a in found.attributions if a.content.text == inner]
    above = by_id[one.parent or ""].source
    assert above is not None and above.text == outer


@pytest.mark.parametrize(
    ("lang", "sentence", "told"),
    [
        ("en", "The militia pledged allegiance to the emir in May.", False),
        ("en", "The minister promised aid worth ten million to the town.", False),
        ("en", "The militia pledged to hold the bridge.", True),
        ("en", "The minister promised that the bridge would reopen.", True),
        ("fr", "Le groupe a prêté allégeance à l'émir en mai.", False),
        ("fr", "Le ministre a promis une aide de dix millions.", False),
        ("fr", "Le groupe a promis de tenir le pont.", True),
    ],
)
def test_a_promise_is_reported_speech_where_a_clause_follows(lang: str, sentence: str, told: bool) -> None:
    assert bool(read("Titre", sentence, lang=lang).attributions) == told


def test_a_parallel_source_states_the_figure_of_the_lead() -> None:
    found = read(
        "Shelling kills nine in Mirn",
        "Shelling of the market in Mirn killed nine people, the mayor said.",
        "Nine people died at the market, a doctor said.",
        "The market of Mirn was built by forty masons, a guide said.",
    )
    assert found.chain(found.lead()) == ["the mayor", "a doctor"]
    assert "gives the same on the word of “a doctor”" in found.lead().because
