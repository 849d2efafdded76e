"""One HTML page to drafts: what comes in is a decoded page, what goes out its article or articles.

In: an ``Item`` of kind html. Out: a ``Draft`` with every author, agency, date and address that the page states, its body,
and what its mark-up sets apart; for a live blog or a channel one draft for each entry. What can go wrong: a page
that holds no article is rejected with the reason (a consent wall, an error page, a page that only scripts fill).
Nothing is fetched and no script is run.
"""
