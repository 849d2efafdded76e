"""Shared wording, in one language and across languages.

In: articles with parts, sentences, credits, mentions, and a vector for each sentence. Out: one ``Reuse`` row for
each pair of articles that share wording (``copy``, ``common_source``, ``shared_quote``, ``translation``), with
the stretches that correspond and how much of either text they cover; one ``Cluster`` row for each crowd of
near-identical texts. Direction is not said here: see ``origins/descent``.

What can go wrong: two reports of one event in one house style look like a reworked common source; a sentence that
every agency prints looks like a quotation; in languages that the encoder knows badly a free translation is missed.
"""

from headwater.origins.reuse.config import ReuseConfig
from headwater.origins.reuse.stage import STAGES

__all__ = ["STAGES", "ReuseConfig"]
