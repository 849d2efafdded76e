"""A richer case written by hand: a ferry is fired on, and five outlets of an invented country tell of it.

A wire, its sharpened copy, its French translation, an Arabic report on a witness of its own, and a blog that
cites the copy and is cited by it. One masked person, one unseen magazine, nested and hedged attributions.
"""

from __future__ import annotations

from typing import Any

from headwater.show.view import LISTS, CaseView
from tests.show import cases

TEXTS = {
    "a-1000000000000001": (
        "en", "Delta Wire", "2031-05-02",
        "Guards may have fired on ferry, clerk says",
        "Guards may have fired on the ferry at Lower Tamm, a harbour clerk told Delta Wire on Friday.\n"
        "Osha Venn, a passenger, said that the captain had told her that nine people were hurt. "
        "The report could not be confirmed.\nA video shows smoke over the quay.",
    ),
    "a-2000000000000002": (
        "en", "The Tamm Standard", "2031-05-03",
        "Guards massacre ferry passengers",
        "Terrorist guards fired on the ferry at Lower Tamm, hurting nineteen people. "
        "The Reed Blog counts nineteen hurt as well.\nA harbour clerk spoke of guards who may have fired.",
    ),
    "a-3000000000000003": (
        "fr", "La Gazette du Delta", "2031-05-03",
        "Des gardes auraient tiré sur un bac",
        "Des gardes auraient tiré sur le bac à Bas-Tamm, a déclaré un employé du port à Delta Wire. "
        "Selon le capitaine, neuf personnes ont été blessées.",
    ),
    "a-4000000000000004": (
        "ar", "صوت النهر", "2031-05-04",
        "شاهد: الحراس أطلقوا النار على العبّارة",
        "قالت معلمة في البلدة إن الحراس أطلقوا النار على العبّارة صباح الجمعة. وأضافت أن ثمانية أشخاص أصيبوا.",
    ),
    "a-5000000000000005": (
        "en", "The Reed Blog", None,
        "Nineteen",
        "Nineteen people were hurt on the ferry, the Standard reports. Quill Monthly says the guards were paid.",
    ),
}  # fmt: skip
WIRE, COPY, FRENCH, ARABIC, BLOG = TEXTS


def span(article: str, words: str) -> dict[str, Any]:
    """The span of the first occurrence of ``words`` in an article."""
    text = f"{TEXTS[article][3]}\n{TEXTS[article][4]}"
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def _attribution(
    row_id: str, article: str, source: str, cue: str, content: str, **more: Any
) -> dict[str, Any]:
    words = span(article, content)
    row = cases.attribution(row_id, "ar-0") | {
        "article": article, "part": f"p-{article}", "source": span(article, source), "cue": span(article, cue),
        "content": words, "content_parts": [words], "hedges": [], "because": f"“{cue}” hands the clause to “{source}”",
    }  # fmt: skip
    return row | more


def _claim(row_id: str, article: str, words: str, chain: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    row = cases.claim("cl-x", "ar-0", "Guards fired", chain=chain) | span(article, words)
    row |= {
        "id": row_id,
        "article": article,
        "part": f"p-{article}",
        "lang": TEXTS[article][0],
        "origins": [],
    }
    return row | more


def _edge(row_id: str, child: str, parent: str, kind: str, **more: Any) -> dict[str, Any]:
    row = {"id": row_id, "child": child, "parent": parent, "child_spans": [], "kind": kind, "declared": True,
           "directed": True, "score": 0.9, "because": "the text names it"}  # fmt: skip
    return row | more


def _origin(row_id: str, name: str, kind: str, reached_by: list[str], **more: Any) -> dict[str, Any]:
    row = {"id": row_id, "name": name, "kind": kind, "source": None, "article": None, "reached_by": reached_by,
           "party": None, "position": "none_known", "access": "not_stated", "because": f"{name} is cited"}  # fmt: skip
    return row | more


def _side(article: str, words: str, claim: str | None = None) -> dict[str, Any]:
    return {"article": article, "claim": claim, **span(article, words)}


def _finding(
    row_id: str, kind: str, article: str | None, words: str | None, because: str, **more: Any
) -> dict[str, Any]:
    at = span(article, words) if article and words else {"text": None, "start": None, "end": None}
    return {
        "id": row_id,
        "kind": kind,
        "article": article,
        "group": None,
        **at,
        "because": because,
        "as_of": None,
    } | more


def case() -> dict[str, Any]:
    """The whole case."""
    found: dict[str, Any] = {name: [] for name in (*LISTS, "not_compared", "rejected")}
    found |= {"format": "headwater-case/1", "headwater": "0"}
    for name, (lang, outlet, date, title, body) in TEXTS.items():
        published = cases.article("x")["published"] | {
            "value": date,
            "how": "page metadata" if date else "not stated",
        }
        found["articles"].append(
            cases.article(name, outlet)
            | {"title": title, "text": f"{title}\n{body}", "languages": [lang], "published": published}
        )
        found["parts"].append(
            {"id": f"p-{name}", "article": name, "start": 0, "end": len(f"{title}\n{body}"), "kind": "body", "lang": lang,
             "credited_name": None, "credited_to": None, "because": "all of it"}
        )  # fmt: skip
    found["attributions"] = _attributions()
    found["claims"] = _claims()
    found["entities"] = [_private_person()]
    found["sources"] = [
        {"id": "so-1000000000000001", "name": "Quill Monthly", "kind": "media", "entity": None, "cited_by": ["at-5000000000000002"],
         "because": "cited in 1 text, and no text of this case is its own"}
    ]  # fmt: skip
    found["origins"] = [
        _origin("or-1000000000000001", "a harbour clerk", "anonymous", [WIRE, COPY, FRENCH]),
        _origin("or-2000000000000002", "a teacher in the town", "anonymous", [ARABIC], access="eyewitness"),
        _origin("or-3000000000000003", "The Tamm Standard, no source given", "no_source_given", [COPY, BLOG]),
    ]
    found["derivations"] = [
        _edge(
            "de-1000000000000001",
            COPY,
            WIRE,
            "rewrite",
            declared=False,
            because="94 % of it stands in the wire",
        ),
        _edge("de-2000000000000002", FRENCH, WIRE, "translation"),
        _edge("de-3000000000000003", BLOG, COPY, "citation"),
        _edge("de-4000000000000004", COPY, BLOG, "citation"),
        _edge("de-5000000000000005", BLOG, "so-1000000000000001", "citation"),
    ]
    found["groups"] = [_group(), _second_group()]
    found |= _differences()
    found["findings"] = _findings()
    found["to_find"] = [
        {"id": "tf-1000000000000001", "what": "The text of Quill Monthly from which 1 text of this case comes",
         "source": "so-1000000000000001", "article": None, "would_change": "on whose word the payment stands", "lang": "en",
         "known": ["2031-05"], "queries": ["Quill Monthly ferry guards", "Osha Venn ferry"], "status": "open"}
    ]  # fmt: skip
    found["not_compared"] = [
        {"child": BLOG, "parent": "so-1000000000000001", "because": "its text is not here"}
    ]
    found["rejected"] = [{"path": "osha-venn.pdf", "reason": "no text, Markdown, HTML or JSONL"}]
    return found


def _attributions() -> list[dict[str, Any]]:
    nested = "that the captain had told her that nine people were hurt"
    return [
        _attribution("at-1000000000000001", WIRE, "a harbour clerk", "told", "Guards may have fired on the ferry at Lower Tamm",
                     hedges=[span(WIRE, "may have") | {"strength": "weak"}], told_to="Delta Wire"),
        _attribution("at-1000000000000002", WIRE, "Osha Venn", "said", nested, source_kind="named_person", anonymous_type=None,
                     entity="en-1000000000000001"),
        _attribution("at-1000000000000003", WIRE, "the captain", "had told", "nine people were hurt", source_kind="named_person",
                     anonymous_type=None, parent="at-1000000000000002"),
        _attribution("at-2000000000000001", COPY, "The Reed Blog", "counts", "nineteen hurt as well", source_kind="media", anonymous_type=None),
        _attribution("at-3000000000000001", FRENCH, "un employé du port", "a déclaré", "Des gardes auraient tiré sur le bac à Bas-Tamm"),
        _attribution("at-4000000000000001", ARABIC, "معلمة في البلدة", "قالت", "الحراس أطلقوا النار على العبّارة صباح الجمعة", anonymous_type="resident"),
        _attribution("at-5000000000000001", BLOG, "the Standard", "reports", "Nineteen people were hurt on the ferry", source_kind="media", anonymous_type=None),
        _attribution("at-5000000000000002", BLOG, "Quill Monthly", "says", "the guards were paid", source_kind="media", anonymous_type=None),
    ]  # fmt: skip


def _claims() -> list[dict[str, Any]]:
    clerk, teacher, bare = "or-1000000000000001", "or-2000000000000002", "or-3000000000000003"
    video = [span(WIRE, "A video") | {"kind": "video", "url": None}]
    return [
        _claim("cl-1000000000000001", WIRE, "Guards may have fired on the ferry at Lower Tamm", ("at-1000000000000001",),
               lead=True, certainty="possible", origins=[clerk]),
        _claim("cl-1000000000000002", WIRE, "nine people were hurt", ("at-1000000000000002", "at-1000000000000003")),
        _claim("cl-1000000000000003", WIRE, "The report could not be confirmed", standing="own_reporter"),
        _claim("cl-1000000000000004", WIRE, "A video shows smoke over the quay", evidence=video),
        _claim("cl-2000000000000001", COPY, "Terrorist guards fired on the ferry at Lower Tamm, hurting nineteen people", lead=True, origins=[bare]),
        _claim("cl-2000000000000002", COPY, "Guards massacre ferry passengers", title=True),
        _claim("cl-2000000000000003", COPY, "nineteen hurt as well", ("at-2000000000000001",)),
        _claim("cl-3000000000000001", FRENCH, "Des gardes auraient tiré sur le bac à Bas-Tamm", ("at-3000000000000001",), lead=True,
               certainty="possible", origins=[clerk]),
        _claim("cl-4000000000000001", ARABIC, "الحراس أطلقوا النار على العبّارة صباح الجمعة", ("at-4000000000000001",), lead=True, origins=[teacher]),
        _claim("cl-4000000000000002", ARABIC, "ثمانية أشخاص أصيبوا"),
        _claim("cl-5000000000000001", BLOG, "Nineteen people were hurt on the ferry", ("at-5000000000000001",), lead=True, origins=[bare]),
        _claim("cl-5000000000000002", BLOG, "the guards were paid", ("at-5000000000000002",)),
    ]  # fmt: skip


def _private_person() -> dict[str, Any]:
    mention = {
        "article": WIRE,
        **span(WIRE, "Osha Venn"),
        "label": None,
        "status": "confirmed",
        "because": "name",
    }
    return {
        "id": "en-1000000000000001", "name": "Osha Venn", "type": "person", "known_as": None, "masked": True, "party": None,
        "party_basis": None, "because": "a passenger", "mentions": [mention],
        "names": [{"text": "Osha Venn", "lang": "en", "script": "Latn"}],
    }  # fmt: skip


def _group() -> dict[str, Any]:
    claims = [f"cl-{n}000000000000001" for n in range(1, 6)]
    origins = ["or-1000000000000001", "or-2000000000000002", "or-3000000000000003"]
    count = {"min": 2, "best": 2, "max": 3}
    return {
        "id": "gr-1000000000000001", "claims": claims, "articles": list(TEXTS), "heading": "cl-1000000000000001",
        "status": "suggested", "because": "All speak of the ferry at Lower Tamm on one Friday.", "origins": origins,
        "separate_origins": count, "counted_claim": "guards fired on the ferry", "bottlenecks": [],
        "counts": [
            {"slot": "killed", "value": "19", "min": 0, "best": 0, "max": 1, "origins": origins[2:]},
            {"slot": "occurrence", "value": "that it happened", "origins": origins, **count},
        ],
        "would_change": ["If the Standard names a source of its own, 2 becomes 3."],
        "counted_because": "5 reports rest on a harbour clerk and a teacher; the Standard gives no source.",
    }  # fmt: skip


def _second_group() -> dict[str, Any]:
    """On how many were hurt: two reports, each on a source of its own."""
    return _group() | {
        "id": "gr-2000000000000002",
        "claims": ["cl-1000000000000002", "cl-4000000000000002"],
        "articles": [WIRE, ARABIC],
        "heading": "cl-1000000000000002",
        "counted_claim": "nine people were hurt",
        "counts": [],
    }


def _differences() -> dict[str, Any]:
    lead, hard = "cl-1000000000000001", "cl-2000000000000001"
    nothing = {"article": COPY, "claim": None, "text": None, "start": None, "end": None}
    return {
        "changes": [
            {"id": "ch-1", "slot": "certainty", "kind": "hedge_dropped", "parent": _side(WIRE, "Guards may have fired", lead),
             "child": _side(COPY, "Terrorist guards fired", hard), "because": "“may have” was dropped: the child states it flatly."},
            {"id": "ch-2", "slot": "label", "kind": "relabelled", "parent": _side(WIRE, "Guards may have fired", lead),
             "child": _side(COPY, "Terrorist guards fired", hard), "because": "“Guards” became “Terrorist guards”, a label that judges."},
            {"id": "ch-3", "slot": "other", "kind": "omitted", "parent": _side(WIRE, "The report could not be confirmed"), "child": nothing,
             "because": "The child has nothing like it."},
        ],
        "conflicts": [
            {"id": "cf-1", "group": "gr-1000000000000001", "slot": "injured", "a": _side(COPY, "nineteen", hard),
             "b": _side(ARABIC, "ثمانية"), "update": False, "because": "One report counts “nineteen” hurt, the other “ثمانية”."},
        ],
    }  # fmt: skip


def _findings() -> list[dict[str, Any]]:
    group = "gr-1000000000000001"
    return [
        _finding("fi-1000000000000001", "unconfirmed", WIRE, "The report could not be confirmed", "the article says so"),
        _finding("fi-1000000000000002", "headline_by_no_source", COPY, "Guards massacre ferry passengers",
                 "No cited source says this; the nearest is The Reed Blog with “nineteen hurt as well”."),
        _finding("fi-1000000000000003", "circular", BLOG, "Nineteen people were hurt on the ferry",
                 "The Reed Blog cites The Tamm Standard cites The Reed Blog, and no other source is given.", group=group),
        _finding("fi-1000000000000004", "language_not_read", ARABIC, None, "Arabic has no parser here"),
    ]  # fmt: skip


def view() -> CaseView:
    """The case, indexed."""
    return CaseView(case())
