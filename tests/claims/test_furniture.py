"""Lines of the page claim nothing; a report on comments does."""

from __future__ import annotations

import pytest

from tests.claims.making import read

pytestmark = pytest.mark.models

FURNITURE = [
    ("en", "Comments are open below; please be civil."),
    ("en", "If you have photographs from the square, you know where to send them."),
    ("en", "Subscribe to our weekly letter for more news."),
    ("en", "Share this article with all of your friends."),
    ("en", "You must be logged in to post an answer."),
    ("fr", "Les commentaires sont fermés sur cet article."),
    ("fr", "Les commentaires sont réservés aux abonnés."),
    ("fr", "Abonnez-vous à notre lettre du matin."),
    ("fr", "À lire aussi : le prix du pain monte encore"),
    ("ar", "التعليقات مغلقة على هذا المقال."),
    ("ar", "اشترك في نشرتنا البريدية الآن."),
    ("ar", "اقرأ أيضا: قصف السوق في القرية"),
    ("tr", "Yorumlar bu haber için kapalıdır."),
    ("tr", "Bizi Twitter'da takip edin, haberleri kaçırmayın."),
    ("ru", "Комментарии закрыты для этой статьи."),
    ("ru", "Читайте также другие новости по теме."),
]
OPENING = {
    "en": "The bridge was closed on Monday.",
    "fr": "Le pont a été fermé lundi matin.",
    "ar": "أغلق الجسر يوم الاثنين.",
    "tr": "Köprü pazartesi günü kapandı.",
    "ru": "Мост закрыли в понедельник утром.",
}


@pytest.mark.parametrize(("lang", "line"), FURNITURE)
def test_a_line_of_the_page_claims_nothing(lang: str, line: str) -> None:
    claims = read("Mirn", OPENING[lang], line, lang=lang).claims
    assert [claim.text for claim in claims] == [OPENING[lang].rstrip(".")]


REPORTS = [
    ("en", "Comments are rare in this town since the war began."),
    ("en", "Subscribe or perish was the motto of the old paper."),
    ("fr", "Les commentaires du maire ont surpris la ville entière."),
    ("ar", "التعليقات على القصف كثيرة في المدينة."),
    ("tr", "Yorumlar kentte büyük bir şaşkınlık yarattı."),
    ("ru", "Комментарии мэра удивили весь город."),
]


@pytest.mark.parametrize(("lang", "line"), REPORTS)
def test_a_sentence_about_comments_is_a_claim(lang: str, line: str) -> None:
    claims = read("Mirn", OPENING[lang], line, lang=lang).claims
    assert line.rstrip(".") in [claim.text for claim in claims]


def test_what_somebody_says_of_comments_is_a_claim() -> None:
    line = "Comments are closed, the moderator said on Monday."
    claims = read("Mirn", OPENING["en"], line).claims
    assert any("Comments are closed" in claim.text for claim in claims)
