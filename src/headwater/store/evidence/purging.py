"""Taking an item out for good: its bytes, its texts, its names. What stays is a hash and a line of the log.

The line is written first: a purge that is cut off after it is finished by the next call that writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from headwater.records.errors import InputError, UnknownId
from headwater.store.evidence.evidence import Evidence
from headwater.store.evidence.kept import Kept
from headwater.store.evidence.texts import ReadText

_SHORTEST = 8  # letters of a SHA-256 that name it


@dataclass(frozen=True, slots=True)
class Doomed:
    """What a purge will take: every item with the same bytes, and the articles that were read from them."""

    items: list[Kept]
    objects: list[str]
    texts: list[str]
    articles: list[ReadText] = field(default_factory=list)
    unread: bool = False
    """Whether a derived text is damaged, so that not all articles are known."""


def find(evidence: Evidence, asked: Sequence[str], *, whole: bool = False) -> Doomed:
    """The items that names, addresses, article ids or hashes (or their first 8 letters) stand for.

    Items that have left the case are found too. Raises UnknownId where nothing fits, InputError where an article
    lies in an item with others and ``whole`` does not say that all may go.
    """
    every = _every_item(evidence)
    objects: dict[str, None] = {}
    for one in asked:
        found = _by_name(every, one) or _by_article(evidence, every, one, whole=whole)
        if not found:
            raise UnknownId(
                f"no item of {evidence.out} has the name, address, article id or SHA-256 {one[:200]!r}"
            )
        objects.update(dict.fromkeys(item.sha256 for item in found))
    items = [item for item in every if item.sha256 in objects]
    texts = list(dict.fromkeys(text for item in items for text in _texts_of(evidence, item.seq)))
    articles, unread = _read(evidence, texts)
    return Doomed(items, list(objects), texts, articles, unread)


def purge(evidence: Evidence, doomed: Doomed, because: str, judgements: Sequence[str] = ()) -> None:
    """Write the line, then take away objects, texts and names. ``judgements`` are hashes of lines that were redacted."""
    seqs = {item.seq for item in doomed.items}
    redacted = sorted(_details_of(evidence, doomed, seqs))
    entry = {
        "objects": doomed.objects,
        "texts": doomed.texts,
        "of": sorted(seqs),
        "redacted": redacted,
        "articles": len(doomed.articles),
        "judgements": list(judgements),
    }
    with evidence.writing():
        evidence.note("purged", entry, {"because": because})
        finish(evidence)


def _details_of(evidence: Evidence, doomed: Doomed, seqs: set[int]) -> set[str]:
    """Hashes of the details of the items, and of whatever else the log has under their names or addresses."""
    names = {item.name for item in doomed.items}
    names |= {str(item.told[key]) for item in doomed.items for key in ("url", "asked") if key in item.told}
    found = set()
    for line in evidence.log.lines:
        details = line.entry.get("details")
        private = evidence.details.records.get(str(details), {})
        if (
            details
            and details in evidence.fold.details
            and (line.seq in seqs or private.get("name") in names)
        ):
            found.add(str(details))
    return found


def finish(evidence: Evidence) -> None:
    """Take away whatever the log says is purged and lies here still."""
    with evidence.writing() as fold:
        evidence.objects.remove(sha for sha in fold.purged if evidence.objects.path(sha).exists())
        evidence.objects.forget_strays()
        evidence.texts.sweep(fold.texts)
        evidence.details.keep_only(fold.details)


def _every_item(evidence: Evidence) -> list[Kept]:
    """Every item that ever came and was not purged."""
    fold = evidence.fold
    return [
        evidence.kept(line.seq, line.entry)
        for line in evidence.log.lines
        if line.action in ("received", "stub") and line.entry["sha256"] in fold.objects
    ]


def _by_name(every: Iterable[Kept], asked: str) -> list[Kept]:
    def fits(item: Kept) -> bool:
        addresses = (item.told.get("url"), item.told.get("asked"))
        by_hash = len(asked) >= _SHORTEST and item.sha256.startswith(asked.lower())
        return asked == item.name or asked in addresses or by_hash

    return [item for item in every if fits(item)]


def _by_article(evidence: Evidence, every: Sequence[Kept], asked: str, *, whole: bool) -> list[Kept]:
    found = []
    for item in every:
        articles, _ = _read(evidence, _texts_of(evidence, item.seq))
        if any(article.id == asked for article in articles):
            others = len({article.id for article in articles}) - 1
            if others and not whole:
                raise InputError(
                    f"{asked} lies in {item.name} with {others} other articles; bytes are kept unchanged, so all "
                    "of them would go: say so with --whole, or give the file without it and trace again"
                )
            found.append(item)
    return found


def _texts_of(evidence: Evidence, seq: int) -> list[str]:
    """Every derived text of an item that is here, older ones too."""
    fold = evidence.fold
    derived = [
        line.entry for line in evidence.log.lines if line.action == "derived" and line.entry["of"] == seq
    ]
    return [entry["text"] for entry in derived if entry["text"] in fold.texts]


def _read(evidence: Evidence, texts: Iterable[str]) -> tuple[list[ReadText], bool]:
    articles: list[ReadText] = []
    unread = False
    for sha in texts:
        try:
            articles += evidence.texts.read(sha)
        except (OSError, ValueError, KeyError, TypeError):
            unread = True
    return articles, unread
