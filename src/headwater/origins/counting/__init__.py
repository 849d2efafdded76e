"""Counting: on how many separate origins a claim stands.

In come claims with their chains, groups, slots, entities, and the family tree. Out go ``Origin``,
``ClaimOrigins``, ``GroupOrigins``, ``ToFind`` and findings. ``min`` merges whatever may be one, ``max``
only what is surely one. What can go wrong: unnamed sources, who are neither one nor two; a source that the
text names only by what it is; claims whose place and day are not told. Two unnamed people are never said
to be one person: they are merged as a number alone.
"""
