"""Which columns of a table name articles, so that articles tied together can be kept together."""

from __future__ import annotations

from collections.abc import Mapping

from headwater.records.articles import Version
from headwater.records.descent import Collation, LinkedText, LoneQuote, Repute
from headwater.records.matches import ClaimPair, MatchedGroup, ReportPair
from headwater.records.origins import Cluster, Derivation, Kin, Lead, Meeting, Reuse, Tie

ENDS: Mapping[type, tuple[str, ...]] = {
    Version: ("article", "earlier", "speaks"),
    ReportPair: ("a", "b"),
    ClaimPair: ("a", "b"),
    MatchedGroup: ("articles",),
    Meeting: ("a", "b"),
    Reuse: ("a", "b"),
    Cluster: ("members",),
    Derivation: ("child", "parent"),
    Lead: ("article", "to"),
    LinkedText: ("article", "to"),
    Collation: ("a", "b"),
    LoneQuote: ("a", "b"),
    Repute: ("article", "to"),
    Kin: ("a", "b"),
    Tie: ("a", "b"),
}
"""Columns that hold one article's id or a list of them; what is no article's id (a source's) ties nothing."""
