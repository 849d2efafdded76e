"""Feeds to articles: what comes in is the bytes of a feed, a news sitemap or a list of feeds.

In: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed, sitemaps and their indexes, OPML. Out: ``Listing``, the
entries with their addresses, dates, publishers and texts; entries that hold their article's full text are
read as pages, the others are told with the command that fetches them. Nothing is fetched here.

What can go wrong: nothing raises. A feed that cannot be read is a ``Rejected`` row with its reason, a
feed that is broken in part is read in part, and says so.
"""

from __future__ import annotations

from headwater.articles.feeds.listings import Entry, Listing, listing_of

__all__ = ["Entry", "Listing", "listing_of"]
