"""Every measure there is, by name. A new family is one more line in `_FAMILIES`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from wobblequest.scoring import (
    accuracy,
    bands,
    catch,
    dual_task,
    ellipse,
    entropy,
    excursion,
    following,
    gates,
    limb_symmetry,
    path,
    path_following,
    position_sense,
    provenance,
    reach_times,
    react,
    recovery,
    rhythm,
    rings,
    second_task,
    shift,
    smoothness,
    spectrum,
    spread,
    symmetry,
    time_on_target,
    tracking_error,
)
from wobblequest.scoring.measure_info import MeasureInfo, Rule

__all__ = ["MEASURES", "MeasureInfo"]

_FAMILIES: tuple[Iterable[Rule[Any]], ...] = (
    time_on_target.RULES,
    bands.RULES,
    spread.RULES,
    path.RULES,
    ellipse.RULES,
    rings.RULES,
    recovery.RULES,
    reach_times.RULES,
    excursion.RULES,
    accuracy.RULES,
    accuracy.THROUGHPUT,
    excursion.SPAN,
    smoothness.RULES,
    tracking_error.RULES,
    following.RULES,
    rhythm.RULES,
    position_sense.RULES,
    path_following.RULES,
    shift.OWN,
    symmetry.RULES,
    gates.RULES,
    catch.RULES,
    react.OWN,
    provenance.LOWPASS,
    provenance.RULES,
    spectrum.RULES,
    entropy.RULES,
)

MEASURES: Mapping[str, MeasureInfo] = MappingProxyType(
    {
        info.name: info
        for infos in (*([rule.info for rule in family] for family in _FAMILIES), second_task.INFOS, dual_task.INFOS, limb_symmetry.INFOS)
        for info in infos
    }
)
"""Name → what a reader must know of the measure."""
