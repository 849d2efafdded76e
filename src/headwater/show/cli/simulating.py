"""The command ``simulate``."""

from __future__ import annotations

from pathlib import Path

import typer

from headwater.show.masking import visible
from headwater.show.view import plural
from headwater.simulation import simulate


def simulate_and_tell(
    out: Path, articles: int, *, seed: int, languages: str, with_reading: bool, copies: int, words: int
) -> None:
    """Write a simulated case and say what was written."""
    asked = [lang.strip() for lang in languages.split(",") if lang.strip()]
    done = simulate(
        out,
        articles,
        seed=seed,
        languages=asked,
        with_reading=with_reading,
        copies=copies,
        words=words,
    )
    typer.echo(
        f"{plural(done.articles, 'article')} on {plural(done.incidents, 'incident')} in "
        f"{visible(str(done.folder / 'articles'))}; what is so lies in {visible(str(done.folder / 'truth.json'))}."
    )
    if done.reading:
        typer.echo(f"The tables of their reading lie in {visible(str(done.reading))}.")
