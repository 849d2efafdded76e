"""The page in French: every word of its own is said in French, by a table that lacks none and has none too many."""

from __future__ import annotations

import re

import pytest
from lxml import html as lxml_html

from headwater.records.errors import ConfigError
from headwater.show import words
from headwater.show.dossier import render
from headwater.show.dossier.phrasing import phrased
from headwater.show.tongue import Tongue, table_of
from headwater.show.view import CaseView
from tests.show import ferry
from tests.show.cases import case
from tests.show.test_additions import credited, detailed, judged

PAGES = {
    "one": case(1), "many": case(45), "ferry": ferry.case(), "detail": detailed("gr-1"), "beside": detailed(None),
    "judged": judged(), "credited": credited(),
}  # fmt: skip
_OTHERS = "//style | //q | //bdi | //*[@lang='en'] | //*[@class='words'] | //textarea | //code | //svg//title"
_OTHERS += " | //b[@dir='auto'] | //*[contains(@class, 'w')][@href]"
_ENGLISH = re.compile(
    r"\b(the|of|and|not|is|are|with|reports?|by|from|to|in|for|which|whose|said|claims?|stated|stands|source given)\b"
)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_english_word_is_left_in_what_the_page_says_itself(name: str) -> None:
    tree = lxml_html.fromstring(render(CaseView(PAGES[name]), t=Tongue("fr")))
    assert tree.get("lang") == "fr"
    for other in tree.xpath(_OTHERS):
        if other.getparent() is not None and other.tag != "html":
            other.drop_tree()
    told = [" ".join(text.split()) for text in tree.xpath("//text() | //@aria-label")]
    own = [re.sub("“[^”]*”", "", text) for text in told]  # what stands in quotation marks is somebody's
    assert not [text for text in own if _ENGLISH.search(text) and "a teacher in the town" not in text]


def test_words_of_an_article_stay_as_they_are() -> None:
    tree = lxml_html.fromstring(render(CaseView(case(1)), t=Tongue("fr")))
    assert "Guards fired" in tree.xpath("//div[@class='words']")[0].text_content()
    assert "[personne 1, nom masqué]" in tree.text_content()
    assert "venn" not in tree.text_content().casefold()


def test_every_value_of_the_contract_is_said_in_french() -> None:
    tables = [value for name, value in vars(words).items() if name.isupper() and isinstance(value, dict)]
    said = {text for table in tables for text in table.values() if text}
    assert len(said) > 100
    assert said - set(table_of("fr")) == set()


def test_a_phrase_keeps_its_places() -> None:
    for english, french in table_of("fr").items():
        assert sorted(re.findall(r"{\w*}", english)) == sorted(re.findall(r"{\w*}", french)), english


def test_words_between_tags_are_said_and_tags_left_alone() -> None:
    t = Tongue("fr")
    assert phrased(t, '<p class="To find"> To find\n</p><i', inside=False) == (
        '<p class="To find"> À trouver\n</p><i',
        True,
    )
    assert phrased(t, '">To find', inside=True) == ('">À trouver', False)
    with pytest.raises(KeyError):
        phrased(t, "<p>words that the table lacks", inside=False)


def test_a_language_that_the_page_does_not_speak_is_refused() -> None:
    with pytest.raises(ConfigError, match="en, fr"):
        Tongue("xx")
