"""The measures of position sense: how near a person comes to a remembered place that is not shown.

The error of a response is where it was minus where it should have been. The response is the mean place over the last 0.5 s before the
person confirms. Targets on one line through level (1-D) give signed errors along it; errors in the plane (2-D) follow Hancock, Butler &
Fischman 1995, whose paper could not be opened: the definitions are those in common use under its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot, sqrt

import numpy as np

from wobblequest.core.arena import Point
from wobblequest.core.messages import message
from wobblequest.core.motion import Array, Motion
from wobblequest.core.result import Measure
from wobblequest.scoring import provenance
from wobblequest.scoring.measure_info import MeasureInfo, Rule, Undefined, measured
from wobblequest.scoring.record import Record, record_of

RESPONSE_S = 0.5
SPREAD_LEAST = 2
"""Fewer responses have no spread. It is worth trusting from five responses per target and twelve in all on, which a test asks for."""
_OFF_LINE_DEG = 0.05


@dataclass(frozen=True, slots=True)
class Recall:
    """One place to find again, in trial time. confirm_s : when the person said "here". target : where it was."""

    confirm_s: float
    target: Point


class Recalls:
    """Responses to remembered places, from what was recorded before each was confirmed."""

    def __init__(self, record: Record, recalls: Sequence[Recall]) -> None:
        self._record, self._recalls = record, recalls

    @cached_property
    def _found(self) -> tuple[tuple[Point, Point], ...]:
        """(target, response) of the recalls that have samples in their last 0.5 s; a gap in it leaves the response out."""
        record = self._record
        pairs = []
        for recall in self._recalls:
            window = (record.t_s > recall.confirm_s - RESPONSE_S - 1e-9) & (record.t_s <= recall.confirm_s + 1e-9)
            at = np.flatnonzero(window)
            if at.size < 2 or record.starts[at[1:]].any() or record.t_s[at[-1]] - record.t_s[at[0]] < 0.8 * RESPONSE_S:
                continue
            pairs.append((recall.target, Point(float(record.pitch_deg[at].mean()), float(record.roll_deg[at].mean()))))
        return tuple(pairs)

    @property
    def count(self) -> int:
        return len(self._found)

    @cached_property
    def errors(self) -> Array:
        """(n, 2) response − target, pitch and roll. Raises `Undefined` without any."""
        if not self._found:
            raise Undefined(message("no response with half a second before it was recorded"))
        return np.array([[r.pitch_deg - t.pitch_deg, r.roll_deg - t.roll_deg] for t, r in self._found], dtype=np.float64)

    @cached_property
    def _targets(self) -> Array:
        return np.array([tuple(target) for target, _ in self._found])

    @cached_property
    def _line(self) -> tuple[float, float]:
        """The unit vector of the line through level on which all targets lie, + forward or, across, + right."""
        if not self._found:
            raise Undefined(message("no response with half a second before it was recorded"))
        targets = self._targets
        far = targets[int(np.argmax(np.hypot(targets[:, 0], targets[:, 1])))]
        length = hypot(*far)
        if length == 0:
            raise Undefined("the targets lie at level: no direction is known")
        c, s = float(far[0] / length), float(far[1] / length)
        if float(np.abs(targets @ np.array([-s, c])).max()) > _OFF_LINE_DEG:
            raise Undefined("the targets do not lie on one line through level")
        return (c, s) if c > 1e-9 or (abs(c) <= 1e-9 and s > 0) else (-c, -s)

    @cached_property
    def along(self) -> Array:
        """(n,) errors along the line of the targets. Raises `Undefined` where they lie on none."""
        return np.asarray(self.errors @ np.array(self._line))

    @cached_property
    def outward(self) -> Array:
        """(n,) + where the target lay on the positive side of its line, − on the other, 0 at level, which has no direction."""
        return np.asarray(np.sign(self._targets @ np.array(self._line)))

    def groups(self) -> list[Array]:
        """Errors along the line by target, of targets with enough responses. Raises `Undefined` where none has."""
        along = self.along
        keys = [tuple(target) for target in self._targets.tolist()]
        found = [along[[k == key for k in keys]] for key in dict.fromkeys(keys)]
        enough = [group for group in found if group.size >= SPREAD_LEAST]
        if not enough:
            raise Undefined(f"no target has {SPREAD_LEAST} responses")
        return enough

    def spread_needs(self) -> None:
        """Raises `Undefined` where there are too few responses to speak of their spread."""
        if self.count < SPREAD_LEAST:
            raise Undefined(f"a spread needs {SPREAD_LEAST} responses, there are {self.count}")


def responses(recalls: Recalls) -> float:
    return float(recalls.count)


def absolute_error(recalls: Recalls) -> float:
    return float(np.abs(recalls.along).mean())


def constant_error(recalls: Recalls) -> float:
    return float(recalls.along.mean())


def variable_error(recalls: Recalls) -> float:
    recalls.spread_needs()
    return float(recalls.along.std())


def total_variability(recalls: Recalls) -> float:
    recalls.spread_needs()
    return sqrt(float((recalls.along**2).mean()))


def constant_error_overshoot(recalls: Recalls) -> float:
    outward = recalls.outward
    return float((recalls.along * outward)[outward != 0].mean())


def variable_error_within_target(recalls: Recalls) -> float:
    """Root of the mean variance within targets, each response counting once."""
    groups = recalls.groups()
    return sqrt(sum(float(((g - g.mean()) ** 2).sum()) for g in groups) / sum(g.size for g in groups))


def mean_radial_error(recalls: Recalls) -> float:
    return float(np.hypot(*recalls.errors.T).mean())


def constant_error_vector(recalls: Recalls) -> tuple[float, float]:
    pitch, roll = recalls.errors.mean(axis=0)
    return float(pitch), float(roll)


def subject_centroid_radial_error(recalls: Recalls) -> float:
    return hypot(*constant_error_vector(recalls))


def bivariate_variable_error(recalls: Recalls) -> float:
    recalls.spread_needs()
    off = recalls.errors - recalls.errors.mean(axis=0)
    return sqrt(float((off**2).sum(axis=1).mean()))


def rms_radial_error(recalls: Recalls) -> float:
    return sqrt(float((recalls.errors**2).sum(axis=1).mean()))


_SCHMIDT = "Schutz & Roy 1973, J Mot Behav 5:141; Schmidt & Lee 2011, Motor Control and Learning"
_HANCOCK = "Hancock, Butler & Fischman 1995, J Mot Behav 27:241"

RULES: tuple[Rule[Recalls], ...] = (
    Rule(MeasureInfo("mean_radial_error", "deg", "lower", "Mean distance of the responses from their targets.", _HANCOCK, "headline"),
         mean_radial_error),
    Rule(MeasureInfo(
        "absolute_error", "deg", "lower", "Mean distance from the target along the line of the targets.", _SCHMIDT, "headline",
    ), absolute_error),
    Rule(MeasureInfo(
        "constant_error", "deg", "none", "Mean signed error along the line of the targets: + is too far forward, or too far right.",
        _SCHMIDT,
    ), constant_error),
    Rule(MeasureInfo(
        "constant_error_overshoot", "deg", "none",
        "Mean signed error in the target's own direction, + is too far; a target at level has none and is left out.", _SCHMIDT,
    ), constant_error_overshoot),
    Rule(MeasureInfo(
        "variable_error", "deg", "lower", "Standard deviation (divided by n) of the errors along the line of the targets.", _SCHMIDT,
    ), variable_error),
    Rule(MeasureInfo(
        "variable_error_within_target", "deg", "lower",
        "Standard deviation (divided by n) of the errors about each target's own mean error; targets with two responses or more.", _SCHMIDT,
    ), variable_error_within_target),
    Rule(MeasureInfo(
        "total_variability", "deg", "lower", "Root mean square error along the line of the targets: CE and VE together.", _SCHMIDT,
    ), total_variability),
    Rule(MeasureInfo(
        "constant_error_vector", "deg", "none", "Mean error as (pitch, roll).", _HANCOCK,
    ), constant_error_vector),
    Rule(MeasureInfo(
        "subject_centroid_radial_error", "deg", "lower", "Length of the mean error: how far off the responses are as a whole.", _HANCOCK,
    ), subject_centroid_radial_error),
    Rule(MeasureInfo(
        "bivariate_variable_error", "deg", "lower", "Root mean square distance of the errors from their mean (divided by n).", _HANCOCK,
    ), bivariate_variable_error),
    Rule(MeasureInfo("rms_radial_error", "deg", "lower", "Root mean square distance of the responses from their targets.", _HANCOCK),
         rms_radial_error),
    Rule(MeasureInfo("responses", "count", "none", "Responses that were recorded without a gap.", "WobbleQuest"), responses),
)


def position_sense_measures(motion: Motion, recalls: Sequence[Recall]) -> dict[str, Measure]:
    """All measures of position sense, by name in the order of the register.

    motion : the unsmoothed trial. recalls : one for each response, in trial time.

    A response with a gap or pause in its last 0.5 s is left out. Never raises for what the samples are: what cannot be computed is absent
    with a reason. Raises WobbleQuestError where the arrays are not equally long.
    """
    record = record_of(motion)
    return {**measured(RULES, Recalls(record, recalls)), **measured(provenance.RULES, record)}
