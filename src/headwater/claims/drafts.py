"""What the readers of cues propose, before duplicates, nesting and kinds are settled."""

from __future__ import annotations

from dataclasses import dataclass, replace

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """One source, one cue, one content, as character offsets into the article."""

    sentence: int
    source: Stretch | None
    cue: Stretch | None
    parts: tuple[Stretch, ...]  # in text order, at least one
    how: str  # which reader found it: "verb", "phrase", "headline", "noun", "continued", "hearsay"
    kind: str  # the class of its cue: "say", "deny", ...
    lemma: str
    source_head: int | None = None  # token of the sentence that heads the source
    told_to: Stretch | None = None
    negated: bool = False
    speaker: int | None = None  # of a continuation: index of the draft whose source goes on speaking
    host: Draft | None = None  # the draft whose content this one's source is cited for

    @property
    def content(self) -> Stretch:
        """The longest part, the first of equals."""
        return max(self.parts, key=lambda part: (part[1] - part[0], -part[0]))

    @property
    def extent(self) -> Stretch:
        """From the first character of source, cue or content to the last."""
        spans = [s for s in (self.source, self.cue, *self.parts) if s]
        return min(s[0] for s in spans), max(s[1] for s in spans)

    @property
    def said(self) -> Stretch:
        """From the first character of source or content to the last."""
        spans = [s for s in (self.source, *self.parts) if s]
        return min(s[0] for s in spans), max(s[1] for s in spans)

    def moved(self, speaker: int | None) -> Draft:
        """The same draft with another index of the draft whose speaker goes on."""
        return replace(self, speaker=speaker)
