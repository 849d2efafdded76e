"""FollowTheMoney entities (https://followthemoney.tech), one JSON object a line, as OpenSanctions publishes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from headwater.entities.importing.rows import Imported, Problem, names_among
from headwater.records.errors import ConfigError

KINDS = {
    "Organization": ("actors", "organisation"),
    "LegalEntity": ("actors", "organisation"),
    "Company": ("actors", "company"),
    "PublicBody": ("actors", "public_body"),
    "Person": ("persons", "person"),
}
PUBLIC_TOPICS = frozenset(["role.pep", "role.judge", "sanction", "gov.head", "gov.national", "gov.igo"])
"""Topics by which a person is a public figure; without one a person is not imported, so that nobody is unmasked."""
LONGEST_LINE = 4_000_000


def read_ftm(lines: Iterable[tuple[int, str]], file: str) -> Iterator[Imported | Problem]:
    """Entries of a dump. Other schemata (addresses, vessels, links) are passed over without a word.

    Raises ConfigError with the file and line where the text is no JSON object a line.
    """
    for number, line in lines:
        if not line.strip():
            continue
        yield from _entry(_object(line, file, number), file, number)


def _object(line: str, file: str, number: int) -> dict[str, Any]:
    where = f"{file}, line {number}"
    if len(line) > LONGEST_LINE:
        raise ConfigError(f"{where}: a line of {len(line)} characters; one entity a line is wanted")
    if line.lstrip().startswith("["):
        raise ConfigError(f"{where}: a JSON list; one entity a line is wanted (FollowTheMoney's .ftm.json)")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{where}: no JSON object ({str(error)[:80]})") from None
    if not isinstance(found, dict) or not isinstance(found.get("properties"), dict) or "schema" not in found:
        raise ConfigError(f"{where}: no FollowTheMoney entity: it has no id, schema and properties")
    return found


def _entry(found: dict[str, Any], file: str, number: int) -> Iterator[Imported | Problem]:
    schema, props = str(found["schema"]), found["properties"]
    if schema not in KINDS:
        return
    table, kind = KINDS[schema]
    topics = _texts(props, "topics")
    if table == "persons" and not PUBLIC_TOPICS.intersection(topics):
        yield Problem(file, number, "a person without a public role or listing: not imported")
        return
    given = [(t, False) for t in (*_texts(found, "caption"), *_texts(props, "name"), *_texts(props, "alias"))]
    given += [(text, True) for text in (*_texts(props, "weakAlias"), *_texts(props, "abbreviation"))]
    names, problems = names_among(given, file, number)
    yield from problems
    id_ = str(found.get("id", "")).strip()
    if not id_ or not names or names[0].short:
        yield Problem(file, number, f"an entity without {'a name' if id_ else 'an id'}: not imported")
        return
    country = next((c.upper() for c in _texts(props, "country") if len(c) == 2), "")
    role = "; ".join(_texts(props, "position")[:1]).replace(";", ",") or "listed by the imported register"
    yield Imported(f"ftm/{id_}", table, kind, country, names, file, number, _since(props), role)


def _since(props: dict[str, Any]) -> str:
    dates = _texts(props, "incorporationDate") or _texts(props, "inceptionDate")
    return dates[0][:7] if dates else ""


def _texts(props: dict[str, Any], key: str) -> tuple[str, ...]:
    values = props.get(key) or ()
    listed = [values] if isinstance(values, str) else values
    return tuple(v for v in listed if isinstance(v, str)) if isinstance(listed, (list, tuple)) else ()
