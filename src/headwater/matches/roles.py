"""Who did what to whom: the parts that the named actors of a claim play, from its parse.

English parses carry ClearNLP dependencies, French ones Universal Dependencies; both name subject,
object and agent. Arabic, Turkish and Russian are read by order, prepositions and endings (``word_order``);
what these do not make clear plays no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from headwater.matches.frames import FrameWords, frame_words
from headwater.matches.order_words import OBJECTS, SUBJECTS
from headwater.matches.word_order import read_roles
from headwater.records.claims import Claim, Parse, Token
from headwater.records.entities import Mention
from headwater.records.matches import Actor, ActorRole

_ACTORS = frozenset({"person", "group", "state", "body"})
_SUBJECT = frozenset({"nsubj", "csubj", "nsubj:xsubj"})
_PASSIVE = frozenset({"nsubjpass", "nsubj:pass"})
_OBJECT = frozenset({"dobj", "obj", "dative", "iobj"})
_WITHIN = frozenset({"compound", "amod", "nmod", "poss", "nn", "flat", "flat:name", "appos", "nummod", "det"})
_LONGEST = 8
"""Steps up the tree that are looked at."""


def read_actors(
    article_text: str,
    claim: Claim,
    parse: Parse | None,
    mentions: Sequence[Mention],
    entities: Mapping[str, str],
) -> list[Actor]:
    """The actors of a claim in the text's order; ``entities`` maps mentions to their entities."""
    table = frame_words(claim.lang)
    inside = [m for m in mentions if m.type in _ACTORS and claim.start <= m.start and m.end <= claim.end]
    ordered = {} if parse else read_roles(claim.text, claim.lang, inside, claim.start)
    found = []
    for mention in inside:
        role = _role(mention, parse, table, article_text) if parse else ordered.get(mention.id)
        entity = entities.get(mention.id) or mention.known_as
        found.append(Actor(mention.text, mention.start, mention.end, role or "other", entity))
    return found


def _role(mention: Mention, parse: Parse, table: FrameWords, text: str) -> ActorRole | None:
    tokens = parse.tokens
    head = _head_of(tokens, mention.start, mention.end)
    if head is None:
        return None
    at, attack_noun = head, None
    for _ in range(_LONGEST):
        token = tokens[at]
        word = text[token.start : token.end].lower()
        if word in table.attack_nouns and at != head:
            attack_noun = at
            break
        if token.dep not in _WITHIN and token.dep != "conj":
            break
        if token.head == at:
            break
        at = token.head
    if attack_noun is not None or text[tokens[head].start : tokens[head].end].lower() in table.attack_nouns:
        return "perpetrator"
    return _of_verb(tokens, at, table, text)


def _head_of(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """The token of a stretch whose own head lies outside it."""
    inside = [i for i, t in enumerate(tokens) if t.start < end and start < t.end]
    return next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), None)


def _of_verb(tokens: Sequence[Token], at: int, table: FrameWords, text: str) -> ActorRole | None:
    """The part that a noun plays for the verb (or deed) above it."""
    token = tokens[at]
    above = tokens[token.head]
    deed = _deed(above, table)
    if token.dep in _SUBJECT and deed:
        passive = any(t.dep in ("auxpass", "aux:pass") and t.head == token.head for t in tokens)
        return OBJECTS[deed] if passive else SUBJECTS[deed]
    if token.dep in _PASSIVE and deed:
        return OBJECTS[deed]
    if token.dep in _OBJECT and deed:
        return OBJECTS[deed]
    if token.dep == "obl:agent":
        return SUBJECTS[deed] if deed else None  # "classé par l'ONU" is no deed
    return _after_preposition(tokens, at, table, text)


def _after_preposition(tokens: Sequence[Token], at: int, table: FrameWords, text: str) -> ActorRole | None:
    """ "by X", "on X", "against X", "from X", "to X" after a deed."""
    token = tokens[at]
    if token.dep == "pobj":
        preposition = tokens[token.head]
        deed_at = preposition.head
    else:
        cases = [t for t in tokens if t.head == at and t.dep == "case"]
        if not cases:
            return None
        preposition, deed_at = cases[0], token.head
    word = text[preposition.start : preposition.end].lower()
    deed = _deed(tokens[deed_at], table)
    noun = text[tokens[deed_at].start : tokens[deed_at].end].lower() in table.attack_nouns
    if (deed or noun) and (preposition.dep == "agent" or word in table.by):
        return SUBJECTS.get(deed or "attack")
    if word in table.on and (noun or deed in ("attack", "clash")):
        return "victim"
    if deed == "supply" and word in table.to:
        return "recipient"
    if deed == "receive" and word in table.from_:
        return "supplier"
    return None


def _deed(token: Token, table: FrameWords) -> str | None:
    if token.pos not in ("VERB", "AUX"):
        return None
    lemma = token.lemma.lower()
    return next((deed for deed, lemmas in table.verbs.items() if lemma in lemmas), None)


def perpetrators(actors: Iterable[Actor]) -> list[Actor]:
    """Those to whom a claim ascribes its act."""
    return [actor for actor in actors if actor.role == "perpetrator"]
