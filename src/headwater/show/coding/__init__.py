"""Event records for data coders: a sheet to fill, what coders filled in, how far they agree.

In: a case, and sheets that persons filled. Out: sheets, judgements of the kind ``code``, figures of agreement.
What can go wrong: a sheet that is none, or cells that cannot be coded (InputError, with all rows at once). Coders
never overwrite each other, and nothing that a coder decides is ever filled in for them.
"""
