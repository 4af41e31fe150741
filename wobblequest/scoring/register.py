"""Every measure there is, by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wobblequest.scoring.measure_info import MeasureInfo

__all__ = ["MEASURES", "MeasureInfo"]

MEASURES: Mapping[str, MeasureInfo] = MappingProxyType({})
