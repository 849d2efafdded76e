"""Containers to the documents in them: web archives, saved pages, zip and tar, mail.

In: an ``Item`` whose kind is a container. Out: inner ``Item`` objects with ``Told`` filled (address, capture,
charset, publisher), which the reader of their own kind takes on; and ``Rejected`` rows.

What can go wrong: nothing raises. Nothing is ever written to disk, no link is followed, nothing is fetched.
What is damaged ends in a row that says where; what lies before it, and behind it where that can be found, is read.
Every reader asks the item's ``Budget`` before it unpacks more.
"""
