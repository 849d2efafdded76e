"""Rows of the room ``origins`` on what is to be found that only stages read: tasks by article, and shared sources."""

from __future__ import annotations

from dataclasses import dataclass

from headwater.records.claims import Attribution, Claim
from headwater.records.matches import ClaimSlots
from headwater.records.origins import Count, DerivationKind, EndHere, ToFind


@dataclass(frozen=True, slots=True)
class SharedSource:
    """A source of an article that other articles of the case have, too."""

    article: str
    source: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A task that hangs on articles that are counted together, and how much hangs on it."""

    article: str
    task: ToFind
    reports: int  # of groups
    leads: int  # claims that lead an article


@dataclass(frozen=True, slots=True)
class Asking:
    """What one article, or a claim of it, tells of a source that other articles have, too."""

    article: str
    source: str
    outlet: str  # the article's outlet, by name
    site: str | None  # on which the article stands
    languages: list[str]
    published: str | None
    headline: str
    cites: bool  # the article is made from the source or cites it; else only a claim's way passes it
    edges: list[DerivationKind]  # kinds of its edges to the source, the likeliest first
    scores: list[float]
    originals: list[str]  # links to what it is made from
    links: list[str]  # to a site of the source's name
    called: list[str]  # names in its credits and parts
    said: list[Attribution]
    claims: list[Claim]  # citing it, leading the article, standing on the source
    slots: list[ClaimSlots]
    standing: list[str]  # the first claims that stand on the source or pass it
    ends: list[str]  # keys of the ends of the first of these
    sourced: int  # how many of these ends name a source
    reports: int  # claims of groups that stand on it or pass it
    group: str | None  # the largest of these groups
    groups: list[str]  # all groups of the article
    end: EndHere | None  # the source, where a way of the article's claims ends in it
    ended: str | None  # the claim of that way
    spoken: bool  # it says something, and not only that it gave no answer
    above: bool  # a text that this one was made from has it in the same words


@dataclass(frozen=True, slots=True)
class GroupAsked:
    """A counted group as tasks tell of it: its heading, its size, how its ends count."""

    group: str
    heading: str
    reports: int
    count: Count
    ends: list[str]  # keys of all ends that its claims reach
    roles: list[str]  # how each counts
    rivals: list[EndHere]  # counted ends, with which another may be one
