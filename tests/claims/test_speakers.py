"""Kinds of source, whom a name stands for, and how a speaker holds back."""

from __future__ import annotations

import pytest

from headwater.records.entities import Mention
from tests.claims.making import read

pytestmark = pytest.mark.models

KINDS = [
    ("Ilva Marr", "named_person"),
    ("Colonel Tomas Keld", "named_person"),
    ("Ilva Marr, a local teacher,", "named_person"),
    ("The Ostrel Monitoring Group", "organisation"),
    ("The ministry", "organisation"),
    ("State television", "media"),
    ("A correspondent", "media"),
    ("A military source", "official_unnamed"),
    ("A police officer", "official_unnamed"),
    ("Local sources", "anonymous"),
    ("Activists", "anonymous"),
    ("Two residents", "anonymous"),
    ("A video", "document"),
    ("The report", "document"),
]


@pytest.mark.parametrize(("source", "kind"), KINDS)
def test_kind_of_source(source: str, kind: str) -> None:
    verb = "shows" if kind == "document" else "said"
    (found,) = read("News", f"{source} {verb} that the bridge was closed.").attributions
    assert found.source_kind == kind


def test_a_registered_outlet_is_media() -> None:
    line = "Vestra reported that the bridge was closed."
    mention = Mention("m", "a", "Vestra", 5, 11, "en", "outlet", "vestra", None, "registry", "")
    (found,) = read("News", line, mentions=[mention]).attributions
    assert found.source_kind == "media"


ANONYMOUS = [
    ("A security source", "security"),
    ("A medical source", "medical"),
    ("An activist", "activist"),
    ("A resident", "resident"),
    ("A western diplomat", "diplomatic"),
    ("Local sources", "local"),
    ("A source", "unspecified"),
]


@pytest.mark.parametrize(("source", "kind"), ANONYMOUS)
def test_what_an_unnamed_source_is(source: str, kind: str) -> None:
    (found,) = read("News", f"{source} told Vestra that the bridge was closed.").attributions
    assert (found.anonymous_type, found.told_to) == (kind, "Vestra")


def test_short_names_and_descriptions_stand_for_the_fullest_name() -> None:
    found = read(
        "News",
        "The Ostrel Observatory for Peace said the town was empty.",
        "The monitor said two bridges were closed.",
        "Colonel Tomas Keld said the road was open.",
        "Keld said buses would run.",
        "He said the trains would follow.",
    )
    assert [a.resolved_source for a in found.attributions] == [
        "The Ostrel Observatory for Peace",
        "The Ostrel Observatory for Peace",
        "Colonel Tomas Keld",
        "Colonel Tomas Keld",
        "Colonel Tomas Keld",
    ]


def test_the_source_is_the_source_before() -> None:
    found = read(
        "News", "A military source said the road was open.", "The source added that buses would run."
    )
    assert found.attributions[1].resolved_source == "A military source"
    assert found.attributions[1].source_kind == "official_unnamed"


HEDGED = [
    ("The army said the rebels may have left the town.", "en", "may", "weak"),
    ("The army said the alleged raid left no trace.", "en", "alleged", "strong"),
    ("The party claims that the mines were removed.", "en", "claims", "strong"),
    ("Le ministre a dit que le convoi aurait quitté la ville.", "fr", "aurait", "strong"),
    ("Le ministre a dit que le pont pourrait tomber.", "fr", "pourrait", "weak"),
]


@pytest.mark.parametrize(("sentence", "lang", "hedge", "strength"), HEDGED)
def test_a_speaker_holds_back(sentence: str, lang: str, hedge: str, strength: str) -> None:
    (found,) = read("News", sentence, lang=lang).attributions
    assert [(h.text, h.strength) for h in found.hedges] == [(hedge, strength)]


PLAIN = [
    ("The army said the battle began on 22 May.", "en"),
    ("The army said residents could not flee the town.", "en"),
    ("Le ministre a dit que le train partirait si la voie était libre.", "fr"),
]


@pytest.mark.parametrize(("sentence", "lang"), PLAIN)
def test_words_that_hold_nothing_back(sentence: str, lang: str) -> None:
    (found,) = read("News", sentence, lang=lang).attributions
    assert found.hedges == []


FORMS = [
    ("“The bridge at Mirn is closed,” the mayor said.", "direct"),
    ("The mayor said the fire was “a crime against the town”.", "mixed"),
    ("The mayor said the bridge at Mirn was closed.", "indirect"),
]


@pytest.mark.parametrize(("sentence", "form"), FORMS)
def test_form(sentence: str, form: str) -> None:
    assert read("News", sentence).attributions[0].form == form
