"""A case indexed for reading: rows by id, by article, by group."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

Row = dict[str, Any]

LISTS = (
    "articles", "versions", "parts", "credits", "attributions", "claims", "entities", "relations", "groups", "reuse",
    "clusters", "derivations", "sources", "origins", "changes", "conflicts", "findings", "to_find",
    "proposals", "judgements",
)  # fmt: skip
"""The lists whose rows have an id."""


class CaseView:
    """``case.json`` with its rows by id and by article. Order is that of the file."""

    def __init__(self, case: Row) -> None:
        self.case = case

    def rows(self, name: str) -> list[Row]:
        """One list of case.json; empty where the case was written before there was such a list."""
        found: list[Row] = self.case.get(name, [])
        return found

    @cached_property
    def by_id(self) -> dict[str, tuple[str, Row]]:
        """(list, row) of every row that has an id."""
        return {row["id"]: (name, row) for name in LISTS for row in self.rows(name)}

    def row(self, row_id: str | None) -> Row | None:
        """The row with this id, or None."""
        found = self.by_id.get(row_id or "")
        return found[1] if found else None

    @cached_property
    def articles(self) -> dict[str, Row]:
        """Articles by id."""
        return {row["id"]: row for row in self.rows("articles")}

    @cached_property
    def ordered(self) -> list[Row]:
        """Articles as a reader would lay them out: by file, then date, then title."""
        return sorted(self.articles.values(), key=file_order)

    def _by(self, name: str, key: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows(name):
            if row.get(key):
                found.setdefault(row[key], []).append(row)
        return found

    @cached_property
    def parts(self) -> dict[str, list[Row]]:
        """Parts by article."""
        return self._by("parts", "article")

    def language_at(self, article: Row, place: int) -> str:
        """The language of the part in which a place of an article lies."""
        inside = (p["lang"] for p in self.parts.get(article["id"], []) if p["start"] <= place < p["end"])
        return next(inside, None) or language_of(article)

    @cached_property
    def credits(self) -> dict[str, list[Row]]:
        """Credits by article."""
        return self._by("credits", "article")

    @cached_property
    def attributions(self) -> dict[str, list[Row]]:
        """Attributions by article."""
        return self._by("attributions", "article")

    @cached_property
    def claims(self) -> dict[str, list[Row]]:
        """Claims by article, but none of boilerplate."""
        idle = {row["id"] for row in self.rows("parts") if row["kind"] == "boilerplate"}
        found: dict[str, list[Row]] = {}
        for row in self.rows("claims"):
            if row["part"] not in idle:
                found.setdefault(row["article"], []).append(row)
        return found

    def claims_once(self, article: str) -> list[list[Row]]:
        """An article's claims, those of one wording and one chain (a headline said again) put together."""
        found: dict[tuple[str, ...], list[Row]] = {}
        for row in self.claims.get(article, []):
            words = " ".join(row["text"].split()).casefold()
            found.setdefault((words, *(source_name(link) for link in self.chain(row))), []).append(row)
        return list(found.values())

    @cached_property
    def leads(self) -> dict[str, Row]:
        """The lead claim of each article."""
        return {row["article"]: row for row in self.rows("claims") if row["lead"]}

    @cached_property
    def findings(self) -> dict[str, list[Row]]:
        """Findings by article."""
        return self._by("findings", "article")

    @cached_property
    def proposals(self) -> dict[str, list[Row]]:
        """A second reader's proposals by article."""
        return self._by("proposals", "article")

    @cached_property
    def group_findings(self) -> dict[str, list[Row]]:
        """Findings by group."""
        return self._by("findings", "group")

    @cached_property
    def to_find(self) -> dict[str, list[Row]]:
        """Tasks by article."""
        return self._by("to_find", "article")

    @cached_property
    def to_find_of(self) -> dict[str, list[Row]]:
        """Tasks by source."""
        return self._by("to_find", "source")

    @cached_property
    def task_order(self) -> dict[str, int]:
        """Each task's place in the list: those that could change most come first."""
        return {row["id"]: place for place, row in enumerate(self.rows("to_find"))}

    @cached_property
    def sources_citing(self) -> dict[str, list[str]]:
        """Sources by the attribution that cites them."""
        found: dict[str, list[str]] = {}
        for row in self.rows("sources"):
            for attribution in row["cited_by"]:
                found.setdefault(attribution, []).append(row["id"])
        return found

    @cached_property
    def parents(self) -> dict[str, list[Row]]:
        """Derivations by child."""
        return self._by("derivations", "child")

    @cached_property
    def children(self) -> dict[str, list[Row]]:
        """Derivations by parent."""
        return self._by("derivations", "parent")

    @cached_property
    def group_of_claim(self) -> dict[str, Row]:
        """The group in which a claim lies."""
        return {claim: group for group in self.rows("groups") for claim in group["claims"]}

    @cached_property
    def groups_by_size(self) -> list[Row]:
        """Groups with most articles first, then most claims, then by id."""
        return sorted(self.rows("groups"), key=lambda g: (-len(g["articles"]), -len(g["claims"]), g["id"]))

    @cached_property
    def shared_groups(self) -> list[Row]:
        """Groups that more than one article leads with or is about, those with most articles first."""
        leads = {row["id"] for row in self.leads.values()}
        several = (group for group in self.groups_by_size if len(group["articles"]) > 1)
        return [group for group in several if not leads.isdisjoint(group["claims"])]

    @cached_property
    def details_of(self) -> dict[str, list[Row]]:
        """By shared group, the groups of claims in the bodies of its reports; under "" those of no shared group."""
        shared = {group["id"] for group in self.shared_groups}
        found: dict[str, list[Row]] = {}
        for group in self.groups_by_size:
            if len(group["articles"]) > 1 and group["id"] not in shared:
                within = group.get("within") or ""
                found.setdefault(within if within in shared else "", []).append(group)
        return found

    def heading(self, group: Row) -> Row:
        """The claim whose words head a group."""
        return self.row(group["heading"]) or self.by_id[group["claims"][0]][1]

    def accuses_person(self, claim: Row) -> bool:
        """Whether a claim says that a person did something to somebody: no heading for a page."""
        doers = [self.row(actor["entity"]) for actor in claim["actors"] if actor["role"] == "perpetrator"]
        return any(doer and doer["type"] == "person" for doer in doers)

    def changes_between(self, child: str, parent: str) -> list[Row]:
        """Changes on the edge between two articles."""
        return self._changes.get((child, parent), [])

    @cached_property
    def reuse_of(self) -> dict[frozenset[str], list[Row]]:
        """Shared wording by the pair of articles that shares it."""
        found: dict[frozenset[str], list[Row]] = {}
        for row in self.rows("reuse"):
            found.setdefault(frozenset((row["a"], row["b"])), []).append(row)
        return found

    @cached_property
    def _changes(self) -> dict[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows("changes"):
            found.setdefault((row["child"]["article"], row["parent"]["article"]), []).append(row)
        return found

    def name_of(self, row_id: str) -> str:
        """What to call an article, source, origin or entity in a sentence."""
        found = self.by_id.get(row_id)
        if found is None:
            return row_id
        kind, row = found
        if kind == "articles":
            return outlet_of(row)
        name = str(row.get("name") or row_id)
        if kind == "origins" and row["kind"] == "no_source_given" and row["article"] in self.articles:
            article = self.articles[row["article"]]
            _outlet, comma, rest = name.rpartition(", ")
            return f"{article['publisher']}, {rest}" if comma and article["publisher"] else name
        return name

    def chain(self, claim: Row) -> list[Row]:
        """The attributions of a claim's chain, outermost first."""
        return [row for row in map(self.row, claim["chain"]) if row]


def file_order(article: Row) -> tuple[str, ...]:
    """Sorts by file or address, then date (undated last), then title."""
    where = article["path"] or article["url"] or ""
    return (where, article["published"]["value"] or "~", article["title"], article["id"])


def date_order(article: Row) -> tuple[str, ...]:
    """Sorts by date (undated last), then by file."""
    return (article["published"]["value"] or "~", *file_order(article))


def language_of(article: Row) -> str:
    """The language of most of an article's sentences, or "und"."""
    return str((article["languages"] or ["und"])[0])


def outlet_of(article: Row) -> str:
    """Who published an article, or else the host of its address, its file's name, title or id."""
    named = article["publisher"] or _host(article["url"]) or (article["path"] or "").rpartition("/")[2]
    named = named or article["title"]
    return str(named or article["id"])


def _host(url: str | None) -> str:
    """The host of an address without "www."; empty where there is none."""
    host = (url or "").partition("://")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
    return host.removeprefix("www.")


def source_name(attribution: Row) -> str:
    """The fullest name of an attribution's source."""
    span = attribution["source"]
    return str(attribution["resolved_source"] or (span["text"] if span else "") or "a source not named")


def count_words(count: Row) -> str:
    """A range of separate origins in words: "1", "1 to 3 (best reading 2)"."""
    low, best, high = count["min"], count["best"], count["max"]
    return str(best) if low == high else f"{low} to {high} (best reading {best})"


def clipped(text: str, length: int = 110) -> str:
    """One line of at most ``length`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def plural(number: int, one: str, many: str | None = None) -> str:
    """ "1 text", "5 texts"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(words: Iterable[str], most: int = 4) -> str:
    """ "a, b and c"; the rest is counted."""
    given = list(words)
    shown, rest = given[:most], len(given) - most
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
