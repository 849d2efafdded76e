"""From an attribution to the end that it is: who speaks, for whom, and from what place."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.origins.counting.descriptions import (
    body_meant,
    is_thing,
    named_later,
    sole_compiler,
    told_in_body,
)
from headwater.origins.counting.ends import BODY, End
from headwater.origins.counting.lexicon import first_word, keys_of, speaks, words
from headwater.origins.counting.organs import organ_of
from headwater.origins.counting.outlet_ends import outlet_end, own_reporter, reporter_of
from headwater.origins.counting.reading import Reading
from headwater.origins.counting.together import named_together
from headwater.origins.descent.cited import UNNAMED, Cited, content_key, told_to
from headwater.origins.descent.source_rows import source_id
from headwater.origins.descent.speakers import is_armed
from headwater.records.claims import Attribution
from headwater.records.entities import Entity
from headwater.records.origins import Access, CitedKind, OriginKind
from headwater.text.names import words_of

ARMED = "armed group"
LONGEST_PREPOSITION = 12
"""Characters before a name in which a preposition stands."""
SPEECHLESS = ("place", "weapon", "event")
"""Types of entities that say nothing: where one is taken for a source, nobody is named."""


def end_of(attribution: Attribution, above: Sequence[Attribution], case: Reading) -> End | None:
    """The end that an attribution's source is, or null where it names none; ``above`` are those who cite it."""
    party = case.cited.get(attribution.id)
    if party is None or _is_layout(attribution):
        return None
    if party.correspondent and party.outlet is not None:
        return reporter_of(party.outlet)
    if party.kind == "self":
        return own_reporter(attribution.article, case)
    if party.outlet is not None:
        return outlet_end(party.outlet, case)
    if _says_nothing(attribution, party, case):
        return None
    meant = _meant(attribution, party, above, case)
    if meant is not None:
        return _named(meant, case.cited[meant.id], case)
    if party.kind in UNNAMED or asks_for_no_name(party.name):
        return _unnamed(attribution, party, _heard_by(attribution, above, case), case)
    return _named(attribution, party, case)


def ends_beside(attribution: Attribution, case: Reading) -> list[End]:
    """The ends that an attribution's source names beside each other, if it names several."""
    found = []
    for key in named_together(attribution, case.speakers):
        entity = case.entities[key]
        kind: CitedKind = "named_person" if entity.type == "person" else "organisation"
        found.append(_named(attribution, Cited(f"entity:{key}", entity.name, kind, key), case))
    return found


def _says_nothing(attribution: Attribution, party: Cited, case: Reading) -> bool:
    """Whether the words for a source name a place, the deed or a thing: nobody speaks."""
    entity = case.entities.get(party.entity or "")
    if _stands_in_place(attribution, entity, case):
        return True
    if entity is not None:
        return entity.type in SPEECHLESS
    if party.kind in UNNAMED and points_at_deed(party.name):
        return True
    if all(word.forms[0] in words().nobody for word in words_of(party.name)):
        return True
    return party.kind != "document" and is_thing(party.name, _language(attribution, case))


def _stands_in_place(attribution: Attribution, entity: Entity | None, case: Reading) -> bool:
    """Whether a capital that may stand for its state is only where something happened ("near Harl")."""
    organ = organ_of(attribution, entity, case.lands)
    if organ is None or not organ.endswith("/") or attribution.source is None:
        return False
    text, start = case.articles[attribution.article].text, attribution.source.start
    before = words_of(text[max(0, start - LONGEST_PREPOSITION) : start])[-1:]
    bare = first_word(attribution.source.text) not in words().one
    return bare and bool(before) and before[0].text.islower() and before[0].forms[0] in words().where


def _is_layout(attribution: Attribution) -> bool:
    """Whether the words for a source begin as a page's list of subjects does ("Tags Harl ferries accidents")."""
    return attribution.source is not None and first_word(attribution.source.text) in words().layout


def _meant(
    attribution: Attribution, party: Cited, above: Sequence[Attribution], case: Reading
) -> Attribution | None:
    """Whose word it is where a source is only an office, or is told of by a compiler: it is one origin, whoever told it."""
    if party.entity is None and (body := body_meant(attribution, party, case)) is not None:
        return body
    return _compiler_above(above, case) if party.kind in UNNAMED else None


def _compiler_above(above: Sequence[Attribution], case: Reading) -> Attribution | None:
    """The compiler that cites an unnamed source of its own ("the monitor said, citing medics"), or null."""
    last = above[-1] if above else None
    party = case.cited.get(last.id) if last is not None else None
    if last is None or party is None or party.outlet is not None or party.kind in UNNAMED:
        return None
    body = case.entities.get(case.bodies.get(party.key) or party.entity or "")
    names = f"{party.name} {body.name}" if body is not None else party.name
    return last if speaks(names, words().compiler) else None


def _language(attribution: Attribution, case: Reading) -> str:
    languages = case.articles[attribution.article].languages
    return languages[0] if languages else ""


def points_at_deed(name: str) -> bool:
    """Whether the words for an unnamed source only point back at the deed ("the attack"): nobody speaks."""
    return "-".join(word.forms[0] for word in words_of(name)) in words().back_reference


def asks_for_no_name(name: str) -> bool:
    """Whether the words for a source say that it will not be named, whatever kind of source it was taken for."""
    return speaks(name, words().unnamed)


def _named(attribution: Attribution, party: Cited, case: Reading) -> End:
    stated = party.kind == "document" and speaks(party.name, words().statement)
    own = case.entities.get(party.entity or "")
    is_person = party.kind == "named_person" or (own is not None and own.type == "person")
    body = case.bodies.get(party.key) if is_person or stated else None
    entity = case.entities.get(body or party.entity or "")
    compiler = sole_compiler(attribution, party, case) if entity is None else None
    entity = compiler or entity
    key = f"entity:{entity.id}" if entity else party.key
    name = entity.name if entity else party.name
    said = f"{party.name} for {name}" if body and entity and entity.name != party.name else name
    kind: OriginKind = "document" if party.kind == "document" and body is None else "named"
    fights = entity is None and kind != "document" and party.kind == "organisation" and is_armed(party.name)
    if (entity is not None and entity.party and kind != "document") or fights:
        kind = "party_statement"
    return End(
        key=key,
        name=name,
        kind=kind,
        source=source_id(party.key),
        article=None,
        entity=entity.id if entity else None,
        type=None if is_person and body is None else BODY,
        party=entity.party if entity else ARMED if fights else None,
        basis=entity.party_basis if entity else "called fighters, and not named" if fights else None,
        access=_access(f"{name} {party.name}"),
        generic=entity is None and speaks(party.name, words().generic_compiler),
        hearsay=kind == "document" and entity is None and speaks(party.name, words().hearsay),
        said_as=_said_as(attribution, party),
        called=party.name,
        kin=case.made_from(attribution.article),
        told_in=frozenset((attribution.article,)),
        organ=None if kind == "document" else organ_of(attribution, entity, case.lands),
        local=(party.kind == "organisation" or speaks(party.name, words().generic_compiler))
        and (entity is None or entity.known_as is None),
        because=f"{said} is named as the source.",
    )


def _heard_by(attribution: Attribution, above: Sequence[Attribution], case: Reading) -> tuple[str, str]:
    """The key and name of the outlet that heard a source: told, citing it, behind the text, or printing it."""
    party = case.cited.get(attribution.id)
    outlets = [told_to(attribution, case.book), case.listeners.get(party.key) if party else None]
    outlets += [cites.outlet for step in reversed(above) if (cites := case.cited.get(step.id))]
    outlet = next((o for o in outlets if o is not None), None)
    if outlet is not None:
        return outlet.key, outlet.name
    behind = case.behind(attribution.article, attribution.content.start, attribution.content.end)
    if len(behind) == 1:
        origin = case.outlets[behind[0].id]
        return origin.key, origin.name
    return case.outlet_key(attribution.article), case.outlet_name(attribution.article)


def _unnamed(attribution: Attribution, party: Cited, heard: tuple[str, str], case: Reading) -> End:
    body = told_in_body(attribution, party, case)
    if body is not None:
        return _unnamed(body, case.cited[body.id], heard, case)
    later = named_later(attribution, party, case)
    if later is not None:
        return _named(later, case.cited[later.id], case)
    compiler = sole_compiler(attribution, party, case)
    if compiler is not None:
        return _named(
            attribution, Cited(f"entity:{compiler.id}", compiler.name, "organisation", compiler.id), case
        )
    through, heard_by = heard
    type_ = attribution.anonymous_type or ("official" if party.kind == "official_unnamed" else None)
    key, called = _first_of_two(attribution, party)
    return End(
        key=case.reprints.key_of(key),
        name=f"“{called}”, unnamed, {'cited in' if through.startswith('article:') else 'heard by'} {heard_by}",
        kind="anonymous",
        source=source_id(party.key),
        article=None,
        through=through,
        type=type_,
        access=_access(party.name),
        party=ARMED if is_armed(party.name) else None,
        basis="called fighters, and not named" if is_armed(party.name) else None,
        generic=speaks(party.name, words().generic_compiler),
        said_as=_said_as(attribution, party),
        called=party.name,
        kin=case.made_from(attribution.article),
        told_in=frozenset((attribution.article,)),
        distinct=_is_another(called),
        because=f"{heard_by} gives no name: “{called}”.",
    )


def _is_another(name: str) -> bool:
    return any(key in words().another for key in keys_of(name, 4))


def _first_of_two(attribution: Attribution, party: Cited) -> tuple[str, str]:
    """Key and words of an unnamed source: "an activist" is not the "another activist" of a later sentence."""
    said = " ".join(attribution.source.text.split()) if attribution.source is not None else ""
    opening = words_of(said)[:1]
    if not _is_another(party.name) or _is_another(said) or len(words_of(said)) < 2:
        return party.key, party.name
    return (f"{party.key}:first", said) if opening[0].forms[0] in words().one else (party.key, party.name)


def _said_as(attribution: Attribution, party: Cited) -> frozenset[str]:
    """The phrases by which a text calls a source, as content words."""
    said = attribution.source.text if attribution.source else ""
    return frozenset(key for name in (said, party.name) if (key := content_key(name)))


def _access(name: str) -> Access:
    if speaks(name, words().compiler):
        return "compiler"
    return "eyewitness" if speaks(name, words().eyewitness) else "not_stated"
