"""Ends that are outlets: reports that nobody here has read, an outlet's own people, a bare assertion."""

from __future__ import annotations

from headwater.origins.counting.ends import End
from headwater.origins.counting.lexicon import words
from headwater.origins.counting.reading import Reading
from headwater.origins.descent.cited import content_key
from headwater.origins.descent.outlet_book import Outlet
from headwater.origins.descent.outlet_names import calls_media, is_state_voice, outlet_words, state_of
from headwater.origins.descent.source_rows import source_id
from headwater.records.origins import Source
from headwater.text.names import words_of

PARTY_OUTLET = "outlet of a party"
"""How the registry marks an outlet that an armed party runs: what it says is that party's statement."""
STATE_OUTLET = "state outlet"
"""How the registry marks an outlet that is a state's."""


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
    outlet = case.outlets[source.id]
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


def bare(article: str, case: Reading, because: str) -> End:
    """The own word of an article that gives no source for it."""
    return End(
        key=f"bare:{case.outlet_key(article)}",
        name=f"{case.outlet_name(article)}, no source given",
        kind="no_source_given",
        source=None,
        article=article,
        because=because,
    )
