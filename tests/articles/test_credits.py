"""Lines by which a text says where it comes from."""

from __future__ import annotations

import pytest

from headwater.articles.creditlines import read_line
from headwater.articles.mastheads import read_masthead
from headwater.records.articles import Article, Credit

BODY = (
    "\n\nThe army left the town of Ostrel on Monday, officials said. It had held the town for two years.\n\n"
)

LINES = [
    ("By Ilva Marr", "byline", ("Ilva Marr",)),
    ("By Ilva Marr and Tomas Keld in Mirn", "byline", ("Ilva Marr", "Tomas Keld")),
    ("By Ilva Marr and Tomas Keld", "byline", ("Ilva Marr", "Tomas Keld")),
    ("By Friday", None, ()),
    ("By the river the army had dug in.", None, ()),
    ("Par Ilva Marr, le 3 février 2024", "byline", ("Ilva Marr",)),
    ("Par le comité de rédaction du Courrier de Mirn, le 3 février 2024", "publisher", ("Courrier de Mirn",)),
    ("بقلم: إلفا مار", "byline", ("إلفا مار",)),
    ("Yazan: Ilva Marr", "byline", ("Ilva Marr",)),
    ("Автор: Илва Марр", "byline", ("Илва Марр",)),
    ("Translated by Tomas Keld", "translator", ("Tomas Keld",)),
    ("Translated from Arabic by Tomas Keld for The Herald", "translator", ("Tomas Keld",)),
    ("Traduit de l'anglais par Tomas Keld", "translator", ("Tomas Keld",)),
    ("Traduction : Tomas Keld", "translator", ("Tomas Keld",)),
    ("Traduit de l’arabe", "translator", ()),
    ("Translated from Arabic", "translator", ()),
    ("Translated from Mirn Courier", "original", ("Mirn Courier",)),
    ("Traduit de Mirn Presse", "original", ("Mirn Presse",)),
    ("ترجمة عن ميرن بريس", "original", ("ميرن بريس",)),
    ("Çeviri: Mirn Gazetesi", "original", ("Mirn Gazetesi",)),
    ("Перевод с Мирн Пресс", "original", ("Мирн Пресс",)),
    ("Перевод с английского", "translator", ()),
    ("ترجمة: توماس كيلد", "translator", ("توماس كيلد",)),
    ("Çeviri: Tomas Keld", "translator", ("Tomas Keld",)),
    ("Перевод: Томас Келд", "translator", ("Томас Келд",)),
    ("Articles by: Al Vestra", "via", ("Al Vestra",)),
    ("Source: Ostrel Herald", "via", ("Ostrel Herald",)),
    ("Source : Reuters", "agency", ("Reuters",)),
    ("Kaynak: Anadolu Ajansı", "agency", ("Anadolu Agency",)),
    ("المصدر: رويترز", "agency", ("Reuters",)),
    ("Источник: ТАСС", "agency", ("TASS",)),
    ("Republished with permission from The Ostrel Herald", "via", ("The Ostrel Herald",)),
    ("This article was originally published in The Ostrel Herald.", "original", ("The Ostrel Herald",)),
    ("Initialement publié sur Courrier de Mirn", "original", ("Courrier de Mirn",)),
    ("Link to article here.", "original", ()),
    ("Lien vers l'article original", "original", ()),
    ("Photo: Tomas Keld", "photo", ("Tomas Keld",)),
    ("(Reporting by Ilva Marr in Mirn; editing by Jane Dorn)", "byline", ("Ilva Marr",)),
    ("Reporting by Ilva Marr showed that nine had died in the town.", None, ()),
    (
        "This article first appeared in The Mirn Courier and is reproduced with permission.",
        "original",
        ("The Mirn Courier",),
    ),
    (
        "Cet article a été publié sur Courrier de Mirn, traduit par Tomas Keld.",
        "original",
        ("Courrier de Mirn",),
    ),
    ("Kaynak: https://herald.example/army", "original", ()),
    ("Source:", None, ()),
    ("Source of the fire was a stove in the kitchen.", None, ()),
    ("Photo shoots were banned in the whole of the old town.", None, ()),
]


@pytest.mark.parametrize(("line", "kind", "names"), LINES)
def test_a_line_is_a_credit_or_it_is_text(line: str, kind: str | None, names: tuple[str, ...]) -> None:
    found = read_line(line)
    assert (found.kind if found else None, found.names if found else ()) == (kind, names)


MASTHEADS = [
    ("Ilva Marr – June 12, 2019", [("byline", "Ilva Marr")]),
    ("The Ostrel Herald, 9 March 2021", [("publisher", "The Ostrel Herald")]),
    (
        "Le Carnet de l'Orm, 10 mars 2021 – par Lise Harm",
        [("publisher", "Le Carnet de l'Orm"), ("byline", "Lise Harm")],
    ),
    (
        "L'Étoile de Mirn, avec agences – 5 juin 2018",
        [("publisher", "L'Étoile de Mirn"), ("agency", "agencies")],
    ),
    ("By Ilva Marr | 12 June 2019 | 14:30", [("byline", "Ilva Marr")]),
    ("Publié le 5 juin 2018 à 10h30 par Ilva Marr (avec AFP)", [("byline", "Ilva Marr"), ("agency", "AFP")]),
    ("La rédaction, avec Norwire – Publié le 10 mars 2021 à 7h30", [("agency", "Norwire")]),
    ("The army left on 9 March 2021", None),
    ("9 March 2021", None),
    ("Ostrel fell on June 12, 2019, and Mirn on June 14, 2019", None),
]


@pytest.mark.parametrize(("line", "names"), MASTHEADS)
def test_a_line_of_names_and_a_date_is_taken_apart(line: str, names: list[tuple[str, str]] | None) -> None:
    found = read_masthead(line)
    assert (list(found.names) if found else None) == names


def kinds(tables) -> list[tuple[str, str | None]]:
    return [(credit.kind, credit.name) for credit in tables.of(Credit)]


def test_byline_and_date_of_a_text_file(read_text) -> None:
    tables = read_text(f"Army leaves Ostrel\n\nIlva Marr – June 12, 2019{BODY}")
    (article,) = tables.of(Article)
    assert (article.byline, article.authors) == ("Ilva Marr", ["Ilva Marr"])
    assert (article.published.value, article.published.precision) == ("2019-06-12", "day")


def test_a_staff_line_names_the_publisher(read_text) -> None:
    (article,) = read_text(
        f"L'armée quitte Ostrel\nPar la rédaction du Courrier de Mirn, le 3 février 2024{BODY}"
    ).of(Article)
    assert article.publisher == "Courrier de Mirn"


def test_a_staff_whose_site_is_linked_as_the_original_did_not_print_it_here(read_text) -> None:
    text = f"L'armée quitte Ostrel\nPar la rédaction de The Beacon, le 3 février 2024{BODY}https://thebeacon.example/army-leaves"
    tables = read_text(text)
    (article,) = tables.of(Article)
    assert (article.publisher, article.byline) == (None, "The Beacon")
    assert ("original", "thebeacon.example") in kinds(tables)


def test_a_disclaimer_names_the_publisher(read_text) -> None:
    foot = (
        "Disclaimer: The views are the author's. Permission to republish Vestra Research articles is granted."
    )
    (article,) = read_text(f"Army leaves Ostrel{BODY}{foot}").of(Article)
    assert article.publisher == "Vestra Research"


def test_an_agency_in_a_rows_text_is_a_credit_with_its_span(read_text) -> None:
    tables = read_text(
        '{"id": "a", "title": "T", "text": "The army left Ostrel on Monday. --Reuters", "publisher": "x"}',
        "rows.jsonl",
    )
    (credit,) = tables.of(Credit)
    (article,) = tables.of(Article)
    assert (credit.kind, credit.name) == ("agency", "Reuters")
    assert credit.start is not None
    assert "Reuters" in article.text[credit.start : credit.end]


def test_source_and_agencies_credits_unnamed_agencies_not_the_outlet(read_text) -> None:
    tables = read_text(
        '{"id": "a", "title": "T", "text": "The army left. Source NorTV and agencies", "publisher": "nortv"}',
        "rows.jsonl",
    )
    assert kinds(tables) == [("agency", "agencies")]


def test_a_dateline_names_its_agency(read_text) -> None:
    tables = read_text(
        "Army leaves Ostrel\n\nOSTREL, April 4 (Norwire) - The army left the town on Monday, officials said.\n"
    )
    assert kinds(tables) == [("dateline", "Norwire"), ("publisher", "Norwire")]


def test_headlines_of_other_texts_are_no_bylines(read_text) -> None:
    tables = read_text(
        f"Army leaves Ostrel{BODY}{BODY}Check Also\n\nFlood Damage Survey, November 18, 2024\n\nOfficials continued to…"
    )
    assert kinds(tables) == []


def test_an_address_that_is_none_is_still_a_line_of_the_foot(read_text) -> None:
    tables = read_text(f"Army leaves Ostrel{BODY}http://[broken")
    assert kinds(tables) == [("original", None)]


def test_a_copyright_line_names_the_publisher_without_its_sequel(read_text) -> None:
    (article,) = read_text(f"Army leaves Ostrel{BODY}© 2018 The Ostrel Herald. All rights reserved.").of(
        Article
    )
    assert article.publisher == "The Ostrel Herald"


def test_a_caption_that_ends_in_an_agency_is_no_wire_text(read_text) -> None:
    text = f"Army leaves Ostrel{BODY}Photo: A man walks past a shop in Ostrel (AP)\n\nThe council met in the evening.\n"
    assert kinds(read_text(text)) == []


def test_a_wire_tag_behind_the_last_sentence_of_a_line_is_one(read_text) -> None:
    text = f"Army leaves Ostrel{BODY}The council met in the evening. (AFP)\n\nRead also: A flood in Velt\n"
    assert kinds(read_text(text)) == [("agency", "AFP")]


@pytest.mark.parametrize(
    "line", ["Translated from Mirn Courier", "Çeviri: Mirn Gazetesi", "Перевод с Мирн Пресс"]
)
def test_an_outlet_that_is_translated_from_is_an_original_in_another_language(line: str) -> None:
    found = read_line(line)
    assert found is not None and found.translated
