"""Reads one table and gives what came of it."""

from __future__ import annotations

from tests.articles.documents.conftest import Outcome, Reading, read

__all__ = ["Outcome", "Reading", "read"]
