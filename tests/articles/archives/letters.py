"""Letters of invented papers, as mail programs and newsletter services write them."""

from __future__ import annotations

from email.message import EmailMessage

from tests.articles.archives.making import WORDS

NEWSLETTER = """<html><head><title>Newsletter</title><style>p {{color: red}}</style></head><body>
<div style="display:none;max-height:0">Flour, diesel and a bridge: what to know</div>
<table role="presentation" width="100%"><tbody><tr><td>
<a href="https://news.vigie.example/briefs/2034-04-02?u=8f14e45fceea167a5a36dedd4bea2543">View in browser</a>
</td></tr><tr><td><table><tr><td><h1>Road to Ostrel opened again</h1></td></tr>
<tr><td><p>{one}</p><p>{two}</p></td></tr>
<tr><td><img src="https://t.vigie.example/open.gif?id=reader@home.example" width="1" height="1"></td></tr>
<tr><td><p>You are receiving this email because reader@home.example signed up.
<a href="https://vigie.example/u?e=reader%40home.example">Unsubscribe</a></p></td></tr>
</table></td></tr></tbody></table></body></html>"""


def letter(
    sender: str = "The Vigie <brief@vigie.example>",
    subject: str = "Road to Ostrel opened again",
    html: str | None = None,
    plain: str | None = None,
    **fields: str,
) -> EmailMessage:
    """A letter to one reader; ``List_Id="..."`` gives a field of that name."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "Nora Reader <reader@home.example>", subject
    message["Date"] = "Sun, 02 Apr 2034 08:30:00 +0200"
    message["Message-ID"] = "<1@vigie.example>"
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    if plain is not None:
        message.set_content(plain)
    if html is not None and plain is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


def newsletter(**fields: str) -> EmailMessage:
    """A newsletter of layout tables, with all that its service puts in."""
    half = WORDS.index("Lorries")
    html = NEWSLETTER.format(one=WORDS[:half].strip(), two=WORDS[half:])
    return letter(
        html=html,
        plain="View this email in your browser",
        List_Id="Vigie Brief <brief.vigie.example>",
        **fields,
    )
