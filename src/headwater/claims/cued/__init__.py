"""Reported speech in Arabic, Russian and Turkish, read by the place of its cues, without a parser.

Comes in: a sentence, the quotations that touch it, and the lexicon of its language. Goes out: drafts, in the form
that the readers of parses give, so that kinds, nesting, chains and claims are settled in one place for all languages.

What can go wrong: without a parse, a source's end is told by commas, endings and capitals, and may be off by an
adjunct; a subject that is far from its cue is read as the sentence's first; a dropped subject is the last speaker.
"""

from headwater.claims.cued.full_names import full_names
from headwater.claims.cued.kinds import CuedKinds
from headwater.claims.cued.phrases import has_article, is_definite, key_of, plain
from headwater.claims.cued.reading import read_cued
from headwater.claims.cued.speaking import with_persons, with_speakers
from headwater.claims.cued.words import flat_rows, is_cued

__all__ = [
    "CuedKinds",
    "flat_rows",
    "full_names",
    "has_article",
    "is_cued",
    "is_definite",
    "key_of",
    "plain",
    "read_cued",
    "with_persons",
    "with_speakers",
]
