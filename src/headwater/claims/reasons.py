"""Why an attribution was read, in a plain sentence."""

from __future__ import annotations

from headwater.claims.drafts import Draft
from headwater.claims.speaker import Speaker
from headwater.records.articles import Article


def why(article: Article, draft: Draft, speaker: Speaker | None) -> str:
    """One sentence with the words that the reading rests on."""
    source = article.text[slice(*draft.source)] if draft.source else None
    cue = article.text[slice(*draft.cue)] if draft.cue else None
    reason = _reason(draft, source, cue, speaker)
    if source and speaker and speaker.name and speaker.name != source:
        reason += f" “{source}” is read as “{speaker.name}”."
    return reason


def _reason(draft: Draft, source: str | None, cue: str | None, speaker: Speaker | None) -> str:
    if draft.how == "verb":
        who = f"“{source}” is its subject" if source else "the sentence names nobody who says it"
        return f"“{cue}” reports speech, and {who}."
    if draft.how == "phrase":
        return f"“{cue}” hangs these words on “{source}”."
    if draft.how == "headline":
        return f"The headline sets “{source}” beside the statement as its source."
    if draft.how == "embed":
        return f"These words are a post that is signed “{source}”."
    if draft.how == "noun":
        return f"“{cue}” is a noun of speech that these words complete."
    if draft.how == "hearsay":
        return f"“{cue}” passes this on as hearsay and names no source."
    name = f"“{speaker.name}”" if speaker and speaker.name else "the speaker before"
    return f"The words go on in the same quotation or voice, so {name} is still speaking."
