"""The room ``origins``: where each report came from, and on how many separate origins a claim stands.

In come articles with their parts and credits, who says what in them, the claims in groups, and sentence
vectors. Out go shared text (``Reuse``, ``Cluster``), the family tree (``Derivation``, ``Source``,
``PartCredit``, ``NotCompared``), the ends of every chain (``Origin``, ``ClaimOrigins``, ``GroupOrigins``),
what changed on the way (``Change``) and what to look for next (``ToFind``, findings). What can go wrong:
two texts that share an unseen third, dates that lie, chains that end nowhere; each is said, never guessed over.
"""
