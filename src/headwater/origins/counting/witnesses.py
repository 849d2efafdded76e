"""From an attribution to the end that it is: who speaks, for whom, and from what place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from headwater.origins.counting.ends import End
from headwater.origins.counting.lexicon import keys_of, speaks, words
from headwater.origins.counting.reading import Reading
from headwater.origins.descent.cited import UNNAMED, Cited, content_key, told_to
from headwater.origins.descent.outlet_book import Outlet
from headwater.origins.descent.outlet_names import calls_media, is_state_voice, outlet_words, state_of
from headwater.origins.descent.source_rows import source_id
from headwater.origins.descent.speakers import is_armed
from headwater.records.claims import Attribution
from headwater.records.entities import Entity
from headwater.records.origins import Access, OriginKind, Source
from headwater.text.names import words_of

PARTY_OUTLET = "outlet of a party"
"""How the registry marks an outlet that an armed party runs: what it says is that party's statement."""
ARMED = "armed group"
SPEECHLESS = ("place", "weapon", "event")
"""Types of entities that say nothing: where one is taken for a source, nobody is named."""
STATE_OUTLET = "state outlet"
"""How the registry marks an outlet that is a state's."""
LEAST_TELLING = 7
"""Letters of a word that, in a description and beside a name, shows both to be of one person ("hospital")."""
BESIDE = 60
"""Characters on either side of a name in which a description of the person may stand."""


def end_of(attribution: Attribution, above: Sequence[Attribution], case: Reading) -> End | None:
    """The end that an attribution's source is, or null where it names none; ``above`` are those who cite it."""
    party = case.cited.get(attribution.id)
    if party is None:
        return None
    if party.correspondent and party.outlet is not None:
        return reporter_of(party.outlet)
    if party.kind == "self":
        return own_reporter(attribution.article, case)
    if party.outlet is not None:
        return outlet_end(party.outlet, case)
    entity = case.entities.get(party.entity or "")
    if entity is not None and entity.type in SPEECHLESS:
        return None
    if party.kind in UNNAMED and points_at_deed(party.name):
        return None
    if party.kind in UNNAMED or asks_for_no_name(party.name):
        return _unnamed(attribution, party, _heard_by(attribution, above, case), case)
    return _named(attribution, party, case)


def points_at_deed(name: str) -> bool:
    """Whether the words for an unnamed source only point back at the deed ("the attack"): nobody speaks."""
    return "-".join(word.forms[0] for word in words_of(name)) in words().back_reference


def asks_for_no_name(name: str) -> bool:
    """Whether the words for a source say that it will not be named, whatever kind of source it was taken for."""
    return speaks(name, words().unnamed)


def reporter_of(outlet: Outlet) -> End:
    """An outlet's own people in the field."""
    return End(
        key=f"reporter:{outlet.key}",
        name=f"{outlet.name}'s own reporter",
        kind="own_reporter",
        source=source_id(outlet.key),
        article=None,
        entity=outlet.entity,
        state=outlet.state,
        access="eyewitness",
        because=f"The texts cite {outlet.name}'s own people.",
    )


def own_reporter(article: str, case: Reading) -> End:
    """The people of the outlet that published an article."""
    name = case.outlet_name(article)
    return End(
        key=f"reporter:{case.outlet_key(article)}",
        name=f"{name}'s own reporter",
        kind="own_reporter",
        source=None,
        article=article,
        access="eyewitness",
        because=f"{name} says that its own people report it.",
    )


def post_author(name: str) -> End:
    """Whoever signed a post that an article embeds."""
    author = " ".join(name.split())
    return End(
        key=f"post:{content_key(author) or author}",
        name=author,
        kind="named",
        source=None,
        article=None,
        because=f"The post printed here is signed by {author}.",
    )


def bare_source(source: Source, case: Reading) -> End:
    """The own word of a text that is printed here whole and gives no source."""
    outlet = case.book.of_name(source.name, source.entity)
    entity = case.entities.get(source.entity or "")
    text = source.kind == "document"
    return End(
        key=f"bare:{source.id if text else outlet.key}",
        name=f"{source.name}, no source given",
        kind="no_source_given",
        source=source.id,
        article=None,
        entity=source.entity,
        party=entity.party if entity else None,
        basis=entity.party_basis if entity else None,
        because=f"{source.name[:1].upper()}{source.name[1:]} says so, and gives no source.",
    )


def outlet_end(outlet: Outlet, case: Reading) -> End:
    """A report of an outlet that nobody here has read."""
    entity = case.entities.get(outlet.entity) if outlet.entity else None
    owned = is_state_voice(outlet.name) or (entity is not None and entity.party == STATE_OUTLET)
    return End(
        key=outlet.key,
        name=outlet.name,
        kind="party_statement" if entity is not None and entity.party == PARTY_OUTLET else "unseen_report",
        source=source_id(outlet.key),
        article=None,
        entity=outlet.entity,
        state=outlet.state or (state_of(outlet.name) if owned else None),
        party=entity.party if entity else None,
        basis=entity.party_basis if entity else None,
        access="relay",
        hearsay=(calls_media(outlet.name) or is_common(outlet.name))
        and not is_state_voice(outlet.name)
        and not case.book.identifies(outlet),
        local=outlet.kind != "wire",
        generic=outlet.key.startswith("state:") or (outlet.entity is None and is_state_voice(outlet.name)),
        because=f"{outlet.name} is cited, its own source is not given, and its text is not in this case.",
    )


def is_common(name: str) -> bool:
    """Whether an outlet is called by a common noun alone ("the newspaper"): the text names it elsewhere."""
    found = words_of(name)
    kinds = outlet_words().media | outlet_words().generic | words().one | words().outlet_nouns
    return bool(found) and all(word.forms[0] in kinds and not word.text[0].isupper() for word in found)


def _named(attribution: Attribution, party: Cited, case: Reading) -> End:
    stated = party.kind == "document" and speaks(party.name, words().statement)
    body = case.bodies.get(party.key) if party.kind == "named_person" or stated else None
    entity = case.entities.get(body or party.entity or "")
    compiler = _sole_compiler(attribution, party, case) if entity is None else None
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
        party=entity.party if entity else ARMED if fights else None,
        basis=entity.party_basis if entity else "called fighters, and not named" if fights else None,
        access=_access(f"{name} {party.name}"),
        generic=entity is None and speaks(party.name, words().generic_compiler),
        hearsay=kind == "document" and entity is None and speaks(party.name, words().hearsay),
        said_as=_said_as(attribution, party),
        called=party.name,
        kin=case.made_from(attribution.article),
        told_in=frozenset((attribution.article,)),
        local=(party.kind == "organisation" or speaks(party.name, words().generic_compiler))
        and (entity is None or entity.known_as is None),
        because=f"{said} is named as the source.",
    )


def _sole_compiler(attribution: Attribution, party: Cited, case: Reading) -> Entity | None:
    """The one compiler that an article names, where a source is only called by what it is ("a monitor")."""
    if not speaks(party.name, words().generic_compiler) or _has_name(party.name):
        return None
    found = {
        named.entity
        for claim in case.claims_of.get(attribution.article, ())
        for other in claim.chain
        if (named := case.cited.get(other)) and named.entity and speaks(named.name, words().compiler)
    }
    return case.entities.get(min(found)) if len(found) == 1 else None


def _has_name(source: str) -> bool:
    """Whether a source is called by a name of its own ("Harl Today activist group"): two proper words in a row."""
    proper = [w.text[0].isupper() and w.forms[0] not in words().one for w in words_of(source)]
    based = speaks(source, ("based",))
    return not based and any(a and b for a, b in pairwise(proper))


def _named_later(attribution: Attribution, party: Cited, case: Reading) -> Attribution | None:
    """Where the same text names further down whom it first only describes ("a surgeon ... Ada Lind, a surgeon").

    Only for one person, and only where one name alone stands beside the word; null else.
    """
    head = head_noun(party.name)
    if head is None or attribution.source is None:
        return None
    telling = {head, *(word for word in content_key(party.name).split() if len(word) >= LEAST_TELLING)}
    text = case.articles[attribution.article].text
    found: dict[str, Attribution] = {}
    for other in case.attributions_of.get(attribution.article, ()):
        named = case.cited.get(other.id)
        if other.source is None or named is None or named.kind != "named_person" or named.key == party.key:
            continue
        if other.source.start <= attribution.source.start or not _is_name(other.source.text):
            continue
        beside = text[max(0, other.source.start - BESIDE) : other.source.end + BESIDE]
        if any(telling.intersection(word.forms) for word in words_of(beside)):
            found.setdefault(named.key, other)
    return next(iter(found.values())) if len(found) == 1 else None


def _told_in_body(attribution: Attribution, party: Cited, case: Reading) -> Attribution | None:
    """Whom the text goes on to describe, where its headline has one noun ("surgeon", "a surgeon at ...")."""
    found = words_of(party.name)
    title = case.articles[attribution.article].title
    if len(found) > 2 or attribution.source is None or attribution.source.start >= len(title):
        return None
    noun = found[-1].forms[0] if found else ""
    for other in case.attributions_of.get(attribution.article, ()):
        named = case.cited.get(other.id)
        if other.source is None or other.source.start < len(title) or named is None:
            continue
        if named.kind in UNNAMED and any(noun in word.forms for word in words_of(other.source.text)):
            return other
    return None


def head_noun(description: str) -> str | None:
    """The noun of a description of one person ("a surgeon at the nearest hospital"), folded; null for several."""
    words_ = words_of(description)
    if not words_:
        return None
    first = words_[0].forms[0]
    if first not in words().one:
        return None
    head = None
    for word in words_[1:]:
        if word.forms[0] in words().prepositions:
            break
        head = word.forms[0]
    return head


def _is_name(source: str) -> bool:
    return any(word.text[0].isupper() for word in words_of(source))


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
        origin = case.book.of_name(behind[0].name, behind[0].entity)
        return origin.key, origin.name
    return case.outlet_key(attribution.article), case.outlet_name(attribution.article)


def _unnamed(attribution: Attribution, party: Cited, heard: tuple[str, str], case: Reading) -> End:
    body = _told_in_body(attribution, party, case)
    if body is not None:
        return _unnamed(body, case.cited[body.id], heard, case)
    later = _named_later(attribution, party, case)
    if later is not None:
        return _named(later, case.cited[later.id], case)
    compiler = _sole_compiler(attribution, party, case)
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
    """The content words by which a text calls a source."""
    said = attribution.source.text if attribution.source else ""
    return frozenset(content_key(f"{said} {party.name}").split())


def _access(name: str) -> Access:
    if speaks(name, words().compiler):
        return "compiler"
    return "eyewitness" if speaks(name, words().eyewitness) else "not_stated"
