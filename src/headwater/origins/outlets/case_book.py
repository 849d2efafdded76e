"""The book of a case's outlets with the texts that they printed: texts are entered, and taken out again."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from headwater.origins.descent.hosts import LEAST_SLUG, headline_key, site_of, slug_of, squashed
from headwater.origins.descent.outlet_book import Outlet, bare_url
from headwater.origins.descent.outlet_names import outlet_key
from headwater.origins.outlets.noted_book import Asked, NotedBook
from headwater.records.origins import NamedOutlets


class CaseBook(NotedBook):
    """``holds``: texts may be taken out again, and what is asked is known of each text; else less is kept of them."""

    def __init__(self, *, holds: bool) -> None:
        super().__init__()
        self.holds = holds
        self.by_outlet: dict[Outlet, dict[str, None]] = {}
        self._deaf = False
        self._printed_by: dict[str, Outlet] = {}  # by the name under which it prints
        self._names: dict[str, str] = {}  # of an article, under which its outlet prints it
        self._asking: dict[Asked, list[str]] = {}  # such names by what was asked to know whose they are
        self._linking: dict[
            str, list[str]
        ] = {}  # by site: articles that link to it, in order; the last alone where it holds not
        self._opening: dict[str, dict[str, NamedOutlets]] = {}  # by site: articles whose head may spell it
        self._articles_at: dict[str, list[str]] = {}  # by address
        self._headlines: dict[
            tuple[str, ...], dict[str, str]
        ] = {}  # by site and first words: articles' headlines

    def name(self, row: NamedOutlets, step: int) -> None:
        """Enter the names that a text credits and the sites to which it links, or take them out."""
        for name in row.agencies:
            if key := outlet_key(name):
                self.count("agency", key, step)
        for name in (*row.agencies, *row.credited, *([row.publisher] if row.publisher else ())):
            self.hear(name, step)
        for site in dict.fromkeys(map(_site, row.links)):
            self._link(site, row.article, step)

    def _link(self, site: str, article: str, step: int) -> None:
        if not self.holds:
            self._linking[site] = [article]  # the last one alone is asked for
            return
        held = self._linking.setdefault(site, [])
        before = held[-1:]
        if step > 0:
            insort(held, article)
        else:
            del held[bisect_left(held, article)]
        if held[-1:] != before:
            self.moved["site", site] = None

    def masthead(self, row: NamedOutlets) -> str | None:
        """The name under which a text is printed: its publisher's, or that at its head which spells a site that another links to."""
        if row.publisher:
            return row.publisher
        for name in row.openings:
            if self._linking.get(squashed(name), [])[-1:] not in ([], [row.article]):
                return name
        return None

    def enter(self, row: NamedOutlets) -> None:
        """Enter a text; the names of all must have been."""
        if row.url:
            self._put_at(bare_url(row.url), row.article, 1)
        for opening in row.openings if self.holds and not row.publisher else ():
            self._opening.setdefault(squashed(opening), {})[row.article] = row
        name = self.masthead(row)
        if name and outlet_key(name):
            outlet = self._printing(name)
            self._publisher[row.article] = outlet
            self._names[row.article] = name
            if outlet not in self.by_outlet:
                self._count_outlet(outlet, 1)
            self.by_outlet.setdefault(outlet, {})[row.article] = None
            self._count_text(row, name, 1)

    def take_out(self, row: NamedOutlets) -> None:
        """Take a text out."""
        if row.url:
            self._put_at(bare_url(row.url), row.article, -1)
        for opening in row.openings if not row.publisher else ():
            self._opening[squashed(opening)].pop(row.article, None)
        name = self._names.pop(row.article, None)
        if name is not None:
            outlet = self._publisher.pop(row.article)
            del self.by_outlet[outlet][row.article]
            if not self.by_outlet[outlet]:
                del self.by_outlet[outlet]
                self._count_outlet(outlet, -1)
            self._count_text(row, name, -1)

    def _count_outlet(self, outlet: Outlet, step: int) -> None:
        if outlet.entity is not None:
            self.count("publishing", outlet.entity, step)
        self.count("published", outlet.key, step)
        self.count_printed(outlet, step)

    def _count_text(self, row: NamedOutlets, name: str, step: int) -> None:
        self.count("publisher", outlet_key(name), step)
        title = headline_key(row.title)
        if len(title) < LEAST_SLUG:
            return  # no link names it
        key = (squashed(name), *title[:LEAST_SLUG])
        held = self._headlines.setdefault(key, {})
        self.moved["headline", " ".join(key)] = None
        if step > 0:
            held[row.article] = f"{' '.join(title)} "
        else:
            del held[row.article]
            if not held:
                del self._headlines[key]

    def _put_at(self, url: str, article: str, step: int) -> None:
        held = self._articles_at.setdefault(url, [])
        if step > 0:
            insort(held, article)
        else:
            del held[bisect_left(held, article)]
        if not held:
            del self._articles_at[url]
        self.moved["url", url] = None

    def _printing(self, name: str) -> Outlet:
        """The outlet that prints under a name; no other script is heard in it, for that asks who prints."""
        outlet = self._printed_by.get(name)
        if outlet is None:
            outlet, asked = self._ask_printing(name)
            self._printed_by[name] = outlet
            for one in asked if self.holds else ():
                self._asking.setdefault(one, []).append(name)
        return outlet

    def _ask_printing(self, name: str) -> tuple[Outlet, Iterable[Asked]]:
        self._deaf = True
        try:
            return self.asking(lambda: self.of_name(name))
        finally:
            self._deaf = False

    def _latin(self, name: str) -> str | None:
        return None if self._deaf else super()._latin(name)

    def prints_otherwise(self) -> bool:
        """Whether, by what has moved, a text that stands is printed by another outlet, or under another name."""
        moved = list(self.moved)
        for sort, site in moved:
            for article, row in self._opening.get(site, {}).items() if sort == "site" else ():
                if self._names.get(article) != self._named(row):
                    return True
        names = dict.fromkeys(name for one in moved for name in self._asking.get(one, ()))
        return any(self._ask_printing(name)[0] != self._printed_by[name] for name in names)

    def _named(self, row: NamedOutlets) -> str | None:
        name = self.masthead(row)
        return name if name and outlet_key(name) else None

    def articles_at(self, href: str) -> Sequence[str]:
        """The articles of an address, in order."""
        return self._articles_at.get(bare_url(href), ())

    def at(self, href: str) -> str | None:
        """The id of the article that a link leads to, by its address, or by its site and its headline; or null."""
        exact = self.articles_at(href)
        slug = slug_of(href)
        if exact or not slug:
            return exact[0] if exact else None
        opening = f"{' '.join(slug)} "
        named = self._headlines.get((_site(href), *slug[:LEAST_SLUG]), {})
        found = [article for article, title in named.items() if title.startswith(opening)]
        return found[0] if len(found) == 1 else None


def asked_of_link(href: str) -> Iterator[Asked]:
    """What is asked for to know where a link leads."""
    yield "url", bare_url(href)
    slug = slug_of(href)
    if slug:
        yield "headline", " ".join((_site(href), *slug[:LEAST_SLUG]))


@lru_cache(maxsize=1 << 14)
def _site(href: str) -> str:
    return site_of(href)
