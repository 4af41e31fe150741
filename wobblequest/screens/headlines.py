"""What is told of each drill's result: the measures on its screen, and what was done as an amount of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wobblequest.core.messages import Message, chain, counted, figure, message, name
from wobblequest.core.quantities import quantity
from wobblequest.core.result import Result
from wobblequest.drills.register import DRILLS
from wobblequest.levels.level import Level
from wobblequest.scoring.register import MEASURES
from wobblequest.screens.two_ways import (
    AHEAD_OR_BEHIND,
    FRONT_OR_BACK,
    LEAN_FRONT_OR_BACK,
    LEAN_LEFT_OR_RIGHT,
    LEFT_OR_RIGHT,
    WITH_A_TASK,
    Ways,
)

Said = Callable[[Message], Message]


@dataclass(frozen=True, slots=True)
class Shown:
    """How a measure stands on the result screen. what : beside the number, in a patient's words. unit : without the gap before it.

    said : number and words in one, for a sentence; where there is none, the words follow the number. ways : of a number whose sign says
    which way it goes: it is told without its sign, and in words which way.
    """

    measure: str
    what: Message
    unit: str = ""
    decimals: int = 0
    said: Said | None = None
    ways: Ways | None = None

    def number(self, value: float) -> Message:
        """The value without its unit, for one of several in a row."""
        if self.ways is not None:
            return self.ways.short(figure(abs(value), self.decimals), value)
        return figure(value, self.decimals)

    def with_unit(self, value: float) -> Message:
        return quantity(abs(value) if self.ways is not None else value, self.unit, self.decimals)

    def what_of(self, value: float) -> Message:
        """What stands beside this value."""
        return self.what if self.ways is None else self.ways.of(value)

    def sentence(self, value: float) -> Message:
        """The value with what it is: ``62 % in the circle``."""
        if self.said is None:
            return chain([self.with_unit(value), self.what_of(value)], " ")
        return self.said(self.with_unit(value))


def _in_the_circle(value: Message) -> Message:
    return message("{value} in the circle", value=value)


def _off_the_line(value: Message) -> Message:
    return message("{value} off the line", value=value)


def _off_the_middle(value: Message) -> Message:
    return message("{value} off the middle", value=value)


IN_THE_CIRCLE = Shown("time_on_target_pct", message("in the circle"), "%", 0, _in_the_circle)
OFF_THE_MIDDLE = Shown("rms_error_2d", message("off the middle"), "°", 1, _off_the_middle)
OFF_THE_LINE = Shown("movement_error", message("off the line"), "°", 1, _off_the_line)
HIT_RATE = Shown("hit_rate_pct", message("of the circles"), "%", 0, lambda value: message("{value} of the circles", value=value))

HEADLINES: Mapping[str, tuple[Shown, ...]] = MappingProxyType({
    "hold": (IN_THE_CIRCLE, Shown("longest_hold_s", message("longest stay"), "s", 1), Shown("rms_resultant", message("of sway"), "°", 1)),
    "reach": (OFF_THE_LINE, HIT_RATE, Shown("time_to_hold_s", message("to get there"), "s", 1)),
    "track": (OFF_THE_MIDDLE, IN_THE_CIRCLE),
    "rhythm": (
        Shown("directional_control_sd_pct", message("straight on the line"), "%", 0,
              lambda value: message("{value} straight on the line", value=value)),
        Shown("gain_on_axis", message("as far as the circle"), "×", 1),
        Shown("lag_on_axis_s", message("with the circle"), "s", 1, ways=AHEAD_OR_BEHIND),
    ),
    "recall": (
        Shown("mean_radial_error", message("off the place"), "°", 1, lambda value: message("{value} off the place", value=value)),
        Shown("bivariate_variable_error", message("of scatter"), "°", 1),
        Shown("responses", message("found by feeling")),
    ),
    "drift": (IN_THE_CIRCLE, OFF_THE_MIDDLE),
    "shift": (
        Shown("shift_score_pct", message("of clean shifts"), "%", 0, lambda value: message("{value} of clean shifts", value=value)),
        Shown("bound_crossings", message("times out of the bounds")),
        Shown("shift_time_s", message("for a shift"), "s", 1),
    ),
    "catch": (
        Shown("catch_rate_pct", message("done right"), "%", 0, lambda value: message("{value} done right", value=value)),
        Shown("caught_left_pct", message("caught on the left"), "%"),
        Shown("caught_right_pct", message("caught on the right"), "%"),
    ),
    "react": (
        Shown("response_speed_per_s", message("circles a second"), "", 2, lambda value: message("{value} circles a second", value=value)),
        Shown("time_to_target_s", message("to get there"), "s", 1),
        HIT_RATE,
    ),
    "dual": (
        Shown("both_right_pct", message("right while steady"), "%", 0, lambda value: message("{value} right while steady", value=value)),
        Shown("task_accuracy_dual_pct", message("of the answers right"), "%"),
        Shown("dual_task_effect_pct", message("as much control as alone"), "%", ways=WITH_A_TASK),
    ),
    "align": (
        Shown("band_time_pct", message("in the middle band"), "%", 0, lambda value: message("{value} in the middle band", value=value)),
        Shown("time_symmetry_pct", message("left as long as right"), "%", ways=LEFT_OR_RIGHT),
        Shown("mean_roll", message("neither left nor right"), "°", 1, ways=LEAN_LEFT_OR_RIGHT),
    ),
    "roll": (
        Shown("gates_per_min", message("gates a minute"), "", 1, lambda value: message("{value} gates a minute", value=value)),
        Shown("gate_time_s", message("for a gate"), "s", 1),
        Shown("ball_path_efficiency_pct", message("straight to the gate"), "%"),
    ),
    "maze": (
        Shown("inside_pct", message("of the time inside"), "%", 0, lambda value: message("{value} of the time inside", value=value)),
        Shown("wall_touches", message("touches")),
        Shown("path_completion_pct", message("of the path"), "%"),
    ),
})
_FRONT_BACK = Shown("time_symmetry_front_back_pct", message("forward as long as back"), "%", ways=FRONT_OR_BACK)
ON_AXIS: Mapping[tuple[str, str], tuple[Shown, ...]] = MappingProxyType({
    ("align", "front"): (
        HEADLINES["align"][0], _FRONT_BACK, Shown("mean_pitch", message("neither forward nor back"), "°", 1, ways=LEAN_FRONT_OR_BACK),
    ),
    ("align", "both"): (*HEADLINES["align"][:2], _FRONT_BACK),
    ("catch", "front"): (
        HEADLINES["catch"][0], Shown("caught_front_pct", message("caught in front"), "%"),
        Shown("caught_back_pct", message("caught behind"), "%"),
    ),
})
"""Instead of a drill's measures of left and right, where a level's `axis` is another one."""

BETTER: Mapping[str, Message] = MappingProxyType({
    "hold": message("Longer in the circle than your last times"),
    "reach": message("Straighter than your last times"),
    "track": message("Closer to the circle than your last times"),
    "rhythm": message("Straighter than your last times"),
    "recall": message("Closer to the place than your last times"),
    "drift": message("Longer in the circle than your last times"),
    "shift": message("More within the bounds than your last times"),
    "catch": message("More done right than your last times"),
    "react": message("Quicker there than your last times"),
    "dual": message("More right at once than your last times"),
    "align": message("Longer in the band than your last times"),
    "roll": message("More gates than your last times"),
    "maze": message("Longer inside than your last times"),
})


def shown(drill: str) -> tuple[Shown, ...]:
    """The measures of a drill's result screen, the primary one first; of a drill unknown here only that."""
    known = HEADLINES.get(drill)
    if known is not None:
        return known
    primary = DRILLS[drill].primary
    return (Shown(primary, name(primary.replace("_", " ")), "", 1),)


def lines_of(level: Level) -> tuple[Shown, ...]:
    """The measures of a level's result screen: of the axis that it trains, the primary one first."""
    return ON_AXIS.get((level.drill, getattr(level.parameters, "axis", "")), shown(level.drill))


OF_TESTS: Mapping[str, Shown] = MappingProxyType({
    "time_on_target_s": Shown("time_on_target_s", message("in the zone"), "s", 1,
                              lambda value: message("{value} in the zone", value=value)),
    "osi": Shown("osi", message("off level"), "°", 1, lambda value: message("{value} off level", value=value)),
    "max_excursion_pct": Shown("max_excursion_pct", message("of the way out"), "%", 0,
                               lambda value: message("{value} of the way out", value=value)),
    "movement_error": OFF_THE_LINE,
})
"""Measures that a test may follow instead of its drill's main one."""


def line_of(level: Level) -> Shown:
    """How the main measure of a level stands on a screen: the test's own, or the drill's."""
    known = (*shown(level.drill), *OF_TESTS.values())
    plain_name = Shown(level.primary, name(level.primary.replace("_", " ")), MEASURES[level.primary].unit.replace("–", ""), 1)
    return next((line for line in known if line.measure == level.primary), plain_name)


def effort(result: Result) -> Message:
    """What was done, said as an amount of work."""
    lasted_s = round(result.duration_s)
    match result.drill:
        case "hold" if (seconds := plain(result, "time_on_target_s")) is not None:
            return message("{n} of {all} seconds in the circle", n=round(seconds), all=lasted_s)
        case "reach":
            return _reached(plain(result, "hit_rate_pct"))
        case "rhythm":
            return counted("{n} second to the beat", "{n} seconds to the beat", lasted_s)
        case "track":
            return counted("{n} second with the moving circle", "{n} seconds with the moving circle", lasted_s)
        case "recall" if found := _amount(result, "responses"):
            return counted("You found {n} place by feeling alone", "You found {n} places by feeling alone", found)
        case "maze" if (gone := plain(result, "path_completion_pct")) is not None and gone >= 1.0:
            if gone >= 99.95:
                return message("You went the whole path")
            return message("You went {share} of the path", share=quantity(gone, "%"))
        case "shift" if hits := _amount(result, "shift_hits"):
            return counted("{n} box reached", "{n} boxes reached", hits)
        case "catch" if caught := _amount(result, "caught"):
            return counted("{n} thing caught", "{n} things caught", caught)
        case "roll" if passed := _amount(result, "gates_passed"):
            return counted("{n} gate passed", "{n} gates passed", passed)
    return counted("You kept at it for {n} second", "You kept at it for {n} seconds", lasted_s)


def _reached(share: float | None) -> Message:
    if share is not None and share >= 99.5:
        return message("You reached every circle")
    if share is not None and share >= 50:
        return message("You reached {share} of the circles", share=quantity(share, "%"))
    return message("You leaned for every circle")


def _amount(result: Result, measure: str) -> int:
    """A measure that counts something; 0 where it has no value."""
    return round(plain(result, measure) or 0.0)


def plain(result: Result, measure: str) -> float | None:
    found = result.measures.get(measure)
    return float(found.value) if found is not None and isinstance(found.value, float | int) else None
