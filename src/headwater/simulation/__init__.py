"""News ecologies whose family tree is known, for measuring and for benchmarks.

In: a seed, a number of articles, languages. Out: articles as ``.jsonl`` rows that ``trace`` reads, the tree
as ``truth.json`` in the shape of ``examples/*/truth.json``, and on request the tables that reading
would give. Incidents grow with the number of articles, the reports of one incident do not. The same seed
gives the same bytes.

Everything is invented: names are made of syllables, sentences are this project's own, parallel in five
languages (``wording/*.toml``). What can go wrong: sentences of one kind resemble each other more than
those of real news, names are never misspelt, and embeddings in the tables are synthetic: a base
vector for each statement plus noise.
"""

from headwater.simulation.wording import LANGUAGES
from headwater.simulation.writing import Written, simulate

__all__ = ["LANGUAGES", "Written", "simulate"]
