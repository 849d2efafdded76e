"""Other spellings under which a word is found: what SQLite's own folding leaves apart.

SQLite's tokenizer takes case and the marks of Latin letters away. It keeps forms of hamza apart, breaks Arabic words
at their vowel marks, and takes "ı" and "ł" for letters of their own. Words that it would not find under their folded
form (``text.names.fold``) are written so into the column ``folded``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from headwater.text.names import APOSTROPHES, fold

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640"
WORD = re.compile(rf"[^\W_]+(?:[{re.escape(APOSTROPHES)}{_MARKS}]+[^\W_]*)*")
ONLY_MARKS = re.compile(rf"[{_MARKS}]+")
_WITHIN = re.compile(f"[{re.escape(''.join(filter(str.isascii, APOSTROPHES)))}]")
"""Signs of ASCII that stand within a word."""
MOST = 64
"""Words of a search that are looked for; the rest are left out."""


def folded_words(*texts: str) -> str:
    """The folded forms of the words that SQLite would not find under them, each once, joined by spaces."""
    found: dict[str, None] = {}
    for text in texts:
        for piece in text.split():
            if piece.isascii() and not _WITHIN.search(piece):
                continue  # words of letters and digits alone, which SQLite folds itself
            for match in WORD.finditer(piece):
                word = match.group()
                if not (word.isascii() and word.isalnum()) and (other := _other(word)):
                    found[other] = None
    return " ".join(found)


@lru_cache(maxsize=100_000)
def _other(word: str) -> str | None:
    key = folded_key(word)
    return None if not key or key == _by_sqlite(word) else key


def folded_key(word: str) -> str:
    """A word under which all of its spellings are found; empty where it has no letter that folds."""
    return "".join(part for part in re.findall(r"[^\W_]+", fold(ONLY_MARKS.sub("", word))))


def _by_sqlite(word: str) -> str:
    """A word as SQLite's tokenizer has it, near enough: an entry too many does no harm."""
    return "".join(_plain(letter) for letter in word)


def _plain(letter: str) -> str:
    if letter < "\u0250" or "\u1e00" <= letter < "\u1f00":
        letter = "".join(
            one for one in unicodedata.normalize("NFD", letter) if not unicodedata.combining(one)
        )
    return letter.lower()


def words_of(asked: str) -> list[str]:
    """The words of a search, as they stand."""
    return [match.group() for match in WORD.finditer(asked)][:MOST]


def match_of(asked: str) -> str | None:
    """A search in the engine's language that holds every word, in its own or its folded spelling; None without words.

    Nothing in ``asked`` is a command: every word is put in quotation marks.
    """
    told = []
    for word in words_of(asked):
        spellings = dict.fromkeys(filter(None, (ONLY_MARKS.sub("", word), word, folded_key(word))))
        told.append("(" + " OR ".join(f'"{one}"' for one in spellings) + ")")
    return " AND ".join(told) or None
