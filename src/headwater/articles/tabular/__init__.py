"""Tables to drafts: CSV, Parquet and spreadsheets, a row an article; lists of links as links still to fetch.

In: an ``Item`` whose kind is one of these. Out: a ``Draft`` for each row with words, a ``Rejected`` row for
each without, and one remark that says which column was taken for what. What can go wrong: nothing raises. A
table none of whose columns holds a title or text is rejected with the names of the columns that there are.
"""
