"""The page reader under arbitrary bytes."""

from __future__ import annotations

from tests.fuzz.reading import read_as

HEAD = '<html lang="fr"><head><meta charset="utf-8"><title>La route de Tarn rouverte - La Vigie</title>'


def fuzz(data: bytes) -> None:
    """Read the bytes as a page."""
    read_as("html", data)


def seeds() -> list[bytes]:
    """Pages small enough to be bent in every place."""
    graph = '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"La route","author":[{"name":"A. Morel"},{"name":"AFP"}],"datePublished":"2034-04-02T08:00:00+02:00","isBasedOn":"https://vigie.example/1"}]}</script>'
    body = "<article><h1>La route de Tarn rouverte</h1><p>La route a été rouverte mardi, selon deux chauffeurs.</p></article>"
    post = '<blockquote class="twitter-tweet"><p>Ouverte</p>— Vigie (@vigie) April 2, 2034</blockquote>'
    figure = "<figure><img src=x><figcaption>Tarn, le 2 avril 2034</figcaption></figure>"
    return [
        f"{HEAD}{graph}</head><body>{body}{post}{figure}</body></html>".encode(),
        f"{HEAD}</head><body>{body * 3}</body></html>".encode("utf-16"),
        f'{HEAD}<meta property="og:title" content="x">{body}'.encode("windows-1252", "replace"),
        "<html dir=rtl><body><p>قال مصدر محلي إن الطريق فُتح يوم الثلاثاء 2 نيسان 2034</p></body>".encode(
            "windows-1256", "replace"
        ),
    ]
