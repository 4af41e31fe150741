"""The measures of a hold: keeping still on a target or level."""

from __future__ import annotations

from collections.abc import Sequence

from wobblequest.core.motion import Motion
from wobblequest.core.result import Measure
from wobblequest.scoring import bands, ellipse, entropy, path, provenance, recovery, rings, spectrum, spread, time_on_target
from wobblequest.scoring.measure_info import Rule, all_absent, measured
from wobblequest.scoring.record import Record, record_of

RULES: tuple[Rule[Record], ...] = (
    *time_on_target.RULES, *bands.RULES, *spread.RULES, *path.RULES, *ellipse.RULES, *provenance.LOWPASS,
)
ABOUT: tuple[Rule[Record], ...] = provenance.RULES
EXPORT: tuple[Rule[Record], ...] = entropy.RULES
EXPORT_SPECTRUM: tuple[Rule[spectrum.Spectrum], ...] = spectrum.RULES


def hold_measures(
    motion: Motion, *, lowpass_hz: float | None = 5.0, edge_deg: float = 20.0, export: bool = False, ring_count: int | None = None,
    pushes: Sequence[recovery.Push] | None = None,
) -> dict[str, Measure]:
    """All measures of a hold, by name in the order of the register.

    Parameters
    ----------
    motion : the unsmoothed trial. Target and radius of each sample are its own; without them what needs a target is absent.
    lowpass_hz : cut-off for path and velocity; None takes the samples as they came.
    edge_deg : tilt at which the board's edge touches the floor.
    export : also work out what is only for files: spectra and sample entropy.
    ring_count : of how many rings to tell the share of the time; None for none. pushes : those that came to their end, where the dot was to
    be pushed; None where it was not. What was not asked for has no measure at all.

    Never raises for what the samples are: what cannot be computed is absent with a reason. Raises WobbleQuestError where the
    arrays are not equally long or the cut-off is not between 0 and 50 Hz.
    """
    record = record_of(motion, lowpass_hz=lowpass_hz, edge_deg=edge_deg)
    asked = (*RULES, *(rings.rules(ring_count) if ring_count is not None else ()))
    after = recovery.RULES if pushes is not None else ()
    about = measured(ABOUT, record)
    if record.n < 2:
        why = "there are not two usable samples"
        more = {**all_absent(EXPORT_SPECTRUM, why), **all_absent(EXPORT, why)} if export else {}
        return {**all_absent(asked, why), **all_absent(after, why), **about, **more}
    recovered = measured(after, recovery.Recoveries(record, pushes or ()))
    more = {**measured(EXPORT_SPECTRUM, spectrum.Spectrum(record)), **measured(EXPORT, record)} if export else {}
    return {**measured(asked, record), **recovered, **about, **more}
