"""The room `claims`: who says what, on whose word.

Comes in: articles with their parts, sentences and credits; parses, which this room makes itself; mentions of names.
Goes out: parses, attributions (source, cue, content, nested), claims with their chains, and findings on doubt and
wording. English and French are read by their parses,
Arabic, German, Russian and Turkish by their cues (``cued``); what the room knows of a language lies in ``lexicon/<lang>.toml``.

What can go wrong: a language without lexicon or parser has claims without sources, and a finding that says so
(``language_not_read``). A source may be cut short or too long where a text lost its commas; a speaker who goes on
without quotation marks and without "I" or "we" is missed; what is hidden in a passive ("is believed to") names nobody.
"""
