"""A language is read where its lexicon is, and nothing in the code knows which one it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.claims import lexicons
from headwater.claims.lexicons import load_lexicon
from tests.claims.making import Read, WordParser, read

BRIDGE = (
    "Brücke in Belmar eingestürzt",
    "Nach Angaben der Hafenpolizei ist am Samstag die alte Brücke von Belmar eingestürzt.",
    "Eine Sprecherin der Werft, Anna Keller, sagte, zwei Arbeiter seien verletzt worden.",
    "„Wir haben vor dem Sturm gewarnt“, erklärte der Kapitän Jon Brandt dem Sender Radio Tarvo.",
    "Die Brücke sei seit Jahren baufällig gewesen.",
    "Laut einem Bericht des Küstenboten soll der Pfeiler schon im Winter gebrochen sein.",
    "Das Ministerium teilte mit, dass die Straße nach Tarvo gesperrt bleibe.",
    "Bürgermeister Ole Hansen wies die Vorwürfe zurück.",
    "Den Anwohnern zufolge war die Brücke angeblich nie geprüft worden.",
    "Wie die Agentur Marrel meldete, ruhten die Arbeiten seit Mai.",
    "Die Ursache ist noch unklar.",
)
FERRY = (
    "Fähre vor Tarvo gesunken",
    "Die Fähre, sagte Hafenmeister Jan Ost, sei auf einen Felsen gelaufen.",
    "Am Montag forderte die Gewerkschaft der Lotsen, dass der Hafen geschlossen werde.",
    "Die Reederei kündigte an, alle Schiffe prüfen zu lassen.",
    "Der Verein der Fischer hat am Dienstag erklärt, er habe mehrfach gewarnt.",
    "„Niemand hörte zu“, so Vorsitzende Ida Brook.",
    "In dem Bericht heißt es, der Motor sei alt gewesen.",
    "Der Kapitän bestritt den Vorwurf und fügte hinzu, das Wetter sei gut gewesen.",
    "Ein Matrose soll ertrunken sein.",
    "Die Bergung beginnt am Freitag.",
)
SAID = {
    BRIDGE: [
        ("der Hafenpolizei", "Nach Angaben", "ist am Samstag die alte Brücke von Belmar eingestürzt"),
        ("Eine Sprecherin der Werft, Anna Keller", "sagte", "zwei Arbeiter seien verletzt worden"),
        ("der Kapitän Jon Brandt", "erklärte", "„Wir haben vor dem Sturm gewarnt“"),
        (None, None, "Die Brücke sei seit Jahren baufällig gewesen"),
        ("einem Bericht des Küstenboten", "Laut", "soll der Pfeiler schon im Winter gebrochen sein"),
        ("Das Ministerium", "teilte", "die Straße nach Tarvo gesperrt bleibe"),
        ("Bürgermeister Ole Hansen", "wies", "die Vorwürfe"),
        ("Den Anwohnern", "zufolge", "war die Brücke angeblich nie geprüft worden"),
        ("die Agentur Marrel", "meldete", "ruhten die Arbeiten seit Mai"),
    ],
    FERRY: [
        ("Hafenmeister Jan Ost", "sagte", "sei auf einen Felsen gelaufen"),
        ("die Gewerkschaft der Lotsen", "forderte", "der Hafen geschlossen werde"),
        ("Die Reederei", "kündigte", "alle Schiffe prüfen zu lassen"),
        ("Der Verein der Fischer", "erklärt", "er habe mehrfach gewarnt"),
        ("Vorsitzende Ida Brook", "so", "„Niemand hörte zu“"),
        ("dem Bericht", "heißt es", "der Motor sei alt gewesen"),
        ("Der Kapitän", "bestritt", "den Vorwurf"),
        ("Der Kapitän", "fügte", "das Wetter sei gut gewesen"),
        (None, "soll", "Ein Matrose soll ertrunken sein"),
    ],
}


def german(lines: tuple[str, ...]) -> Read:
    return read(*lines, lang="de", by=WordParser())


@pytest.mark.parametrize("lines", [BRIDGE, FERRY], ids=["bridge", "ferry"])
def test_an_article_is_read_by_its_lexicon_alone(lines: tuple[str, ...]) -> None:
    assert german(lines).triples() == SAID[lines]


def test_halves_around_a_cue_are_one_content() -> None:
    found = german(FERRY).attributions[0]
    assert [part.text for part in found.content_parts] == ["Die Fähre", "sei auf einen Felsen gelaufen"]


def test_the_mood_of_reported_speech_goes_on_with_the_speaker() -> None:
    found = german(BRIDGE)
    (told,) = [a for a in found.attributions if a.cue is None]
    assert told.resolved_source == found.attributions[2].resolved_source


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("zwei Arbeiter seien verletzt worden", "named_person"),
        ("die Straße nach Tarvo gesperrt bleibe", "organisation"),
        ("soll der Pfeiler schon im Winter gebrochen sein", "document"),
        ("ruhten die Arbeiten seit Mai", "media"),
        ("war die Brücke angeblich nie geprüft worden", "anonymous"),
    ],
)
def test_kinds_of_source(content: str, kind: str) -> None:
    (found,) = [a for a in german(BRIDGE).attributions if a.content.text == content]
    assert found.source_kind == kind


def test_denials_hedges_and_the_article_s_own_doubt() -> None:
    found = german(BRIDGE)
    assert [a.content.text for a in found.attributions if a.polarity == "deny"] == ["die Vorwürfe"]
    hedges = [h.text for a in found.attributions for h in a.hedges]
    assert "angeblich" in hedges
    assert "unconfirmed" in [f.kind for f in found.findings]


def test_what_stays_unread_is_told() -> None:
    kinds = [f.kind for f in german(BRIDGE).findings]
    assert "language_partly_read" in kinds
    assert "language_not_read" not in kinds


NOT_REPORTED = [
    "Der Sprecher konnte den Angriff nicht bestätigen.",
    "Es sei denn, es regnet.",
    "Ich habe nichts gesehen.",
    "So viele Menschen kamen noch nie.",
]


@pytest.mark.parametrize("line", NOT_REPORTED)
def test_nobody_reports_here(line: str) -> None:
    assert german(("Titel", line)).attributions == []


# --------------------------------------------------------------------- a language that does not exist

_MARISH = """
[reading]
by = "cues"
order = "by data"
finite = "by form"
head = "first"
before_cue = ""
subject = ["after"]

[verbs.say]
takes = ["clause", "quote"]
words = ["velo", "velor"]

[verbs.deny]
takes = ["clause", "quote", "object"]
stance = "denies"
words = ["niko"]

[verbs.phrase]
takes = ["source_follows"]
words = ["segun"]

[conjunctions]
that = ["ke"]
and = ["o"]

[determiners]
words = ["la"]

[prepositions]
words = ["en"]

[finite]
words = ["[a-z]+or", "niko", "velo"]

[kinds]
organisation = ["polis"]

[hedges]
strong = ["falsamente"]
"""


@pytest.fixture
def marish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A language whose verb comes first, in a folder of its own."""
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "qmr.toml").write_text(_MARISH, encoding="utf-8")
    monkeypatch.setattr(lexicons, "_FOLDER", tmp_path)
    load_lexicon.cache_clear()
    yield "qmr"
    load_lexicon.cache_clear()


def test_an_invented_language_needs_a_file_and_nothing_else(marish: str) -> None:
    found = read(
        "Ponte kador",
        "Velo la polis ke ponte kador en Belmar.",
        "“Mara vidor la mar”, velo Ada Brook.",
        "Segun la polis, ponte falsamente kador.",
        "Niko Ada Brook ke ponte kador.",
        lang=marish,
        by=WordParser(),
    )
    assert found.triples() == [
        ("la polis", "Velo", "ponte kador en Belmar"),
        ("Ada Brook", "velo", "“Mara vidor la mar”"),
        ("la polis", "Segun", "ponte falsamente kador"),
        ("Ada Brook", "Niko", "ponte kador"),
    ]
    assert [a.source_kind for a in found.attributions] == [
        "organisation", "named_person", "organisation", "named_person",
    ]  # fmt: skip
    assert [a.polarity for a in found.attributions] == ["assert", "assert", "assert", "deny"]
    assert [h.text for a in found.attributions for h in a.hedges] == ["falsamente"]
    assert all(f.kind != "language_not_read" for f in found.findings)
