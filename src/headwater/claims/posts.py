"""Posts and accounts: who signed an embedded post, and whose account a caption stood on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from headwater.claims.bounds import trim
from headwater.claims.drafts import Draft, Stretch
from headwater.claims.lexicons import Lexicon
from headwater.claims.nominals import NAMES
from headwater.claims.trees import Tree
from headwater.records.articles import Part

_REACH = 8  # tokens between an account and whose it is


def read_embeds(parts: Sequence[Part], trees: Mapping[int, Tree]) -> Iterator[Draft]:
    """For each sentence of an embedded post the draft that hangs it on whoever signed it."""
    for part in parts:
        if part.kind != "embed" or not part.credited_name:
            continue
        inside = [t for t in trees.values() if part.start <= t.sentence.start < part.end]
        if not inside:
            continue
        at = inside[0].text.rfind(part.credited_name, part.start, part.end)
        if at < 0:
            continue
        signed = (at, at + len(part.credited_name))
        for tree in inside:
            start, end = trim(tree.text, tree.sentence.start, min(tree.sentence.end, at))
            if end - start > 1 and not tree.sentence.start <= at < tree.sentence.end:
                yield Draft(tree.sentence.index, signed, None, ((start, end),), "embed", "say", "")


def read_accounts(tree: Tree, lexicon: Lexicon, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Whoever owns the account on which a caption stood: "released on the group's account with a caption saying"."""
    table = lexicon.words.get("accounts")
    if table is None:
        return
    for draft in drafts:
        if draft.source is None or draft.cue is None:
            continue
        inner = tree.between(*draft.source)
        if not any(tree.words[k] in table["captions"] for k in inner):
            continue
        owner = _owner(tree, inner[0], table)
        verb = next((k for k in range(inner[0]) if tree.words[k] in table["posted"]), None)
        if owner is not None and verb is not None:
            whole = (draft.source[0], draft.content[1])
            yield Draft(draft.sentence, owner, tree.span(verb, verb), (whole,), "phrase", "say", "")


def _owner(tree: Tree, before: int, table: Mapping[str, Sequence[str]]) -> Stretch | None:
    """Whose account stands before a token: the name in front of a possessive ending."""
    account = next((k for k in range(before - 1, -1, -1) if tree.words[k] in table["nouns"]), None)
    if account is None:
        return None
    ending = next(
        (k for k in range(account - 1, max(0, account - _REACH), -1) if tree.words[k] in ("'s", "’s")), None
    )
    if ending is None:
        return None
    first = ending
    while first > 0 and tree.pos(first - 1) in (*NAMES, "DET"):
        first -= 1
        if tree.pos(first) == "DET":
            break
    return tree.span(first, ending - 1) if first < ending else None
