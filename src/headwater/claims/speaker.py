"""One source as read, and what its words alone tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.claims.cued import has_article, is_definite, key_of, plain
from headwater.claims.kinds import noun_kinds
from headwater.claims.lexicons import Lexicon
from headwater.claims.trees import Tree
from headwater.records.claims import SourceKind

_JOINING = frozenset({"and", "et", "&"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """One source as read: where, its words, its kind, and what it is called at its fullest."""

    at: int
    words: tuple[str, ...]  # content words, lower case
    head: str
    kind: SourceKind
    name: str | None
    proper: bool  # whether it holds a proper name
    sure: bool  # whether its own words tell its kind
    plural: bool


def compared_word(tree: Tree, k: int, lexicon: Lexicon) -> str:
    """A word of a source as it is compared with others: without endings and articles that are written with it."""
    if has_article(lexicon):
        return key_of(tree.tokens[k].lemma, lexicon)
    return tree.words[k].removeprefix("-t").strip("-").removesuffix("'s")


def compared_head(tree: Tree, k: int, lexicon: Lexicon) -> str:
    """The word that heads a source, as it is compared with other heads."""
    return compared_word(tree, k, lexicon) if has_article(lexicon) else tree.words[k].strip("-")


def bare_words(words: Sequence[str]) -> frozenset[str]:
    """Pronouns of a list without the hyphens by which they hang on a verb."""
    return frozenset(w.strip("-").removeprefix("t-") for w in words)


def named_part(name: str, lexicon: Lexicon) -> str:
    """Of a source with commas the part that is a name: "a spokeswoman for the port, | Ada Brook"."""
    words = name.split()
    opens = ("the", *lexicon.words["speakers"]["indefinite"])
    bare = next((n for n, w in enumerate(words) if n and w in opens), 0)
    if bare and all(w[:1].isupper() for w in words[:bare]):
        return " ".join(words[:bare]).rstrip(",")  # "Ada Brook | a resident": the comma may be lost
    parts = [p.strip() for p in name.split(",")]
    if parts[0][:1].isupper() and parts[0].split(" ")[0].lower() not in lexicon.words["speakers"]["function"]:
        return parts[0]
    names = [p for p in parts[1:] if len(p.split()) > 1 and all(w[:1].isupper() for w in p.split())]
    return names[0] if names else parts[0]


def same_bodies(one: Speaker, lexicon: Lexicon) -> Sequence[Sequence[str]]:
    """The lists of words of which one can stand for a body named by another; a close list alone, where it has the head."""
    table = lexicon.words["same_body"]
    close = [heads for heads in table.get("close", ()) if one.head in heads]
    return close or table["heads"]


def is_indefinite(one: Speaker, lexicon: Lexicon) -> bool:
    """Whether a source is brought in as someone new: "a resident", "un agriculteur"."""
    if has_article(lexicon):
        return not is_definite(plain((one.name or "").split(" ")[0], lexicon), lexicon)
    return (one.name or "").split(" ")[0].lower() in lexicon.words["speakers"]["indefinite"]


def is_one_person(one: Speaker, lexicon: Lexicon) -> bool:
    """Whether an unnamed speaker is one person and not "a source"."""
    return not one.plural and one.head not in lexicon.words["speakers"]["not_persons"]


def is_named_body(one: Speaker, other_than: int) -> bool:
    """Whether a speaker is a body or outlet with a name, and stands elsewhere than at an offset."""
    return one.proper and one.at != other_than and one.kind in ("organisation", "media")


def is_seat(tree: Tree, k: int, lexicon: Lexicon) -> bool:
    """Whether a token only tells where a body sits: "Hill-based", and is no word of its name."""
    seats = lexicon.words["speakers"].get("seats", ())
    hyphen = ("-", "–")
    if tree.words[k] in seats:
        return tree.words[k - 1 : k] != [] and tree.words[k - 1] in hyphen
    if tree.words[k] in hyphen:
        return any(w in seats for w in tree.words[k + 1 : k + 2])
    return any(w in hyphen for w in tree.words[k + 1 : k + 2]) and any(
        w in seats for w in tree.words[k + 2 : k + 3]
    )


def is_joint(one: Speaker) -> bool:
    """Whether a source joins two: "the Watch and the Front" is no fuller name of the Front."""
    return not _JOINING.isdisjoint((one.name or "").lower().split())


def same_office(one: Speaker, other: Speaker, lexicon: Lexicon) -> bool:
    """Whether two speakers hold one office, whose body's name makes one look like a person: "the Hill Watch spokesman"."""
    kinds = ("named_person", "official_unnamed")
    return (
        one.head == other.head
        and one.head in noun_kinds(lexicon)
        and one.kind in kinds
        and other.kind in kinds
    )
