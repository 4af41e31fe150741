"""What is told of each drill's result: the measures on its screen, and what was done as an amount of work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wobblequest.core.result import Result
from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import Level
from wobblequest.scoring.register import MEASURES


@dataclass(frozen=True, slots=True)
class Shown:
    """How a measure stands on the result screen. unit : as written behind the number. what : in a patient's words."""

    measure: str
    what: str
    unit: str
    decimals: int = 0

    def number(self, value: float) -> str:
        return f"{value + 0.0:.{self.decimals}f}"

    def with_unit(self, value: float) -> str:
        return f"{self.number(value)}{self.unit}"


HEADLINES: Mapping[str, tuple[Shown, ...]] = MappingProxyType({
    "hold": (
        Shown("time_on_target_pct", "in the circle", " %"),
        Shown("longest_hold_s", "longest stay", " s", 1),
        Shown("rms_resultant", "of sway", "°", 1),
    ),
    "reach": (
        Shown("movement_error", "off the line", "°", 1),
        Shown("hit_rate_pct", "of the circles", " %"),
        Shown("time_to_hold_s", "to get there", " s", 1),
    ),
    "track": (
        Shown("rms_error_2d", "off the middle", "°", 1),
        Shown("time_on_target_pct", "in the circle", " %"),
    ),
    "rhythm": (
        Shown("directional_control_sd_pct", "straight on the line", " %"),
        Shown("gain_on_axis", "as far as the circle", " ×", 1),
        Shown("lag_on_axis_s", "behind the circle", " s", 1),
    ),
    "recall": (
        Shown("mean_radial_error", "off the place", "°", 1),
        Shown("bivariate_variable_error", "of scatter", "°", 1),
        Shown("responses", "found by feeling", ""),
    ),
    "drift": (
        Shown("time_on_target_pct", "in the circle", " %"),
        Shown("rms_error_2d", "off the middle", "°", 1),
    ),
    "shift": (
        Shown("shift_score_pct", "of clean shifts", " %"),
        Shown("bound_crossings", "times out of the bounds", ""),
        Shown("shift_time_s", "for a shift", " s", 1),
    ),
    "catch": (
        Shown("catch_rate_pct", "done right", " %"),
        Shown("caught_left_pct", "caught on the left", " %"),
        Shown("caught_right_pct", "caught on the right", " %"),
    ),
    "react": (
        Shown("response_speed_per_s", "circles a second", "", 2),
        Shown("time_to_target_s", "to get there", " s", 1),
        Shown("hit_rate_pct", "of the circles", " %"),
    ),
    "dual": (
        Shown("both_right_pct", "right while steady", " %"),
        Shown("task_accuracy_dual_pct", "of the answers right", " %"),
        Shown("dual_task_effect_pct", "change of the movement", " %"),
    ),
    "align": (
        Shown("band_time_pct", "in the middle band", " %"),
        Shown("time_symmetry_pct", "time right minus left", " %"),
        Shown("mean_roll", "of lean, right is plus", "°", 1),
    ),
    "roll": (
        Shown("gates_per_min", "gates a minute", "", 1),
        Shown("gate_time_s", "for a gate", " s", 1),
        Shown("ball_path_efficiency_pct", "straight to the gate", " %"),
    ),
    "maze": (
        Shown("inside_pct", "of the time inside", " %"),
        Shown("wall_touches", "touches", ""),
        Shown("path_completion_pct", "of the path", " %"),
    ),
})
_FRONT_BACK = Shown("time_symmetry_front_back_pct", "time front minus back", " %")
ON_AXIS: Mapping[tuple[str, str], tuple[Shown, ...]] = MappingProxyType({
    ("align", "front"): (HEADLINES["align"][0], _FRONT_BACK, Shown("mean_pitch", "of lean, front is plus", "°", 1)),
    ("align", "both"): (*HEADLINES["align"][:2], _FRONT_BACK),
    ("catch", "front"): (
        HEADLINES["catch"][0], Shown("caught_front_pct", "caught in front", " %"), Shown("caught_back_pct", "caught behind", " %"),
    ),
})
"""Instead of a drill's measures of left and right, where a level's `axis` is another one."""

BETTER: Mapping[str, str] = MappingProxyType({
    "hold": "Longer in the circle than your last times",
    "reach": "Straighter than your last times",
    "track": "Closer to the circle than your last times",
    "rhythm": "Straighter than your last times",
    "recall": "Closer to the place than your last times",
    "drift": "Longer in the circle than your last times",
    "shift": "More within the bounds than your last times",
    "catch": "More done right than your last times",
    "react": "Quicker there than your last times",
    "dual": "More right at once than your last times",
    "align": "Longer in the band than your last times",
    "roll": "More gates than your last times",
    "maze": "Longer inside than your last times",
})

_AMOUNTS: Mapping[str, tuple[str, str, str]] = MappingProxyType({
    "shift": ("shift_hits", "box reached", "boxes reached"), "catch": ("caught", "thing caught", "things caught"),
    "roll": ("gates_passed", "gate passed", "gates passed"), "maze": ("path_completion_pct", "% of the way", "% of the way out and back"),
})
"""Of drills that count something: the measure, and what it counts."""


def shown(drill: str) -> tuple[Shown, ...]:
    """The measures of a drill's result screen, the primary one first; of a drill unknown here only that."""
    known = HEADLINES.get(drill)
    if known is not None:
        return known
    primary = DRILLS[drill].primary
    return (Shown(primary, primary.replace("_", " "), "", 1),)


def lines_of(level: Level) -> tuple[Shown, ...]:
    """The measures of a level's result screen: of the axis that it trains, the primary one first."""
    return ON_AXIS.get((level.drill, getattr(level.parameters, "axis", "")), shown(level.drill))


OF_TESTS: Mapping[str, Shown] = MappingProxyType({
    "time_on_target_s": Shown("time_on_target_s", "in the zone", " s", 1),
    "osi": Shown("osi", "off level", "°", 1),
    "max_excursion_pct": Shown("max_excursion_pct", "of the way out", " %"),
    "movement_error": Shown("movement_error", "off the line", "°", 1),
})
"""Measures that a test may follow instead of its drill's main one."""


def line_of(level: Level) -> Shown:
    """How the main measure of a level stands on a screen: the test's own, or the drill's."""
    known = (*shown(level.drill), *OF_TESTS.values())
    plain_name = Shown(level.primary, level.primary.replace("_", " "), f" {MEASURES[level.primary].unit}".replace(" –", ""), 1)
    return next((line for line in known if line.measure == level.primary), plain_name)


def effort(result: Result) -> str:
    """What was done, said as an amount of work."""
    if result.drill == "hold":
        seconds = plain(result, "time_on_target_s")
        if seconds is not None:
            return f"{seconds:.0f} of {result.duration_s:.0f} seconds in the circle"
    if result.drill == "reach":
        share = plain(result, "hit_rate_pct")
        if share is not None and share >= 99.5:
            return "You reached every circle"
        if share is not None and share >= 50:
            return f"You reached {share:.0f} % of the circles"
        return "You leaned for every circle"
    if result.drill == "rhythm":
        return f"{result.duration_s:.0f} seconds to the beat"
    if result.drill == "recall":
        answers = plain(result, "responses")
        if answers:
            return f"You found {answers:.0f} place{'s' if answers > 1 else ''} by feeling alone"
    if result.drill == "maze":
        gone = plain(result, "path_completion_pct")
        if gone is not None and gone >= 1.0:
            return "You went the whole path" if gone >= 99.95 else f"You went {gone:.0f} % of the path"
    if result.drill in _AMOUNTS:
        measure, one, many = _AMOUNTS[result.drill]
        amount = plain(result, measure)
        if amount:
            return f"{amount:.0f} {one if round(amount) == 1 else many}"
    if result.drill == "track":
        return f"{result.duration_s:.0f} seconds with the moving circle"
    return f"You kept at it for {result.duration_s:.0f} seconds"


def plain(result: Result, measure: str) -> float | None:
    found = result.measures.get(measure)
    return float(found.value) if found is not None and isinstance(found.value, float | int) else None
