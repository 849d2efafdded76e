"""Rows that are made when they are gone through, as ``records`` has them."""

from __future__ import annotations

from headwater.records.streaming import Made, is_streamed

__all__ = ["Made", "is_streamed"]
