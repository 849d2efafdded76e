"""A file is often several texts: whose word each stretch is."""

from __future__ import annotations

import json

from headwater.records.articles import Article, ArticleFinding, Part, Sentence

LEAD = "The army left the town of Ostrel on Monday, officials said. It had held the town for two long years."
MORE = "Residents spoke of fires in the northern districts. The council of Mirn met in the evening and asked for calm."
FRENCH = "L'armée a quitté lundi la ville d'Ostrel, selon des responsables. Elle la tenait depuis deux longues années."


def parts(tables) -> list[tuple[str, str | None, str]]:
    (article,) = tables.of(Article)
    return [
        (part.kind, part.credited_name, article.text[part.start : part.end].strip())
        for part in tables.of(Part)
    ]


def kinds(tables) -> list[str]:
    return [kind for kind, _, _ in parts(tables)]


def test_a_plain_article_is_one_part(read_text) -> None:
    assert kinds(read_text(f"Army leaves Ostrel\n\n{LEAD}\n\n{MORE}\n")) == ["body"]


def test_a_text_in_another_language_under_the_first_is_pasted(read_text) -> None:
    tables = read_text(
        f"Ostrel : l'armée se retire\n\n{FRENCH}\n\nArmy leaves Ostrel after two years\n\n{LEAD}\n\n{MORE}\n"
    )
    found = parts(tables)
    assert [kind for kind, _, _ in found] == ["body", "pasted"]
    assert found[1][2].startswith("Army leaves Ostrel")
    assert [part.lang for part in tables.of(Part)] == ["fr", "en"]


def test_a_pasted_text_is_credited_to_whom_it_names(read_text) -> None:
    pasted = f"Army leaves Ostrel after two years\nThe Ostrel Herald, 9 March 2021\n\n{LEAD}\n\n{MORE}"
    assert (
        parts(read_text(f"Ostrel : l'armée se retire\n\n{FRENCH}\n\n{pasted}\n"))[1][1] == "The Ostrel Herald"
    )


def test_a_second_headline_with_its_own_byline_opens_a_pasted_text(read_text) -> None:
    first = "\n\n".join([LEAD, MORE, LEAD.replace("Monday", "Tuesday")])
    tables = read_text(
        f"Army leaves Ostrel\n\n{first}\n\nCouncil of Mirn asks for calm\nBy Tomas Keld\n\n{MORE}\n\n{LEAD}\n"
    )
    assert kinds(tables) == ["body", "pasted"]
    assert parts(tables)[1][1] == "Tomas Keld"


def test_a_quotation_in_another_language_is_no_pasted_text(read_text) -> None:
    quoted = "« Nous ne savons pas encore qui a tiré sur la ville, et nous attendons la fin de l'enquête pour en parler à la presse. Nous appelons au calme, et rien de plus pour le moment. »"
    assert kinds(read_text(f"Army leaves Ostrel\n\n{LEAD}\n\n{quoted}\n\n{MORE}\n")) == ["body"]


def test_an_article_quoted_whole_is_its_authors_word(read_text) -> None:
    intro = "A very good article in Vestra Weekly, translated by Tomas Keld, on the fighting:"
    text = f"What goes on in Ostrel\n\n{intro}\n\nTitle: The army leaves at last\n\n“{LEAD}\n\n{MORE}\n\n{LEAD} {MORE}”\n\nLink to article here.\n"
    assert [part[:2] for part in parts(read_text(text))] == [
        ("body", None),
        ("quoted_whole", "Vestra Weekly"),
        ("boilerplate", None),
    ]


def test_what_the_author_says_after_the_closing_quotation_mark_is_the_authors(read_text) -> None:
    intro = "Voici le texte de l'article de Vestra Hebdo :"
    text = f"Ostrel\n\n{intro}\n\n« {FRENCH}\n\n{FRENCH}\n\n{FRENCH} {FRENCH} »\n\nJe n'en crois pas un mot, et je le dis.\n"
    assert kinds(read_text(text)) == ["body", "quoted_whole", "body"]


def test_a_sentence_quoted_after_a_colon_stays_body(read_text) -> None:
    assert kinds(
        read_text(
            f"Army leaves Ostrel\n\n{LEAD}\n\nA statement by the Council of Mirn:\n\n“We ask for calm.”\n\n{MORE}\n"
        )
    ) == ["body"]


def test_an_embedded_post_is_credited_to_its_signature(read_text) -> None:
    post = "Fires in the north of #Ostrel tonight. pic.twitter.com/abcdEF12\n— Mirn Watch (@mirnwatch) February 17, 2023"
    tables = read_text(f"Army leaves Ostrel\n\n{LEAD}\n\n{post}\n\n{MORE}\n")
    assert [part[:2] for part in parts(tables)] == [
        ("body", None),
        ("embed", "Mirn Watch (@mirnwatch)"),
        ("body", None),
    ]
    assert parts(tables)[1][2] == post


def test_lines_of_the_site_are_boilerplate_to_the_end(read_text) -> None:
    foot = "Check Also\n\nA flood in Velt\n\nThe river rose again…"
    found = parts(read_text(f"Army leaves Ostrel\n\n{LEAD}\n\n{MORE}\n\n{foot}\n"))
    assert [(kind, words) for kind, _, words in found[1:]] == [("boilerplate", foot)]


def test_a_list_of_other_texts_high_up_is_one_line_long(read_text) -> None:
    text = f"Army leaves Ostrel\n\n{LEAD}\n\nRead also: A flood in Velt\n\n{MORE}\n\n{LEAD}\n\n{MORE}\n"
    assert kinds(read_text(text)) == ["body", "boilerplate", "body"]


def test_prose_that_opens_like_a_button_is_text(read_text) -> None:
    text = f"Army leaves Ostrel\n\n{LEAD}\n\nShares fell in Mirn. Subscribers of the water board were told to wait. Tagged crates lay on the quay.\n"
    assert kinds(read_text(text)) == ["body"]


CAPTION = "Guards stand before the old bridge during a march in Velt, southern Korvia, 07 January 2014. The march was about bread."


def test_a_caption_from_elsewhere_is_pointed_out(read_text) -> None:
    tables = read_text(f"Army leaves Ostrel\n\nIlva Marr – June 12, 2019\n\n{CAPTION}\n\n{LEAD}\n\n{MORE}\n")
    assert kinds(tables) == ["body", "caption", "body"]
    (finding,) = [row for row in tables.of(ArticleFinding) if row.kind == "caption_elsewhere"]
    assert "07 January 2014" in finding.because
    assert "2019-06-12" in finding.because


def test_a_sentence_of_news_that_ends_in_a_date_is_no_caption(read_text) -> None:
    lead = "The army left the town of Ostrel on 7 January 2014. Officials said so in Mirn, and nobody there denied it at all."
    assert kinds(read_text(f"Army leaves Ostrel\n\n{lead}\n\n{MORE}\n\n{LEAD}\n\n{MORE}\n")) == ["body"]


def test_a_caption_in_running_text_ends_in_its_credit(read_text) -> None:
    body = "5 April 2017 Nine died on Tuesday. A man walks past a burnt car in Ostrel Korvia on April 4 2017. (Reuters Photo) Nine people were killed officials said. The market was full."
    tables = read_text(json.dumps({"id": "a", "title": "Nine die", "text": body}), "rows.jsonl")
    assert kinds(tables) == ["body", "caption", "body"]
    assert parts(tables)[1][2].startswith("A man walks")


def test_a_picture_of_a_post_is_credited_to_its_account(read_text) -> None:
    line = "Photo du compte twitter : https://twitter.com/mirnwatch/status/679199894654074880"
    tables = read_text(f"Ostrel : l'armée se retire\n\n{FRENCH}\n{line}\n\n{FRENCH}\n")
    assert ("caption", "@mirnwatch", line) in parts(tables)


def test_a_date_line_and_a_repeated_headline_are_sentences_of_their_own(read_text) -> None:
    title = "Shells kill nine in Ostrel"
    body = f"Wed 05 Apr 2017 {title}. Nine people were killed officials said."
    row = json.dumps({"id": "a", "title": title, "text": body})
    tables = read_text(row, "rows.jsonl")
    (article,) = tables.of(Article)
    assert [article.text[one.start : one.end] for one in tables.of(Sentence)] == [
        title, "Wed 05 Apr 2017", f"{title}.", "Nine people were killed officials said.",
    ]  # fmt: skip
    assert kinds(tables) == ["body"]


def test_hidden_characters_are_pointed_out(read_text) -> None:
    tables = read_text(f"Army leaves Ostrel\n\n{LEAD} \u202eworb\u202c The \u0430rmy is back.\n")
    assert [row.kind for row in tables.of(ArticleFinding)].count("hidden_characters") == 2
